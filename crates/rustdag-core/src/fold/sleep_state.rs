//! Sleep as the days go by: last night, the mean of a fortnight, debt.

use crate::model::sleep;

/// Nights before regularity says anything. Design.
const REGULARITY_NIGHTS_MIN: u32 = 5;
const WINDOW: usize = sleep::NIGHTS_WINDOW as usize;
const DAY_H: f64 = 24.0;

/// Sleep as of today.
#[derive(Clone, Debug, PartialEq)]
pub struct SleepState {
    /// Need, hours.
    pub need_h: f64,
    /// Last night, hours.
    pub last_night_h: Option<f64>,
    /// Mean of the known nights of the last fourteen, hours.
    pub mean_h: Option<f64>,
    /// Debt, hours.
    pub debt_h: Option<f64>,
    /// Standard deviation of the hour of waking over fourteen nights.
    pub irregularity_h: Option<f64>,
    numeric_debt_h: f64,
    nights: Nights,
}

/// The last fourteen nights, in a ring.
#[derive(Clone, Debug, Default, PartialEq)]
struct Nights {
    /// Slot of the oldest one, which the next takes.
    oldest: usize,
    /// A bit for each slot that is known.
    known: u32,
    /// Hours asleep; 0 where unknown, so that sums need not look.
    asleep_h: [f64; WINDOW],
    /// Hour of waking.
    woke_h: [f64; WINDOW],
}

impl Nights {
    fn add(&mut self, night: Option<(f64, f64)>) {
        let slot = self.oldest;
        (self.asleep_h[slot], self.woke_h[slot]) = night.unwrap_or_default();
        self.known = self.known & !(1 << slot) | u32::from(night.is_some()) << slot;
        self.oldest = (slot + 1) % WINDOW;
    }

    fn count(&self) -> u32 {
        self.known.count_ones()
    }

    fn mean_h(&self) -> f64 {
        // Two sums at once: each addition waits for the one before it.
        let (mut even, mut odd) = (0.0, 0.0);
        for pair in self.asleep_h.chunks_exact(2) {
            even += pair[0];
            odd += pair[1];
        }
        (even + odd) / f64::from(self.count())
    }

    /// Sample standard deviation of the hour of waking; two nights at least.
    fn irregularity_h(&self) -> f64 {
        let oldest_first = || (self.oldest..WINDOW).chain(0..self.oldest);
        let known = || oldest_first().filter(|slot| self.known >> slot & 1 == 1).map(|slot| self.woke_h[slot]);
        // Hours of waking go round the clock: take them relative to the first one.
        let first = known().next().unwrap_or_default();
        let relative = |woke: f64| {
            let turned = woke - first + DAY_H / 2.0;
            let back = if turned < 0.0 {
                DAY_H
            } else if turned >= DAY_H {
                -DAY_H
            } else {
                0.0
            };
            turned + back - DAY_H / 2.0
        };
        let count = f64::from(self.count());
        let mean = known().map(relative).sum::<f64>() / count;
        let squares: f64 = known().map(|woke| (relative(woke) - mean) * (relative(woke) - mean)).sum();
        (squares / (count - 1.0)).sqrt()
    }
}

impl SleepState {
    pub(crate) fn new(need_h: f64) -> Self {
        Self {
            need_h,
            last_night_h: None,
            mean_h: None,
            debt_h: None,
            irregularity_h: None,
            numeric_debt_h: 0.0,
            nights: Nights::default(),
        }
    }

    /// Steps to the next morning; `night` is the sleep that ended on it, in hours, and the hour of waking.
    pub(crate) fn morning(&mut self, night: Option<(f64, f64)>) {
        self.nights.add(night);
        self.last_night_h = night.map(|(asleep_h, _)| asleep_h);
        self.mean_h = (self.nights.count() as usize >= sleep::NIGHTS_KNOWN_MIN).then(|| self.nights.mean_h());
        let deficit = self.last_night_h.or(self.mean_h).map_or(0.0, |asleep_h| self.need_h - asleep_h);
        self.numeric_debt_h = sleep::debt_after(self.numeric_debt_h, deficit);
        self.debt_h = self.mean_h.map(|_| self.numeric_debt_h);
    }

    /// Says how irregular the nights are, which nothing needs while the days go by.
    pub(crate) fn finish(&mut self) {
        self.irregularity_h = (self.nights.count() >= REGULARITY_NIGHTS_MIN).then(|| self.nights.irregularity_h());
    }

    /// Hours short of the need in the night that ended today.
    #[must_use]
    pub fn deficit_h(&self) -> Option<f64> {
        self.last_night_h.map(|asleep_h| self.need_h - asleep_h)
    }

    /// Sleep's factor on adaptation today.
    #[must_use]
    pub fn adaptation_factor(&self) -> f64 {
        sleep::adaptation_factor(self.deficit_h(), self.debt_h)
    }

    /// The next morning as it is expected: a night of the member's own mean length, if that is known.
    #[must_use]
    pub fn expected_next(&self) -> Self {
        let mut next = self.clone();
        next.last_night_h = self.mean_h;
        if let Some(mean_h) = self.mean_h {
            next.numeric_debt_h = sleep::debt_after(self.numeric_debt_h, self.need_h - mean_h);
            next.debt_h = Some(next.numeric_debt_h);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_of_the_known_nights_of_a_fortnight() {
        let mut sleep = SleepState::new(8.0);
        for _ in 0..4 {
            sleep.morning(Some((5.0, 7.0)));
        }
        for _ in 0..11 {
            sleep.morning(None);
        }
        assert_eq!((sleep.mean_h, sleep.last_night_h), (Some(5.0), None), "three of the four are left");
        sleep.morning(None);
        assert_eq!((sleep.mean_h, sleep.debt_h), (None, None));
        sleep.morning(Some((9.0, 7.0)));
        assert_eq!(sleep.mean_h, None, "one of the four, and a new one");
    }

    #[test]
    fn waking_goes_round_the_clock() {
        let irregular = |hours: &[f64]| {
            let mut sleep = SleepState::new(8.0);
            hours.iter().for_each(|&woke| sleep.morning(Some((8.0, woke))));
            sleep.finish();
            sleep.irregularity_h
        };
        assert_eq!(irregular(&[7.0; 4]), None);
        assert_eq!(irregular(&[7.0; 20]), Some(0.0));
        let around_midnight = irregular(&[23.5, 0.5, 23.5, 0.5, 0.0]).unwrap();
        assert!((around_midnight - 0.5).abs() < 1e-12, "{around_midnight}");
        let the_other_way = irregular(&[0.5, 23.5, 0.5, 23.5, 0.0]).unwrap();
        assert!((the_other_way - 0.5).abs() < 1e-12, "{the_other_way}");
    }
}
