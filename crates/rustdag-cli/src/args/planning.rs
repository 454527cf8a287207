//! `plan`: of whom, how far ahead, and towards what.

use super::How;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use rustdag_core::engine::{ALTERNATIVES_MAX, PLAN_DAYS_DEFAULT, PLAN_DAYS_MAX};
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Planning {
    /// Member file; with --server, a member's name such as `sanne` or `gyms/default/members/sanne`.
    #[arg(long, short, value_name = "FILE", required_unless_present = "all")]
    pub member: Option<String>,
    /// Every member, one line each: a folder of member files [default: this one]; with --server, a gym such as `kade` or
    /// `gyms/kade` [default: gyms/default]. All as of one instant: now, or that of --at, which then needs its offset.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, conflicts_with_all = ["member", "wishes", "event", "alternatives", "everything", "rule_set"])]
    pub all: Option<Option<String>>,
    /// Threads that plan a folder [default: as many as there are cores].
    #[arg(long, value_name = "N", requires = "all", conflicts_with = "server")]
    pub threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub how: How,
    /// Days to plan, 1 to 84 [default: 7, or as many as reach the event]. Up to 7 are proven best; longer plans say how far
    /// from the best they can be.
    #[arg(long, value_parser = days)]
    pub days: Option<u32>,
    /// The same in weeks, 1 to 12.
    #[arg(long, value_parser = weeks, conflicts_with = "days")]
    pub weeks: Option<u32>,
    /// Day of an event to be fresh for, such as 2026-06-20: training eases towards it.
    #[arg(long, value_name = "DATE")]
    pub event: Option<Date>,
    /// What the event asks.
    #[arg(long, value_enum, requires = "event", default_value = "other")]
    pub event_kind: EventKind,
    /// Decided days, appointments, favourite days, a plan of before and an event: the API's PlanWishes in JSON.
    #[arg(long, value_name = "FILE")]
    pub wishes: Option<PathBuf>,
    /// Also the next best plans that train on other days, 0 to 3, and what each costs.
    #[arg(long, value_name = "N", value_parser = alternatives)]
    pub alternatives: Option<u32>,
    /// Plan with the rules of before, as a plan or the history names them.
    #[arg(long, value_name = "SET", requires = "server")]
    pub rule_set: Option<String>,
}

/// What an event asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EventKind {
    /// Maximal strength: a meet, a test. Until then strength is what the plan is for.
    StrengthTest,
    /// A match: the legs, mostly.
    Match,
    /// A race on foot: the legs. Endurance itself is not planned for.
    Race,
    /// Anything else: the whole body.
    Other,
}

/// Reads how many alternatives are asked for.
fn alternatives(text: &str) -> Result<u32, String> {
    let count = text.parse().ok().filter(|count| (0..=ALTERNATIVES_MAX).contains(count));
    count.ok_or_else(|| format!("give 0 to {ALTERNATIVES_MAX}"))
}

/// Reads how many weeks a plan has.
fn weeks(text: &str) -> Result<u32, String> {
    const WEEKS_MAX: u32 = PLAN_DAYS_MAX / 7;
    let weeks = text.parse().ok().filter(|weeks| (1..=WEEKS_MAX).contains(weeks));
    weeks.ok_or_else(|| format!("a plan has 1 to {WEEKS_MAX} weeks; give a whole number such as 12"))
}

/// Reads how many days a plan has.
fn days(text: &str) -> Result<u32, String> {
    let days = text.parse().ok().filter(|days| (1..=PLAN_DAYS_MAX).contains(days));
    days.ok_or_else(|| format!("a plan has 1 to {PLAN_DAYS_MAX} days; give a whole number such as {PLAN_DAYS_DEFAULT}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_one_to_twelve_weeks_of_them() {
        assert_eq!((days("1"), days("84"), weeks("12")), (Ok(1), Ok(84), Ok(12)));
        assert_eq!(weeks("13").unwrap_err(), "a plan has 1 to 12 weeks; give a whole number such as 12");
        for text in ["0", "85", "abc", "-1", "1.5", ""] {
            assert_eq!(days(text).unwrap_err(), "a plan has 1 to 84 days; give a whole number such as 7", "{text}");
        }
    }
}
