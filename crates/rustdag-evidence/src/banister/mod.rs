//! Impulse and response fitted to an athlete's tests, and how little such a fit pins down.
//!
//! The model is Banister's ([`rustdag_core::model::impulse_response`]), the load of a test's own day included. Gains and
//! baseline are linear once the time constants are known, so they are solved for exactly within their bounds, and only
//! the two time constants are searched (variable projection, Golub & Pereyra 1973, memory): a grid over both, then
//! smaller and smaller steps. No start value, no chance, the same bytes each time.
//!
//! The least squares often lie where both time constants are the same and both gains without end: fitness and fatigue
//! then cancel but for a trace. Among fits whose squared errors are within a thousandth of the least the one with the
//! smallest gains is therefore the answer.
//!
//! This is here and not in the engine because nothing the engine answers rests on it: with as few tests as people have,
//! gains and time constants cannot be fitted together (our own computation on public data; Hellard 2006, Marchal 2025,
//! seen), and showing that is what the fit is for.

mod fit;
mod least_squares;
mod ranges;
mod search;
mod series;
mod student;

pub use fit::{Fit, FitError, Parameter, fit};
pub use series::{Problem, Series, SeriesError};

use rustdag_core::model::impulse_response::Banister;

/// Lowest and highest value of a parameter.
pub type Range = (f64, f64);

/// Within what the parameters may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Both gains, performance per load.
    pub gains: Range,
    /// Both time constants, days.
    pub days: Range,
    /// Performance without training.
    pub baseline: Range,
}

impl Bounds {
    /// Those that the R package dorem has for its example, Clarke and Skiba's athlete (published with it): gains 0 to
    /// 10,000, time constants 0 to 300 days, and a baseline no higher than the best test.
    #[must_use]
    pub fn usual(series: &Series) -> Self {
        let best = series.tests.iter().map(|test| test.1).fold(0.0, f64::max);
        Self { gains: (0.0, 10_000.0), days: (0.0, 300.0), baseline: (0.0, best) }
    }
}

/// Names of the five parameters, in the order of [`values`].
pub const NAMES: [&str; 5] = ["p0", "k1", "k2", "τ1", "τ2"];

/// The parameters of a model in the order of [`NAMES`].
#[must_use]
pub const fn values(model: &Banister) -> [f64; 5] {
    [model.baseline, model.fitness_gain, model.fatigue_gain, model.fitness_d, model.fatigue_d]
}
