//! What a workout says about strength: for each exercise the one-repetition maximum (e1RM) that its best set shows.
//!
//! Only sets of which load and repetitions are known say anything, and only those within ten repetitions of failure say
//! it well (MODEL section A: beyond, the chart is Epley's straight line). Where the reserve is not known, or the set ended
//! further from failure, its repetitions are a lower bound: the member can do at least that. Which exercises are left out is
//! design: bands and helped exercises do not have the load that is logged, and of leaps the count is not about strength.

use crate::anatomy::{Muscle, PerMuscle};
use crate::event::{ExerciseRef, Workout, WorkoutSet};
use crate::exercise::{Equipment, Exercise};
use crate::model::e1rm;
use std::sync::Arc;

/// Standard deviation of the logarithm of an e1RM about the strength of the day. A 1RM test varies by 4.2 %
/// (Grgic 2020, seen); 4.5 % is design.
pub const NOISE: f64 = 0.045;
/// Most repetitions plus reserve from which an e1RM is taken.
const TOTAL_REPS_MAX: f64 = 10.0;

/// Which series of e1RMs a set belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LiftKey<'a> {
    /// The id of an exercise of the catalogue.
    Known(&'a str),
    /// The name of an exercise that the catalogue does not know, as it was logged.
    Unmapped(&'a str),
}

impl<'a> LiftKey<'a> {
    /// Id or name.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        match self {
            Self::Known(text) | Self::Unmapped(text) => text,
        }
    }
}

/// What a workout says about strength in one exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Lift {
    /// The exercise.
    pub exercise: ExerciseRef,
    /// The e1RM, kg; body mass included where part of it is lifted. Above 0.
    pub e1rm_kg: f64,
    /// The member can do at least this: how much more is not known.
    pub at_least: bool,
    /// The reserve it rests on; 0 for a lower bound.
    pub rir: f64,
    /// By how much `ln` of the e1RM is too low for each repetition that the reserve is too low; 0 for a lower bound.
    pub rir_slope: f64,
}

impl Lift {
    /// The exercise's series.
    #[must_use]
    pub fn key(&self) -> LiftKey<'_> {
        match &self.exercise {
            ExerciseRef::Known(exercise) => LiftKey::Known(&exercise.id),
            ExerciseRef::Unmapped(name) => LiftKey::Unmapped(name),
        }
    }

    /// Whether it belongs to the series of an exercise.
    pub(crate) fn is_of(&self, exercise: &ExerciseRef) -> bool {
        match (&self.exercise, exercise) {
            (ExerciseRef::Known(a), ExerciseRef::Known(b)) => Arc::ptr_eq(a, b) || a.id == b.id,
            (ExerciseRef::Unmapped(a), ExerciseRef::Unmapped(b)) => a == b,
            _ => false,
        }
    }

    /// How much each muscle's fatigue weighs in this lift, adding up to 1; `None` where no muscle is known to take part.
    #[must_use]
    pub fn shares(&self) -> Option<PerMuscle<f64>> {
        let ExerciseRef::Known(exercise) = &self.exercise else { return None };
        let whole: f64 = exercise.muscles.0.iter().map(|involvement| involvement.share()).sum();
        (whole > 0.0).then(|| PerMuscle::from_fn(|muscle: Muscle| exercise.muscles[muscle].share() / whole))
    }
}

/// The best e1RM of every exercise of a workout, in the order in which the exercises were begun. `body_mass_kg` is the
/// member's, if it is known: without it nothing is said about exercises that lift part of it.
#[must_use]
pub fn lifts(workout: &Workout, body_mass_kg: Option<f64>) -> Vec<Lift> {
    let mut lifts: Vec<Lift> = Vec::new();
    for set in workout.sets.iter().filter(|set| !set.warm_up) {
        let Some((e1rm_kg, at_least)) = of_set(set, body_mass_kg) else { continue };
        let (rir, rir_slope) = if at_least { (0.0, 0.0) } else { reserve_of(set) };
        let lift = Lift { exercise: set.exercise.clone(), e1rm_kg, at_least, rir, rir_slope };
        // Sets of one exercise mostly follow each other.
        match lifts.iter_mut().rev().find(|other| other.is_of(&lift.exercise)) {
            Some(other) if is_better(&lift, other) => *other = lift,
            Some(_) => {}
            None => lifts.push(lift),
        }
    }
    lifts
}

/// A higher e1RM is the better one; of two equal ones that which is not only a lower bound.
fn is_better(lift: &Lift, other: &Lift) -> bool {
    lift.e1rm_kg > other.e1rm_kg || (lift.e1rm_kg >= other.e1rm_kg && !lift.at_least)
}

/// The e1RM of one set, kg, and whether it is a lower bound.
fn of_set(set: &WorkoutSet, body_mass_kg: Option<f64>) -> Option<(f64, bool)> {
    let load = lifted_kg(set, body_mass_kg).filter(|&load| load > 0.0)?;
    let reps = set.reps?.get();
    match set.rir.map(|rir| rir.get()) {
        Some(rir) if reps + rir <= TOTAL_REPS_MAX => Some((e1rm::rts(load, reps, rir), false)),
        // Whoever did more repetitions than the chart is good for can do those it is good for.
        _ => Some((e1rm::rts(load, reps.min(TOTAL_REPS_MAX), 0.0), true)),
    }
}

/// The reserve of a set, and the slope of `ln` e1RM in it.
fn reserve_of(set: &WorkoutSet) -> (f64, f64) {
    let (Some(reps), Some(rir)) = (set.reps, set.rir) else { return (0.0, 0.0) };
    let (reps, rir) = (reps.get(), rir.get());
    (rir, libm::log(e1rm::rts(1.0, reps, rir + 1.0) / e1rm::rts(1.0, reps, rir)))
}

/// What was lifted, kg.
fn lifted_kg(set: &WorkoutSet, body_mass_kg: Option<f64>) -> Option<f64> {
    let load = set.load.map(|load| load.get());
    let ExerciseRef::Known(exercise) = &set.exercise else { return load };
    if exercise.impact || exercise.equipment == Equipment::Band || exercise.equipment == Equipment::Cardio {
        return None;
    }
    if exercise.body_mass_share <= 0.0 {
        return load;
    }
    Some(exercise.body_mass_share * body_mass_kg? + besides_the_body(exercise, load)?)
}

/// The load besides the body, kg: none is needed where the body is all there is to lift; a machine may be helping.
fn besides_the_body(exercise: &Exercise, load: Option<f64>) -> Option<f64> {
    match exercise.equipment {
        Equipment::Bodyweight | Equipment::Station => Some(load.unwrap_or(0.0)),
        Equipment::Machine => None,
        _ => load,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::PerJoint;
    use crate::exercise::Involvement;
    use crate::quantity::{Kilograms, Reps, Rir};

    fn exercise(equipment: Equipment, body_mass_share: f64) -> ExerciseRef {
        let mut muscles = PerMuscle::all(Involvement::None);
        muscles[Muscle::Chest] = Involvement::Direct;
        muscles[Muscle::Triceps] = Involvement::Indirect;
        ExerciseRef::Known(Arc::new(Exercise {
            id: "an-exercise".to_owned(),
            muscles,
            joints: PerJoint::all(0.0),
            eccentric: false,
            impact: false,
            body_mass_share,
            equipment,
        }))
    }

    fn barbell() -> ExerciseRef {
        exercise(Equipment::Barbell, 0.0)
    }

    fn set(exercise: ExerciseRef, load: Option<f64>, reps: f64, rir: Option<f64>) -> WorkoutSet {
        WorkoutSet {
            exercise,
            warm_up: false,
            load: load.map(|load| Kilograms::new(load).unwrap()),
            reps: Some(Reps::new(reps).unwrap()),
            rir: rir.map(|rir| Rir::new(rir).unwrap()),
            duration: None,
        }
    }

    fn said(sets: &[WorkoutSet], body_mass_kg: Option<f64>) -> Vec<(f64, bool)> {
        let lifts = lifts(&Workout { sets: sets.to_vec(), ..Workout::default() }, body_mass_kg);
        lifts.iter().map(|lift| ((lift.e1rm_kg * 10.0).round() / 10.0, lift.at_least)).collect()
    }

    #[test]
    fn the_best_set_of_an_exercise_speaks() {
        let sets = [set(barbell(), Some(90.0), 5.0, Some(2.0)), set(barbell(), Some(100.0), 5.0, Some(2.0))];
        assert_eq!(said(&sets, None), [(123.3, false)]);
    }

    #[test]
    fn without_a_reserve_it_is_a_lower_bound() {
        assert_eq!(said(&[set(barbell(), Some(100.0), 5.0, None)], None), [(115.9, true)]);
        // Less than the other set shows: nothing new. More: that set was no maximum after all.
        let with = |load| [set(barbell(), Some(100.0), 5.0, Some(2.0)), set(barbell(), Some(load), 5.0, None)];
        assert_eq!(said(&with(100.0), None), [(123.3, false)]);
        assert_eq!(said(&with(110.0), None), [(127.5, true)]);
    }

    #[test]
    fn far_from_failure_it_is_a_lower_bound_too() {
        assert_eq!(said(&[set(barbell(), Some(100.0), 8.0, Some(3.0))], None), [(127.2, true)]);
        assert_eq!(said(&[set(barbell(), Some(100.0), 20.0, Some(0.0))], None), [(135.3, true)]);
    }

    #[test]
    fn what_is_not_known_says_nothing() {
        let uncounted = WorkoutSet { reps: None, ..set(barbell(), Some(100.0), 5.0, Some(2.0)) };
        let warm_up = WorkoutSet { warm_up: true, ..set(barbell(), Some(100.0), 5.0, Some(2.0)) };
        let empty = set(barbell(), Some(0.0), 5.0, Some(2.0));
        assert_eq!(said(&[set(barbell(), None, 5.0, Some(2.0)), uncounted, warm_up, empty], None), []);
    }

    #[test]
    fn a_body_is_lifted_where_its_mass_is_known() {
        let pull_up = |load| set(exercise(Equipment::Station, 1.0), load, 5.0, Some(2.0));
        assert_eq!(said(&[pull_up(None)], None), []);
        assert_eq!(said(&[pull_up(None)], Some(81.1)), [(100.0, false)]);
        assert_eq!(said(&[pull_up(Some(8.11))], Some(81.1)), [(110.0, false)]);
        // A lunge with dumbbells of which the weight was not logged; a machine that helps.
        assert_eq!(said(&[set(exercise(Equipment::Dumbbell, 0.65), None, 5.0, Some(2.0))], Some(80.0)), []);
        assert_eq!(said(&[set(exercise(Equipment::Machine, 0.6), Some(20.0), 5.0, Some(2.0))], Some(80.0)), []);
        assert_eq!(said(&[set(exercise(Equipment::Band, 0.0), Some(20.0), 5.0, Some(2.0))], Some(80.0)), []);
    }

    #[test]
    fn an_unknown_exercise_is_a_series_of_its_own() {
        let unmapped = ExerciseRef::Unmapped("an-exercise".to_owned());
        let sets = [set(barbell(), Some(100.0), 5.0, Some(2.0)), set(unmapped, Some(50.0), 5.0, Some(2.0))];
        assert_eq!(said(&sets, None), [(123.3, false), (61.7, false)]);
        let lifts = lifts(&Workout { sets: sets.to_vec(), ..Workout::default() }, None);
        assert_eq!((lifts[0].key(), lifts[1].key()), (LiftKey::Known("an-exercise"), LiftKey::Unmapped("an-exercise")));
        let shares = lifts[0].shares().unwrap();
        assert!(
            (shares[Muscle::Chest] - 2.0 / 3.0).abs() < 1e-12 && (shares.0.iter().sum::<f64>() - 1.0).abs() < 1e-12
        );
        assert_eq!(lifts[1].shares(), None);
    }
}
