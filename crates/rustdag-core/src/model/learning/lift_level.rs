//! Strength in one exercise, as far as it hangs on what is learned.
//!
//! It is never a state of the filter: given the parameters its belief is a line through them, which is exact and
//! keeps a step of the filter at seven numbers whatever the number of exercises. The drifts are design values.
//!
//! Symbols: `x` the filter's parameters as distances from their prior means; `ln` kg.

use super::filter::Filter;
use super::slots::{Slots, dot};

/// Drift of strength that no model explains, `ln` per square root of a day. Design.
const STRENGTH_DRIFT: f64 = 0.005;
/// The same per session of which nothing is known. Design.
const STRENGTH_DRIFT_UNKNOWN: f64 = 0.015;

/// What is believed of fresh strength in one exercise, `ln` kg, given the parameters: `value + slope · x`, with a
/// variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LiftLevel {
    value: f64,
    slope: Slots,
    variance: f64,
}

impl LiftLevel {
    /// After the first lift of an exercise: `ln` of what was lifted less what the body was expected to take off it at
    /// `x`, and the slope of the latter.
    #[must_use]
    pub fn first(told: f64, x: &Slots, slope: &Slots, variance: f64) -> Self {
        Self { value: told + dot(slope, x), slope: slope.map(|slope| -slope), variance }
    }

    /// Lets days pass, with so many sessions of which nothing is known.
    pub fn drift(&mut self, days: f64, unknown_sessions: u32) {
        self.variance += STRENGTH_DRIFT * STRENGTH_DRIFT * days.max(0.0)
            + STRENGTH_DRIFT_UNKNOWN * STRENGTH_DRIFT_UNKNOWN * f64::from(unknown_sessions);
    }

    /// Takes in another lift, told as to [`LiftLevel::first`] around the filter's `at`; the filter learns from what
    /// this strength does not explain. Answers how much the lift could tell of each parameter.
    pub fn observe(&mut self, filter: &mut Filter, at: &Slots, told: f64, slope: &Slots, variance: f64) -> Slots {
        let told = told + dot(slope, at);
        let tells: Slots = core::array::from_fn(|slot| self.slope[slot] + slope[slot]);
        let surprise = told - self.value - dot(&tells, &filter.x);
        let counted = filter.observe(surprise, &tells, self.variance + variance) - self.variance;
        let gain = self.variance / (self.variance + counted);
        self.value += gain * (told - self.value);
        for (own, tells) in self.slope.iter_mut().zip(&tells) {
            *own -= gain * tells;
        }
        self.variance *= 1.0 - gain;
        tells
    }

    /// `ln` kg, and the standard deviation, with what is believed of the parameters.
    #[must_use]
    pub fn belief(&self, filter: &Filter) -> (f64, f64) {
        let variance = self.variance + dot(&filter.carried(&self.slope), &self.slope);
        (self.value + dot(&self.slope, &filter.x), variance.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::super::parameter::Parameter;
    use super::super::priors::Priors;
    use super::super::slots::{SLOTS, slope};
    use super::*;
    use crate::profile::Level;

    const BOUT: usize = Parameter::BoutFatigue as usize;
    const LOWER: usize = Parameter::RecoveryLower as usize;
    const NOISE: f64 = 0.045;

    /// Solves `a·x = b` by elimination.
    fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
        let count = b.len();
        for pivot in 0..count {
            let (above, below) = a.split_at_mut(pivot + 1);
            let from = &above[pivot];
            for (row, of_row) in below.iter_mut().enumerate() {
                let factor = of_row[pivot] / from[pivot];
                for (entry, by) in of_row.iter_mut().zip(from) {
                    *entry -= factor * by;
                }
                b[pivot + 1 + row] -= factor * b[pivot];
            }
        }
        let mut x = vec![0.0; count];
        for row in (0..count).rev() {
            let known: f64 = (row + 1..count).map(|column| a[row][column] * x[column]).sum();
            x[row] = (b[row] - known) / a[row][row];
        }
        x
    }

    #[test]
    fn it_is_the_joint_solution_with_every_strength_as_an_unknown() {
        let lifts = [
            (0, 4.50, slope(&[(LOWER, -0.03), (BOUT, -0.05)])),
            (1, 4.10, slope(&[(LOWER, -0.01)])),
            (0, 4.42, slope(&[(LOWER, -0.06), (BOUT, -0.04)])),
            (1, 4.05, slope(&[(LOWER, -0.04), (BOUT, -0.08)])),
            (0, 4.47, slope(&[(BOUT, -0.01)])),
        ];
        let mut filter = Filter::new(*Priors::design().of(Level::Intermediate)).of_full_weight();
        let mut levels: [Option<LiftLevel>; 2] = [None; 2];
        for (exercise, told, slope) in &lifts {
            let at = filter.x;
            let told = told - dot(slope, &at);
            match &mut levels[*exercise] {
                Some(level) => {
                    level.observe(&mut filter, &at, told, slope, NOISE * NOISE);
                }
                empty => *empty = Some(LiftLevel::first(told, &at, slope, NOISE * NOISE)),
            }
        }
        // Normal equations of the same: seven parameters with their priors, two strengths without.
        let count = SLOTS + 2;
        let (mut a, mut b) = (vec![vec![0.0; count]; count], vec![0.0; count]);
        for (slot, row) in a.iter_mut().enumerate().take(SLOTS) {
            let deviation = filter.prior().of_slot(slot).deviation;
            row[slot] = 1.0 / (deviation * deviation);
        }
        for (exercise, told, slope) in &lifts {
            let mut row = slope.to_vec();
            row.resize(count, 0.0);
            row[SLOTS + exercise] = 1.0;
            for i in 0..count {
                for j in 0..count {
                    a[i][j] += row[i] * row[j] / (NOISE * NOISE);
                }
                b[i] += row[i] * told / (NOISE * NOISE);
            }
        }
        let joint = solve(a.clone(), b);
        for (ours, joint) in filter.x.iter().zip(&joint) {
            assert!((ours - joint).abs() < 1e-9, "{:?} {joint}", filter.x);
        }
        let mut unit = vec![0.0; count];
        unit[LOWER] = 1.0;
        let variance = solve(a.clone(), unit)[LOWER];
        assert!((filter.spread(LOWER) - variance.sqrt()).abs() < 1e-9);
        let mut unit = vec![0.0; count];
        unit[SLOTS] = 1.0;
        let variance = solve(a, unit)[SLOTS];
        let (value, deviation) = levels[0].unwrap().belief(&filter);
        assert!((value - joint[SLOTS]).abs() < 1e-9 && (deviation - variance.sqrt()).abs() < 1e-9);
    }
}
