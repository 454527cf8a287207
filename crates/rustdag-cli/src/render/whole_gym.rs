//! A gym's plans, a member a line: who trains what on which days; the days that are not named are for rest.

use crate::coach::Answer;
use crate::render::page::{Page, cut, pad};
use crate::render::word::in_sentence;
use crate::render::{WIDTH_MAX, WIDTH_MIN};
use rustdag_proto::v1::{self, DayKind, make_plans_response::Outcome};
use rustdag_text::{Arg, Clock, Texts};

/// Columns of who it is.
const WHO: usize = 16;

/// A member's days of training; of one who has none, why; of one who could not be planned, why that is.
pub(crate) fn member_week(texts: &Texts, width: usize, answer: &Answer) -> String {
    let mut page = Page::new(width.clamp(WIDTH_MIN, WIDTH_MAX));
    let who = answer.member.rsplit('/').next().unwrap_or_default();
    let told = match &answer.outcome {
        Some(Outcome::Plan(plan)) => days(texts, plan),
        Some(Outcome::Refusal(refusal)) => texts.with("whole-gym-refused", &[("why", Arg::Text(&refusal.message))]),
        None => texts.text("unknown"),
    };
    page.labelled(0, &format!("{}  ", pad(&cut(who, WHO), WHO)), &told);
    page.finish()
}

fn days(texts: &Texts, plan: &v1::Plan) -> String {
    let training: Vec<String> = plan.days.iter().filter_map(|day| trains(texts, day)).collect();
    if !training.is_empty() {
        return training.join(" · ");
    }
    let why = plan.days.first().and_then(|day| day.reasons.first());
    let rest = texts.text("day-rest");
    why.map_or_else(
        || rest.clone(),
        |reason| texts.with("whole-gym-rest", &[("rest", Arg::Text(&rest)), ("why", Arg::Text(&reason.text))]),
    )
}

/// The day and its session; nothing of a day without training still to do.
fn trains(texts: &Texts, day: &v1::PlanDay) -> Option<String> {
    let session = day.session.as_ref().filter(|_| day.kind() == DayKind::Training)?;
    let date = day.date.parse().map_or_else(|_| day.date.clone(), |date| texts.day(date));
    Some(format!("{date} {}", in_sentence(&session.display_name)))
}

/// How many were planned.
#[derive(Default)]
pub(crate) struct Planned {
    plans: u32,
    proven: u32,
    refused: u32,
}

impl Planned {
    /// Takes an answer into account.
    pub fn count(&mut self, answer: &Answer) {
        match &answer.outcome {
            Some(Outcome::Plan(plan)) => {
                self.plans += 1;
                self.proven += u32::from(plan.optimal);
            }
            _ => self.refused += 1,
        }
    }

    /// The same in a sentence or two.
    pub fn summary(&self, texts: &Texts, clock: &Clock) -> String {
        let at = texts.date_and_time(clock.now());
        let args = [
            ("members", Arg::Number(f64::from(self.plans))),
            ("proven", Arg::Number(f64::from(self.proven))),
            ("at", Arg::Text(&at)),
        ];
        let planned = texts.with("whole-gym-planned", &args);
        if self.refused == 0 {
            return planned;
        }
        let refused = texts.with("whole-gym-not-planned", &[("members", Arg::Number(f64::from(self.refused)))]);
        format!("{planned} {refused}")
    }
}
