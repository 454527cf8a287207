//! What sessions ask of the body, as logged: whole and half sets, warm-ups, unknown reserves, visits, heart rates.

mod member;

use member::{Diary, bout, exercise, sets, template};
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::dose::Dose;
use rustdag_core::event::{Activity, CardioBout, ExerciseRef, Visit, Workout, WorkoutSet};
use rustdag_core::model::{e1rm, load};
use rustdag_core::profile::{Level, Profile, Sex};
use rustdag_core::quantity::{HeartRate, Minutes, Reps, Rir, Rpe};

fn profile() -> Profile {
    Diary::of(Level::Intermediate).profile
}

fn set(id: &str, rir: Option<f64>, warm_up: bool) -> WorkoutSet {
    WorkoutSet {
        exercise: ExerciseRef::Known(exercise(id)),
        warm_up,
        load: None,
        reps: Some(Reps::new(8.0).unwrap()),
        rir: rir.map(|rir| Rir::new(rir).unwrap()),
        duration: None,
    }
}

fn workout(sets: Vec<WorkoutSet>) -> Dose {
    Dose::of_workout(&Workout { sets, ..Workout::default() }, &profile())
}

#[test]
fn helping_muscles_count_half() {
    let bench = workout(vec![set("barbell-bench-press", Some(2.0), false); 4]);
    assert_eq!((bench.hard_sets[Muscle::Chest], bench.hard_sets[Muscle::Triceps]), (4.0, 2.0));
    assert_eq!(bench.size_sets[Muscle::Triceps], bench.size_sets[Muscle::Chest] / 2.0);
    assert_eq!(bench.fatigue[Muscle::Triceps], bench.fatigue[Muscle::Chest] / 2.0);
    assert_eq!(bench.hard_sets[Muscle::Quadriceps], 0.0);
}

#[test]
fn sets_far_from_failure_are_not_hard_and_still_count_a_little() {
    let easy = workout(vec![set("back-squat", Some(5.0), false); 3]);
    assert_eq!(easy.hard_sets[Muscle::Quadriceps], 0.0);
    assert!(easy.size_sets[Muscle::Quadriceps] > 1.0 && easy.fatigue[Muscle::Quadriceps] > 0.0);
    assert_eq!(workout(vec![set("back-squat", Some(4.0), false); 3]).hard_sets[Muscle::Quadriceps], 3.0);
}

#[test]
fn warm_ups_load_nothing() {
    let with =
        workout([vec![set("back-squat", Some(8.0), true); 3], vec![set("back-squat", Some(1.0), false); 2]].concat());
    let without = workout(vec![set("back-squat", Some(1.0), false); 2]);
    assert_eq!(with, without);
}

#[test]
fn an_unknown_reserve_is_two_and_says_nothing_about_effort() {
    let (unknown, two) =
        (workout(vec![set("back-squat", None, false); 3]), workout(vec![set("back-squat", Some(2.0), false); 3]));
    assert_eq!((unknown.fatigue, unknown.hard_sets, unknown.joints), (two.fatigue, two.hard_sets, two.joints));
    // Effort derived from a reserve of two is 8; without a word it is 6.
    assert_eq!((two.effort, unknown.effort), (8.0, 6.0));
}

#[test]
fn given_effort_and_minutes_are_the_load() {
    let given = Workout {
        duration: Some(Minutes::new(75.0).unwrap()),
        effort: Some(Rpe::new(7.0).unwrap()),
        sets: vec![set("back-squat", Some(2.0), false); 3],
        ..Workout::default()
    };
    let dose = Dose::of_workout(&given, &profile());
    assert_eq!((dose.load, dose.effort, dose.effort_surprise), (525.0, 7.0, Some(-1.0)));
    // Three sets of two and a half minutes and ten minutes besides, at an effort of eight.
    assert_eq!(workout(given.sets).load, 8.0 * 17.5);
}

#[test]
fn a_template_asks_what_the_same_workout_asks() {
    let planned = Dose::of_template(&template("squats", &[sets("back-squat", 4, 8.0, 2.0)]), 0.0, &profile());
    assert_eq!(workout(vec![set("back-squat", Some(2.0), false); 4]), planned);
    let eased = Dose::of_template(&template("squats", &[sets("back-squat", 4, 8.0, 2.0)]), 3.0, &profile());
    assert_eq!(eased, workout(vec![set("back-squat", Some(3.0), false); 4]));
}

#[test]
fn knees_bear_reps_and_the_cube_of_intensity() {
    let dose = workout(vec![set("back-squat", Some(2.0), false); 5]);
    let relative = e1rm::intensity(8.0, 2.0) / 0.75;
    let weight = exercise("back-squat").joints[Joint::Knee];
    assert!((dose.joints[Joint::Knee] - 5.0 * weight * 0.8 * relative * relative * relative).abs() < 1e-12);
}

#[test]
fn a_visit_of_unknown_content_tires_and_builds_nothing() {
    let visit = Dose::of_visit(&Visit { activity: Activity::Strength, duration: None });
    assert!(
        visit.fatigue[Muscle::Chest] > 0.0 && visit.hard_sets[Muscle::Chest] > 0.0 && visit.joints[Joint::Knee] > 0.0
    );
    assert!(visit.size_sets.iter().all(|(_, &sets)| sets == 0.0));
    assert!(visit.strength_sets.iter().all(|(_, &sets)| sets == 0.0));
    assert_eq!((visit.load, visit.confidence), (360.0, 0.3));
    let empty = Dose::of_workout(&Workout::default(), &profile());
    assert_eq!((empty.load, empty.confidence), (360.0, 0.3));
}

#[test]
fn heart_rate_stands_in_for_effort() {
    let mut profile = profile();
    let run = |heart_rate: Option<f64>, profile: &Profile| {
        let heart_rate = heart_rate.map(|rate| HeartRate::new(rate).unwrap());
        let cardio = vec![CardioBout { heart_rate, effort: None, ..bout(Activity::Run, 60.0, 6.0) }];
        Dose::of_workout(&Workout { cardio, ..Workout::default() }, profile).load
    };
    // Without the member's own rates the heart says nothing.
    assert_eq!(run(Some(150.0), &profile), 360.0);
    profile.sex = Some(Sex::Male);
    profile.resting_heart_rate = Some(HeartRate::new(50.0).unwrap());
    profile.max_heart_rate = Some(HeartRate::new(190.0).unwrap());
    let expected = load::AU_PER_TRIMP * load::trimp_banister(60.0, 100.0 / 140.0, Sex::Male);
    assert_eq!(run(Some(150.0), &profile), expected);
    assert!((expected - 3.0 * 108.10).abs() < 0.05);
    assert_eq!(run(None, &profile), 360.0);
}

#[test]
fn easy_and_short_is_active_recovery_and_nothing_else_is() {
    let is_rest = |activity, minutes, effort| {
        let cardio = vec![bout(activity, minutes, effort)];
        Dose::of_workout(&Workout { cardio, ..Workout::default() }, &profile()).is_active_recovery()
    };
    assert!(is_rest(Activity::Walk, 30.0, 2.0) && is_rest(Activity::Cycle, 45.0, 2.0));
    assert!(!is_rest(Activity::Walk, 46.0, 2.0) && !is_rest(Activity::Walk, 30.0, 2.5));
    assert!(!workout(vec![set("back-squat", Some(8.0), false)]).is_active_recovery());
}
