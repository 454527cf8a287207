//! What one participant recorded, and the same as the engine's own events.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rustdag_core::event::{Activity, CardioBout, CheckIn, Event, EventKind, Night, Workout};
use rustdag_core::forecast::Feeling;
use rustdag_core::history::History;
use rustdag_core::profile::{Level, Profile};
use rustdag_core::quantity::{Minutes, RatedReadiness, Rpe, SleepHours, Wellness};
use std::collections::BTreeMap;

/// One participant.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Diary {
    pub participant: String,
    /// Recorded days; where a day was recorded twice, the last word on each item.
    pub days: BTreeMap<Date, RecordedDay>,
    pub sessions: Vec<Session>,
}

/// What was recorded of a day, as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RecordedDay {
    /// When it was recorded last.
    pub at: Timestamp,
    pub fatigue: Option<f64>,
    pub mood: Option<f64>,
    pub readiness: Option<f64>,
    pub sleep_duration_h: Option<f64>,
    pub sleep_quality: Option<f64>,
    pub soreness: Option<f64>,
    pub stress: Option<f64>,
}

impl RecordedDay {
    /// A day of which nothing was said yet.
    pub fn at(at: Timestamp) -> Self {
        Self {
            at,
            fatigue: None,
            mood: None,
            readiness: None,
            sleep_duration_h: None,
            sleep_quality: None,
            soreness: None,
            stress: None,
        }
    }

    /// Adds what was said later on the day.
    pub fn hear(&mut self, later: Self) {
        let Self { at, fatigue, mood, readiness, sleep_duration_h, sleep_quality, soreness, stress } = later;
        *self = Self {
            at: self.at.max(at),
            fatigue: fatigue.or(self.fatigue),
            mood: mood.or(self.mood),
            readiness: readiness.or(self.readiness),
            sleep_duration_h: sleep_duration_h.or(self.sleep_duration_h),
            sleep_quality: sleep_quality.or(self.sleep_quality),
            soreness: soreness.or(self.soreness),
            stress: stress.or(self.stress),
        };
    }

    /// What the protocol counts as a rating. A readiness of 0 is what the app wrote where nothing was entered.
    pub fn rating(&self, feeling: Feeling) -> Option<f64> {
        match feeling {
            Feeling::Readiness => self.readiness.filter(|&readiness| readiness > 0.0),
            Feeling::Fatigue => self.fatigue,
            Feeling::Soreness => self.soreness,
        }
    }

    /// What of it is on the engine's scales; the rest is unknown to it.
    fn check_in(&self) -> CheckIn {
        let item = |value: Option<f64>| value.and_then(|value| Wellness::new(value).ok());
        CheckIn {
            readiness: self.rating(Feeling::Readiness).and_then(|value| RatedReadiness::new(value).ok()),
            fatigue: item(self.fatigue),
            sleep_quality: item(self.sleep_quality),
            soreness: item(self.soreness),
            stress: item(self.stress),
            mood: item(self.mood),
            ..CheckIn::default()
        }
    }

    fn night(&self) -> Option<Night> {
        // 0 is what the app wrote where nothing was entered.
        let hours = self.sleep_duration_h.filter(|&hours| hours > 0.0)?;
        SleepHours::new(hours).ok().map(|asleep| Night { asleep })
    }
}

/// A session and how hard it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Session {
    pub end: Timestamp,
    pub activity: Option<Activity>,
    pub effort: Rpe,
    pub duration: Minutes,
}

impl Session {
    fn workout(&self) -> Workout {
        let bout = |activity| CardioBout {
            activity,
            duration: self.duration,
            effort: Some(self.effort),
            heart_rate: None,
            distance: None,
            downhill: false,
        };
        Workout {
            name: String::new(),
            duration: Some(self.duration),
            effort: Some(self.effort),
            sets: Vec::new(),
            cardio: self.activity.map(bout).into_iter().collect(),
        }
    }

    fn start(&self) -> Timestamp {
        let length = SignedDuration::from_secs((self.duration.get() * 60.0) as i64);
        self.end.checked_sub(length).unwrap_or(self.end)
    }
}

impl Diary {
    /// The engine's history of this participant.
    ///
    /// When they woke is not recorded. Nights are put at the beginning of their day, before any check-in.
    pub fn history(&self) -> History {
        let mut events = Vec::new();
        let mut log = |id: String, at: Timestamp, kind: EventKind| {
            events.push(Event { source: "pmdata".to_owned(), id, at, kind });
        };
        for (date, day) in &self.days {
            log(format!("check-in-{date}"), day.at, EventKind::CheckIn(day.check_in()));
            if let Some(night) = day.night() {
                let midnight = TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).unwrap_or(day.at);
                log(format!("night-{date}"), midnight, EventKind::Night(night));
            }
        }
        for (place, session) in self.sessions.iter().enumerate() {
            log(format!("session-{place}"), session.start(), EventKind::Workout(session.workout()));
        }
        History::new(Profile::new(Level::Intermediate, TimeZone::UTC), events)
    }
}
