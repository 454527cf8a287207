//! Which column holds what, by its name.

use crate::error::ImportError;
use crate::number::{self, NotANumber};
use crate::unit::{DistanceUnit, WeightUnit};

/// How much of an unknown first line an error shows.
const SHOWN_CHARS: usize = 120;

/// Where each value is.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    date: usize,
    workout: usize,
    exercise: usize,
    order: usize,
    weight: usize,
    reps: usize,
    length: Option<usize>,
    effort: Option<usize>,
    seconds: Option<usize>,
    distance: Option<usize>,
    weight_unit: Option<usize>,
    distance_unit: Option<usize>,
    /// Unit of all weights, from the name of their column.
    pub weight_in: Option<WeightUnit>,
    /// Unit of all distances, from the name of their column.
    pub distance_in: Option<DistanceUnit>,
    /// The workout's length is a number of seconds.
    pub length_in_seconds: bool,
    decimal_comma: bool,
}

/// One row, by names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    columns: &'a Columns,
    fields: &'a [String],
}

/// `weight (kg)` as name and unit.
fn split_unit(title: &str) -> (String, Option<String>) {
    let title = title.trim().to_lowercase();
    match title.split_once('(') {
        Some((name, unit)) => (name.trim().to_owned(), Some(unit.trim_end_matches(')').trim().to_owned())),
        None => (title, None),
    }
}

impl Columns {
    /// Finds the columns in a first line.
    pub fn of(header: &[String], separator: u8) -> Result<Self, ImportError> {
        let titles: Vec<(String, Option<String>)> = header.iter().map(|title| split_unit(title)).collect();
        let find = |names: &[&str]| titles.iter().position(|(name, _)| names.contains(&name.as_str()));
        let unit_of = |at: usize| titles[at].1.as_deref().unwrap_or_default();
        let mut missing = Vec::new();
        let mut need = |name: &str, shown: &'static str| {
            find(&[name]).unwrap_or_else(|| {
                missing.push(shown);
                0
            })
        };
        let date = need("date", "Date");
        let workout = need("workout name", "Workout Name");
        let exercise = need("exercise name", "Exercise Name");
        let order = need("set order", "Set Order");
        let weight = need("weight", "Weight");
        let reps = need("reps", "Reps");
        if !missing.is_empty() {
            let line = header.join(&char::from(separator).to_string());
            return Err(ImportError::Header { found: shorten(&line), missing });
        }
        let length = find(&["duration", "workout duration"]);
        let distance = find(&["distance"]);
        Ok(Self {
            date,
            workout,
            exercise,
            order,
            weight,
            reps,
            length,
            effort: find(&["rpe"]),
            seconds: find(&["seconds"]),
            distance,
            weight_unit: find(&["weight unit"]),
            distance_unit: find(&["distance unit"]),
            weight_in: unit_of(weight).parse().ok(),
            distance_in: distance.and_then(|at| unit_of(at).parse().ok()),
            length_in_seconds: length.is_some_and(|at| unit_of(at).starts_with("sec")),
            decimal_comma: separator != b',',
        })
    }

    /// Whether nothing in the file says what unit weights have.
    pub const fn needs_weight_unit(&self) -> bool {
        self.weight_in.is_none() && self.weight_unit.is_none()
    }

    /// A row of this file.
    pub const fn row<'a>(&'a self, fields: &'a [String]) -> Row<'a> {
        Row { columns: self, fields }
    }
}

/// The start of a line, as far as an error shows it.
fn shorten(line: &str) -> String {
    let mut shown: String = line.chars().filter(|letter| !letter.is_control()).take(SHOWN_CHARS).collect();
    if line.chars().count() > SHOWN_CHARS {
        shown.push('…');
    }
    shown
}

impl<'a> Row<'a> {
    fn text(&self, column: Option<usize>) -> &'a str {
        column.and_then(|at| self.fields.get(at)).map(|field| field.trim()).unwrap_or_default()
    }

    pub fn date(&self) -> &'a str {
        self.text(Some(self.columns.date))
    }

    pub fn workout(&self) -> &'a str {
        self.text(Some(self.columns.workout))
    }

    pub fn exercise(&self) -> &'a str {
        self.text(Some(self.columns.exercise))
    }

    pub fn order(&self) -> &'a str {
        self.text(Some(self.columns.order))
    }

    pub fn length(&self) -> &'a str {
        self.text(self.columns.length)
    }

    pub fn weight(&self) -> &'a str {
        self.text(Some(self.columns.weight))
    }

    pub fn weight_unit(&self) -> &'a str {
        self.text(self.columns.weight_unit)
    }

    pub fn reps(&self) -> &'a str {
        self.text(Some(self.columns.reps))
    }

    pub fn effort(&self) -> &'a str {
        self.text(self.columns.effort)
    }

    pub fn seconds(&self) -> &'a str {
        self.text(self.columns.seconds)
    }

    pub fn distance(&self) -> &'a str {
        self.text(self.columns.distance)
    }

    pub fn distance_unit(&self) -> &'a str {
        self.text(self.columns.distance_unit)
    }

    /// A number of this file. Strong writes 0 for what does not apply: that is no number either.
    pub fn number(&self, text: &str) -> Result<Option<f64>, NotANumber> {
        Ok(number::read(text, self.columns.decimal_comma)?.filter(|&value| value != 0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(line: &str, separator: char) -> Vec<String> {
        line.split(separator).map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_known_by_name() {
        let header = fields("Reps,RPE,Weight (lbs),Set Order,Exercise Name,Workout Name,Date", ',');
        let columns = Columns::of(&header, b',').unwrap();
        assert_eq!(columns.weight_in, Some(WeightUnit::Pounds));
        assert!(!columns.needs_weight_unit());
        let values = fields("5,8,100,1,Squat,Legs,2026-03-02 18:30:00", ',');
        let row = columns.row(&values);
        assert_eq!((row.reps(), row.weight(), row.exercise(), row.seconds()), ("5", "100", "Squat", ""));
    }

    #[test]
    fn another_program_is_named_by_its_header() {
        let error = Columns::of(&fields("title,start_time,exercise_title,reps", ','), b',').unwrap_err();
        let text = error.to_string();
        assert!(text.contains("`title,start_time,exercise_title,reps`"), "{text}");
        assert!(text.contains("Date, Workout Name, Exercise Name, Set Order, Weight;"), "{text}");
        let long = vec!["x".repeat(500)];
        assert!(Columns::of(&long, b',').unwrap_err().to_string().len() < 500);
    }
}
