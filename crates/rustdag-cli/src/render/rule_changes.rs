//! Whose light and week a rule changes: one member after the other, each day that differs, and what the rule says of it.

use crate::render::page::{Page, pad};
use crate::render::word::in_sentence;
use crate::render::{WIDTH_MAX, WIDTH_MIN, ink};
use rustdag_proto::v1::{self, DayKind, Light};
use rustdag_text::{Arg, Texts};
use serde::{Serialize, Serializer};

/// What a rule changes for one member.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MemberChange {
    pub member: String,
    #[serde(serialize_with = "by_name")]
    pub light_before: Light,
    #[serde(serialize_with = "by_name")]
    pub light_after: Light,
    /// What the rule says of today.
    pub reasons: Vec<String>,
    pub days: Vec<DayChange>,
}

/// A day of the plan that differs.
#[derive(Serialize)]
pub(crate) struct DayChange {
    pub date: String,
    pub before: String,
    pub after: String,
    /// What the rule says of this day.
    pub reasons: Vec<String>,
}

/// The API's own name of a light.
fn by_name<S: Serializer>(light: &Light, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(light.as_str_name())
}

impl DayChange {
    /// What a day is for, in a few words.
    pub fn of(texts: &Texts, day: &v1::PlanDay) -> String {
        let Some(session) = &day.session else { return texts.text("day-rest") };
        let minutes = Arg::Number(session.duration_min.round());
        if day.kind() == DayKind::ActiveRecovery {
            let kind = texts.text("day-active-recovery");
            return texts.with("rule-try-movement", &[("session", Arg::Text(&kind)), ("minutes", minutes)]);
        }
        let name = in_sentence(&session.display_name);
        let sets: f64 = session.exercises.iter().map(|exercise| f64::from(exercise.sets)).sum();
        let args = [("session", Arg::Text(&name)), ("minutes", minutes), ("sets", Arg::Number(sets))];
        texts.with(if sets > 0.0 { "rule-try-session" } else { "rule-try-movement" }, &args)
    }
}

/// The page.
pub(crate) fn rule_changes(texts: &Texts, width: usize, rule: &str, asked: usize, changes: &[MemberChange]) -> String {
    let mut page = Page::new(width.clamp(WIDTH_MIN, WIDTH_MAX));
    let count = |count: usize| Arg::Number(count as f64);
    if changes.is_empty() {
        page.labelled(0, "", &texts.with("rule-try-nothing", &[("rule", Arg::Text(rule)), ("asked", count(asked))]));
        return page.finish();
    }
    let args = [("rule", Arg::Text(rule)), ("changed", count(changes.len())), ("asked", count(asked))];
    page.labelled(0, "", &texts.with("rule-try-changes", &args));
    for change in changes {
        page.heading(&change.member);
        if change.light_before != change.light_after {
            let lit = |light: Light| format!("{} {}", ink::shape(light), texts.text(light_id(light)));
            let (before, after) = (lit(change.light_before), lit(change.light_after));
            let line = texts.with("rule-try-light", &[("before", Arg::Text(&before)), ("after", Arg::Text(&after))]);
            page.labelled(3, "", &line);
            say(&mut page, &change.reasons);
        }
        for day in &change.days {
            let date = day.date.parse().map_or_else(|_| day.date.clone(), |date| texts.day(date));
            page.labelled(3, &format!("{}  ", pad(&date, 6)), &format!("{} → {}", day.before, day.after));
            if day.reasons.is_empty() {
                page.labelled(11, "", &texts.text("rule-try-no-reason"));
            }
            say(&mut page, &day.reasons);
        }
    }
    page.finish()
}

fn light_id(light: Light) -> &'static str {
    match light {
        Light::Green => "light-green",
        Light::Amber => "light-amber",
        Light::Red => "light-red",
        Light::Grey | Light::Unspecified => "light-grey",
    }
}

fn say(page: &mut Page, reasons: &[String]) {
    for reason in reasons {
        page.labelled(11, "", reason);
    }
}
