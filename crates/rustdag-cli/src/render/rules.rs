//! The rules that are loaded, refused and missing.

use crate::render::ink;
use crate::render::page::{self, Page};
use rustdag_text::Texts;

/// One rule, or one file that was refused.
pub(crate) struct RuleRow {
    pub id: String,
    pub state: String,
    pub version: String,
    pub tier: String,
    pub digest: String,
    pub place: String,
}

/// Digits of a digest that tell two builds of a rule apart at a glance.
const DIGEST_SHOWN: usize = 12;

/// A digest as it is shown to people.
pub(crate) fn digest_shown(digest: &str) -> String {
    digest.chars().take(DIGEST_SHOWN).collect()
}

/// A table; the place stands below each.
pub(crate) fn rule_list(texts: &Texts, width: usize, rows: &[RuleRow]) -> String {
    let mut page = Page::new(width);
    let titles = ["rules-rule", "rules-state", "rules-version", "rules-tier", "rules-digest"].map(|id| texts.text(id));
    let titles = titles.each_ref().map(String::as_str);
    let column = |of: fn(&RuleRow) -> &str, title: &str| {
        rows.iter().map(|row| page::width(of(row))).max().unwrap_or(0).max(page::width(title)) + 2
    };
    let (id, state) = (column(|row| &row.id, titles[0]), column(|row| &row.state, titles[1]));
    let (version, tier) = (column(|row| &row.version, titles[2]), column(|row| &row.tier, titles[3]));
    let line = |cells: [&str; 5]| {
        let [first, second, third, fourth, fifth] = cells;
        format!(
            "{}{}{}{}{fifth}",
            page::pad(first, id),
            page::pad(second, state),
            page::pad(third, version),
            page::pad(fourth, tier)
        )
    };
    page.line(&ink::paint(ink::HEADING, line(titles).trim_end()));
    for row in rows {
        page.line(&line([&row.id, &row.state, &row.version, &row.tier, &row.digest]));
        page.labelled(2, "", &row.place);
    }
    page.finish()
}
