//! The table that `rustdag evidence` prints, held as a test, with the official rules loaded.

use rustdag_core::rule::RuleSet;
use rustdag_evidence::{Outcome, Part, Required, Row, evidence};
use rustdag_host::{Host, OFFICIAL};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The whole table, computed once.
static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    rustdag_built_rules::place_in(folder.path());
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert!(loaded.refused.is_empty(), "{:?}", loaded.refused);
    evidence(&loaded.rules)
});

#[test]
fn every_row_passes() {
    let failed: Vec<_> = TABLE.iter().filter(|row| !row.passes()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn every_row_has_an_id_of_its_own_and_says_what_it_is_about() {
    let ids: BTreeSet<_> = TABLE.iter().map(|row| &row.id).collect();
    assert_eq!(ids.len(), TABLE.len());
    assert!(TABLE.iter().all(|row| !row.claim.is_empty() && !row.source.is_empty()));
}

/// The numbers of a part's groups.
fn numbers(part: Part) -> Vec<u8> {
    let rows = TABLE.iter().filter(|row| row.part == part);
    let number = |row: &Row| row.id.trim_start_matches(['S', 'M', 'B']).split('.').next().unwrap().parse().unwrap();
    rows.map(number).collect::<BTreeSet<u8>>().into_iter().collect()
}

#[test]
fn no_vector_and_no_scenario_is_forgotten() {
    let vectors =
        [1, 3, 4, 6, 7, 9, 10, 11, 13, 15, 16, 17, 18, 19, 20, 22, 23, 25, 27, 28, 29, 30, 31, 32, 33, 34, 35];
    assert_eq!(numbers(Part::Vector), vectors);
    assert_eq!(numbers(Part::Scenario), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    assert_eq!(numbers(Part::Simulation), [1, 2, 3, 4]);
    assert_eq!(numbers(Part::Build), [1]);
}

#[test]
fn tolerances_of_vectors_are_no_wider_than_a_hundredth_of_what_is_expected() {
    // But for numbers that were published rounded to whole ones.
    for row in TABLE.iter().filter(|row| row.part == Part::Vector) {
        let Required::Near { value, tolerance } = row.required else { panic!("{row:?}") };
        assert!(tolerance <= 0.5_f64.max(value.abs() / 100.0), "{row:?}");
        assert!(tolerance > 0.0, "{row:?}");
    }
}

#[test]
fn without_rules_nothing_fails_and_what_needs_them_says_so() {
    let rows = evidence(&RuleSet::default());
    assert_eq!(rows.len(), TABLE.len());
    assert!(!rows.iter().any(Row::fails));
    let needing: BTreeSet<_> = rows
        .iter()
        .filter(|row| matches!(row.outcome, Outcome::Needs(_)))
        .map(|row| row.id.split('.').next().unwrap())
        .collect();
    assert_eq!(needing.into_iter().collect::<Vec<_>>(), ["S10", "S3", "S4", "S5", "S8", "S9"]);
}
