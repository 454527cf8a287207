//! What the benches share.

use rustdag_core::answer::PlannedSession;
use rustdag_core::event::{ExerciseRef, Workout, WorkoutSet};
use rustdag_core::quantity::{Minutes, Reps, Rir};
use rustdag_core::template::Template;

/// The workout of a member who does exactly what was planned.
#[must_use]
pub fn workout_of(template: &Template, session: &PlannedSession) -> Workout {
    let sets = template.exercises.iter().zip(&session.exercises).flat_map(|(prescription, planned)| {
        (0..planned.sets).map(|_| WorkoutSet {
            exercise: ExerciseRef::Known(prescription.exercise.clone()),
            warm_up: false,
            load: None,
            reps: Reps::new(planned.reps).ok(),
            rir: Rir::new(planned.rir).ok(),
            duration: None,
        })
    });
    Workout {
        name: session.template.clone(),
        duration: Minutes::new(session.minutes).ok(),
        effort: None,
        sets: sets.collect(),
        cardio: template.cardio.clone(),
    }
}
