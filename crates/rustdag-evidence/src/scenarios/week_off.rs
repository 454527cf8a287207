//! Scenario 12: a week of rest in the middle of nine.

use super::OF_GAINS;
use super::course::{Course, MON_THU, on};
use crate::group::Group;
use rustdag_core::profile::Level;

pub(super) fn scenario() -> Group {
    let trained = on(MON_THU, 10.0, 0.0);
    let live = |off: Option<i32>| {
        Course::of(Level::Intermediate, 1.0).live(63, 1.0, |day| trained(day).filter(|_| Some(day / 7) != off))
    };
    let (always, week_off) = (live(None), live(Some(4)));
    Group::scenario(
        12,
        "Scenario 12, rest is no stimulus: a fifth week off in nine adds nothing to size or strength (Coleman 2024: same \
         size, less strength)",
    )
    .within("size gained with a week off, %", 3.99, OF_GAINS, week_off.size_gained())
    .within("size gained without, %", 4.34, OF_GAINS, always.size_gained())
    .within("strength gained with a week off, %", 6.14, OF_GAINS, week_off.strength_gained())
    .within("strength gained without, %", 6.26, OF_GAINS, always.strength_gained())
    .at_most("size, with over without", 1.0, week_off.size_gained() / always.size_gained())
    .at_most("strength, with over without", 1.0, week_off.strength_gained() / always.strength_gained())
}
