//! What was published or computed elsewhere, beside what the engine gives for the same input.
//!
//! Expected numbers are data, ours are computed by the models of `rustdag-core` when asked for. A row that passes shows
//! that a formula is computed as its source has it; whether the formula is true of people is what its source and grade
//! are for. The acceptance scenarios, whole weeks of training, are tests of `rustdag-core` (`tests/scenarios.rs`) and are
//! not repeated here.
#![forbid(unsafe_code)]

mod row;
mod vector;
mod vectors;

pub use row::{Certainty, Row};

/// Every row, in the order of its vector's number.
#[must_use]
pub fn evidence() -> Vec<Row> {
    let mut vectors = vectors::all();
    vectors.sort_by_key(|vector| vector.number);
    vectors.into_iter().flat_map(|vector| vector.rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_passes() {
        let failed: Vec<_> = evidence().into_iter().filter(|row| !row.passes).collect();
        assert!(failed.is_empty(), "{failed:#?}");
    }

    #[test]
    fn every_row_has_an_id_of_its_own_and_says_what_it_is_about() {
        let rows = evidence();
        let ids: BTreeSet<_> = rows.iter().map(|row| &row.id).collect();
        assert_eq!(ids.len(), rows.len());
        assert!(rows.iter().all(|row| !row.claim.is_empty() && !row.source.is_empty()));
    }

    #[test]
    fn no_vector_is_forgotten() {
        let numbers: BTreeSet<u8> =
            evidence().iter().map(|row| row.id.split('.').next().unwrap().parse().unwrap()).collect();
        let expected = [1, 3, 4, 6, 7, 9, 10, 11, 13, 15, 16, 17, 18, 19, 20, 22, 23, 25, 27, 28, 29, 30, 31, 32];
        assert_eq!(numbers.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn tolerances_are_no_wider_than_a_hundredth_of_what_is_expected() {
        // But for numbers that were published rounded to whole ones.
        for row in evidence() {
            assert!(row.tolerance <= 0.5_f64.max(row.expected.abs() / 100.0), "{row:?}");
            assert!(row.tolerance > 0.0, "{row:?}");
        }
    }
}
