//! A member's own level of one quantity: the median of the last values believed, and the spread around it.
//!
//! Median and median absolute deviation rather than mean and standard deviation: one slip of the finger moves neither.
//! The factor 1.4826 makes the deviation that of a normal distribution (formula, textbook).

use std::collections::VecDeque;

/// Values that a level remembers. Design.
const KEPT: usize = 15;
/// From the median absolute deviation to a standard deviation, for normal values.
const NORMAL: f64 = 1.4826;

/// The last values believed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Level {
    in_time: VecDeque<f64>,
    sorted: Vec<f64>,
}

impl Level {
    /// A level of these values, oldest first.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut level = Self::default();
        for value in values {
            level.add(value);
        }
        level
    }

    /// How many values it rests on.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Takes in a value that is believed.
    pub fn add(&mut self, value: f64) {
        if self.in_time.len() == KEPT
            && let Some(oldest) = self.in_time.pop_front()
        {
            let place = self.sorted.partition_point(|&other| other < oldest);
            self.sorted.remove(place);
        }
        self.in_time.push_back(value);
        let place = self.sorted.partition_point(|&other| other < value);
        self.sorted.insert(place, value);
    }

    /// The median; `None` without a value.
    pub fn median(&self) -> Option<f64> {
        median_of(&self.sorted)
    }

    /// The spread around a centre, as a standard deviation; 0 for fewer than two values.
    pub fn spread(&self, centre: f64) -> f64 {
        let mut distances: Vec<f64> = self.sorted.iter().map(|value| (value - centre).abs()).collect();
        distances.sort_by(f64::total_cmp);
        NORMAL * median_of(&distances).unwrap_or(0.0)
    }
}

fn median_of(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(sorted[middle]),
        _ => Some((sorted[middle - 1] + sorted[middle]) / 2.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_moves_neither_level_nor_spread() {
        let calm = Level::of([50.0, 51.0, 52.0, 53.0, 54.0]);
        let slip = Level::of([50.0, 51.0, 52.0, 53.0, 540.0]);
        assert_eq!((calm.median(), slip.median()), (Some(52.0), Some(52.0)));
        assert_eq!(calm.spread(52.0), slip.spread(52.0));
        assert!((calm.spread(52.0) - 1.4826).abs() < 1e-12);
        assert_eq!(Level::default().median(), None);
    }

    #[test]
    fn what_is_long_ago_is_forgotten() {
        let level = Level::of((0..40).map(f64::from));
        assert_eq!((level.len(), level.median()), (15, Some(32.0)));
    }
}
