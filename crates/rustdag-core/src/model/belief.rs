//! What is believed of one number of a member, and how an observation of it changes that.
//!
//! The textbook update of a normal distribution by a normal observation: both count by their precision, `1/SD²`. It is
//! the step that `learning` takes with several numbers at once.
//!
//! Symbols: mean and `SD` in the unit of the number itself.

/// A normal distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Belief {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, above 0.
    pub deviation: f64,
}

impl Belief {
    /// The belief after an independent observation of the number, itself normal around the truth.
    #[must_use]
    pub fn after(self, observed: Self) -> Self {
        let precision = |belief: Self| 1.0 / (belief.deviation * belief.deviation);
        let (prior, data) = (precision(self), precision(observed));
        Self {
            mean: (prior * self.mean + data * observed.mean) / (prior + data),
            deviation: (1.0 / (prior + data)).sqrt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_observation_moves_a_belief_by_its_precision() {
        let after = Belief { mean: 0.0, deviation: 0.25 }.after(Belief { mean: 0.40, deviation: 0.35 });
        assert!((after.mean - 0.1351).abs() < 5e-5 && (after.deviation - 0.2034).abs() < 5e-5, "{after:?}");
    }

    #[test]
    fn order_of_observations_does_not_matter() {
        let prior = Belief { mean: 1.0, deviation: 0.5 };
        let (a, b) = (Belief { mean: 0.0, deviation: 1.0 }, Belief { mean: 2.0, deviation: 0.2 });
        let (ab, ba) = (prior.after(a).after(b), prior.after(b).after(a));
        assert!((ab.mean - ba.mean).abs() < 1e-12 && (ab.deviation - ba.deviation).abs() < 1e-12);
    }
}
