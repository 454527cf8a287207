//! What a member volunteers about the cycle, energy and body mass: heard with care, never predicted, never in numbers.

mod member;

use jiff::civil::date;
use member::{Diary, engine, full_body};
use rustdag_core::answer::{Light, Readiness};
use rustdag_core::event::{Cycle, EventKind, Measurement};
use rustdag_core::profile::{Level, Pregnancy};
use rustdag_core::quantity::{BodyMass, EnergyAvailability};
use rustdag_core::reason::EngineCode;
use rustdag_core::template::DayKind;

fn says(readiness: &Readiness, code: EngineCode) -> bool {
    readiness.reasons.iter().any(|reason| reason.engine_code() == Some(code))
}

fn period() -> EventKind {
    EventKind::Cycle(Cycle { period_began: true, ..Cycle::default() })
}

fn none_yet() -> EventKind {
    EventKind::Cycle(Cycle::default())
}

/// Half a year of training, with a period every four weeks up to day 84.
fn regular() -> Diary {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(30, &[0, 2, 4], &full_body());
    for day in [0, 28, 56, 84] {
        diary.log(day, 8.0, period());
    }
    diary
}

fn on(diary: &Diary, day: i32) -> Readiness {
    engine(diary.profile.level).readiness(&diary.history(), diary.at(day, 12.0))
}

#[test]
fn a_cycle_changes_no_clock() {
    let mut silent = regular();
    silent.events.retain(|event| !matches!(event.kind, EventKind::Cycle(_)));
    for day in [84, 90, 98, 110, 150] {
        assert_eq!(on(&regular(), day), on(&silent, day), "day {day}");
    }
}

#[test]
fn periods_that_stay_away_are_somebody_elses_to_look_at() {
    let mut diary = regular();
    diary.log(150, 8.0, none_yet()).log(176, 8.0, none_yet());
    assert!(!says(&on(&diary, 173), EngineCode::PeriodsAbsent), "less than three months");
    let readiness = on(&diary, 178);
    assert!(says(&readiness, EngineCode::PeriodsAbsent));
    assert!(readiness.limits.see_professional && !readiness.limits.must_rest);
    assert_eq!(readiness.light, Light::Red);
    assert!(readiness.limits.session_load_max <= readiness.usual_load + 0.01, "nothing gets heavier");
    let plan = engine(Level::Intermediate).plan(&diary.history(), diary.at(178, 12.0), 7).unwrap();
    assert!(plan.days.iter().any(|day| day.kind == DayKind::Training), "training goes on");
    let cleared = diary.clone().who(|who| who.warning_signs_cleared_on = Some(date(2026, 6, 30)));
    assert!(!says(&on(&cleared, 178), EngineCode::PeriodsAbsent), "a professional has looked");
    diary.log(177, 9.0, period());
    assert!(!says(&on(&diary, 178), EngineCode::PeriodsAbsent));
}

#[test]
fn silence_is_not_absence_and_is_asked_about_once() {
    let diary = regular();
    let (before, asked, left) = (on(&diary, 170), on(&diary, 180), on(&diary, 205));
    for readiness in [&before, &asked, &left] {
        assert!(!says(readiness, EngineCode::PeriodsAbsent));
        assert!(!readiness.limits.see_professional && readiness.limits.session_load_max.is_infinite());
    }
    let spoken = [before, asked, left].map(|readiness| says(&readiness, EngineCode::PeriodsUnlogged));
    assert_eq!(spoken, [false, true, false]);
}

#[test]
fn where_no_period_is_expected_none_is_missed() {
    let none_expected = EventKind::Cycle(Cycle { none_expected: true, ..Cycle::default() });
    let mut diary = regular();
    diary.log(100, 8.0, none_expected).log(176, 8.0, none_yet());
    let pregnant = regular().who(|who| {
        who.pregnancy = Pregnancy::Pregnant;
        who.pregnancy_cleared = true;
    });
    let mut seldom = regular();
    seldom.events.retain(|event| event.kind != period());
    seldom.log(0, 8.0, period()).log(80, 8.0, period()).log(176, 8.0, none_yet());
    for diary in [diary, pregnant, seldom] {
        let readiness = on(&diary, 178);
        assert!(!says(&readiness, EngineCode::PeriodsAbsent) && !says(&readiness, EngineCode::PeriodsUnlogged));
    }
}

#[test]
fn who_asks_for_an_easier_day_gets_one_and_symptoms_alone_change_nothing() {
    let mut diary = regular();
    let bothered = |wants_easier| {
        EventKind::Cycle(Cycle {
            symptoms: rustdag_core::quantity::Pain::new(7.0).ok(),
            wants_easier,
            ..Cycle::default()
        })
    };
    let usual = on(&diary, 100);
    diary.log(100, 8.0, bothered(false));
    assert_eq!(on(&diary, 100), usual);
    diary.log(100, 9.0, bothered(true));
    let easier = on(&diary, 100);
    assert!(says(&easier, EngineCode::EasierWished));
    assert!((easier.limits.session_load_max / easier.usual_load - 0.7).abs() < 1e-3);
    assert_eq!(easier.limits.rir_min, 3.0);
    assert_eq!(on(&diary, 101).limits.rir_min, 0.0, "today only");
    let history = diary.history();
    let plan = engine(Level::Intermediate).plan(&history, diary.at(100, 12.0), 7).unwrap();
    for (days_ahead, day) in plan.days.iter().enumerate() {
        let Some(session) = &day.session else { continue };
        let least = session.exercises.iter().map(|exercise| exercise.rir).fold(f64::INFINITY, f64::min);
        assert!(days_ahead > 0 || (least >= 3.0 && session.load <= 0.71 * easier.usual_load), "{session:?}");
    }
}

#[test]
fn too_little_energy_is_told_without_a_number() {
    let told = |energy: f64| {
        let mut diary = regular();
        let energy_availability = EnergyAvailability::new(energy).ok();
        diary.measure(100, Measurement { energy_availability, ..Measurement::default() });
        diary
    };
    let low = on(&told(27.0), 101);
    let reason = low.reasons.iter().find(|reason| reason.engine_code() == Some(EngineCode::LowEnergy)).unwrap();
    assert_eq!((reason.value, reason.limit), (0.0, 0.0));
    assert!(low.limits.see_professional && low.limits.session_load_max <= low.usual_load + 0.01);
    assert!(!says(&on(&told(34.0), 101), EngineCode::LowEnergy));
    assert!(!says(&on(&told(27.0), 120), EngineCode::LowEnergy), "old words lapse");
}

#[test]
fn of_children_neither_energy_nor_body_mass_is_used() {
    let child = |energy: Option<f64>| {
        let mut diary = Diary::of(Level::Novice).who(|who| who.born = Some(date(2012, 6, 1)));
        diary.weeks(8, &[0, 3], &full_body());
        for day in [1, 2, 50, 51] {
            let mass = BodyMass::new(if day < 10 { 50.0 } else { 42.0 }).ok();
            let energy_availability = energy.and_then(|energy| EnergyAvailability::new(energy).ok());
            diary.measure(day, Measurement { body_mass: mass, energy_availability, ..Measurement::default() });
        }
        on(&diary, 53)
    };
    assert_eq!(child(Some(20.0)), child(None));
    assert!(!says(&child(Some(20.0)), EngineCode::WeightLoss));
    assert!(says(&child(None), EngineCode::MinorSupervised));
}

#[test]
fn body_mass_that_falls_without_a_goal_is_asked_about() {
    let losing = |to: f64| {
        let mut diary = regular();
        for (day, kg) in [(2, 70.0), (30, 70.2), (60, 69.8), (130, to), (135, to + 0.2), (139, to)] {
            diary.measure(day, Measurement { body_mass: BodyMass::new(kg).ok(), ..Measurement::default() });
        }
        diary
    };
    let readiness = on(&losing(65.0), 140);
    let reason = readiness.reasons.iter().find(|reason| reason.engine_code() == Some(EngineCode::WeightLoss)).unwrap();
    assert_eq!((reason.value, reason.limit), (0.0, 0.0), "no number");
    assert!(!readiness.limits.see_professional && !readiness.limits.must_rest);
    assert!(!says(&on(&losing(68.5), 140), EngineCode::WeightLoss));
    let goal = losing(65.0).who(|who| who.loses_weight_on_purpose = true);
    assert!(!says(&on(&goal, 140), EngineCode::WeightLoss));
    let mut troubled = losing(65.0);
    troubled.measure(
        139,
        Measurement { energy_availability: EnergyAvailability::new(20.0).ok(), ..Measurement::default() },
    );
    assert!(!says(&on(&troubled, 140), EngineCode::WeightLoss), "body mass is no subject where it does harm");
    assert!(says(&on(&troubled, 140), EngineCode::LowEnergy));
}

#[test]
fn a_beginner_of_seventy_starts_with_fewer_sets() {
    let most = |born: i16| {
        let mut diary = Diary::of(Level::Novice).who(|who| who.born = Some(date(born, 1, 1)));
        for week in 0..6 {
            diary.train(7 * week, &full_body()).rest(7 * week + 1);
        }
        let plan = engine(Level::Novice).plan(&diary.history(), diary.at(42, 9.0), 7).unwrap();
        let mut sets = [0.0; 17];
        for (muscle, done) in plan.days.iter().filter_map(|day| day.session.as_ref()).flat_map(|s| &s.hard_sets) {
            sets[*muscle as usize] += done;
        }
        let training = plan.days.iter().filter(|day| day.kind == DayKind::Training).count();
        (sets.into_iter().fold(0.0, f64::max), training)
    };
    let ((young, _), (old, training)) = (most(1996), most(1955));
    assert!(old <= 7.25 && old < young, "{old} of {young}");
    assert!(training >= 2, "and still trains");
}
