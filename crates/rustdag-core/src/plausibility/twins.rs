//! One session logged by two sources, at the same time or at the clock time of another zone, and sessions at once that
//! differ.
//!
//! The same sets with the same loads in the same order, told by two sources within half a day, are one session: zones lie
//! a multiple of a quarter of an hour apart. Sessions at once that differ may be one, and may be two that were written
//! down roughly: both count until somebody retracts one. All thresholds are design values.

use super::doubt::{Doubt, DoubtKind};
use crate::event::{Event, EventKind, Workout};
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;

/// Zones are at most this far apart, as far as people go in a day.
const APART_MAX: SignedDuration = SignedDuration::from_hours(14);
/// Zones lie so many minutes apart …
const ZONE_STEP_MIN: f64 = 15.0;
/// … and two clocks of one session differ by no more than this.
const CLOCKS_MIN: f64 = 2.0;
/// Share of the shorter session from which two are at once; less is writing down roughly.
const SHARED: f64 = 0.5;
/// Sets that a session has at least before equal ones are no coincidence.
const SETS_MIN: usize = 3;

/// Sessions of the last hours.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Twins {
    last: VecDeque<Session>,
}

#[derive(Clone, Debug, PartialEq)]
struct Session {
    place: usize,
    start: Timestamp,
    minutes: f64,
    counts: bool,
}

impl Session {
    /// Minutes that two sessions share, of which `self` began first, if they are at once: one of unknown length has no
    /// minutes, and shares its first moment.
    fn shared_min(&self, later: &Self) -> Option<f64> {
        let apart = later.start.duration_since(self.start).as_secs_f64() / 60.0;
        let shared = (self.minutes - apart).min(later.minutes);
        (apart == 0.0 || (apart < self.minutes && shared >= SHARED * self.minutes.min(later.minutes))).then_some(shared)
    }
}

impl Twins {
    pub fn hear(&mut self, events: &[Event], place: usize, minutes: Option<f64>, doubts: &mut Vec<Doubt>) {
        let event = &events[place];
        let mut new = Session { place, start: event.at, minutes: minutes.unwrap_or(0.0), counts: true };
        while self.last.front().is_some_and(|old| event.at.duration_since(old.start) > APART_MAX) {
            self.last.pop_front();
        }
        for old in self.last.iter().rev().filter(|old| old.counts) {
            let other = &events[old.place];
            let shared = old.shared_min(&new);
            let apart_min = event.at.duration_since(old.start).as_secs_f64() / 60.0;
            let steps_off = (apart_min + ZONE_STEP_MIN / 2.0).rem_euclid(ZONE_STEP_MIN) - ZONE_STEP_MIN / 2.0;
            let told_twice = other.source != event.source
                && (shared.is_some() || steps_off.abs() <= CLOCKS_MIN)
                && is_same(&other.kind, &event.kind);
            let (kind, value) = match shared {
                _ if told_twice => (DoubtKind::SessionTwice, apart_min / 60.0),
                Some(shared) => (DoubtKind::SessionsOverlap, shared),
                None => continue,
            };
            new.counts = !told_twice;
            doubts.push(Doubt {
                other: Some((other.source.clone(), other.id.clone())),
                ..Doubt::about(event, kind, value, 0.0)
            });
            break;
        }
        self.last.push_back(new);
    }
}

fn is_same(one: &EventKind, other: &EventKind) -> bool {
    let (EventKind::Workout(one), EventKind::Workout(other)) = (one, other) else { return false };
    sets_alike(one, other) && one.cardio == other.cardio
}

fn sets_alike(one: &Workout, other: &Workout) -> bool {
    // Another program may not know warm-ups or reserve; what was lifted it knows.
    one.sets.len() == other.sets.len()
        && one.sets.len() >= SETS_MIN
        && one
            .sets
            .iter()
            .zip(&other.sets)
            .all(|(a, b)| (&a.exercise, a.load, a.reps, a.duration) == (&b.exercise, b.load, b.reps, b.duration))
}
