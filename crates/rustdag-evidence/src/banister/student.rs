//! Student's t: how far a parameter may be off with few tests.

/// Steps that halve the range of quantiles down to rounding.
const HALVINGS: usize = 200;
/// Quantile of one degree of freedom at levels asked for here, and so of any number of them, lies below this.
const QUANTILE_MAX: f64 = 1e4;

/// Value that |t| with so many degrees of freedom exceeds with a chance of `1 − inside`.
pub(super) fn two_sided_quantile(inside: f64, degrees: usize) -> f64 {
    let (mut low, mut high) = (0.0, QUANTILE_MAX);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if probability_inside(middle, degrees) < inside { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// Chance that |t| is below a value: the finite sums for whole degrees of freedom (Abramowitz & Stegun 26.7.3–4, memory).
fn probability_inside(t: f64, degrees: usize) -> f64 {
    let angle = libm::atan(t / (degrees as f64).sqrt());
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    let is_odd = degrees % 2 == 1;
    let mut term = if is_odd { cos } else { 1.0 };
    let mut sum = if degrees == 1 { 0.0 } else { term };
    let mut below = if is_odd { 3 } else { 2 };
    while below < degrees {
        term *= cos * cos * (below - 1) as f64 / below as f64;
        sum += term;
        below += 2;
    }
    if is_odd { (angle + sin * sum) * std::f64::consts::FRAC_2_PI } else { sin * sum }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (degrees, expected) in
            [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042)]
        {
            let quantile = two_sided_quantile(0.95, degrees);
            assert!((quantile - expected).abs() < 5e-4, "{degrees}: {quantile}");
        }
    }
}
