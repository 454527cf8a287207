//! What is not known is not zero: it is not rest, not health, not sleep enough.

mod member;

use member::{Diary, engine, feeling, full_body, pain, squats};
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::answer::{Input, Light, Readiness};
use rustdag_core::body::Body;
use rustdag_core::event::{CheckIn, EventKind, ExerciseRef, Measurement, RedFlag, Workout, WorkoutSet};
use rustdag_core::fold::fold;
use rustdag_core::profile::Level;
use rustdag_core::quantity::{HeartRate, LnRmssd, Minutes, Reps, Rpe, Wellness};
use rustdag_core::signals::signals;

const MON_WED_FRI: &[i32] = &[0, 2, 4];
const WEEKS: i32 = 6;
const TODAY: i32 = 7 * WEEKS;

/// Six weeks of training of which only training was logged.
fn only_training() -> Diary {
    let mut diary = Diary::of(Level::Intermediate);
    for day in 0..TODAY {
        if MON_WED_FRI.contains(&(day % 7)) {
            diary.train(day, &full_body())
        } else {
            diary.rest(day)
        };
    }
    diary
}

fn today(diary: &Diary) -> Readiness {
    engine(Level::Intermediate).readiness(&diary.history(), diary.at(TODAY, 8.0))
}

#[test]
fn no_nights_are_not_nights_of_need() {
    let silent = only_training();
    let mut rested = silent.clone();
    for day in 0..=TODAY {
        rested.sleep(day, 8.0);
    }
    let (silent, rested) = (today(&silent), today(&rested));
    assert_eq!((silent.whole.sleep_debt_h, silent.whole.sleep_last_night_h), (None, None));
    assert_eq!((rested.whole.sleep_debt_h, rested.whole.sleep_last_night_h), (Some(0.0), Some(8.0)));
    assert!(silent.confidence < rested.confidence);
    assert_eq!((silent.log_next, rested.log_next), (Some(Input::Sleep), Some(Input::CheckIn)));
}

#[test]
fn debt_needs_three_nights_of_fourteen() {
    let debt = |nights: &[i32]| {
        let mut diary = only_training();
        nights.iter().for_each(|&ago| {
            diary.sleep(TODAY - ago, 5.0);
        });
        today(&diary).whole.sleep_debt_h
    };
    assert_eq!(debt(&[0, 1]), None);
    assert_eq!(debt(&[0, 1, 14]), None);
    assert!(debt(&[0, 1, 13]).is_some_and(|debt| debt > 5.0));
}

#[test]
fn an_unknown_night_is_taken_as_the_members_own_and_not_as_enough() {
    let debt = |last: Option<f64>| {
        let mut diary = only_training();
        for day in TODAY - 13..TODAY {
            diary.sleep(day, 6.0);
        }
        if let Some(hours) = last {
            diary.sleep(TODAY, hours);
        }
        today(&diary).whole.sleep_debt_h.expect("thirteen nights are known")
    };
    assert!((debt(None) - debt(Some(6.0))).abs() < 1e-9);
    assert!(debt(None) > debt(Some(8.0)) + 1.5);
}

#[test]
fn no_check_in_is_not_a_perfect_one() {
    let silent = only_training();
    let mut fine = silent.clone();
    fine.tell(TODAY, feeling(5.0));
    let (silent, fine) = (today(&silent).whole, today(&fine).whole);
    assert_eq!((silent.mental_freshness, fine.mental_freshness), (None, Some(100.0)));
}

#[test]
fn a_check_in_speaks_for_three_days() {
    let freshness = |ago: i32| {
        let mut diary = only_training();
        diary.tell(TODAY - ago, feeling(2.0));
        today(&diary).whole.mental_freshness
    };
    assert!(freshness(0).is_some() && freshness(2).is_some());
    assert_eq!(freshness(3), None);
}

#[test]
fn two_answers_of_five_are_too_few_and_take_nothing_back() {
    let few = CheckIn { mood: Some(Wellness::new(1.0).unwrap()), ..CheckIn::default() };
    let mut alone = only_training();
    alone.tell(TODAY, few.clone());
    assert_eq!(today(&alone).whole.mental_freshness, None);
    let mut after_a_full_one = only_training();
    after_a_full_one.tell(TODAY - 1, feeling(4.0)).tell(TODAY, few);
    assert!(today(&after_a_full_one).whole.mental_freshness.is_some());
}

/// The body after six weeks as told and one more week, of which every day was rest, or nothing was said.
fn a_week_later(tell: bool) -> (Body, Readiness) {
    let mut diary = only_training();
    for day in TODAY..TODAY + 7 {
        if tell {
            diary.rest(day);
        }
    }
    diary.train(TODAY + 7, &full_body());
    let (history, at) = (diary.history(), diary.at(TODAY + 7, 12.0));
    (fold(&history, at).body, engine(Level::Intermediate).readiness(&history, at))
}

#[test]
fn an_unlogged_week_is_neither_rest_nor_training() {
    let ((rested, told), (unknown, silent)) = (a_week_later(true), a_week_later(false));
    // It may have tired …
    for &muscle in &[Muscle::Chest, Muscle::Quadriceps, Muscle::Lats] {
        assert!(unknown.muscles[muscle].fatigue.total() > rested.muscles[muscle].fatigue.total());
        // … and is not taken to have built anything.
        assert_eq!(unknown.muscles[muscle].weekly, rested.muscles[muscle].weekly);
        assert_eq!(unknown.muscles[muscle].size, rested.muscles[muscle].size);
        assert_eq!(unknown.muscles[muscle].protection, rested.muscles[muscle].protection);
    }
    for &joint in &[Joint::Knee, Joint::Shoulder] {
        assert!(unknown.joints[joint].acute > rested.joints[joint].acute);
        assert!(unknown.joints[joint].recent > rested.joints[joint].recent);
        assert!(unknown.joints[joint].capacity <= rested.joints[joint].capacity);
    }
    assert!(unknown.systemic > rested.systemic && unknown.acute > rested.acute);
    assert!(unknown.chronic <= rested.chronic);
    assert_eq!((told.whole.monotony, silent.whole.monotony), (Some(0.0), None));
    assert!(silent.confidence < told.confidence);
}

#[test]
fn two_silent_days_between_known_ones_are_rest() {
    let body = |tell: bool| {
        let mut diary = only_training();
        diary.train(TODAY, &full_body());
        if tell {
            diary.rest(TODAY + 1).rest(TODAY + 2);
        }
        diary.train(TODAY + 3, &full_body());
        fold(&diary.history(), diary.at(TODAY + 3, 20.0)).body
    };
    assert_eq!(body(false), body(true));
}

#[test]
fn before_the_first_word_about_training_nothing_is_assumed() {
    let mut diary = Diary::of(Level::Intermediate);
    for day in 0..20 {
        diary.sleep(day, 8.0);
    }
    let folded = fold(&diary.history(), diary.at(20, 8.0));
    assert_eq!((folded.body.systemic, folded.body.known_days), (0.0, 0));
    assert_eq!(folded.body.monotony(), None);
}

#[test]
fn a_member_who_logs_completely_rests_by_silence() {
    let mut told = only_training();
    for day in TODAY..TODAY + 21 {
        told.rest(day);
    }
    let silent = only_training().who(|who| who.logs_completely = true);
    let at = told.at(TODAY + 21, 8.0);
    let (told, silent) = (told.history(), silent.history());
    assert_eq!(fold(&told, at).body, fold(&silent, at).body);
    let readiness = engine(Level::Intermediate).readiness(&silent, at);
    assert_eq!(readiness.whole.monotony, Some(0.0));
    assert!(readiness.confidence >= 0.5);
}

#[test]
fn three_silent_weeks_leave_too_little_to_say() {
    let diary = only_training();
    let (history, at) = (diary.history(), diary.at(TODAY + 21, 8.0));
    let readiness = engine(Level::Intermediate).readiness(&history, at);
    assert_eq!(readiness.light, Light::Grey);
    assert_eq!((readiness.whole.monotony, readiness.log_next), (None, Some(Input::Training)));
    assert!(readiness.whole.acute_load > readiness.whole.chronic_load, "{:?}", readiness.whole);
    let plan = engine(Level::Intermediate).plan(&history, at, 7).expect("a plan all the same");
    assert!(plan.days.len() == 7 && plan.confidence < 0.3);
}

#[test]
fn an_absent_heart_is_not_a_calm_one() {
    let look = |measured: bool| {
        let mut diary = only_training();
        for day in 0..=TODAY {
            diary.sleep(day, 8.0).tell(day, feeling(5.0));
            if measured {
                diary.measure(
                    day,
                    Measurement {
                        ln_rmssd: Some(LnRmssd::new(4.0 + f64::from(day % 3) * 0.1).unwrap()),
                        resting_heart_rate: Some(HeartRate::new(55.0).unwrap()),
                        ..Measurement::default()
                    },
                );
            }
        }
        let (history, at) = (diary.history(), diary.at(TODAY, 8.0));
        let heart = signals(&history, at, fold(&history, at).today);
        (heart.hrv_z, heart.resting_hr_delta, today(&diary).whole.recovery_balance.expect("most is known").1)
    };
    let (absent, calm) = (look(false), look(true));
    assert_eq!((absent.0, absent.1, calm.1), (None, None, Some(0.0)));
    assert!(calm.0.is_some_and(|z| z.abs() < 0.5));
    assert!((calm.2 - absent.2 - 0.20).abs() < 1e-12);
}

#[test]
fn no_word_about_pain_is_not_no_pain() {
    let knee = |told: Option<f64>| {
        let mut diary = only_training();
        if let Some(points) = told {
            diary.tell(TODAY, pain(Joint::Knee, points));
        }
        today(&diary).joints[Joint::Knee.slot()].pain
    };
    assert_eq!((knee(None), knee(Some(0.0))), (None, Some(0.0)));
}

#[test]
fn an_exercise_nobody_knows_tires_the_whole_body_and_lowers_confidence() {
    let set = |exercise| WorkoutSet {
        exercise,
        warm_up: false,
        load: None,
        reps: Some(Reps::new(8.0).unwrap()),
        rir: None,
        duration: None,
    };
    let body = |exercise: ExerciseRef| {
        let mut diary = Diary::of(Level::Intermediate);
        for day in 0..28 {
            if MON_WED_FRI.contains(&(day % 7)) {
                let workout = Workout {
                    effort: Some(Rpe::new(7.0).unwrap()),
                    duration: Some(Minutes::new(50.0).unwrap()),
                    sets: vec![set(exercise.clone()); 6],
                    ..Workout::default()
                };
                diary.log(day, 18.0, EventKind::Workout(workout));
            } else {
                diary.rest(day);
            }
        }
        let (history, at) = (diary.history(), diary.at(28, 8.0));
        (fold(&history, at).body, engine(Level::Intermediate).readiness(&history, at).confidence)
    };
    let known = body(ExerciseRef::Known(squats(1, 8.0, 2.0).exercise));
    let unmapped = body(ExerciseRef::Unmapped("Zercher yoke".to_owned()));
    assert_eq!((known.0.systemic, known.0.chronic), (unmapped.0.systemic, unmapped.0.chronic));
    assert!(known.0.muscles[Muscle::Quadriceps].weekly > 0.0);
    assert_eq!(unmapped.0.muscles[Muscle::Quadriceps].weekly, 0.0);
    assert!(unmapped.1 < known.1);
}

#[test]
fn a_warning_sign_lapses_and_is_not_forgotten_before() {
    let stops = |ago: i32| {
        let mut diary = only_training();
        diary.tell(TODAY - ago, CheckIn { red_flags: vec![RedFlag::SeeProfessional], ..CheckIn::default() });
        today(&diary).limits.see_professional
    };
    assert!(stops(0) && stops(13) && !stops(14));
}
