//! The two time constants: a grid over both, then smaller and smaller steps.

use super::least_squares::{Solution, solve};
use super::{Bounds, Range, Series};
use rustdag_core::model::impulse_response::{Banister, Response};

/// Values of each time constant on the grid.
pub(super) const GRID: usize = 72;
/// Beginnings from which steps are taken.
const BEGINNINGS: usize = 12;
/// Steps shorter than this, in the logarithm of a time constant, change no digit that anybody reads.
const STEP_MIN: f64 = 1e-9;
/// Most steps from one beginning.
const STEPS_MAX: usize = 4000;
/// Squared errors up to so many times the least are as good as those.
const AS_GOOD: f64 = 1.001;
/// All ways one can step from a pair: along one, along both, across.
const WAYS: [(f64, f64); 8] =
    [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0)];

/// The least squares of a series for any pair of time constants.
pub(super) struct Surface<'a> {
    series: &'a Series,
    measured: Vec<f64>,
    ones: Vec<f64>,
    linear: [Range; 3],
    days: Range,
}

/// A pair of time constants, days, and the best that can be done with them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub days: [f64; 2],
    pub best: Solution,
}

impl Point {
    /// Fitness and fatigue that cancel need large gains.
    pub fn gains(&self) -> f64 {
        self.best.at[1] + self.best.at[2]
    }

    pub fn model(&self) -> Banister {
        let [baseline, fitness_gain, fatigue_gain] = self.best.at;
        Banister { baseline, fitness_gain, fatigue_gain, fitness_d: self.days[0], fatigue_d: self.days[1] }
    }
}

impl<'a> Surface<'a> {
    pub fn new(series: &'a Series, bounds: &Bounds) -> Self {
        let measured: Vec<f64> = series.tests.iter().map(|test| test.1).collect();
        let linear = [bounds.baseline, bounds.gains, bounds.gains];
        Self { series, ones: vec![1.0; measured.len()], measured, linear, days: bounds.days }
    }

    pub fn linear_bounds(&self) -> [Range; 3] {
        self.linear
    }

    /// What a load leaves behind with one time constant, on the days of the tests, their own load included.
    pub fn trace(&self, days: f64) -> Vec<f64> {
        let model = Banister { fitness_d: days, fatigue_d: days, ..Banister::MORTON };
        let mut response = Response::default();
        let mut tests = self.series.tests.iter().peekable();
        let mut trace = Vec::with_capacity(self.measured.len());
        for (day, &load) in self.series.loads.iter().enumerate() {
            response = model.after_load(model.after_day(response), load);
            if tests.next_if(|test| test.0 == day).is_some() {
                trace.push(response.fitness);
            }
        }
        trace
    }

    /// The best with these traces, gains and baseline within these bounds.
    pub fn solve(&self, fitness: &[f64], fatigue: &[f64], linear: &[Range; 3]) -> Solution {
        let minus: Vec<f64> = fatigue.iter().map(|value| -value).collect();
        solve(&[&self.ones, fitness, &minus], &self.measured, linear)
    }

    pub fn at(&self, days: [f64; 2]) -> Point {
        let best = self.solve(&self.trace(days[0]), &self.trace(days[1]), &self.linear);
        Point { days, best }
    }

    /// Values of one time constant, equally far apart in the logarithm of one day more.
    pub fn grid(&self) -> Vec<f64> {
        let (low, high) = (libm::log1p(self.days.0), libm::log1p(self.days.1));
        let step = (high - low) / (GRID - 1) as f64;
        // The ends are the bounds themselves, not what comes back from a logarithm.
        let inner = (1..GRID - 1).map(|place| libm::expm1(low + step * place as f64));
        [self.days.0].into_iter().chain(inner).chain([self.days.1]).collect()
    }

    /// The pair with the least squared errors of all.
    pub fn best(&self) -> Point {
        let grid = self.grid();
        let traces: Vec<_> = grid.iter().map(|&days| self.trace(days)).collect();
        let mut points: Vec<Point> = (0..GRID * GRID)
            .map(|pair| {
                let (first, second) = (pair / GRID, pair % GRID);
                let best = self.solve(&traces[first], &traces[second], &self.linear);
                Point { days: [grid[first], grid[second]], best }
            })
            .collect();
        points.sort_by(|a, b| a.best.sse.total_cmp(&b.best.sse));
        points.truncate(BEGINNINGS);
        let refined = points.into_iter().map(|point| self.downhill(point, None, &errors));
        least(refined, &errors).unwrap_or_else(|| self.at([self.days.0; 2]))
    }

    /// The pair with the smallest gains among those that are as good as the best for any purpose.
    pub fn plainest(&self, best: Point) -> Point {
        let enough = best.best.sse * AS_GOOD;
        self.downhill(best, None, &|point| if point.best.sse <= enough { point.gains() } else { f64::INFINITY })
    }

    /// From a pair to where a worth of it is least; `held` keeps one of the two where it is.
    pub fn downhill(&self, from: Point, held: Option<usize>, worth: &impl Fn(&Point) -> f64) -> Point {
        let (low, high) = (libm::log1p(self.days.0), libm::log1p(self.days.1));
        let mut here = from;
        let mut step = (high - low) / (GRID - 1) as f64;
        let mut steps = 0;
        while step > STEP_MIN && steps < STEPS_MAX {
            steps += 1;
            let moved = |place: usize, by: f64| {
                let days = here.days[place];
                if held == Some(place) || by == 0.0 {
                    return days;
                }
                libm::expm1(libm::log1p(days) + by * step).clamp(self.days.0, self.days.1)
            };
            let around = WAYS.iter().map(|&(first, second)| [moved(0, first), moved(1, second)]);
            let around = around.filter(|days| *days != here.days).map(|days| self.at(days));
            match least(around, worth).filter(|next| worth(next) < worth(&here)) {
                Some(next) => (here, step) = (next, step * 1.5),
                None => step *= 0.5,
            }
        }
        here
    }
}

pub(super) fn errors(point: &Point) -> f64 {
    point.best.sse
}

fn least(points: impl Iterator<Item = Point>, worth: &impl Fn(&Point) -> f64) -> Option<Point> {
    points.min_by(|a, b| worth(a).total_cmp(&worth(b)))
}
