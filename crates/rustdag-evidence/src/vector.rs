//! Rows that share a source: one vector of the model's validation.

use crate::row::{Certainty, Row};

/// A sum of roundings may miss half a digit by this part of it.
const ROUNDING: f64 = 1e-9;

/// One vector.
#[derive(Clone, Debug)]
pub(crate) struct Vector {
    pub number: u8,
    pub rows: Vec<Row>,
    certainty: Certainty,
    source: &'static str,
}

impl Vector {
    pub fn new(number: u8, certainty: Certainty, source: &'static str) -> Self {
        Self { number, rows: Vec::new(), certainty, source }
    }

    /// A number rounded to so many decimals: ours may differ by half of the last.
    pub fn rounded(self, claim: impl Into<String>, expected: f64, decimals: i32, ours: Option<f64>) -> Self {
        let half = 0.5 / (0..decimals).fold(1.0, |power, _| power * 10.0);
        self.within(claim, expected, half, ours)
    }

    /// A number with a tolerance of its own.
    pub fn within(mut self, claim: impl Into<String>, expected: f64, tolerance: f64, ours: Option<f64>) -> Self {
        let ours = ours.unwrap_or(f64::NAN);
        self.rows.push(Row {
            id: format!("{}.{}", self.number, self.rows.len() + 1),
            claim: claim.into(),
            source: self.source,
            expected,
            ours,
            tolerance,
            certainty: self.certainty,
            // Not a number is as far away as can be.
            passes: (ours - expected).abs() <= tolerance * (1.0 + ROUNDING),
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_last_decimal_passes_and_more_does_not() {
        let vector = Vector::new(6, Certainty::PublishedFormula, "a test")
            .rounded("just", 38.0, 0, Some(37.5))
            .rounded("not", 38.0, 0, Some(37.49))
            .rounded("finer", 1.732, 3, Some(1.7324))
            .rounded("finer, not", 1.732, 3, Some(1.7326))
            .rounded("nothing", 0.0, 0, None)
            .within("endless", 1.0, 1.0, Some(f64::INFINITY));
        let passes: Vec<_> = vector.rows.iter().map(|row| row.passes).collect();
        assert_eq!(passes, [true, false, true, false, false, false]);
        assert_eq!(vector.rows[2].id, "6.3");
    }
}
