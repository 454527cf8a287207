//! Checkpoints and events that come one by one change how fast answers come, and no bit of them.

mod member;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use member::random::{Member, member};
use member::{Diary, FIRST_DAY, full_body};
use proptest::prelude::*;
use rustdag_core::event::{Event, EventKind, Night};
use rustdag_core::fold::fold;
use rustdag_core::history::History;
use rustdag_core::profile::Level;
use rustdag_core::quantity::SleepHours;

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

fn bits(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}")
}

/// Something that happens to a history while it is kept.
#[derive(Clone, Debug)]
enum Step {
    /// The next event comes in.
    Event,
    /// Checkpoints are made for a day and an hour.
    Keep(i32, f64),
    /// Somebody asks about a day and an hour.
    Ask(i32, f64),
}

fn step() -> impl Strategy<Value = Step> {
    let (day, hour) = (0..70_i32, 0.0..23.0_f64);
    prop_oneof![
        4 => Just(Step::Event),
        2 => (day.clone(), hour.clone()).prop_map(|(day, hour)| Step::Keep(day, hour)),
        3 => (day, hour).prop_map(|(day, hour)| Step::Ask(day, hour)),
    ]
}

/// A member with silences, a birthday on the way, and the order in which events come.
fn late_member() -> impl Strategy<Value = (Diary, Vec<Event>)> {
    let silence = (0..40_i32, 0..9_i32);
    (member(), silence, prop::sample::select(&[17, 64, 40][..]), any::<prop::sample::Index>())
        .prop_flat_map(|(member, (from, days), age, late)| {
            let mut diary = quiet(&member, from, days);
            diary.profile.born = Some(birthday_in_the_diary(age));
            let mut events = diary.events.clone();
            events.sort_by_key(|event| event.at);
            // Most come in time; a few come late, in any order.
            let early = events.split_off(late.index(events.len() + 1));
            let late: Vec<Event> = events.iter().rev().take(6).cloned().collect();
            events.truncate(events.len() - late.len());
            events.extend(early);
            (Just(diary), Just(events), Just(late).prop_shuffle())
        })
        .prop_map(|(diary, mut events, late)| {
            events.extend(late);
            (diary, events)
        })
}

/// The diary without a word about some days.
fn quiet(member: &Member, from: i32, days: i32) -> Diary {
    let mut diary = member.diary();
    let silence = diary.at(from, 0.0)..diary.at(from + days, 0.0);
    diary.events.retain(|event| !silence.contains(&event.at));
    diary
}

fn birthday_in_the_diary(age: i16) -> Date {
    let birthday = FIRST_DAY.checked_add(25.days()).unwrap();
    Date::new(birthday.year() - age - 1, birthday.month(), birthday.day()).unwrap()
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn a_fold_from_a_checkpoint_is_the_fold_of_the_whole(
        (diary, events) in late_member(),
        steps in prop::collection::vec(step(), 40),
    ) {
        let in_hand = events.len().saturating_sub(14);
        let mut came = events[..in_hand].to_vec();
        let mut coming = events[in_hand..].iter();
        let mut kept = History::new(diary.profile.clone(), came.clone());
        for step in steps {
            match step {
                Step::Event => {
                    let Some(event) = coming.next() else { continue };
                    came.push(event.clone());
                    prop_assert!(kept.insert(event.clone()));
                }
                Step::Keep(day, hour) => kept.keep_checkpoints(diary.at(day, hour)),
                Step::Ask(day, hour) => {
                    let (at, whole) = (diary.at(day, hour), History::new(diary.profile.clone(), came.clone()));
                    prop_assert_eq!(bits(&fold(&kept, at)), bits(&fold(&whole, at)));
                }
            }
        }
    }

    #[test]
    fn events_that_come_one_by_one_are_as_if_they_came_at_once(
        (member, events) in member().prop_flat_map(|member| {
            let mut events = member.diary().events;
            let again: Vec<Event> = events.iter().step_by(4).cloned().collect();
            // The same event told again with another instant: the earlier one counts.
            events.extend(again.into_iter().enumerate().map(|(nth, event)| Event {
                at: event.at + (20 * (nth as i64 % 3 - 1)).hours(),
                ..event
            }));
            (Just(member), Just(events).prop_shuffle())
        }),
    ) {
        let at_once = History::new(member.diary().profile, events.clone());
        let mut one_by_one = History::new(member.diary().profile, Vec::new());
        for event in events {
            one_by_one.insert(event);
        }
        prop_assert_eq!(one_by_one, at_once);
    }
}

/// A night on a day of a diary.
fn night(diary: &Diary, day: i32, hours: f64) -> Event {
    let kind = EventKind::Night(Night { asleep: SleepHours::new(hours).unwrap() });
    Event { source: "watch".to_owned(), id: format!("night-{day}"), at: diary.at(day, 7.0), kind }
}

#[test]
fn what_is_here_already_changes_nothing() {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(2, &[0, 2, 4], &full_body());
    let mut history = diary.history();
    let before = history.clone();
    assert!(!history.insert(diary.events[3].clone()));
    let later = Event { at: diary.events[3].at + 1.hour(), ..diary.events[3].clone() };
    assert!(!history.insert(later), "of repetitions the first one counts");
    assert_eq!(history, before);
}

#[test]
fn a_silence_that_ends_late_is_seen_from_checkpoints_too() {
    // Two silent days are rest until a third makes all of them unknown.
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(8, &[0, 2, 4], &full_body());
    let mut kept = diary.history();
    kept.keep_checkpoints(diary.at(58, 8.0));
    let asked = |history: &History, day| bits(&fold(history, diary.at(day, 8.0)));
    for day in 58..64 {
        assert_eq!(asked(&kept, day), asked(&diary.history(), day), "day {day}");
    }
    let late = night(&diary, 57, 4.0);
    let mut events = diary.events.clone();
    events.push(late.clone());
    let whole = History::new(diary.profile.clone(), events);
    assert!(kept.insert(late));
    assert_eq!(asked(&kept, 60), asked(&whole, 60));
}

#[test]
fn a_member_of_whom_nothing_is_known_can_be_kept_too() {
    let diary = Diary::of(Level::Novice);
    let mut history = diary.history();
    for at in [Timestamp::MIN, diary.at(0, 8.0), Timestamp::MAX] {
        history.keep_checkpoints(at);
        assert_eq!(bits(&fold(&history, at)), bits(&fold(&diary.history(), at)));
    }
    assert!(history.insert(night(&diary, 0, 8.0)));
    assert_eq!(fold(&history, diary.at(1, 8.0)).sleep.last_night_h, None);
}
