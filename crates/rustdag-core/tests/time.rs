//! Days, hours and zones: where a day begins, how long it really is, and what has not happened yet.

mod member;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use member::{Diary, FIRST_DAY, engine, full_body, squats};
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::answer::{Input, Light};
use rustdag_core::event::EventKind;
use rustdag_core::fold::fold;
use rustdag_core::history::History;
use rustdag_core::model::{connective, systemic};
use rustdag_core::profile::Level;
use rustdag_core::template::DayKind;

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("a zone of the database")
}

fn day_of(date: jiff::civil::Date) -> i32 {
    FIRST_DAY.until(date).unwrap().get_days()
}

#[test]
fn an_empty_history_has_an_answer() {
    for &level in Level::ALL {
        let nobody = Diary::of(level);
        let (engine, history, at) = (engine(level), nobody.history(), nobody.at(0, 9.0));
        let readiness = engine.readiness(&history, at);
        assert_eq!((readiness.light, readiness.confidence), (Light::Grey, 0.0));
        assert_eq!(readiness.log_next, Some(Input::Training));
        assert!(readiness.muscles.iter().all(|muscle| muscle.fatigue == 0.0 && muscle.ready.instant().is_none()));
        let plan = engine.plan(&history, at, 7).expect("a first week");
        assert!(plan.days.iter().any(|day| day.kind == DayKind::Training));
        assert!(plan.days.iter().all(|day| !day.reasons.is_empty()));
    }
}

#[test]
fn a_history_that_begins_today() {
    let mut diary = Diary::of(Level::Novice);
    diary.train_at(0, 9.0, &full_body());
    let history = diary.history();
    let before = fold(&history, diary.at(0, 8.0));
    assert_eq!((before.body.systemic, before.body.trained_today), (0.0, false));
    let after = fold(&history, diary.at(0, 9.0));
    assert!(after.body.systemic > 0.0 && after.body.trained_today);
    let plan = engine(Level::Novice).plan(&history, diary.at(0, 12.0), 7).expect("a plan");
    assert_eq!((plan.days[0].kind, &plan.days[0].session), (DayKind::Training, &None));
    assert!(!plan.days[0].reasons.is_empty());
}

#[test]
fn a_workout_in_the_future_has_not_happened() {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(4, &[0, 2, 4], &full_body());
    let now = diary.at(28, 9.0);
    let past = engine(Level::Intermediate).readiness(&diary.history(), now);
    diary.train(28, &full_body()).train(29, &full_body()).sleep(29, 3.0).rest(30);
    let with_future = diary.history();
    assert_eq!(engine(Level::Intermediate).readiness(&with_future, now), past);
    assert_eq!(fold(&with_future, now).today, FIRST_DAY.checked_add(28.days()).unwrap());
}

#[test]
fn of_a_day_only_what_is_past_counts() {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(4, &[0, 2, 4], &full_body());
    diary.train_at(28, 7.0, &[squats(3, 8.0, 2.0)]).train_at(28, 20.0, &full_body());
    let fatigue = |hour| fold(&diary.history(), diary.at(28, hour)).body.muscles[Muscle::Chest].fatigue.total();
    assert!(fatigue(12.0) < 0.01 && fatigue(21.0) > 0.02);
    let legs = |hour| fold(&diary.history(), diary.at(28, hour)).body.muscles[Muscle::Quadriceps].week_hard_sets;
    assert_eq!((legs(6.0), legs(12.0), legs(21.0)), (0.0, 3.0, 6.0));
}

#[test]
fn two_workouts_at_the_same_time_both_count_in_an_order_of_their_own() {
    let mut one_way = Diary::of(Level::Intermediate);
    one_way.train(0, &[squats(3, 8.0, 1.0)]).train(0, &full_body());
    let mut other_way = one_way.clone();
    other_way.events.reverse();
    let at = one_way.at(0, 20.0);
    let (a, b) = (one_way.history(), other_way.history());
    assert_eq!(a, b);
    let body = fold(&a, at).body;
    assert_eq!(body, fold(&b, at).body);
    assert_eq!(body.muscles[Muscle::Quadriceps].week_hard_sets, 6.0);
    let first_alone = History::new(one_way.profile.clone(), one_way.events[..1].to_vec());
    assert!(body.systemic > fold(&first_alone, at).body.systemic);
}

#[test]
fn the_same_id_of_two_sources_is_two_events() {
    let mut diary = Diary::of(Level::Intermediate);
    diary.train(0, &full_body());
    let mut twin = diary.events[0].clone();
    twin.source = "app".to_owned();
    // Not the same sets: those would be one session that two sources tell of.
    if let EventKind::Workout(workout) = &mut twin.kind {
        workout.sets.pop();
    }
    let mut again = diary.events[0].clone();
    again.at += 3.hours();
    diary.events.extend([twin, again]);
    let history = diary.history();
    assert_eq!(history.events().len(), 2);
    assert_eq!(fold(&history, diary.at(1, 0.0)).body.muscles[Muscle::Chest].week_hard_sets, 6.0);
}

/// Joint load and systemic fatigue kept over a local day without training.
fn kept_over(zone_name: &str, date: jiff::civil::Date) -> (f64, f64, u32) {
    let mut diary = Diary::in_zone(Level::Intermediate, zone(zone_name));
    let day = day_of(date);
    diary.train(day - 1, &full_body()).rest(day);
    let history = diary.history();
    let (before, after) = (fold(&history, diary.at(day, 0.0)).body, fold(&history, diary.at(day + 1, 0.0)).body);
    (
        after.joints[Joint::Knee].acute / before.joints[Joint::Knee].acute,
        after.systemic / before.systemic,
        after.known_days - before.known_days,
    )
}

#[test]
fn days_of_twenty_three_and_twenty_five_hours_are_that_long() {
    for (date, hours) in [
        (jiff::civil::date(2026, 3, 28), 24.0),
        (jiff::civil::date(2026, 3, 29), 23.0),
        (jiff::civil::date(2026, 10, 25), 25.0),
    ] {
        let (joints, systemic, days) = kept_over("Europe/Amsterdam", date);
        assert!((joints - libm::exp(-hours / connective::ACUTE_DECAY_H)).abs() < 1e-12, "{date}: {joints}");
        assert!((systemic - libm::exp(-hours / systemic::DECAY_H)).abs() < 1e-12, "{date}: {systemic}");
        // Averages step once a day, however long it is.
        assert_eq!(days, 1);
    }
}

#[test]
fn a_plan_over_a_changing_day_keeps_the_members_hours() {
    for last_day in [jiff::civil::date(2026, 3, 27), jiff::civil::date(2026, 10, 23)] {
        let amsterdam = zone("Europe/Amsterdam");
        let mut diary = Diary::in_zone(Level::Intermediate, amsterdam.clone());
        let today = day_of(last_day);
        for day in today - 28..today {
            if day % 2 == 0 {
                diary.train(day, &full_body())
            } else {
                diary.rest(day)
            };
        }
        let (engine, history) = (engine(Level::Intermediate), diary.history());
        let horizon = engine.horizon(&history, diary.at(today, 8.0), 7).expect("a week");
        for (index, day) in horizon.days.iter().enumerate() {
            assert_eq!(day.date, last_day.checked_add((index as i64).days()).unwrap());
            let local = amsterdam.to_datetime(day.session_at);
            assert_eq!(local.date(), day.date);
            assert!((17..=19).contains(&local.hour()), "{local}");
        }
        assert_eq!(engine.plan(&history, diary.at(today, 8.0), 7).expect("a plan").days.len(), 7);
    }
}

#[test]
fn the_day_and_the_week_begin_where_the_member_lives() {
    let mut diary = Diary::in_zone(Level::Intermediate, zone("Pacific/Kiritimati"));
    // Sunday evening there is Sunday morning in Greenwich.
    diary.train_at(6, 23.0, &[squats(3, 8.0, 2.0)]).sleep(7, 8.0);
    let history = diary.history();
    let sunday = Timestamp::from_second(diary.at(6, 23.5).as_second()).unwrap();
    assert_eq!(TimeZone::UTC.to_datetime(sunday).date(), FIRST_DAY.checked_add(6.days()).unwrap());
    let sets = |at| fold(&history, at).body.muscles[Muscle::Quadriceps].week_hard_sets;
    assert_eq!(sets(sunday), 3.0);
    let monday = sunday + SignedDuration::from_mins(31);
    assert_eq!(sets(monday), 0.0);
    assert_eq!(TimeZone::UTC.to_datetime(monday).date(), FIRST_DAY.checked_add(6.days()).unwrap());
    // The night belongs to the Monday on which the member woke up there.
    let folded = fold(&history, diary.at(7, 7.5));
    assert_eq!((folded.today, folded.sleep.last_night_h), (FIRST_DAY.checked_add(7.days()).unwrap(), Some(8.0)));
}

#[test]
fn a_midnight_off_the_full_hour_is_a_midnight() {
    let mut diary = Diary::in_zone(Level::Intermediate, zone("Asia/Kathmandu"));
    diary.weeks(3, &[0, 2, 4], &full_body());
    diary.train(21, &[squats(8, 8.0, 0.0)]);
    let (history, at) = (diary.history(), diary.at(21, 20.0));
    let ready = engine(Level::Intermediate).readiness(&history, at).muscles[Muscle::Quadriceps.slot()].ready.instant();
    let ready = ready.expect("eight sets to failure take days");
    // What was looked ahead is what comes.
    let hour = SignedDuration::from_hours(1);
    let fatigue = |at| fold(&history, at).body.muscles[Muscle::Quadriceps].fatigue.total();
    assert!(fatigue(ready) <= 0.03 && fatigue(ready - hour) > 0.03, "{} {}", fatigue(ready), fatigue(ready - hour));
}

#[test]
fn events_of_other_centuries_and_the_ends_of_time_harm_nobody() {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(3, &[0, 2, 4], &full_body());
    let now = diary.at(21, 8.0);
    for at in ["1890-03-01T12:00:00Z", "9999-12-30T00:00:00Z"] {
        let mut stray = diary.events[0].clone();
        stray.at = at.parse().expect("an instant");
        stray.id = "stray".to_owned();
        stray.kind = EventKind::Rest;
        let mut events = diary.events.clone();
        events.push(stray);
        let history = History::new(diary.profile.clone(), events);
        let readiness = engine(Level::Intermediate).readiness(&history, now);
        assert!(readiness.whole.systemic_fatigue.is_finite());
        assert_eq!(engine(Level::Intermediate).plan(&history, now, 7).expect("a plan").days.len(), 7);
    }
    for at in [Timestamp::MIN, Timestamp::MAX] {
        let (engine, nothing) = (engine(Level::Intermediate), Diary::of(Level::Intermediate).history());
        assert_eq!(engine.readiness(&nothing, at).light, Light::Grey);
        assert_eq!(engine.plan(&nothing, at, 7).expect("a plan").days.len(), 7);
    }
}

#[test]
fn who_changes_zone_keeps_every_instant_and_the_day_of_change_is_one_day() {
    // A month at home, a flight on day 28, a week away; the profile says where the member is now.
    for away in ["America/Los_Angeles", "America/New_York", "Asia/Tokyo", "Pacific/Auckland"] {
        let mut home = Diary::in_zone(Level::Intermediate, zone("Europe/Amsterdam"));
        home.weeks(4, &[0, 2, 4], &full_body());
        let mut gone = Diary::in_zone(Level::Intermediate, zone(away));
        gone.events = home.events.clone();
        let first = gone.events.len();
        for day in 29..36 {
            gone.sleep(day, 8.0);
            if day % 2 == 0 {
                gone.train(day, &full_body());
            } else {
                gone.rest(day);
            }
        }
        for (number, event) in gone.events[first..].iter_mut().enumerate() {
            event.id = format!("away-{number}");
        }
        let (at_home, moved) = (home.history(), gone.history());
        assert_eq!(moved.events()[..first], at_home.events()[..], "{away}: no instant moved");
        assert_eq!(moved.doubts().all().count(), 0, "{away}");
        // At the same instant before the flight the muscles are the same, whatever the calendar is called.
        let before = home.at(28, 10.0);
        let fatigue = |history: &History| fold(history, before).body.muscles[Muscle::Quadriceps].fatigue.total();
        assert!((fatigue(&at_home) - fatigue(&moved)).abs() < 0.01, "{away}");
        // Every local day since then is one day, and no night is counted twice.
        for day in 30..36 {
            let there = fold(&moved, gone.at(day, 9.0));
            assert_eq!(there.today, FIRST_DAY.checked_add(day.days()).unwrap(), "{away}");
            assert_eq!(there.sleep.last_night_h, Some(8.0), "{away}");
        }
    }
}
