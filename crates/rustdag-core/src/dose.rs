//! What a session asks of each tissue, before the state of the body is known: the same for what was done and for what
//! is planned, so that the fold and the planner share one transition.

use crate::anatomy::{Joint, Muscle, PerJoint, PerMuscle};
use crate::event::{Activity, CardioBout, ExerciseRef, Visit, Workout, WorkoutSet};
use crate::exercise::Exercise;
use crate::model::endurance::{self, PerKind};
use crate::model::{connective, e1rm, guidance, load};
use crate::profile::Profile;
use crate::template::Template;

/// Minutes a working set takes, pause included. Design.
const MINUTES_PER_SET: f64 = 2.5;
/// Minutes besides the sets: warming up, changing station. Design.
const MINUTES_BESIDES: f64 = 10.0;
/// Effort of a session of which nothing is known. Design.
const EFFORT_UNKNOWN: f64 = 6.0;
/// Reserve of a set of which it is not known. Design, standard deviation 1.5.
const RIR_UNKNOWN: f64 = 2.0;
/// Repetitions taken for timed sets and sets without a count. Design.
const REPS_UNKNOWN: f64 = 10.0;
/// Minutes of a visit of which the length is not known. Design.
const VISIT_MINUTES: f64 = 60.0;
/// Sets per large muscle in a strength visit of unknown content. Design.
const VISIT_SETS: f64 = 2.0;
/// How much of a visit without content counts as known. Design.
const VISIT_CONFIDENCE: f64 = 0.3;
/// Effort of a set is held within this when it stands for the session's. Design.
const EFFORT_FROM_SETS: (f64, f64) = (4.0, 10.0);

/// What a session asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Dose {
    /// Session load, AU.
    pub load: f64,
    /// Minutes.
    pub minutes: f64,
    /// Session RPE, given or derived.
    pub effort: f64,
    /// Mean of given minus derived effort where both are known, RPE points.
    pub effort_surprise: Option<f64>,
    /// Hard sets per muscle (indirect work counts half).
    pub hard_sets: PerMuscle<f64>,
    /// Effective sets for size.
    pub size_sets: PerMuscle<f64>,
    /// Effective sets for strength.
    pub strength_sets: PerMuscle<f64>,
    /// Fatigue dose of familiar work.
    pub fatigue: PerMuscle<f64>,
    /// What is added to it per unit of novelty.
    pub fatigue_novel: PerMuscle<f64>,
    /// Joint load.
    pub joints: PerJoint<f64>,
    /// Highest intensity of a working set, fraction of 1RM; 0 without sets.
    pub intensity: f64,
    /// Least reps in reserve of a working set; `None` without sets.
    pub rir: Option<f64>,
    /// Load of endurance work by kind, AU; part of the session's load.
    pub endurance: PerKind,
    /// How much of the content is known, 0 to 1.
    pub confidence: f64,
}

/// Effective sets from which a session trains a muscle, and does not only involve it. Design.
const TRAINS_SETS_MIN: f64 = 0.5;

impl Dose {
    fn nothing() -> Self {
        Self {
            load: 0.0,
            minutes: 0.0,
            effort: 0.0,
            effort_surprise: None,
            hard_sets: PerMuscle::all(0.0),
            size_sets: PerMuscle::all(0.0),
            strength_sets: PerMuscle::all(0.0),
            fatigue: PerMuscle::all(0.0),
            fatigue_novel: PerMuscle::all(0.0),
            joints: PerJoint::all(0.0),
            intensity: 0.0,
            rir: None,
            endurance: PerKind::default(),
            confidence: 1.0,
        }
    }

    /// Easy and short enough to count as rest; such a session changes nothing in the body.
    #[must_use]
    pub fn is_active_recovery(&self) -> bool {
        self.rir.is_none()
            && self.effort <= guidance::ACTIVE_RECOVERY_EFFORT_MAX
            && self.minutes <= guidance::ACTIVE_RECOVERY_MINUTES_MAX
    }

    /// Whether it loads a muscle.
    #[must_use]
    pub fn loads(&self, muscle: Muscle) -> bool {
        self.fatigue[muscle] > 0.0
    }

    /// Whether it trains a muscle with sets. Endurance work loads muscles and trains none in this sense.
    #[must_use]
    pub fn trains(&self, muscle: Muscle) -> bool {
        self.size_sets[muscle] >= TRAINS_SETS_MIN
    }

    /// The dose of a workout that was done.
    #[must_use]
    pub fn of_workout(workout: &Workout, profile: &Profile) -> Self {
        if workout.sets.is_empty() && workout.cardio.is_empty() {
            let effort = workout.effort.map(|effort| effort.get());
            return Self::of_unknown_content(Activity::Strength, workout.duration.map(|minutes| minutes.get()), effort);
        }
        let mut dose = Self::nothing();
        let mut reserve = Mean::default();
        let mut unmapped = 0_usize;
        for set in workout.sets.iter().filter(|set| !set.warm_up) {
            let rir = set.rir.map_or(RIR_UNKNOWN, |rir| rir.get());
            if let Some(rir) = set.rir {
                reserve.add(rir.get());
            }
            match &set.exercise {
                ExerciseRef::Known(exercise) => dose.add_sets(exercise, 1.0, reps_of(set), rir),
                ExerciseRef::Unmapped(_) => unmapped += 1,
            }
        }
        let working = workout.sets.iter().filter(|set| !set.warm_up).count();
        if working > 0 {
            dose.confidence = 1.0 - unmapped as f64 / working as f64;
        }
        let derived_effort = reserve.value().map(effort_of_reserve);
        let effort = workout.effort.map(|effort| effort.get());
        dose.effort_surprise = effort.zip(derived_effort).map(|(given, derived)| given - derived);
        let session_effort = effort.or(derived_effort).unwrap_or(EFFORT_UNKNOWN);
        dose.add_sessions(
            workout.duration.map(|minutes| minutes.get()),
            working,
            &workout.cardio,
            effort,
            session_effort,
            profile,
        );
        dose
    }

    /// The dose of a visit of which the content is not known: its kind's usual muscles, at moderate effort.
    #[must_use]
    pub fn of_visit(visit: &Visit) -> Self {
        Self::of_unknown_content(visit.activity, visit.duration.map(|minutes| minutes.get()), None)
    }

    fn of_unknown_content(activity: Activity, minutes: Option<f64>, effort: Option<f64>) -> Self {
        let mut dose = Self::nothing();
        let minutes = minutes.unwrap_or(VISIT_MINUTES);
        let effort = effort.unwrap_or_else(|| effort_unknown(activity));
        if activity == Activity::Strength {
            for &muscle in Muscle::ALL {
                let sets = VISIT_SETS * guidance::muscle_weight(muscle);
                let fatigue = sets * load::set_fatigue(RIR_UNKNOWN) * load::region_weight(muscle.region());
                dose.hard_sets[muscle] = sets;
                dose.fatigue[muscle] = fatigue;
                dose.fatigue_novel[muscle] = fatigue * load::NOVELTY_NORMAL;
            }
            for &joint in Joint::ALL {
                dose.joints[joint] =
                    VISIT_SETS * connective::set_load(REPS_UNKNOWN, e1rm::intensity(REPS_UNKNOWN, RIR_UNKNOWN));
            }
            dose.rir = Some(RIR_UNKNOWN);
        } else {
            dose.add_cardio(activity, minutes, effort, false);
        }
        dose.minutes = minutes;
        dose.effort = effort;
        dose.load = load::session_load(effort, minutes);
        if let Some(kind) = endurance::kind_of(activity) {
            dose.endurance[kind] = dose.load;
        }
        dose.confidence = VISIT_CONFIDENCE;
        dose
    }

    /// The dose of a session template done with at least `rir_min` repetitions in reserve on every set.
    #[must_use]
    pub fn of_template(template: &Template, rir_min: f64, profile: &Profile) -> Self {
        let mut dose = Self::nothing();
        let (mut reserve, mut sets) = (Mean::default(), 0);
        for prescription in &template.exercises {
            let rir = prescription.rir.get().max(rir_min);
            dose.add_sets(&prescription.exercise, f64::from(prescription.sets), prescription.reps.get(), rir);
            for _ in 0..prescription.sets {
                reserve.add(rir);
            }
            sets += prescription.sets as usize;
        }
        let effort = reserve.value().map_or(EFFORT_UNKNOWN, effort_of_reserve);
        dose.add_sessions(None, sets, &template.cardio, None, effort, profile);
        dose
    }

    /// Both sessions on one day, taken as one: what they ask together.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let per_muscle =
            |of: fn(&Self) -> &PerMuscle<f64>| PerMuscle::from_fn(|muscle| of(self)[muscle] + of(other)[muscle]);
        let minutes = self.minutes + other.minutes;
        let worked = self.effort * self.minutes + other.effort * other.minutes;
        Self {
            load: self.load + other.load,
            minutes,
            effort: if minutes > 0.0 { worked / minutes } else { self.effort.max(other.effort) },
            effort_surprise: None,
            hard_sets: per_muscle(|dose| &dose.hard_sets),
            size_sets: per_muscle(|dose| &dose.size_sets),
            strength_sets: per_muscle(|dose| &dose.strength_sets),
            fatigue: per_muscle(|dose| &dose.fatigue),
            fatigue_novel: per_muscle(|dose| &dose.fatigue_novel),
            joints: PerJoint::from_fn(|joint| self.joints[joint] + other.joints[joint]),
            intensity: self.intensity.max(other.intensity),
            rir: self.rir.into_iter().chain(other.rir).reduce(f64::min),
            endurance: core::array::from_fn(|kind| self.endurance[kind] + other.endurance[kind]),
            confidence: self.confidence.min(other.confidence),
        }
    }

    /// Whether no muscle gets a set or more in both, hard ones or such as practise a movement.
    #[must_use]
    pub fn is_for_other_muscles_than(&self, other: &Self) -> bool {
        let both = |sets: fn(&Self) -> &PerMuscle<f64>, muscle: Muscle| sets(self)[muscle].min(sets(other)[muscle]);
        let in_both = |muscle: Muscle| both(|dose| &dose.hard_sets, muscle).max(both(|dose| &dose.size_sets, muscle));
        Muscle::ALL.iter().all(|&muscle| in_both(muscle) < 1.0)
    }

    /// The sum of `doses` over `days` days: what a day of that kind asks on average. `None` without a dose or a day.
    #[must_use]
    pub fn mean_of<'a>(doses: impl Iterator<Item = &'a Self>, days: usize) -> Option<Self> {
        let mut mean = Self::nothing();
        let mut any = false;
        for dose in doses {
            any = true;
            let part = 1.0 / days.max(1) as f64;
            mean.load += part * dose.load;
            mean.minutes += part * dose.minutes;
            for slot in 0..Muscle::COUNT {
                mean.fatigue.0[slot] += part * dose.fatigue.0[slot];
                mean.fatigue_novel.0[slot] += part * dose.fatigue_novel.0[slot];
            }
            for slot in 0..Joint::COUNT {
                mean.joints.0[slot] += part * dose.joints.0[slot];
            }
        }
        any.then_some(mean)
    }

    fn add_sets(&mut self, exercise: &Exercise, sets: f64, reps: f64, rir: f64) {
        if sets <= 0.0 {
            return;
        }
        let intensity = e1rm::intensity(reps, rir);
        let novelty = if exercise.eccentric { load::NOVELTY_ECCENTRIC } else { load::NOVELTY_NORMAL };
        let hard = f64::from(rir <= load::HARD_SET_RIR_MAX);
        let (size, strength, tiring) =
            (load::size_effect(rir), load::strength_effect(intensity), load::set_fatigue(rir));
        for (muscle, involvement) in exercise.muscles.iter() {
            let share = sets * involvement.share();
            if share > 0.0 {
                let fatigue = share * tiring * load::region_weight(muscle.region());
                self.hard_sets[muscle] += share * hard;
                self.size_sets[muscle] += share * size;
                self.strength_sets[muscle] += share * strength;
                self.fatigue[muscle] += fatigue;
                self.fatigue_novel[muscle] += fatigue * novelty;
            }
        }
        let impact = if exercise.impact { connective::IMPACT } else { 1.0 };
        let joint_load = sets * connective::set_load(reps, intensity) * impact;
        for (joint, weight) in exercise.joints.iter() {
            self.joints[joint] += weight * joint_load;
        }
        self.intensity = self.intensity.max(intensity);
        self.rir = Some(self.rir.map_or(rir, |least| least.min(rir)));
    }

    /// Minutes, effort and load of sets and endurance work together.
    fn add_sessions(
        &mut self,
        minutes: Option<f64>,
        working_sets: usize,
        cardio: &[CardioBout],
        given_effort: Option<f64>,
        set_effort: f64,
        profile: &Profile,
    ) {
        let set_minutes = if working_sets > 0 { working_sets as f64 * MINUTES_PER_SET + MINUTES_BESIDES } else { 0.0 };
        let cardio_minutes: f64 = cardio.iter().map(|bout| bout.duration.get()).sum();
        let mut bout_load = 0.0;
        for bout in cardio {
            let minutes = bout.duration.get();
            let effort = bout.effort.map(|effort| effort.get()).or(given_effort);
            let assumed = effort_unknown(bout.activity);
            self.add_cardio(bout.activity, minutes, effort.unwrap_or(assumed), bout.downhill);
            let load = match effort {
                Some(effort) => load::session_load(effort, minutes),
                None => load_of_heart_rate(bout, profile).unwrap_or_else(|| load::session_load(assumed, minutes)),
            };
            bout_load += load;
            if let Some(kind) = endurance::kind_of(bout.activity) {
                self.endurance[kind] += load;
            }
        }
        self.minutes = minutes.unwrap_or(set_minutes + cardio_minutes);
        let lifting_minutes = (self.minutes - cardio_minutes).max(0.0);
        self.load = match given_effort {
            Some(effort) => load::session_load(effort, self.minutes),
            None if working_sets > 0 => bout_load + load::session_load(set_effort, lifting_minutes),
            None => bout_load,
        };
        self.effort = given_effort.unwrap_or(if self.minutes > 0.0 { self.load / self.minutes } else { 0.0 });
    }

    fn add_cardio(&mut self, activity: Activity, minutes: f64, effort: f64, downhill: bool) {
        let fatigue = load::cardio_fatigue(activity, minutes, effort);
        let novelty = if downhill { load::NOVELTY_ECCENTRIC } else { load::NOVELTY_NORMAL };
        for &muscle in muscles_of(activity) {
            let fatigue = fatigue * load::region_weight(muscle.region());
            self.fatigue[muscle] += fatigue;
            self.fatigue_novel[muscle] += fatigue * novelty;
        }
        let sets = minutes / connective::RUN_MINUTES_PER_SET;
        for &(joint, weight) in joints_of(activity) {
            self.joints[joint] += weight * sets;
        }
    }
}

fn reps_of(set: &WorkoutSet) -> f64 {
    set.reps.map_or(REPS_UNKNOWN, |reps| reps.get())
}

/// Effort of endurance work of which it is not known: a walk is easy, the rest is moderate.
fn effort_unknown(activity: Activity) -> f64 {
    if activity == Activity::Walk { guidance::ACTIVE_RECOVERY_EFFORT_MAX } else { EFFORT_UNKNOWN }
}

fn effort_of_reserve(rir: f64) -> f64 {
    (10.0 - rir).clamp(EFFORT_FROM_SETS.0, EFFORT_FROM_SETS.1)
}

fn load_of_heart_rate(bout: &CardioBout, profile: &Profile) -> Option<f64> {
    let (mean, rest, max) = (bout.heart_rate?, profile.resting_heart_rate?, profile.max_heart_rate?);
    let reserve = max.get() - rest.get();
    if reserve <= 0.0 {
        return None;
    }
    let fraction = ((mean.get() - rest.get()) / reserve).clamp(0.0, 1.0);
    Some(load::AU_PER_TRIMP * load::trimp_banister(bout.duration.get(), fraction, profile.sex?))
}

/// Muscles an activity uses. Design.
const fn muscles_of(activity: Activity) -> &'static [Muscle] {
    use Muscle::{Abdominals, Calves, Chest, Glutes, Hamstrings, Lats, LowerBack, Quadriceps, Shoulders, UpperBack};
    match activity {
        Activity::Walk => &[],
        Activity::Run => &[Quadriceps, Hamstrings, Glutes, Calves],
        Activity::Cycle => &[Quadriceps, Glutes],
        Activity::Row => &[Lats, UpperBack, LowerBack, Quadriceps, Glutes],
        Activity::Swim => &[Shoulders, Lats, Chest],
        Activity::Class | Activity::Strength => {
            &[Chest, Shoulders, UpperBack, Abdominals, Quadriceps, Hamstrings, Glutes, Calves]
        }
    }
}

/// Joints an activity loads, per six minutes; running lands, so it counts with impact. Design.
const fn joints_of(activity: Activity) -> &'static [(Joint, f64)] {
    match activity {
        Activity::Walk => &[],
        Activity::Run => &[(Joint::Knee, 1.5), (Joint::Ankle, 1.5), (Joint::Hip, 1.0), (Joint::Lumbar, 0.5)],
        Activity::Cycle => &[(Joint::Knee, 0.2)],
        Activity::Row => &[(Joint::Lumbar, 0.3), (Joint::Knee, 0.2), (Joint::Wrist, 0.1)],
        Activity::Swim => &[(Joint::Shoulder, 0.3)],
        Activity::Class | Activity::Strength => &[(Joint::Knee, 0.4), (Joint::Ankle, 0.4), (Joint::Shoulder, 0.2)],
    }
}

#[derive(Default)]
struct Mean {
    sum: f64,
    count: f64,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1.0;
    }

    fn value(&self) -> Option<f64> {
        (self.count > 0.0).then(|| self.sum / self.count)
    }
}
