//! Scenario 9: a tired mind.

use super::course::MON_WED_FRI;
use crate::asked::Asked;
use crate::group::Group;
use jiff::Timestamp;
use rustdag_catalogue::Catalogue;
use rustdag_core::answer::{Plan, Readiness};
use rustdag_core::engine::Engine;
use rustdag_core::event::{EventKind, Workout};
use rustdag_core::history::History;
use rustdag_core::model::{e1rm, freshness};
use rustdag_core::profile::Level;
use rustdag_core::quantity::{Minutes, Rpe};
use rustdag_core::rule::RuleSet;
use rustdag_core::template::DayKind;
use rustdag_diary::{Diary, EVENING, Sets, feeling, full_body};

const LEVEL: Level = Level::Intermediate;

/// Four weeks in which everything felt one point harder than its repetitions in reserve say; then a check-in with the
/// same answer to all five questions.
fn tired(answer: f64) -> (History, Timestamp) {
    let mut diary = Diary::of(LEVEL);
    for day in 0..28 {
        diary.sleep(day, 8.0);
        if MON_WED_FRI.contains(&(day % 7)) {
            // Two in reserve is an effort of 8.
            let sets = full_body().iter().flat_map(|sets| std::iter::repeat_n(one_set(sets), sets.count)).collect();
            let (duration, effort) = (Minutes::new(45.0).ok(), Rpe::new(9.0).ok());
            diary.log(day, EVENING, EventKind::Workout(Workout { duration, effort, sets, ..Workout::default() }));
        } else {
            diary.rest(day);
        }
    }
    diary.sleep(28, 8.0).tell(28, feeling(answer));
    (diary.history(), diary.at(28, 8.0))
}

fn one_set(sets: &Sets) -> rustdag_core::event::WorkoutSet {
    Sets { rir: Some(2.0), ..sets.clone() }.one()
}

fn engine(rules: RuleSet) -> Engine {
    Engine::new(rules, Catalogue::official().templates(LEVEL))
}

/// Readiness and plan of a morning.
fn ask(rules: RuleSet, (history, at): &(History, Timestamp)) -> (Readiness, Option<Plan>) {
    let engine = engine(rules);
    (engine.readiness(history, *at), engine.plan(history, *at, 7).ok())
}

/// Whether today's plan is rest, gentle movement, or a session of which this is true of every exercise.
fn today(plan: &Option<Plan>, fits: impl Fn(&rustdag_core::answer::PlannedExercise) -> bool) -> bool {
    plan.as_ref().is_some_and(|plan| match (&plan.days[0].kind, &plan.days[0].session) {
        (DayKind::Training, Some(session)) => session.exercises.iter().all(fits),
        _ => true,
    })
}

pub(super) fn scenario(rules: &RuleSet) -> Group {
    let (harder, spent) = (tired(2.0), tired(1.0));
    let whole = engine(RuleSet::default()).readiness(&harder.0, harder.1).whole;
    let index = whole.mental_freshness.unwrap_or(f64::NAN);
    let at = |intensity| freshness::repetition_factor(index, intensity);
    let target = e1rm::rts(90.0, 3.0, 1.0);
    let asked = Asked::with(rules, &["mental-freshness"], |rules| (ask(rules.clone(), &harder), ask(rules, &spent)));
    Group::scenario(
        9,
        "Scenario 9, a tired mind costs repetitions and not strength: check-in 10 of 25, training 1 point harder than \
         expected (de Lima-Junior 2024; Van Cutsem 2017; bias-corrected the effect may be very small, Holgado 2020)",
    )
    .within("mental freshness: 50 · .25 + 25 · (1 − 1/1.5) + 15 + 10", 45.83, 0.01, index)
    .below("the same, below the amber line", freshness::AMBER, index)
    .between("share of repetitions lost at 70 % of 1RM", 0.03, 0.10, 1.0 - at(0.70))
    .within("share of repetitions lost at 90 %", 0.0, 1e-12, 1.0 - at(0.90))
    .within("change of the e1RM aimed at, kg", 0.0, 1e-12, target * at(0.90) - target)
    .at_least("with the rule, repetitions kept in reserve", 2.0, asked.give(|((ready, _), _)| ready.limits.rir_min))
    .yes("today's plan is rest, or keeps them", asked.give(|((_, plan), _)| today(plan, |one| one.rir >= 2.0)))
    .at_most(
        "check-in 5 of 25: with the rule, highest intensity",
        0.7,
        asked.give(|(_, (ready, _))| (ready.limits.intensity_max * 1e6).round() / 1e6),
    )
    .yes(
        "check-in 5 of 25: today's plan is rest, or technique with 4 in reserve",
        asked.give(|(_, (_, plan))| today(plan, |one| one.rir >= 4.0 && one.intensity <= 0.7)),
    )
}
