//! From a template to the sets somebody really did: weights, repetitions and what was left, with the noise of life.

use crate::dice::Dice;
use crate::story::Tide;
use rustdag_core::anatomy::{Muscle, Region};
use rustdag_core::event::{ExerciseRef, WorkoutSet};
use rustdag_core::exercise::{Equipment, Exercise, Involvement};
use rustdag_core::quantity::{Kilograms, Reps, Rir};
use rustdag_core::template::Template;

/// Who lifts: body mass in kg, and the one-repetition maximum of a big barbell lift for the legs as its share.
#[derive(Clone, Copy)]
pub(crate) struct Lifter {
    pub body_mass_kg: f64,
    pub strength: f64,
}

impl Lifter {
    /// A believable one-repetition maximum in kg. Rough shares of the big leg lift: this is a made-up gym.
    pub fn maximum_kg(self, exercise: &Exercise) -> f64 {
        let direct: Vec<Muscle> = exercise
            .muscles
            .iter()
            .filter(|&(_, &part)| part == Involvement::Direct)
            .map(|(muscle, _)| muscle)
            .collect();
        let legs = direct.iter().any(|muscle| muscle.region() == Region::Lower);
        let taking_part = exercise.muscles.iter().filter(|&(_, &part)| part != Involvement::None).count();
        let region = if legs { 1.0 } else { 0.62 };
        let size = match taking_part {
            0 | 1 => 0.45,
            2 => 0.75,
            _ => 1.0,
        };
        let tool = match exercise.equipment {
            Equipment::Barbell => 1.0,
            Equipment::Machine => 1.1,
            Equipment::Cable => 0.75,
            Equipment::Dumbbell | Equipment::Kettlebell => 0.4,
            Equipment::Band | Equipment::Station | Equipment::Bodyweight | Equipment::Cardio => 0.25,
        };
        self.body_mass_kg * self.strength * region * size * tool
    }
}

/// Share of the one-repetition maximum that can be lifted so often: Epley's, near enough for a diary.
fn share_of_maximum(repetitions: f64) -> f64 {
    1.0 / (1.0 + repetitions / 30.0)
}

/// Plates and dumbbells come in steps, kg.
const PLATE_STEP_KG: f64 = 2.5;

/// The sets of one session, and how many repetitions were left on average.
pub(crate) fn sets(
    template: &Template,
    lifter: Lifter,
    tide: &Tide,
    log_reserve: f64,
    dice: &mut Dice,
) -> (Vec<WorkoutSet>, f64) {
    let mut done = Vec::new();
    let (mut reserve_sum, mut working) = (0.0, 0.0);
    for (place, prescription) in template.exercises.iter().enumerate() {
        let exercise = &prescription.exercise;
        let legs = exercise
            .muscles
            .iter()
            .any(|(muscle, &part)| part == Involvement::Direct && muscle.region() == Region::Lower);
        let maximum = lifter.maximum_kg(exercise) * tide.strength * (1.0 + dice.spread(0.015));
        let aim = prescription.reps.get() + prescription.rir.get();
        let weighted = !matches!(exercise.equipment, Equipment::Bodyweight | Equipment::Station | Equipment::Band);
        let load_kg = (maximum * share_of_maximum(aim) / PLATE_STEP_KG).round().max(1.0) * PLATE_STEP_KG;
        let load = |kg: f64| weighted.then(|| Kilograms::new(kg.min(Kilograms::MAX)).ok()).flatten();
        let named = || ExerciseRef::Known(exercise.clone());
        if place == 0 && weighted {
            done.push(WorkoutSet {
                exercise: named(),
                warm_up: true,
                load: load((load_kg * 0.5 / PLATE_STEP_KG).round() * PLATE_STEP_KG),
                reps: Reps::new(8.0).ok(),
                rir: None,
                duration: None,
            });
        }
        let mut count =
            (f64::from(prescription.sets) * tide.sets).round() + f64::from(if legs { tide.leg_sets } else { 0 });
        if dice.happens(0.12) {
            count -= 1.0;
        }
        for set in 0..count.max(1.0) as u32 {
            // Later sets come a little harder.
            let left = (prescription.rir.get() - 0.3 * f64::from(set) + dice.spread(0.7)).round().clamp(0.0, 6.0);
            let reps =
                (prescription.reps.get() + if dice.happens(0.2) { dice.spread(1.2).round() } else { 0.0 }).max(1.0);
            reserve_sum += left;
            working += 1.0;
            done.push(WorkoutSet {
                exercise: named(),
                warm_up: false,
                load: load(load_kg),
                reps: Reps::new(reps).ok(),
                rir: dice.happens(log_reserve).then(|| Rir::new(left).ok()).flatten(),
                duration: None,
            });
        }
    }
    (done, if working > 0.0 { reserve_sum / working } else { 4.0 })
}
