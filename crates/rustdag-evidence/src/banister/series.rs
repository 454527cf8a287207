//! Days, loads and tests, read from a file.

use jiff::civil::Date;

/// Loads day by day, and tests on some of the days.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Load of each day from the first, in any one unit.
    pub loads: Vec<f64>,
    /// Index of the day, and performance measured on it.
    pub tests: Vec<(usize, f64)>,
}

/// A file that is no series, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}{}: {problem}", column.as_ref().map(|column| format!(", column {column}")).unwrap_or_default())]
pub struct SeriesError {
    /// Line, from 1.
    pub line: u64,
    /// Column by its name in the heading, where one is to blame.
    pub column: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a file, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing is in it.
    #[error("the file is empty; write a heading day,load,test and a line for each day")]
    Empty,
    /// The columns cannot be told apart.
    #[error(
        "the heading names {0} columns and not day, load and test; name these three, or have exactly three in this order"
    )]
    Heading(usize),
    /// The text is no CSV.
    #[error("this is no line of a CSV file ({0}); each has as many columns as the heading")]
    Line(String),
    /// Not a number.
    #[error("`{0}` is not a number; write one such as 46.5")]
    Number(String),
    /// Below zero, or without end.
    #[error("{0} is not possible here; write a number from 0 to 1e9")]
    Range(String),
    /// No load was written.
    #[error("the load is missing; what is not known is not 0, so write 0 for a day without load")]
    NoLoad,
    /// Not a day.
    #[error("`{0}` is no day; count days in whole numbers, or write dates such as 2026-05-12")]
    Day(String),
    /// A day is left out, or comes twice.
    #[error("this day comes {0} days after the line before; write one line for each day, with load 0 for rest")]
    Step(i64),
}

/// A column's place and name.
struct Column {
    place: usize,
    name: String,
}

/// Largest load or test that is taken for one.
const NUMBER_MAX: f64 = 1e9;

impl Series {
    /// Reads a CSV text with the columns `day`, `load` and `test` in any order, among others; or with any three columns,
    /// taken as these. Fields are separated by commas, or by semicolons with decimal commas. A line without a test has
    /// an empty field; a line without a load is refused.
    ///
    /// # Errors
    /// [`SeriesError`] with line and column of the first thing that cannot be believed.
    pub fn read(text: &str) -> Result<Self, SeriesError> {
        let text = text.trim_start_matches('\u{feff}');
        let heading = text.lines().next().unwrap_or_default();
        let is_continental = heading.contains(';');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if is_continental { b';' } else { b',' })
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let headers = reader.headers().map_err(|error| broken(&error))?.clone();
        let [day, load, test] = columns(&headers)?;
        let mut series = Self { loads: Vec::new(), tests: Vec::new() };
        let mut before: Option<Day> = None;
        for record in reader.records() {
            let record = record.map_err(|error| broken(&error))?;
            let line = record.position().map_or(0, csv::Position::line);
            let at = |column: &Column, problem| SeriesError { line, column: Some(column.name.clone()), problem };
            let field = |column: &Column| record.get(column.place).unwrap_or_default();
            let read = |column: &Column| -> Result<Option<f64>, SeriesError> {
                number(field(column), is_continental).map_err(|problem| at(column, problem))
            };
            let today = Day::read(field(&day)).map_err(|problem| at(&day, problem))?;
            if let Some(step) = before.map(|before| today.after(before)).filter(|&step| step != Some(1)) {
                let unlike = || Problem::Day(field(&day).to_owned());
                return Err(at(&day, step.map_or_else(unlike, Problem::Step)));
            }
            before = Some(today);
            let index = series.loads.len();
            series.loads.push(read(&load)?.ok_or_else(|| at(&load, Problem::NoLoad))?);
            if let Some(measured) = read(&test)? {
                series.tests.push((index, measured));
            }
        }
        if series.loads.is_empty() {
            return Err(SeriesError { line: 1, column: None, problem: Problem::Empty });
        }
        Ok(series)
    }
}

/// A line that the CSV reader refuses.
fn broken(error: &csv::Error) -> SeriesError {
    let line = error.position().map_or(1, csv::Position::line);
    let what = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!("{len} columns and not {expected_len}"),
        _ => "it cannot be read".to_owned(),
    };
    SeriesError { line, column: None, problem: Problem::Line(what) }
}

fn columns(headers: &csv::StringRecord) -> Result<[Column; 3], SeriesError> {
    let wrong = |problem| SeriesError { line: 1, column: None, problem };
    if headers.iter().all(str::is_empty) {
        return Err(wrong(Problem::Empty));
    }
    let named = |name: &str| headers.iter().position(|header| header.eq_ignore_ascii_case(name));
    let column = |place: usize| Column { place, name: headers.get(place).unwrap_or_default().to_owned() };
    match (named("day"), named("load"), named("test")) {
        (Some(day), Some(load), Some(test)) => Ok([column(day), column(load), column(test)]),
        _ if headers.len() == 3 => Ok([column(0), column(1), column(2)]),
        _ => Err(wrong(Problem::Heading(headers.len()))),
    }
}

/// A number; nothing if the field is empty.
fn number(text: &str, is_continental: bool) -> Result<Option<f64>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    let plain = if is_continental { text.replace(',', ".") } else { text.to_owned() };
    let value: f64 = plain.parse().map_err(|_| Problem::Number(text.to_owned()))?;
    if (0.0..=NUMBER_MAX).contains(&value) { Ok(Some(value)) } else { Err(Problem::Range(text.to_owned())) }
}

/// A day, counted or dated.
#[derive(Clone, Copy)]
enum Day {
    Number(i64),
    Date(Date),
}

impl Day {
    fn read(text: &str) -> Result<Self, Problem> {
        let dated = || text.parse().map(Self::Date).map_err(|_| Problem::Day(text.to_owned()));
        text.parse().map(Self::Number).or_else(|_| dated())
    }

    /// Days from another day to this one; nothing between a number and a date.
    fn after(self, before: Self) -> Option<i64> {
        match (before, self) {
            (Self::Number(before), Self::Number(now)) => now.checked_sub(before),
            (Self::Date(before), Self::Date(now)) => Some(before.until(now).ok()?.get_days().into()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        Series::read(text).unwrap_err().to_string()
    }

    #[test]
    fn three_columns_are_day_load_and_test_whatever_they_are_called() {
        let expected = Series { loads: vec![46.5, 0.0, 20.0], tests: vec![(1, 300.0)] };
        for text in [
            "Day,BikeScore,Test_5min_Power\n1,46.5,\n2,0,300\n3,20,\n",
            "\u{feff}test;note;LOAD;day\n;;46,5;7\n300;hard;0;8\n;;20;9\n",
            "Date,TSS,W\r\n2024-02-28,46.5,\r\n2024-02-29, 0 ,300\r\n2024-03-01,20,\r\n",
        ] {
            assert_eq!(Series::read(text), Ok(expected.clone()), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_believed_is_told_with_line_and_column() {
        let heading = "Day,BikeScore,Test\n1,10,\n";
        assert_eq!(
            said(&format!("{heading}2,,\n")),
            "line 3, column BikeScore: the load is missing; what is not known is not 0, so write 0 for a day without load"
        );
        assert_eq!(
            said(&format!("{heading}2,ten,\n")),
            "line 3, column BikeScore: `ten` is not a number; write one such as 46.5"
        );
        assert!(said(&format!("{heading}2,-1,\n")).starts_with("line 3, column BikeScore: -1 is not possible here"));
        assert!(said(&format!("{heading}2,1,NaN\n")).starts_with("line 3, column Test: NaN is not possible here"));
        assert!(said(&format!("{heading}4,1,\n")).starts_with("line 3, column Day: this day comes 3 days after"));
        assert!(said(&format!("{heading}1,1,\n")).starts_with("line 3, column Day: this day comes 0 days after"));
        assert!(said(&format!("{heading}2026-01-01,1,\n")).starts_with("line 3, column Day: `2026-01-01` is no day"));
        assert!(said(&format!("{heading}x,1,\n")).starts_with("line 3, column Day: `x` is no day"));
        assert!(
            said(&format!("{heading}2,1\n")).starts_with("line 3: this is no line of a CSV file (2 columns and not 3)")
        );
        assert!(said("a,b,c,d\n1,2,3,4\n").starts_with("line 1: the heading names 4 columns"));
        assert!(said("").starts_with("line 1: the file is empty"));
        assert!(said("day,load,test\n").starts_with("line 1: the file is empty"));
    }
}
