//! The made-up gym is one a trainer would believe, and always the same one.

use jiff::civil::{Date, date};
use rustdag_core::anatomy::Joint;
use rustdag_core::event::{Event, EventKind, Illness};
use rustdag_core::history::History;
use rustdag_core::profile::{Level, Pregnancy};
use rustdag_demo::{Archetype, DemoMember, demo_gym};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const UNTIL: Date = date(2026, 5, 12);

/// The gym that most of these stories look at.
static GYM: LazyLock<Vec<DemoMember>> = LazyLock::new(|| demo_gym(20_260_512, 200, 120, UNTIL));

fn member<'a>(gym: &'a [DemoMember], id: &str) -> &'a DemoMember {
    gym.iter().find(|member| member.id == id).unwrap_or_else(|| panic!("{id} is in the gym"))
}

fn workouts(member: &DemoMember) -> impl Iterator<Item = &Event> {
    member.events.iter().filter(|event| matches!(event.kind, EventKind::Workout(_)))
}

#[test]
fn the_same_seed_gives_the_same_gym_and_another_seed_another() {
    let (first, second) = (demo_gym(1, 40, 60, UNTIL), demo_gym(1, 40, 60, UNTIL));
    assert_eq!(first, second);
    assert_ne!(first, demo_gym(2, 40, 60, UNTIL));
}

#[test]
fn a_member_does_not_change_when_others_join() {
    let (small, large) = (demo_gym(1, 12, 60, UNTIL), demo_gym(1, 60, 60, UNTIL));
    assert_eq!(small, large[..12]);
}

#[test]
fn two_hundred_members_take_less_than_two_seconds() {
    let start = Instant::now();
    let gym = demo_gym(20_260_512, 200, 120, UNTIL);
    let took = start.elapsed();
    assert_eq!(gym.len(), 200);
    // Ten times as much for an unoptimised build on a busy machine.
    assert!(took < Duration::from_secs(20), "{took:?}");
}

#[test]
fn ids_are_unique_in_the_gym_and_events_in_order() {
    let gym = &*GYM;
    let mut members = BTreeSet::new();
    let mut events = BTreeSet::new();
    for member in gym {
        assert!(members.insert(&member.id), "{}", member.id);
        for event in &member.events {
            assert!(events.insert((&event.source, &event.id)), "{}", event.id);
        }
        assert!(member.events.is_sorted_by_key(|event| event.at), "{}", member.id);
        let history = History::new(member.profile.clone(), member.events.clone());
        assert_eq!(history.events().len(), member.events.len());
    }
    assert!(events.len() > 20_000, "{} events", events.len());
}

#[test]
fn nothing_lies_beyond_the_last_morning_and_its_day_holds_no_training() {
    for member in &*GYM {
        for event in &member.events {
            let day = member.profile.zone.to_datetime(event.at).date();
            assert!(day <= UNTIL, "{}", event.id);
            if matches!(event.kind, EventKind::Workout(_) | EventKind::Visit(_)) {
                assert!(day < UNTIL, "{}", event.id);
            }
        }
    }
}

#[test]
fn levels_ages_and_ways_of_logging_differ() {
    let gym = &*GYM;
    for &level in Level::ALL {
        assert!(gym.iter().filter(|member| member.profile.level == level).count() >= 8, "{}", level.slug());
    }
    let ages: Vec<f64> = gym.iter().filter_map(|member| member.profile.age_on(UNTIL)).collect();
    assert!(ages.iter().any(|&age| age < 13.0) && ages.iter().any(|&age| age > 69.0));
    let kinds: BTreeSet<_> = gym.iter().map(|member| member.archetype).collect();
    assert!(kinds.len() >= 13, "{kinds:?}");
    let check_ins =
        |member: &&DemoMember| member.events.iter().any(|event| matches!(event.kind, EventKind::CheckIn(_)));
    let telling = gym.iter().filter(check_ins).count();
    assert!((20..180).contains(&telling), "{telling} members check in");
    let unseen = gym.iter().filter(|member| workouts(member).count() == 0).count();
    assert!((5..60).contains(&unseen), "{unseen} members whose workouts have no content");
}

#[test]
fn everybody_with_a_habit_of_lifting_really_lifts() {
    let gym = &*GYM;
    for id in ["sanne", "bram", "youssef", "fatima", "joris", "els", "noor", "tim", "lotte", "daan"] {
        let lifted = workouts(member(gym, id))
            .filter(|event| matches!(&event.kind, EventKind::Workout(workout) if !workout.sets.is_empty()))
            .count();
        assert!(lifted >= 12, "{id} lifted {lifted} times");
    }
}

#[test]
fn weights_and_sessions_are_those_of_people() {
    for member in &*GYM {
        for event in &member.events {
            let EventKind::Workout(workout) = &event.kind else { continue };
            assert!(workout.sets.len() <= 45, "{}: {} sets", event.id, workout.sets.len());
            assert!(workout.duration.is_none_or(|minutes| (10.0..=180.0).contains(&minutes.get())), "{}", event.id);
            for set in &workout.sets {
                assert!(set.load.is_none_or(|load| load.get() <= 320.0), "{}: {:?}", event.id, set.load);
            }
        }
    }
}

#[test]
fn the_over_reaching_one_does_more_and_lifts_less() {
    let gym = &*GYM;
    let bram = member(gym, "bram");
    assert_eq!(bram.archetype, Archetype::Overreaching);
    let month = |from: i32, to: i32| {
        let (mut sets, mut top) = (0, 0.0_f64);
        for event in workouts(bram) {
            let days_ago = (UNTIL - bram.profile.zone.to_datetime(event.at).date()).get_days();
            let EventKind::Workout(workout) = &event.kind else { continue };
            if (from..to).contains(&days_ago) {
                sets += workout.sets.len();
                top = workout.sets.iter().filter_map(|set| set.load).fold(top, |top, load| top.max(load.get()));
            }
        }
        (sets, top)
    };
    let (now, before) = (month(0, 14), month(35, 49));
    assert!(now.0 > before.0 && now.1 < before.1, "now {now:?}, before {before:?}");
}

#[test]
fn stories_show_in_what_is_logged() {
    let gym = &*GYM;
    let check_ins = |id: &str| {
        member(gym, id)
            .events
            .iter()
            .filter_map(|event| match &event.kind {
                EventKind::CheckIn(check_in) => Some(check_in.clone()),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    let pains: Vec<f64> = check_ins("els")
        .iter()
        .flat_map(|check_in| check_in.joint_pain.clone())
        .filter(|(joint, _)| *joint == Joint::Knee)
        .map(|(_, pain)| pain.get())
        .collect();
    assert!(pains.last() >= Some(&4.0) && pains.first() == Some(&0.0), "{pains:?}");
    let illness: BTreeSet<_> = check_ins("daan").iter().filter_map(|check_in| check_in.illness).collect();
    assert!(illness.contains(&Illness::Fever) && illness.contains(&Illness::None), "{illness:?}");
    assert_eq!(member(gym, "noor").profile.pregnancy, Pregnancy::Pregnant);
    assert_eq!(member(gym, "tim").profile.age_on(UNTIL), Some(12.0));
    let lotte = member(gym, "lotte");
    let first = workouts(lotte).next().expect("she began");
    assert!((UNTIL - lotte.profile.zone.to_datetime(first.at).date()).get_days() <= 45);
}
