//! Series of daily loads: chronic and acute load, monotony and strain.
//!
//! Gains follow GoldenCheetah, `1 − e^(−1/τ)` with 42 and 7 days (seen). Monotony and strain: Foster 1998 (memory),
//! with the sample standard deviation and zeros included. Of these only monotony enters decisions; the rest is for
//! charts: ratios of acute to chronic load carry spurious correlation (Lolli 2019, Impellizzeri 2020, seen) and are
//! never a risk of injury.

/// Time constant of chronic load (CTL), days.
pub const CHRONIC_D: f64 = 42.0;
/// Time constant of acute load (ATL), days.
pub const ACUTE_D: f64 = 7.0;
/// Monotony above this is all the same to the eye.
pub const MONOTONY_MAX: f64 = 10.0;
/// Known days of seven without which monotony is unknown. Design.
pub const MONOTONY_KNOWN_DAYS_MIN: usize = 5;

/// The gain of an exponentially weighted mean with time constant `tau` steps.
#[must_use]
pub fn gain(tau: f64) -> f64 {
    1.0 - libm::exp(-1.0 / tau)
}

/// Monotony of daily loads: mean over sample standard deviation, at most 10; 0 for no load at all.
#[must_use]
pub fn monotony(loads: &[f64]) -> f64 {
    spread(loads, loads.len() as f64 - 1.0)
}

/// Monotony with the population standard deviation, as some programs show it.
#[must_use]
pub fn monotony_population(loads: &[f64]) -> f64 {
    spread(loads, loads.len() as f64)
}

fn spread(loads: &[f64], degrees: f64) -> f64 {
    let sum: f64 = loads.iter().sum();
    if loads.len() < 2 || sum <= 0.0 {
        return 0.0;
    }
    let mean = sum / loads.len() as f64;
    let variance = loads.iter().map(|load| (load - mean) * (load - mean)).sum::<f64>() / degrees;
    if variance <= 0.0 { MONOTONY_MAX } else { (mean / variance.sqrt()).min(MONOTONY_MAX) }
}

/// Strain: the sum of the loads times their monotony.
#[must_use]
pub fn strain(loads: &[f64]) -> f64 {
    loads.iter().sum::<f64>() * monotony(loads)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64, tolerance: f64) {
        assert!((a - b).abs() <= tolerance, "{a} is not {b}");
    }

    #[test]
    fn monotony_in_both_conventions() {
        let week = [0.0, 20.0, 10.0, 10.0, 10.0, 10.0, 10.0];
        close(monotony_population(&week), 1.8708, 5e-5);
        close(monotony(&week), 1.7321, 5e-5);
        close(strain(&week), 121.24, 5e-3);
    }

    #[test]
    fn hard_and_easy_days_against_equal_ones() {
        let hard_easy = [600.0, 0.0, 600.0, 0.0, 600.0, 0.0, 0.0];
        let equal = [300.0, 240.0, 300.0, 260.0, 300.0, 240.0, 160.0];
        close(monotony(&hard_easy), 0.802, 5e-4);
        close(monotony(&equal), 5.052, 5e-4);
        close(strain(&hard_easy), 1443.0, 1.0);
        close(strain(&equal), 9094.0, 1.0);
    }

    #[test]
    fn edges() {
        assert_eq!(monotony(&[100.0; 7]), MONOTONY_MAX);
        assert_eq!(monotony(&[0.0; 7]), 0.0);
        assert_eq!(monotony(&[]), 0.0);
        close(gain(7.0), 0.1331, 5e-5);
    }
}
