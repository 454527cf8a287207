//! Load: what a set and a session ask of the body.
//!
//! Session load is effort times minutes (Foster 2001, seen; reliability in lifting ICC 0.88, Day 2004, seen).
//! Effective sets use 1 and 0.5 for direct and indirect work (Pelland 2025, seen). The fall of effect and of fatigue
//! with repetitions in reserve is fitted to Refalo 2023 (seen) and Robinson 2024 (seen); region weights are design.

use crate::anatomy::Region;
use crate::event::Activity;
use crate::profile::Sex;

/// Sets with at most this many repetitions in reserve are hard sets: limits and plans count in them.
pub const HARD_SET_RIR_MAX: f64 = 4.0;
/// Extra fatigue of wholly novel work: half as much again. Design.
pub const NOVELTY_NORMAL: f64 = 0.5;
/// Extra fatigue of wholly novel eccentric work: twice as much. Design.
pub const NOVELTY_ECCENTRIC: f64 = 1.0;
/// AU per TRIMP point where effort is unknown. Design, 2 to 5 to be learned.
pub const AU_PER_TRIMP: f64 = 3.0;

const EFFECT_RIR_SCALE: f64 = 6.0;
const FATIGUE_FLOOR: f64 = 0.28;
const FATIGUE_RIR_SCALE: f64 = 0.9;
const STRENGTH_INTENSITY_FROM: f64 = 0.4;
const STRENGTH_INTENSITY_SPAN: f64 = 0.4;

/// Session-RPE load in AU from effort (0–10) and minutes.
#[must_use]
pub fn session_load(effort: f64, minutes: f64) -> f64 {
    effort * minutes
}

/// Share of a set that counts for size, by repetitions in reserve: 1 at failure.
#[must_use]
pub fn size_effect(rir: f64) -> f64 {
    let x = rir / EFFECT_RIR_SCALE;
    libm::exp(-x * x)
}

/// Share of a set that counts for strength, by intensity as a fraction of 1RM: 0 at 0.4, 1 from 0.8. Design.
#[must_use]
pub fn strength_effect(intensity: f64) -> f64 {
    ((intensity - STRENGTH_INTENSITY_FROM) / STRENGTH_INTENSITY_SPAN).clamp(0.0, 1.0)
}

/// Fatigue of a set relative to one taken to failure.
#[must_use]
pub fn set_fatigue(rir: f64) -> f64 {
    FATIGUE_FLOOR + (1.0 - FATIGUE_FLOOR) * libm::exp(-rir / FATIGUE_RIR_SCALE)
}

/// How much fatigue a region's muscles take from the same set. Design.
#[must_use]
pub const fn region_weight(region: Region) -> f64 {
    match region {
        Region::Upper => 0.8,
        Region::Trunk => 1.0,
        Region::Lower => 1.5,
    }
}

/// Local fatigue of endurance work before the region's weight: `k · minutes · (effort/10)²`. Design.
#[must_use]
pub fn cardio_fatigue(activity: Activity, minutes: f64, effort: f64) -> f64 {
    let per_minute = match activity {
        Activity::Walk => 0.0,
        Activity::Run => 0.06,
        Activity::Class | Activity::Strength => 0.04,
        Activity::Cycle | Activity::Row | Activity::Swim => 0.03,
    };
    let share = effort / 10.0;
    per_minute * minutes * share * share
}

/// Banister's TRIMP from minutes and the fraction of heart-rate reserve (coefficients seen).
#[must_use]
pub fn trimp_banister(minutes: f64, reserve_fraction: f64, sex: Sex) -> f64 {
    let (a, b) = match sex {
        Sex::Male => (0.64, 1.92),
        Sex::Female => (0.86, 1.67),
    };
    minutes * reserve_fraction * a * libm::exp(b * reserve_fraction)
}

/// Edwards' TRIMP from the minutes in five zones of 50–60 … 90–100 % of highest heart rate (seen).
#[must_use]
pub fn trimp_edwards(zone_minutes: [f64; 5]) -> f64 {
    zone_minutes.iter().zip(1..).map(|(minutes, zone)| minutes * f64::from(zone)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn session_loads_of_foster() {
        assert_eq!(session_load(7.0, 75.0), 525.0);
        assert_eq!(session_load(6.0, 120.0), 720.0);
    }

    #[test]
    fn fatigue_and_effect_by_reserve() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 5e-4, "{a} {b}");
        for (rir, expected) in [(0.0, 1.0), (1.0, 0.517), (2.0, 0.358), (3.0, 0.3057)] {
            close(set_fatigue(rir), expected);
        }
        for (rir, expected) in [(0.0, 1.0), (2.0, 0.8948), (4.0, 0.6412)] {
            close(size_effect(rir), expected);
        }
    }

    #[test]
    fn trimp_of_an_hour_at_150() {
        let reserve = (150.0 - 50.0) / (190.0 - 50.0);
        assert!((trimp_banister(60.0, reserve, Sex::Male) - 108.10).abs() < 0.005);
        assert!((trimp_banister(60.0, reserve, Sex::Female) - 121.50).abs() < 0.005);
        assert!((trimp_banister(40.0, reserve, Sex::Male) - 72.06).abs() < 0.01);
        assert_eq!(trimp_edwards([10.0, 0.0, 5.0, 0.0, 2.0]), 35.0);
    }
}
