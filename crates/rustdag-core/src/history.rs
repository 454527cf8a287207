//! A member's profile and what was logged, in an order that does not depend on how it arrived.

mod identity;

use crate::body::Usual;
use crate::calendar::{day_number, day_start, hours_between};
use crate::dose::Dose;
use crate::event::{CheckIn, Cycle, Event, EventKind, Measurement};
use crate::fold::checkpoint::{self, Checkpoint};
use crate::gate::SUPERVISED_BELOW_Y;
use crate::lift::{Lift, lifts};
use crate::plausibility::{self, Doubt, DoubtKind, Doubts, Judge};
use crate::profile::Profile;
use crate::usual::{USUAL_WINDOW_D, UsualWindow};
use jiff::Timestamp;
use jiff::civil::Date;

/// A profile and its events: sorted by time, then source and id; each (source, id) once.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    profile: Profile,
    events: Vec<Event>,
    days: Vec<LoggedDay>,
    taken_in: TakenIn,
    judge: Judge,
    /// A number for each (source, id), in order.
    identities: Vec<u64>,
    checkpoints: Vec<Checkpoint>,
}

/// What the next event needs to know of those before it.
#[derive(Clone, Debug, PartialEq)]
struct TakenIn {
    body_mass_kg: Option<f64>,
    usual: UsualWindow,
}

impl TakenIn {
    fn new(profile: &Profile) -> Self {
        Self { body_mass_kg: profile.body_mass.map(|mass| mass.get()), usual: UsualWindow::new(profile.level) }
    }

    /// The same after some days.
    fn of(profile: &Profile, days: &[LoggedDay]) -> Self {
        let mut taken_in = Self::new(profile);
        for (_, measurement) in days.iter().flat_map(|day| &day.measurements) {
            taken_in.measured(measurement);
        }
        // What is older was forgotten when the last session came.
        let last = days.iter().rev().find(|day| !day.sessions.is_empty()).map_or(0, |day| day.number);
        let recent = days.partition_point(|day| last - day.number > USUAL_WINDOW_D);
        for day in &days[recent..] {
            day.sessions.iter().for_each(|session| session.remember_in(&mut taken_in.usual, day));
        }
        taken_in
    }

    fn measured(&mut self, measurement: &Measurement) {
        self.body_mass_kg = measurement.body_mass.map(|mass| mass.get()).or(self.body_mass_kg);
    }

    /// What is usual before the next session of a day.
    fn usual_before(&mut self, day: &LoggedDay) -> Usual {
        self.usual.forget_before(day.number);
        self.usual.usual()
    }

    fn session(&mut self, day: &mut LoggedDay, session: LoggedSession) {
        session.remember_in(&mut self.usual, day);
        day.sessions.push(session);
    }
}

/// What was logged on one local day and is believed, in order of time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoggedDay {
    pub date: Date,
    /// Its [`day_number`].
    pub number: i32,
    pub start: Timestamp,
    /// Place after its last event among [`History::events`].
    events_end: usize,
    pub sessions: Vec<LoggedSession>,
    pub rest: Option<Timestamp>,
    pub nights: Vec<LoggedNight>,
    pub check_ins: Vec<(Timestamp, CheckIn)>,
    pub measurements: Vec<(Timestamp, Measurement)>,
    pub cycle: Vec<(Timestamp, Cycle)>,
    /// Values of earlier days, by the numbers of these days, that are believed from an instant of this day on.
    pub confirmed: Vec<(Timestamp, i32, Measurement)>,
}

/// A workout or a visit, what it asks of each tissue and what it says about strength.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoggedSession {
    pub at: Timestamp,
    pub dose: Dose,
    pub lifts: Vec<Lift>,
    /// What a usual session asked before it.
    pub usual: Usual,
    /// Place among [`History::events`].
    pub event: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LoggedNight {
    pub at: Timestamp,
    /// From when it does not count any more, since something contradicts it.
    pub doubted_from: Option<Timestamp>,
    /// Place among [`History::events`].
    event: usize,
    pub asleep_h: f64,
    /// Local hour of waking.
    pub woke_h: f64,
}

impl LoggedDay {
    fn new(date: Date, start: Timestamp) -> Self {
        Self {
            date,
            number: day_number(date),
            start,
            events_end: 0,
            sessions: Vec::new(),
            rest: None,
            nights: Vec::new(),
            check_ins: Vec::new(),
            measurements: Vec::new(),
            cycle: Vec::new(),
            confirmed: Vec::new(),
        }
    }

    /// Sleep that counts at an instant.
    pub fn nights_at(&self, at: Timestamp) -> impl Iterator<Item = &LoggedNight> {
        self.nights.iter().filter(move |night| night.at <= at && night.doubted_from.is_none_or(|from| from > at))
    }

    /// Whether something logged by `at` says what happened in training.
    pub fn tells_training(&self, at: Timestamp) -> bool {
        self.rest.is_some_and(|when| when <= at) || self.sessions.iter().any(|session| session.at <= at)
    }
}

impl LoggedSession {
    /// Lets what is usual know of it. Active recovery is rest.
    pub fn remember_in(&self, usual: &mut UsualWindow, day: &LoggedDay) {
        usual.forget_before(day.number);
        if !self.dose.is_active_recovery() {
            usual.remember(day.number, hours_between(day.start, self.at), &self.dose);
        }
    }
}

impl History {
    /// Puts events in order and drops repetitions of the same (source, id).
    #[must_use]
    pub fn new(profile: Profile, mut events: Vec<Event>) -> Self {
        events.sort_by(|a, b| order(a).cmp(&order(b)));
        let identities = identity::drop_repetitions(&mut events);
        let taken_in = TakenIn::new(&profile);
        let judge = Judge::new(&profile);
        let mut history =
            Self { profile, events, days: Vec::new(), taken_in, judge, identities, checkpoints: Vec::new() };
        history.take_in_from(0);
        history
    }

    /// Puts one more event where it belongs; `false` if it changes nothing, as one of the same (source, id) that is not
    /// later is here already. The history is the same as if all had come at once, and the checkpoints before the event
    /// are kept.
    pub fn insert(&mut self, event: Event) -> bool {
        let identity = identity::of(&event);
        if let Err(place) = self.identities.binary_search(&identity) {
            self.identities.insert(place, identity);
        } else if let Some(same) = self.events.iter().position(|other| identity::is_same(other, &event)) {
            if order(&self.events[same]) <= order(&event) {
                return false;
            }
            // Of repetitions the first one counts, and this one is earlier. Seldom enough to begin anew.
            let mut events = std::mem::take(&mut self.events);
            events[same] = event;
            *self = Self::new(self.profile.clone(), events);
            return true;
        } else {
            // Another identity with the same number.
            let place = self.identities.partition_point(|&other| other < identity);
            self.identities.insert(place, identity);
        }
        let place = self.events.partition_point(|other| order(other) < order(&event));
        self.events.insert(place, event);
        self.take_in_from(place);
        true
    }

    /// Makes room for so many more events, for those who know that they come.
    pub fn reserve(&mut self, more: usize) {
        self.events.reserve(more);
        self.identities.reserve(more);
        self.days.reserve(more);
    }

    /// Derives again what was logged on the days of the event at `place` and of those after it.
    fn take_in_from(&mut self, place: usize) {
        let Some(event) = self.events.get(place) else { return };
        let date = self.profile.zone.to_datetime(event.at).date();
        let number = day_number(date);
        let usable = self.checkpoints.partition_point(|checkpoint| checkpoint.is_before(number));
        self.checkpoints.truncate(usable);
        let mut from = place;
        if place + 1 < self.events.len() {
            let stay = self.days.partition_point(|day| day.number < number);
            from = self.days[..stay].last().map_or(0, |day| day.events_end);
            self.days.truncate(stay);
            self.taken_in = TakenIn::of(&self.profile, &self.days);
            self.judge = Judge::new(&self.profile);
            for place in 0..from {
                self.judge.hear(&self.profile, &self.events, place);
            }
        }
        for place in from..self.events.len() {
            self.take_in(place);
        }
    }

    /// Takes in the event at `place`, which is the first that is not yet in the days.
    fn take_in(&mut self, place: usize) {
        let Self { profile, events, days, taken_in, judge, .. } = self;
        let event = &events[place];
        let heard = judge.hear(profile, events, place);
        let local = profile.zone.to_datetime(event.at);
        let about = || heard.doubts.iter().filter(|(of, _)| *of == place).map(|(_, doubt)| doubt);
        if about().any(|doubt| doubt.kind == DoubtKind::BeforeBirth) {
            return;
        }
        if days.last().is_none_or(|day| day.date != local.date()) {
            days.push(LoggedDay::new(local.date(), day_start(local.date(), &profile.zone)));
        }
        let Some(day) = days.last_mut() else { return };
        day.events_end = place + 1;
        if let EventKind::Night(night) = &event.kind {
            day.nights.push(LoggedNight {
                at: event.at,
                doubted_from: None,
                event: place,
                asleep_h: night.asleep.get(),
                woke_h: f64::from(local.hour()) + f64::from(local.minute()) / 60.0,
            });
            // What this night contradicts is of the same day.
            for (of, doubt) in heard.doubts {
                let doubted = day.nights.iter_mut().find(|night| night.event == *of);
                if let Some(night) = doubted.filter(|night| night.doubted_from.is_none()) {
                    night.doubted_from = Some(doubt.since);
                }
            }
            return;
        }
        for &(of, kind) in heard.believed {
            if let EventKind::Measurement(logged) = &events[of].kind {
                let date = profile.zone.to_datetime(events[of].at).date();
                let value = used_of(profile, date, plausibility::value_alone(logged, kind));
                day.confirmed.push((event.at, day_number(date), value));
            }
        }
        let Some(believed) = plausibility::believed(&event.kind, about()) else { return };
        match &*believed {
            EventKind::Workout(workout) => {
                let dose = with_doubts(Dose::of_workout(workout, profile), about());
                let lifts = lifts(workout, taken_in.body_mass_kg);
                let usual = taken_in.usual_before(day);
                taken_in.session(day, LoggedSession { at: event.at, dose, lifts, usual, event: place });
            }
            EventKind::Visit(visit) => {
                let dose = with_doubts(Dose::of_visit(visit), about());
                let usual = taken_in.usual_before(day);
                taken_in.session(day, LoggedSession { at: event.at, dose, lifts: Vec::new(), usual, event: place });
            }
            EventKind::Rest => day.rest = day.rest.or(Some(event.at)),
            EventKind::Night(_) => {}
            EventKind::CheckIn(check_in) => day.check_ins.push((event.at, check_in.clone())),
            EventKind::Measurement(measurement) => {
                let measurement = used_of(profile, day.date, measurement.clone());
                taken_in.measured(&measurement);
                day.measurements.push((event.at, measurement));
            }
            EventKind::Cycle(cycle) => day.cycle.push((event.at, cycle.clone())),
        }
    }

    /// What of it is hard to believe.
    #[must_use]
    pub fn doubts(&self) -> &Doubts {
        self.judge.doubts()
    }

    /// Keeps mornings before an instant from which later questions go on, also after events that come a few weeks late.
    /// Answers do not depend on it, only how fast they come.
    pub fn keep_checkpoints(&mut self, at: Timestamp) {
        self.checkpoints = checkpoint::checkpoints(self, at);
    }

    /// The mornings that are kept, oldest first.
    pub(crate) fn checkpoints(&self) -> &[Checkpoint] {
        &self.checkpoints
    }

    /// What is usual after every session, if all were done by an instant.
    pub(crate) fn usual_sessions_at(&self, at: Timestamp) -> Option<&UsualWindow> {
        let last = self.days.iter().rev().find_map(|day| day.sessions.last());
        last.is_none_or(|last| last.at <= at).then_some(&self.taken_in.usual)
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

/// How much of a session still counts as known when a value it rests on is not. Design.
const DOUBTED_SHARE: f64 = 0.7;

fn with_doubts<'a>(mut dose: Dose, mut doubts: impl Iterator<Item = &'a Doubt>) -> Dose {
    if doubts.any(|doubt| plausibility::lowers_session(doubt.kind)) {
        dose.confidence *= DOUBTED_SHARE;
    }
    dose
}

/// What is used of a measurement: of children no body mass and no energy availability, whatever was logged.
fn used_of(profile: &Profile, date: Date, measurement: Measurement) -> Measurement {
    if profile.age_on(date).is_none_or(|age| age >= SUPERVISED_BELOW_Y) {
        return measurement;
    }
    Measurement { body_mass: None, energy_availability: None, ..measurement }
}

/// What events are sorted by.
fn order(event: &Event) -> (Timestamp, &str, &str) {
    (event.at, &event.source, &event.id)
}
