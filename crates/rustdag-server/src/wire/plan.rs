//! Plans.

use super::{Answering, choice, instant, reason, session};
use rustdag_core::answer::{Alternative, EventOutlook, OBJECTIVE_TOLERANCE, Plan, PlanDay, PlanWeek, WeekSets};
use rustdag_proto::v1;
use rustdag_text::{Arg, Texts};

/// Share of the best plan's worth from which a whole percentage says something.
const TOLD_FROM: f64 = 0.01;

/// Writes a plan.
#[must_use]
pub fn to_proto(plan: &Plan, answering: Answering<'_>) -> v1::Plan {
    let optimal = plan.is_optimal();
    let Plan { at, days, reasons, objective, bound, nodes, confidence, alternatives, weeks, event } = plan;
    v1::Plan {
        at: Some(instant::to_proto(*at)),
        days: days.iter().map(|day| day_to_proto(day, answering)).collect(),
        objective: *objective,
        bound: *bound,
        optimal,
        nodes: i64::try_from(*nodes).unwrap_or(i64::MAX),
        confidence: *confidence,
        rules: answering.rules.to_vec(),
        rule_set: answering.rule_set.to_owned(),
        engine_version: env!("CARGO_PKG_VERSION").to_owned(),
        templates_digest: answering.catalogue.own_digest().to_owned(),
        reasons: reason::all_to_proto(reasons, answering),
        alternatives: alternatives
            .iter()
            .map(|alternative| alternative_to_proto(alternative, *objective, answering))
            .collect(),
        weeks: weeks.iter().map(|week| week_to_proto(week, answering)).collect(),
        event: event.map(event_to_proto),
    }
}

fn alternative_to_proto(alternative: &Alternative, best: f64, answering: Answering<'_>) -> v1::PlanAlternative {
    let Alternative { days, objective, bound, nodes } = alternative;
    let cost = (best - objective).max(0.0);
    v1::PlanAlternative {
        days: days.iter().map(|day| day_to_proto(day, answering)).collect(),
        objective: *objective,
        bound: *bound,
        optimal: *bound <= objective + OBJECTIVE_TOLERANCE,
        nodes: i64::try_from(*nodes).unwrap_or(i64::MAX),
        cost,
        cost_text: cost_in_words(cost, best, answering.words.texts(answering.lang)),
    }
}

/// What an alternative costs as a share of what the best plan is worth, which says nothing where that is worth nothing.
fn cost_in_words(cost: f64, best: f64, texts: &Texts) -> String {
    if best <= 0.0 {
        return texts.text("alternative-less");
    }
    match cost / best {
        share if share < TOLD_FROM => texts.text("alternative-hardly"),
        share => texts.with("alternative-cost", &[("cost", Arg::Text(&texts.numbers().percent(share)))]),
    }
}

fn week_to_proto(week: &PlanWeek, answering: Answering<'_>) -> v1::PlanWeek {
    let PlanWeek { first, last, kind, sessions, load, sets, muscles, reasons } = week;
    let muscles = muscles.iter().map(|&WeekSets { muscle, planned, target }| v1::WeekSets {
        muscle: choice::muscle::to_proto(muscle).into(),
        planned,
        target,
    });
    v1::PlanWeek {
        first_date: first.to_string(),
        last_date: last.to_string(),
        kind: choice::week_kind::to_proto(*kind).into(),
        sessions: *sessions,
        load_au: *load,
        sets: *sets,
        muscles: muscles.collect(),
        reasons: reason::all_to_proto(reasons, answering),
    }
}

fn event_to_proto(event: EventOutlook) -> v1::EventOutlook {
    let EventOutlook { date, kind, expected, without_taper, less, taper_d } = event;
    v1::EventOutlook {
        date: date.to_string(),
        kind: choice::target_event_kind::to_proto(kind).into(),
        expected,
        expected_without_taper: without_taper,
        volume_less: less,
        taper_days: taper_d,
    }
}

fn day_to_proto(day: &PlanDay, answering: Answering<'_>) -> v1::PlanDay {
    let PlanDay { date, kind, session, second_session, reasons, changed_from } = day;
    let planned = |session| session::planned_to_proto(session, answering);
    v1::PlanDay {
        date: date.to_string(),
        kind: choice::day_kind::to_proto(*kind).into(),
        session: session.as_ref().map(planned),
        second_session: second_session.as_ref().map(planned),
        reasons: reason::all_to_proto(reasons, answering),
        changed_from: changed_from.as_ref().map(|before| {
            let id = before.clone().unwrap_or_default();
            let display_name = id.split('+').map(|id| answering.template_name(id)).collect::<Vec<_>>().join(" + ");
            v1::ChangedFrom { template_id: id, display_name }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_text::Lang;

    #[test]
    fn a_cost_is_told_where_it_says_something() {
        let texts = Texts::new(Lang::Nl);
        assert_eq!(cost_in_words(0.3, 10.0, &texts), "3 % minder waard dan het beste plan.");
        assert!(cost_in_words(0.03, 10.0, &texts).starts_with("Bijna zo goed"));
        assert_eq!(cost_in_words(0.3, -1.0, &texts), "Minder waard dan het beste plan.");
    }
}
