//! How far each parameter may be moved before the fit becomes worse than a threshold, the others following as they can.

use super::search::{GRID, Point, Surface, errors};
use super::{Range, values};

/// Halvings of the step from inside a range to its end.
const HALVINGS: usize = 30;
/// Pairs of time constants close to each other, beside the grid's own: there gains may grow very large together.
const CLOSE: [f64; 10] = [0.2, 0.1, 0.05, 0.02, 0.01, 0.003, 0.001, 0.0003, 0.0001, 0.00001];

/// Pairs of time constants, with what they leave behind.
pub(super) struct Pairs {
    days: Vec<f64>,
    traces: Vec<Vec<f64>>,
    pairs: Vec<(usize, usize)>,
    errors: Vec<f64>,
}

impl Pairs {
    pub fn new(surface: &Surface<'_>, best: &Point) -> Self {
        let mut days = surface.grid();
        days.extend(best.days);
        let (low, high) = (days[0], days[GRID - 1]);
        let plain = days.len();
        let mut pairs: Vec<_> = (0..plain * plain).map(|pair| (pair / plain, pair % plain)).collect();
        for first in 0..plain {
            for apart in CLOSE.into_iter().flat_map(|apart| [1.0 + apart, 1.0 / (1.0 + apart)]) {
                let close = days[first] * apart;
                if (low..=high).contains(&close) {
                    pairs.push((first, days.len()));
                    days.push(close);
                }
            }
        }
        let traces: Vec<_> = days.iter().map(|&days| surface.trace(days)).collect();
        let linear = surface.linear_bounds();
        let errors =
            pairs.iter().map(|&(first, second)| surface.solve(&traces[first], &traces[second], &linear).sse).collect();
        Self { days, traces, pairs, errors }
    }

    /// Lowest and highest value of each parameter among models whose squared errors are within a threshold.
    pub fn ranges(&self, surface: &Surface<'_>, best: &Point, threshold: f64) -> [Range; 5] {
        let mut ranges = values(&best.model()).map(|value| (value, value));
        for (place, &(first, second)) in self.pairs.iter().enumerate() {
            if self.errors[place] > threshold {
                continue;
            }
            ranges[3] = wider(ranges[3], self.days[first]);
            ranges[4] = wider(ranges[4], self.days[second]);
            let (fitness, fatigue) = (&self.traces[first], &self.traces[second]);
            let inside = surface.solve(fitness, fatigue, &surface.linear_bounds()).at;
            for (index, range) in ranges.iter_mut().take(3).enumerate() {
                let holds = |value: f64| {
                    let mut held = surface.linear_bounds();
                    held[index] = (value, value);
                    surface.solve(fitness, fatigue, &held).sse <= threshold
                };
                let (low, high) = surface.linear_bounds()[index];
                range.0 = range.0.min(end(inside[index], low.min(range.0), range.0, &holds));
                range.1 = range.1.max(end(inside[index], high.max(range.1), range.1, &holds));
            }
        }
        for (held, range) in [(0, 3), (1, 4)] {
            ranges[range] = self.ends_between(surface, held, ranges[range], threshold);
        }
        ranges
    }

    /// The ends of a time constant's range, found between the grid's values.
    fn ends_between(&self, surface: &Surface<'_>, held: usize, range: Range, threshold: f64) -> Range {
        let grid = surface.grid();
        let beyond = |end: f64, outwards: bool| {
            let mut values = grid.iter().copied().filter(|&value| if outwards { value > end } else { value < end });
            if outwards { values.next() } else { values.next_back() }
        };
        let holds = |value: f64| {
            // From the best pair that the grid has for this value, downhill in the other.
            let trace = surface.trace(value);
            let worth = |other: &usize| {
                let (fitness, fatigue) =
                    if held == 0 { (&trace, &self.traces[*other]) } else { (&self.traces[*other], &trace) };
                surface.solve(fitness, fatigue, &surface.linear_bounds()).sse
            };
            let other = (0..GRID + 2).min_by(|a, b| worth(a).total_cmp(&worth(b))).unwrap_or(0);
            let other = self.days[other];
            let start = surface.at(if held == 0 { [value, other] } else { [other, value] });
            surface.downhill(start, Some(held), &errors).best.sse <= threshold
        };
        let found = |inside: f64, outwards: bool| {
            beyond(inside, outwards).map_or(inside, |outside| halve(inside, outside, 12, &holds))
        };
        (found(range.0, false), found(range.1, true))
    }
}

fn wider(range: Range, value: f64) -> Range {
    (range.0.min(value), range.1.max(value))
}

/// How far a range can be moved out from what is known, towards a bound.
fn end(inside: f64, bound: f64, known: f64, holds: &impl Fn(f64) -> bool) -> f64 {
    if known == bound || !holds(known) {
        // What is known already reaches further than this pair does, unless the pair begins beyond it.
        let begins_beyond = if bound < known { inside < known } else { inside > known };
        return if known != bound && begins_beyond { out(inside, bound, holds) } else { known };
    }
    out(known, bound, holds)
}

fn out(inside: f64, bound: f64, holds: &impl Fn(f64) -> bool) -> f64 {
    if holds(bound) { bound } else { halve(inside, bound, HALVINGS, holds) }
}

/// The last value from inside towards outside of which something holds.
fn halve(mut inside: f64, mut outside: f64, halvings: usize, holds: &impl Fn(f64) -> bool) -> f64 {
    for _ in 0..halvings {
        let middle = (inside + outside) / 2.0;
        if holds(middle) { inside = middle } else { outside = middle }
    }
    inside
}
