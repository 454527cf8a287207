//! Members as chance makes them, within what can be logged.

use super::{Diary, Sets, exercise, feeling, pain};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use rustdag_core::anatomy::Joint;
use rustdag_core::event::{Activity, Illness, Measurement, RedFlag};
use rustdag_core::profile::{Goal, Level, Pregnancy, ScreeningItem};
use rustdag_core::quantity::{EnergyAvailability, HeartRate, LnRmssd, Minutes, SessionsPerWeek};

const EXERCISES: &[&str] = &[
    "back-squat",
    "barbell-bench-press",
    "seated-cable-row",
    "lying-leg-curl",
    "deadlift",
    "dumbbell-curl",
    "standing-calf-raise",
    "cable-crunch",
];
const ZONES: &[&str] = &["UTC", "Europe/Amsterdam", "America/New_York", "Pacific/Kiritimati", "Asia/Kathmandu"];
const ACTIVITIES: &[Activity] = &[
    Activity::Walk,
    Activity::Run,
    Activity::Cycle,
    Activity::Row,
    Activity::Swim,
    Activity::Class,
    Activity::Strength,
];

/// What a day of the diary says about training.
#[derive(Clone, Debug)]
pub enum Training {
    Silence,
    Rest,
    Sets { hour: f64, sets: Vec<(usize, usize, f64, Option<f64>)> },
    Endurance { activity: usize, minutes: f64, effort: f64 },
    Visit { activity: usize },
}

/// A day of a diary.
#[derive(Clone, Debug)]
pub struct Day {
    pub training: Training,
    pub night_h: Option<f64>,
    pub feeling: Option<f64>,
    pub heart: Option<(f64, f64)>,
}

/// A member: who it is, and some days.
#[derive(Clone, Debug)]
pub struct Member {
    pub level: Level,
    pub goal: Goal,
    pub zone: usize,
    pub age: Option<i16>,
    pub stated_sessions: Option<f64>,
    pub logs_completely: bool,
    pub energy: Option<f64>,
    pub days: Vec<Day>,
}

fn training() -> impl Strategy<Value = Training> {
    let rir = prop::option::weighted(0.8, (0..=5_u8).prop_map(f64::from));
    let one = (0..EXERCISES.len(), 1..=6_usize, (3..=15_u8).prop_map(f64::from), rir);
    let sets = prop::collection::vec(one, 1..=5);
    let activity = 0..ACTIVITIES.len();
    prop_oneof![
        2 => Just(Training::Silence),
        4 => Just(Training::Rest),
        6 => (6.0..22.0_f64, sets).prop_map(|(hour, sets)| Training::Sets { hour, sets }),
        1 => (activity.clone(), 10.0..90.0_f64, 1.0..10.0_f64)
            .prop_map(|(activity, minutes, effort)| Training::Endurance { activity, minutes, effort }),
        1 => activity.prop_map(|activity| Training::Visit { activity }),
    ]
}

pub fn day() -> impl Strategy<Value = Day> {
    let night = prop::option::weighted(0.7, 3.0..10.0_f64);
    let feeling = prop::option::weighted(0.4, (1..=5_u8).prop_map(f64::from));
    let heart = prop::option::weighted(0.4, (3.0..5.0_f64, 45.0..75.0_f64));
    (training(), night, feeling, heart).prop_map(|(training, night_h, feeling, heart)| Day {
        training,
        night_h,
        feeling,
        heart,
    })
}

pub fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL)
}

pub fn member() -> impl Strategy<Value = Member> {
    let goal = prop::sample::select(&[Goal::Size, Goal::Strength, Goal::General][..]);
    let age = prop::option::of(18..90_i16);
    let stated = prop::option::weighted(0.3, 1.0..7.0_f64);
    let energy = prop::option::weighted(0.2, 20.0..60.0_f64);
    let days = prop::collection::vec(day(), 0..50);
    (level(), goal, 0..ZONES.len(), age, stated, any::<bool>(), energy, days).prop_map(
        |(level, goal, zone, age, stated_sessions, logs_completely, energy, days)| Member {
            level,
            goal,
            zone,
            age,
            stated_sessions,
            logs_completely,
            energy,
            days,
        },
    )
}

impl Member {
    /// The diary of these days.
    pub fn diary(&self) -> Diary {
        let mut diary = Diary::in_zone(self.level, TimeZone::get(ZONES[self.zone]).unwrap()).who(|who| {
            who.goal = self.goal;
            who.born = self.age.map(|age| Date::new(2025 - age, 6, 1).unwrap());
            who.stated_sessions = self.stated_sessions.map(|stated| SessionsPerWeek::new(stated).unwrap());
            who.logs_completely = self.logs_completely;
        });
        for (day, what) in (0..).zip(&self.days) {
            write_down(&mut diary, day, what);
        }
        if let Some(energy) = self.energy {
            let energy_availability = Some(EnergyAvailability::new(energy).unwrap());
            diary.measure((self.today() - 3).max(0), Measurement { energy_availability, ..Measurement::default() });
        }
        diary
    }

    /// The day after the last one.
    pub fn today(&self) -> i32 {
        i32::try_from(self.days.len()).unwrap()
    }

    /// Breakfast on the day after the last one.
    pub fn now(&self) -> Timestamp {
        self.diary().at(self.today(), 8.0)
    }

    /// The same member who says of every silent day that it was rest.
    pub fn who_tells_everything(mut self) -> Self {
        for day in &mut self.days {
            if matches!(day.training, Training::Silence) {
                day.training = Training::Rest;
            }
        }
        self
    }
}

fn write_down(diary: &mut Diary, day: i32, what: &Day) {
    if let Some(hours) = what.night_h {
        diary.sleep(day, hours);
    }
    if let Some(points) = what.feeling {
        diary.tell(day, feeling(points));
    }
    if let Some((ln_rmssd, heart_rate)) = what.heart {
        diary.measure(
            day,
            Measurement {
                ln_rmssd: Some(LnRmssd::new(ln_rmssd).unwrap()),
                resting_heart_rate: Some(HeartRate::new(heart_rate).unwrap()),
                ..Measurement::default()
            },
        );
    }
    match &what.training {
        Training::Silence => {}
        Training::Rest => {
            diary.rest(day);
        }
        Training::Sets { hour, sets } => {
            let sets: Vec<Sets> = sets
                .iter()
                .map(|&(which, count, reps, rir)| {
                    // Some sets with a load, so that strength is watched as well.
                    let load = (count > 1).then_some(60.0);
                    Sets { exercise: exercise(EXERCISES[which]), count, reps, rir, load }
                })
                .collect();
            diary.train_at(day, *hour, &sets);
        }
        Training::Endurance { activity, minutes, effort } => {
            diary.endure(day, ACTIVITIES[*activity], *minutes, *effort);
        }
        Training::Visit { activity } => {
            diary.visit(day, ACTIVITIES[*activity]);
        }
    }
}

/// What may stand in the way of a member's training.
#[derive(Clone, Debug)]
pub struct Trouble {
    pub age: Option<i16>,
    pub screening: bool,
    pub cleared: bool,
    pub pregnancy: Pregnancy,
    pub illness: Option<Illness>,
    pub red_flag: Option<RedFlag>,
    pub pain: Option<(usize, f64)>,
    pub minutes: [Option<f64>; 7],
}

pub fn trouble() -> impl Strategy<Value = Trouble> {
    let pregnancy = prop::sample::select(&[Pregnancy::None, Pregnancy::Pregnant, Pregnancy::Postpartum][..]);
    let illness = prop::sample::select(&[Illness::None, Illness::WithoutFever, Illness::Fever][..]);
    let flags = &[RedFlag::Emergency, RedFlag::SameDayCare, RedFlag::SeeProfessional, RedFlag::EnergyOrMind][..];
    let pain = prop::option::weighted(0.3, (0..Joint::COUNT, 0.0..10.0_f64));
    let minutes = prop::array::uniform7(prop::option::weighted(0.8, 0.0..150.0_f64));
    (
        prop::option::of(0..110_i16),
        prop::bool::weighted(0.2),
        any::<bool>(),
        pregnancy,
        prop::option::weighted(0.3, illness),
        prop::option::weighted(0.2, prop::sample::select(flags)),
        pain,
        minutes,
    )
        .prop_map(|(age, screening, cleared, pregnancy, illness, red_flag, pain, minutes)| Trouble {
            age,
            screening,
            cleared,
            pregnancy,
            illness,
            red_flag,
            pain,
            minutes,
        })
}

impl Trouble {
    /// Puts the trouble into a diary, told on the morning of `today`.
    pub fn befall(&self, diary: &mut Diary, today: i32) {
        let who = &mut diary.profile;
        who.born = self.age.map(|age| Date::new(2025 - age, 6, 1).unwrap());
        who.screening = if self.screening { vec![ScreeningItem::HeartCondition] } else { Vec::new() };
        who.screening_cleared = self.cleared;
        who.pregnancy_cleared = self.cleared;
        who.pregnancy = self.pregnancy;
        who.available = self.minutes.map(|minutes| minutes.map(|minutes| Minutes::new(minutes).unwrap()));
        let mut told = feeling(3.0);
        told.illness = self.illness;
        told.red_flags = self.red_flag.into_iter().collect();
        if let Some((joint, points)) = self.pain {
            told.joint_pain = pain(Joint::ALL[joint], points).joint_pain;
        }
        diary.tell(today, told);
    }
}
