//! `evidence`.

use super::Format;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Evidence {
    /// Fit impulse and response (Banister) to this CSV file instead, with the columns day, load and test.
    #[arg(long, value_name = "FILE", conflicts_with = "rules")]
    pub banister: Option<PathBuf>,
    /// Bounds of both gains, for --banister [default: 0..10000].
    #[arg(long, value_name = "FROM..TO", value_parser = bounds, requires = "banister")]
    pub gains: Option<(f64, f64)>,
    /// Bounds of both time constants in days, for --banister [default: 0..300].
    #[arg(long, value_name = "FROM..TO", value_parser = bounds, requires = "banister")]
    pub days: Option<(f64, f64)>,
    /// Bounds of the performance without training, for --banister [default: 0 to the best test].
    #[arg(long, value_name = "FROM..TO", value_parser = bounds, requires = "banister")]
    pub baseline: Option<(f64, f64)>,
    /// Folder with rule libraries; what needs a rule that is not there fails then [default: the program's own, and what
    /// needs a rule that is not there is left out].
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Try the forecast on diaries instead: a folder that holds one folder per participant in the layout of PMData
    /// (wellness.csv, and srpe.csv where there is one).
    #[arg(long, value_name = "DIR", conflicts_with_all = ["rules", "banister"])]
    pub pmdata: Option<PathBuf>,
    /// How the table is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

/// Reads the bounds of a parameter.
fn bounds(text: &str) -> Result<(f64, f64), String> {
    let number = |text: &str| text.trim().parse().ok().filter(|number: &f64| number.is_finite());
    let ends = text.split_once("..").and_then(|(from, to)| number(from).zip(number(to)));
    ends.filter(|(from, to)| from < to)
        .ok_or_else(|| "bounds are two numbers, the lower first, such as 0..300".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_two_numbers_in_order() {
        assert_eq!(bounds("0..300"), Ok((0.0, 300.0)));
        assert_eq!(bounds(" 0.5 .. 1e4"), Ok((0.5, 1e4)));
        for text in ["", "300", "300..0", "1..1", "0..inf", "a..b", "0-300"] {
            assert!(bounds(text).unwrap_err().contains("such as 0..300"), "{text}");
        }
    }
}
