//! Repetitions of a set far beyond what the member does of that exercise: a digit too many, or seconds.
//!
//! They would load the joints of a set many times over. All thresholds are design values.

use super::confirmed::{Confirmed, Verdict};
use super::doubt::{Doubt, DoubtKind};
use super::loads::name_of;
use crate::event::{Event, Workout};
use std::collections::BTreeMap;

/// As many repetitions as this are ordinary, whatever the member did before.
const ORDINARY: f64 = 50.0;
/// Ratio to the usual beyond which repetitions are doubted.
const RATIO_MAX: f64 = 5.0;

/// The most repetitions of a set in each workout, by exercise.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Repetitions {
    most: BTreeMap<String, Confirmed>,
}

impl Repetitions {
    /// Judges a workout that came with event `place`; doubts that a new habit ends are answered as for loads.
    pub fn hear(
        &mut self,
        event: &Event,
        workout: &Workout,
        place: usize,
        doubts: &mut Vec<Doubt>,
    ) -> Vec<(usize, String)> {
        let mut most: Vec<(&str, f64)> = Vec::new();
        for set in workout.sets.iter().filter(|set| !set.warm_up) {
            let (name, Some(reps)) = (name_of(&set.exercise), set.reps.map(|reps| reps.get())) else { continue };
            // Sets of one exercise stand together, most often.
            match most.iter_mut().rev().find(|(other, _)| *other == name) {
                Some((_, most)) => *most = most.max(reps),
                None => most.push((name, reps)),
            }
        }
        let is_far = |reps: f64, usual: f64| reps > ORDINARY && reps > RATIO_MAX * usual;
        let mut confirmed = Vec::new();
        for (name, reps) in most {
            if !self.most.contains_key(name) {
                self.most.insert(name.to_owned(), Confirmed::default());
            }
            let Some(level) = self.most.get_mut(name) else { continue };
            match level.judge(reps, place, |reps, usual, _| is_far(reps, usual)) {
                Verdict::Believed => {}
                Verdict::Confirmed { doubted } => {
                    confirmed.extend(doubted.into_iter().map(|place| (place, name.to_owned())));
                }
                Verdict::Doubted { usual } => {
                    let far = |set: &crate::event::WorkoutSet| {
                        !set.warm_up
                            && name_of(&set.exercise) == name
                            && set.reps.is_some_and(|reps| is_far(reps.get(), usual))
                    };
                    let sets = workout.sets.iter().enumerate().filter(|(_, set)| far(set));
                    doubts.push(Doubt {
                        exercise: Some(name.to_owned()),
                        entries: sets.map(|(place, _)| place).collect(),
                        ..Doubt::about(event, DoubtKind::RepsFarOff, reps, usual)
                    });
                }
            }
        }
        confirmed
    }
}
