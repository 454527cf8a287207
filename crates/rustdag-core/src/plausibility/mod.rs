//! Which logged values are hard to believe of this member: another unit, another measure, a slip of the finger, one
//! night or session told twice.
//!
//! What cannot be true of anybody is refused where it comes in. What is only implausible for this member is kept as it
//! was logged, reported, and counts as unknown, so that it is never averaged in. Every value is judged in order of time
//! by what was logged before it, never by what came later, so that a question about the past has the answer it had. First
//! values are never doubted; a change that lasts is believed after a few values that agree. Warning signs and pain are
//! never doubted. One file per check; all thresholds are design values.

mod believe;
mod body_mass;
mod confirmed;
mod doubt;
mod endurance;
mod hrv;
mod level;
mod loads;
mod repetitions;
mod resting_heart_rate;
mod session;
mod sleep;
mod twins;

pub(crate) use believe::{believed, lowers_session, value_alone};
pub use doubt::{Doubt, DoubtKind, Treatment};

use crate::calendar::day_start;
use crate::event::{Event, EventKind, Measurement, Workout};
use crate::profile::Profile;
use confirmed::Verdict;
use hrv::Heard;
use jiff::Timestamp;

/// Body mass where it is not known, for bodyweight exercises only, kg: as MODEL section N.
const BODY_MASS_UNKNOWN_KG: f64 = 75.0;
/// Days of a year, for saying how long before birth.
const YEAR_D: f64 = 365.25;

/// Doubts about a member's events, in the order in which they arose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doubts {
    /// Each with the place of its event in the history.
    all: Vec<(usize, Doubt)>,
    /// Moments from which earlier variability is of another measure, and when that became known.
    hrv_since: Vec<(Timestamp, Timestamp)>,
}

impl Doubts {
    /// Every doubt that ever arose, also those that later values ended.
    pub fn all(&self) -> impl Iterator<Item = &Doubt> {
        self.all.iter().map(|(_, doubt)| doubt)
    }

    /// Doubts that stand at an instant about events since another, newest event first; what ended them later is not told.
    #[must_use]
    pub fn standing(&self, since: Timestamp, at: Timestamp) -> Vec<Doubt> {
        let mut standing: Vec<&(usize, Doubt)> =
            self.all.iter().filter(|(_, doubt)| doubt.at >= since && doubt.at <= at && doubt.stands_at(at)).collect();
        standing.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
        standing.into_iter().map(|(_, doubt)| Doubt { until: None, ..doubt.clone() }).collect()
    }

    /// Whether a night or a session does not count at an instant.
    #[must_use]
    pub fn leave_out(&self, event: &Event, at: Timestamp) -> bool {
        let is_left_out =
            |kind: DoubtKind| kind.treatment() == Treatment::EventLeftOut || matches!(kind, DoubtKind::SleepTooMuch);
        self.all().any(|doubt| {
            is_left_out(doubt.kind)
                && doubt.stands_at(at)
                && (&doubt.source, &doubt.event_id) == (&event.source, &event.id)
        })
    }

    /// The first moment whose variability is of the measure that counts at an instant; `None` if all of it is.
    #[must_use]
    pub fn hrv_since(&self, at: Timestamp) -> Option<Timestamp> {
        self.hrv_since.iter().rev().find(|&&(known, _)| known <= at).map(|&(_, since)| since)
    }
}

/// What is known of a member so far: judges events one by one, in order of time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Judge {
    doubts: Doubts,
    new: Vec<Doubt>,
    ended: Vec<(usize, DoubtKind)>,
    hrv: hrv::Hrv,
    resting_heart_rate: resting_heart_rate::RestingHeartRate,
    body_mass: body_mass::Mass,
    body_mass_kg: f64,
    loads: loads::Loads,
    repetitions: repetitions::Repetitions,
    sessions: session::Sessions,
    sleeps: sleep::Sleeps,
    twins: twins::Twins,
    born: Option<Timestamp>,
}

/// What an event led to.
pub(crate) struct Judged<'a> {
    /// New doubts with the places of their events; nearly always of this one.
    pub doubts: &'a [(usize, Doubt)],
    /// Places and kinds of earlier doubts that it ended.
    pub believed: &'a [(usize, DoubtKind)],
}

impl Judge {
    /// Nothing is known yet.
    pub fn new(profile: &Profile) -> Self {
        Self {
            doubts: Doubts::default(),
            new: Vec::new(),
            ended: Vec::new(),
            hrv: hrv::Hrv::default(),
            resting_heart_rate: resting_heart_rate::RestingHeartRate::default(),
            body_mass: body_mass::Mass::default(),
            body_mass_kg: profile.body_mass.map_or(BODY_MASS_UNKNOWN_KG, |mass| mass.get()),
            loads: loads::Loads::default(),
            repetitions: repetitions::Repetitions::default(),
            sessions: session::Sessions::default(),
            sleeps: sleep::Sleeps::default(),
            twins: twins::Twins::default(),
            born: profile.born.map(|born| day_start(born, &profile.zone)),
        }
    }

    /// Doubts that arose so far.
    pub fn doubts(&self) -> &Doubts {
        &self.doubts
    }

    /// Judges the next event.
    pub fn hear(&mut self, profile: &Profile, events: &[Event], place: usize) -> Judged<'_> {
        let event = &events[place];
        self.ended.clear();
        if !self.before_birth(event) {
            match &event.kind {
                EventKind::Workout(workout) => self.hear_workout(profile, events, place, workout),
                EventKind::Visit(visit) => {
                    self.sessions.hear_visit(event, visit, &mut self.new);
                    let believed = self.new.is_empty();
                    let minutes = visit.duration.map(|minutes| minutes.get()).filter(|_| believed);
                    self.twins.hear(events, place, minutes, &mut self.new);
                }
                EventKind::Night(night) => {
                    let date = profile.zone.to_datetime(event.at).date();
                    self.sleeps.hear(events, place, date, night.asleep.get(), &mut self.new);
                }
                EventKind::Measurement(measurement) => self.hear_measurement(event, place, measurement),
                EventKind::Rest | EventKind::CheckIn(_) | EventKind::Cycle(_) => {}
            }
        }
        let known = self.doubts.all.len();
        for doubt in self.new.drain(..) {
            // A doubt may be about an earlier event, which is near.
            let about = |other: &Event| other.source == doubt.source && other.id == doubt.event_id;
            let of = (0..=place).rev().find(|&other| about(&events[other])).unwrap_or(place);
            self.doubts.all.push((of, doubt));
        }
        Judged { doubts: &self.doubts.all[known..], believed: &self.ended }
    }

    fn hear_workout(&mut self, profile: &Profile, events: &[Event], place: usize, workout: &Workout) {
        let event = &events[place];
        self.sessions.hear_workout(event, workout, &mut self.new);
        let long_or_short = |doubt: &Doubt| doubt.kind.field() == "workout.duration_min";
        let believed = !self.new.iter().any(long_or_short);
        let minutes = workout.duration.map(|minutes| minutes.get()).filter(|_| believed);
        let resting = profile.resting_heart_rate.map(|rate| rate.get());
        endurance::hear(event, workout, resting, &mut self.new);
        let again = self.repetitions.hear(event, workout, place, &mut self.new);
        self.believe(event.at, &again, |kind| kind == DoubtKind::RepsFarOff);
        let again = self.loads.hear(event, workout, self.body_mass_kg, place, &mut self.new);
        self.believe(event.at, &again, |kind| kind.field() == "workout.sets[].load_kg");
        self.twins.hear(events, place, minutes, &mut self.new);
    }

    fn hear_measurement(&mut self, event: &Event, place: usize, measurement: &Measurement) {
        if let Some(value) = measurement.ln_rmssd.map(|value| value.get()) {
            let about = |kind, usual| Doubt::about(event, kind, value, usual);
            match self.hrv.hear(&event.source, event.at, value, place) {
                Heard::Believed => {}
                Heard::FarOff { usual } => self.new.push(about(DoubtKind::HrvFarOff, usual)),
                Heard::OtherMeasure { usual } => self.new.push(about(DoubtKind::HrvOtherMeasure, usual)),
                Heard::Confirmed { doubted, since } => {
                    self.believe_places(event.at, &doubted, |kind| kind.field() == "measurement.ln_rmssd");
                    self.doubts.hrv_since.extend(since.map(|since| (event.at, since)));
                }
            }
        }
        if let Some(bpm) = measurement.resting_heart_rate.map(|rate| rate.get()) {
            match self.resting_heart_rate.hear(bpm, place) {
                Verdict::Believed => {}
                Verdict::Doubted { usual } => {
                    self.new.push(Doubt::about(event, DoubtKind::RestingHeartRateFarOff, bpm, usual));
                }
                Verdict::Confirmed { doubted } => {
                    self.believe_places(event.at, &doubted, |kind| kind == DoubtKind::RestingHeartRateFarOff);
                }
            }
        }
        if let Some(kg) = measurement.body_mass.map(|mass| mass.get()) {
            match self.body_mass.hear(kg, place) {
                Verdict::Believed => {}
                Verdict::Doubted { usual } => {
                    self.new.push(Doubt::about(event, body_mass::kind(kg, usual), kg, usual));
                }
                Verdict::Confirmed { doubted } => {
                    self.believe_places(event.at, &doubted, DoubtKind::is_body_mass);
                }
            }
        }
    }

    fn before_birth(&mut self, event: &Event) -> bool {
        let Some(born) = self.born.filter(|&born| event.at < born) else { return false };
        // What somebody feels is heard, whatever the calendar says.
        if !matches!(event.kind, EventKind::CheckIn(_) | EventKind::Cycle(_)) {
            let years = born.duration_since(event.at).as_secs_f64() / (86_400.0 * YEAR_D);
            self.new.push(Doubt::about(event, DoubtKind::BeforeBirth, years, 0.0));
        }
        true
    }

    /// Ends doubts about events whose values were confirmed.
    fn believe_places(&mut self, at: Timestamp, places: &[usize], is_kind: impl Fn(DoubtKind) -> bool) {
        for (place, doubt) in self.doubts.all.iter_mut().rev() {
            if places.contains(place) && is_kind(doubt.kind) && doubt.until.is_none() {
                doubt.until = Some(at);
                self.ended.push((*place, doubt.kind));
            }
        }
    }

    /// Ends doubts about exercises whose new level was confirmed.
    fn believe(&mut self, at: Timestamp, again: &[(usize, String)], is_kind: impl Fn(DoubtKind) -> bool) {
        for (place, doubt) in &mut self.doubts.all {
            let is_same = |(of, name): &(usize, String)| of == place && doubt.exercise.as_ref() == Some(name);
            if is_kind(doubt.kind) && again.iter().any(is_same) {
                doubt.until = Some(at);
            }
        }
    }
}
