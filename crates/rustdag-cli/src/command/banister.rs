//! `evidence --banister`: impulse and response fitted to a file of days, loads and tests.

use crate::args::{Evidence, Format};
use crate::failure::Failure;
use crate::file;
use crate::output::Output;
use crate::render::banister_fit;
use rustdag_evidence::banister::{Bounds, Fit, Series, fit};
use serde::Serialize;
use std::path::Path;

/// A fit, for programs.
#[derive(Serialize)]
struct Listed {
    days: usize,
    tests: usize,
    parameters: Vec<ListedParameter>,
    rmse: f64,
    sse: f64,
    r_squared: f64,
    least_sse: f64,
    correlation_of_fitness_and_fatigue: f64,
    sse_with_42_and_7_days: f64,
    sse_without_fatigue: f64,
    poorly_identified: bool,
}

#[derive(Serialize)]
struct ListedParameter {
    name: &'static str,
    value: f64,
    bounds: (f64, f64),
    interval_95: (f64, f64),
    within_25_percent_of_least_sse: (f64, f64),
}

pub(crate) fn run(asked: &Evidence, path: &Path, output: Output) -> Result<(), Failure> {
    let wrong = |what: String| Failure::input(format!("{}: {what}", path.display()));
    let series = Series::read(&file::read(path)?).map_err(|error| wrong(error.to_string()))?;
    let usual = Bounds::usual(&series);
    let bounds = Bounds {
        gains: asked.gains.unwrap_or(usual.gains),
        days: asked.days.unwrap_or(usual.days),
        baseline: asked.baseline.unwrap_or(usual.baseline),
    };
    let fit = fit(&series, &bounds).map_err(|error| wrong(error.to_string()))?;
    output.answer(&match asked.format {
        Format::Json => serde_json::to_string_pretty(&listed(&fit))
            .map_err(|error| Failure::input(format!("the fit cannot be written: {error}")))?,
        Format::Text => banister_fit(output.width(), &path.display().to_string(), &fit),
    })
}

fn listed(fit: &Fit) -> Listed {
    let parameter = |parameter: &rustdag_evidence::banister::Parameter| ListedParameter {
        name: parameter.name,
        value: parameter.value,
        bounds: parameter.bounds,
        interval_95: parameter.interval,
        within_25_percent_of_least_sse: parameter.hardly_worse,
    };
    Listed {
        days: fit.size.0,
        tests: fit.size.1,
        parameters: fit.parameters.iter().map(parameter).collect(),
        rmse: fit.rmse,
        sse: fit.sse,
        r_squared: fit.r_squared,
        least_sse: fit.least_sse,
        correlation_of_fitness_and_fatigue: fit.correlation,
        sse_with_42_and_7_days: fit.sse_of_charts,
        sse_without_fatigue: fit.sse_without_fatigue,
        poorly_identified: fit.is_poorly_identified(),
    }
}
