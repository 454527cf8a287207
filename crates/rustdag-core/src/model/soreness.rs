//! What soreness of a muscle, 0 to 10, says about its fatigue.
//!
//! `y = 10 · F_s / 0.15` with a standard deviation of 2 (design): soreness is common, late and only loosely tied to what a
//! muscle can do. The scale ends at 0 and 10, so an answer at an end only says that what was felt lies there or
//! beyond; such an answer counts by the slope and the curvature of its likelihood (Tobit; memory). Soreness comes
//! late: within half a day of a bout it says nothing yet (design).
//!
//! Symbols: `y` points; `μ` points expected; `F_s` slow fatigue, a fraction.

use super::normal;

/// Standard deviation of an answer, points.
pub const NOISE: f64 = 2.0;
/// Hours after a bout in which soreness says nothing yet.
pub const SILENT_H: f64 = 12.0;
/// Answers are mostly whole numbers: beyond these halves they stand for an end of the scale.
const ENDS: (f64, f64) = (0.5, 9.5);
const POINTS: f64 = 10.0;
const FATIGUE: f64 = 0.15;

/// Soreness expected at a slow fatigue, points, before the scale ends; also its slope in the fatigue.
#[must_use]
pub fn expected(slow: f64) -> (f64, f64) {
    let slope = POINTS / FATIGUE;
    (slope * slow, slope)
}

/// An answer as a number with a normal noise: how far above `expected` it lies, and the variance.
#[must_use]
pub fn told(answer: f64, expected: f64) -> (f64, f64) {
    let (sign, end) = if answer < ENDS.0 {
        (-1.0, ENDS.0)
    } else if answer > ENDS.1 {
        (1.0, ENDS.1)
    } else {
        return (answer - expected, NOISE * NOISE);
    };
    // How far inside the scale the answer was expected, in standard deviations; its hazard there.
    let inside = sign * (end - expected) / NOISE;
    let hazard = normal::hazard(inside);
    let precision = hazard * (hazard - inside) / (NOISE * NOISE);
    (sign * hazard / NOISE / precision, 1.0 / precision)
}

/// What an answer tells at most of the points expected, on average over the answers that may come: Fisher's
/// information, per point squared.
#[must_use]
pub fn information(expected: f64) -> f64 {
    let (low, high) = ((ENDS.0 - expected) / NOISE, (ENDS.1 - expected) / NOISE);
    let density = normal::density;
    let inner = normal::below(high) - normal::below(low) + low * density(low) - high * density(high);
    let ends = density(low) * normal::hazard(-low) + density(high) * normal::hazard(high);
    (inner + ends) / (NOISE * NOISE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_inside_the_scale_is_a_number() {
        assert_eq!(told(6.0, 4.0), (2.0, 4.0));
    }

    #[test]
    fn no_soreness_where_little_was_expected_says_little() {
        let (surprise, variance) = told(0.0, 1.0);
        assert!(surprise < 0.0 && variance > 4.0, "{surprise} {variance}");
        let (far, nearly) = told(0.0, 9.0);
        assert!((far + 9.0).abs() < 1.0 && nearly < 4.5, "{far} {nearly}");
        let (up, variance) = told(10.0, 9.0);
        assert!(up > 0.0 && variance > 4.0);
    }

    #[test]
    fn the_ends_lose_information() {
        assert!((information(5.0) - 0.25).abs() < 0.005);
        assert!(information(0.0) < 0.22 && information(0.0) > 0.12, "{}", information(0.0));
        // On average over answers, slope squared times precision is the information.
        let mean = 1.0;
        let steps = 4000;
        let width = 16.0 * NOISE / f64::from(steps);
        let sum: f64 = (0..steps)
            .map(|step| {
                let felt = mean - 8.0 * NOISE + width * (f64::from(step) + 0.5);
                let (surprise, variance) = told(felt.clamp(0.0, 10.0), mean);
                let score = surprise / variance;
                score * score * normal::density((felt - mean) / NOISE) / NOISE * width
            })
            .sum();
        assert!((sum - information(mean)).abs() < 1e-3, "{sum} {}", information(mean));
    }
}
