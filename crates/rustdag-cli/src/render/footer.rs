//! How sure, what would help to know, and what this is not.

use crate::render::View;
use crate::render::page::{self, Page};
use rustdag_core::model::confidence::GREY_BELOW;
use rustdag_proto::v1;
use rustdag_text::Arg;

/// Confidence from which it is called good; below the least, the light is grey.
const GOOD: f64 = 0.6;

pub(crate) fn write(
    view: &View<'_>,
    page: &mut Page,
    readiness: &v1::Readiness,
    plan: Option<&v1::Plan>,
    stopped: bool,
) {
    page.blank();
    if !stopped {
        how_sure(view, page, readiness, plan);
    }
    page.quiet(page::MARGIN, &view.texts.text("not-medical"));
}

fn how_sure(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness, plan: Option<&v1::Plan>) {
    let mut sentences = vec![view.texts.text(match readiness.confidence {
        sure if sure >= GOOD => "confidence-good",
        sure if sure >= GREY_BELOW => "confidence-fair",
        _ => "confidence-low",
    })];
    if let Some(input) = view.input(readiness.log_next()) {
        sentences.push(view.texts.with("log-next", &[("input", Arg::Text(&input))]));
    }
    if let Some(plan) = plan {
        sentences.push(proof(view, plan));
    }
    page.paragraph(&sentences.join(" "));
}

fn proof(view: &View<'_>, plan: &v1::Plan) -> String {
    if plan.optimal {
        return view.texts.text("plan-optimal");
    }
    let gap = (plan.bound - plan.objective) / plan.objective.abs().max(f64::MIN_POSITIVE);
    view.texts.with("plan-gap", &[("gap", Arg::Text(&view.texts.numbers().percent(gap)))])
}
