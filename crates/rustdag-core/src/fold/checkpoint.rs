//! Checkpoints: mornings from which a fold goes on instead of beginning anew.
//!
//! A checkpoint stands before everything that was logged on its day or later. What was logged before it is in it, and
//! nothing that is logged later can change that: where a silence may yet turn from rest into the unknown, none is set.

use super::{Folding, Morning};
use crate::body::Clocks;
use crate::history::History;
use crate::model::learning::Parameters;
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

/// Late events are seldom later than this: a Monday of each of these weeks is kept.
const WEEKS: i32 = 5;
/// The newest morning that is settled is at most as many days back as a silence can be open, and one more.
const NEWEST_D: i32 = super::SILENT_REST_DAYS_MAX + 1;

/// A morning of a member's history.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Checkpoint {
    /// The instant of the question it was made for: of earlier ones it knows too much.
    at: Timestamp,
    clocks: Clocks,
    pub(super) morning: Morning,
}

impl Checkpoint {
    /// Whether a fold up to `at` that begins on `since`, with these clocks and need of sleep, passes through it.
    pub(super) fn is_on_the_way(&self, at: Timestamp, since: Date, clocks: &Clocks, sleep_need_h: f64) -> bool {
        let morning = &self.morning;
        self.at <= at && morning.since == since && morning.sleep.need_h == sleep_need_h && self.clocks == *clocks
    }

    /// Whether something logged on a day comes after it.
    pub(crate) fn is_before(&self, day: i32) -> bool {
        self.morning.number <= day
    }
}

/// The checkpoints to keep for questions from an instant on, oldest first.
pub(crate) fn checkpoints(history: &History, at: Timestamp) -> Vec<Checkpoint> {
    let mut folding = Folding::begin(history, at, &Parameters::POPULATION, history.checkpoints());
    let (today, begun) = (folding.today_number, folding.morning.number);
    let is_kept = |morning: &Morning| {
        let back = today - morning.number;
        back <= NEWEST_D || (back <= 7 * WEEKS && morning.date.weekday() == Weekday::Monday)
    };
    let before = history.checkpoints().iter();
    let mut kept: Vec<_> =
        before.filter(|old| old.at <= at && old.morning.number < begun && is_kept(&old.morning)).cloned().collect();
    let clocks = folding.clocks.clone();
    folding.run(&mut (), |morning, complete| {
        if is_kept(morning) && (complete || morning.known.is_settled(morning.number)) {
            kept.push(Checkpoint { at, clocks: clocks.clone(), morning: morning.clone() });
        }
    });
    kept
}
