//! One row of endurance work.

use super::columns::{Columns, Row};
use super::set::{RPE_MAX, RPE_MIN};
use crate::issue::{Issue, IssueKind, Outcome};
use crate::options::Options;
use crate::unit::DistanceUnit;
use rustdag_core::event::{Activity, CardioBout};
use rustdag_core::quantity::{Kilometres, Minutes, Rpe};

/// A piece of endurance work, perhaps still without its length.
#[derive(Clone, Debug)]
pub(super) struct ReadBout {
    pub line: u64,
    pub name: String,
    activity: Activity,
    duration: Option<Minutes>,
    effort: Option<Rpe>,
    distance: Option<Kilometres>,
}

impl ReadBout {
    /// Reads a row. `None` if it was left out, which the issues then say.
    pub fn of(
        line: u64,
        row: Row<'_>,
        activity: Activity,
        columns: &Columns,
        options: &Options<'_>,
        issues: &mut Vec<Issue>,
    ) -> Option<Self> {
        let mut report = |kind, read: &str, outcome| issues.push(Issue { line, kind, read: read.to_owned(), outcome });
        let duration = match row.number(row.seconds()) {
            Ok(None) => None,
            Ok(Some(seconds)) if seconds > 0.0 && Minutes::new(seconds / 60.0).is_ok() => {
                Minutes::new(seconds / 60.0).ok()
            }
            Ok(Some(_)) | Err(_) => {
                report(IssueKind::SetLength, row.seconds(), Outcome::SetLeftOut);
                return None;
            }
        };
        let effort = match row.number(row.effort()) {
            Ok(None) => None,
            Ok(Some(rpe)) if (RPE_MIN..=RPE_MAX).contains(&rpe) => Rpe::new(rpe).ok(),
            Ok(Some(_)) | Err(_) => {
                report(IssueKind::Effort, row.effort(), Outcome::ValueLeftOut);
                None
            }
        };
        let distance = match row.number(row.distance()) {
            Ok(None) => None,
            Ok(Some(distance)) => match distance_unit(row, columns, options) {
                None => {
                    report(IssueKind::DistanceUnit, row.distance(), Outcome::ValueLeftOut);
                    None
                }
                Some(unit) => {
                    let distance = Kilometres::new(unit.to_kilometres(distance)).ok();
                    if distance.is_none() {
                        report(IssueKind::Distance, row.distance(), Outcome::ValueLeftOut);
                    }
                    distance
                }
            },
            Err(_) => {
                report(IssueKind::Distance, row.distance(), Outcome::ValueLeftOut);
                None
            }
        };
        Some(Self { line, name: row.exercise().to_owned(), activity, duration, effort, distance })
    }

    /// The bout; one without a length takes that of the workout if it is all of the workout.
    pub fn finish(self, whole_workout: Option<Minutes>, issues: &mut Vec<Issue>) -> Option<CardioBout> {
        let Self { line, name, activity, duration, effort, distance } = self;
        let duration = match (duration, whole_workout) {
            (Some(own), _) => own,
            (None, taken) => {
                let (kind, outcome) = match taken {
                    Some(_) => (IssueKind::LengthOfWorkout, Outcome::Kept),
                    None => (IssueKind::NoLength, Outcome::SetLeftOut),
                };
                issues.push(Issue { line, kind, read: format!("`{name}`"), outcome });
                taken?
            }
        };
        Some(CardioBout { activity, duration, effort, heart_rate: None, distance, downhill: false })
    }
}

/// The unit of a row's distance: its own column, the name of the distance's column, or what we were told.
fn distance_unit(row: Row<'_>, columns: &Columns, options: &Options<'_>) -> Option<DistanceUnit> {
    match row.distance_unit() {
        "" => columns.distance_in.or(options.distance_unit),
        text => text.parse().ok(),
    }
}
