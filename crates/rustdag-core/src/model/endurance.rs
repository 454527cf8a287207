//! Endurance work a member is used to, and what holding on to it is worth in a plan.
//!
//! Nothing is said of what endurance work adds to fitness: a plan holds the amount a member is used to and raises none.
//! Amounts are weekly loads (effort times minutes, Foster 2001) of each kind of work, averaged over a week and over six;
//! the worth of a week below the habit, and from which amount on there is a habit, are design values.

use super::adaptation;
use crate::event::Activity;

/// Weekly load from which endurance work is a habit, AU: about an easy half hour. Design.
const HABIT_MIN: f64 = 100.0;
/// Share of all endurance work from which a kind of it belongs to the habit: a runner who once took a class is not planned
/// classes. Design.
const KIND_SHARE_MIN: f64 = 0.25;
/// Worth of a day with a whole habit over one without any of it, per AU of the weekly load, in the objective's percent. Design,
/// from reading weeks: who runs three times a week and lifts twice is planned two to three runs.
const WORTH_A_DAY: f64 = 0.0022;

/// Kinds of endurance work that are told apart. Walking is not among them: short and easy it counts as rest.
pub const KINDS: [Activity; 5] = [Activity::Run, Activity::Cycle, Activity::Row, Activity::Swim, Activity::Class];

/// One number per kind, in the order of [`KINDS`].
pub type PerKind = [f64; KINDS.len()];

/// The place of an activity among [`KINDS`], if it is one.
#[must_use]
pub const fn kind_of(activity: Activity) -> Option<usize> {
    match activity {
        Activity::Run => Some(0),
        Activity::Cycle => Some(1),
        Activity::Row => Some(2),
        Activity::Swim => Some(3),
        Activity::Class => Some(4),
        Activity::Walk | Activity::Strength => None,
    }
}

/// How much of one kind of work is done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Endurance {
    /// Weekly load, AU.
    pub weekly: f64,
    /// Weekly load the member is used to, AU: the mean of six weeks.
    pub usual: f64,
    /// Load of today, AU.
    pub today: f64,
}

impl Endurance {
    /// After the day ends; `weekly_gain` is that of weekly sets, `usual_gain` that of what is usual. A day of which nothing
    /// is known changes neither.
    pub fn pass_midnight(&mut self, (weekly_gain, usual_gain): (f64, f64), known: bool) {
        if known {
            self.weekly = adaptation::weekly_sets_after(self.weekly, self.today, weekly_gain);
            self.usual = adaptation::weekly_sets_after(self.usual, self.today, usual_gain);
        }
        self.today = 0.0;
    }
}

/// The kinds that belong to what a member is used to, from the weekly load of each; `None` where there is no habit.
#[must_use]
pub fn habit(usual: &PerKind) -> Option<[bool; KINDS.len()]> {
    let all: f64 = usual.iter().sum();
    let kinds = usual.map(|load| load > 0.0 && load >= KIND_SHARE_MIN * all);
    (of_kinds(usual, &kinds) >= HABIT_MIN).then_some(kinds)
}

/// The sum over some kinds.
#[must_use]
pub fn of_kinds(loads: &PerKind, kinds: &[bool; KINDS.len()]) -> f64 {
    loads.iter().zip(kinds).filter(|(_, counts)| **counts).map(|(load, _)| load).sum()
}

/// What a day with the whole of a habit of `usual` AU a week is worth over one without any of it.
#[must_use]
pub fn worth_of_habit(usual: f64) -> f64 {
    WORTH_A_DAY * usual
}

/// How much of a habit is missing at a share of it, squared: what a day costs against one with all of it.
#[must_use]
pub fn missing(share: f64) -> f64 {
    let missing = (1.0 - share).max(0.0);
    missing * missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::series;

    #[test]
    fn every_kind_has_its_place() {
        for (place, kind) in KINDS.into_iter().enumerate() {
            assert_eq!(kind_of(kind), Some(place));
        }
        assert_eq!((kind_of(Activity::Walk), kind_of(Activity::Strength)), (None, None));
    }

    #[test]
    fn what_is_done_seldom_is_no_habit() {
        assert_eq!(habit(&[60.0, 0.0, 0.0, 0.0, 30.0]), None);
        assert_eq!(habit(&[400.0, 0.0, 0.0, 0.0, 30.0]), Some([true, false, false, false, false]));
        assert_eq!(habit(&[80.0, 0.0, 90.0, 0.0, 0.0]), Some([true, false, true, false, false]));
    }

    #[test]
    fn more_than_the_habit_is_worth_no_more_than_the_habit() {
        assert_eq!((missing(0.0), missing(0.5), missing(1.0), missing(2.0)), (1.0, 0.25, 0.0, 0.0));
    }

    #[test]
    fn steady_work_becomes_usual() {
        let mut runs = Endurance::default();
        for _ in 0..400 {
            runs.today = 50.0;
            runs.pass_midnight((series::gain(7.0), series::gain(42.0)), true);
        }
        assert!((runs.weekly - 350.0).abs() < 0.1 && (runs.usual - 350.0).abs() < 0.1, "{runs:?}");
    }
}
