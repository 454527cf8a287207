//! Whether a member feels worse than usual: a weighted mean of check-ins against a limit.
//!
//! Exponentially weighted mean (Roberts 1959, textbook) with the limit widened for autocorrelation (MODEL section G). The
//! five items are McLean's (seen). Weight and width are design. Only a check-in moves the chart: silence is no bad mood, and an old
//! one says nothing.
//!
//! Symbols: `w`, check-in on a scale of 0 to 1; `z = (w − level) / spread`; `E ← (1 − λ)·E + λ·z`, λ 0.2; the limit is
//! `−2·√(λ/(2−λ) · (1+φ(1−λ))/(1−φ(1−λ)))`.

use crate::model::baseline::{FORGOTTEN_D, Hold, Level, Noise, NoisePrior, Waiting};
use crate::model::control_chart::weighted_mean_deviation;

/// Weight λ of a check-in.
pub const GAIN: f64 = 0.2;
/// Width of the limit in standard deviations of the mean.
pub const WIDTH: f64 = 2.0;
/// Days for which a check-in speaks.
pub const VALID_D: i32 = 3;
/// Common spread of check-ins, on a scale of 0 to 1: two of twenty points. Design.
const SPREAD: f64 = 0.1;
/// Check-ins before the level is learned.
const LEVEL_COUNT_MIN: u32 = 10;
/// Days that a learned level remembers.
const MEMORY_D: f64 = 200.0;
/// A check-in counts for no more than this.
const Z_MAX: f64 = 3.0;

const PRIOR: NoisePrior = NoisePrior { spread_weight: 20.0, phi: 0.5, phi_weight: 60.0, phi_max: 0.8 };

/// The chart. Days are whole numbers that only rise.
#[derive(Clone, Debug, PartialEq)]
pub struct WellnessChart {
    level: Level,
    noise: Noise,
    waiting: Waiting<(f64, f64, Option<f64>)>,
    before: Option<(i32, f64)>,
    mean: f64,
}

impl Default for WellnessChart {
    fn default() -> Self {
        Self {
            level: Level::new(LEVEL_COUNT_MIN, MEMORY_D),
            noise: Noise::new(PRIOR),
            waiting: Waiting::default(),
            before: None,
            mean: 0.0,
        }
    }
}

impl WellnessChart {
    /// A chart that knows a member's usual check-in from long before `day`.
    #[must_use]
    pub fn knowing(level: f64, day: i32) -> Self {
        Self { level: Level::known(level, day, LEVEL_COUNT_MIN, MEMORY_D), ..Self::default() }
    }

    /// Takes in the check-in of a day, 0 to 1.
    pub fn observe(&mut self, day: i32, wellness: f64, hold: Hold) {
        let passed = self.before.map_or(0, |(seen, _)| day - seen);
        if passed > FORGOTTEN_D {
            self.learn_anew();
        }
        while let Some((seen, (value, z, before))) = self.waiting.due(day) {
            if !hold.forbids(seen) {
                self.level.learn(seen, value);
                self.noise.learn(z, before);
            }
        }
        let linked = self.before.filter(|_| passed == 1).map(|(_, before)| before);
        let few = 1.0 + 1.0 / f64::from(self.level.count().max(1));
        let z = (wellness - self.level.value()) / SPREAD;
        if self.level.is_learned(day) {
            self.waiting.push(day, (wellness, z, linked));
            // A silence takes from what the mean knows; a day or two between check-ins does not.
            let silent_d = (passed - VALID_D).clamp(0, FORGOTTEN_D);
            let kept = (0..=silent_d).fold(1.0, |kept, _| kept * (1.0 - GAIN));
            self.mean = kept * self.mean + GAIN * (z / self.noise.spread()).clamp(-Z_MAX, Z_MAX);
            self.before = Some((day, z));
        } else if self.level.count() == 0 {
            self.level.learn(day, wellness);
            self.before = Some((day, 0.0));
        } else {
            let z = z / few.sqrt();
            self.noise.learn(z, linked.filter(|_| self.level.count() > 1));
            self.level.learn(day, wellness);
            self.before = Some((day, z));
        }
    }

    /// Whether its level is learned and a check-in is recent enough to speak.
    #[must_use]
    pub fn speaks(&self, day: i32) -> bool {
        self.level.is_learned(day) && self.before.is_some_and(|(seen, _)| day - seen < VALID_D)
    }

    /// The weighted mean, standard deviations above the member's usual; `None` if nothing recent is known.
    #[must_use]
    pub fn mean(&self, day: i32) -> Option<f64> {
        self.speaks(day).then_some(self.mean)
    }

    /// Whether the member feels worse than usual, as of a day.
    #[must_use]
    pub fn is_low(&self, day: i32) -> bool {
        self.mean(day).is_some_and(|mean| mean < self.limit())
    }

    /// The mean below which it is an alarm, standard deviations.
    #[must_use]
    pub fn limit(&self) -> f64 {
        -WIDTH * weighted_mean_deviation(GAIN, self.noise.phi())
    }

    /// The mean begins again at the usual.
    pub const fn begin_again(&mut self) {
        self.mean = 0.0;
    }

    /// Whatever the level was: from now on it is learned anew.
    pub fn learn_anew(&mut self) {
        self.level.forget();
        self.waiting.clear();
        self.begin_again();
    }
}
