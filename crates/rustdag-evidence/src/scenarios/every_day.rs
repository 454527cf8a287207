//! Scenario 1: to failure every day, against every other day.

use super::OF_GAINS;
use super::course::{Course, MON_WED_FRI, QUADS, on};
use crate::group::Group;
use rustdag_catalogue::Catalogue;
use rustdag_core::answer::Light;
use rustdag_core::engine::Engine;
use rustdag_core::profile::Level;
use rustdag_core::rule::RuleSet;
use rustdag_diary::{Diary, squats};

/// Sessions after which fatigue has come to its level.
const SETTLED: usize = 10;

pub(super) fn scenario() -> Group {
    let live =
        |sets_at: &dyn Fn(i32) -> Option<(f64, f64)>| Course::of(Level::Intermediate, 1.0).live(84, 1.0, sets_at);
    let (daily, spread) = (live(&|_| Some((10.0, 0.0))), live(&on(MON_WED_FRI, 10.0, 0.0)));
    let least_before = daily.before.iter().copied().skip(SETTLED).reduce(f64::min);

    let mut diary = Diary::of(Level::Intermediate);
    for day in 0..84 {
        diary.sleep(day, 8.0).train(day, &[squats(10, 9.0, 0.0)]);
    }
    let engine = Engine::new(RuleSet::default(), Catalogue::official().templates(Level::Intermediate));
    let readiness = engine.readiness(&diary.history(), diary.at(84, 17.0));
    let legs = &readiness.muscles[QUADS.slot()];

    Group::scenario(
        1,
        "Scenario 1, reloading too soon: 10 sets to failure every day (70 a week) build hardly more than on Monday, \
         Wednesday and Friday (30), and cost strength",
    )
    .within("size gained daily, %", 7.46, OF_GAINS, daily.size_gained())
    .within("size gained Mon/Wed/Fri, %", 6.85, OF_GAINS, spread.size_gained())
    .within("strength gained daily, %", 5.68, OF_GAINS, daily.strength_gained())
    .within("strength gained Mon/Wed/Fri, %", 8.20, OF_GAINS, spread.strength_gained())
    .at_most("size gained, daily over spread", 1.15, daily.size_gained() / spread.size_gained())
    .at_most("strength gained, daily over spread", 0.8, daily.strength_gained() / spread.strength_gained())
    .above("least fatigue before a session, from the eleventh", 0.15, least_before)
    .yes("who logs this is shown a red light", readiness.light == Light::Red)
    .at_most("sets for these legs on the next day", 0.0, legs.sets_today.1)
}
