//! The filter that learns the parameters.
//!
//! An extended Kalman filter whose observations weigh less the further they are from what was expected, as Student's t
//! with four degrees of freedom would have it (memory). The gates are design values.
//!
//! Symbols: `x` a parameter as its distance from the prior mean, in the parameter's own unit (`ln` of a factor, or
//! repetitions); `P` its covariance; `h` the slope of what is expected in `x`.

use super::factors::{FACTOR_RANGE, Parameters};
use super::parameter::Parameter;
use super::priors::LevelPrior;
use super::slots::{SLOTS, Slots, dot};
use crate::model::belief::Belief;

/// Degrees of freedom of Student's t.
const TAIL: f64 = 4.0;
/// A parameter moves once what was logged leaves less than this of its prior spread.
const MOVES_BELOW: f64 = 0.9;
/// It is called learned below this.
pub const LEARNED_BELOW: f64 = 0.7;
/// How much less is taken as known of the clocks when it is asked whether the log tells the bout by itself.
const UNKNOWN_TIMES: f64 = 10.0;

/// The filter: `x` and `P`.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    prior: LevelPrior,
    /// Distance from the prior's mean.
    pub x: Slots,
    covariance: [Slots; SLOTS],
    robust: bool,
}

impl Filter {
    /// Before anything was logged.
    #[must_use]
    pub fn new(prior: LevelPrior) -> Self {
        let mut covariance = [[0.0; SLOTS]; SLOTS];
        for (slot, row) in covariance.iter_mut().enumerate() {
            row[slot] = prior.of_slot(slot).deviation * prior.of_slot(slot).deviation;
        }
        Self { prior, x: [0.0; SLOTS], covariance, robust: true }
    }

    /// The same with every observation at its full weight: what can be told at most.
    #[must_use]
    pub fn of_full_weight(mut self) -> Self {
        self.robust = false;
        self
    }

    /// The prior it began from.
    #[must_use]
    pub const fn prior(&self) -> &LevelPrior {
        &self.prior
    }

    /// Takes in a number that was expected to be `slope · x` higher or lower around the present `x`: how far it was
    /// from what was expected at the present `x`, and the variance of its noise. Answers the variance the noise is
    /// counted with.
    pub fn observe(&mut self, surprise: f64, slope: &Slots, variance: f64) -> f64 {
        let carried = self.carried(slope);
        let spread = dot(&carried, slope);
        let variance = if self.robust { variance / weight(surprise, spread + variance) } else { variance };
        let whole = spread + variance;
        for (x, carried) in self.x.iter_mut().zip(&carried) {
            *x += carried * surprise / whole;
        }
        for (row, by) in self.covariance.iter_mut().zip(&carried) {
            for (entry, with) in row.iter_mut().zip(&carried) {
                *entry -= by * with / whole;
            }
        }
        variance
    }

    /// `P·h`.
    pub(super) fn carried(&self, slope: &Slots) -> Slots {
        core::array::from_fn(|row| dot(&self.covariance[row], slope))
    }

    /// Spread of a slot now, over that before anything was logged.
    #[must_use]
    pub fn remaining(&self, slot: usize) -> f64 {
        self.covariance[slot][slot].max(0.0).sqrt() / self.prior.of_slot(slot).deviation
    }

    /// What is believed of a slot, in the unit of its prior.
    #[must_use]
    pub fn belief(&self, slot: usize) -> Belief {
        let before = self.prior.of_slot(slot);
        Belief { mean: before.mean + self.x[slot], deviation: before.deviation * self.remaining(slot) }
    }

    /// Spread of a slot, in the unit of its prior.
    #[must_use]
    pub fn spread(&self, slot: usize) -> f64 {
        self.covariance[slot][slot].max(0.0).sqrt()
    }

    /// Whether a parameter may move: what was logged leaves less than [`MOVES_BELOW`] of its spread. The bout's must
    /// do so even if nothing were known of the clocks; where it does not, a clock is judged with the bout that is used
    /// with it.
    #[must_use]
    pub fn moves(&self, parameter: Parameter) -> bool {
        let Some(slot) = parameter.slot() else { return false };
        let bout = Parameter::BoutFatigue as usize;
        let bout_moves = self.remaining(bout).max(self.remaining_by_itself()) < MOVES_BELOW;
        match parameter {
            Parameter::BoutFatigue => bout_moves,
            _ if bout_moves => self.remaining(slot) < MOVES_BELOW,
            _ => {
                let shared = self.covariance[slot][bout] * self.covariance[slot][bout] / self.covariance[bout][bout];
                let given_bout = (self.covariance[slot][slot] - shared).max(0.0).sqrt();
                given_bout < MOVES_BELOW * self.prior.of_slot(slot).deviation
            }
        }
    }

    /// What would remain of the bout's spread if the clocks had been hardly known before.
    fn remaining_by_itself(&self) -> f64 {
        let bout = Parameter::BoutFatigue as usize;
        let mut covariance = self.covariance;
        for clock in [Parameter::RecoveryUpper as usize, Parameter::RecoveryLower as usize] {
            // Taking prior precision back is an observation of negative variance.
            let deviation = self.prior.of_slot(clock).deviation;
            let taken = (1.0 - 1.0 / (UNKNOWN_TIMES * UNKNOWN_TIMES)) / (deviation * deviation);
            let carried: Slots = core::array::from_fn(|row| covariance[row][clock]);
            let whole = covariance[clock][clock] - 1.0 / taken;
            for (row, by) in covariance.iter_mut().zip(&carried) {
                for (entry, with) in row.iter_mut().zip(&carried) {
                    *entry -= by * with / whole;
                }
            }
        }
        covariance[bout][bout].max(0.0).sqrt() / self.prior.of_slot(bout).deviation
    }

    /// What is used: every parameter that may move, at its mean; a clock given the bout that is used with it.
    #[must_use]
    pub fn in_use(&self) -> Parameters {
        let bout = Parameter::BoutFatigue as usize;
        let bout_moves = self.moves(Parameter::BoutFatigue);
        let x = |slot: usize| {
            let given_bout = self.covariance[slot][bout] / self.covariance[bout][bout] * self.x[bout];
            self.x[slot] - if bout_moves { 0.0 } else { given_bout }
        };
        let factor = |parameter: Parameter| {
            if !self.moves(parameter) {
                return libm::exp(self.prior.of_slot(parameter as usize).mean).clamp(FACTOR_RANGE.0, FACTOR_RANGE.1);
            }
            let slot = parameter as usize;
            libm::exp(self.prior.of_slot(slot).mean + x(slot)).clamp(FACTOR_RANGE.0, FACTOR_RANGE.1)
        };
        Parameters {
            recovery_upper: factor(Parameter::RecoveryUpper),
            recovery_lower: factor(Parameter::RecoveryLower),
            bout_fatigue: factor(Parameter::BoutFatigue),
            strength_gain: factor(Parameter::StrengthGain),
        }
    }
}

/// How much an observation counts that is so far from what was expected: 1 within a standard deviation, less beyond it.
///
/// Student's weight is above 1 near the middle; it is held at 1, as the noise there is not smaller than it is known to
/// be.
fn weight(surprise: f64, variance: f64) -> f64 {
    ((TAIL + 1.0) / (TAIL + surprise * surprise / variance)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::priors::Priors;
    use super::super::slots::slope;
    use super::*;
    use crate::profile::Level;

    const BOUT: usize = Parameter::BoutFatigue as usize;
    const LOWER: usize = Parameter::RecoveryLower as usize;
    const NOISE: f64 = 0.045;

    fn filter() -> Filter {
        Filter::new(*Priors::design().of(Level::Intermediate))
    }

    #[test]
    fn what_is_far_off_counts_less() {
        let told = |surprise: f64| {
            let mut filter = filter();
            filter.observe(surprise, &slope(&[(LOWER, 0.1)]), NOISE * NOISE);
            filter.x[LOWER]
        };
        assert!(told(0.05) > 0.9 * told(0.04) * 5.0 / 4.0, "near, it counts in full");
        assert!(told(0.8) < told(0.2), "pounds taken for kilograms hardly count");
    }

    #[test]
    fn with_nothing_logged_nothing_is_used() {
        assert_eq!(filter().in_use(), Parameters::POPULATION);
    }

    #[test]
    fn too_little_moves_nothing_and_enough_moves_one_clock() {
        let mut filter = filter();
        let tells = slope(&[(LOWER, -0.04)]);
        filter.observe(-0.05, &tells, NOISE * NOISE);
        assert_eq!(filter.in_use(), Parameters::POPULATION);
        for _ in 0..30 {
            let expected = dot(&tells, &filter.x);
            filter.observe(-0.015 - expected, &tells, NOISE * NOISE);
        }
        let used = filter.in_use();
        assert!(used.recovery_lower > 1.2, "{used:?}");
        assert_eq!(Parameters { recovery_lower: 1.0, ..used }, Parameters::POPULATION);
    }

    #[test]
    fn one_hour_after_a_bout_tells_a_clock_given_the_bout_and_never_the_bout() {
        let mut one_hour = filter();
        let tells = slope(&[(LOWER, -0.05), (BOUT, -0.05)]);
        for _ in 0..200 {
            let expected = dot(&tells, &one_hour.x);
            one_hour.observe(-0.02 - expected, &tells, NOISE * NOISE);
        }
        assert!(!one_hour.moves(Parameter::BoutFatigue) && one_hour.moves(Parameter::RecoveryLower));
        let used = one_hour.in_use();
        assert_eq!(used.bout_fatigue, 1.0);
        assert!((libm::log(used.recovery_lower) - 0.4).abs() < 0.03, "all of it is laid to the clock: {used:?}");
        let mut hours = filter();
        let early = slope(&[(LOWER, -0.02), (BOUT, -0.08)]);
        for _ in 0..200 {
            for tells in [&tells, &early] {
                let expected = dot(tells, &hours.x);
                hours.observe(0.2 * tells[BOUT] - expected, tells, NOISE * NOISE);
            }
        }
        let used = hours.in_use();
        assert!(hours.moves(Parameter::BoutFatigue), "two hours tell them apart");
        assert!((libm::log(used.bout_fatigue) - 0.2).abs() < 0.05, "{used:?}");
        assert!(libm::log(used.recovery_lower).abs() < 0.05, "{used:?}");
    }

    #[test]
    fn factors_stay_within_their_range() {
        let mut filter = filter();
        for _ in 0..500 {
            filter.observe(-0.2, &slope(&[(LOWER, -0.05)]), NOISE * NOISE);
        }
        assert_eq!(filter.in_use().recovery_lower, FACTOR_RANGE.1);
    }
}
