//! Easing towards an event: the sessions of the best plan for its last two weeks, made smaller, none larger than the
//! one before.
//!
//! Of all ways to do so the one is taken that is worth most, freshness on the day of the event included, among those whose length,
//! loss of volume and sessions kept are within the published range (see `model/periodisation.rs`). Without that range the model asks
//! for less: [`best`] can be asked for that too.

use crate::body::Body;
use crate::model::periodisation::{TAPER_D, TAPER_LESS, TAPER_SESSIONS_KEPT, TAPER_SETS};
use rustdag_rule_abi::LimitsPage;

use super::horizon::Horizon;
use super::peak::Peak;
use super::search::Choices;
use super::walk::{Walked, walk};

/// How small a session can be made: all of it, [`TAPER_SETS`] of it, none of it.
const LEVELS: usize = TAPER_SETS.len() + 2;

/// How an event is eased towards.
#[derive(Clone, Debug)]
pub struct Tapered {
    /// The days, easing.
    pub walked: Walked,
    /// The same days had nothing been eased.
    pub full: Walked,
    /// Share of the volume that is taken away from the day on which easing begins.
    pub less: f64,
    /// Days before the event on which it begins; 0 where it does not.
    pub days: usize,
}

/// What holds tapers to a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Within the published range as far as there is time.
    Published,
    /// Whatever the objective likes best.
    Free,
}

/// The best way to ease the days from `from` to the event. `smaller` says which action stands for one at each of
/// [`TAPER_SETS`].
#[must_use]
pub fn best(
    horizon: &Horizon<'_>,
    peak: &Peak,
    (from, body): (usize, &Body),
    wanted: &Choices,
    smaller: &[[usize; TAPER_SETS.len()]],
    shape: Shape,
) -> Tapered {
    let mut page = LimitsPage::no_opinion();
    let full = walk(horizon, from, body, wanted, &mut page);
    let sessions = full.choices.iter().filter(|choice| eases(horizon, **choice)).count();
    let mut trying = Trying { horizon, peak, from, smaller, shape, sessions, full: &full, page, best: None };
    trying.all(&Walked::start(body), 0, 0);
    let best = trying.best.map(|(_, way)| way);
    let (walked, less, days) = best.unwrap_or_else(|| (full.clone(), 0.0, 0));
    Tapered { walked, full, less, days }
}

/// Whether a choice is one that can be made smaller: appointments are as they are.
fn eases(horizon: &Horizon<'_>, choice: Option<usize>) -> bool {
    choice.is_some_and(|action| !horizon.actions[action].fixed)
}

/// How far a way is from the published range, and then its worth: the best has least of the first and most of the second.
#[derive(Clone, Copy)]
struct Merit {
    outside: f64,
    worth: f64,
}

impl Merit {
    fn is_better_than(self, other: Self) -> bool {
        self.outside < other.outside || self.outside == other.outside && self.worth > other.worth
    }
}

struct Trying<'a, 'h> {
    horizon: &'a Horizon<'h>,
    peak: &'a Peak,
    from: usize,
    smaller: &'a [[usize; TAPER_SETS.len()]],
    shape: Shape,
    sessions: usize,
    full: &'a Walked,
    page: LimitsPage,
    best: Option<(Merit, (Walked, f64, usize))>,
}

impl Trying<'_, '_> {
    /// Tries every way to go on; sessions from here on are no larger than at this level.
    fn all(&mut self, walked: &Walked, level: usize, dropped: usize) {
        let day = walked.choices.len();
        let Some(&choice) = self.full.choices.get(day) else {
            self.judge(walked);
            return;
        };
        let Some(action) = choice.filter(|_| eases(self.horizon, choice)) else {
            let next = walked.on(self.horizon, self.from + day, choice, &mut self.page);
            self.all(&next, level, dropped);
            return;
        };
        for level in level..LEVELS {
            let wanted = match level.checked_sub(1) {
                None => Some(action),
                Some(index) => self.smaller[action].get(index).copied(),
            };
            let dropped = dropped + usize::from(wanted.is_none());
            if self.shape == Shape::Published && !keeps_enough(self.sessions, dropped) {
                break;
            }
            let next = walked.on(self.horizon, self.from + day, wanted, &mut self.page);
            self.all(&next, level, dropped);
        }
    }

    fn judge(&mut self, walked: &Walked) {
        let changed = walked.choices.iter().zip(&self.full.choices).position(|(now, before)| now != before);
        let begins = changed.unwrap_or(walked.choices.len());
        let days = walked.choices.len() - begins;
        let (now, before): (f64, f64) = (walked.volume[begins..].iter().sum(), self.full.volume[begins..].iter().sum());
        let less = if before > 0.0 { 1.0 - now / before } else { 0.0 };
        let outside = match self.shape {
            Shape::Free => 0.0,
            Shape::Published => {
                // An event that is nearer than a taper is long is eased towards from today on.
                let least = TAPER_D.1.min(walked.choices.len());
                let short = least.saturating_sub(days) as f64 / TAPER_D.1 as f64;
                short + (TAPER_LESS.0 - less).max(less - TAPER_LESS.1).max(0.0)
            }
        };
        let worth = walked.worth + self.horizon.terminal(&walked.body) + self.peak.worth(&walked.body);
        let merit = Merit { outside, worth };
        if self.best.as_ref().is_none_or(|(best, _)| merit.is_better_than(*best)) {
            self.best = Some((merit, (walked.clone(), less, days)));
        }
    }
}

/// Whether so few sessions are dropped that the frequency is kept, or hardly lower.
fn keeps_enough(sessions: usize, dropped: usize) -> bool {
    (sessions - dropped.min(sessions)) as f64 >= TAPER_SESSIONS_KEPT * sessions as f64
}
