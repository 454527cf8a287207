//! Scenario 2: three days on end, against three spread days.

use super::OF_GAINS;
use super::course::{Course, MON_WED_FRI, on};
use crate::group::Group;
use rustdag_core::profile::Level;

/// The references of strength have one decimal.
const OF_STRENGTH: f64 = 0.05;

pub(super) fn scenario() -> Group {
    let live = |days| Course::of(Level::Novice, 0.8).live(84, 1.0, on(days, 6.0, 0.0));
    let (in_a_row, spread) = (live(&[0, 1, 2]), live(MON_WED_FRI));
    let apart = |a: f64, b: f64| 1.0 - a / b;
    Group::scenario(
        2,
        "Scenario 2, negative control: for a novice, 6 sets to failure on three days on end are nearly as good as on \
         three spread days (Yang 2018 found no difference)",
    )
    .within("size gained in a row, %", 9.09, OF_GAINS, in_a_row.size_gained())
    .within("size gained spread, %", 9.70, OF_GAINS, spread.size_gained())
    .within("strength gained in a row, %", 22.2, OF_STRENGTH, in_a_row.strength_gained())
    .within("strength gained spread, %", 23.9, OF_STRENGTH, spread.strength_gained())
    .below("share of size lost in a row", 0.1, apart(in_a_row.size_gained(), spread.size_gained()))
    .below("share of strength lost in a row", 0.1, apart(in_a_row.strength_gained(), spread.strength_gained()))
}
