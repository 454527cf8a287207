//! A fit of impulse and response: its numbers, and in plain words what they do not tell.

use crate::render::page::{self, Page};
use crate::render::{WIDTH_MAX, WIDTH_MIN, ink};
use rustdag_evidence::banister::{Fit, NAMES, Parameter};

/// Columns between columns.
const GAP: usize = 2;
/// Digits of a number that anybody may read anything from.
const DIGITS: i32 = 4;
/// From this correlation on the text speaks of it.
const CORRELATED: f64 = 0.9;
const HEADINGS: [&str; 4] = ["", "value", "95 % interval", "hardly worse"];

/// The whole answer.
pub(crate) fn banister_fit(width: usize, file: &str, fit: &Fit) -> String {
    let mut page = Page::new(width.clamp(WIDTH_MIN, WIDTH_MAX));
    let (days, tests) = fit.size;
    page.labelled(0, "", &format!("Impulse and response (Banister) fitted to {file}: {days} days, {tests} tests."));
    page.blank();
    table(&mut page, fit);
    page.blank();
    page.line(&format!("RMSE {}   SSE {}   R² {:.3}", number(fit.rmse), number(fit.sse), fit.r_squared));
    page.line(&ink::paint(
        ink::HEADING,
        if fit.is_poorly_identified() {
            "Poorly identified: do not read these as properties of the athlete."
        } else {
            "Identified, as far as one athlete's tests can say."
        },
    ));
    page.blank();
    for sentence in sentences(fit) {
        page.labelled(0, "- ", &sentence);
    }
    page.finish()
}

fn table(page: &mut Page, fit: &Fit) {
    let rows: Vec<[String; 4]> = fit
        .parameters
        .iter()
        .map(|parameter| {
            let unit = if parameter.name.starts_with('τ') { " d" } else { "" };
            let interval = range(parameter.interval);
            [format!("{}{unit}", parameter.name), number(parameter.value), interval, range(parameter.hardly_worse)]
        })
        .collect();
    let widest = |column: usize| rows.iter().map(|row| page::width(&row[column])).max().unwrap_or(0);
    let columns: [usize; 4] = std::array::from_fn(|column| GAP + widest(column).max(page::width(HEADINGS[column])));
    let line = |cells: [&str; 4]| -> String {
        let label = page::pad(cells[0], columns[0]);
        let rest = cells.iter().zip(columns).skip(1).map(|(cell, columns)| page::pad_left(cell, columns));
        [label].into_iter().chain(rest).collect()
    };
    page.line(&ink::paint(ink::HEADING, &line(HEADINGS)));
    for row in &rows {
        page.line(&line(row.each_ref().map(String::as_str)));
    }
}

/// What the numbers do not tell.
fn sentences(fit: &Fit) -> Vec<String> {
    let [_, gain, other_gain, slow, fast] = fit.parameters;
    let tests = fit.size.1;
    let mut said = vec![format!(
        "Five parameters from {tests} tests: {} left to tell the model from noise.",
        match tests - NAMES.len() {
            1 => "1 is".to_owned(),
            left => format!("{left} are"),
        }
    )];
    said.push(format!(
        "Fits whose squared errors are at most 25 % above the least (hardly worse: nobody could tell them apart) have k1 from \
         {} to {}, k2 from {} to {}, τ1 from {} to {} d and τ2 from {} to {} d.",
        number(gain.hardly_worse.0),
        number(gain.hardly_worse.1),
        number(other_gain.hardly_worse.0),
        number(other_gain.hardly_worse.1),
        number(slow.hardly_worse.0),
        number(slow.hardly_worse.1),
        number(fast.hardly_worse.0),
        number(fast.hardly_worse.1),
    ));
    let open: Vec<_> = fit.parameters.iter().filter(|parameter| parameter.is_open().1).map(of_bound).collect();
    if !open.is_empty() {
        said.push(format!("The tests set no upper end to {}: there the interval ends at the bound.", open.join(", ")));
    }
    if fit.correlation.abs() >= CORRELATED {
        said.push(format!(
            "On the days of the tests fitness and fatigue correlate with {:.4}: what one gain adds the other takes away. \
             Of fits within a thousandth of the least squared error the one with the smallest gains is shown.",
            fit.correlation
        ));
    }
    said.push(format!(
        "With time constants of 42 and 7 days, as charts have them, SSE is {}; without fatigue it is {} at best.",
        number(fit.sse_of_charts),
        number(fit.sse_without_fatigue)
    ));
    said.push(
        "The intervals are profile likelihoods, as if errors were independent and alike. That the tests fitted here are \
         described well does not mean that later ones are: the fatigue term has added no skill in forecasting (Marchal 2025)."
            .to_owned(),
    );
    said
}

fn of_bound(parameter: &Parameter) -> String {
    format!("{} ({})", parameter.name, number(parameter.bounds.1))
}

fn range((low, high): (f64, f64)) -> String {
    format!("{} to {}", number(low), number(high))
}

/// A number with as many decimals as leave it its digits.
fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let before = value.abs().log10().floor() as i32 + 1;
    let decimals = usize::try_from((DIGITS - before).clamp(0, 9)).unwrap_or(0);
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for (value, expected) in [
            (0.0, "0"),
            (1.42663, "1.427"),
            (260.6003, "260.6"),
            (9999.97, "10000"),
            (0.027730, "0.02773"),
            (-3.0, "-3.000"),
        ] {
            assert_eq!(number(value), expected);
        }
    }
}
