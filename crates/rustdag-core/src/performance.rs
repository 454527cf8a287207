//! Strength as it was shown beside what the body before the session let expect of it.
//!
//! What was expected is `Ŝ = S · (1 − Σ a·F) · (1 − F_sys) · sleep`: `S` is the member's fresh strength in that exercise,
//! which nobody here knows, so only the factor `Ŝ/S` is given. It is read off the body settled to the session's start,
//! before any of it counts.

use crate::anatomy::PerMuscle;
use crate::body::Body;
use crate::fold::{FoldedSession, Onlooker, SleepState};
use crate::lift::{Lift, LiftKey};
use crate::model::{sleep, systemic};
use jiff::Timestamp;
use jiff::civil::Date;

/// Least that is expected of a body, as a fraction of fresh strength: beyond it the model was never compared with anything.
/// Design.
const EXPECTED_MIN: f64 = 0.5;

/// One exercise of one workout.
#[derive(Clone, Copy, Debug)]
pub struct Performance<'a> {
    /// Place of the workout among [`History::events`](crate::history::History::events).
    pub event: usize,
    /// Its local day.
    pub date: Date,
    /// When.
    pub at: Timestamp,
    /// What was shown.
    pub lift: &'a Lift,
    /// What was to be expected as a fraction of fresh strength, 0.5 to 1. Where no muscle of the exercise is
    /// known, that of the whole body and of sleep alone.
    pub expected: f64,
}

impl<'a> Performance<'a> {
    /// The exercise's series.
    #[must_use]
    pub fn key(&self) -> LiftKey<'a> {
        self.lift.key()
    }

    /// Logarithm of the fresh strength that it shows, ln kg: what is left of it beside its day's fatigue.
    #[must_use]
    pub fn ln_fresh_strength(&self) -> f64 {
        libm::log(self.lift.e1rm_kg / self.expected)
    }
}

/// Looks on while a history is folded and hands every performance to `tell`, oldest first.
///
/// A lift is told together with the settled body, for those who need more of it than what was expected.
pub struct Watch<F> {
    sleep_factor: f64,
    tell: F,
}

impl<F: FnMut(&Performance<'_>, &Body)> Watch<F> {
    /// Tells every performance to this.
    pub fn new(tell: F) -> Self {
        Self { sleep_factor: 1.0, tell }
    }
}

impl<F: FnMut(&Performance<'_>, &Body)> Onlooker for Watch<F> {
    fn morning(&mut self, _date: Date, sleep: &SleepState) {
        self.sleep_factor = sleep::performance_factor(sleep.deficit_h());
    }

    fn before(&mut self, session: &FoldedSession<'_>, body: &Body) {
        let Some(event) = session.event else { return };
        for lift in session.lifts {
            let expected = expected_factor(lift.shares().as_ref(), body, self.sleep_factor);
            (self.tell)(&Performance { event, date: session.date, at: session.at, lift, expected }, body);
        }
    }
}

/// What a settled body lets expect of a lift, as a fraction of fresh strength. `shares` weigh the muscles, adding up to 1;
/// `sleep_factor` is the morning's, 0.97 to 1.
#[must_use]
pub fn expected_factor(shares: Option<&PerMuscle<f64>>, body: &Body, sleep_factor: f64) -> f64 {
    let shares = shares.map_or(&[][..], |shares| &shares.0);
    let local = shares.iter().zip(&body.muscles.0).map(|(&share, state)| (share, state.fatigue.total()));
    systemic::expected_performance(1.0, local, body.systemic, sleep_factor).max(EXPECTED_MIN)
}
