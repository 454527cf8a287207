//! What members read of a limit: its name, and its sentence in both languages.

use super::Reader;
use crate::error::cut_short;
use crate::written;
use rustdag_rule::manifest::{LimitName, NAME_MOST, ReasonText, TEXT_MOST, is_name};
use rustdag_rule::template::Template;
use std::ops::Range;
use toml::Spanned;

/// The limit that a reason explains.
pub(super) struct Explained {
    pub(super) limit: LimitName,
    /// The snapshot's field that its value is.
    pub(super) seen: Option<&'static str>,
    /// Whether a sentence can say `{value}`.
    pub(super) has_value: bool,
    /// Whether a sentence can say `{limit}`.
    pub(super) has_limit: bool,
}

impl Reader<'_> {
    pub(super) fn reason(
        &mut self,
        written: written::Limit,
        explained: Explained,
        table: &Range<usize>,
        reasons: &[ReasonText],
    ) -> Option<ReasonText> {
        let written::Limit { name, nl, en, .. } = written;
        let missing =
            |key: &str| format!("`{key}` is missing in this limit: a member reads why in Dutch (nl) and English (en)");
        if nl.is_none() {
            self.wrong(table.clone(), missing("nl"));
        }
        if en.is_none() {
            self.wrong(table.clone(), missing("en"));
        }
        let Some(name) = name else {
            self.wrong(
                table.clone(),
                "`name` is missing in this limit: the reason's name in answers, such as \"short-night\"",
            );
            return None;
        };
        if !is_name(name.get_ref()) {
            let shown = cut_short(name.get_ref());
            self.wrong(
                name.span(),
                format!("the name is `{shown}`; use lower-case letters, digits and hyphens, at most {NAME_MOST}"),
            );
        } else if reasons.iter().any(|other| other.name == *name.get_ref()) {
            self.wrong(name.span(), format!("there are two limits called `{}`", name.get_ref()));
        }
        let nl = self.template(&nl?, &explained);
        let en = self.template(&en?, &explained);
        let Explained { limit, seen: value, .. } = explained;
        let code = reasons.len() as u32 + 1;
        Some(ReasonText { code, name: name.into_inner(), limit, value, nl: nl?, en: en? })
    }

    fn template(&mut self, written: &Spanned<String>, explained: &Explained) -> Option<Template> {
        let text = written.get_ref();
        self.length("the sentence", written, TEXT_MOST);
        if text.contains("{value") && !explained.has_value {
            self.wrong(
                written.span(),
                "the sentence says {value}, but this limit has none; write `value = …` with what was seen",
            );
        }
        if text.contains("{limit") && !explained.has_limit {
            self.wrong(
                written.span(),
                "the sentence says {limit}, but this limit has no number; write `limit = …` with what is allowed",
            );
        }
        match text.parse() {
            Ok(template) => Some(template),
            Err(error) => {
                self.wrong(written.span(), error.to_string());
                None
            }
        }
    }
}
