//! From what was logged to a body, and on through days ahead: docs/MODEL.md, "Sleep", "Unknown is not zero"; days are
//! local, hours are real.

use super::asks::Asks;
use super::body::{Body, Learned, Usual};
use super::{JOINTS, MUSCLES, by_level};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan};
use rustdag_core::event::{Event, EventKind};
use rustdag_core::profile::Profile;

/// A session that was done.
#[derive(Clone, Debug)]
struct Done {
    date: Date,
    hour: f64,
    asks: Asks,
}

/// A member at an instant.
#[derive(Clone, Debug)]
pub struct Life<'a> {
    pub profile: &'a Profile,
    pub body: Body,
    pub now: Timestamp,
    pub today: Date,
    /// Hours of sleep the member is short of; unknown with fewer than three nights in fourteen.
    pub sleep_debt: Option<f64>,
    debt: f64,
    nights: Vec<(Date, f64)>,
    energy: Vec<(Date, f64)>,
    done: Vec<Done>,
    /// What is usual, fixed for the days ahead from the moment a plan is made.
    fixed: Option<Usual>,
    looked_from: Option<Date>,
    usual_hour: Option<f64>,
    /// Hours of sleep of the nights ahead, if anything is expected of them.
    expected_sleep: Option<Option<f64>>,
    /// Energy availability on the days ahead, in the same way.
    expected_energy: Option<Option<f64>>,
}

impl<'a> Life<'a> {
    /// Everything up to an instant; `None` if something is not plain.
    pub fn lived(profile: &'a Profile, events: &[Event], now: Timestamp, learned: Learned) -> Option<Self> {
        let mut events: Vec<&Event> = events.iter().filter(|event| event.at <= now).collect();
        events.sort_by_key(|event| event.at);
        let local = |at: Timestamp| at.to_zoned(profile.zone.clone()).date();
        let first = events.first().map_or(now, |event| event.at);
        let age = profile.age_on(local(now));
        let mut life = Self {
            profile,
            body: Body::new(profile.level, age, profile.stated_sessions.map(|stated| stated.get()), learned),
            now: midnight_of(profile, local(first)),
            today: local(first),
            sleep_debt: None,
            debt: 0.0,
            nights: Vec::new(),
            energy: Vec::new(),
            done: Vec::new(),
            fixed: None,
            looked_from: None,
            usual_hour: None,
            expected_sleep: None,
            expected_energy: None,
        };
        for event in &events {
            let date = local(event.at);
            match &event.kind {
                EventKind::Night(night) => life.nights.push((date, night.asleep.get())),
                EventKind::Measurement(measured) => {
                    life.energy.extend(measured.energy_availability.map(|energy| (date, energy.get())));
                }
                EventKind::Workout(_) | EventKind::Rest | EventKind::CheckIn(_) => {}
                EventKind::Visit(_) | EventKind::Cycle(_) => return None,
            }
        }
        life.begin_day();
        for event in &events {
            if let EventKind::Workout(workout) = &event.kind {
                life.until(event.at);
                life.train(&Asks::of_workout(workout)?);
            }
        }
        life.until(now);
        Some(life)
    }

    /// Days and hours without load.
    pub fn until(&mut self, at: Timestamp) {
        while at >= midnight_of(self.profile, self.tomorrow()) {
            self.end_day();
        }
        self.pass_until(at);
    }

    /// A session now.
    pub fn train(&mut self, asks: &Asks) {
        let usual = self.usual();
        self.body.train(asks, &usual);
        if !asks.is_rest() {
            let hour = hours(midnight_of(self.profile, self.today), self.now);
            self.done.push(Done { date: self.today, hour, asks: asks.clone() });
        }
    }

    /// To the next midnight.
    pub fn end_day(&mut self) {
        let tomorrow = self.tomorrow();
        self.pass_until(midnight_of(self.profile, tomorrow));
        self.body.midnight(tomorrow.weekday() == Weekday::Monday);
        self.today = tomorrow;
        self.begin_day();
    }

    /// From here on what is usual does not change: a plan is made.
    pub fn look_ahead(&mut self) {
        self.looked_from = Some(self.today);
        self.fixed = Some(self.usual());
        self.usual_hour = Some(self.hour_of_sessions());
        self.expected_sleep = Some(self.habitual_sleep());
        self.expected_energy = Some(self.volunteered_energy());
    }

    /// What is usual: of the sessions of six weeks.
    pub fn usual(&self) -> Usual {
        if let Some(fixed) = self.fixed {
            return fixed;
        }
        let recent: Vec<&Asks> = self.recently_done().map(|done| &done.asks).collect();
        let level = self.profile.level;
        let at_first = by_level(level, [200.0, 300.0, 400.0]);
        let load = if recent.len() < 4 { at_first } else { mean(recent.iter().map(|asks| asks.load)) };
        let load = load.max(0.25 * at_first);
        let mut joints = [0.0; JOINTS];
        for (slot, joint) in joints.iter_mut().enumerate() {
            let loads = recent.iter().map(|asks| asks.joints[slot]).filter(|&load| load > 0.0);
            *joint = median(loads.collect()).unwrap_or(0.0).max(by_level(level, [1.0, 2.0, 3.0]));
        }
        let mut hard = [by_level(level, [7.0 / 3.0, 12.0 / 2.0, 15.0 / 2.0]); MUSCLES];
        for (slot, hard) in hard.iter_mut().enumerate() {
            let sets: Vec<f64> = recent.iter().map(|asks| asks.hard[slot]).filter(|&sets| sets >= 0.5).collect();
            if sets.len() >= 2 {
                *hard = mean(sets.into_iter());
            }
        }
        Usual { load, joints, hard }
    }

    /// When a session of today would happen: at the hour at which the member usually trains, but not in the past.
    pub fn session_at(&self) -> Timestamp {
        let hour = self.usual_hour.unwrap_or_else(|| self.hour_of_sessions());
        let at = midnight_of(self.profile, self.today) + SignedDuration::from_secs((hour * 3600.0) as i64);
        at.max(self.now)
    }

    fn hour_of_sessions(&self) -> f64 {
        let mut hours: Vec<f64> = self.recently_done().map(|done| done.hour).collect();
        hours.sort_by(f64::total_cmp);
        hours.get(hours.len() / 2).copied().unwrap_or(18.0)
    }

    /// The sessions of six weeks.
    fn recently_done(&self) -> impl Iterator<Item = &Done> {
        let since = self.today.checked_sub(42.days()).expect("six weeks before a diary");
        self.done.iter().filter(move |done| done.date >= since)
    }

    fn tomorrow(&self) -> Date {
        self.today.tomorrow().expect("a diary ends before time does")
    }

    fn pass_until(&mut self, at: Timestamp) {
        self.body.pass(hours(self.now, at));
        self.now = at;
    }

    /// Last night, hours: as it was logged, or as it is expected of a night that is still to come.
    pub fn last_night(&self) -> Option<f64> {
        let logged = self.nights.iter().find(|(date, _)| *date == self.today).map(|&(_, hours)| hours);
        let is_to_come = self.looked_from.is_some_and(|from| from < self.today);
        logged.or(if is_to_come { self.expected_sleep.flatten() } else { None })
    }

    /// The night that ended this morning, and what it does to the day's clocks.
    fn begin_day(&mut self) {
        let habit = match self.expected_sleep {
            Some(expected) => expected,
            None => self.habitual_sleep(),
        };
        let tonight = self.nights.iter().find(|(date, _)| *date == self.today).map(|&(_, hours)| hours);
        // Of a night of which nothing is known, nothing is known to be short either.
        let short = tonight.or(habit).map_or(0.0, |slept| self.need() - slept);
        self.debt = (self.debt * (-1.0_f64 / 7.0).exp() + short).clamp(0.0, 20.0);
        self.sleep_debt = habit.map(|_| self.debt);
        let sleep = 1.0 + 0.25 * (self.sleep_debt.unwrap_or(0.0) / 15.0).min(1.0);
        let energy = match self.volunteered_energy() {
            Some(energy) if energy < 30.0 => 1.25,
            Some(energy) if energy < 45.0 => 1.1,
            _ => 1.0,
        };
        self.body.day_factor = sleep * energy;
    }

    /// Mean of the known nights of the last fourteen, if there are three.
    fn habitual_sleep(&self) -> Option<f64> {
        let known: Vec<f64> = of_fortnight(&self.nights, self.today).collect();
        (known.len() >= 3).then(|| mean(known.into_iter()))
    }

    /// Energy availability of the last fortnight; that of a child is not used.
    pub fn volunteered_energy(&self) -> Option<f64> {
        let is_child = self.profile.age_on(self.today).is_some_and(|age| age < 16.0);
        let today = || of_fortnight(&self.energy, self.today).last().filter(|_| !is_child);
        self.expected_energy.unwrap_or_else(today)
    }

    /// Hours of sleep needed a night.
    fn need(&self) -> f64 {
        match (self.profile.sleep_need, self.profile.age_on(self.today)) {
            (Some(need), _) => need.get(),
            (None, Some(age)) if age < 18.0 => 9.0,
            (None, Some(age)) if age >= 65.0 => 7.5,
            (None, _) => 8.0,
        }
    }
}

/// What was logged on the last fourteen days up to one.
fn of_fortnight(logged: &[(Date, f64)], today: Date) -> impl Iterator<Item = f64> {
    let since = today.checked_sub(14.days()).expect("two weeks before a diary");
    logged.iter().filter(move |(date, _)| *date > since && *date <= today).map(|&(_, value)| value)
}

/// The instant a local day begins.
pub fn midnight_of(profile: &Profile, date: Date) -> Timestamp {
    profile.zone.to_timestamp(date.at(0, 0, 0, 0)).expect("a day of a diary")
}

fn hours(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64() / 3600.0
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    values.sum::<f64>() / count
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        count if count % 2 == 1 => Some(values[middle]),
        _ => Some((values[middle - 1] + values[middle]) / 2.0),
    }
}
