//! What is believed of members before anything is logged, and how a gym comes to beliefs of its own.
//!
//! Prior spreads, and how far gyms and levels may lie from ours, are design values; that the reserve is guessed too low is
//! Halperin 2022 (seen). Partial pooling is the field's usual way of letting groups borrow from each other (memory).
//!
//! Symbols: mean and deviation of a parameter in its own unit, `ln` of a factor, or repetitions.

use super::parameter::Parameter;
use super::slots::{LEFT_AT_ZERO, SORENESS_SCALE};
use crate::model::belief::Belief;
use crate::profile::Level;

/// What is believed of members of one level before anything is logged, per parameter in the order of
/// [`Parameter::ALL`]: factors as `ln`, the others in their unit. The mean of the sleep need is added to that of the
/// age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelPrior {
    /// Of every parameter.
    pub parameters: [Belief; Parameter::ALL.len()],
    /// Of the repetitions that are left where the reserve was said to be 0: who fails has half a repetition left on
    /// average, who only thinks so has as many as are guessed too low elsewhere.
    pub left_at_zero: Belief,
    /// Of the member's own scale of soreness, `ln`.
    pub soreness_scale: Belief,
}

impl LevelPrior {
    /// What is believed of a slot of the filter.
    #[must_use]
    pub const fn of_slot(&self, slot: usize) -> Belief {
        match slot {
            LEFT_AT_ZERO => self.left_at_zero,
            SORENESS_SCALE => self.soreness_scale,
            parameter => self.parameters[parameter],
        }
    }
}

/// What is believed of members before anything is logged: of the population, and within it of each level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Priors {
    levels: [LevelPrior; Level::ALL.len()],
}

/// Prior spread of a population's mean about ours, and of a level's about its population's, `ln` or repetitions.
/// Design.
const POOL_DEVIATION: f64 = 0.1;

impl Priors {
    /// The design's: levels differ by the equations' own constants only.
    #[must_use]
    pub const fn design() -> Self {
        const fn belief(mean: f64, deviation: f64) -> Belief {
            Belief { mean, deviation }
        }
        // Lifters guess the reserve 0.95 repetitions too low (Halperin 2022, seen); the spreads are design.
        let level = LevelPrior {
            parameters: [
                belief(0.0, 0.25),
                belief(0.0, 0.25),
                belief(0.0, 0.25),
                belief(0.0, 0.4),
                belief(0.95, 0.8),
                belief(0.0, 0.5),
            ],
            left_at_zero: belief(0.5, 0.8),
            soreness_scale: belief(0.0, 0.4),
        };
        Self { levels: [level; Level::ALL.len()] }
    }

    /// Priors with other beliefs about a level, such as a gym's own.
    #[must_use]
    pub fn with(mut self, level: Level, prior: LevelPrior) -> Self {
        self.levels[level as usize] = prior;
        self
    }

    /// What is believed of members of a level.
    #[must_use]
    pub const fn of(&self, level: Level) -> &LevelPrior {
        &self.levels[level as usize]
    }

    /// A gym's own priors, pooled from what was believed of its members after their logs, which began from these
    /// priors.
    ///
    /// Partial pooling: what the members' logs alone say moves the mean of the gym, and the mean of a level within it,
    /// by its precision; a level without members follows the gym. Spreads stay: to learn them takes more than a gym.
    #[must_use]
    pub fn pooled(&self, members: &[(Level, [Belief; Parameter::ALL.len()])]) -> Self {
        let mut pooled = *self;
        for (index, parameter) in Parameter::ALL.iter().enumerate() {
            if parameter.slot().is_some() {
                self.pool(index, members, &mut pooled);
            }
        }
        pooled
    }

    fn pool(&self, index: usize, members: &[(Level, [Belief; Parameter::ALL.len()])], pooled: &mut Self) {
        let pool = POOL_DEVIATION * POOL_DEVIATION;
        // Per level: precision and precision-weighted sum of what its members' logs say of the level's distance from
        // ours.
        let mut levels = [(0.0, 0.0); Level::ALL.len()];
        for (level, after) in members {
            let (before, after) = (self.of(*level).parameters[index], after[index]);
            let precision = |belief: Belief| 1.0 / (belief.deviation * belief.deviation);
            let told = precision(after) - precision(before);
            if told <= 0.0 {
                continue;
            }
            let says = precision(after) * (after.mean - before.mean) / told;
            let weight = 1.0 / (before.deviation * before.deviation + 1.0 / told);
            let (precision, sum) = &mut levels[*level as usize];
            *precision += weight;
            *sum += weight * says;
        }
        let (mut precision, mut sum) = (1.0 / pool, 0.0);
        for (of_level, told) in levels.iter().filter(|(of_level, _)| *of_level > 0.0) {
            let weight = 1.0 / (pool + 1.0 / of_level);
            precision += weight;
            sum += weight * told / of_level;
        }
        let gym = sum / precision;
        for (level, (of_level, told)) in levels.into_iter().enumerate() {
            pooled.levels[level].parameters[index].mean += (gym / pool + told) / (1.0 / pool + of_level);
        }
    }
}

impl Default for Priors {
    fn default() -> Self {
        Self::design()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUT: usize = Parameter::BoutFatigue as usize;
    const LOWER: usize = Parameter::RecoveryLower as usize;

    #[test]
    fn a_gym_moves_its_own_prior_and_a_level_more_than_the_others() {
        let design = Priors::design();
        let before = design.of(Level::Novice).parameters;
        let mut after = before;
        after[LOWER] = Belief { mean: 0.2, deviation: 0.15 };
        let members = |count| vec![(Level::Novice, after); count];
        let mean = |count: usize, level| design.pooled(&members(count)).of(level).parameters[LOWER].mean;
        assert_eq!(design.pooled(&[]), design);
        let (few, many) = (mean(3, Level::Novice), mean(500, Level::Novice));
        // Their logs alone say 0.2 · (1/0.15²) / (1/0.15² − 1/0.25²) = 0.3125.
        assert!(few > 0.05 && few < 0.2 && many > 0.28 && many < 0.3125, "{few} {many}");
        let others = mean(500, Level::Advanced);
        assert!(others > 0.1 && others < 0.6 * many, "{others}");
        let untouched = design.pooled(&members(500));
        assert_eq!(untouched.of(Level::Novice).parameters[BOUT], before[BOUT]);
    }
}
