//! Acute against chronic load, in the conventions in use.
//!
//! Three programs, three gains for the same words: GoldenCheetah `1 − e^(−1/τ)` (seen), Runalyze `2/(N+1)` (seen),
//! TrainingPeaks `1/τ` (memory). Exponentially weighted ratios: Williams 2017 (seen). For charts and evidence only:
//! nothing here enters a daily decision. The correlation of a ratio with its own parts is spurious (Lolli 2019, seen),
//! and random denominators do as well (Impellizzeri 2020, seen); it is never a risk of injury.
//!
//! Symbols: `τ`, `N` days; loads in any one unit per day; ratios without unit.

use super::series;

/// How a number of days becomes the gain of an average.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    /// `1 − e^(−1/τ)`: GoldenCheetah, and this engine.
    Exponential,
    /// `2/(N+1)`: Runalyze, and Williams 2017.
    Span,
    /// `1/τ`: TrainingPeaks.
    Reciprocal,
}

impl Convention {
    /// The share of a new day in an average over `days` days, for one day or more.
    #[must_use]
    pub fn gain(self, days: f64) -> f64 {
        match self {
            Self::Exponential => series::gain(days),
            Self::Span => 2.0 / (days + 1.0),
            Self::Reciprocal => 1.0 / days,
        }
    }
}

/// An average after each day, begun at `seed` before the first.
pub fn averages(loads: &[f64], gain: f64, seed: f64) -> impl Iterator<Item = f64> {
    loads.iter().scan(seed, move |average, load| {
        *average += gain * (load - *average);
        Some(*average)
    })
}

/// Chronic and acute average after the last day, each begun at the first day's load; `None` without a day.
#[must_use]
pub fn seeded_by_first_day(loads: &[f64], convention: Convention, chronic_d: f64, acute_d: f64) -> Option<(f64, f64)> {
    let (&first, later) = loads.split_first()?;
    let last = |days| averages(later, convention.gain(days), first).last().unwrap_or(first);
    Some((last(chronic_d), last(acute_d)))
}

/// Balance (TSB) of each day: chronic minus acute load of the evening before, both begun at 0.
#[must_use]
pub fn balance(loads: &[f64], convention: Convention) -> Vec<f64> {
    let before = |days| [0.0].into_iter().chain(averages(loads, convention.gain(days), 0.0));
    before(series::CHRONIC_D).zip(before(series::ACUTE_D)).take(loads.len()).map(|(slow, fast)| slow - fast).collect()
}

/// Mean of the last `acute` days over that of the last `chronic` days, which hold them; `None` with fewer days, or
/// without chronic load.
#[must_use]
pub fn rolling_coupled(loads: &[f64], acute: usize, chronic: usize) -> Option<f64> {
    let chronic = loads.get(loads.len().checked_sub(chronic)?..)?;
    let acute = chronic.get(chronic.len().checked_sub(acute)?..)?;
    ratio(acute, chronic)
}

/// Mean of the last `acute` days over that of the days of the last `chronic` days before them; `None` as above.
#[must_use]
pub fn rolling_uncoupled(loads: &[f64], acute: usize, chronic: usize) -> Option<f64> {
    let window = loads.get(loads.len().checked_sub(chronic)?..)?;
    let (before, acute) = window.split_at_checked(chronic.checked_sub(acute)?)?;
    ratio(acute, before)
}

fn ratio(acute: &[f64], chronic: &[f64]) -> Option<f64> {
    let mean = |loads: &[f64]| loads.iter().sum::<f64>() / loads.len() as f64;
    let below = mean(chronic);
    (!acute.is_empty() && below > 0.0).then(|| mean(acute) / below)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADS: [f64; 8] = [150.0, 50.0, 40.0, 0.0, 0.0, 60.0, 30.0, 100.0];

    #[track_caller]
    fn close(a: f64, b: f64, tolerance: f64) {
        assert!((a - b).abs() <= tolerance, "{a} is not {b}");
    }

    /// Three usual weeks and one of twice as much.
    fn doubled() -> Vec<f64> {
        [[100.0; 21].as_slice(), &[200.0; 7]].concat()
    }

    #[test]
    fn runalyze_shows_these() {
        let rounded =
            |days| averages(&LOADS, Convention::Span.gain(days), 0.0).map(|value| value.round()).collect::<Vec<_>>();
        assert_eq!(rounded(42.0), [7.0, 9.0, 10.0, 10.0, 9.0, 12.0, 13.0, 17.0]);
        assert_eq!(rounded(7.0), [38.0, 41.0, 40.0, 30.0, 23.0, 32.0, 32.0, 49.0]);
    }

    #[test]
    fn gains() {
        for (days, expected) in [(7.0, 0.25), (28.0, 0.0690), (42.0, 0.0465)] {
            close(Convention::Span.gain(days), expected, 5e-5);
        }
        close(100.0 * Convention::Reciprocal.gain(42.0), 2.381, 5e-4);
        close(100.0 * Convention::Reciprocal.gain(7.0), 14.286, 5e-4);
        close(Convention::Exponential.gain(42.0), 0.0235, 5e-5);
    }

    #[test]
    fn a_week_of_twice_as_much() {
        let loads = doubled();
        let (chronic, acute) = seeded_by_first_day(&loads, Convention::Span, 28.0, 7.0).unwrap();
        close(acute, 186.6516, 5e-5);
        close(chronic, 139.3598, 5e-5);
        close(acute / chronic, 1.3394, 5e-5);
        close(rolling_coupled(&loads, 7, 28).unwrap(), 1.60, 1e-12);
        close(rolling_uncoupled(&loads, 7, 28).unwrap(), 2.0, 1e-12);
    }

    #[test]
    fn too_little_is_no_ratio() {
        assert_eq!(rolling_coupled(&[100.0; 27], 7, 28), None);
        assert_eq!(rolling_uncoupled(&[100.0; 27], 7, 28), None);
        assert_eq!(rolling_coupled(&[0.0; 28], 7, 28), None);
        assert_eq!(rolling_uncoupled(&[100.0; 28], 28, 28), None);
        assert_eq!(rolling_uncoupled(&[100.0; 28], 29, 28), None);
        assert_eq!(rolling_coupled(&[100.0; 28], 0, 28), None);
        assert_eq!(seeded_by_first_day(&[], Convention::Span, 28.0, 7.0), None);
    }

    #[test]
    fn a_days_balance_is_of_the_evening_before() {
        let balance = balance(&[100.0, 0.0], Convention::Reciprocal);
        assert_eq!(balance.len(), 2);
        assert_eq!(balance[0], 0.0);
        close(balance[1], 2.381 - 14.286, 1e-3);
    }
}
