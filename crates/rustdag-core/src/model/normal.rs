//! The normal distribution: its density, what lies below a value, and the hazard. Textbook formulas (memory).
//!
//! Symbols: values in standard deviations.

/// `1/√(2π)`.
const DENSITY_AT_0: f64 = 0.398_942_280_401_432_7;
/// Beyond this, what lies above a value is too little to divide by, and the hazard is taken from its expansion.
const FAR: f64 = 30.0;

/// Density at a value.
#[must_use]
pub fn density(value: f64) -> f64 {
    DENSITY_AT_0 * libm::exp(-0.5 * value * value)
}

/// Probability of less than a value.
#[must_use]
pub fn below(value: f64) -> f64 {
    0.5 * libm::erfc(-value * core::f64::consts::FRAC_1_SQRT_2)
}

/// Density over the probability of more than a value: above the value itself for all of them.
#[must_use]
pub fn hazard(value: f64) -> f64 {
    if value > FAR { value + 1.0 / value } else { density(value) / below(-value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_tables() {
        assert!((below(1.281_551_565_545) - 0.9).abs() < 1e-9);
        assert!((below(-1.96) - 0.024_997_9).abs() < 1e-7);
        assert!((hazard(0.0) - 0.797_884_560_8).abs() < 1e-9);
        assert!((hazard(30.0) - hazard(30.000_001)).abs() < 1e-4);
    }
}
