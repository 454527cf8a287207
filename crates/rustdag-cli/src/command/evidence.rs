//! `evidence`: every number that was published or computed elsewhere, every scenario, and what the engine gives for it.

use super::{banister, pmdata};
use crate::args::{Evidence, Format, RulePlaces};
use crate::failure::Failure;
use crate::language;
use crate::output::Output;
use crate::render::evidence_table;
use crate::rules;
use rustdag_evidence::{Outcome, Required, Row, evidence};
use serde::Serialize;

/// The table, for programs.
#[derive(Serialize)]
struct Listed<'a> {
    rows: Vec<ListedRow<'a>>,
    passed: usize,
    failed: usize,
    /// Rows that could not be asked without a rule.
    not_asked: usize,
    all: usize,
}

#[derive(Serialize)]
struct ListedRow<'a> {
    id: &'a str,
    part: &'static str,
    claim: &'a str,
    source: &'a str,
    required: ListedRequired,
    /// `null` where the engine gives nothing; 1 for yes and 0 for no.
    ours: f64,
    certainty: &'static str,
    result: &'static str,
    passes: bool,
    /// Rules without which the row cannot be asked, and which are not loaded.
    needs_rules: &'a [&'static str],
}

/// What a number must be: in one of these ways.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum ListedRequired {
    Near { expected: f64, tolerance: f64 },
    AtLeast(f64),
    AtMost(f64),
    Above(f64),
    Below(f64),
    Between(f64, f64),
    Yes,
}

impl From<Required> for ListedRequired {
    fn from(required: Required) -> Self {
        match required {
            Required::Near { value, tolerance } => Self::Near { expected: value, tolerance },
            Required::AtLeast(least) => Self::AtLeast(least),
            Required::AtMost(most) => Self::AtMost(most),
            Required::Above(bound) => Self::Above(bound),
            Required::Below(bound) => Self::Below(bound),
            Required::Between(least, most) => Self::Between(least, most),
            Required::Yes => Self::Yes,
        }
    }
}

pub(crate) fn run(asked: &Evidence, output: Output) -> Result<(), Failure> {
    if let Some(file) = &asked.banister {
        return banister::run(asked, file, output);
    }
    if let Some(folder) = &asked.pmdata {
        return pmdata::run(folder, asked.format, output);
    }
    let places = RulePlaces { rules: asked.rules.clone(), ..RulePlaces::default() };
    let loaded = rules::load(&places, language::of(None), output);
    let rows = evidence(&loaded.rules);
    output.answer(&match asked.format {
        Format::Json => serde_json::to_string_pretty(&listed(&rows))
            .map_err(|error| Failure::input(format!("the table cannot be written: {error}")))?,
        Format::Text => evidence_table(output.width(), &rows),
    })?;
    verdict(&rows, asked.rules.is_some())
}

fn listed(rows: &[Row]) -> Listed<'_> {
    let count = |is: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    Listed {
        passed: count(&Row::passes),
        failed: count(&Row::fails),
        not_asked: count(&|row| matches!(row.outcome, Outcome::Needs(_))),
        all: rows.len(),
        rows: rows.iter().map(listed_row).collect(),
    }
}

fn listed_row(row: &Row) -> ListedRow<'_> {
    let (result, needs_rules): (_, &[_]) = match &row.outcome {
        Outcome::Passes => ("pass", &[]),
        Outcome::Fails => ("fail", &[]),
        Outcome::Needs(rules) => ("not asked", rules),
    };
    ListedRow {
        id: &row.id,
        part: row.part.as_str(),
        claim: &row.claim,
        source: row.source,
        required: row.required.into(),
        ours: row.ours,
        certainty: row.certainty.as_str(),
        result,
        passes: row.passes(),
        needs_rules,
    }
}

/// A table with a row that fails is no success, however it was written. Who says where the rules are wants them asked.
fn verdict(rows: &[Row], rules_were_named: bool) -> Result<(), Failure> {
    let fails = |row: &&Row| row.fails() || (rules_were_named && !row.passes());
    let failed: Vec<_> = rows.iter().filter(fails).map(|row| row.id.as_str()).collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::input(format!("the engine does not give what is expected in {}", failed.join(", "))))
}

/// The table without rules, computed once: thousands of members are simulated for it.
#[cfg(test)]
pub(crate) static WITHOUT_RULES: std::sync::LazyLock<Vec<Row>> =
    std::sync::LazyLock::new(|| evidence(&rustdag_core::rule::RuleSet::default()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_that_fails_is_told_and_fails_the_command() {
        let mut rows = WITHOUT_RULES.clone();
        let not_asked = rows.iter().filter(|row| matches!(row.outcome, Outcome::Needs(_))).count();
        assert_eq!(verdict(&rows, false), Ok(()));
        rows[1].outcome = Outcome::Fails;
        rows[1].ours = f64::NAN;
        let failure = verdict(&rows, false).unwrap_err();
        assert_eq!(failure.status(), 1);
        assert_eq!(failure.to_string(), "the engine does not give what is expected in 1.2.");
        let listed = serde_json::to_value(listed(&rows)).unwrap();
        assert_eq!((&listed["failed"], &listed["not_asked"]), (&1.into(), &not_asked.into()));
        assert_eq!(listed["passed"], rows.len() - 1 - not_asked);
        assert!(listed["rows"][1]["ours"].is_null());
    }

    #[test]
    fn a_rule_that_is_not_where_it_was_said_to_be_fails_what_needs_it() {
        let rows: &[Row] = &WITHOUT_RULES;
        assert!(rows.iter().any(|row| matches!(row.outcome, Outcome::Needs(_))));
        assert_eq!(verdict(rows, false), Ok(()));
        let failure = verdict(rows, true).unwrap_err().to_string();
        assert!(failure.contains("S3.") && failure.contains("S9."), "{failure}");
    }
}
