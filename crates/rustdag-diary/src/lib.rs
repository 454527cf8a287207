//! Members written down by hand, day by day, for the evidence and for stories in tests.
//!
//! A [`Diary`] is a profile and events at instants counted from a fixed Monday. It is for those who write them: what is
//! impossible (a night of thirty hours, an exercise that is not in the catalogue) panics.
#![forbid(unsafe_code)]

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use rustdag_catalogue::Catalogue;
use rustdag_core::anatomy::{Joint, Muscle, PerJoint, PerMuscle};
use rustdag_core::event::{
    Activity, CardioBout, CheckIn, Event, EventKind, ExerciseRef, Measurement, Night, Visit, Workout, WorkoutSet,
};
use rustdag_core::exercise::{Equipment, Exercise, Involvement};
use rustdag_core::history::History;
use rustdag_core::profile::{Level, Profile};
use rustdag_core::quantity::{Kilograms, Minutes, Pain, Reps, Rir, Rpe, SleepHours, Wellness};
use rustdag_core::template::{DayKind, Prescription, Template};
use std::sync::Arc;

/// Day 0 of every diary: a Monday.
pub const FIRST_DAY: Date = date(2026, 1, 5);
/// Local hour at which diaries train where nothing else is said.
pub const EVENING: f64 = 18.0;
/// Local hour at which diaries wake up.
pub const MORNING: f64 = 7.0;

/// A profile and what its member logged. Days count from [`FIRST_DAY`], hours are real hours since local midnight.
#[derive(Clone, Debug)]
pub struct Diary {
    /// Who it is.
    pub profile: Profile,
    /// What was logged, in the order of writing.
    pub events: Vec<Event>,
}

impl Diary {
    /// A member of whom only the level is known, in UTC, with an empty log.
    #[must_use]
    pub fn of(level: Level) -> Self {
        Self::in_zone(level, TimeZone::UTC)
    }

    /// A member of whom the level and the zone are known, with an empty log.
    #[must_use]
    pub fn in_zone(level: Level, zone: TimeZone) -> Self {
        Self { profile: Profile::new(level, zone), events: Vec::new() }
    }

    /// Changes the profile.
    #[must_use]
    pub fn who(mut self, change: impl FnOnce(&mut Profile)) -> Self {
        change(&mut self.profile);
        self
    }

    /// The instant `hour` real hours after the midnight that begins a day.
    ///
    /// # Panics
    /// If the day is thousands of years away.
    #[must_use]
    pub fn at(&self, day: i32, hour: f64) -> Timestamp {
        let date = FIRST_DAY.checked_add(day.days()).unwrap();
        let midnight = self.profile.zone.to_timestamp(date.at(0, 0, 0, 0)).unwrap();
        midnight + SignedDuration::from_secs((hour * 3600.0).round() as i64)
    }

    /// Writes down anything.
    pub fn log(&mut self, day: i32, hour: f64, kind: EventKind) -> &mut Self {
        let event = Event {
            source: "diary".to_owned(),
            id: format!("entry-{}", self.events.len()),
            at: self.at(day, hour),
            kind,
        };
        self.events.push(event);
        self
    }

    /// Sets of exercises, in the evening.
    pub fn train(&mut self, day: i32, sets: &[Sets]) -> &mut Self {
        self.train_at(day, EVENING, sets)
    }

    /// Sets of exercises at an hour.
    ///
    /// # Panics
    /// If a number is not one that can be logged; so do all that write.
    pub fn train_at(&mut self, day: i32, hour: f64, sets: &[Sets]) -> &mut Self {
        let sets = sets.iter().flat_map(|sets| std::iter::repeat_n(sets.one(), sets.count)).collect();
        self.log(day, hour, EventKind::Workout(Workout { sets, ..Workout::default() }))
    }

    /// A session that loads the whole body only: exercises nobody knows.
    pub fn exert(&mut self, day: i32, minutes: f64, effort: f64) -> &mut Self {
        let set =
            WorkoutSet { exercise: ExerciseRef::Unmapped("Zercher yoke".to_owned()), ..squats(1, 5.0, 2.0).one() };
        self.log(
            day,
            EVENING,
            EventKind::Workout(Workout {
                duration: Some(Minutes::new(minutes).unwrap()),
                effort: Some(Rpe::new(effort).unwrap()),
                sets: vec![set],
                ..Workout::default()
            }),
        )
    }

    /// A piece of endurance work.
    pub fn endure(&mut self, day: i32, activity: Activity, minutes: f64, effort: f64) -> &mut Self {
        let cardio = vec![bout(activity, minutes, effort)];
        self.log(day, EVENING, EventKind::Workout(Workout { cardio, ..Workout::default() }))
    }

    /// A visit of which only the kind is known.
    pub fn visit(&mut self, day: i32, activity: Activity) -> &mut Self {
        self.log(day, EVENING, EventKind::Visit(Visit { activity, duration: None }))
    }

    /// A rest day that was said to be one.
    pub fn rest(&mut self, day: i32) -> &mut Self {
        self.log(day, 12.0, EventKind::Rest)
    }

    /// The night that ended in the morning of a day.
    pub fn sleep(&mut self, day: i32, hours: f64) -> &mut Self {
        self.log(day, MORNING, EventKind::Night(Night { asleep: SleepHours::new(hours).unwrap() }))
    }

    /// A check-in in the morning.
    pub fn tell(&mut self, day: i32, check_in: CheckIn) -> &mut Self {
        self.log(day, MORNING, EventKind::CheckIn(check_in))
    }

    /// A measurement in the morning.
    pub fn measure(&mut self, day: i32, measurement: Measurement) -> &mut Self {
        self.log(day, MORNING, EventKind::Measurement(measurement))
    }

    /// Weeks of ordinary life from day 0: full-body sessions on these weekdays (0 is Monday), rest said on the others,
    /// every night as needed.
    pub fn weeks(&mut self, weeks: i32, weekdays: &[i32], session: &[Sets]) -> &mut Self {
        for day in 0..7 * weeks {
            self.sleep(day, 8.0);
            if weekdays.contains(&(day % 7)) {
                self.train(day, session);
            } else {
                self.rest(day);
            }
        }
        self
    }

    /// What the engine gets.
    #[must_use]
    pub fn history(&self) -> History {
        History::new(self.profile.clone(), self.events.clone())
    }
}

/// Some equal sets of one exercise.
#[derive(Clone)]
pub struct Sets {
    /// The exercise.
    pub exercise: Arc<Exercise>,
    /// How many sets.
    pub count: usize,
    /// Repetitions of each.
    pub reps: f64,
    /// Repetitions in reserve, if told.
    pub rir: Option<f64>,
    /// Load in kg, if told.
    pub load: Option<f64>,
}

impl Sets {
    /// One of them, as it is logged.
    #[must_use]
    pub fn one(&self) -> WorkoutSet {
        WorkoutSet {
            exercise: ExerciseRef::Known(self.exercise.clone()),
            warm_up: false,
            load: self.load.map(|load| Kilograms::new(load).unwrap()),
            reps: Some(Reps::new(self.reps).unwrap()),
            rir: self.rir.map(|rir| Rir::new(rir).unwrap()),
            duration: None,
        }
    }
}

/// An exercise of the catalogue.
///
/// # Panics
/// If it is not there.
#[must_use]
pub fn exercise(id: &str) -> Arc<Exercise> {
    Catalogue::official().get(id).unwrap_or_else(|| panic!("{id} is in the catalogue")).clone()
}

/// Equal sets of an exercise of the catalogue.
#[must_use]
pub fn sets(id: &str, count: usize, reps: f64, rir: f64) -> Sets {
    Sets { exercise: exercise(id), count, reps, rir: Some(rir), load: None }
}

/// Sets of an exercise of the catalogue with a load, kg.
#[must_use]
pub fn lift(id: &str, count: usize, reps: f64, rir: f64, load: f64) -> Sets {
    Sets { load: Some(load), ..sets(id, count, reps, rir) }
}

/// Sets of an exercise for the quadriceps and the knee alone: the lower body of MODEL section L.
#[must_use]
pub fn squats(count: usize, reps: f64, rir: f64) -> Sets {
    Sets { exercise: squat_alone(), count, reps, rir: Some(rir), load: None }
}

fn squat_alone() -> Arc<Exercise> {
    let mut muscles = PerMuscle::all(Involvement::None);
    muscles[Muscle::Quadriceps] = Involvement::Direct;
    let mut joints = PerJoint::all(0.0);
    joints[Joint::Knee] = 1.0;
    Arc::new(Exercise {
        id: "squat-alone".to_owned(),
        muscles,
        joints,
        eccentric: false,
        impact: false,
        body_mass_share: 0.0,
        equipment: Equipment::Machine,
    })
}

/// A session of the whole body of ordinary size.
#[must_use]
pub fn full_body() -> Vec<Sets> {
    vec![
        sets("back-squat", 3, 8.0, 2.0),
        sets("barbell-bench-press", 3, 8.0, 2.0),
        sets("seated-cable-row", 3, 10.0, 2.0),
        sets("lying-leg-curl", 2, 10.0, 2.0),
    ]
}

/// A session template of one's own.
#[must_use]
pub fn template(id: &str, sets: &[Sets]) -> Template {
    let exercises = sets
        .iter()
        .map(|sets| Prescription {
            exercise: sets.exercise.clone(),
            sets: u32::try_from(sets.count).unwrap(),
            reps: Reps::new(sets.reps).unwrap(),
            rir: Rir::new(sets.rir.unwrap_or(2.0)).unwrap(),
        })
        .collect();
    Template { id: id.to_owned(), kind: DayKind::Training, exercises, cardio: Vec::new() }
}

/// A piece of endurance work, on the level.
#[must_use]
pub fn bout(activity: Activity, minutes: f64, effort: f64) -> CardioBout {
    CardioBout {
        activity,
        duration: Minutes::new(minutes).unwrap(),
        effort: Some(Rpe::new(effort).unwrap()),
        heart_rate: None,
        distance: None,
        downhill: false,
    }
}

/// A check-in with the same answer to all five questions, 1 to 5.
#[must_use]
pub fn feeling(all: f64) -> CheckIn {
    let item = Some(Wellness::new(all).unwrap());
    CheckIn { fatigue: item, sleep_quality: item, soreness: item, stress: item, mood: item, ..CheckIn::default() }
}

/// A check-in about a joint that hurts, 0 to 10.
#[must_use]
pub fn pain(joint: Joint, points: f64) -> CheckIn {
    CheckIn { joint_pain: vec![(joint, Pain::new(points).unwrap())], ..CheckIn::default() }
}
