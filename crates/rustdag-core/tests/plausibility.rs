//! What is hard to believe is reported with its event, counts as unknown, and never changes an answer silently.

mod member;

use jiff::Timestamp;
use member::{Diary, engine, exercise};
use rustdag_core::answer::{Input, Readiness};
use rustdag_core::event::{
    Activity, CardioBout, CheckIn, Event, EventKind, ExerciseRef, Measurement, Night, RedFlag, Visit, Workout,
    WorkoutSet,
};
use rustdag_core::fold::fold;
use rustdag_core::plausibility::{Doubt, DoubtKind, Treatment};
use rustdag_core::profile::Level;
use rustdag_core::quantity::{
    BodyMass, HeartRate, Kilograms, Kilometres, LnRmssd, Minutes, Reps, Rir, Rpe, SleepHours,
};
use rustdag_core::reason::EngineCode;

const TODAY: i32 = 30;

fn heart(ln_rmssd: Option<f64>, bpm: Option<f64>) -> EventKind {
    EventKind::Measurement(Measurement {
        ln_rmssd: ln_rmssd.map(|value| LnRmssd::new(value).unwrap()),
        resting_heart_rate: bpm.map(|bpm| HeartRate::new(bpm).unwrap()),
        ..Measurement::default()
    })
}

fn mass(kg: f64) -> EventKind {
    EventKind::Measurement(Measurement { body_mass: BodyMass::new(kg).ok(), ..Measurement::default() })
}

fn set(name: &str, load_kg: f64, reps: f64, rir: Option<f64>) -> WorkoutSet {
    WorkoutSet {
        exercise: ExerciseRef::Known(exercise(name)),
        warm_up: false,
        load: Kilograms::new(load_kg).ok(),
        reps: Reps::new(reps).ok(),
        rir: rir.map(|rir| Rir::new(rir).unwrap()),
        duration: None,
    }
}

fn lift(sets: Vec<WorkoutSet>) -> EventKind {
    EventKind::Workout(Workout { sets, ..Workout::default() })
}

/// Two exercises, three sets each, with loads times `factor`.
fn usual_lifts(factor: f64) -> EventKind {
    let sets = |name, load: f64| std::iter::repeat_n(set(name, load * factor, 8.0, Some(2.0)), 3);
    lift(sets("back-squat", 100.0).chain(sets("barbell-bench-press", 70.0)).collect())
}

/// A month of ordinary life: nights, a heart measured by a strap, and three workouts a week.
fn month() -> Diary {
    let mut diary = Diary::of(Level::Intermediate);
    for day in 0..TODAY {
        let change = f64::from(day % 5) * 0.04;
        diary.sleep(day, 7.5);
        diary.measure(
            day,
            Measurement {
                ln_rmssd: LnRmssd::new(4.1 + change).ok(),
                resting_heart_rate: HeartRate::new(54.0 + 10.0 * change).ok(),
                body_mass: BodyMass::new(78.0 + change).ok(),
                ..Measurement::default()
            },
        );
        if day % 7 % 2 == 0 && day % 7 < 6 {
            diary.log(day, 18.0, usual_lifts(1.0 + 0.001 * f64::from(day)));
        } else {
            diary.rest(day);
        }
    }
    diary
}

fn doubts(diary: &Diary) -> Vec<Doubt> {
    diary.history().doubts().all().cloned().collect()
}

fn kinds(diary: &Diary) -> Vec<DoubtKind> {
    doubts(diary).iter().map(|doubt| doubt.kind).collect()
}

fn today(diary: &Diary) -> Readiness {
    engine(Level::Intermediate).readiness(&diary.history(), diary.at(TODAY, 12.0))
}

/// Adds an event and answers what is doubted then.
fn with(diary: &Diary, day: i32, hour: f64, kind: EventKind) -> (Diary, Vec<Doubt>) {
    let mut diary = diary.clone();
    diary.log(day, hour, kind);
    let found = doubts(&diary);
    (diary, found)
}

fn from(source: &str, diary: &Diary, day: i32, hour: f64, kind: EventKind) -> Event {
    Event { source: source.to_owned(), id: format!("{source}-{day}-{hour}"), at: diary.at(day, hour), kind }
}

#[test]
fn an_ordinary_month_raises_no_doubt() {
    assert_eq!(doubts(&month()), vec![]);
    assert_eq!(today(&month()).doubts, vec![]);
}

#[test]
fn a_doubt_is_reported_with_its_event_and_the_logged_value_stays() {
    let (diary, found) = with(&month(), TODAY, 7.0, heart(Some(1.4), None));
    let [doubt] = &found[..] else { panic!("one doubt, not {found:?}") };
    assert_eq!((doubt.kind, doubt.value), (DoubtKind::HrvFarOff, 1.4));
    assert!((doubt.usual - 4.18).abs() < 0.05, "{}", doubt.usual);
    assert_eq!((doubt.source.as_str(), &doubt.event_id), ("diary", &diary.events.last().unwrap().id));
    assert_eq!(doubt.fields(), ["measurement.ln_rmssd"]);
    let history = diary.history();
    assert_eq!(history.events().last().unwrap().kind, heart(Some(1.4), None), "what was logged is never changed");
    assert_eq!(today(&diary).doubts, found);
}

#[test]
fn what_is_doubted_counts_as_unknown_and_not_as_a_value() {
    let without = today(&month());
    let odd = today(&with(&month(), TODAY, 7.0, heart(Some(1.4), Some(160.0))).0);
    assert_eq!(odd.whole.recovery_balance, without.whole.recovery_balance, "nothing was averaged in");
    assert_eq!(odd.confidence, without.confidence, "and nothing is known of this morning's heart");
    let right = today(&with(&month(), TODAY, 7.0, heart(Some(4.1), Some(54.0))).0);
    assert!(right.confidence > odd.confidence && right.doubts.is_empty());
    assert_eq!(
        odd.doubts.iter().map(|doubt| doubt.kind).collect::<Vec<_>>(),
        [DoubtKind::HrvFarOff, DoubtKind::RestingHeartRateFarOff]
    );
    assert!(right.log_next != Some(Input::HeartRate) || odd.log_next == right.log_next);
}

#[test]
fn sdnn_of_a_watch_beside_a_strap_is_another_measure() {
    let mut diary = month();
    let z = |diary: &Diary| {
        let history = diary.history();
        let at = diary.at(TODAY, 12.0);
        rustdag_core::signals::signals(&history, at, fold(&history, at).today).hrv_z
    };
    let before = z(&diary);
    for day in 15..TODAY {
        let sdnn = heart(Some(4.55 + f64::from(day % 4) * 0.05), None);
        let event = from("watch", &diary, day, 7.2, sdnn);
        diary.events.push(event);
    }
    let found = kinds(&diary);
    assert_eq!(found, vec![DoubtKind::HrvOtherMeasure; 15]);
    assert_eq!(z(&diary), before, "the two are not averaged");
}

#[test]
fn a_new_measure_that_stays_begins_a_baseline_of_its_own() {
    let mut diary = month();
    for day in TODAY..TODAY + 25 {
        let event = from("watch", &diary, day, 7.0, heart(Some(4.6 + f64::from(day % 4) * 0.05), None));
        diary.events.push(event);
    }
    let z = |day| {
        let history = diary.history();
        let at = diary.at(day, 12.0);
        rustdag_core::signals::signals(&history, at, fold(&history, at).today).hrv_z
    };
    assert!(
        z(TODAY + 24).expect("known again").abs() < 1.0,
        "no leap from one measure to the other: {:?}",
        z(TODAY + 24)
    );
    assert_eq!(z(TODAY + 8), None, "too few values of the new measure");
    let standing = diary.history().doubts().standing(diary.at(0, 0.0), diary.at(TODAY + 24, 12.0));
    assert_eq!(standing, vec![], "what was doubted first is believed now");
    let then = diary.history().doubts().standing(diary.at(0, 0.0), diary.at(TODAY + 3, 12.0));
    assert_eq!(then.len(), 4, "and a question about that time has the answer it had");
}

#[test]
fn fever_is_no_doubt_and_three_fast_mornings_are_believed() {
    let mut diary = month();
    diary.log(TODAY, 7.0, heart(None, Some(80.0)));
    assert_eq!(kinds(&diary), vec![]);
    for day in 1..=3 {
        diary.log(TODAY + day, 7.0, heart(None, Some(95.0)));
    }
    assert_eq!(kinds(&diary), vec![DoubtKind::RestingHeartRateFarOff; 2]);
    let history = diary.history();
    let delta = |day| {
        let at = diary.at(day, 12.0);
        rustdag_core::signals::signals(&history, at, fold(&history, at).today).resting_hr_delta.unwrap()
    };
    assert!(delta(TODAY + 2) < 10.0 && delta(TODAY + 3) >= 10.0, "{} {}", delta(TODAY + 2), delta(TODAY + 3));
}

#[test]
fn pounds_given_as_kilograms_are_seen_in_both_directions() {
    for (factor, kind) in [(2.2046, DoubtKind::LoadPoundsAsKilograms), (0.4536, DoubtKind::LoadKilogramsAsPounds)] {
        let (_, found) = with(&month(), TODAY, 18.0, usual_lifts(factor));
        assert_eq!(found.iter().map(|doubt| doubt.kind).collect::<Vec<_>>(), [kind; 2], "{factor}");
        assert_eq!(found[0].exercise.as_deref(), Some("back-squat"));
        assert_eq!(found[0].entries, [0, 1, 2]);
        assert_eq!(found[1].fields()[0], "workout.sets[3].load_kg");
        assert!((found[0].value / found[0].usual / factor - 1.0).abs() < 0.05, "{found:?}");
        assert_eq!(found[0].kind.treatment(), Treatment::ValueLeftOut);
    }
}

#[test]
fn a_digit_too_many_is_one_set() {
    let sets = vec![
        set("back-squat", 100.0, 8.0, None),
        set("back-squat", 1000.0, 8.0, None),
        set("back-squat", 100.0, 8.0, None),
    ];
    let (_, found) = with(&month(), TODAY, 18.0, lift(sets));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, &found[0].entries[..]), (DoubtKind::LoadFarOff, &[1][..]));
}

#[test]
fn what_is_new_in_a_workout_in_pounds_is_in_pounds_too() {
    let EventKind::Workout(mut workout) = usual_lifts(2.2046) else { unreachable!() };
    workout.sets.push(set("dumbbell-curl", 30.0, 8.0, None));
    let (mut diary, found) = with(&month(), TODAY, 18.0, EventKind::Workout(workout));
    assert_eq!(found.len(), 3);
    assert_eq!(found[2].exercise.as_deref(), Some("dumbbell-curl"));
    for day in 1..4 {
        diary.log(TODAY + 7 * day, 18.0, lift(vec![set("dumbbell-curl", 14.0, 8.0, None)]));
    }
    assert_eq!(doubts(&diary).len(), 3, "and it does not become what is usual");
}

#[test]
fn records_beginners_light_weeks_and_warming_up_raise_no_doubt() {
    let base = month();
    for sets in [
        // A record of a tenth more, and a day far above it.
        vec![set("back-squat", 140.0, 3.0, Some(0.0)), set("barbell-bench-press", 100.0, 1.0, Some(0.0))],
        // A light week, and a technique day.
        vec![set("back-squat", 60.0, 8.0, Some(5.0)), set("barbell-bench-press", 40.0, 8.0, Some(5.0))],
        vec![set("back-squat", 20.0, 10.0, None), set("barbell-bench-press", 20.0, 10.0, None)],
        // Warm-ups that were not marked.
        vec![
            set("back-squat", 20.0, 8.0, None),
            set("back-squat", 45.0, 5.0, None),
            set("back-squat", 100.0, 8.0, Some(2.0)),
        ],
        // Something new.
        vec![set("deadlift", 180.0, 5.0, Some(2.0))],
    ] {
        let (_, found) = with(&base, TODAY, 18.0, lift(sets.clone()));
        assert_eq!(found, vec![], "{sets:?}");
    }
    let mut novice = Diary::of(Level::Novice);
    for (workout, load) in [20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0].into_iter().enumerate() {
        novice.log(2 * workout as i32, 18.0, lift(vec![set("back-squat", load, 10.0, None); 3]));
        novice.log(2 * workout as i32, 19.0, lift(vec![set("dumbbell-curl", 2.0 + load / 10.0, 10.0, None); 3]));
    }
    assert_eq!(doubts(&novice), vec![]);
}

#[test]
fn who_really_is_that_strong_is_believed_after_the_third_time() {
    let mut diary = month();
    for week in 0..6 {
        diary.log(TODAY + week, 18.0, usual_lifts(2.2046));
    }
    let found = doubts(&diary);
    assert_eq!(found.len(), 4, "two workouts of two exercises: {found:?}");
    let confirmed = diary.at(TODAY + 2, 18.0);
    assert!(found.iter().all(|doubt| doubt.until == Some(confirmed)));
    let late = engine(Level::Intermediate).readiness(&diary.history(), diary.at(TODAY + 6, 12.0));
    assert_eq!(late.doubts, vec![]);
}

#[test]
fn a_thousand_repetitions_load_no_joint() {
    let sets = |reps| lift(vec![set("back-squat", 60.0, reps, Some(2.0)); 3]);
    let acute = |diary: &Diary| fold(&diary.history(), diary.at(TODAY, 19.0)).body.joints.0[5].acute;
    let (odd, found) = with(&month(), TODAY, 18.0, sets(180.0));
    assert_eq!(found.iter().map(|doubt| doubt.kind).collect::<Vec<_>>(), [DoubtKind::RepsFarOff]);
    let (usual, _) = with(&month(), TODAY, 18.0, sets(10.0));
    assert!((acute(&odd) - acute(&usual)).abs() < 1e-9, "as a set of unknown repetitions");
}

#[test]
fn thirty_sets_in_three_minutes_are_not_three_minutes() {
    let workout = |minutes: Option<f64>| {
        EventKind::Workout(Workout {
            duration: minutes.map(|minutes| Minutes::new(minutes).unwrap()),
            effort: Rpe::new(7.0).ok(),
            sets: vec![set("back-squat", 60.0, 10.0, Some(3.0)); 30],
            ..Workout::default()
        })
    };
    let load = |kind| {
        let (diary, _) = with(&month(), TODAY, 18.0, kind);
        fold(&diary.history(), diary.at(TODAY, 19.0)).body.load_today
    };
    let (_, found) = with(&month(), TODAY, 18.0, workout(Some(3.0)));
    assert_eq!(found.iter().map(|doubt| doubt.kind).collect::<Vec<_>>(), [DoubtKind::SessionTooShort]);
    assert_eq!(load(workout(Some(3.0))), load(workout(None)), "unknown, and not three minutes of load");
    for (minutes, kind) in [(0.0, DoubtKind::SessionTooShort), (700.0, DoubtKind::SessionTooLong)] {
        let (_, found) = with(&month(), TODAY, 18.0, workout(Some(minutes)));
        assert_eq!(found[0].kind, kind);
    }
    assert_eq!(with(&month(), TODAY, 18.0, workout(Some(15.0))).1, vec![], "a circuit");
    assert_eq!(with(&month(), TODAY, 18.0, workout(Some(150.0))).1, vec![], "a long evening");
}

#[test]
fn effort_and_reserve_that_contradict_each_other() {
    let workout = |effort: f64, rir: f64| {
        EventKind::Workout(Workout {
            duration: Minutes::new(60.0).ok(),
            effort: Rpe::new(effort).ok(),
            sets: vec![set("back-squat", 100.0, 8.0, Some(rir)); 5],
            ..Workout::default()
        })
    };
    let kind = |effort, rir| with(&month(), TODAY, 18.0, workout(effort, rir)).1.first().map(|doubt| doubt.kind);
    assert_eq!(kind(8.0, 8.0), Some(DoubtKind::ReserveLikeEffort), "RPE in the place of reserve");
    assert_eq!(kind(0.0, 2.0), Some(DoubtKind::EffortNone));
    assert_eq!(kind(2.0, 1.0), Some(DoubtKind::EffortAgainstReserve));
    for (effort, rir) in [(8.0, 2.0), (5.0, 2.0), (6.0, 4.0), (9.0, 4.0), (4.0, 6.0), (10.0, 0.0)] {
        assert_eq!(kind(effort, rir), None, "{effort} with {rir} in reserve is a session");
    }
    let hard_sets = |rir| {
        let (diary, _) = with(&month(), TODAY, 18.0, workout(8.0, rir));
        fold(&diary.history(), diary.at(TODAY, 19.0)).body.muscles.0[12].week_hard_sets
    };
    assert_eq!(hard_sets(8.0), hard_sets(2.0), "they count as sets whose reserve is not known");
}

#[test]
fn one_night_of_two_sources_is_one_night() {
    let mut diary = month();
    diary.sleep(TODAY, 7.5);
    let alone = today(&diary).whole.sleep_last_night_h;
    let night = |hours| EventKind::Night(Night { asleep: SleepHours::new(hours).unwrap() });
    let mut twice = diary.clone();
    let event = from("watch", &twice, TODAY, 7.3, night(7.8));
    twice.events.push(event);
    let readiness = today(&twice);
    assert_eq!(readiness.whole.sleep_last_night_h, alone, "the shorter one of two that agree");
    assert_eq!(readiness.doubts.len(), 1);
    assert_eq!(readiness.doubts[0].kind, DoubtKind::SleepTwice);
    assert_eq!(readiness.doubts[0].source, "watch");
    assert_eq!(readiness.doubts[0].other.as_ref().map(|other| other.0.as_str()), Some("diary"));
    let mut piece = diary.clone();
    let event = from("watch", &piece, TODAY, 6.9, night(3.0));
    piece.events.push(event);
    assert_eq!(today(&piece).whole.sleep_last_night_h, alone, "the longer one holds a piece of it");
    let mut nap = diary.clone();
    let event = from("watch", &nap, TODAY, 11.0, night(1.0));
    nap.events.push(event);
    assert_eq!((today(&nap).whole.sleep_last_night_h, today(&nap).doubts.len()), (Some(8.5), 0), "a nap adds");
}

#[test]
fn a_night_counts_until_something_contradicts_it() {
    let mut diary = month();
    diary.sleep(TODAY, 8.0);
    let night = EventKind::Night(Night { asleep: SleepHours::new(7.0).unwrap() });
    let event = from("watch", &diary, TODAY, 9.0, night);
    diary.events.push(event);
    let asleep = |hour| fold(&diary.history(), diary.at(TODAY, hour)).sleep.last_night_h;
    assert_eq!((asleep(8.0), asleep(10.0)), (Some(8.0), Some(7.0)));
}

#[test]
fn more_sleep_than_a_day_holds_is_no_sleep_known() {
    let mut diary = month();
    diary.sleep(TODAY, 12.0).log(TODAY, 16.5, EventKind::Night(Night { asleep: SleepHours::new(9.0).unwrap() }));
    let readiness = engine(Level::Intermediate).readiness(&diary.history(), diary.at(TODAY, 20.0));
    assert_eq!(readiness.whole.sleep_last_night_h, None);
    assert_eq!(readiness.doubts.iter().map(|doubt| doubt.kind).collect::<Vec<_>>(), vec![DoubtKind::SleepTooMuch; 2]);
}

#[test]
fn one_source_cannot_have_slept_two_nights_at_once_and_its_pieces_add_up() {
    let asleep = |hours: f64, woke: f64| {
        let mut diary = month();
        diary.sleep(TODAY, 5.2).log(TODAY, woke, EventKind::Night(Night { asleep: SleepHours::new(hours).unwrap() }));
        fold(&diary.history(), diary.at(TODAY, 20.0)).sleep.last_night_h.unwrap()
    };
    assert_eq!(asleep(8.0, 8.0), 8.0, "the longer one holds the other");
    assert!((asleep(1.5, 14.0) - 6.7).abs() < 1e-9, "a nap is a piece");
}

#[test]
fn a_heart_far_above_the_usual_at_rest_stops_the_plan_although_it_is_doubted() {
    let mut diary = month();
    let measure = |diary: &mut Diary, day: i32, bpm: f64| {
        let heart = HeartRate::new(bpm).unwrap();
        diary.log(
            day,
            7.0,
            EventKind::Measurement(Measurement { resting_heart_rate: Some(heart), ..Measurement::default() }),
        );
    };
    for day in 0..TODAY - 6 {
        measure(&mut diary, day, 54.0 + f64::from(day % 3));
    }
    let calm = diary.clone();
    for (day, bpm) in (TODAY - 6..=TODAY).zip([96.0, 55.0, 97.0, 55.0, 96.0, 55.0, 97.0]) {
        measure(&mut diary, day, bpm);
    }
    let stops =
        |diary: &Diary| today(diary).reasons.iter().any(|r| r.engine_code() == Some(EngineCode::SeeProfessional));
    assert!(stops(&diary));
    let mut slip = calm;
    measure(&mut slip, TODAY - 1, 96.0);
    assert!(!stops(&slip), "one may be a slip");
}

#[test]
fn one_session_of_two_sources_counts_once_also_in_another_zone() {
    let alone = with(&month(), TODAY, 10.0, usual_lifts(1.02)).0;
    let fatigue = |diary: &Diary| fold(&diary.history(), diary.at(TODAY, 20.0)).body.systemic;
    for hour in [10.02, 16.0, 4.0] {
        let mut twice = alone.clone();
        let event = from("strong", &twice, TODAY, hour, usual_lifts(1.02));
        twice.events.push(event);
        let found = doubts(&twice);
        assert_eq!(found.iter().map(|doubt| doubt.kind).collect::<Vec<_>>(), [DoubtKind::SessionTwice], "{hour}");
        if hour > 10.0 {
            assert_eq!(found[0].source, "strong");
            assert_eq!(fatigue(&twice), fatigue(&alone), "{hour}");
        }
    }
    let mut two = alone.clone();
    let event = from("strong", &two, TODAY, 16.0, usual_lifts(1.0));
    two.events.push(event);
    assert_eq!(doubts(&two), vec![], "two sessions a day are two sessions");
    assert!(fatigue(&two) > fatigue(&alone));
}

#[test]
fn sessions_at_once_that_differ_both_count_and_are_told() {
    let kind = |sets: usize| {
        EventKind::Workout(Workout {
            duration: Minutes::new(60.0).ok(),
            sets: vec![set("back-squat", 80.0, 8.0, Some(3.0)); sets],
            ..Workout::default()
        })
    };
    let (mut diary, _) = with(&month(), TODAY, 10.0, kind(8));
    let before = fold(&diary.history(), diary.at(TODAY, 12.0)).body.systemic;
    let visit = EventKind::Visit(Visit { activity: Activity::Strength, duration: Minutes::new(70.0).ok() });
    let event = from("reception", &diary, TODAY, 10.2, visit);
    diary.events.push(event);
    let readiness = today(&diary);
    assert_eq!(readiness.doubts.iter().map(|doubt| doubt.kind).collect::<Vec<_>>(), [DoubtKind::SessionsOverlap]);
    assert_eq!(readiness.doubts[0].kind.treatment(), Treatment::Counted);
    assert!(fold(&diary.history(), diary.at(TODAY, 12.0)).body.systemic > before);
}

#[test]
fn body_mass_in_pounds_is_seen_and_hidden_where_it_does_harm() {
    let (diary, found) = with(&month(), TODAY, 7.0, mass(172.0));
    assert_eq!(found.iter().map(|doubt| doubt.kind).collect::<Vec<_>>(), [DoubtKind::BodyMassUnit]);
    assert_eq!(today(&diary).doubts, found);
    let mut troubled = diary.clone();
    troubled.tell(TODAY, CheckIn { red_flags: vec![RedFlag::EnergyOrMind], ..CheckIn::default() });
    assert_eq!(today(&troubled).doubts, vec![]);
    let child = diary.who(|who| who.born = Some(jiff::civil::date(2013, 5, 1)));
    assert_eq!(today(&child).doubts, vec![]);
}

#[test]
fn endurance_that_cannot_be() {
    let bout = |heart_rate: Option<f64>, km: Option<f64>| {
        EventKind::Workout(Workout {
            cardio: vec![CardioBout {
                activity: Activity::Run,
                duration: Minutes::new(30.0).unwrap(),
                effort: None,
                heart_rate: heart_rate.map(|bpm| HeartRate::new(bpm).unwrap()),
                distance: km.map(|km| Kilometres::new(km).unwrap()),
                downhill: false,
            }],
            ..Workout::default()
        })
    };
    let diary = month().who(|who| {
        who.resting_heart_rate = HeartRate::new(52.0).ok();
        who.max_heart_rate = HeartRate::new(188.0).ok();
        who.sex = Some(rustdag_core::profile::Sex::Female);
    });
    let kind = |bout| with(&diary, TODAY, 18.0, bout).1.first().map(|doubt| doubt.kind);
    assert_eq!(kind(bout(Some(51.0), None)), Some(DoubtKind::ExerciseHeartRateAtRest));
    assert_eq!(kind(bout(None, Some(500.0))), Some(DoubtKind::DistanceTooFar));
    assert_eq!(kind(bout(Some(150.0), Some(6.0))), None);
    let load = |bout| fold(&with(&diary, TODAY, 18.0, bout).0.history(), diary.at(TODAY, 19.0)).body.load_today;
    assert_eq!(load(bout(Some(51.0), None)), load(bout(None, None)), "and not a run without load");
}

#[test]
fn what_was_before_birth_does_not_count_but_what_is_felt_does() {
    let mut diary = month().who(|who| who.born = Some(jiff::civil::date(1990, 1, 1)));
    let old: Timestamp = "1985-03-01T10:00:00Z".parse().unwrap();
    diary.events.push(Event { source: "phone".into(), id: "1".into(), at: old, kind: usual_lifts(1.0) });
    assert_eq!(kinds(&diary), [DoubtKind::BeforeBirth]);
    let history = diary.history();
    assert_eq!(fold(&history, diary.at(TODAY, 12.0)).since, member::FIRST_DAY);
    let flag = CheckIn { red_flags: vec![RedFlag::Emergency], ..CheckIn::default() };
    diary.events.push(Event { source: "phone".into(), id: "2".into(), at: old, kind: EventKind::CheckIn(flag) });
    assert!(today(&diary).limits.must_rest);
}

#[test]
fn order_and_repetition_of_events_never_matter() {
    let mut diary = month();
    diary.log(TODAY, 7.0, heart(Some(1.4), Some(150.0))).log(TODAY, 18.0, usual_lifts(2.2)).sleep(TODAY, 7.0);
    let night = EventKind::Night(Night { asleep: SleepHours::new(7.4).unwrap() });
    let event = from("watch", &diary, TODAY, 7.4, night);
    diary.events.push(event);
    let expected = diary.history();
    assert!(expected.doubts().all().count() >= 5);
    let mut events = diary.events.clone();
    events.reverse();
    events.extend(diary.events.iter().step_by(3).cloned());
    assert_eq!(rustdag_core::history::History::new(diary.profile.clone(), events), expected);
}

#[test]
fn nothing_later_is_looked_at() {
    let mut diary = month();
    diary.log(TODAY, 7.0, heart(Some(1.4), Some(95.0))).log(TODAY, 11.0, usual_lifts(2.2)).sleep(TODAY, 7.0);
    let before = today(&diary);
    assert_eq!(before.doubts.len(), 4);
    for day in 1..8 {
        diary.log(TODAY + day, 7.0, heart(Some(1.45), Some(96.0))).log(TODAY + day, 18.0, usual_lifts(2.2));
    }
    let event = from("watch", &diary, TODAY, 13.0, EventKind::Night(Night { asleep: SleepHours::new(9.0).unwrap() }));
    diary.events.push(event);
    assert_eq!(today(&diary), before);
}

#[test]
fn old_doubts_are_not_told_for_ever() {
    let (diary, _) = with(&month(), 10, 8.0, heart(Some(1.2), None));
    let told = |day| engine(Level::Intermediate).readiness(&diary.history(), diary.at(day, 12.0)).doubts.len();
    assert_eq!((told(9), told(10), told(37), told(39)), (0, 1, 1, 0));
}

#[test]
fn events_that_come_one_by_one_and_late_are_judged_as_if_all_had_come_at_once() {
    let mut diary = month();
    for day in TODAY..TODAY + 4 {
        diary.log(day, 7.0, heart(Some(1.4), Some(150.0))).log(day, 18.0, usual_lifts(2.2)).sleep(day, 7.0);
        diary.log(day, 8.0, mass(172.0));
        for (hour, hours) in [(7.4, 7.4), (23.9, 7.0), (0.2, 6.5)] {
            let night = EventKind::Night(Night { asleep: SleepHours::new(hours).unwrap() });
            let event = from("watch", &diary, day, hour, night);
            diary.events.push(event);
        }
    }
    let expected = diary.history();
    assert!(expected.doubts().all().count() > 15);
    let at = diary.at(TODAY + 3, 22.0);
    let whole = format!("{:?}", engine(Level::Intermediate).readiness(&expected, at));
    // In time, then every third one late, newest first.
    let (late, in_time): (Vec<_>, Vec<_>) =
        diary.events.iter().cloned().enumerate().partition(|(number, _)| number % 3 == 1);
    let mut history = rustdag_core::history::History::new(diary.profile.clone(), Vec::new());
    for (_, event) in in_time.into_iter().chain(late.into_iter().rev()) {
        let now = event.at;
        history.insert(event);
        history.keep_checkpoints(now);
    }
    assert_eq!(history.doubts(), expected.doubts());
    assert_eq!(format!("{:?}", engine(Level::Intermediate).readiness(&history, at)), whole);
    let mut taken_in_order = rustdag_core::history::History::new(diary.profile.clone(), Vec::new());
    for event in expected.events() {
        taken_in_order.insert(event.clone());
    }
    assert_eq!(taken_in_order, expected);
}
