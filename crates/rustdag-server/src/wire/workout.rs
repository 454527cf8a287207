//! Workouts, and their sets.

use super::hint::{self, Hint as _};
use super::invalid::Place as _;
use super::{Intake, Invalid, cardio, value};
use rustdag_core::event::{ExerciseRef, Workout, WorkoutSet};
use rustdag_core::quantity::{Kilograms, Minutes, Reps, Rir, Rpe};
use rustdag_proto::v1;
use std::sync::Arc;

const NAME_MAX: usize = 200;
const SETS_MAX: usize = 500;

pub(super) fn from_proto(workout: v1::Workout, intake: Intake<'_>) -> Result<Workout, Invalid> {
    let v1::Workout { display_name, duration_min, effort_rpe, sets, cardio } = workout;
    value::at_most("sets", &sets, SETS_MAX)?;
    let sets = sets.into_iter().enumerate();
    Ok(Workout {
        name: value::text("display_name", display_name, NAME_MAX)?,
        duration: value::minutes("duration_min", duration_min)?,
        effort: value::effort("effort_rpe", effort_rpe)?,
        sets: sets
            .map(|(place, set)| set_from_proto(set, intake).within_entry("sets", place))
            .collect::<Result<_, _>>()?,
        cardio: cardio::from_proto(cardio)?,
    })
}

fn set_from_proto(set: v1::WorkoutSet, intake: Intake<'_>) -> Result<WorkoutSet, Invalid> {
    let v1::WorkoutSet { exercise, warm_up, load_kg, reps, rir, duration_min } = set;
    if exercise.trim().is_empty() {
        return Err(Invalid::missing("exercise", "the exercise's id or name"));
    }
    let exercise = value::text("exercise", exercise, NAME_MAX)?;
    Ok(WorkoutSet {
        exercise: match intake.catalogue.find(&exercise) {
            Some(known) => ExerciseRef::Known(Arc::clone(known)),
            None => ExerciseRef::Unmapped(exercise),
        },
        warm_up,
        load: value::optional("load_kg", load_kg, Kilograms::new)?,
        reps: value::optional("reps", reps, Reps::new).hint(reps, hint::reps)?,
        rir: value::optional("rir", rir, Rir::new).hint(rir, hint::reserve)?,
        duration: value::minutes("duration_min", duration_min)?,
    })
}

pub(super) fn to_proto(workout: &Workout) -> v1::Workout {
    let Workout { name, duration, effort, sets, cardio } = workout;
    v1::Workout {
        display_name: name.clone(),
        duration_min: duration.map(Minutes::get),
        effort_rpe: effort.map(Rpe::get),
        sets: sets.iter().map(set_to_proto).collect(),
        cardio: cardio.iter().map(cardio::to_proto).collect(),
    }
}

fn set_to_proto(set: &WorkoutSet) -> v1::WorkoutSet {
    let WorkoutSet { exercise, warm_up, load, reps, rir, duration } = set;
    v1::WorkoutSet {
        exercise: match exercise {
            ExerciseRef::Known(exercise) => exercise.id.clone(),
            ExerciseRef::Unmapped(name) => name.clone(),
        },
        warm_up: *warm_up,
        load_kg: load.map(Kilograms::get),
        reps: reps.map(Reps::get),
        rir: rir.map(Rir::get),
        duration_min: duration.map(Minutes::get),
    }
}
