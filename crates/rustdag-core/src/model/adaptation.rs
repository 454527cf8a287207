//! Adaptation: what training and its timing are expected to add, in percent above the member's baseline.
//!
//! Diminishing returns in weekly sets (Pelland 2025, seen; the square root from memory), 0.37 % per extra set
//! (Schoenfeld 2017, seen), two sets a week hold size for two months (Spiering 2021, seen), strength saturates near
//! four sets (secondary source, seen). The equations are a design that reproduces these numbers. `V` lags by about
//! ten days; that is a property of the average, not a rebound after rest.
//!
//! Symbols: `V` weekly effective sets, `V_s` for strength; `Q` quality of sessions, 0 to 1; `H`, `S` size and strength
//! in percent; `A` the sleep factor.

use super::series;
use crate::profile::Level;

/// Size below this is taken as this, so that what holds it is never zero sets. Percent.
pub const SIZE_FLOOR: f64 = 0.01;

const SESSION_SETS_SCALE: f64 = 20.0;
const QUALITY_FATIGUE: f64 = 0.20;
const QUALITY_GAIN: f64 = 0.25;
const WEEK_D: f64 = 7.0;
const SIZE_LOSS_D: f64 = 70.0;
const HOLD_SETS: f64 = 4.0;
const HOLD_SIZE: f64 = 7.0;
const STRENGTH_HALF_SETS: f64 = 2.0;
const STRENGTH_LOSS_D: f64 = 90.0;

/// Gain of size per week and root of sets, percent.
#[must_use]
pub const fn size_gain(level: Level) -> f64 {
    match level {
        Level::Novice => 0.34,
        Level::Intermediate => 0.17,
        Level::Advanced => 0.09,
    }
}

/// Gain of strength per week, percent.
#[must_use]
pub const fn strength_gain(level: Level) -> f64 {
    match level {
        Level::Novice => 2.5,
        Level::Intermediate => 0.8,
        Level::Advanced => 0.3,
    }
}

/// Effective sets of one session after its own diminishing returns.
#[must_use]
pub fn session_sets(effective_sets: f64) -> f64 {
    SESSION_SETS_SCALE * (1.0 - libm::exp(-effective_sets / SESSION_SETS_SCALE))
}

/// The gain of weekly sets per day: `1 − e^(−1/7)`.
#[must_use]
pub fn weekly_gain() -> f64 {
    series::gain(WEEK_D)
}

/// Weekly sets after a day with `day_sets` sets.
#[must_use]
pub fn weekly_sets_after(weekly: f64, day_sets: f64, gain: f64) -> f64 {
    weekly + gain * (WEEK_D * day_sets - weekly)
}

/// Quality of a session begun at fatigue `before`.
#[must_use]
pub fn session_quality(before: f64) -> f64 {
    let x = before / QUALITY_FATIGUE;
    1.0 / (1.0 + x * x)
}

/// Running quality after a session begun at fatigue `before`.
#[must_use]
pub fn quality_after(quality: f64, before: f64) -> f64 {
    quality + QUALITY_GAIN * (session_quality(before) - quality)
}

/// Weekly sets that hold the size reached.
#[must_use]
pub fn holding_sets(size: f64) -> f64 {
    let size = size.max(SIZE_FLOOR);
    HOLD_SETS * size / (size + HOLD_SIZE)
}

/// Growth of size in a day before quality and sleep, percent, at `weekly` sets where `holding` would hold it.
#[must_use]
pub fn size_growth(gain: f64, weekly: f64, holding: f64) -> f64 {
    gain / WEEK_D * (weekly.sqrt() - holding.sqrt()).max(0.0)
}

/// Slope of [`size_growth`] in weekly sets, above what holds the size.
#[must_use]
pub fn size_growth_slope(gain: f64, weekly: f64) -> f64 {
    gain / WEEK_D / (2.0 * weekly.sqrt())
}

/// Loss of size in a day, percent.
#[must_use]
pub fn size_loss(size: f64, weekly: f64, holding: f64) -> f64 {
    size.max(SIZE_FLOOR) / SIZE_LOSS_D * (1.0 - weekly / holding).max(0.0)
}

/// Growth of strength in a day before quality and sleep, percent.
#[must_use]
pub fn strength_growth(gain: f64, weekly: f64) -> f64 {
    gain / WEEK_D * weekly / (weekly + STRENGTH_HALF_SETS) * weekly.min(1.0)
}

/// Slope of [`strength_growth`] in weekly sets, from one set on.
#[must_use]
pub fn strength_growth_slope(gain: f64, weekly: f64) -> f64 {
    let sum = weekly + STRENGTH_HALF_SETS;
    gain / WEEK_D * STRENGTH_HALF_SETS / (sum * sum)
}

/// Loss of strength in a day, percent.
#[must_use]
pub fn strength_loss(strength: f64, weekly: f64) -> f64 {
    strength / STRENGTH_LOSS_D * (1.0 - weekly).max(0.0)
}

/// Size and strength, percent, after a day at these weekly sets: above what holds the size there is only growth, below
/// only loss. `gains` are those of size and of strength per week; `helped` is quality of sessions times sleep's factor.
///
/// This is [`size_growth`], [`size_loss`], [`strength_growth`] and [`strength_loss`] in one: every muscle passes every
/// day of a history through it, so its three quotients are brought to one.
#[must_use]
pub fn after_day(
    (size, strength): (f64, f64),
    (weekly, weekly_strength): (f64, f64),
    gains: (f64, f64),
    helped: f64,
) -> (f64, f64) {
    let size = size.max(SIZE_FLOOR);
    let (size_scale, strength_scale) = (size + HOLD_SIZE, weekly_strength + STRENGTH_HALF_SETS);
    let quotient = 1.0 / (size_scale * strength_scale);
    let holding = HOLD_SETS * size * (strength_scale * quotient);
    let growth = gains.0 * (1.0 / WEEK_D) * (weekly.sqrt() - holding.sqrt()).max(0.0);
    let loss = (1.0 / SIZE_LOSS_D) * (size - weekly * size_scale * (1.0 / HOLD_SETS)).max(0.0);
    let saturation = weekly_strength * (size_scale * quotient) * weekly_strength.min(1.0);
    let strength_growth = gains.1 * (1.0 / WEEK_D) * saturation;
    let strength_loss = strength * (1.0 / STRENGTH_LOSS_D) * (1.0 - weekly_strength).max(0.0);
    ((size + growth * helped - loss).max(SIZE_FLOOR), strength + strength_growth * helped - strength_loss)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sets_a_week_hold_size_and_ten_build_it() {
        let holding = holding_sets(5.0);
        assert!(holding > 1.5 && holding < 2.0);
        assert_eq!(size_growth(0.17, holding, holding), 0.0);
        assert!(size_growth(0.17, 10.0, holding) > 0.0);
        assert!(size_loss(5.0, 0.0, holding) > 0.0 && size_loss(5.0, holding, holding) == 0.0);
    }

    #[test]
    fn a_day_is_its_growth_and_its_losses() {
        for size in [0.0, 0.01, 0.5, 4.0, 12.0] {
            for (weekly, weekly_strength) in [(0.0, 0.0), (0.5, 0.3), (1.9, 1.0), (6.0, 2.5), (20.0, 18.0)] {
                let (strength, helped) = (3.0, 0.8);
                let (new_size, new_strength) =
                    after_day((size, strength), (weekly, weekly_strength), (0.17, 0.8), helped);
                let holding = holding_sets(size);
                let growth = size_growth(0.17, weekly, holding) * helped;
                let expected = (size.max(SIZE_FLOOR) + growth - size_loss(size, weekly, holding)).max(SIZE_FLOOR);
                assert!((new_size - expected).abs() < 1e-14, "{size} at {weekly}: {new_size} is not {expected}");
                let growth = strength_growth(0.8, weekly_strength) * helped;
                let expected = strength + growth - strength_loss(strength, weekly_strength);
                assert!((new_strength - expected).abs() < 1e-14, "{weekly_strength}: {new_strength} is not {expected}");
            }
        }
    }

    #[test]
    fn quality_falls_with_unrecovered_fatigue() {
        assert_eq!(session_quality(0.0), 1.0);
        assert!((session_quality(0.20) - 0.5).abs() < 1e-12);
    }
}
