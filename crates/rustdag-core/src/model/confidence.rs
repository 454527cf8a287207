//! Confidence: how much of what an answer rests on was logged, and how long ago. Design.

use crate::answer::Input;

/// Days looked back on.
pub const WINDOW_D: usize = 28;
/// Below this the light is grey.
pub const GREY_BELOW: f64 = 0.3;

const FADE_D: f64 = 7.0;
const COLD_START_D: f64 = 14.0;

/// How much an input weighs in an answer.
#[must_use]
pub const fn weight(input: Input) -> f64 {
    match input {
        Input::Training => 0.50,
        Input::Sleep => 0.25,
        Input::CheckIn => 0.15,
        Input::HeartRate => 0.10,
    }
}

/// Confidence of one input from whether each day was known, today first: recent days weigh more.
#[must_use]
pub fn of_days(known: impl IntoIterator<Item = f64>) -> f64 {
    let (mut have, mut whole) = (0.0, 0.0);
    for (age, known) in known.into_iter().take(WINDOW_D).enumerate() {
        let weight = libm::exp(-(age as f64) / FADE_D);
        have += known * weight;
        whole += weight;
    }
    if whole > 0.0 { have / whole } else { 0.0 }
}

/// Confidence of an answer, and the input whose knowledge would raise it most (`None` if all is known).
#[must_use]
pub fn of_answer(of_input: impl Fn(Input) -> f64, history_d: f64) -> (f64, Option<Input>) {
    let started = (history_d / COLD_START_D).clamp(0.0, 1.0);
    let sum: f64 = Input::ALL.iter().map(|&input| weight(input) * of_input(input)).sum();
    let gain = |input: Input| weight(input) * (1.0 - of_input(input));
    let mut next = None;
    for &input in Input::ALL {
        if gain(input) > next.map_or(0.01, gain) {
            next = Some(input);
        }
    }
    (sum * started, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_most_is_named() {
        let (confidence, next) = of_answer(|input| if input == Input::Training { 1.0 } else { 0.0 }, 60.0);
        assert!((confidence - 0.5).abs() < 1e-12);
        assert_eq!(next, Some(Input::Sleep));
        assert_eq!(of_answer(|_| 1.0, 60.0), (1.0, None));
        assert!(of_answer(|_| 1.0, 7.0).0 < 0.6);
    }

    #[test]
    fn yesterday_weighs_more_than_last_month() {
        let recent = of_days((0..28).map(|age| f64::from(age < 7)));
        let old = of_days((0..28).map(|age| f64::from(age >= 21)));
        assert!(recent > 0.6 && old < 0.1);
    }
}
