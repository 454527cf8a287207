//! Whether strength falls behind what was expected of it: one chart for all of a member's lifts.
//!
//! One-sided cumulative sum (Page 1954, textbook) on prewhitened values, reference 0.5, threshold 3 (MODEL section G; run lengths
//! in `control_chart`). It is not begun again at the threshold but held below a ceiling, so that it says how things are, and falls back
//! within weeks once strength does. Noise of 4.5 %: see [`crate::lift::NOISE`]. The rest is design.
//!
//! Over-reaching is of the whole body, so the lifts of a day are taken together: what each shows above its own level is averaged.
//! A chart per lift would need a higher threshold for each lift more, and a lift that is done once a week would take two
//! months to show what four of them show in two weeks. So more lifts make no more false alarms, and earlier true ones.
//!
//! Symbols: `y`, logarithm of fresh strength shown; `u = (y − level) / σ`; `z`, a day's mean of `u` in standard deviations of
//! such means; `ε = (z − φ·z₋₁) / √(1 − φ²)`; `Γ ← max(0, Γ − ε − k)`.

use crate::lift::NOISE;
use crate::model::baseline::{FORGOTTEN_D, Hold, LEARNING_D, Level, Noise, NoisePrior, Waiting};
use crate::model::control_chart::threshold_for_times_as_many;
use std::collections::VecDeque;

/// Reference of the sum.
pub const REFERENCE: f64 = 0.5;
/// Threshold of the sum at three days with lifts a week or fewer.
pub const THRESHOLD: f64 = 3.0;
/// The sum that agrees with a second witness, at three days with lifts a week or fewer and one such witness: when levels are
/// learned from [`YOUNG_COUNT`] values or fewer, and when they are known well. A young level is often too low to show a fall, and
/// waiting for more would miss more.
pub const AGREES: (f64, f64) = (2.0, 2.3);
/// Values that a lift's level is learned from in four weeks of three days.
pub const YOUNG_COUNT: f64 = 12.0;
/// The sum is held at so much above its threshold. Design: four usual sessions bring it below.
const CEILING_ABOVE: f64 = 2.0;
/// Days with lifts a week that the threshold is for.
const DAYS_PER_WEEK: f64 = 3.0;
/// Days over which days with lifts are counted.
const COUNTED_D: i32 = 28;
/// Correlation of lifts on one day: part of the noise is the day's, not the lift's.
const OF_THE_DAY: f64 = 0.3;
/// Values before a lift's level is learned.
const LEVEL_COUNT_MIN: u32 = 4;
/// Days that a learned level remembers.
const MEMORY_D: f64 = 200.0;
/// Days after which the value before says nothing about the next.
const LINKED_D: i32 = 7;
/// Days without a lift after which the sum begins again: what lagged then need not lag now.
const SUM_VALID_D: i32 = 14;
/// A day counts for no more than this: one bad day alone is never enough to agree.
const Z_MAX: f64 = 2.5;
/// Beyond so many σ, a quarter of the strength, it was another machine, another unit or a slip, not fatigue …
const IMPLAUSIBLE: f64 = 6.0;
/// … but if it stays so for this many sessions it is how that lift is logged now.
const IMPLAUSIBLE_MAX: u32 = 3;

const PRIOR: NoisePrior = NoisePrior { spread_weight: 30.0, phi: 0.2, phi_weight: 60.0, phi_max: 0.6 };

/// The chart. Days are whole numbers that only rise.
#[derive(Clone, Debug, PartialEq)]
pub struct StrengthChart {
    lifts: Vec<LiftLevel>,
    noise: Noise,
    waiting: Waiting<(f64, Option<f64>)>,
    before: Option<(i32, f64)>,
    today: DayMean,
    today_learning: DayMean,
    sum: f64,
    /// How well the levels of the last day with lifts are known, 0 to 1.
    well_known: f64,
    /// When the sum last left 0, and the number of that run of it.
    since: i32,
    run: u32,
    days: VecDeque<i32>,
}

/// One lift.
#[derive(Clone, Debug, PartialEq)]
struct LiftLevel {
    level: Level,
    waiting: Waiting<f64>,
    seen: i32,
    implausible: u32,
    /// Run of the sum that `fall` and `fallen` belong to: sum and number of `y − level`.
    run: u32,
    fall: f64,
    fallen: u32,
}

/// Values of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct DayMean {
    sum: f64,
    count: f64,
    /// Sum of 1 over the number of values that each level is learned from.
    young: f64,
}

impl DayMean {
    fn add(&mut self, u: f64, learned_from: u32) {
        self.sum += u;
        self.count += 1.0;
        self.young += 1.0 / f64::from(learned_from);
    }

    fn z(&self) -> Option<f64> {
        (self.count > 0.0).then(|| {
            let variance = OF_THE_DAY + (1.0 - OF_THE_DAY) / self.count;
            self.sum / self.count / variance.sqrt()
        })
    }

    /// How well its levels are known, 0 to 1.
    fn well_known(&self) -> f64 {
        (1.0 - YOUNG_COUNT * self.young / self.count).max(0.0)
    }
}

/// How far a lift lay below its level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fall {
    /// Which lift.
    pub lift: usize,
    /// Fraction of the strength expected that was missing, on average; below 0 where it was more than expected.
    pub fraction: f64,
    /// Sessions it was seen in.
    pub sessions: u32,
}

impl Default for StrengthChart {
    fn default() -> Self {
        Self {
            lifts: Vec::new(),
            noise: Noise::new(PRIOR),
            waiting: Waiting::default(),
            before: None,
            today: DayMean::default(),
            today_learning: DayMean::default(),
            sum: 0.0,
            well_known: 0.0,
            since: 0,
            run: 0,
            days: VecDeque::new(),
        }
    }
}

impl StrengthChart {
    /// A chart that knows the levels of these lifts, `y`, from long before `day`.
    #[must_use]
    pub fn knowing(levels: &[f64], day: i32) -> Self {
        let lifts = levels
            .iter()
            .map(|&value| LiftLevel {
                level: Level::known(value, day, LEVEL_COUNT_MIN, MEMORY_D),
                seen: day,
                ..LiftLevel::new(day)
            })
            .collect();
        Self { lifts, ..Self::default() }
    }

    /// Whether the level of any lift is learned that was done lately.
    #[must_use]
    pub fn speaks(&self, day: i32) -> bool {
        self.lifts.iter().any(|lift| lift.level.is_learned(day) && day - lift.seen <= SUM_VALID_D)
    }

    /// Takes in a lift of a day. `y` is the logarithm of the fresh strength it shows; with `at_least` it may have been any
    /// amount more. Lifts are numbered from 0 in the order in which they are first seen.
    pub fn observe(&mut self, day: i32, lift: usize, y: f64, at_least: bool, hold: Hold) {
        if self.sum > 0.0 && self.sum_on(day) <= 0.0 {
            self.begin_again();
        }
        while self.lifts.len() <= lift {
            self.lifts.push(LiftLevel::new(day));
        }
        let run = self.run;
        let lift = &mut self.lifts[lift];
        if day - lift.seen > FORGOTTEN_D {
            lift.learn_anew();
        }
        lift.absorb(day, hold);
        let level = lift.level;
        let u = (y - level.value()) / NOISE;
        if at_least {
            // How much more is not known, so it says something only where it is no less than usual.
            if level.is_learned(day) && (0.0..=IMPLAUSIBLE).contains(&u) {
                self.today.add(u, level.count());
            }
            return;
        }
        lift.seen = day;
        if level.count() == 0 {
            lift.level.learn(day, y);
        } else if u.abs() > IMPLAUSIBLE {
            lift.implausible += 1;
            if lift.implausible >= IMPLAUSIBLE_MAX {
                lift.learn_anew();
                lift.level.learn(day, y);
            }
        } else {
            lift.implausible = 0;
            if level.is_learned(day) {
                lift.note_fall(run, y - level.value());
                lift.waiting.push(day, y);
                self.today.add(u, level.count());
            } else {
                self.today_learning.add(u, level.count());
                lift.level.learn(day, y);
            }
        }
    }

    /// The day is over: its lifts count.
    pub fn close_day(&mut self, day: i32, hold: Hold) {
        let (today, learning) = (std::mem::take(&mut self.today), std::mem::take(&mut self.today_learning));
        let Some(z) = today.z().or_else(|| learning.z()) else { return };
        let z = z.clamp(-Z_MAX, Z_MAX);
        while let Some((seen, (z, before))) = self.waiting.due(day) {
            if !hold.forbids(seen) {
                self.noise.learn(z, before);
            }
        }
        let before =
            self.before.replace((day, z)).filter(|&(seen, _)| day - seen <= LINKED_D).map(|(_, before)| before);
        if today.count <= 0.0 {
            self.noise.learn(z, before);
            return;
        }
        self.waiting.push(day, (z, before));
        self.well_known = today.well_known();
        self.count(day);
        if self.sum <= 0.0 {
            self.since = day;
        }
        let (spread, phi) = (self.noise.spread(), self.noise.phi());
        let white = before.map_or(z, |before| (z - phi * before) / (1.0 - phi * phi).sqrt()) / spread;
        let ceiling = self.threshold(THRESHOLD, 1.0) + CEILING_ABOVE;
        self.sum = (self.sum - white.max(-Z_MAX) - REFERENCE).clamp(0.0, ceiling);
        if self.sum <= 0.0 {
            self.begin_again();
        }
    }

    /// Whether strength lags, as of a day.
    #[must_use]
    pub fn is_low(&self, day: i32) -> bool {
        self.sum_on(day) > self.threshold(THRESHOLD, 1.0)
    }

    /// Whether strength lags enough to agree with one of so many other witnesses.
    #[must_use]
    pub fn agrees(&self, day: i32, witnesses: f64) -> bool {
        let sum = AGREES.0 + (AGREES.1 - AGREES.0) * self.well_known;
        self.sum_on(day) > self.threshold(sum, witnesses)
    }

    fn sum_on(&self, day: i32) -> f64 {
        self.before.filter(|&(seen, _)| day - seen <= SUM_VALID_D).map_or(0.0, |_| self.sum)
    }

    /// When the sum last began to rise.
    #[must_use]
    pub const fn since(&self) -> i32 {
        self.since
    }

    /// The sum begins again at 0.
    pub const fn begin_again(&mut self) {
        self.sum = 0.0;
        self.run += 1;
    }

    /// Whatever the levels were: from now on they are learned anew.
    pub fn learn_anew(&mut self) {
        for lift in &mut self.lifts {
            lift.learn_anew();
        }
        self.waiting.clear();
        self.begin_again();
    }

    /// How far each lift lay below its level since the sum last was 0, the furthest first.
    #[must_use]
    pub fn falls(&self) -> Vec<Fall> {
        let of_this_run = self.lifts.iter().enumerate().filter(|(_, lift)| lift.run == self.run && lift.fallen > 0);
        let mut falls: Vec<Fall> = of_this_run
            .map(|(number, lift)| Fall {
                lift: number,
                fraction: 1.0 - libm::exp(lift.fall / f64::from(lift.fallen)),
                sessions: lift.fallen,
            })
            .collect();
        falls.sort_by(|a, b| b.fraction.total_cmp(&a.fraction).then(a.lift.cmp(&b.lift)));
        falls
    }

    fn count(&mut self, day: i32) {
        while self.days.front().is_some_and(|&old| day - old >= COUNTED_D) {
            self.days.pop_front();
        }
        self.days.push_back(day);
    }

    /// More days with lifts, and more witnesses to agree with, make more occasions for a false alarm: the threshold rises so
    /// that a year has as many.
    fn threshold(&self, least: f64, witnesses: f64) -> f64 {
        let per_week = self.days.len() as f64 * 7.0 / f64::from(COUNTED_D);
        threshold_for_times_as_many(REFERENCE, least, witnesses * (per_week / DAYS_PER_WEEK).max(1.0))
    }
}

impl LiftLevel {
    fn new(day: i32) -> Self {
        Self {
            level: Level::new(LEVEL_COUNT_MIN, MEMORY_D),
            waiting: Waiting::default(),
            seen: day,
            implausible: 0,
            run: 0,
            fall: 0.0,
            fallen: 0,
        }
    }

    fn learn_anew(&mut self) {
        self.level.forget();
        self.waiting.clear();
        self.implausible = 0;
    }

    fn absorb(&mut self, day: i32, hold: Hold) {
        while let Some((seen, y)) = self.waiting.due(day) {
            if !hold.forbids(seen) {
                self.level.learn(seen, y);
            }
        }
    }

    fn note_fall(&mut self, run: u32, below: f64) {
        if self.run != run {
            (self.run, self.fall, self.fallen) = (run, 0.0, 0);
        }
        self.fall += below;
        self.fallen += 1;
    }
}

const _: () = assert!(LEARNING_D <= COUNTED_D);
const _: () = assert!(Z_MAX - REFERENCE <= AGREES.0);
