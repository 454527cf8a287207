//! `evidence`: every number that was published or computed elsewhere, and what the engine gives for it.

use crate::args::{Evidence, Format};
use crate::failure::Failure;
use crate::output::Output;
use crate::render::evidence_table;
use rustdag_evidence::{Row, evidence};
use serde::Serialize;

/// The table, for programs.
#[derive(Serialize)]
struct Listed<'a> {
    rows: Vec<ListedRow<'a>>,
    passed: usize,
    all: usize,
}

#[derive(Serialize)]
struct ListedRow<'a> {
    id: &'a str,
    claim: &'a str,
    source: &'a str,
    expected: f64,
    /// `null` where the engine gives nothing.
    ours: f64,
    tolerance: f64,
    certainty: &'static str,
    passes: bool,
}

pub(crate) fn run(asked: &Evidence, output: Output) -> Result<(), Failure> {
    let rows = evidence();
    output.answer(&match asked.format {
        Format::Json => serde_json::to_string_pretty(&listed(&rows))
            .map_err(|error| Failure::input(format!("the table cannot be written: {error}")))?,
        Format::Text => evidence_table(output.width(), &rows),
    })?;
    verdict(&rows)
}

fn listed(rows: &[Row]) -> Listed<'_> {
    Listed {
        passed: rows.iter().filter(|row| row.passes).count(),
        all: rows.len(),
        rows: rows
            .iter()
            .map(|row| ListedRow {
                id: &row.id,
                claim: &row.claim,
                source: row.source,
                expected: row.expected,
                ours: row.ours,
                tolerance: row.tolerance,
                certainty: row.certainty.as_str(),
                passes: row.passes,
            })
            .collect(),
    }
}

/// A table with a row that fails is no success, however it was written.
fn verdict(rows: &[Row]) -> Result<(), Failure> {
    let failed: Vec<_> = rows.iter().filter(|row| !row.passes).map(|row| row.id.as_str()).collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::input(format!("the engine does not give what is expected in {}", failed.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_that_fails_is_told_and_fails_the_command() {
        let mut rows = evidence();
        assert_eq!(verdict(&rows), Ok(()));
        rows[1].passes = false;
        rows[1].ours = f64::NAN;
        let failure = verdict(&rows).unwrap_err();
        assert_eq!(failure.status(), 1);
        assert_eq!(failure.to_string(), "the engine does not give what is expected in 1.2.");
        let listed = serde_json::to_value(listed(&rows)).unwrap();
        assert_eq!(listed["passed"], rows.len() - 1);
        assert!(listed["rows"][1]["ours"].is_null());
    }
}
