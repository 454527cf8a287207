//! The acceptance scenarios, one per file, by their numbers in the model's design.
//!
//! One lower-body muscle, intermediate, used to the work (P = 1), sets at 75 % of 1RM, twelve weeks, unless said
//! otherwise. The reference values were computed independently, with the fast pool of fatigue kept over midnight where
//! the engine clears it, and have two decimals; they are therefore met within 0.02 (percent of size or strength) and
//! 0.001 (fatigue).

mod course;
mod equal_days;
mod every_day;
mod five_hours;
mod half_an_hour;
mod in_a_row;
mod knees;
mod rest_days;
mod slow_recovery;
mod stacking;
mod tired_mind;
mod two_witnesses;
mod week_off;

use crate::group::Group;
use rustdag_core::rule::RuleSet;

/// Reference values of size and strength have two decimals and another treatment of midnight.
const OF_GAINS: f64 = 0.02;
/// The same for fatigue.
const OF_FATIGUE: f64 = 0.001;

/// All of them.
pub(crate) fn all(rules: &RuleSet) -> Vec<Group> {
    vec![
        every_day::scenario(),
        in_a_row::scenario(),
        stacking::scenario(rules),
        two_witnesses::scenario(rules),
        equal_days::scenario(rules),
        five_hours::scenario(),
        half_an_hour::scenario(),
        knees::scenario(rules),
        tired_mind::scenario(rules),
        rest_days::scenario(rules),
        slow_recovery::scenario(),
        week_off::scenario(),
    ]
}
