//! What a session asks of muscles, joints and the whole body: docs/MODEL.md, "Load".

use super::{JOINTS, MUSCLES};
use rustdag_core::anatomy::{Joint, Muscle, Region};
use rustdag_core::event::{Activity, CardioBout, ExerciseRef, Workout};
use rustdag_core::exercise::{Exercise, Involvement};

/// Share of 1RM, percent, that can be done for a count of repetitions, in steps of half a repetition.
const CHART: [f64; 31] = [
    100.0, 97.8, 95.5, 93.9, 92.2, 90.7, 89.2, 87.8, 86.3, 85.0, 83.7, 82.4, 81.1, 79.9, 78.6, 77.4, 76.2, 75.1, 73.9,
    72.3, 70.7, 69.4, 68.0, 66.7, 65.3, 64.0, 62.6, 61.3, 59.9, 58.6, 57.2,
];

/// Some equal sets.
pub struct SomeSets<'a> {
    pub exercise: &'a Exercise,
    pub count: f64,
    pub reps: f64,
    pub reserve: Option<f64>,
}

/// What a session asks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asks {
    /// Session-RPE load, AU.
    pub load: f64,
    pub minutes: f64,
    /// Highest share of 1RM.
    pub intensity: f64,
    /// Least repetitions in reserve; `None` without sets.
    pub reserve: Option<f64>,
    /// Hard sets, effective sets for size, and fatigue dose: of familiar work, and what full novelty adds.
    pub hard: [f64; MUSCLES],
    pub effective: [f64; MUSCLES],
    pub dose: [f64; MUSCLES],
    pub dose_if_new: [f64; MUSCLES],
    pub joints: [f64; JOINTS],
}

impl Asks {
    /// Of sets and endurance work that are all known, without a duration or an effort for the whole.
    pub fn of(sets: &[SomeSets<'_>], endurance: &[CardioBout]) -> Self {
        let mut asks = Self::default();
        let count: f64 = sets.iter().map(|sets| sets.count).sum();
        if count > 0.0 {
            let told: Vec<(f64, f64)> = sets.iter().filter_map(|sets| Some((sets.count, sets.reserve?))).collect();
            let weight: f64 = told.iter().map(|(count, _)| count).sum();
            let effort = if weight > 0.0 {
                (10.0 - told.iter().map(|(count, reserve)| count * reserve).sum::<f64>() / weight).clamp(4.0, 10.0)
            } else {
                6.0
            };
            asks.minutes = 2.5 * count + 10.0;
            asks.load = effort * asks.minutes;
        }
        for sets in sets {
            asks.lift(sets);
        }
        for bout in endurance {
            asks.endure(bout);
        }
        asks
    }

    /// Of a workout that was done; `None` if it is none of the plain ones.
    pub fn of_workout(workout: &Workout) -> Option<Self> {
        let plain = workout.duration.is_none() && workout.effort.is_none();
        if !plain || workout.cardio.iter().any(|bout| bout.effort.is_none() || bout.activity == Activity::Strength) {
            return None;
        }
        let sets: Option<Vec<SomeSets<'_>>> = workout
            .sets
            .iter()
            .filter(|set| !set.warm_up)
            .map(|set| match &set.exercise {
                ExerciseRef::Known(exercise) => Some(SomeSets {
                    exercise,
                    count: 1.0,
                    reps: set.reps?.get(),
                    reserve: set.rir.map(|rir| rir.get()),
                }),
                ExerciseRef::Unmapped(_) => None,
            })
            .collect();
        Some(Self::of(&sets?, &workout.cardio))
    }

    /// Together with another session of the same day.
    pub fn and(mut self, other: Self) -> Self {
        self.load += other.load;
        self.minutes += other.minutes;
        self.intensity = self.intensity.max(other.intensity);
        self.reserve = self.reserve.into_iter().chain(other.reserve).reduce(f64::min);
        for slot in 0..MUSCLES {
            self.hard[slot] += other.hard[slot];
            self.effective[slot] += other.effective[slot];
            self.dose[slot] += other.dose[slot];
            self.dose_if_new[slot] += other.dose_if_new[slot];
        }
        for slot in 0..JOINTS {
            self.joints[slot] += other.joints[slot];
        }
        self
    }

    /// Easy and short endurance work: a rest day stays one.
    pub fn is_rest(&self) -> bool {
        self.reserve.is_none() && self.load <= 2.0 * self.minutes && self.minutes <= 45.0
    }

    fn lift(&mut self, sets: &SomeSets<'_>) {
        let reserve = sets.reserve.unwrap_or(2.0);
        let share_of_max = share_of_max(sets.reps, reserve);
        let novel = if sets.exercise.eccentric { 1.0 } else { 0.5 };
        for (slot, &muscle) in Muscle::ALL.iter().enumerate() {
            let counted = sets.count
                * match sets.exercise.muscles[muscle] {
                    Involvement::None => 0.0,
                    Involvement::Indirect => 0.5,
                    Involvement::Direct => 1.0,
                };
            let dose = counted * (0.28 + 0.72 * (-reserve / 0.9).exp()) * weight(muscle);
            self.hard[slot] += if reserve <= 4.0 { counted } else { 0.0 };
            self.effective[slot] += counted * (-(reserve / 6.0).powi(2)).exp();
            self.dose[slot] += dose;
            self.dose_if_new[slot] += dose * novel;
        }
        let impact = if sets.exercise.impact { 1.5 } else { 1.0 };
        for (slot, &joint) in Joint::ALL.iter().enumerate() {
            let one = sets.exercise.joints[joint] * (sets.reps / 10.0) * (share_of_max / 0.75).powi(3) * impact;
            self.joints[slot] += sets.count * one;
        }
        self.intensity = self.intensity.max(share_of_max);
        self.reserve = Some(self.reserve.map_or(reserve, |least| least.min(reserve)));
    }

    fn endure(&mut self, bout: &CardioBout) {
        let minutes = bout.duration.get();
        let effort = bout.effort.expect("a plain bout tells its effort").get();
        self.minutes += minutes;
        self.load += effort * minutes;
        let (per_minute, muscles) = endurance(bout.activity);
        let novel = if bout.downhill { 1.0 } else { 0.5 };
        for &muscle in muscles {
            let dose = per_minute * minutes * (effort / 10.0).powi(2) * weight(muscle);
            self.dose[muscle as usize] += dose;
            self.dose_if_new[muscle as usize] += dose * novel;
        }
        for &(joint, each) in joints_of(bout.activity) {
            self.joints[joint as usize] += each * minutes / 6.0;
        }
    }
}

/// Load of a set as a fraction of the one-repetition maximum.
fn share_of_max(reps: f64, reserve: f64) -> f64 {
    let possible = reps + reserve;
    let place = 2.0 * (possible - 1.0);
    if place >= 30.0 {
        return (1.0 / (1.0 + possible / 30.0)).min(CHART[30] / 100.0);
    }
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    (CHART[below] + (place - place.floor()) * (CHART[above] - CHART[below])) / 100.0
}

/// How much a set tires a muscle, by where it is.
fn weight(muscle: Muscle) -> f64 {
    match muscle.region() {
        Region::Upper => 0.8,
        Region::Trunk => 1.0,
        Region::Lower => 1.5,
    }
}

/// Fatigue dose of a minute at full effort, and the muscles that get it.
fn endurance(activity: Activity) -> (f64, &'static [Muscle]) {
    use Muscle::{Abdominals, Calves, Chest, Glutes, Hamstrings, Lats, LowerBack, Quadriceps, Shoulders, UpperBack};
    match activity {
        Activity::Walk => (0.0, &[]),
        Activity::Run => (0.06, &[Quadriceps, Hamstrings, Glutes, Calves]),
        Activity::Cycle => (0.03, &[Quadriceps, Glutes]),
        Activity::Row => (0.03, &[Lats, UpperBack, LowerBack, Quadriceps, Glutes]),
        Activity::Swim => (0.03, &[Shoulders, Lats, Chest]),
        Activity::Class | Activity::Strength => {
            (0.04, &[Chest, Shoulders, UpperBack, Abdominals, Quadriceps, Hamstrings, Glutes, Calves])
        }
    }
}

/// Joint load of six minutes.
fn joints_of(activity: Activity) -> &'static [(Joint, f64)] {
    match activity {
        Activity::Walk => &[],
        Activity::Run => &[(Joint::Knee, 1.5), (Joint::Ankle, 1.5), (Joint::Hip, 1.0), (Joint::Lumbar, 0.5)],
        Activity::Cycle => &[(Joint::Knee, 0.2)],
        Activity::Row => &[(Joint::Lumbar, 0.3), (Joint::Knee, 0.2), (Joint::Wrist, 0.1)],
        Activity::Swim => &[(Joint::Shoulder, 0.3)],
        Activity::Class | Activity::Strength => &[(Joint::Knee, 0.4), (Joint::Ankle, 0.4), (Joint::Shoulder, 0.2)],
    }
}
