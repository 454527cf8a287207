//! Other plans, for whoever would rather train on other days: what each costs, and the days on which it differs.

use crate::render::View;
use crate::render::page::Page;
use crate::render::week;
use crate::render::word::capitalised;
use rustdag_proto::v1;
use rustdag_text::Arg;

/// Columns by which the days of an alternative stand below what it costs.
const BELOW: usize = 5;

/// The alternatives of a plan, the best first.
pub(crate) fn write(view: &View<'_>, page: &mut Page, plan: &v1::Plan) {
    if plan.alternatives.is_empty() {
        return;
    }
    page.heading(&view.texts.text("heading-alternatives"));
    for (place, alternative) in plan.alternatives.iter().enumerate() {
        page.labelled(2, &format!("{}. ", place + 1), &alternative.cost_text);
        for day in &alternative.days {
            let Some(best) = &day.changed_from else { continue };
            let words = view.texts.with(
                "instead-of",
                &[("session", Arg::Text(&week::name(view, day))), ("before", Arg::Text(&week::held(view, best)))],
            );
            page.labelled(BELOW, &format!("{}  ", week::date(view, day)), &capitalised(&words));
        }
    }
}
