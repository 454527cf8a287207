//! Why: numbered, most binding first.

use crate::render::View;
use crate::render::page::Page;
use rustdag_proto::v1;
use rustdag_text::Arg;

/// Reasons shown to a person; a program gets all.
const SHOWN_MAX: usize = 5;

pub(crate) fn write(view: &View<'_>, page: &mut Page, reasons: &[v1::Reason]) {
    if reasons.is_empty() {
        return;
    }
    page.heading(&view.texts.text("heading-why"));
    for (place, reason) in reasons.iter().take(SHOWN_MAX).enumerate() {
        page.labelled(3, &format!("{}  ", place + 1), &reason.text);
    }
    if reasons.len() > SHOWN_MAX {
        let count = (reasons.len() - SHOWN_MAX) as f64;
        page.labelled(6, "", &view.texts.with("reasons-more", &[("count", Arg::Number(count))]));
    }
}
