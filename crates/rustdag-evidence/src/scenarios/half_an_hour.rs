//! Scenario 7: half an hour short of the need, every night.

use super::OF_GAINS;
use super::course::{Course, MON_THU, QUADS, on};
use crate::group::Group;
use jiff::Timestamp;
use rustdag_catalogue::Catalogue;
use rustdag_core::answer::Light;
use rustdag_core::engine::Engine;
use rustdag_core::fold::fold;
use rustdag_core::history::History;
use rustdag_core::model::sleep;
use rustdag_core::profile::Level;
use rustdag_core::quantity::SleepNeed;
use rustdag_core::rule::RuleSet;
use rustdag_diary::{Diary, squats};

const LEVEL: Level = Level::Intermediate;

/// Twelve weeks with so many hours a night, of which 7.5 are needed.
fn logged(hours: f64) -> (History, Timestamp) {
    let mut diary = Diary::of(LEVEL).who(|who| who.sleep_need = SleepNeed::new(7.5).ok());
    for day in 0..84 {
        diary.sleep(day, hours);
        if MON_THU.contains(&(day % 7)) {
            diary.train(day, &[squats(6, 8.5, 1.0)])
        } else {
            diary.rest(day)
        };
    }
    diary.sleep(84, hours);
    (diary.history(), diary.at(84, 8.0))
}

pub(super) fn scenario() -> Group {
    let debt = (0..60).fold(0.0, |debt, _| sleep::debt_after(debt, 0.5));
    let factor = sleep::adaptation_factor(Some(0.5), Some(debt));
    let live = |factor| Course::of(LEVEL, 1.0).live(84, factor, on(MON_THU, 6.0, 1.0)).size_gained();
    let (enough, short) = (live(1.0), live(factor));
    let ((enough_log, at), (short_log, _)) = (logged(7.5), logged(7.0));
    let size = |history| fold(history, at).body.muscles[QUADS].size;
    let engine = Engine::new(RuleSet::default(), Catalogue::official().templates(LEVEL));
    let readiness = engine.readiness(&short_log, at);
    Group::scenario(
        7,
        "Scenario 7, negative control: 7 h of sleep where 7.5 h are needed cost next to nothing and alarm nobody (Borba \
         2024 found no loss)",
    )
    .within("sleep debt in the long run, h", 3.8, 0.05, debt)
    .within("factor on adaptation then", 0.97, 0.001, factor)
    .within("size gained with enough sleep, %", 4.38, OF_GAINS, enough)
    .within("size gained with half an hour less, %", 4.26, OF_GAINS, short)
    .at_most("share of size lost", 0.05, 1.0 - short / enough)
    .between("share of size lost, from a log", 0.0, 0.05, 1.0 - size(&short_log) / size(&enough_log))
    .yes("the light is green, without a word", readiness.light == Light::Green && readiness.reasons.is_empty())
}
