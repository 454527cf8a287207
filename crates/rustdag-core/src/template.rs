//! Session templates: what the planner may choose from. They are data; names and translations live in the catalogue.

use crate::event::{Activity, CardioBout};
use crate::exercise::{Equipment, Exercise, Involvement};
use crate::quantity::{Reps, Rir};
use std::sync::Arc;

/// What a day is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayKind {
    /// Training.
    Training,
    /// Walking, mobility: counts as rest.
    ActiveRecovery,
    /// Rest: what recovery needs.
    Rest,
}

/// One exercise of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Prescription {
    /// The exercise.
    pub exercise: Arc<Exercise>,
    /// Working sets.
    pub sets: u32,
    /// Repetitions of each.
    pub reps: Reps,
    /// Repetitions in reserve.
    pub rir: Rir,
}

/// A session that may be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Stable identifier: `full-body-a`.
    pub id: String,
    /// What a day with this session counts as: training or active recovery.
    pub kind: DayKind,
    /// Strength exercises in order.
    pub exercises: Vec<Prescription>,
    /// Endurance work; its effort must be given.
    pub cardio: Vec<CardioBout>,
}

impl Template {
    /// Whether it loads a muscle or a joint that the engine follows. A walk does not.
    #[must_use]
    pub fn loads_a_tissue(&self) -> bool {
        let loads = |exercise: &Exercise| {
            exercise.muscles.iter().any(|(_, part)| *part != Involvement::None)
                || exercise.joints.iter().any(|(_, weight)| *weight > 0.0)
        };
        self.exercises.iter().any(|prescription| loads(&prescription.exercise))
            || self.cardio.iter().any(|bout| bout.activity != Activity::Walk)
    }

    /// What it needs, each once, in the order of [`Equipment::ALL`]; the body itself is not named.
    #[must_use]
    pub fn equipment(&self) -> Vec<Equipment> {
        let of_exercises = self.exercises.iter().map(|prescription| prescription.exercise.equipment);
        let of_cardio = self.cardio.iter().map(|bout| match bout.activity {
            Activity::Cycle | Activity::Row => Equipment::Cardio,
            Activity::Walk | Activity::Run | Activity::Swim | Activity::Class | Activity::Strength => {
                Equipment::Bodyweight
            }
        });
        let needed: Vec<Equipment> = of_exercises.chain(of_cardio).collect();
        let is_needed = |kind: &Equipment| *kind != Equipment::Bodyweight && needed.contains(kind);
        Equipment::ALL.iter().copied().filter(is_needed).collect()
    }

    /// What of it a member with this equipment does not have; an empty list means everything is at hand.
    #[must_use]
    pub fn lacks(&self, equipment: &[Equipment]) -> Vec<Equipment> {
        let mut needed = self.equipment();
        needed.retain(|kind| !equipment.is_empty() && !equipment.contains(kind));
        needed
    }

    /// Whether a member with this equipment can do it; an empty list means everything is at hand.
    #[must_use]
    pub fn possible_with(&self, equipment: &[Equipment]) -> bool {
        self.lacks(equipment).is_empty()
    }
}
