//! What of a member differs from the population, learned from what the member logs.
//!
//! An extended Kalman filter (a fitness-fatigue model is a linear state space: Kolossa 2017, seen) whose observations
//! weigh less the further they are from what was expected, as Student's t with four degrees of freedom would have it
//! (memory). The parameters, their prior spreads and the gates are design values. The unknown strength in each
//! exercise is never a state of the filter: given the parameters its belief is a line through them, which is exact and
//! keeps a step at seven numbers whatever the number of exercises.
//!
//! What tells what: a lift after hours of rest shows the fatigue that is left, which a slow clock and a tiring bout
//! explain alike at one and the same hour, and tell apart only over different hours. So clock and bout are believed
//! jointly, as each makes the other less certain, but the bout is only used if the log would tell it with nothing
//! known of the clock.
//!
//! Symbols: `x` a parameter as its distance from the prior mean, in the parameter's own unit (`ln` of a factor, or
//! repetitions); `P` its covariance; `h` the slope of what is expected in `x`.

use super::belief::Belief;
use crate::anatomy::Region;
use crate::profile::Level;

/// How many numbers the filter holds.
pub const SLOTS: usize = 7;
/// One number per slot of the filter.
pub type Slots = [f64; SLOTS];
/// How many of the slots are parameters; what follows them is allowed for and never used.
pub const PARAMETER_SLOTS: usize = 4;
/// The slot of the repetitions by which the reserve is guessed too low.
pub const RIR_BIAS: usize = 4;
/// The slot of the repetitions that are left where the reserve was said to be 0.
pub const LEFT_AT_ZERO: usize = 5;
/// The slot of the member's own scale of soreness, `ln`.
pub const SORENESS_SCALE: usize = 6;
/// Degrees of freedom of Student's t.
const TAIL: f64 = 4.0;
/// A parameter moves once what was logged leaves less than this of its prior spread.
pub const MOVES_BELOW: f64 = 0.9;
/// It is called learned below this.
pub const LEARNED_BELOW: f64 = 0.7;
/// Factors are used within this.
pub const FACTOR_RANGE: (f64, f64) = (0.5, 2.0);
/// How much less is taken as known of the clocks when it is asked whether the log tells the bout by itself.
const UNKNOWN_TIMES: f64 = 10.0;
/// Standard deviations within which four of five normal values lie.
pub const FOUR_OF_FIVE: f64 = 1.281_551_565_545;
/// Drift of strength that no model explains, `ln` per square root of a day. Design.
const STRENGTH_DRIFT: f64 = 0.005;
/// The same per session of which nothing is known. Design.
const STRENGTH_DRIFT_UNKNOWN: f64 = 0.015;

/// What is learned of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parameter {
    /// Recovery time of the upper body, as a factor on the population's.
    RecoveryUpper,
    /// Recovery time of legs, hips and trunk, as a factor on the population's.
    RecoveryLower,
    /// Fatigue that a bout leaves, as a factor on the population's.
    BoutFatigue,
    /// Strength that training adds, as a factor on the population's.
    StrengthGain,
    /// Repetitions by which the member guesses the reserve too low. It keeps its prior: only sets known to have ended
    /// at failure would tell it, and a reserve of 0 is said where nothing more seems possible too.
    RirBias,
    /// Sleep need, hours. Nothing that is logged tells it apart from habit, so it keeps its prior.
    SleepNeed,
}

impl Parameter {
    /// All of them; those of the filter first, in the order of its slots.
    pub const ALL: &[Self] = &[
        Self::RecoveryUpper,
        Self::RecoveryLower,
        Self::BoutFatigue,
        Self::StrengthGain,
        Self::RirBias,
        Self::SleepNeed,
    ];

    /// The name in files and the API.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::RecoveryUpper => "recovery_upper",
            Self::RecoveryLower => "recovery_lower",
            Self::BoutFatigue => "bout_fatigue",
            Self::StrengthGain => "strength_gain",
            Self::RirBias => "rir_bias",
            Self::SleepNeed => "sleep_need",
        }
    }

    /// Its slot in the filter; `None` for what is not learned.
    #[must_use]
    pub const fn slot(self) -> Option<usize> {
        match self {
            Self::RirBias | Self::SleepNeed => None,
            _ => Some(self as usize),
        }
    }

    /// Whether it is a factor, believed in its logarithm.
    #[must_use]
    pub const fn is_factor(self) -> bool {
        !matches!(self, Self::RirBias | Self::SleepNeed)
    }

    /// The recovery clock of a region. The trunk goes with the legs: squats and pulls are what mostly loads it.
    #[must_use]
    pub const fn recovery(region: Region) -> Self {
        match region {
            Region::Upper => Self::RecoveryUpper,
            Region::Trunk | Region::Lower => Self::RecoveryLower,
        }
    }
}

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

/// What sets a member's clocks: the population's constants times the member's own factors, as far as these are learned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// Factor on recovery time of the upper body, 0.5 to 2.
    pub recovery_upper: f64,
    /// Factor on recovery time of legs, hips and trunk, 0.5 to 2.
    pub recovery_lower: f64,
    /// Factor on the fatigue a bout leaves, 0.5 to 2.
    pub bout_fatigue: f64,
    /// Factor on the strength training adds, 0.5 to 2. Size is never observed, so its gain stays.
    pub strength_gain: f64,
}

impl Parameters {
    /// Those of a member of whom nothing is learned.
    pub const POPULATION: Self =
        Self { recovery_upper: 1.0, recovery_lower: 1.0, bout_fatigue: 1.0, strength_gain: 1.0 };

    /// Factor on the recovery time of a region's muscles.
    #[must_use]
    pub const fn recovery(&self, region: Region) -> f64 {
        match Parameter::recovery(region) {
            Parameter::RecoveryUpper => self.recovery_upper,
            _ => self.recovery_lower,
        }
    }
}

impl Default for Parameters {
    fn default() -> Self {
        Self::POPULATION
    }
}

/// The filter: `x` and `P`.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    prior: LevelPrior,
    /// Distance from the prior's mean.
    pub x: Slots,
    covariance: [Slots; SLOTS],
    robust: bool,
}

fn dot(a: &Slots, b: &Slots) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
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

    /// A parameter's factor at the present belief, within the range in which factors are used.
    #[must_use]
    pub fn factor(&self, parameter: Parameter) -> f64 {
        let slot = parameter as usize;
        libm::exp(self.prior.of_slot(slot).mean + self.x[slot]).clamp(FACTOR_RANGE.0, FACTOR_RANGE.1)
    }

    /// Takes in a number that was expected to be `slope · x` higher or lower around the present `x`: how far it was
    /// from what was expected at the present `x`, and the variance of its noise. Answers the variance the noise is
    /// counted with.
    pub fn observe(&mut self, surprise: f64, slope: &Slots, variance: f64) -> f64 {
        let carried: Slots = core::array::from_fn(|row| dot(&self.covariance[row], slope));
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
        let carried: Slots = core::array::from_fn(|row| dot(&filter.covariance[row], &self.slope));
        let variance = self.variance + dot(&carried, &self.slope);
        (self.value + dot(&self.slope, &filter.x), variance.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUT: usize = Parameter::BoutFatigue as usize;
    const LOWER: usize = Parameter::RecoveryLower as usize;
    const NOISE: f64 = 0.045;

    fn filter() -> Filter {
        Filter::new(*Priors::design().of(Level::Intermediate))
    }

    fn slope(parts: &[(usize, f64)]) -> Slots {
        let mut slope = [0.0; SLOTS];
        for &(slot, part) in parts {
            slope[slot] = part;
        }
        slope
    }

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
        let mut filter = filter().of_full_weight();
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
            let deviation = filter.prior.of_slot(slot).deviation;
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
