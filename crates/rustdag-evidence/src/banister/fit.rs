//! The fit, and what it is worth.

use super::ranges::Pairs;
use super::search::{Point, Surface};
use super::student::two_sided_quantile;
use super::{Bounds, NAMES, Range, Series, values};
use rustdag_core::model::impulse_response::Banister;
use rustdag_core::model::series::{ACUTE_D, CHRONIC_D};

/// Tests needed: one more than there are parameters.
const TESTS_MIN: usize = NAMES.len() + 1;
/// Share of chance that an interval covers.
const INSIDE: f64 = 0.95;
/// Fits whose squared errors are at most this many times the least are hardly worse than the best.
const HARDLY_WORSE: f64 = 1.25;
/// An end this near to a bound, as a share of it, is the bound's doing: another parameter came to its own bound first.
const AT_BOUND: f64 = 0.01;
/// A parameter that may as well be this many times as large is not known.
const TELLS_APART: f64 = 2.0;

/// A series that cannot be fitted.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FitError {
    /// Too few tests.
    #[error("there are {0} tests; five parameters need at least {TESTS_MIN}, and many more to be told apart")]
    Tests(usize),
    /// All tests are the same, or nothing was done.
    #[error("{0} never changes, so there is nothing to fit")]
    Constant(&'static str),
    /// Bounds the wrong way round, or impossible.
    #[error("{name} has to be from a lower number, 0 or more, to a higher one, and not {from} to {to}")]
    Bounds {
        /// Whose bounds.
        name: &'static str,
        /// The lower.
        from: f64,
        /// The upper.
        to: f64,
    },
}

/// One fitted parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// Its symbol.
    pub name: &'static str,
    /// Its value in the fitted model.
    pub value: f64,
    /// Lowest and highest value it was allowed.
    pub bounds: Range,
    /// Profile likelihood: values that 95 % of such data would not speak against, the other parameters following.
    pub interval: Range,
    /// Values among fits whose squared errors are within 25 % of the least.
    pub hardly_worse: Range,
}

impl Parameter {
    /// Whether the interval ends at the lower and at the upper bound: there the data set no end themselves.
    #[must_use]
    pub fn is_open(&self) -> (bool, bool) {
        let near = |end: f64, bound: f64| (end - bound).abs() <= AT_BOUND * bound;
        (near(self.interval.0, self.bounds.0), near(self.interval.1, self.bounds.1))
    }
}

/// A fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The plainest of the best models within the bounds.
    pub model: Banister,
    /// Its parameters in the order of [`NAMES`].
    pub parameters: [Parameter; 5],
    /// Sum of squared errors, in the test's unit squared.
    pub sse: f64,
    /// The least that any model within the bounds has: at most a thousandth less.
    pub least_sse: f64,
    /// Root of the mean squared error, in the test's unit.
    pub rmse: f64,
    /// Share of the tests' variance that is explained.
    pub r_squared: f64,
    /// Days, tests.
    pub size: (usize, usize),
    /// Correlation of fitness and fatigue over the days of the tests: near 1, the two gains cannot be told apart.
    pub correlation: f64,
    /// Squared errors with the time constants fixed at 42 and 7 days, as charts have them.
    pub sse_of_charts: f64,
    /// Squared errors of the best fit without fatigue: three parameters.
    pub sse_without_fatigue: f64,
}

impl Fit {
    /// Whether fits that describe the tests hardly worse have a gain or a time constant twice as large as others, or an
    /// interval that only a bound ends. A bound of 0 is an end like any other.
    #[must_use]
    pub fn is_poorly_identified(&self) -> bool {
        self.parameters.iter().any(|parameter| {
            let (low, high) = parameter.hardly_worse;
            parameter.is_open().1 || high > TELLS_APART * low
        })
    }
}

/// Fits Banister's model to a series within bounds.
///
/// # Errors
/// [`FitError`] if there is too little to fit, or the bounds are none.
pub fn fit(series: &Series, bounds: &Bounds) -> Result<Fit, FitError> {
    check(series, bounds)?;
    let surface = Surface::new(series, bounds);
    let least = surface.best();
    let best = surface.plainest(least);
    let (tests, sse) = (series.tests.len(), least.best.sse);
    let quantile = two_sided_quantile(INSIDE, tests - NAMES.len());
    let threshold = sse * (1.0 + quantile * quantile / (tests - NAMES.len()) as f64);
    let pairs = Pairs::new(&surface, &least);
    let (intervals, hardly_worse) =
        (pairs.ranges(&surface, &best, threshold), pairs.ranges(&surface, &best, HARDLY_WORSE * sse));
    let (model, allowed) = (best.model(), bounds.of_parameters());
    let parameter = |place: usize| Parameter {
        name: NAMES[place],
        value: values(&model)[place],
        bounds: allowed[place],
        interval: intervals[place],
        hardly_worse: hardly_worse[place],
    };
    let mean = series.tests.iter().map(|test| test.1).sum::<f64>() / tests as f64;
    let around_mean: f64 = series.tests.iter().map(|test| (test.1 - mean) * (test.1 - mean)).sum();
    Ok(Fit {
        parameters: std::array::from_fn(parameter),
        sse: best.best.sse,
        least_sse: sse,
        rmse: (best.best.sse / tests as f64).sqrt(),
        r_squared: 1.0 - best.best.sse / around_mean,
        size: (series.loads.len(), tests),
        correlation: correlation(&surface.trace(model.fitness_d), &surface.trace(model.fatigue_d)),
        sse_of_charts: surface.at([CHRONIC_D, ACUTE_D]).best.sse,
        sse_without_fatigue: without_fatigue(series, bounds).best.sse,
        model,
    })
}

impl Bounds {
    /// In the order of [`NAMES`].
    #[must_use]
    pub const fn of_parameters(&self) -> [Range; 5] {
        [self.baseline, self.gains, self.gains, self.days, self.days]
    }
}

fn check(series: &Series, bounds: &Bounds) -> Result<(), FitError> {
    for (name, (from, to)) in
        [("the gains", bounds.gains), ("the time constants", bounds.days), ("p0", bounds.baseline)]
    {
        if !(from >= 0.0 && to > from && to.is_finite()) {
            return Err(FitError::Bounds { name, from, to });
        }
    }
    if series.tests.len() < TESTS_MIN {
        return Err(FitError::Tests(series.tests.len()));
    }
    let is_constant = |mut values: Box<dyn Iterator<Item = f64> + '_>| {
        values.next().is_none_or(|first| values.all(|value| value == first))
    };
    if is_constant(Box::new(series.tests.iter().map(|test| test.1))) {
        return Err(FitError::Constant("the test"));
    }
    if series.loads.iter().all(|&load| load == 0.0) {
        return Err(FitError::Constant("the load"));
    }
    Ok(())
}

/// The best with one time constant and one gain.
fn without_fatigue(series: &Series, bounds: &Bounds) -> Point {
    let surface = Surface::new(series, bounds);
    let [baseline, gains, _] = surface.linear_bounds();
    let nothing = vec![0.0; series.tests.len()];
    let at = |days: f64| Point {
        days: [days; 2],
        best: surface.solve(&surface.trace(days), &nothing, &[baseline, gains, (0.0, 0.0)]),
    };
    let found = surface.grid().into_iter().map(at).min_by(|a, b| a.best.sse.total_cmp(&b.best.sse));
    let start = found.unwrap_or_else(|| at(bounds.days.0));
    // Halve the steps to both sides as long as they are seen.
    let mut here = start;
    let mut step = 1.0 / super::search::GRID as f64;
    while step > 1e-7 {
        let moved = |by: f64| at((here.days[0] * (1.0 + by)).clamp(bounds.days.0, bounds.days.1));
        let next = [moved(step), moved(-step)].into_iter().min_by(|a, b| a.best.sse.total_cmp(&b.best.sse));
        match next.filter(|next| next.best.sse < here.best.sse) {
            Some(next) => here = next,
            None => step /= 2.0,
        }
    }
    here
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (of_a, of_b) = (mean(a), mean(b));
    let sum =
        |x: &[f64], of_x: f64, y: &[f64], of_y: f64| x.iter().zip(y).map(|(x, y)| (x - of_x) * (y - of_y)).sum::<f64>();
    sum(a, of_a, b, of_b) / (sum(a, of_a, a, of_a) * sum(b, of_b, b, of_b)).sqrt()
}
