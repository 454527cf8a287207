//! What is usual for one member: a level that follows slow change but no fall, and how much days differ.
//!
//! All design. A level is learned from the first four weeks and then follows what was seen four weeks ago or earlier with a
//! memory of months: slow progress is followed, and a fall is not taken for usual before it could be noticed. (A level that only
//! rises would climb with every lucky day.) While over-reaching is suspected nothing is learned; on less than that learning goes on,
//! as leaving out what led to a false alarm makes the level too high and the spread too small, and so the next false alarm. Days differ by a
//! spread and an autocorrelation of first order, both fitted and shrunk towards what is common.
//!
//! Symbols: `z`, what was seen above the level in units of the common spread; `φ`, its correlation with the time before.

use std::collections::VecDeque;

/// Days from which a level is learned before it is compared with anything.
pub const LEARNING_D: i32 = 28;
/// Days before what was seen enters a learned level.
pub const DELAY_D: i32 = 28;
/// Days without a word after which a level is learned anew: somebody who comes back is not as they left.
pub const FORGOTTEN_D: i32 = 28;

/// A member's usual level of one quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    value: f64,
    count: u32,
    first: i32,
    last: i32,
    least_count: u32,
    memory_d: f64,
}

impl Level {
    /// A level of which nothing is known yet. It counts as learned after [`LEARNING_D`] days with at least this many values;
    /// later it remembers for about `memory_d` days.
    #[must_use]
    pub const fn new(least_count: u32, memory_d: f64) -> Self {
        Self { value: 0.0, count: 0, first: 0, last: 0, least_count, memory_d }
    }

    /// A level that is known from long before `day`.
    #[must_use]
    pub const fn known(value: f64, day: i32, least_count: u32, memory_d: f64) -> Self {
        let first = day - FORGOTTEN_D;
        Self { value, count: u32::MAX / 2, first, last: day, least_count, memory_d }
    }

    /// The level; 0 before anything was learned.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// Values it was learned from.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// Whether it may be compared with on a day.
    #[must_use]
    pub const fn is_learned(&self, day: i32) -> bool {
        self.count >= self.least_count && day - self.first >= LEARNING_D
    }

    /// Learns from a value of a day.
    pub fn learn(&mut self, day: i32, value: f64) {
        if self.count == 0 {
            (self.value, self.first) = (value, day);
        } else {
            // A plain mean at first; later what is old fades with time, however often something is seen.
            let passed = f64::from(day - self.last).max(0.0);
            let gain = (1.0 / (f64::from(self.count) + 1.0)).max(passed / (passed + self.memory_d));
            self.value += gain * (value - self.value);
        }
        self.count += 1;
        self.last = day;
    }

    /// Forgets what was learned.
    pub const fn forget(&mut self) {
        *self = Self::new(self.least_count, self.memory_d);
    }
}

/// What is common, and how many values it counts for against the member's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoisePrior {
    /// Values that the common spread counts for.
    pub spread_weight: f64,
    /// Common autocorrelation.
    pub phi: f64,
    /// Values that it counts for.
    pub phi_weight: f64,
    /// Highest autocorrelation that is believed.
    pub phi_max: f64,
}

/// How a member's days differ, where the common spread is 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    prior: NoisePrior,
    squares: f64,
    count: f64,
    products: f64,
    squares_before: f64,
}

/// A spread below or above these times the common one is one of few or strange values.
const SPREAD_BOUNDS: (f64, f64) = (0.5, 2.0);

impl Noise {
    /// Nothing but what is common.
    #[must_use]
    pub const fn new(prior: NoisePrior) -> Self {
        Self { prior, squares: 0.0, count: 0.0, products: 0.0, squares_before: 0.0 }
    }

    /// Learns from a value, and the one before if that was not long ago.
    pub fn learn(&mut self, z: f64, before: Option<f64>) {
        self.squares += z * z;
        self.count += 1.0;
        if let Some(before) = before {
            self.products += z * before;
            self.squares_before += before * before;
        }
    }

    /// Standard deviation, 0.5 to 2.
    #[must_use]
    pub fn spread(&self) -> f64 {
        let weight = self.prior.spread_weight;
        ((weight + self.squares) / (weight + self.count)).sqrt().clamp(SPREAD_BOUNDS.0, SPREAD_BOUNDS.1)
    }

    /// Autocorrelation φ, 0 to the highest that is believed.
    #[must_use]
    pub fn phi(&self) -> f64 {
        let weight = self.prior.phi_weight;
        ((weight * self.prior.phi + self.products) / (weight + self.squares_before)).clamp(0.0, self.prior.phi_max)
    }
}

/// Values that wait before something is learned from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting<T>(VecDeque<(i32, T)>);

impl<T> Waiting<T> {
    /// A value of a day begins to wait.
    pub fn push(&mut self, day: i32, value: T) {
        self.0.push_back((day, value));
    }

    /// The next value that has waited long enough on a day.
    pub fn due(&mut self, day: i32) -> Option<(i32, T)> {
        let is_due = self.0.front().is_some_and(|&(seen, _)| day - seen >= DELAY_D);
        is_due.then(|| self.0.pop_front()).flatten()
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// Days on which nothing is learned, as over-reaching is suspected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hold(Option<(i32, i32)>);

impl Hold {
    /// It is suspected on this day.
    pub fn on(&mut self, day: i32) {
        self.0 = match self.0 {
            Some((from, to)) if day - to <= 1 => Some((from, day)),
            _ => Some((day, day)),
        };
    }

    /// Whether a value seen on a day would be learned from while it is suspected.
    #[must_use]
    pub const fn forbids(self, seen: i32) -> bool {
        matches!(self.0, Some((from, to)) if seen + DELAY_D >= from && seen <= to)
    }

    /// Days that it has been suspected without a break by a day.
    #[must_use]
    pub const fn days(self, day: i32) -> i32 {
        match self.0 {
            Some((from, to)) if day - to <= 1 => day - from + 1,
            _ => 0,
        }
    }

    /// It has never been suspected.
    pub const fn clear(&mut self) {
        self.0 = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_begins_as_a_plain_mean_and_then_follows() {
        let mut level = Level::new(4, 50.0);
        for (day, value) in [(0, 1.0), (3, 2.0), (6, 3.0)] {
            level.learn(day, value);
        }
        assert!((level.value() - 2.0).abs() < 1e-12 && !level.is_learned(28));
        level.learn(9, 2.0);
        assert_eq!((level.is_learned(27), level.is_learned(28)), (false, true));
        for day in (10..600).step_by(3) {
            level.learn(day, 5.0);
        }
        assert!((level.value() - 5.0).abs() < 0.01, "{level:?}");
    }

    #[test]
    fn few_values_change_little_of_what_is_common() {
        let prior = NoisePrior { spread_weight: 10.0, phi: 0.2, phi_weight: 20.0, phi_max: 0.6 };
        let mut noise = Noise::new(prior);
        assert_eq!((noise.spread(), noise.phi()), (1.0, 0.2));
        noise.learn(3.0, None);
        assert!(noise.spread() < 1.35 && noise.phi() == 0.2);
        for _ in 0..2000 {
            noise.learn(0.7, Some(0.7));
        }
        assert!((noise.spread() - 0.7).abs() < 0.01 && noise.phi() == 0.6);
    }

    #[test]
    fn values_wait_and_those_of_an_alarm_are_not_learned_from() {
        let mut waiting = Waiting::default();
        waiting.push(10, "a");
        assert_eq!((waiting.due(37), waiting.due(38), waiting.due(99)), (None, Some((10, "a")), None));
        let mut hold = Hold::default();
        assert!(!hold.forbids(10));
        hold.on(40);
        hold.on(41);
        assert_eq!((hold.days(41), hold.days(42), hold.days(43)), (2, 3, 0));
        let forbidden: Vec<i32> = (0..60).filter(|&day| hold.forbids(day)).collect();
        assert_eq!((forbidden[0], forbidden[forbidden.len() - 1]), (12, 41));
    }
}
