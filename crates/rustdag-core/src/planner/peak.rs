//! What freshness on the day of an event is worth: less fatigue of the muscles it asks and of the whole body.
//!
//! Expected performance is `S (1 − Σ a·F)(1 − F_sys)` (see `model/systemic.rs`); strength itself is in the objective
//! already, day by day. A percent of performance on that day counts as much as a percent of strength in every muscle.
//! Which muscles an event asks is design.

use crate::anatomy::{Muscle, PerMuscle};
use crate::body::Body;
use crate::model::{guidance, systemic};
use crate::wishes::TargetEventKind;

/// What an event asks, and what being fresh for it counts.
#[derive(Clone, Debug)]
pub struct Peak {
    /// Day of the horizon.
    pub day: usize,
    /// What is asked.
    pub kind: TargetEventKind,
    shares: PerMuscle<f64>,
    /// Worth of a percent of performance.
    weight: f64,
}

impl Peak {
    /// An event on a day of the horizon.
    #[must_use]
    pub fn new(day: usize, kind: TargetEventKind) -> Self {
        use Muscle::{Adductors, Calves, Glutes, Hamstrings, Quadriceps};
        let asked = |muscle: Muscle| match kind {
            TargetEventKind::StrengthTest | TargetEventKind::Other => guidance::muscle_weight(muscle),
            TargetEventKind::Match | TargetEventKind::Race => {
                let leg = matches!(muscle, Quadriceps | Hamstrings | Glutes | Calves | Adductors);
                if leg { guidance::muscle_weight(muscle) } else { 0.0 }
            }
        };
        let all: f64 = Muscle::ALL.iter().map(|&muscle| asked(muscle)).sum();
        Self {
            day,
            kind,
            shares: PerMuscle::from_fn(|muscle| asked(muscle) / all),
            weight: Muscle::ALL.iter().map(|&muscle| guidance::muscle_weight(muscle)).sum(),
        }
    }

    /// Performance expected of a settled body, as a fraction of what it could do wholly rested. Sleep is left aside: no
    /// plan changes it.
    #[must_use]
    pub fn expected(&self, body: &Body) -> f64 {
        let local = self.shares.0.iter().zip(&body.muscles.0).map(|(&share, state)| (share, state.fatigue.total()));
        systemic::expected_performance(1.0, local, body.systemic, 1.0)
    }

    /// What the body's freshness on the day counts in the objective: 0 wholly rested, less otherwise.
    #[must_use]
    pub fn worth(&self, body: &Body) -> f64 {
        100.0 * self.weight * (self.expected(body) - 1.0)
    }
}
