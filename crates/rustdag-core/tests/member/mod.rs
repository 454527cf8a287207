//! Members for the stories: a profile and a diary that is written day by day.
#![allow(dead_code, reason = "every file of stories is a crate of its own and uses a part of this one")]

pub mod random;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use rustdag_catalogue::Catalogue;
use rustdag_core::anatomy::{Joint, Muscle, PerJoint, PerMuscle};
use rustdag_core::engine::Engine;
use rustdag_core::event::{
    Activity, CardioBout, CheckIn, Event, EventKind, ExerciseRef, Measurement, Night, Visit, Workout, WorkoutSet,
};
use rustdag_core::exercise::{Equipment, Exercise, Involvement};
use rustdag_core::history::History;
use rustdag_core::profile::{Level, Profile};
use rustdag_core::quantity::{Kilograms, Minutes, Pain, Reps, Rir, Rpe, SleepHours, Wellness};
use rustdag_core::rule::{FailurePolicy, Rule, RuleFailure, RuleSet};
use rustdag_core::template::{DayKind, Prescription, Template};
use rustdag_rule_abi::{Limits, LimitsPage, Snapshot, SnapshotPage};
use std::sync::Arc;

/// Day 0 of every diary: a Monday.
pub const FIRST_DAY: Date = date(2026, 1, 5);
/// Local hour at which diaries train where nothing else is said.
pub const EVENING: f64 = 18.0;
/// Local hour at which diaries wake up.
pub const MORNING: f64 = 7.0;

/// A profile and what its member logged. Days count from [`FIRST_DAY`], hours are real hours since local midnight.
#[derive(Clone)]
pub struct Diary {
    pub profile: Profile,
    pub events: Vec<Event>,
}

impl Diary {
    /// A member of whom only the level is known, in UTC, with an empty log.
    pub fn of(level: Level) -> Self {
        Self::in_zone(level, TimeZone::UTC)
    }

    pub fn in_zone(level: Level, zone: TimeZone) -> Self {
        Self { profile: Profile::new(level, zone), events: Vec::new() }
    }

    /// Changes the profile.
    pub fn who(mut self, change: impl FnOnce(&mut Profile)) -> Self {
        change(&mut self.profile);
        self
    }

    /// The instant `hour` real hours after the midnight that begins a day.
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

    pub fn visit(&mut self, day: i32, activity: Activity) -> &mut Self {
        self.log(day, EVENING, EventKind::Visit(Visit { activity, duration: None }))
    }

    pub fn rest(&mut self, day: i32) -> &mut Self {
        self.log(day, 12.0, EventKind::Rest)
    }

    /// The night that ended in the morning of a day.
    pub fn sleep(&mut self, day: i32, hours: f64) -> &mut Self {
        self.log(day, MORNING, EventKind::Night(Night { asleep: SleepHours::new(hours).unwrap() }))
    }

    pub fn tell(&mut self, day: i32, check_in: CheckIn) -> &mut Self {
        self.log(day, MORNING, EventKind::CheckIn(check_in))
    }

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

    pub fn history(&self) -> History {
        History::new(self.profile.clone(), self.events.clone())
    }
}

/// Some equal sets of one exercise.
#[derive(Clone)]
pub struct Sets {
    pub exercise: Arc<Exercise>,
    pub count: usize,
    pub reps: f64,
    pub rir: Option<f64>,
    pub load: Option<f64>,
}

impl Sets {
    fn one(&self) -> WorkoutSet {
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
pub fn exercise(id: &str) -> Arc<Exercise> {
    Catalogue::official().get(id).unwrap_or_else(|| panic!("{id} is in the catalogue")).clone()
}

pub fn sets(id: &str, count: usize, reps: f64, rir: f64) -> Sets {
    Sets { exercise: exercise(id), count, reps, rir: Some(rir), load: None }
}

/// Sets of an exercise of the catalogue with a load, kg.
pub fn lift(id: &str, count: usize, reps: f64, rir: f64, load: f64) -> Sets {
    Sets { load: Some(load), ..sets(id, count, reps, rir) }
}

/// Sets of an exercise for the quadriceps and the knee alone: the lower body of MODEL section L.
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
pub fn full_body() -> Vec<Sets> {
    vec![
        sets("back-squat", 3, 8.0, 2.0),
        sets("barbell-bench-press", 3, 8.0, 2.0),
        sets("seated-cable-row", 3, 10.0, 2.0),
        sets("lying-leg-curl", 2, 10.0, 2.0),
    ]
}

/// A session template of one's own.
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

/// The catalogue's sessions and no rules: the engine alone.
pub fn engine(level: Level) -> Engine {
    with_rules(level, RuleSet::default())
}

pub fn with_rules(level: Level, rules: RuleSet) -> Engine {
    Engine::new(rules, Catalogue::official().templates(level))
}

/// A check-in with the same answer to all five questions, 1 to 5.
pub fn feeling(all: f64) -> CheckIn {
    let item = Some(Wellness::new(all).unwrap());
    CheckIn { fatigue: item, sleep_quality: item, soreness: item, stress: item, mood: item, ..CheckIn::default() }
}

pub fn pain(joint: Joint, points: f64) -> CheckIn {
    CheckIn { joint_pain: vec![(joint, Pain::new(points).unwrap())], ..CheckIn::default() }
}

type Answer = dyn Fn(&Snapshot, &mut Limits) -> Result<(), String> + Send + Sync;

/// A rule of a gym's own, as a story needs it.
pub struct OwnRule {
    pub id: &'static str,
    pub on_failure: FailurePolicy,
    pub order_preserving: bool,
    answer: Box<Answer>,
}

impl OwnRule {
    /// A rule that always answers.
    pub fn says(id: &'static str, answer: impl Fn(&Snapshot, &mut Limits) + Send + Sync + 'static) -> Self {
        let answer = Box::new(move |snapshot: &Snapshot, limits: &mut Limits| {
            answer(snapshot, limits);
            Ok(())
        });
        Self { id, on_failure: FailurePolicy::Tighten, order_preserving: false, answer }
    }

    /// A rule that fails where this is true of a snapshot, and has no opinion elsewhere.
    pub fn fails_where(id: &'static str, fails: impl Fn(&Snapshot) -> bool + Send + Sync + 'static) -> Self {
        let answer = Box::new(
            move |snapshot: &Snapshot, _: &mut Limits| {
                if fails(snapshot) { Err("it does not like this body".to_owned()) } else { Ok(()) }
            },
        );
        Self { id, on_failure: FailurePolicy::Tighten, order_preserving: false, answer }
    }

    /// A rule that never answers.
    pub fn fails(id: &'static str, on_failure: FailurePolicy) -> Self {
        Self {
            id,
            on_failure,
            order_preserving: false,
            answer: Box::new(|_, _| Err("it has lost its mind".to_owned())),
        }
    }

    /// Promises the planner that better bodies never get tighter limits.
    pub fn in_order(mut self) -> Self {
        self.order_preserving = true;
        self
    }
}

impl Rule for OwnRule {
    fn id(&self) -> &str {
        self.id
    }

    fn on_failure(&self) -> FailurePolicy {
        self.on_failure
    }

    fn is_order_preserving(&self) -> bool {
        self.order_preserving
    }

    fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure> {
        (self.answer)(&snapshot.snapshot, &mut limits.limits)
            .map_err(|what| RuleFailure { rule: self.id.to_owned(), what })
    }
}

pub fn rules(rules: impl IntoIterator<Item = OwnRule>) -> RuleSet {
    RuleSet::new(rules.into_iter().map(|rule| Arc::new(rule) as Arc<dyn Rule>).collect(), Vec::new())
}
