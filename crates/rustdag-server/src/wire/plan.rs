//! Plans.

use super::{Answering, choice, instant, reason, session};
use rustdag_core::answer::{Plan, PlanDay};
use rustdag_proto::v1;

/// Writes a plan.
#[must_use]
pub fn to_proto(plan: &Plan, answering: Answering<'_>) -> v1::Plan {
    let optimal = plan.is_optimal();
    let Plan { at, days, objective, bound, nodes, confidence } = plan;
    v1::Plan {
        at: Some(instant::to_proto(*at)),
        days: days.iter().map(|day| day_to_proto(day, answering)).collect(),
        objective: *objective,
        bound: *bound,
        optimal,
        nodes: i64::try_from(*nodes).unwrap_or(i64::MAX),
        confidence: *confidence,
        rules: answering.rules.to_vec(),
    }
}

fn day_to_proto(day: &PlanDay, answering: Answering<'_>) -> v1::PlanDay {
    let PlanDay { date, kind, session, reasons, changed_from } = day;
    v1::PlanDay {
        date: date.to_string(),
        kind: choice::day_kind::to_proto(*kind).into(),
        session: session.as_ref().map(|session| session::planned_to_proto(session, answering)),
        reasons: reason::all_to_proto(reasons, answering),
        changed_from: changed_from.as_ref().map(|before| {
            let id = before.clone().unwrap_or_default();
            let display_name = answering.catalogue.template_name(&id, answering.lang).unwrap_or(&id).to_owned();
            v1::ChangedFrom { template_id: id, display_name }
        }),
    }
}
