//! From diaries to the states of over-reaching: what leads to each, and what ends it.

mod member;

use member::{Diary, engine, feeling, lift};
use rustdag_core::answer::{Light, Readiness};
use rustdag_core::model::overreaching::State;
use rustdag_core::overreaching::Overreaching;
use rustdag_core::profile::Level;
use rustdag_core::reason::EngineCode;
use rustdag_core::template::DayKind;

/// Days of ordinary life before anything changes.
const USUAL_D: i32 = 42;
/// Days like others, a little better and worse by turns, in standard deviations.
const BY_TURNS: [f64; 7] = [0.3, -0.6, 0.9, -0.2, -0.8, 0.6, -0.2];

/// What a stretch of days is like.
#[derive(Clone, Copy)]
struct Days {
    /// Part of the usual strength.
    strength: f64,
    /// Check-ins, 1 to 5; `None` for none.
    feels: Option<f64>,
    /// Sets of each lift on training days; 0 for rest.
    sets: usize,
    /// Repetitions in reserve are told.
    tells_reserve: bool,
}

const USUAL: Days = Days { strength: 1.0, feels: Some(4.0), sets: 3, tells_reserve: true };
const WORN: Days = Days { strength: 0.90, feels: Some(3.2), ..USUAL };

/// A diary of stretches: each so many days.
fn diary(stretches: &[(i32, Days)]) -> Diary {
    let mut diary = Diary::of(Level::Intermediate);
    let mut day = 0;
    for &(days, like) in stretches {
        for _ in 0..days {
            live(&mut diary, day, like);
            day += 1;
        }
    }
    diary
}

fn live(diary: &mut Diary, day: i32, like: Days) {
    let turn = BY_TURNS[day as usize % BY_TURNS.len()];
    diary.sleep(day, 8.0);
    if let Some(feels) = like.feels {
        diary.tell(day, feeling(feels + 0.3 * turn));
    }
    if [0, 2, 4].contains(&(day % 7)) && like.sets > 0 {
        let strength = like.strength * (1.0 + 0.02 * BY_TURNS[(day / 2) as usize % BY_TURNS.len()]);
        let mut lifts: Vec<_> = [("back-squat", 100.0), ("barbell-bench-press", 80.0), ("seated-cable-row", 60.0)]
            .map(|(id, load)| lift(id, like.sets, 5.0, 2.0, load * strength))
            .into();
        if !like.tells_reserve {
            lifts.iter_mut().for_each(|sets| sets.rir = None);
        }
        diary.train(day, &lifts);
    } else {
        diary.rest(day);
    }
}

fn readiness(diary: &Diary, day: i32) -> Readiness {
    engine(Level::Intermediate).readiness(&diary.history(), diary.at(day, 22.0))
}

fn found(diary: &Diary, day: i32) -> Overreaching {
    readiness(diary, day).overreaching
}

/// The first day from `from` on with a state.
fn first(diary: &Diary, from: i32, until: i32, state: State) -> Option<i32> {
    (from..until).find(|&day| found(diary, day).state == Some(state))
}

#[test]
fn before_what_is_usual_is_known_nothing_is_said() {
    let usual = diary(&[(USUAL_D, USUAL)]);
    assert_eq!(found(&usual, 20).state, None);
    let known = found(&usual, USUAL_D - 1);
    assert_eq!((known.state, known.since), (Some(State::None), None));
    assert!(known.strength_known && known.wellness_known && known.lifts.is_empty());
}

#[test]
fn ordinary_days_stay_ordinary() {
    let usual = diary(&[(120, USUAL)]);
    assert_eq!((30..120).find(|&day| found(&usual, day).state != Some(State::None)), None);
}

#[test]
fn one_witness_is_watched_and_no_more() {
    for like in [Days { feels: USUAL.feels, ..WORN }, Days { strength: 1.0, ..WORN }] {
        let diary = diary(&[(USUAL_D, USUAL), (28, like)]);
        let watch = first(&diary, USUAL_D, USUAL_D + 28, State::Watch);
        assert!(watch.is_some_and(|day| day <= USUAL_D + 16), "{watch:?}");
        assert_eq!(first(&diary, USUAL_D, USUAL_D + 28, State::Suspected), None);
    }
}

#[test]
fn two_witnesses_are_suspected_and_say_what_they_saw() {
    let diary = diary(&[(USUAL_D, USUAL), (28, WORN)]);
    let day = first(&diary, USUAL_D, USUAL_D + 28, State::Suspected).unwrap();
    assert!(day <= USUAL_D + 16, "{day}");
    let seen = found(&diary, day);
    assert_eq!(seen.since, Some(member::FIRST_DAY.checked_add(jiff::Span::new().days(day)).unwrap()));
    assert_eq!(seen.lifts.len(), 3);
    assert!(seen.lifts.iter().all(|fall| (0.03..0.15).contains(&fall.fraction) && fall.sessions >= 1), "{seen:?}");
    assert!(seen.strength_since.unwrap() <= seen.since.unwrap() && seen.wellness.unwrap() < -1.0);
    assert_eq!(first(&diary, USUAL_D, USUAL_D + 28, State::Persistent), None);
}

#[test]
fn old_check_ins_cannot_raise_a_suspicion() {
    let sad = Days { strength: 1.0, ..WORN };
    let silent = Days { feels: None, ..USUAL };
    let diary = diary(&[(USUAL_D, USUAL), (14, sad), (5, silent), (21, Days { strength: 0.90, ..silent })]);
    assert_eq!(found(&diary, USUAL_D + 13).state, Some(State::Watch));
    assert_eq!(found(&diary, USUAL_D + 17).state, Some(State::None));
    assert_eq!(first(&diary, USUAL_D, USUAL_D + 40, State::Suspected), None);
    let last = found(&diary, USUAL_D + 39);
    assert!(!last.wellness_known && last.wellness.is_none() && last.state == Some(State::Watch));
}

#[test]
fn a_fall_that_is_over_is_forgotten_within_weeks() {
    let diary = diary(&[(USUAL_D, USUAL), (14, WORN), (42, USUAL)]);
    assert_eq!(found(&diary, USUAL_D + 13).state, Some(State::Suspected));
    assert_eq!(first(&diary, USUAL_D + 14, USUAL_D + 56, State::None).map(|day| day <= USUAL_D + 40), Some(true));
    assert_eq!(found(&diary, USUAL_D + 55).state, Some(State::None));
}

#[test]
fn a_deload_ends_a_suspicion() {
    let deload = Days { sets: 1, ..WORN };
    let history = [(USUAL_D, USUAL), (16, WORN), (8, deload), (60, USUAL)];
    let diary = diary(&history);
    assert_eq!(found(&diary, USUAL_D + 15).state, Some(State::Suspected));
    let after = found(&diary, USUAL_D + 24);
    assert_eq!(after.state, Some(State::None), "{after:?}");
    assert!(after.light_week_d.is_some_and(|days| days <= 1.0));
    assert_eq!((USUAL_D + 24..USUAL_D + 80).find(|&day| found(&diary, day).state >= Some(State::Suspected)), None);
}

#[test]
fn what_lags_on_after_a_deload_is_for_a_doctor() {
    let deload = Days { sets: 1, ..WORN };
    let mut diary = diary(&[(USUAL_D, USUAL), (16, WORN), (8, deload), (30, WORN)]);
    let over = USUAL_D + 24;
    assert_eq!(first(&diary, over, over + 13, State::Persistent), None);
    let day = first(&diary, over, over + 30, State::Persistent).unwrap();
    assert!((over + 13..=over + 24).contains(&day), "{day}");
    let said = readiness(&diary, day);
    assert!(said.light == Light::Red && said.limits.must_rest && said.limits.see_professional);
    assert_eq!(said.reasons[0].engine_code(), Some(EngineCode::LagsAfterDeload));
    let plan = engine(Level::Intermediate).plan(&diary.history(), diary.at(day, 22.0), 7).unwrap();
    assert!(plan.days.iter().all(|day| day.kind == DayKind::Rest));
    // Rest of the paused plan is no deload that answers it; a professional's word is.
    for rested in over + 30..over + 40 {
        diary.rest(rested);
    }
    assert_eq!(found(&diary, over + 39).state, Some(State::Persistent));
    diary.profile.warning_signs_cleared_on = member::FIRST_DAY.checked_add(jiff::Span::new().days(over + 38)).ok();
    assert!(found(&diary, over + 39).state < Some(State::Persistent));
}

#[test]
fn the_stop_does_not_end_by_being_kept_to() {
    // No lift is logged during the stop: strength falls silent, and silence is no recovery.
    let deload = Days { sets: 1, ..WORN };
    let still = |feels| Days { sets: 0, feels, ..WORN };
    let state = |days: i32, like| {
        let diary = diary(&[(USUAL_D, USUAL), (16, WORN), (8, deload), (30, WORN), (60, like)]);
        found(&diary, USUAL_D + 54 + days).state
    };
    for feels in [None, WORN.feels] {
        assert_eq!(state(20, still(feels)), Some(State::Persistent));
        assert_eq!(state(59, still(feels)), Some(State::Persistent), "{feels:?}");
    }
    assert!(state(59, still(USUAL.feels)) < Some(State::Persistent), "who feels as usual for weeks is done with it");
}

#[test]
fn without_a_word_about_how_it_feels_strength_alone_is_enough_after_a_deload() {
    let deload = Days { sets: 1, ..WORN };
    let silent = Days { feels: None, ..WORN };
    let fine = Days { feels: USUAL.feels, ..WORN };
    let after = |like| {
        let diary = diary(&[(USUAL_D, USUAL), (16, WORN), (8, deload), (30, like)]);
        first(&diary, USUAL_D + 24, USUAL_D + 54, State::Persistent)
    };
    assert!(after(silent).is_some());
    assert_eq!(after(fine), None);
}

#[test]
fn repetitions_without_a_reserve_never_alarm() {
    let untold = |like| Days { tells_reserve: false, feels: None, ..like };
    let diary = diary(&[(USUAL_D, untold(USUAL)), (28, untold(Days { strength: 0.7, ..WORN }))]);
    assert_eq!((0..USUAL_D + 28).find(|&day| found(&diary, day).state.is_some()), None);
    // Nor do they where the level is known from before.
    let worn_untold = Days { tells_reserve: false, ..Days { strength: 0.85, feels: None, ..WORN } };
    let diary = self::diary(&[(USUAL_D, USUAL), (28, worn_untold)]);
    assert_eq!((USUAL_D..USUAL_D + 28).find(|&day| found(&diary, day).state > Some(State::None)), None);
}

#[test]
fn after_a_long_absence_what_is_usual_is_learned_anew() {
    let mut member = diary(&[(USUAL_D, USUAL)]);
    let back = USUAL_D + 35;
    for day in back..back + 21 {
        live(&mut member, day, WORN);
    }
    assert_eq!((back..back + 21).find(|&day| found(&member, day).state.is_some()), None);
}

#[test]
fn a_level_that_stays_is_the_members_level_after_eight_weeks() {
    let diary = diary(&[(USUAL_D, USUAL), (130, WORN)]);
    let last = USUAL_D + 129;
    assert_eq!(found(&diary, last).state, Some(State::None));
    let accepted = (USUAL_D..last).rev().find(|&day| found(&diary, day).state >= Some(State::Suspected)).unwrap();
    assert!((USUAL_D + 56..USUAL_D + 80).contains(&accepted), "{}", accepted - USUAL_D);
}

#[test]
fn another_machine_or_unit_is_no_fall() {
    let mut diary = diary(&[(USUAL_D, USUAL)]);
    for day in USUAL_D..USUAL_D + 28 {
        live(&mut diary, day, Days { strength: 1.0 / 2.2, ..USUAL });
    }
    assert_eq!((USUAL_D..USUAL_D + 28).find(|&day| found(&diary, day).state > Some(State::None)), None);
}

#[test]
fn later_days_are_not_looked_at() {
    let diary = diary(&[(USUAL_D, USUAL), (28, WORN)]);
    let known = diary.events.iter().filter(|event| event.at <= diary.at(USUAL_D, 22.0)).cloned().collect();
    let then = Diary { profile: diary.profile.clone(), events: known };
    assert_eq!(found(&diary, USUAL_D), found(&then, USUAL_D));
}
