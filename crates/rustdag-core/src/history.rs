//! A member's profile and what was logged, in an order that does not depend on how it arrived.

use crate::dose::Dose;
use crate::event::{CheckIn, Event, EventKind, Measurement};
use crate::lift::{Lift, lifts};
use crate::profile::Profile;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A profile and its events: sorted by time, then source and id; each (source, id) once.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    profile: Profile,
    events: Vec<Event>,
    days: Vec<LoggedDay>,
}

/// What was logged on one local day, in order of time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoggedDay {
    pub date: Date,
    pub start: Timestamp,
    pub sessions: Vec<LoggedSession>,
    pub rest: Option<Timestamp>,
    pub nights: Vec<LoggedNight>,
    pub check_ins: Vec<(Timestamp, CheckIn)>,
    pub measurements: Vec<(Timestamp, Measurement)>,
}

/// A workout or a visit, what it asks of each tissue and what it says about strength.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoggedSession {
    pub at: Timestamp,
    pub dose: Dose,
    pub lifts: Vec<Lift>,
    /// Place among [`History::events`].
    pub event: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoggedNight {
    pub at: Timestamp,
    pub asleep_h: f64,
    /// Local hour of waking.
    pub woke_h: f64,
}

impl LoggedDay {
    fn new(date: Date, start: Timestamp) -> Self {
        Self {
            date,
            start,
            sessions: Vec::new(),
            rest: None,
            nights: Vec::new(),
            check_ins: Vec::new(),
            measurements: Vec::new(),
        }
    }

    /// Whether something logged by `at` says what happened in training.
    pub fn tells_training(&self, at: Timestamp) -> bool {
        self.rest.is_some_and(|when| when <= at) || self.sessions.iter().any(|session| session.at <= at)
    }
}

/// The instant a local day begins; on a day whose midnight does not exist, the first instant after it.
pub(crate) fn day_start(date: Date, zone: &TimeZone) -> Timestamp {
    zone.to_timestamp(date.at(0, 0, 0, 0)).unwrap_or(if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

impl History {
    /// Puts events in order and drops repetitions of the same (source, id).
    #[must_use]
    pub fn new(profile: Profile, mut events: Vec<Event>) -> Self {
        events.sort_by(|a, b| (a.at, &a.source, &a.id).cmp(&(b.at, &b.source, &b.id)));
        let mut seen = std::collections::BTreeSet::new();
        events.retain(|event| seen.insert((event.source.clone(), event.id.clone())));
        let mut days: Vec<LoggedDay> = Vec::new();
        let mut body_mass_kg = profile.body_mass.map(|mass| mass.get());
        for (place, event) in events.iter().enumerate() {
            let local = profile.zone.to_datetime(event.at);
            if days.last().is_none_or(|day| day.date != local.date()) {
                days.push(LoggedDay::new(local.date(), day_start(local.date(), &profile.zone)));
            }
            let Some(day) = days.last_mut() else { continue };
            match &event.kind {
                EventKind::Workout(workout) => {
                    let dose = Dose::of_workout(workout, &profile);
                    let lifts = lifts(workout, body_mass_kg);
                    day.sessions.push(LoggedSession { at: event.at, dose, lifts, event: place });
                }
                EventKind::Visit(visit) => {
                    let dose = Dose::of_visit(visit);
                    day.sessions.push(LoggedSession { at: event.at, dose, lifts: Vec::new(), event: place });
                }
                EventKind::Rest => day.rest = day.rest.or(Some(event.at)),
                EventKind::Night(night) => day.nights.push(LoggedNight {
                    at: event.at,
                    asleep_h: night.asleep.get(),
                    woke_h: f64::from(local.hour()) + f64::from(local.minute()) / 60.0,
                }),
                EventKind::CheckIn(check_in) => day.check_ins.push((event.at, check_in.clone())),
                EventKind::Measurement(measurement) => {
                    body_mass_kg = measurement.body_mass.map(|mass| mass.get()).or(body_mass_kg);
                    day.measurements.push((event.at, measurement.clone()));
                }
            }
        }
        Self { profile, events, days }
    }

    /// Who it is.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What was logged, oldest first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Days on which something was logged, oldest first.
    pub(crate) fn days(&self) -> &[LoggedDay] {
        &self.days
    }
}
