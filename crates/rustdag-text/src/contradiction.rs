//! Wishes that contradict each other, in words: the two things that do not go together, and what to change.

use crate::texts::{Arg, Texts};
use rustdag_core::engine::{PLAN_DAYS_MAX, SEARCHED_DAYS_MAX};
use rustdag_core::exercise::Equipment;
use rustdag_core::wishes::PlanError;

/// How rest is written where wishes are decided on days.
const REST: &str = "rest";

impl Texts {
    /// Why no plan can be made as it was wished for.
    #[must_use]
    pub fn contradiction(&self, error: &PlanError) -> String {
        let say = |slug: &str, args: &[(&str, Arg<'_>)]| self.with(&format!("contradiction-{slug}"), args);
        match error {
            PlanError::Horizon(days) => say(
                "horizon",
                &[("days", Arg::Number(f64::from(*days))), ("most", Arg::Number(f64::from(PLAN_DAYS_MAX)))],
            ),
            PlanError::EventOver { date, first } => {
                let (date, first) = (date.to_string(), first.to_string());
                say("event-over", &[("date", (&date).into()), ("first", (&first).into())])
            }
            PlanError::EventBeyond { date, last } => {
                let (date, last) = (date.to_string(), last.to_string());
                let most = Arg::Number(f64::from(PLAN_DAYS_MAX));
                say("event-beyond", &[("date", (&date).into()), ("last", (&last).into()), ("most", most)])
            }
            PlanError::Alternatives(asked) => {
                let searched = Arg::Number(f64::from(SEARCHED_DAYS_MAX));
                say("alternatives", &[("alternatives", Arg::Number(f64::from(*asked))), ("days", searched)])
            }
            PlanError::TwoSessions => say("two-sessions", &[("days", Arg::Number(f64::from(SEARCHED_DAYS_MAX)))]),
            PlanError::PinnedOnEvent { date, id } => {
                say("pinned-on-event", &[("date", (&date.to_string()).into()), ("id", id.into())])
            }
            PlanError::Twice { date, first, second } => {
                let named = |what: &str| if what == REST { self.text("day-rest") } else { what.to_owned() };
                let (date, first, second) = (date.to_string(), named(first), named(second));
                say("twice", &[("date", (&date).into()), ("first", (&first).into()), ("second", (&second).into())])
            }
            PlanError::Outside { date, first, last } => {
                let (date, first, last) = (date.to_string(), first.to_string(), last.to_string());
                say("outside", &[("date", (&date).into()), ("first", (&first).into()), ("last", (&last).into())])
            }
            PlanError::UnknownTemplate { date, id, near } => {
                let (date, near) = (date.to_string(), near.join(", "));
                let slug = if near.is_empty() { "unknown" } else { "unknown-near" };
                let args = [("date", Arg::from(&date)), ("id", id.into()), ("near", (&near).into())];
                say(slug, if near.is_empty() { &args[..2] } else { &args })
            }
            PlanError::NotTraining { date, id } => {
                say("not-training", &[("date", (&date.to_string()).into()), ("id", id.into())])
            }
            PlanError::Equipment { date, id, lacking } => {
                let lacking = lacking.iter().map(|&kind| self.equipment(kind)).collect::<Vec<_>>().join(", ");
                let date = date.to_string();
                say("equipment", &[("date", (&date).into()), ("id", id.into()), ("lacking", (&lacking).into())])
            }
            PlanError::Unavailable { date, id, weekday } => {
                let (date, weekday) = (date.to_string(), self.weekday(*weekday));
                say("unavailable", &[("date", (&date).into()), ("id", id.into()), ("weekday", (&weekday).into())])
            }
            PlanError::Time { date, id, needed, available } => {
                let date = date.to_string();
                let minutes = [("needed", Arg::Number(*needed)), ("available", Arg::Number(*available))];
                say("time", &[("date", (&date).into()), ("id", id.into()), minutes[0], minutes[1]])
            }
        }
    }

    /// `halterstang`, `barbell`.
    #[must_use]
    pub fn equipment(&self, kind: Equipment) -> String {
        self.text(&format!("equipment-{}", kind.slug()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use jiff::civil::{Weekday, date};

    fn both(error: &PlanError) -> (String, String) {
        (Texts::new(Lang::Nl).contradiction(error), Texts::new(Lang::En).contradiction(error))
    }

    #[test]
    fn both_things_are_named_in_both_languages() {
        let on = date(2026, 5, 13);
        let id = || "upper".to_owned();
        let twice = PlanError::Twice { date: on, first: "rest".into(), second: "voetbal".into() };
        let (nl, en) = both(&twice);
        assert_eq!(nl, "op 2026-05-13 staan rust en voetbal; op een dag past een van de twee");
        assert_eq!(en, twice.to_string());
        let all = [
            PlanError::Horizon(1000),
            PlanError::Alternatives(2),
            PlanError::TwoSessions,
            twice,
            PlanError::Outside { date: on, first: on, last: date(2026, 5, 19) },
            PlanError::EventOver { date: on, first: date(2026, 5, 14) },
            PlanError::EventBeyond { date: on, last: date(2026, 5, 12) },
            PlanError::PinnedOnEvent { date: on, id: id() },
            PlanError::UnknownTemplate { date: on, id: "uper".into(), near: vec![] },
            PlanError::UnknownTemplate { date: on, id: "uper".into(), near: vec!["upper".into()] },
            PlanError::NotTraining { date: on, id: id() },
            PlanError::Equipment { date: on, id: id(), lacking: vec![Equipment::Barbell, Equipment::Cable] },
            PlanError::Unavailable { date: on, id: id(), weekday: Weekday::Wednesday },
            PlanError::Time { date: on, id: id(), needed: 50.0, available: 30.0 },
        ];
        for error in all {
            let (nl, en) = both(&error);
            assert_ne!(nl, en);
            for text in [&nl, &en] {
                assert!(!text.contains(['{', '$']) && !text.contains("contradiction-"), "{text}");
            }
            let has_date =
                !matches!(error, PlanError::Horizon(_) | PlanError::Alternatives(_) | PlanError::TwoSessions);
            if has_date {
                assert!(nl.contains("2026-05-13") && en.contains("2026-05-13"), "{nl} {en}");
            }
        }
        let lacking = PlanError::Equipment { date: on, id: id(), lacking: vec![Equipment::Barbell, Equipment::Cable] };
        assert!(both(&lacking).0.contains("halterstang, kabelstation"), "{}", both(&lacking).0);
        let unavailable = PlanError::Unavailable { date: on, id: id(), weekday: Weekday::Wednesday };
        assert_eq!(both(&unavailable).0, "op 2026-05-13 staat upper, en op woensdag heeft dit lid geen tijd");
    }
}
