//! The same session with fewer sets: what light weeks and tapers are made of.

use crate::event::CardioBout;
use crate::model::periodisation::{LIGHT_RESERVE_MAX, LIGHT_RESERVE_MORE, LIGHT_SETS};
use crate::quantity::{Minutes, Reps, Rir};
use crate::template::{Prescription, Template};

/// A share of a session's sets and minutes, each as heavy as before. Exercises lose sets evenly, the later ones first, and
/// go where none is left; one set stays.
#[must_use]
pub fn share_of(template: &Template, share: f64) -> Template {
    let all: u32 = template.exercises.iter().map(|prescription| prescription.sets).sum();
    let wanted = (f64::from(all) * share).round().max(1.0) as u32;
    let mut sets: Vec<u32> =
        template.exercises.iter().map(|prescription| (f64::from(prescription.sets) * share) as u32).collect();
    let mut by_rest: Vec<usize> = (0..sets.len()).collect();
    let rest = |index: usize| (f64::from(template.exercises[index].sets) * share).fract();
    by_rest.sort_by(|&a, &b| rest(b).total_cmp(&rest(a)));
    let missing = wanted.saturating_sub(sets.iter().sum()) as usize;
    for &index in by_rest.iter().take(missing) {
        sets[index] += 1;
    }
    let exercises = template.exercises.iter().zip(sets).filter(|(_, sets)| *sets > 0);
    Template {
        id: template.id.clone(),
        kind: template.kind,
        exercises: exercises.map(|(prescription, sets)| Prescription { sets, ..prescription.clone() }).collect(),
        cardio: template.cardio.iter().map(|bout| shorter(bout, share)).collect(),
    }
}

/// The session of a light week: half the sets, further from failure at the same weight.
#[must_use]
pub fn light(template: &Template) -> Template {
    let mut light = share_of(template, LIGHT_SETS);
    for prescription in &mut light.exercises {
        let (reps, rir) = (prescription.reps.get(), prescription.rir.get());
        let more = (rir + LIGHT_RESERVE_MORE).min(LIGHT_RESERVE_MAX) - rir;
        // A repetition fewer is a repetition more in reserve: the weight stays.
        if more > 0.0
            && let (Ok(reps), Ok(rir)) = (Reps::new((reps - more).max(1.0)), Rir::new(rir + more))
        {
            (prescription.reps, prescription.rir) = (reps, rir);
        }
    }
    light
}

fn shorter(bout: &CardioBout, share: f64) -> CardioBout {
    // A share of a duration is a duration.
    let duration = Minutes::new(bout.duration.get() * share).unwrap_or(bout.duration);
    CardioBout { duration, ..bout.clone() }
}
