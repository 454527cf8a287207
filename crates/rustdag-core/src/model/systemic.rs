//! Systemic fatigue: one pool for what the whole body, nervous system included, has not recovered from.
//!
//! Central fatigue after lifting is gone largely within one to two days (memory) and cannot be observed on its own, so
//! it is one pool with a two-day clock. All constants are design: usual training peaks near 0.04.

use crate::profile::Level;

/// Time constant, hours.
pub const DECAY_H: f64 = 48.0;
/// From here a session is held at the usual load.
pub const AMBER: f64 = 0.03;
/// From here the day is for rest or active recovery.
pub const RED: f64 = 0.05;

const PER_USUAL_SESSION: f64 = 0.015;
const RISE_WEIGHT: f64 = 0.5;

/// Usual session load before enough sessions are known, AU.
#[must_use]
pub const fn usual_load_at_first(level: Level) -> f64 {
    match level {
        Level::Novice => 200.0,
        Level::Intermediate => 300.0,
        Level::Advanced => 400.0,
    }
}

/// What a session adds: its load relative to the usual one, more while acute load stands above chronic.
#[must_use]
pub fn session_fatigue(load: f64, usual_load: f64, acute_over_chronic: f64) -> f64 {
    PER_USUAL_SESSION * load / usual_load * (1.0 + RISE_WEIGHT * (acute_over_chronic - 1.0).clamp(0.0, 1.0))
}

/// Expected performance: strength lowered by local fatigue (weights adding up to 1), systemic fatigue and sleep.
#[must_use]
pub fn expected_performance(
    strength: f64,
    local: impl IntoIterator<Item = (f64, f64)>,
    systemic: f64,
    sleep_factor: f64,
) -> f64 {
    let fatigue: f64 = local.into_iter().map(|(weight, fatigue)| weight * fatigue).sum();
    strength * (1.0 - fatigue) * (1.0 - systemic) * sleep_factor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_training_peaks_near_four_hundredths() {
        let mut fatigue: f64 = 0.0;
        let daily = libm::exp(-24.0 / DECAY_H);
        for _ in 0..30 {
            fatigue = (fatigue + session_fatigue(300.0, 300.0, 1.0)) * daily;
        }
        assert!((fatigue - 0.023).abs() < 0.001, "{fatigue}");
        assert!((fatigue + session_fatigue(300.0, 300.0, 1.0) - 0.038).abs() < 0.001);
    }

    #[test]
    fn performance_falls_with_fatigue() {
        let performance = expected_performance(100.0, [(0.7, 0.10), (0.3, 0.0)], 0.02, 0.97);
        assert!((performance - 100.0 * 0.93 * 0.98 * 0.97).abs() < 1e-9);
    }
}
