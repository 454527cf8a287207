//! Mental freshness: check-ins, effort that drifts, monotony and days without rest, as one index.
//!
//! Wellness items: McLean 2010's five. Mental fatigue shortens endurance (Marcora 2009, seen) and lowers repetitions at
//! up to 75 % of 1RM but not at 90 % (de Lima-Junior 2024, seen); maximal strength is unaffected (Van Cutsem 2017,
//! seen); corrected for bias the effect may be very small (Holgado 2020, seen). Weights are design.

/// Below: at least two repetitions in reserve and nothing new to learn.
pub const AMBER: f64 = 60.0;
/// Below: a technique day, active recovery or rest.
pub const RED: f64 = 40.0;
/// Wellness items of five without which a check-in says too little.
pub const ITEMS_MIN: usize = 3;

/// What may be known; wellness must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inputs {
    /// McLean's items on a scale of 0 to 1.
    pub wellness: f64,
    /// 14-day average of observed minus expected effort, RPE points.
    pub effort_drift: Option<f64>,
    /// Monotony of seven days.
    pub monotony: Option<f64>,
    /// Days since the last rest day.
    pub days_since_rest: Option<f64>,
}

/// McLean's items (1 to 5) on a scale of 0 to 1, from those that were answered; `None` below [`ITEMS_MIN`].
#[must_use]
pub fn wellness(items: &[Option<f64>]) -> Option<f64> {
    let (sum, known) = items.iter().flatten().fold((0.0, 0), |(sum, known), item| (sum + item, known + 1));
    (known >= ITEMS_MIN).then(|| (sum / known as f64 - 1.0) / 4.0)
}

/// An input of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Wellness.
    Wellness,
    /// Effort that drifts.
    EffortDrift,
    /// Monotony.
    Monotony,
    /// Days since the last rest day.
    DaysSinceRest,
}

/// The index, 0 to 100; parts that are unknown leave their weight to the others.
#[must_use]
pub fn mental_freshness(inputs: &Inputs) -> f64 {
    let parts = parts(inputs);
    let known = || parts.iter().filter_map(|&(_, value, weight)| value.map(|value| (value, weight)));
    100.0 * known().map(|(value, weight)| value * weight).sum::<f64>() / known().map(|(_, weight)| weight).sum::<f64>()
}

/// What each known input takes from 100, in points; together what the index is short of it.
#[must_use]
pub fn points_short(inputs: &Inputs) -> Vec<(Part, f64)> {
    let parts = parts(inputs);
    let known = || parts.iter().filter_map(|&(part, value, weight)| value.map(|value| (part, value, weight)));
    let weights: f64 = known().map(|(_, _, weight)| weight).sum();
    known().map(|(part, value, weight)| (part, 100.0 * weight * (1.0 - value) / weights)).collect()
}

/// Each input as a share of good, where it is known, and its weight.
fn parts(inputs: &Inputs) -> [(Part, Option<f64>, f64); 4] {
    [
        (Part::Wellness, Some(inputs.wellness), 0.50),
        (Part::EffortDrift, inputs.effort_drift.map(|drift| (1.0 - drift / 1.5).clamp(0.0, 1.0)), 0.25),
        (Part::Monotony, inputs.monotony.map(|monotony| (1.0 - (monotony - 1.0) / 1.5).clamp(0.0, 1.0)), 0.15),
        (Part::DaysSinceRest, inputs.days_since_rest.map(|days| (1.0 - (days - 5.0) / 5.0).clamp(0.0, 1.0)), 0.10),
    ]
}

/// Factor on expected repetitions at an intensity (fraction of 1RM): up to a tenth fewer at 75 % and below, none at 85 %.
#[must_use]
pub fn repetition_factor(freshness: f64, intensity: f64) -> f64 {
    let full_effect_share = ((0.85 - intensity) / 0.10).clamp(0.0, 1.0);
    1.0 - 0.10 * (1.0 - freshness / 100.0) * full_effect_share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_of_twenty_five_and_effort_drifting_by_one() {
        let items = [Some(2.0); 5];
        let index = mental_freshness(&Inputs {
            wellness: wellness(&items).unwrap(),
            effort_drift: Some(1.0),
            monotony: Some(1.0),
            days_since_rest: Some(1.0),
        });
        let fall = 1.0 - repetition_factor(index, 0.70);
        assert!((0.03..=0.10).contains(&fall), "{fall}");
        assert_eq!(repetition_factor(index, 0.90), 1.0);
        assert!(index < AMBER);
    }

    #[test]
    fn points_add_up_to_what_is_short() {
        let inputs = Inputs { wellness: 0.3, effort_drift: Some(0.6), monotony: None, days_since_rest: Some(7.0) };
        let points = points_short(&inputs);
        let sum: f64 = points.iter().map(|&(_, points)| points).sum();
        assert!((sum - (100.0 - mental_freshness(&inputs))).abs() < 1e-12);
        assert_eq!(
            points.iter().map(|&(part, _)| part).collect::<Vec<_>>(),
            [Part::Wellness, Part::EffortDrift, Part::DaysSinceRest]
        );
    }

    #[test]
    fn two_items_are_too_few() {
        assert_eq!(wellness(&[Some(5.0), Some(5.0), None, None, None]), None);
        assert_eq!(wellness(&[Some(5.0), Some(3.0), Some(1.0), None, None]), Some(0.5));
    }
}
