//! Connective tissue: what joints, tendons and ligaments have not digested, and how fast their load rises.
//!
//! Tendon collagen synthesis peaks about a day after exercise and stays raised for three (Miller 2005, Magnusson 2010,
//! seen); net synthesis is positive from about 36 to 72 h (memory); stiffness needs twelve weeks (Bohm 2015, seen).
//! The load of a set rises with the cube of intensity (fatigue-life literature, exponent 2 to 9, memory). Thresholds
//! are design. The ramp limits how fast load rises; it is not a risk score.
//!
//! Symbols: `ℓ` joint load of a session; `C` acute load in usual sessions; `K` capacity and `W` recent load per day.

use super::series;
use crate::profile::Level;

/// Acute load decays with this time constant, hours.
pub const ACUTE_DECAY_H: f64 = 60.0;
/// Ramp from which a session is held at the usual load.
pub const RAMP_AMBER: f64 = 1.3;
/// Ramp from which a session is held at half the usual load.
pub const RAMP_RED: f64 = 1.5;
/// Usual sessions' worth of load a joint may carry at once.
pub const ACUTE_MAX: f64 = 2.0;
/// Impact multiplies a set's joint load.
pub const IMPACT: f64 = 1.5;
/// Minutes of running that load a joint like one set of ten.
pub const RUN_MINUTES_PER_SET: f64 = 6.0;

const CAPACITY_D: f64 = 60.0;
const RECENT_D: f64 = 7.0;
const REPS_USUAL: f64 = 10.0;
const INTENSITY_USUAL: f64 = 0.75;

/// Joint load of one set before the joint's weight and impact.
#[must_use]
pub fn set_load(reps: f64, intensity: f64) -> f64 {
    let relative = intensity / INTENSITY_USUAL;
    reps / REPS_USUAL * relative * relative * relative
}

/// Gains per day of capacity and of recent load.
#[must_use]
pub fn daily_gains() -> (f64, f64) {
    (series::gain(CAPACITY_D), series::gain(RECENT_D))
}

/// Least usual session load by level.
#[must_use]
pub const fn usual_load_min(level: Level) -> f64 {
    match level {
        Level::Novice => 1.0,
        Level::Intermediate => 2.0,
        Level::Advanced => 3.0,
    }
}

/// Least capacity by level, load per day.
#[must_use]
pub const fn capacity_min(level: Level) -> f64 {
    match level {
        Level::Novice => 0.4,
        Level::Intermediate => 0.8,
        Level::Advanced => 1.2,
    }
}

/// Ramp: recent load over capacity.
#[must_use]
pub fn ramp(recent: f64, capacity: f64, level: Level) -> f64 {
    recent / capacity.max(capacity_min(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Highest ramp of each week for sessions on given days, loads growing per week from habituation.
    fn ramps(days: &[usize], growth: f64, weeks: usize) -> Vec<f64> {
        let (capacity_gain, recent_gain) = daily_gains();
        let weekly = days.len() as f64 * 3.0;
        let (mut capacity, mut recent) = (weekly / 7.0, weekly / 7.0);
        let mut highest = Vec::new();
        for week in 0..40 + weeks {
            let grown = week.saturating_sub(40) as f64;
            let load = 3.0 * libm::pow(1.0 + growth, grown);
            let mut top: f64 = 0.0;
            for day in 0..7 {
                let today = if days.contains(&day) { load } else { 0.0 };
                capacity += capacity_gain * (today - capacity);
                recent += recent_gain * (today - recent);
                top = top.max(recent / capacity);
            }
            if week >= 40 {
                highest.push(top);
            }
        }
        highest
    }

    #[test]
    fn ramps_of_equal_and_growing_weeks() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 0.02, "{a} {b}");
        close(ramps(&[0, 3], 0.0, 1)[0], 1.19);
        close(ramps(&[0, 2, 4], 0.0, 1)[0], 1.12);
        let faster = ramps(&[0, 3], 0.10, 13);
        close(faster[2], 1.33);
        close(faster[5], 1.56);
        close(faster[11], 1.83);
    }

    #[test]
    fn acute_load_before_a_session() {
        for (gaps, expected) in
            [(&[96.0, 72.0][..], 0.39), (&[48.0, 48.0, 72.0], 0.76), (&[24.0, 48.0, 24.0, 72.0], 1.31)]
        {
            let (mut acute, mut highest) = (0.0, 0.0_f64);
            for round in 0..20 {
                for gap in gaps {
                    acute = (acute + 1.0) * libm::exp(-gap / ACUTE_DECAY_H);
                    if round > 10 {
                        highest = highest.max(acute);
                    }
                }
            }
            assert!((highest - expected).abs() < 0.06, "{gaps:?}: {highest}");
        }
    }
}
