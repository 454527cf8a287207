//! Guidance by level: sessions, rest days and weekly sets.
//!
//! Upper ends of ACSM 2009's frequencies (memory), about ten weekly sets for size (ACSM 2026, seen through summaries),
//! and two to three rest days a week for most people; the split by level is design. Active recovery counts as rest
//! (Dupuy 2018 on soreness, seen, with publication bias noted).

use crate::anatomy::Muscle;
use crate::profile::Level;

/// Active recovery is at most this hard, CR-10.
pub const ACTIVE_RECOVERY_EFFORT_MAX: f64 = 2.0;
/// Active recovery is at most this long, minutes.
pub const ACTIVE_RECOVERY_MINUTES_MAX: f64 = 45.0;

/// Least rest days in any seven days.
#[must_use]
pub const fn rest_days_min(level: Level) -> f64 {
    match level {
        Level::Novice => 3.0,
        Level::Intermediate => 2.0,
        Level::Advanced => 1.0,
    }
}

/// Sessions a week: least and most.
#[must_use]
pub const fn sessions_per_week(level: Level) -> (f64, f64) {
    match level {
        Level::Novice => (3.0, 4.0),
        Level::Intermediate => (4.0, 5.0),
        Level::Advanced => (5.0, 6.0),
    }
}

/// Hard sets a week for a muscle: least and most.
#[must_use]
pub const fn weekly_sets(level: Level) -> (f64, f64) {
    match level {
        Level::Novice => (4.0, 10.0),
        Level::Intermediate => (8.0, 16.0),
        Level::Advanced => (10.0, 20.0),
    }
}

/// From this age a novice starts with fewer sets, and further from failure.
pub const OLDER_FROM_Y: f64 = 65.0;
/// Share of a novice's weekly ceiling with which an older one starts. Design.
const OLDER_NOVICE_SHARE: f64 = 0.7;

/// Most hard sets a week for a muscle at an age, where that is known.
#[must_use]
pub fn weekly_ceiling(level: Level, age_y: Option<f64>) -> f64 {
    let (_, most) = weekly_sets(level);
    let older = matches!(level, Level::Novice) && age_y.is_some_and(|age| age >= OLDER_FROM_Y);
    if older { OLDER_NOVICE_SHARE * most } else { most }
}

/// Weekly sets aimed at where nobody chose: the middle of the range.
#[must_use]
pub const fn target_sets(level: Level) -> f64 {
    let (least, most) = weekly_sets(level);
    (least + most) / 2.0
}

/// Sessions a week that load the same muscle, where the member's own are not known. Design.
#[must_use]
pub const fn sessions_per_muscle(level: Level) -> f64 {
    match level {
        Level::Novice => 3.0,
        Level::Intermediate | Level::Advanced => 2.0,
    }
}

/// Whether a muscle is one that people train for, not one that helps.
#[must_use]
pub fn is_main(muscle: Muscle) -> bool {
    muscle_weight(muscle) >= MAIN_WEIGHT
}

/// Weight of the muscles that people train for.
const MAIN_WEIGHT: f64 = 1.0;

/// How much a muscle counts in the objective: muscles people train for count fully, small helpers a quarter. Design.
#[must_use]
pub const fn muscle_weight(muscle: Muscle) -> f64 {
    match muscle {
        Muscle::Traps | Muscle::Forearms | Muscle::LowerBack | Muscle::Adductors | Muscle::Abductors => 0.25,
        Muscle::Neck => 0.0,
        _ => MAIN_WEIGHT,
    }
}
