//! Slow fatigue of one muscle together with its slope in what is learned: how much more there would be if the member's
//! clock ran slower, or a bout tired the member more.
//!
//! The closed recursions of the equations in `local_muscle.rs` (design, exact to first order). Symbols: `F_s` slow
//! fatigue, a fraction of fresh strength; slopes per unit of `ln` of the factor on the clock and on the bout.

use super::local_muscle::{bout_fatigue, novelty_factor, slow_share};

/// Spread of what a bout leaves from one bout of a dose to the next, as a part of it: a reserve said one repetition
/// too low makes a set an eighth more tiring than it was, and not every set is logged. Design.
const BOUT_DOUBT: f64 = 0.15;

/// One muscle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MuscleTrace {
    /// `F_s`.
    pub slow: f64,
    /// Its slope in the clock.
    pub by_recovery: f64,
    /// Its slope in the bout.
    pub by_bout: f64,
    /// How much of it is from days of which nothing is known.
    pub assumed: f64,
    /// Variance of it because no two bouts of a dose leave the same.
    pub doubt: f64,
    novelty_last: f64,
}

impl MuscleTrace {
    /// Lets hours pass, already divided by the day's factor; `tau_h` is the clock with everything but novelty.
    pub fn rest(&mut self, hours: f64, tau_h: f64) {
        if self.slow <= 0.0 || hours <= 0.0 {
            return;
        }
        let x = hours / (tau_h * novelty_factor(self.novelty_last));
        let kept = libm::exp(-x);
        self.by_recovery = (self.by_recovery + self.slow * x) * kept;
        self.by_bout *= kept;
        self.assumed *= kept;
        self.doubt *= kept * kept;
        self.slow *= kept;
    }

    /// A bout of a dose, at a novelty, with the member's factor on what it leaves.
    pub fn train(&mut self, dose: f64, novelty: f64, factor: f64) {
        self.add(slow_share(novelty) * bout_fatigue(dose, factor));
        self.novelty_last = novelty;
    }

    /// The usual bout that an unknown day is taken for.
    pub fn train_unknown(&mut self, dose: f64, novelty: f64, factor: f64) {
        let before = self.slow;
        self.add(slow_share(novelty) * bout_fatigue(dose, factor));
        self.assumed += self.slow - before;
    }

    fn add(&mut self, share: f64) {
        let room = 1.0 - share;
        self.by_bout = self.by_bout * room + share * (1.0 - self.slow);
        self.by_recovery *= room;
        self.assumed *= room;
        self.doubt = self.doubt * room * room + BOUT_DOUBT * share * BOUT_DOUBT * share;
        self.slow += share * (1.0 - self.slow);
    }

    /// Follows a change of belief, to first order: by how much `ln` of the factors on clock and bout rose.
    pub fn follow(&mut self, recovery: f64, bout: f64) {
        self.slow = (self.slow + self.by_recovery * recovery + self.by_bout * bout).clamp(0.0, 1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::local_muscle::Fatigue;

    const TAU_H: f64 = 48.0;

    fn a_week(recovery: f64, bout: f64) -> MuscleTrace {
        let mut trace = MuscleTrace::default();
        for (hours, dose, novelty) in [(0.0, 9.0, 0.6), (48.0, 7.0, 0.2), (24.0, 5.0, 0.1), (30.0, 9.0, 0.0)] {
            trace.rest(hours, TAU_H * libm::exp(recovery));
            trace.train(dose, novelty, libm::exp(bout));
        }
        trace.rest(40.0, TAU_H * libm::exp(recovery));
        trace
    }

    #[test]
    fn slopes_are_those_of_the_recursion_itself() {
        let here = a_week(0.1, -0.1);
        let step = 1e-5;
        let slope = |up: MuscleTrace, down: MuscleTrace| (up.slow - down.slow) / (2.0 * step);
        let recovery = slope(a_week(0.1 + step, -0.1), a_week(0.1 - step, -0.1));
        let bout = slope(a_week(0.1, -0.1 + step), a_week(0.1, -0.1 - step));
        assert!((here.by_recovery - recovery).abs() < 1e-8, "{} {recovery}", here.by_recovery);
        assert!((here.by_bout - bout).abs() < 1e-8, "{} {bout}", here.by_bout);
    }

    #[test]
    fn it_is_the_bodys_slow_fatigue() {
        let mut fatigue = Fatigue::default();
        for (hours, dose, novelty) in [(0.0, 9.0, 0.0), (48.0, 7.0, 0.0), (64.0, 5.0, 0.0)] {
            fatigue = fatigue.after_rest(hours, TAU_H).after_bout(dose, novelty, 1.0);
        }
        let mut trace = MuscleTrace::default();
        for (hours, dose) in [(0.0, 9.0), (48.0, 7.0), (64.0, 5.0)] {
            trace.rest(hours, TAU_H);
            trace.train(dose, 0.0, 1.0);
        }
        assert!((fatigue.slow - trace.slow).abs() < 1e-15);
    }

    #[test]
    fn a_change_of_belief_is_followed_to_first_order() {
        let mut followed = a_week(0.0, 0.0);
        let before = followed.slow;
        followed.follow(0.1, 0.1);
        let anew = a_week(0.1, 0.1).slow;
        assert!((followed.slow - anew).abs() < 0.1 * (anew - before), "{followed:?} {anew}");
    }

    #[test]
    fn what_is_assumed_fades_with_the_rest() {
        let mut trace = MuscleTrace::default();
        trace.train(9.0, 0.0, 1.0);
        trace.rest(24.0, TAU_H);
        trace.train_unknown(9.0, 0.0, 1.0);
        let share = trace.assumed / trace.slow;
        assert!(share > 0.4 && share < 0.8, "{share}");
        trace.rest(100.0, TAU_H);
        assert!((trace.assumed / trace.slow - share).abs() < 1e-12);
    }
}
