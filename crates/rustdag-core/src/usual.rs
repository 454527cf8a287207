//! What a usual session asks: loads and sets of the sessions of the last six weeks, kept up as sessions come and grow old.
//!
//! Whoever remembers the same sessions has the same bits, however they came: medians are exact, hard sets are counted in
//! quarters, which add up without rounding, and loads are added up anew, oldest first.

use crate::anatomy::{Joint, Muscle, PerJoint, PerMuscle};
use crate::body::Usual;
use crate::dose::Dose;
use crate::model::{connective, guidance, systemic};
use crate::profile::Level;
use std::collections::VecDeque;

/// Days that usual loads are taken from.
pub(crate) const USUAL_WINDOW_D: i32 = 42;
/// Least usual load, as a share of that at first: what is logged as hardly any load is no yardstick. Design.
const USUAL_LOAD_LEAST_SHARE: f64 = 0.25;
/// Sessions before the usual load is the member's own. Design.
const USUAL_SESSIONS_MIN: usize = 4;
/// Sessions of a muscle before its usual sets are the member's own. Design.
const USUAL_MUSCLE_SESSIONS_MIN: f64 = 2.0;
/// Hard sets from which a session counts as one of that muscle.
const SESSION_OF_MUSCLE_SETS_MIN: f64 = 0.5;

/// The sessions of the last six weeks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UsualWindow {
    level: Level,
    kept: VecDeque<Kept>,
    /// Hard sets of sessions that count as one of the muscle, and how many those are.
    muscles: PerMuscle<(f64, f64)>,
    joints: PerJoint<Sorted>,
    hours: Sorted,
}

/// What is remembered of a session.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    day: i32,
    hour: f64,
    load: f64,
    hard_sets: PerMuscle<f64>,
    joints: PerJoint<f64>,
}

impl UsualWindow {
    pub(crate) fn new(level: Level) -> Self {
        Self {
            level,
            kept: VecDeque::new(),
            muscles: PerMuscle::all((0.0, 0.0)),
            joints: PerJoint::from_fn(|_| Sorted::default()),
            hours: Sorted::default(),
        }
    }

    /// Remembers a session of a day, at an hour of it.
    pub(crate) fn remember(&mut self, day: i32, hour: f64, dose: &Dose) {
        let kept = Kept { day, hour, load: dose.load, hard_sets: dose.hard_sets, joints: dose.joints };
        self.count_muscles(&kept.hard_sets, 1.0);
        for (sorted, &load) in self.joints.0.iter_mut().zip(&kept.joints.0) {
            if load > 0.0 {
                sorted.insert(load);
            }
        }
        self.hours.insert(hour);
        self.kept.push_back(kept);
    }

    /// Forgets what is more than six weeks before a day.
    pub(crate) fn forget_before(&mut self, day: i32) {
        while self.has_something_before(day) {
            let Some(old) = self.kept.pop_front() else { break };
            self.count_muscles(&old.hard_sets, -1.0);
            for (sorted, &load) in self.joints.0.iter_mut().zip(&old.joints.0) {
                if load > 0.0 {
                    sorted.remove(load);
                }
            }
            self.hours.remove(old.hour);
        }
    }

    /// Whether something in it is more than six weeks before a day.
    pub(crate) fn has_something_before(&self, day: i32) -> bool {
        self.kept.front().is_some_and(|old| day - old.day > USUAL_WINDOW_D)
    }

    fn count_muscles(&mut self, hard_sets: &PerMuscle<f64>, sign: f64) {
        for ((sum, count), &sets) in self.muscles.0.iter_mut().zip(&hard_sets.0) {
            let counts = if sets >= SESSION_OF_MUSCLE_SETS_MIN { sign } else { 0.0 };
            *sum += counts * sets;
            *count += counts;
        }
    }

    pub(crate) fn usual(&self) -> Usual {
        let at_first = systemic::usual_load_at_first(self.level);
        let count = self.kept.len();
        Usual {
            load: if count >= USUAL_SESSIONS_MIN {
                let sum: f64 = self.kept.iter().map(|kept| kept.load).sum();
                (sum / count as f64).max(USUAL_LOAD_LEAST_SHARE * at_first)
            } else {
                at_first
            },
            joints: PerJoint::from_fn(|joint: Joint| {
                self.joints[joint].median().unwrap_or(0.0).max(connective::usual_load_min(self.level))
            }),
            hard_sets: PerMuscle::from_fn(|muscle: Muscle| {
                let (sum, count) = self.muscles[muscle];
                if count >= USUAL_MUSCLE_SESSIONS_MIN {
                    sum / count
                } else {
                    guidance::target_sets(self.level) / guidance::sessions_per_muscle(self.level)
                }
            }),
        }
    }

    /// Local hour at which the member usually trains.
    pub(crate) fn usual_hour(&self) -> Option<f64> {
        self.hours.0.get(self.hours.0.len() / 2).copied()
    }
}

/// A small sorted list with a median.
#[derive(Clone, Debug, Default, PartialEq)]
struct Sorted(Vec<f64>);

impl Sorted {
    fn insert(&mut self, value: f64) {
        let place = self.0.partition_point(|&other| other < value);
        self.0.insert(place, value);
    }

    fn remove(&mut self, value: f64) {
        let place = self.0.partition_point(|&other| other < value);
        if self.0.get(place) == Some(&value) {
            self.0.remove(place);
        }
    }

    fn median(&self) -> Option<f64> {
        let middle = self.0.len() / 2;
        if self.0.is_empty() {
            None
        } else if self.0.len() % 2 == 1 {
            Some(self.0[middle])
        } else {
            Some((self.0[middle - 1] + self.0[middle]) / 2.0)
        }
    }
}
