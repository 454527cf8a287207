//! One night from two sources, and more sleep than a day holds.
//!
//! Sleep takes at least as long as was slept: the interval before waking is known. Two sources whose intervals share at
//! least half of the shorter one tell of the same sleep. If they nearly agree the shorter one counts, against risk; if
//! not, the longer one holds the other. Pieces of one source are pieces, unless they cannot both have been slept. All
//! thresholds are design values.

use super::doubt::{Doubt, DoubtKind};
use crate::event::Event;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;

/// Share of the shorter sleep from which two sources tell of the same one.
const SHARED: f64 = 0.5;
/// Two lengths nearer than this ratio agree.
const AGREE: f64 = 0.75;
/// Hours that pieces of one source may share: clocks and roundings.
const PIECES_SHARE_H: f64 = 1.0;
/// Most sleep in twenty-four hours, the same as the most of one night.
const MOST_H: f64 = 20.0;
const DAY_H: f64 = 24.0;
/// No sleep that ended longer before can have a part in this one: the longest night and a day.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(48);

/// Sleep of the last days.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sleeps {
    last: VecDeque<Sleep>,
}

#[derive(Clone, Debug, PartialEq)]
struct Sleep {
    place: usize,
    date: Date,
    woke: Timestamp,
    hours: f64,
    counts: bool,
}

impl Sleep {
    /// Hours that two sleeps share.
    fn shared_h(&self, other: &Self) -> f64 {
        let apart_h = hours_since(self.woke, other.woke).abs();
        let (earlier, later) = if self.woke <= other.woke { (self, other) } else { (other, self) };
        (later.hours - apart_h).clamp(0.0, earlier.hours)
    }

    fn is_same(&self, other: &Self) -> bool {
        let shorter = self.hours.min(other.hours);
        shorter > 0.0 && self.shared_h(other) >= SHARED * shorter
    }
}

impl Sleeps {
    /// Judges a sleep that ended on a local day. Only what ended on the same day can be contradicted by it: the days before
    /// are settled.
    pub fn hear(&mut self, events: &[Event], place: usize, date: Date, hours: f64, doubts: &mut Vec<Doubt>) {
        let event = &events[place];
        let mut new = Sleep { place, date, woke: event.at, hours, counts: true };
        while self.last.front().is_some_and(|old| event.at.duration_since(old.woke) > LOOK_BACK) {
            self.last.pop_front();
        }
        for old in self.last.iter_mut().filter(|old| old.counts) {
            let told = &events[old.place];
            let pieces = told.source == event.source && old.shared_h(&new) <= PIECES_SHARE_H;
            if pieces || !old.is_same(&new) {
                continue;
            }
            let agree = old.hours.min(new.hours) >= AGREE * old.hours.max(new.hours);
            let new_counts = old.date == date && if agree { new.hours < old.hours } else { new.hours > old.hours };
            let (out, stays) = if new_counts { (&mut *old, &new) } else { (&mut new, &*old) };
            out.counts = false;
            let (left_out, kept) = (&events[out.place], &events[stays.place]);
            doubts.push(Doubt {
                other: Some((kept.source.clone(), kept.id.clone())),
                since: event.at,
                ..Doubt::about(left_out, DoubtKind::SleepTwice, out.hours, stays.hours)
            });
            if !new.counts {
                break;
            }
        }
        self.last.push_back(new);
        self.too_much(events, event.at, date, doubts);
    }

    /// Leaves out all sleep of a day that holds more than there can be: which of it is wrong is not known.
    fn too_much(&mut self, events: &[Event], now: Timestamp, today: Date, doubts: &mut Vec<Doubt>) {
        // Of a sleep that began before these twenty-four hours only what lies within them counts here.
        let within = |sleep: &Sleep| (DAY_H - hours_since(sleep.woke, now)).clamp(0.0, sleep.hours);
        let sum: f64 = self.last.iter().filter(|sleep| sleep.counts).map(within).sum();
        if sum <= MOST_H {
            return;
        }
        for sleep in self.last.iter_mut().filter(|sleep| sleep.counts && sleep.date == today) {
            sleep.counts = false;
            doubts
                .push(Doubt { since: now, ..Doubt::about(&events[sleep.place], DoubtKind::SleepTooMuch, sum, MOST_H) });
        }
    }
}

fn hours_since(then: Timestamp, now: Timestamp) -> f64 {
    now.duration_since(then).as_secs_f64() / 3600.0
}
