//! The table of evidence: rows under the source they share, numbers in columns, and how many rows pass.

use crate::render::page::{self, Page};
use crate::render::{WIDTH_MAX, WIDTH_MIN, ink};
use rustdag_evidence::{Outcome, Part, Required, Row};
use std::collections::BTreeSet;

/// Narrowest column for claims; where there is less room they stand above their numbers.
const CLAIM_MIN: usize = 24;
/// Columns between columns.
const GAP: usize = 2;
/// What the heading calls the numbers.
const TITLES: [&str; 3] = ["required", "ours", "±"];
const PASSES: &str = "pass";
const FAILS: &str = "FAIL";
const NOT_ASKED: &str = "-";

/// The whole table, as wide as the page.
pub(crate) fn evidence_table(width: usize, rows: &[Row]) -> String {
    let mut page = Page::new(width.clamp(WIDTH_MIN, WIDTH_MAX));
    let numbers: Vec<_> = rows.iter().map(numbers).collect();
    let widest = |of: &dyn Fn(usize) -> usize| (0..rows.len()).map(of).max().unwrap_or(0);
    let id = widest(&|row| page::width(&rows[row].id)) + GAP;
    let columns: [usize; 3] = std::array::from_fn(|column| {
        GAP + widest(&|row| page::width(&numbers[row][column])).max(page::width(TITLES[column]))
    });
    let behind = columns.iter().sum::<usize>() + GAP + PASSES.len();
    let claim = page.width().saturating_sub(id + behind);
    let is_narrow = claim < CLAIM_MIN;
    let in_columns = |cells: &[&str; 3]| -> String {
        cells.iter().zip(columns).map(|(cell, columns)| page::pad_left(cell, columns)).collect()
    };

    let before = if is_narrow { id.min(page.width().saturating_sub(behind)) } else { id + claim };
    page.line(&format!("{:before$}{}", "", ink::paint(ink::HEADING, &in_columns(&TITLES))));
    let mut source = None;
    for (row, numbers) in rows.iter().zip(&numbers) {
        if source.replace((row.source, row.certainty)) != Some((row.source, row.certainty)) {
            page.blank();
            for line in page::wrap(&format!("{} ({})", row.source, row.certainty), page.width()) {
                page.line(&ink::paint(ink::HEADING, &line));
            }
        }
        let numbers = in_columns(&numbers.each_ref().map(String::as_str));
        let result = match row.outcome {
            Outcome::Passes => PASSES.to_owned(),
            Outcome::Fails => ink::paint(ink::WARNING, FAILS),
            Outcome::Needs(_) => NOT_ASKED.to_owned(),
        };
        let numbers = format!("{numbers}{:GAP$}{result}", "");
        let label = page::pad(&row.id, id);
        if is_narrow {
            page.labelled(0, &label, &row.claim);
            page.line(&format!("{:before$}{numbers}", ""));
        } else {
            let mut lines = page::wrap(&row.claim, claim).into_iter();
            let first = page::pad(&lines.next().unwrap_or_default(), claim);
            page.line(&format!("{label}{first}{numbers}"));
            lines.for_each(|line| page.line(&format!("{:id$}{line}", "")));
        }
    }
    page.blank();
    page.labelled(
        0,
        "",
        "A number of a formula that passes shows that the formula is computed as its source has it, a scenario that the \
         model as a whole keeps to a claim; neither that it is true of people.",
    );
    summary(&mut page, rows);
    page.finish()
}

/// How many rows pass, and why some were not asked.
fn summary(page: &mut Page, rows: &[Row]) {
    let mut missing = BTreeSet::new();
    let mut not_asked = 0;
    for row in rows {
        if let Outcome::Needs(rules) = &row.outcome {
            not_asked += 1;
            missing.extend(rules.iter().copied());
        }
    }
    if not_asked > 0 {
        let text = format!("Not asked, marked -: {not_asked} of the rows; they need rules that are not loaded: ");
        page.labelled(0, "", &format!("{text}{}.", missing.into_iter().collect::<Vec<_>>().join(", ")));
    }
    let count = |is: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    for part in [Part::Vector, Part::Scenario, Part::Simulation, Part::Build] {
        let (passed, all) = (count(&|row| row.part == part && row.passes()), count(&|row| row.part == part));
        if all > 0 {
            page.labelled(0, "", &format!("{passed} of {all} rows about {} pass.", about(part)));
        }
    }
    page.line(&format!("{} of {} rows pass.", count(&Row::passes), rows.len()));
}

fn about(part: Part) -> &'static str {
    match part {
        Part::Vector => "single formulas",
        Part::Scenario => "scenarios",
        Part::Simulation => "simulated members",
        Part::Build => "this build",
    }
}

/// What is required, ours, and the tolerance: what was expected with the decimals that its tolerance speaks of, ours
/// with one more.
fn numbers(row: &Row) -> [String; 3] {
    let exact = |bound: f64| if bound < 1e-6 { format!("{bound:e}") } else { format!("{bound}") };
    let (required, decimals, tolerance) = match row.required {
        Required::Near { value, tolerance } => {
            let decimals = decimals(tolerance).min(DECIMALS_MAX);
            (format!("{value:.decimals$}"), decimals, exact(tolerance))
        }
        Required::AtLeast(least) => (format!("≥ {least}"), OF_BOUNDS, String::new()),
        Required::AtMost(most) => (format!("≤ {most}"), OF_BOUNDS, String::new()),
        Required::Above(bound) => (format!("> {bound}"), OF_BOUNDS, String::new()),
        Required::Below(bound) => (format!("< {bound}"), OF_BOUNDS, String::new()),
        Required::Between(least, most) => (format!("{least}–{most}"), OF_BOUNDS, String::new()),
        Required::Yes => ("yes".to_owned(), 0, String::new()),
    };
    let more = decimals + 1;
    let ours = match (row.required, &row.outcome) {
        (_, Outcome::Needs(_)) => "no rule".to_owned(),
        (Required::Yes, _) if row.ours == 1.0 => "yes".to_owned(),
        (Required::Yes, _) => "no".to_owned(),
        _ if row.ours.is_finite() => format!("{:.more$}", row.ours),
        _ => "none".to_owned(),
    };
    [required, ours, tolerance]
}

/// Most decimals of what is expected; where the tolerance is for rounding errors only, more say nothing.
const DECIMALS_MAX: usize = 5;
/// Decimals that ours is shown with, but for one, beside a bound.
const OF_BOUNDS: usize = 2;

/// Decimals of which half the last is no more than the tolerance.
fn decimals(tolerance: f64) -> usize {
    const MOST: usize = 12;
    let mut half = 0.5;
    (0..MOST)
        .find(|_| {
            let is_enough = half <= tolerance * 1.001;
            half /= 10.0;
            is_enough
        })
        .unwrap_or(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::WITHOUT_RULES;
    use rustdag_evidence::Certainty;

    fn shown(width: usize, rows: &[Row]) -> String {
        anstream::adapter::strip_str(&evidence_table(width, rows)).to_string()
    }

    fn row(value: f64, ours: f64, tolerance: f64, passes: bool) -> Row {
        let claim = "load of 75 min at effort 7".to_owned();
        let certainty = Certainty::PublishedFormula;
        let outcome = if passes { Outcome::Passes } else { Outcome::Fails };
        let required = Required::Near { value, tolerance };
        Row {
            part: Part::Vector,
            id: "17.1".to_owned(),
            claim,
            source: "Foster 2001",
            required,
            ours,
            certainty,
            outcome,
        }
    }

    #[test]
    fn numbers_stand_in_columns() {
        let rows = [row(525.0, 525.0, 0.5, true), row(1.73, 1.739, 0.005, false), row(2.0, f64::NAN, 0.05, false)];
        let text = shown(80, &rows);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0].trim(), "required   ours      ±");
        assert_eq!(lines[2], "Foster 2001 (published formula)");
        let ends = |line: &str, end| assert!(line.ends_with(end), "{text}");
        ends(lines[3], "525  525.0    0.5  pass");
        ends(lines[4], "1.73  1.739  0.005  FAIL");
        ends(lines[5], "2.0   none   0.05  FAIL");
        assert_eq!(lines.last(), Some(&"1 of 3 rows pass."));
    }

    #[test]
    fn bounds_and_yes_stand_as_they_are_said() {
        let mut rows = vec![row(0.0, 1.07, 0.0, true); 4];
        rows[0].required = Required::AtMost(1.15);
        rows[1].required = Required::Between(0.2, 0.25);
        (rows[2].required, rows[2].ours) = (Required::Yes, 1.0);
        (rows[3].required, rows[3].outcome) = (Required::Below(1.5), Outcome::Needs(vec!["sleep"]));
        let text = shown(100, &rows);
        for part in ["≤ 1.15    1.070", "0.2–0.25    1.070", "yes      yes", "< 1.5  no rule"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert!(
            text.contains("Not asked, marked -: 1 of the rows; they need rules that are not loaded: sleep."),
            "{text}"
        );
        assert!(text.ends_with("3 of 4 rows about single formulas pass.\n3 of 4 rows pass.\n"), "{text}");
    }

    #[test]
    fn the_table_is_never_wider_than_the_page() {
        for width in [40, 52, 62, 80, 100] {
            let text = shown(width, &WITHOUT_RULES);
            for line in text.lines() {
                assert!(page::width(line) <= width, "{width}: {line}");
            }
        }
    }
}
