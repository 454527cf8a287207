//! The local muscle clock: fatigue of a bout, its decay, and protection by repetition.
//!
//! Protein synthesis stays raised for 24 to 48 h (Chesley 1992, seen; Phillips 1997, numbers from memory), longer in
//! the untrained (Damas 2015, seen); sets to failure recover 24 to 48 h later than the same sets with reserve
//! (Morán-Navarro 2017, Pareja-Blanco 2020, seen); squats leave a mark to 72 h where bench presses do not
//! (Belcher 2019, seen). One bout gives most of the protection against the next (Lindsay 2021, seen). The equations
//! and constants are design values that agree with these data.
//!
//! Symbols: `F_f`, `F_s` fast and slow fatigue as fractions of fresh strength; `U` fatigue dose in weighted sets;
//! `N` novelty, `P` protection, 0 to 1; `τ` hours.

use crate::anatomy::Region;
use crate::profile::Level;

/// Fatigue that a single session can approach: 30 % of fresh strength.
pub const BOUT_FATIGUE_MAX: f64 = 0.30;
/// Recovered: below the test-to-test variation of one maximum.
pub const RECOVERED: f64 = 0.03;
/// Above this the muscle rests; below it trains with fewer sets.
pub const REST_ABOVE: f64 = 0.08;

const DOSE_SCALE: f64 = 8.0;
const FAST_DECAY_H: f64 = 4.0;
const SLOW_SHARE: f64 = 0.5;
const SLOW_SHARE_NOVEL: f64 = 0.3;
const NOVELTY_SLOWING: f64 = 0.5;
const PROTECTION_GAIN: f64 = 0.8;
const PROTECTION_DECAY_D: f64 = 90.0;

/// Fatigue of one muscle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fatigue {
    /// Gone within hours.
    pub fast: f64,
    /// Gone within days.
    pub slow: f64,
}

impl Fatigue {
    /// Both together, a fraction of fresh strength.
    #[must_use]
    pub fn total(self) -> f64 {
        self.fast + self.slow
    }

    /// Fatigue after a bout of dose `dose` at novelty `novelty`, of a member whom bouts leave `factor` times as tired as
    /// the population.
    ///
    /// Headroom is per pool, so that more fatigue before never means less after.
    #[must_use]
    pub fn after_bout(self, dose: f64, novelty: f64, factor: f64) -> Self {
        let bout = bout_fatigue(dose, factor);
        let slow_share = slow_share(novelty);
        Self {
            fast: self.fast + (1.0 - slow_share) * bout * (1.0 - self.fast),
            slow: self.slow + slow_share * bout * (1.0 - self.slow),
        }
    }

    /// Fatigue after `hours` of rest on the same day, with the slow pool's time constant in hours.
    #[must_use]
    pub fn after_rest(self, hours: f64, tau_h: f64) -> Self {
        Self { fast: self.fast * libm::exp(-hours / FAST_DECAY_H), slow: self.slow * libm::exp(-hours / tau_h) }
    }
}

/// Fatigue that a bout of a dose leaves in a fresh muscle, fast and slow together, of a member whom bouts leave `factor` times
/// as tired as the population.
#[must_use]
pub fn bout_fatigue(dose: f64, factor: f64) -> f64 {
    BOUT_FATIGUE_MAX * factor * (1.0 - libm::exp(-dose / DOSE_SCALE))
}

/// Share of it that is slow, at a novelty.
#[must_use]
pub fn slow_share(novelty: f64) -> f64 {
    SLOW_SHARE + SLOW_SHARE_NOVEL * novelty
}

/// Time constant of the slow pool by region, hours. Design, ±40 %.
#[must_use]
pub const fn region_tau_h(region: Region) -> f64 {
    match region {
        Region::Upper => 26.0,
        Region::Trunk => 36.0,
        Region::Lower => 48.0,
    }
}

/// Factor of level on recovery time (Hackney 2008: the untrained are sore for longer, seen). Design.
#[must_use]
pub const fn level_factor(level: Level) -> f64 {
    match level {
        Level::Novice => 1.25,
        Level::Intermediate => 1.0,
        Level::Advanced => 0.85,
    }
}

/// Factor of age: 0.6 % a year after 35. The evidence is split (Fernandes 2021, seen). Design.
#[must_use]
pub fn age_factor(age_y: Option<f64>) -> f64 {
    const FROM_Y: f64 = 35.0;
    const YEARS_MAX: f64 = 40.0;
    const PER_YEAR: f64 = 0.006;
    age_y.map_or(1.0, |age| 1.0 + PER_YEAR * (age - FROM_Y).clamp(0.0, YEARS_MAX))
}

/// Factor of sleep debt in hours: up to a quarter slower. Design.
#[must_use]
pub fn sleep_factor(debt_h: Option<f64>) -> f64 {
    const SLOWEST: f64 = 0.25;
    const DEBT_H: f64 = 15.0;
    1.0 + SLOWEST * (debt_h.unwrap_or(0.0) / DEBT_H).clamp(0.0, 1.0)
}

/// Factor of energy availability (thresholds of IOC 2023, from memory). Unknown is 1.
#[must_use]
pub fn energy_factor(availability: Option<f64>) -> f64 {
    match availability {
        Some(value) if value < 30.0 => 1.25,
        Some(value) if value < 45.0 => 1.1,
        _ => 1.0,
    }
}

/// Factor of novelty of the last bout: wholly novel work takes half as long again.
#[must_use]
pub fn novelty_factor(novelty_last: f64) -> f64 {
    1.0 + NOVELTY_SLOWING * novelty_last
}

/// Protection after a bout.
#[must_use]
pub fn protection_after_bout(protection: f64) -> f64 {
    protection + PROTECTION_GAIN * (1.0 - protection)
}

/// The factor by which protection fades in a day.
#[must_use]
pub fn protection_daily_factor() -> f64 {
    libm::exp(-1.0 / PROTECTION_DECAY_D)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::load::{region_weight, set_fatigue};

    fn dose(region: Region, sets: f64, rir: f64, novelty: f64) -> f64 {
        sets * set_fatigue(rir) * region_weight(region) * (1.0 + 0.5 * novelty)
    }

    #[test]
    fn sets_to_failure_over_three_days() {
        for (region, sets, expected) in [
            (Region::Lower, 3.0, [0.1291, 0.0393, 0.0237, 0.0144]),
            (Region::Upper, 6.0, [0.1354, 0.0271, 0.0107, 0.0042]),
        ] {
            let after = Fatigue::default().after_bout(dose(region, sets, 0.0, 0.0), 0.0, 1.0);
            for (day, expected) in expected.into_iter().enumerate() {
                let total = after.after_rest(24.0 * day as f64, region_tau_h(region)).total();
                assert!((total - expected).abs() < 6e-5, "{region:?} day {day}: {total}");
            }
        }
    }

    fn hours_to_recover(region: Region, level: Level, sets: f64, rir: f64, novelty: f64) -> f64 {
        let after = Fatigue::default().after_bout(dose(region, sets, rir, novelty), novelty, 1.0);
        let tau = region_tau_h(region) * level_factor(level) * novelty_factor(novelty);
        (0..400).map(f64::from).find(|&hours| after.after_rest(hours, tau).total() <= RECOVERED).unwrap()
    }

    #[test]
    fn hours_until_recovered() {
        let intermediate = Level::Intermediate;
        for (sets, rir, expected) in [(3.0, 3.0, 5.0), (6.0, 2.0, 25.0), (6.0, 0.0, 59.0), (10.0, 0.0, 70.0)] {
            let hours = hours_to_recover(Region::Lower, intermediate, sets, rir, 0.0);
            assert!((hours - expected).abs() <= 1.0, "{sets}@{rir}: {hours}");
        }
        for (sets, expected) in [(6.0, 22.0), (10.0, 30.0)] {
            let hours = hours_to_recover(Region::Upper, intermediate, sets, 0.0, 0.0);
            assert!((hours - expected).abs() <= 1.0, "upper {sets}: {hours}");
        }
        assert!((hours_to_recover(Region::Lower, Level::Novice, 10.0, 0.0, 0.0) - 87.0).abs() <= 1.0);
        assert!((hours_to_recover(Region::Lower, Level::Novice, 5.0, 2.0, 1.0) - 104.0).abs() <= 1.0);
    }

    #[test]
    fn a_second_bout_is_protected_by_the_first() {
        let first = protection_after_bout(0.0);
        let second = protection_after_bout(first);
        assert!(first > 0.7 && second - first < 0.2);
    }
}
