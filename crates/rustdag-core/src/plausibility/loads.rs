//! Loads in another unit, and loads with a digit too many.
//!
//! Sets are compared through e1RM (RTS chart; a set without reserve counts as two left), workout by workout and exercise
//! by exercise, with what the member lifted of it before. One set of the same day varies by 4.5 % (design, from Grgic
//! 2020), a new exercise can double within weeks from a low start: a load is doubted only at 1.9 times what was usual
//! and eight kilograms above it. A pound is 0.45359 kg, so pounds given as kilograms are 2.2 times the usual. Light days
//! are ordinary; loads that are too low are doubted only where every known exercise of the workout lies at the ratio of
//! the units. All thresholds are design values.

use super::body_mass::POUNDS_PER_KG;
use super::confirmed::{Confirmed, Verdict};
use super::doubt::{Doubt, DoubtKind};
use crate::event::{Event, ExerciseRef, Workout, WorkoutSet};
use crate::model::e1rm;
use std::collections::BTreeMap;

/// Ratio to the usual from which a load is doubted.
const HIGH: f64 = 1.9;
/// Ratio beyond which it is no unit but a slip.
const UNIT_HIGH: f64 = 2.6;
/// Ratios of a workout all of whose loads were converted from pounds and are kilograms.
const UNIT_LOW: (f64, f64) = (0.42, 0.49);
/// Less than this above what was to be expected is no slip: light weights may double, kg.
const RISE_MIN_KG: f64 = 8.0;
/// Ratio of two workouts of one exercise that do not agree.
const AGREES: f64 = 1.5;
/// Reserve taken where it is not known; see `dose`.
const RIR_UNKNOWN: f64 = 2.0;
/// Repetitions and reserve beyond which a set says little about strength.
const REPS_MAX: f64 = 20.0;

/// What the member lifts, by exercise: the best e1RM of each workout.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Loads {
    best: BTreeMap<String, Confirmed>,
}

/// One exercise of a workout.
struct Lifted<'a> {
    name: &'a str,
    /// Place, load and e1RM of the sets that can be compared.
    sets: Vec<(usize, f64, f64)>,
    usual: Option<f64>,
}

impl Lifted<'_> {
    fn best(&self) -> f64 {
        self.sets.iter().map(|&(_, _, e1rm)| e1rm).fold(0.0, f64::max)
    }

    /// Best of the day against the usual; `None` where nothing is usual yet.
    fn ratio(&self) -> Option<f64> {
        self.usual.map(|usual| self.best() / usual)
    }

    fn is_high(&self) -> bool {
        let Some(usual) = self.usual else { return false };
        self.sets.iter().any(|&(_, load, e1rm)| is_high(load, e1rm / usual))
    }

    fn looks_like_pounds(&self) -> bool {
        self.is_high() && self.ratio().is_some_and(|ratio| ratio <= UNIT_HIGH)
    }
}

fn is_high(load: f64, ratio: f64) -> bool {
    ratio >= HIGH && load - load / ratio >= RISE_MIN_KG
}

impl Loads {
    /// Judges the loads of a workout that came with event `place`; doubts that a new level ends are answered by their
    /// places and exercises.
    pub fn hear(
        &mut self,
        event: &Event,
        workout: &Workout,
        body_mass_kg: f64,
        place: usize,
        doubts: &mut Vec<Doubt>,
    ) -> Vec<(usize, String)> {
        let lifted = self.lifted(workout, body_mass_kg);
        let known = lifted.iter().filter(|lifted| lifted.usual.is_some()).count();
        let in_pounds = lifted.iter().filter(|lifted| lifted.looks_like_pounds()).count();
        // A unit belongs to a whole workout: what is new in it is in the same.
        let all_in_pounds = in_pounds >= 2 && 2 * in_pounds > known;
        let low = |lifted: &Lifted<'_>| lifted.ratio().is_none_or(|ratio| (UNIT_LOW.0..=UNIT_LOW.1).contains(&ratio));
        let converted = known > 0 && lifted.iter().all(low);
        let mut confirmed = Vec::new();
        let mut judged = Vec::with_capacity(lifted.len());
        for lifted in &lifted {
            let kind = if lifted.is_high() {
                Some(if lifted.looks_like_pounds() { DoubtKind::LoadPoundsAsKilograms } else { DoubtKind::LoadFarOff })
            } else if all_in_pounds {
                Some(DoubtKind::LoadPoundsAsKilograms)
            } else if converted {
                Some(DoubtKind::LoadKilogramsAsPounds)
            } else {
                None
            };
            judged.push((lifted.name, lifted.best(), kind.and_then(|kind| lifted.doubt(event, kind))));
        }
        for (name, best, doubt) in judged {
            if !self.best.contains_key(name) {
                self.best.insert(name.to_owned(), Confirmed::default());
            }
            let Some(level) = self.best.get_mut(name) else { continue };
            let Some(Doubted { doubt, rest }) = doubt else {
                level.judge(best, place, |_, _, _| false);
                continue;
            };
            if level.usual().is_none() {
                // Nothing is usual yet, and this is not to become it.
                doubts.push(doubt);
                continue;
            }
            // One slip among sets that are as usual leaves the others to say how strong the member is.
            match level.judge(rest.unwrap_or(best), place, |one, other, _| (one / other).max(other / one) > AGREES) {
                Verdict::Confirmed { doubted } => {
                    confirmed.extend(doubted.into_iter().map(|place| (place, name.to_owned())));
                }
                Verdict::Believed | Verdict::Doubted { .. } => doubts.push(doubt),
            }
        }
        confirmed
    }

    fn lifted<'a>(&self, workout: &'a Workout, body_mass_kg: f64) -> Vec<Lifted<'a>> {
        let mut all: Vec<Lifted<'a>> = Vec::new();
        for (place, set) in workout.sets.iter().enumerate().filter(|(_, set)| !set.warm_up) {
            let Some((load, e1rm)) = strength(set, body_mass_kg) else { continue };
            let name = name_of(&set.exercise);
            match all.iter_mut().find(|lifted| lifted.name == name) {
                Some(lifted) => lifted.sets.push((place, load, e1rm)),
                None => {
                    let usual = self.best.get(name).and_then(Confirmed::usual);
                    all.push(Lifted { name, sets: vec![(place, load, e1rm)], usual });
                }
            }
        }
        all
    }
}

/// A doubt about some sets of an exercise, and the best of those that are not doubted.
struct Doubted {
    doubt: Doubt,
    rest: Option<f64>,
}

impl Lifted<'_> {
    fn doubt(&self, event: &Event, kind: DoubtKind) -> Option<Doubted> {
        let is_slip = |&(_, load, e1rm): &(usize, f64, f64)| {
            kind != DoubtKind::LoadFarOff || self.usual.is_some_and(|usual| is_high(load, e1rm / usual))
        };
        let (slips, rest): (Vec<_>, Vec<_>) = self.sets.iter().copied().partition(is_slip);
        let (_, load, e1rm) = slips.iter().copied().reduce(|one, other| if other.2 > one.2 { other } else { one })?;
        // Where nothing is usual yet the unit says what was to be expected.
        let expected = self.usual.map_or(load / POUNDS_PER_KG, |usual| load * usual / e1rm);
        let doubt = Doubt {
            exercise: Some(self.name.to_owned()),
            entries: slips.iter().map(|&(place, _, _)| place).collect(),
            ..Doubt::about(event, kind, load, expected)
        };
        let rest = rest.iter().map(|&(_, _, e1rm)| e1rm).reduce(f64::max);
        Some(Doubted { doubt, rest })
    }
}

/// Load and e1RM of a set, kg, body mass that is lifted included in the latter; `None` where nothing can be compared.
fn strength(set: &WorkoutSet, body_mass_kg: f64) -> Option<(f64, f64)> {
    let load = set.load.map(|load| load.get()).filter(|&load| load > 0.0)?;
    let reps = set.reps?.get();
    let rir = set.rir.map_or(RIR_UNKNOWN, |rir| rir.get());
    let body = match &set.exercise {
        ExerciseRef::Known(exercise) => exercise.body_mass_share * body_mass_kg,
        ExerciseRef::Unmapped(_) => 0.0,
    };
    (reps + rir <= REPS_MAX).then(|| (load, e1rm::rts(load + body, reps, rir)))
}

/// The catalogue's id, or the name that the catalogue does not know.
pub(super) fn name_of(exercise: &ExerciseRef) -> &str {
    match exercise {
        ExerciseRef::Known(exercise) => &exercise.id,
        ExerciseRef::Unmapped(name) => name,
    }
}
