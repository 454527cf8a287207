//! What is learned of members from what they log, through whole histories.

mod member;

use member::{Diary, Sets, engine, full_body, lift, sets};
use rustdag_core::anatomy::Muscle;
use rustdag_core::event::{CheckIn, EventKind};
use rustdag_core::fold::{fold, fold_learned};
use rustdag_core::history::History;
use rustdag_core::learning::{Learned, LearnedParameter, NextLog, learn};
use rustdag_core::model::learning::{Parameter, Parameters, Priors};
use rustdag_core::profile::Level;
use rustdag_core::quantity::Pain;
use std::f64::consts::{LN_2, SQRT_2};

const LEVEL: Level = Level::Intermediate;

/// Sets to failure of squats, leg presses, deadlifts and bench presses.
fn session(kg: f64) -> [Sets; 4] {
    [
        lift("back-squat", 3, 5.0, 0.0, kg),
        lift("leg-press", 3, 5.0, 0.0, 2.0 * kg),
        lift("romanian-deadlift", 3, 5.0, 0.0, kg),
        lift("barbell-bench-press", 3, 5.0, 0.0, 0.7 * kg),
    ]
}

/// Weeks of training on Monday, and on Wednesday when so much less is lifted.
fn weeks(weeks: i32, wednesday: f64) -> Diary {
    let mut diary = Diary::of(LEVEL).who(|who| who.logs_completely = true);
    for day in 0..7 * weeks {
        diary.sleep(day, 8.0);
        match day % 7 {
            0 => diary.train(day, &session(100.0)),
            2 => diary.train(day, &session(100.0 * (1.0 - wednesday))),
            _ => &mut diary,
        };
    }
    diary
}

fn sore(muscle: Muscle, points: f64) -> EventKind {
    let muscle_soreness = vec![(muscle, Pain::new(points).unwrap())];
    EventKind::CheckIn(CheckIn { muscle_soreness, ..CheckIn::default() })
}

fn learned(diary: &Diary, day: i32) -> Learned {
    learn(&diary.history(), diary.at(day, 12.0), &Priors::design())
}

fn of(learned: &Learned, parameter: Parameter) -> &LearnedParameter {
    &learned.parameters[parameter as usize]
}

#[test]
fn with_too_little_logged_the_belief_is_the_prior_and_no_bit_changes() {
    let mut diary = Diary::of(LEVEL);
    diary.weeks(12, &[0, 2, 4], &full_body());
    let unloaded = learned(&diary, 84);
    for parameter in &unloaded.parameters {
        assert_eq!(parameter.posterior, parameter.prior);
        assert!(!parameter.moves && !parameter.learned && parameter.from.lifts == 0, "{parameter:?}");
    }
    assert_eq!(unloaded.in_use, Parameters::POPULATION);
    let diary = weeks(2, 0.05);
    let little = learned(&diary, 14);
    assert_eq!(little.in_use, Parameters::POPULATION);
    assert!(of(&little, Parameter::RecoveryLower).remaining < 1.0, "something is believed, nothing is used");
    let (history, at) = (diary.history(), diary.at(14, 9.0));
    assert_eq!(fold_learned(&history, at, &little.in_use).body, fold(&history, at).body);
}

#[test]
fn who_is_weaker_two_days_later_gets_slower_clocks_and_who_is_not_does_not() {
    let (slow, quick) = (weeks(12, 0.12), weeks(12, -0.02));
    let recovery = |diary: &Diary| learned(diary, 84).in_use.recovery_lower;
    assert!(recovery(&slow) > 1.15, "{}", recovery(&slow));
    assert!(recovery(&quick) < 1.0, "{}", recovery(&quick));
    let engine = engine(LEVEL);
    let fatigue = |diary: &Diary| {
        let (history, at) = (diary.history(), diary.at(84, 12.0));
        engine.readiness(&history, at).muscles[Muscle::Quadriceps.slot()].fatigue
    };
    assert!(fatigue(&slow) > 1.2 * fatigue(&quick), "the clock that was learned is the one that runs");
}

#[test]
fn what_was_learned_says_from_what_and_what_next() {
    let learned = learned(&weeks(12, 0.10), 84);
    let legs = of(&learned, Parameter::RecoveryLower);
    assert!(legs.from.lifts > 30 && legs.from.soreness == 0, "{legs:?}");
    let (first, last) = legs.from.days.unwrap();
    assert!(first < last);
    assert_eq!(legs.next, NextLog::Soreness);
    assert!(legs.posterior.low < legs.posterior.value && legs.posterior.value < legs.posterior.high);
    assert!(legs.posterior.high / legs.posterior.low < legs.prior.high / legs.prior.low);
    for kept in [Parameter::SleepNeed, Parameter::RirBias] {
        assert_eq!(of(&learned, kept).posterior, of(&learned, kept).prior);
        assert!(!of(&learned, kept).learned);
    }
    let squat = learned.strengths.iter().find(|strength| strength.exercise == "back-squat").unwrap();
    assert_eq!(squat.lifts, 24);
    let shown = 100.0 / rustdag_core::model::e1rm::intensity(5.0, 0.0);
    assert!(squat.e1rm_kg.value > shown && squat.e1rm_kg.value < 1.15 * shown, "rested: a little more than shown");
}

#[test]
fn soreness_lengthens_a_clock_and_never_shortens_it() {
    // How sore the legs are one, two, three and more days after training.
    let with = |points: [f64; 3]| {
        let mut diary = Diary::of(LEVEL).who(|who| who.logs_completely = true);
        for day in 0..84 {
            if [0, 4].contains(&(day % 7)) {
                diary.train(day, &[sets("back-squat", 6, 5.0, 0.0)]);
            }
            let since = [3, 1, 2, 3, 4, 1, 2][(day % 7) as usize];
            diary.log(day, 8.0, sore(Muscle::Quadriceps, points[(since - 1).min(2)]));
        }
        learned(&diary, 84)
    };
    let (quickly, slowly) = (with([3.0, 1.0, 0.0]), with([6.0, 5.0, 4.0]));
    let quick = of(&quickly, Parameter::RecoveryLower);
    assert!(quick.posterior.high < 1.0 && quick.remaining < 0.9, "it is believed: {quick:?}");
    assert_eq!(quickly.in_use, Parameters::POPULATION, "and not used");
    assert!(!quick.moves);
    assert!(slowly.in_use.recovery_lower > 1.1, "{:?}", slowly.in_use);
    assert_eq!(slowly.in_use.recovery_upper, 1.0);
}

#[test]
fn what_is_logged_today_moves_the_clocks_tomorrow() {
    let diary = weeks(6, 0.06);
    let mut more = diary.clone();
    more.train_at(42, 8.0, &session(80.0));
    assert_eq!(learned(&diary, 42), learned(&more, 42));
    assert_ne!(learned(&diary, 43).parameters, learned(&more, 43).parameters);
}

#[test]
fn order_and_repetition_of_events_do_not_matter() {
    let mut diary = weeks(8, 0.05);
    diary.log(20, 8.0, sore(Muscle::Glutes, 5.0));
    let once = learned(&diary, 56);
    let mut events = diary.events.clone();
    events.reverse();
    events.extend(diary.events.iter().take(30).cloned());
    let shuffled = History::new(diary.profile.clone(), events);
    assert_eq!(learn(&shuffled, diary.at(56, 12.0), &Priors::design()), once);
}

#[test]
fn one_load_in_pounds_hardly_counts() {
    let clean = weeks(12, 0.03);
    let mut dirty = clean.clone();
    dirty.train_at(60, 12.0, &[lift("back-squat", 1, 5.0, 1.0, 220.0)]);
    let of_legs = |diary: &Diary| of(&learned(diary, 84), Parameter::RecoveryLower).posterior.value;
    assert!((of_legs(&clean) / of_legs(&dirty) - 1.0).abs() < 0.03, "{} {}", of_legs(&clean), of_legs(&dirty));
}

#[test]
fn a_gyms_own_priors_are_where_learning_begins() {
    let mut prior = *Priors::design().of(LEVEL);
    prior.parameters[Parameter::RecoveryLower as usize].mean = LN_2 / 2.0;
    let priors = Priors::design().with(LEVEL, prior);
    let nobody = Diary::of(LEVEL);
    let begins = learn(&nobody.history(), nobody.at(0, 12.0), &priors);
    assert!((begins.in_use.recovery_lower - SQRT_2).abs() < 1e-12);
    let engine = engine(LEVEL).with_priors(priors);
    assert_eq!(engine.learned(&nobody.history(), nobody.at(0, 12.0)), begins);
}
