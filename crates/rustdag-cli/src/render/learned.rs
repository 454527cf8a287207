//! What is learned of a member: each parameter with what it was learned from and what would tell more, then strengths.

use crate::render::page::Page;
use crate::render::{View, header};
use rustdag_proto::v1;

/// Columns by which what stands behind a parameter stands below it.
const BELOW: usize = 4;

pub(crate) fn write(view: &View<'_>, page: &mut Page, profile: &v1::Profile, learned: &v1::Learned) {
    header::write(view, page, profile);
    page.paragraph(&view.texts.text("learned-heading"));
    for parameter in &learned.parameters {
        page.blank();
        page.paragraph(&parameter.text);
        if parameter.lifts + parameter.soreness_answers > 0 {
            page.quiet(BELOW, &parameter.from_text);
        }
        page.quiet(BELOW, &parameter.next_text);
    }
    if !learned.strengths.is_empty() {
        page.blank();
        page.paragraph(&view.texts.text("learned-strengths-heading"));
    }
    for strength in &learned.strengths {
        page.labelled(2, "", &strength.text);
    }
    page.blank();
    page.paragraph(&learned.text);
    page.quiet(2, &view.texts.text("not-medical"));
}
