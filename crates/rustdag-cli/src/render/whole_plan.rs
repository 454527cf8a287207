//! What holds of a plan as a whole: told right below the answer, before anybody looks for a training that is not there.

use crate::render::page::Page;
use rustdag_proto::v1;

pub(crate) fn write(page: &mut Page, plan: Option<&v1::Plan>) {
    let Some(plan) = plan.filter(|plan| !plan.reasons.is_empty()) else { return };
    page.blank();
    for reason in &plan.reasons {
        page.labelled(2, "", &reason.text);
    }
}
