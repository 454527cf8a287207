//! The table of evidence: rows under the source they share, numbers in columns, and how many rows pass.

use crate::render::page::{self, Page};
use crate::render::{WIDTH_MAX, WIDTH_MIN, ink};
use rustdag_evidence::Row;

/// Narrowest column for claims; where there is less room they stand above their numbers.
const CLAIM_MIN: usize = 24;
/// Columns between columns.
const GAP: usize = 2;
/// What the heading calls the numbers.
const TITLES: [&str; 3] = ["expected", "ours", "±"];
const PASSES: &str = "pass";
const FAILS: &str = "FAIL";

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
        let result = if row.passes { PASSES.to_owned() } else { ink::paint(ink::WARNING, FAILS) };
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
        "A row that passes shows that a formula is computed as its source has it, not that it is true of people. The \
         acceptance scenarios, whole weeks of training, are tests of the engine and not in this table.",
    );
    let passed = rows.iter().filter(|row| row.passes).count();
    page.line(&format!("{passed} of {} rows pass.", rows.len()));
    page.finish()
}

/// What was expected with the decimals that its tolerance speaks of, ours with one more, and the tolerance.
fn numbers(row: &Row) -> [String; 3] {
    let decimals = decimals(row.tolerance);
    let more = decimals + 1;
    let ours = if row.ours.is_finite() { format!("{:.more$}", row.ours) } else { "none".to_owned() };
    [format!("{:.decimals$}", row.expected), ours, format!("{}", row.tolerance)]
}

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
    use rustdag_evidence::{Certainty, evidence};

    fn shown(width: usize, rows: &[Row]) -> String {
        anstream::adapter::strip_str(&evidence_table(width, rows)).to_string()
    }

    fn row(expected: f64, ours: f64, tolerance: f64, passes: bool) -> Row {
        let claim = "load of 75 min at effort 7".to_owned();
        let certainty = Certainty::PublishedFormula;
        Row { id: "17.1".to_owned(), claim, source: "Foster 2001", expected, ours, tolerance, certainty, passes }
    }

    #[test]
    fn numbers_stand_in_columns() {
        let rows = [row(525.0, 525.0, 0.5, true), row(1.73, 1.739, 0.005, false), row(2.0, f64::NAN, 0.05, false)];
        let text = shown(80, &rows);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0].trim(), "expected   ours      ±");
        assert_eq!(lines[2], "Foster 2001 (published formula)");
        let ends = |line: &str, end| assert!(line.ends_with(end), "{text}");
        ends(lines[3], "525  525.0    0.5  pass");
        ends(lines[4], "1.73  1.739  0.005  FAIL");
        ends(lines[5], "2.0   none   0.05  FAIL");
        assert_eq!(lines.last(), Some(&"1 of 3 rows pass."));
    }

    #[test]
    fn the_table_is_never_wider_than_the_page() {
        for width in [40, 52, 62, 80, 100] {
            let text = shown(width, &evidence());
            for line in text.lines() {
                assert!(page::width(line) <= width, "{width}: {line}");
            }
        }
    }
}
