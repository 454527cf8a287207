//! Scenario 11: two members who log the same, but for two repetitions.

use super::course::QUADS;
use crate::group::Group;
use jiff::Timestamp;
use rustdag_catalogue::Catalogue;
use rustdag_core::answer::Ready;
use rustdag_core::engine::Engine;
use rustdag_core::exercise::Exercise;
use rustdag_core::fold::fold_watched;
use rustdag_core::history::History;
use rustdag_core::model::e1rm;
use rustdag_core::performance::Watch;
use rustdag_core::profile::Level;
use rustdag_core::rule::RuleSet;
use rustdag_diary::{Diary, Sets, squats};
use std::sync::Arc;

const LEVEL: Level = Level::Intermediate;
/// Weeks of one session each, from which strength is known.
const WEEKS_BEFORE: i32 = 6;
/// Weeks in which legs are trained again after two days.
const WEEKS: i32 = 6;
const STRENGTH_KG: f64 = 140.0;
const REPS: f64 = 5.0;
/// What is left after the first set of a rested member.
const RIR: f64 = 3.0;

/// Six sets of as many exercises, nearly all to failure: the first of every exercise ends with so many repetitions left.
fn session(exercises: usize, rir: f64) -> Vec<Sets> {
    let load = Some(STRENGTH_KG * e1rm::intensity(REPS, RIR));
    let of = |number: usize| {
        let sets = squats(1, REPS, rir);
        let exercise = Arc::new(Exercise { id: format!("legs-{number}"), ..(*sets.exercise).clone() });
        let others = Sets { exercise: exercise.clone(), ..squats(6 / exercises - 1, REPS, 0.0) };
        [Sets { load, exercise, ..sets }, others]
    };
    (0..exercises).flat_map(of).collect()
}

/// Twelve weeks of a member who has so many repetitions more left than expected when legs are trained again.
fn logged(exercises: usize, surprise: f64) -> Diary {
    let mut diary = Diary::of(LEVEL).who(|who| who.logs_completely = true);
    for week in 0..WEEKS_BEFORE + WEEKS {
        for day in [0, 2] {
            if day == 2 && week < WEEKS_BEFORE {
                continue;
            }
            let day = 7 * week + day;
            let rir = expected_rir(&diary, exercises, day) + if day % 7 == 2 { surprise } else { 0.0 };
            diary.train(day, &session(exercises, (rir * 2.0).round() / 2.0));
        }
    }
    diary
}

/// What the population's clocks let expect to be left after the first set of a day.
fn expected_rir(before: &Diary, exercises: usize, day: i32) -> f64 {
    let mut diary = before.clone();
    diary.train(day, &session(exercises, RIR));
    let mut expected = 1.0;
    let mut watch = Watch::new(|performance, body| {
        expected = performance.expected * (1.0 + body.muscles[QUADS].strength / 100.0);
    });
    fold_watched(&diary.history(), diary.at(day, 23.0), &mut watch);
    let share = e1rm::intensity(REPS, RIR) / expected;
    let halves = (0..20).map(|half| f64::from(half) / 2.0);
    halves
        .min_by(|a, b| {
            let off = |rir: f64| (e1rm::intensity(REPS, rir) - share).abs();
            off(*a).total_cmp(&off(*b))
        })
        .unwrap_or(RIR)
}

struct Member {
    history: History,
    after: Timestamp,
}

fn member(exercises: usize, surprise: f64) -> Member {
    let mut diary = logged(exercises, surprise);
    let day = 7 * (WEEKS_BEFORE + WEEKS);
    diary.train(day, &session(exercises, RIR));
    Member { history: diary.history(), after: diary.at(day, 23.0) }
}

/// Hours until legs are ready again after the same session.
fn gap_h(engine: &Engine, member: &Member) -> f64 {
    let readiness = engine.readiness(&member.history, member.after);
    match readiness.muscles[QUADS.slot()].ready {
        Ready::Now => 0.0,
        Ready::From(ready) => ready.duration_since(member.after).as_secs_f64() / 3600.0,
        Ready::Later => f64::INFINITY,
    }
}

pub(super) fn scenario() -> Group {
    let engine = Engine::new(RuleSet::default(), Catalogue::official().templates(LEVEL));
    let (slow, usual, one_lift) = (member(3, -2.0), member(3, 0.0), member(1, -2.0));
    let used = |member: &Member| engine.learned(&member.history, member.after).in_use.recovery_lower;
    let (slow_h, usual_h) = (gap_h(&engine, &slow), gap_h(&engine, &usual));
    Group::scenario(
        11,
        "Scenario 11: who has two repetitions less than expected two days after training, six times, recovers more slowly; \
         who has what is expected does not",
    )
    .between("recovery multiplier of the member who is weaker than expected (linearised 1.33)", 1.1, 2.0, used(&slow))
    .within("recovery multiplier of the other", 1.0, 0.05, used(&usual))
    .above("hours until the legs of the first are ready after the same session, less those of the other", 0.0, slow_h - usual_h)
    .within("the first with one exercise in place of three: too little to move anything", 1.0, 1e-9, used(&one_lift))
}
