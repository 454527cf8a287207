//! One row of a strength exercise: what was read of it, and what was believed.

use super::columns::{Columns, Row};
use crate::issue::{Issue, IssueKind, Outcome};
use crate::options::Options;
use crate::unit::WeightUnit;
use rustdag_core::event::{ExerciseRef, WorkoutSet};
use rustdag_core::quantity::{Kilograms, Minutes, Reps, Rir};
use std::sync::Arc;

/// Longest hold or carry believed, seconds. Design.
const SET_SECONDS_MAX: f64 = 3600.0;
/// The same where we do not know what was done: it may have been a sport. Design.
const UNKNOWN_SECONDS_MAX: f64 = 21_600.0;
/// Least effort there is a word for.
pub(super) const RPE_MIN: f64 = 1.0;
/// Effort of a set at which nothing is left in reserve.
pub(super) const RPE_MAX: f64 = 10.0;

/// What the column `Set Order` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// A working set, a drop set among them.
    Working,
    /// `W`.
    WarmUp,
    /// `F`: to failure.
    Failure,
    /// A pause or a note: no set at all.
    NoSet,
    /// A word we do not know.
    Unknown,
}

impl Order {
    /// Reads the column.
    pub fn of(text: &str) -> Self {
        match text.to_lowercase().as_str() {
            "" | "d" | "drop" | "drop set" => Self::Working,
            "w" | "warm up" | "warmup" => Self::WarmUp,
            "f" | "failure" => Self::Failure,
            "rest timer" | "rest" | "note" => Self::NoSet,
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => Self::Working,
            _ => Self::Unknown,
        }
    }
}

/// A set with the line it came from.
#[derive(Clone, Debug)]
pub(super) struct ReadSet {
    pub line: u64,
    pub name: String,
    pub set: WorkoutSet,
}

/// Reads a strength row. `None` if the set was left out, which the issues then say.
pub(super) fn read(
    line: u64,
    row: Row<'_>,
    order: Order,
    columns: &Columns,
    options: &Options<'_>,
    issues: &mut Vec<Issue>,
) -> Option<ReadSet> {
    let mut report = |kind, read: &str, outcome| issues.push(Issue { line, kind, read: read.to_owned(), outcome });
    let name = row.exercise();
    let exercise = options.catalogue.find(name);
    if order == Order::Unknown {
        report(IssueKind::SetOrder, row.order(), Outcome::Kept);
    }

    let reps = match row.number(row.reps()).map(|reps| reps.map(whole_reps)) {
        Ok(None) => None,
        Ok(Some(Some(reps))) => Some(reps),
        Ok(Some(None)) | Err(_) => {
            report(IssueKind::Repetitions, row.reps(), Outcome::SetLeftOut);
            return None;
        }
    };
    let seconds_max = if exercise.is_some() { SET_SECONDS_MAX } else { UNKNOWN_SECONDS_MAX };
    let duration = match row.number(row.seconds()) {
        Ok(None) => None,
        Ok(Some(seconds)) if seconds > 0.0 && seconds <= seconds_max => Minutes::new(seconds / 60.0).ok(),
        Ok(Some(_)) | Err(_) if reps.is_some() => {
            report(IssueKind::SetLength, row.seconds(), Outcome::ValueLeftOut);
            None
        }
        Ok(Some(_)) | Err(_) => {
            report(IssueKind::SetLength, row.seconds(), Outcome::SetLeftOut);
            return None;
        }
    };
    if reps.is_none() && duration.is_none() {
        report(IssueKind::NothingDone, &format!("a set of `{name}`"), Outcome::SetLeftOut);
        return None;
    }

    let mut load = match row.number(row.weight()) {
        Ok(None) => None,
        Ok(Some(weight)) => match weight_unit(row, columns, options) {
            None => {
                report(IssueKind::LoadUnit, row.weight_unit(), Outcome::ValueLeftOut);
                None
            }
            Some(unit) => {
                let load = Kilograms::new(unit.to_kilograms(weight)).ok();
                if load.is_none() {
                    report(IssueKind::Load, row.weight(), Outcome::ValueLeftOut);
                }
                load
            }
        },
        Err(_) => {
            report(IssueKind::Load, row.weight(), Outcome::ValueLeftOut);
            None
        }
    };
    // No weight on a push-up is none added; on a bench press it was not written down.
    let lifts_the_body = exercise.is_some_and(|exercise| exercise.body_mass_share > 0.0);
    if lifts_the_body && row.number(row.weight()) == Ok(None) {
        load = Kilograms::new(0.0).ok();
    }

    let effort = match row.number(row.effort()) {
        Ok(None) => None,
        Ok(Some(rpe)) if (RPE_MIN..=RPE_MAX).contains(&rpe) => Rir::new(RPE_MAX - rpe).ok(),
        Ok(Some(_)) | Err(_) => {
            report(IssueKind::Effort, row.effort(), Outcome::ValueLeftOut);
            None
        }
    };
    let rir = if order == Order::Failure { Rir::new(0.0).ok() } else { effort };

    let exercise = match exercise {
        Some(exercise) => ExerciseRef::Known(Arc::clone(exercise)),
        None => ExerciseRef::Unmapped(name.to_owned()),
    };
    let set = WorkoutSet { exercise, warm_up: order == Order::WarmUp, load, reps, rir, duration };
    Some(ReadSet { line, name: name.to_owned(), set })
}

fn whole_reps(value: f64) -> Option<Reps> {
    (value.fract() == 0.0).then(|| Reps::new(value).ok()).flatten()
}

/// The unit of a row's weight: its own column, the name of the weight's column, or what we were told.
fn weight_unit(row: Row<'_>, columns: &Columns, options: &Options<'_>) -> Option<WeightUnit> {
    match row.weight_unit() {
        "" => columns.weight_in.or(options.unit),
        _ => own_weight_unit(row, columns),
    }
}

/// The unit that the file itself gives a row's weight.
pub(super) fn own_weight_unit(row: Row<'_>, columns: &Columns) -> Option<WeightUnit> {
    match row.weight_unit() {
        "" => columns.weight_in,
        text => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_sets() {
        for (text, order) in [
            ("1", Order::Working),
            ("12", Order::Working),
            ("D", Order::Working),
            ("W", Order::WarmUp),
            ("F", Order::Failure),
            ("Rest Timer", Order::NoSet),
            ("Note", Order::NoSet),
            ("?", Order::Unknown),
        ] {
            assert_eq!(Order::of(text), order, "{text}");
        }
    }
}
