//! Recovery balance: one index from whatever is known of sleep, energy, autonomic state, load and mind.
//!
//! A weighted geometric mean; every weight and threshold is design. HRV against its smallest worthwhile change:
//! Plews 2014 (seen); trials guided by HRV are all in endurance (Vesterinen 2016, Nuuttila 2022, seen), so in lifters
//! it is advice. Energy availability: IOC 2023 (seen; thresholds from memory), only if volunteered. It is not a
//! hormone value and is never shown as one.

use super::sleep::DEBT_MAX_H;

/// At or above: green.
pub const GREEN: f64 = 80.0;
/// Below: red.
pub const AMBER: f64 = 60.0;
/// Weight of known inputs below which the index is unknown: an index of one input would be that input again, and a rule
/// that reads it would count a short night twice.
pub const WEIGHT_MIN: f64 = 0.5;

const ENERGY_FULL: f64 = 45.0;
const FLOOR: f64 = 0.2;

/// What may be known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Inputs {
    /// Sleep debt, hours.
    pub sleep_debt_h: Option<f64>,
    /// Energy availability, kcal per kg fat-free mass and day.
    pub energy_availability: Option<f64>,
    /// 7-day mean of lnRMSSD against the member's 60 days, standard deviations.
    pub hrv_z: Option<f64>,
    /// Resting heart rate above the member's mean, beats per minute.
    pub resting_hr_delta: Option<f64>,
    /// Monotony of seven days.
    pub monotony: Option<f64>,
    /// McLean's five on a scale of 0 to 1.
    pub wellness: Option<f64>,
}

/// An input of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Sleep debt.
    Sleep,
    /// Energy availability.
    Energy,
    /// Heart-rate variability.
    HeartRateVariability,
    /// Resting heart rate.
    RestingHeartRate,
    /// Monotony.
    Monotony,
    /// Wellness.
    Wellness,
}

/// The index, 0 to 100, and the weight of what was known, 0 to 1; `None` if too little is known.
#[must_use]
pub fn recovery_balance(inputs: &Inputs) -> Option<(f64, f64)> {
    let parts = parts(inputs);
    index(parts.iter().filter_map(|&(_, value, weight)| value.map(|value| (value, weight))))
}

/// What each known input takes from 100, in points; together exactly what the index is short of it. A geometric mean has
/// no parts, its logarithm has: the points are in their proportion. `None` if too little is known for an index.
#[must_use]
pub fn points_short(inputs: &Inputs) -> Option<Vec<(Part, f64)>> {
    let (value, _) = recovery_balance(inputs)?;
    let parts = parts(inputs);
    let known = parts.iter().filter_map(|&(part, value, weight)| value.map(|value| (part, value, weight)));
    let logs: Vec<(Part, f64)> =
        known.map(|(part, value, weight)| (part, -weight * libm::log(value.clamp(FLOOR, 1.0)))).collect();
    let sum: f64 = logs.iter().map(|&(_, log)| log).sum();
    let scale = if sum > 0.0 { (100.0 - value) / sum } else { 0.0 };
    Some(logs.into_iter().map(|(part, log)| (part, log * scale)).collect())
}

/// Each input as a share of good, where it is known, and its weight.
fn parts(inputs: &Inputs) -> [(Part, Option<f64>, f64); 5] {
    let hrv = inputs.hrv_z.map(|z| 1.0 - 0.4 * (-0.5 - z).max(0.0));
    let heart_rate = inputs.resting_hr_delta.map(|delta| 1.0 - 0.04 * (delta - 2.0).max(0.0));
    // The worse of the two signs of the heart stands for both.
    let autonomic = match (hrv, heart_rate) {
        (Some(hrv), Some(rate)) if rate < hrv => (Part::RestingHeartRate, Some(rate)),
        (Some(hrv), _) => (Part::HeartRateVariability, Some(hrv)),
        (None, rate) => (Part::RestingHeartRate, rate),
    };
    [
        (Part::Sleep, inputs.sleep_debt_h.map(|debt| 1.0 - debt / DEBT_MAX_H), 0.30),
        (Part::Energy, inputs.energy_availability.map(|energy| energy / ENERGY_FULL), 0.20),
        (autonomic.0, autonomic.1, 0.20),
        (Part::Monotony, inputs.monotony.map(|monotony| 1.0 - 0.35 * (monotony - 1.5).max(0.0)), 0.15),
        (Part::Wellness, inputs.wellness, 0.15),
    ]
}

fn index(parts: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
    let (mut log_sum, mut weights) = (0.0, 0.0);
    for (value, weight) in parts {
        log_sum += weight * libm::log(value.clamp(FLOOR, 1.0));
        weights += weight;
    }
    (weights >= WEIGHT_MIN).then(|| (100.0 * libm::exp(log_sum / weights), weights))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_of_known_parts() {
        let weights = [0.30, 0.20, 0.20, 0.15, 0.15];
        for (parts, expected) in [([0.9, 1.0, 1.0, 1.0, 0.8], 93.70), ([0.3, 0.7, 0.6, 0.65, 0.4], 47.87)] {
            let (value, confidence) = index(parts.into_iter().zip(weights)).unwrap();
            assert!((value - expected).abs() < 0.005, "{value}");
            assert!((confidence - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn every_input_counts_as_its_weight_says() {
        let good = Inputs {
            sleep_debt_h: Some(0.0),
            energy_availability: Some(45.0),
            hrv_z: Some(0.0),
            resting_hr_delta: Some(0.0),
            monotony: Some(1.0),
            wellness: Some(1.0),
        };
        let is = |inputs: &Inputs, expected: f64| {
            let (index, _) = recovery_balance(inputs).unwrap();
            assert!((index - expected).abs() < 1e-9, "{index} is not {expected}");
        };
        is(&good, 100.0);
        // Each input lowered to half of its best, or as near as it goes: 100 · share^weight.
        for (worse, share, weight) in [
            (Inputs { sleep_debt_h: Some(10.0), ..good }, 0.5, 0.30),
            (Inputs { energy_availability: Some(22.5), ..good }, 0.5, 0.20),
            (Inputs { hrv_z: Some(-1.75), ..good }, 0.5, 0.20),
            (Inputs { resting_hr_delta: Some(14.5), ..good }, 0.5, 0.20),
            (Inputs { monotony: Some(2.5), ..good }, 0.65, 0.15),
            (Inputs { wellness: Some(0.5), ..good }, 0.5, 0.15),
        ] {
            is(&worse, 100.0 * libm::pow(share, weight));
        }
    }

    #[test]
    fn points_add_up_to_what_is_short() {
        let inputs = Inputs {
            sleep_debt_h: Some(14.0),
            energy_availability: Some(30.0),
            hrv_z: Some(-1.0),
            resting_hr_delta: Some(7.0),
            monotony: Some(1.2),
            wellness: Some(0.1),
        };
        let points = points_short(&inputs).unwrap();
        let short = 100.0 - recovery_balance(&inputs).unwrap().0;
        assert!((points.iter().map(|&(_, points)| points).sum::<f64>() - short).abs() < 1e-12);
        let of = |part| points.iter().find(|&&(other, _)| other == part).map(|&(_, points)| points);
        assert_eq!(of(Part::Monotony), Some(0.0));
        // Seven beats above the mean are as bad as one deviation of variability: the first named stands for both.
        assert!(of(Part::HeartRateVariability).unwrap() > 0.0 && of(Part::RestingHeartRate).is_none());
        assert!(of(Part::Sleep).unwrap() > of(Part::Energy).unwrap());
        let good = Inputs { sleep_debt_h: Some(0.0), wellness: Some(1.0), monotony: Some(1.0), ..Inputs::default() };
        assert!(points_short(&good).unwrap().iter().all(|&(_, points)| points == 0.0));
    }

    #[test]
    fn nothing_known_is_no_index() {
        assert_eq!(recovery_balance(&Inputs::default()), None);
        assert_eq!(recovery_balance(&Inputs { wellness: Some(1.0), ..Inputs::default() }), None);
    }

    #[test]
    fn two_weeks_of_five_hours_against_eight() {
        let rested = Inputs { sleep_debt_h: Some(0.0), monotony: Some(1.0), wellness: Some(0.9), ..Inputs::default() };
        let tired = Inputs { sleep_debt_h: Some(19.49), ..rested };
        let one_night = Inputs { sleep_debt_h: Some(3.0), ..rested };
        let value = |inputs| recovery_balance(&inputs).unwrap().0;
        assert!(value(rested) - value(tired) >= 15.0);
        assert!(value(rested) - value(one_night) < 10.0);
    }
}
