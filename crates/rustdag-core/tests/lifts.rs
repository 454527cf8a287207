//! What workouts show of strength, beside what the body before them let expect.

mod member;

use member::{Diary, feeling, full_body, lift};
use rustdag_core::event::Measurement;
use rustdag_core::fold::fold_watched;
use rustdag_core::performance::Watch;
use rustdag_core::profile::Level;
use rustdag_core::quantity::BodyMass;

/// Day, exercise, e1RM in kg and the factor expected, of every performance until the end of a day.
fn performances(diary: &Diary, until: i32) -> Vec<(String, f64, f64)> {
    let mut seen = Vec::new();
    let mut watch = Watch::new(|performance, _| {
        seen.push((performance.key().as_str().to_owned(), performance.lift.e1rm_kg, performance.expected));
    });
    fold_watched(&diary.history(), diary.at(until, 23.0), &mut watch);
    seen
}

#[test]
fn a_fresh_body_is_expected_to_give_all_and_a_tired_one_less() {
    let mut diary = Diary::of(Level::Intermediate);
    diary.sleep(0, 8.0).train(0, &[lift("back-squat", 5, 5.0, 0.0, 100.0)]);
    diary
        .sleep(1, 8.0)
        .train(1, &[lift("back-squat", 5, 5.0, 0.0, 100.0), lift("barbell-bench-press", 1, 5.0, 0.0, 80.0)]);
    let seen = performances(&diary, 1);
    assert_eq!(
        seen.iter().map(|(key, ..)| key.as_str()).collect::<Vec<_>>(),
        ["back-squat", "back-squat", "barbell-bench-press"]
    );
    assert_eq!(seen[0].2, 1.0);
    assert!((0.85..0.97).contains(&seen[1].2), "legs trained yesterday: {seen:?}");
    assert!(seen[2].2 > seen[1].2 && seen[2].2 < 1.0, "the chest is fresh, the whole body is not: {seen:?}");
}

#[test]
fn a_second_session_of_a_day_is_expected_to_be_weaker() {
    let mut diary = Diary::of(Level::Intermediate);
    for hour in [9.0, 11.0] {
        diary.train_at(0, hour, &[lift("back-squat", 5, 5.0, 0.0, 100.0)]);
    }
    let seen = performances(&diary, 0);
    assert!(seen[1].2 < 0.9, "{seen:?}");
}

#[test]
fn a_short_night_costs_and_an_unknown_one_does_not() {
    let expected = |asleep: Option<f64>| {
        let mut diary = Diary::of(Level::Intermediate);
        diary.tell(0, feeling(4.0));
        if let Some(hours) = asleep {
            diary.sleep(1, hours);
        }
        diary.train(1, &[lift("back-squat", 3, 5.0, 2.0, 100.0)]);
        performances(&diary, 1)[0].2
    };
    assert_eq!((expected(None), expected(Some(8.0)), expected(Some(5.0))), (1.0, 1.0, 0.97));
}

#[test]
fn pull_ups_follow_the_mass_measured_last() {
    let mut diary = Diary::of(Level::Intermediate);
    let mass = |kg| Measurement { body_mass: Some(BodyMass::new(kg).unwrap()), ..Measurement::default() };
    let mut pull_ups = lift("pull-up", 1, 5.0, 2.0, 0.0);
    pull_ups.load = None;
    diary.train(0, &[pull_ups.clone()]).measure(3, mass(81.1)).train(3, &[pull_ups.clone()]);
    diary.measure(6, mass(90.0)).train(6, &[pull_ups]);
    let seen: Vec<f64> = performances(&diary, 6).iter().map(|&(_, kg, _)| kg.round()).collect();
    assert_eq!(seen, [100.0, 111.0]);
}

#[test]
fn sets_without_a_load_are_training_and_no_test_of_strength() {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(2, &[0, 2, 4], &full_body());
    assert_eq!(performances(&diary, 13), []);
}

#[test]
fn later_workouts_are_not_looked_at() {
    let mut diary = Diary::of(Level::Intermediate);
    diary.train(0, &[lift("back-squat", 3, 5.0, 2.0, 100.0)]).train(5, &[lift("back-squat", 3, 5.0, 2.0, 100.0)]);
    assert_eq!(performances(&diary, 4).len(), 1);
}
