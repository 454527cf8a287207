//! Why: numbered, most binding first.

use crate::render::View;
use crate::render::page::Page;
use rustdag_core::reason::FIRST_CODE_ABOUT_RULES;
use rustdag_proto::v1;
use rustdag_text::Arg;

/// Reasons shown to a person; a program gets all.
const SHOWN_MAX: usize = 5;

pub(crate) fn write(view: &View<'_>, page: &mut Page, reasons: &[v1::Reason]) {
    if reasons.is_empty() {
        return;
    }
    page.heading(&view.texts.text("heading-why"));
    let about_rules = |reason: &&v1::Reason| reason.code >= FIRST_CODE_ABOUT_RULES;
    let (first, others) = reasons.split_at(reasons.len().min(SHOWN_MAX));
    // A rule that is missing or failed makes every answer less than it could be: that is always told.
    let shown: Vec<&v1::Reason> = first.iter().chain(others.iter().filter(about_rules)).collect();
    for (place, reason) in shown.iter().enumerate() {
        page.labelled(3, &format!("{}  ", place + 1), &reason.text);
    }
    let left_out = reasons.len() - shown.len();
    if left_out > 0 {
        page.labelled(6, "", &view.texts.with("reasons-more", &[("count", Arg::Number(left_out as f64))]));
    }
}
