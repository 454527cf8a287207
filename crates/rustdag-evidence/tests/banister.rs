//! Impulse and response are fitted to tests, and the fit says what it does not know.

use rustdag_core::model::impulse_response::{Banister, Response};
use rustdag_evidence::banister::{Bounds, FitError, Series, fit, values};

/// Half a year of blocks and easy weeks in a made-up unit; never the same week twice.
fn load(day: usize) -> f64 {
    let block = if day / 21 % 3 == 2 { 0.3 } else { 1.0 };
    let weekday = [60.0, 0.0, 90.0, 40.0, 0.0, 120.0, 30.0][day % 7];
    block * weekday * (1.0 + (day * 37 % 11) as f64 / 20.0)
}

/// A series whose tests are what a model gives on each tenth day, with an error.
fn made_up(model: &Banister, error: impl Fn(usize) -> f64) -> Series {
    let mut response = Response::default();
    let mut series = Series { loads: Vec::new(), tests: Vec::new() };
    for day in 0..180 {
        series.loads.push(load(day));
        response = model.after_load(model.after_day(response), load(day));
        if day % 10 == 9 {
            series.tests.push((day, model.performance(response) + error(day)));
        }
    }
    series
}

const KNOWN: Banister =
    Banister { baseline: 250.0, fitness_gain: 0.08, fatigue_gain: 0.12, fitness_d: 45.0, fatigue_d: 11.0 };

#[test]
fn known_parameters_are_found_again_and_known_to_be_known() {
    let series = made_up(&KNOWN, |_| 0.0);
    let fit = fit(&series, &Bounds::usual(&series)).unwrap();
    assert!(fit.rmse < 1e-5 && fit.r_squared > 0.999_999, "{fit:?}");
    for (parameter, known) in fit.parameters.iter().zip(values(&KNOWN)) {
        assert!((parameter.value / known - 1.0).abs() < 1e-3, "{parameter:?} {known}");
        let (low, high) = parameter.interval;
        assert!(low <= parameter.value && parameter.value <= high && (high - low) / known < 0.01, "{parameter:?}");
    }
}

#[test]
fn with_noise_and_few_tests_the_intervals_hold_the_truth_and_are_wide() {
    let mut series = made_up(&KNOWN, |day| [1.5, -2.0, 0.5, 2.5, -1.0, -1.5][day / 10 % 6]);
    series.tests.retain(|test| test.0 > 60 && test.0 % 20 == 9);
    assert_eq!(series.tests.len(), 6);
    let bounds = Bounds::usual(&series);
    let fit = fit(&series, &bounds).unwrap();
    for (parameter, known) in fit.parameters.iter().zip(values(&KNOWN)) {
        let (low, high) = parameter.interval;
        assert!(low <= known && known <= high, "{parameter:?} {known}");
        assert!(low <= parameter.value && parameter.value <= high, "{parameter:?}");
        assert!(low >= parameter.bounds.0 && high <= parameter.bounds.1, "{parameter:?}");
        let (least, most) = parameter.hardly_worse;
        assert!(low <= least && most <= high, "{parameter:?}");
    }
    let gain = fit.parameters[1];
    assert!(gain.interval.1 > 3.0 * gain.interval.0, "six tests do not tell a gain: {gain:?}");
    assert!(fit.sse <= fit.least_sse * 1.001 + 1e-12 && fit.sse <= fit.sse_without_fatigue, "{fit:?}");
}

#[test]
fn what_cannot_be_fitted_says_why() {
    let series = made_up(&KNOWN, |_| 0.0);
    let bounds = Bounds::usual(&series);
    let few = Series { tests: series.tests[..5].to_vec(), ..series.clone() };
    assert_eq!(fit(&few, &bounds), Err(FitError::Tests(5)));
    let flat = Series { tests: series.tests.iter().map(|test| (test.0, 300.0)).collect(), ..series.clone() };
    assert_eq!(fit(&flat, &bounds), Err(FitError::Constant("the test")));
    let idle = Series { loads: vec![0.0; 180], ..series.clone() };
    assert_eq!(fit(&idle, &bounds), Err(FitError::Constant("the load")));
    let wrong = Bounds { days: (30.0, 30.0), ..bounds };
    assert_eq!(fit(&series, &wrong), Err(FitError::Bounds { name: "the time constants", from: 30.0, to: 30.0 }));
}
