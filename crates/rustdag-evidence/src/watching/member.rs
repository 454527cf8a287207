//! One made-up member before the detector, day by day: strength and check-ins by chance about levels that are known.

use rustdag_core::lift::NOISE;
use rustdag_core::model::overreaching::{Detector, State};
use rustdag_core::model::strength_chart::StrengthChart;
use rustdag_core::model::wellness_chart::WellnessChart;
use rustdag_core::overreaching::HRV_LOW;
use rustdag_demo::Dice;

/// What a member does and is like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// Lifts on each of three days a week.
    pub lifts: usize,
    /// Each day has lifts of its own, so that each is done once a week.
    pub split: bool,
    /// Levels are known from the start, rather than learned from four weeks.
    pub known: bool,
    /// Correlation of strength from session to session.
    pub strength_phi: f64,
    /// Progress a week, in `ln` of strength.
    pub progress: f64,
    /// Chance of a check-in on a day.
    pub checks_in: f64,
    /// Heart-rate variability is measured every morning.
    pub heart: bool,
}

impl Kind {
    /// MODEL section G: one lift three times a week correlated by 0.2, a check-in every day.
    pub const OF_THE_MODEL: Self =
        Self { lifts: 1, split: false, known: true, strength_phi: 0.2, progress: 0.0, checks_in: 1.0, heart: false };
    /// The same with levels learned from four weeks.
    pub const LEARNED: Self = Self { known: false, ..Self::OF_THE_MODEL };
}

/// What changes on day 0, in standard deviations.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shift {
    pub strength: f64,
    pub wellness: f64,
}

/// Days before day 0 that levels are learned from.
const LEARNING_D: i32 = 28;
/// Days before day 0 from which mornings are measured.
const MORNINGS_D: i32 = 60;
/// Days of the short heart-rate window.
const SHORT_D: usize = 7;
/// Part of a lift's noise that is the day's.
const OF_THE_DAY: f64 = 0.3;
/// Correlation of check-ins, and of mornings, from day to day.
const WELLNESS_PHI: f64 = 0.5;
const HEART_PHI: f64 = 0.4;
const WELLNESS: (f64, f64) = (0.65, 0.1);
const LN_STRENGTH: f64 = 4.6;

/// The state of each day from day 0 on.
pub(super) fn live(kind: Kind, shift: Shift, days: i32, seed: u64) -> Vec<State> {
    let mut chance = Dice::new(seed, 4);
    let lifts = if kind.split { 3 * kind.lifts } else { kind.lifts };
    let mut detector = if kind.known {
        let strength = StrengthChart::knowing(&vec![LN_STRENGTH; lifts], 0);
        Detector::knowing(strength, WellnessChart::knowing(WELLNESS.0, 0))
    } else {
        Detector::default()
    };
    let mut lift_noise = vec![Correlated::new(kind.strength_phi); lifts];
    let (mut day_noise, mut feeling) = (Correlated::new(kind.strength_phi), Correlated::new(WELLNESS_PHI));
    let (mut heart, mut mornings) = (Correlated::new(HEART_PHI), Vec::new());
    // Of a single lift the day's noise cannot be told from its own.
    let of_the_day: f64 = if kind.lifts > 1 { OF_THE_DAY } else { 0.0 };
    let first = if kind.known { 0 } else { -LEARNING_D };
    let mut states = Vec::new();
    for day in -MORNINGS_D..days {
        if kind.heart {
            mornings.push(heart.next(&mut chance));
        }
        if day < first {
            continue;
        }
        let shift = if day >= 0 { shift } else { Shift::default() };
        if let Some(session) = [0, 2, 4].iter().position(|&weekday| weekday == day.rem_euclid(7)) {
            let common = of_the_day.sqrt() * day_noise.next(&mut chance);
            for lift in 0..kind.lifts {
                let lift = if kind.split { lift + kind.lifts * session } else { lift };
                let z = common + (1.0 - of_the_day).sqrt() * lift_noise[lift].next(&mut chance) + shift.strength;
                let progress = kind.progress * f64::from(day) / 7.0;
                detector.lift(day, lift, LN_STRENGTH + NOISE * z + progress, false);
            }
        }
        let wellness = feeling.next(&mut chance) + shift.wellness;
        if chance.happens(kind.checks_in) {
            detector.check_in(day, WELLNESS.0 + WELLNESS.1 * wellness);
        }
        detector.close_lifts(day);
        detector.close_day(day, false, kind.heart.then(|| is_low(&mornings)));
        if day >= 0 {
            states.push(detector.state(day).unwrap_or(State::None));
        }
    }
    states
}

/// Whether the last week's mean is low beside the last sixty mornings, as the signals have it.
fn is_low(mornings: &[f64]) -> bool {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let long = &mornings[mornings.len().saturating_sub(MORNINGS_D as usize)..];
    let short = &mornings[mornings.len().saturating_sub(SHORT_D)..];
    let squares: f64 = long.iter().map(|value| (value - mean(long)) * (value - mean(long))).sum();
    (mean(short) - mean(long)) / (squares / (long.len() as f64 - 1.0)).sqrt() < HRV_LOW
}

/// Standard normal values, each correlated by `phi` with the one before.
#[derive(Clone, Debug)]
struct Correlated {
    phi: f64,
    last: Option<f64>,
}

impl Correlated {
    fn new(phi: f64) -> Self {
        Self { phi, last: None }
    }

    fn next(&mut self, chance: &mut Dice) -> f64 {
        let fresh = chance.normal(0.0, 1.0);
        let value = self.last.map_or(fresh, |last| self.phi * last + (1.0 - self.phi * self.phi).sqrt() * fresh);
        self.last = Some(value);
        value
    }
}
