//! What was logged. An event is immutable; a correction is a retraction and a new event.

use crate::anatomy::{Joint, Muscle};
use crate::exercise::Exercise;
use crate::quantity::{
    BodyMass, EnergyAvailability, HeartRate, Kilograms, Kilometres, LnRmssd, Minutes, Pain, RatedReadiness, Reps, Rir,
    Rpe, SleepHours, Wellness,
};
use jiff::Timestamp;
use std::sync::Arc;

/// One thing that was logged.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Where it came from: `strong`, `reception`, `app`.
    pub source: String,
    /// Identifier within the source: the same one twice is the same event.
    pub id: String,
    /// When it happened: a workout's start, the moment of waking, the moment of a check-in.
    pub at: Timestamp,
    /// What happened.
    pub kind: EventKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// A workout that was done.
    Workout(Workout),
    /// The local day of [`Event::at`] was a rest day: known not to hold training.
    Rest,
    /// A night's sleep; [`Event::at`] is the moment of waking and decides the day it belongs to.
    Night(Night),
    /// How the member feels.
    CheckIn(CheckIn),
    /// Something measured.
    Measurement(Measurement),
    /// The member came, but what was done is not known.
    Visit(Visit),
    /// What a member volunteers about the menstrual cycle.
    Cycle(Cycle),
}

/// A workout that was done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workout {
    /// Name the member gave it.
    pub name: String,
    /// How long it took.
    pub duration: Option<Minutes>,
    /// Session RPE.
    pub effort: Option<Rpe>,
    /// Sets of strength exercises, in order.
    pub sets: Vec<WorkoutSet>,
    /// Endurance work.
    pub cardio: Vec<CardioBout>,
}

/// One set.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkoutSet {
    /// What was done.
    pub exercise: ExerciseRef,
    /// A warm-up set counts for nothing but time.
    pub warm_up: bool,
    /// External load.
    pub load: Option<Kilograms>,
    /// Repetitions; `None` for timed sets and unknown ones.
    pub reps: Option<Reps>,
    /// Repetitions in reserve (10 − set RPE).
    pub rir: Option<Rir>,
    /// Set length of holds and carries, minutes.
    pub duration: Option<Minutes>,
}

/// An exercise of the catalogue, or a name the catalogue does not know.
#[derive(Clone, Debug, PartialEq)]
pub enum ExerciseRef {
    /// Known: what it asks of the body.
    Known(Arc<Exercise>),
    /// Unknown: counts for the whole body only, at lower confidence.
    Unmapped(String),
}

/// Kinds of endurance work and of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Activity {
    /// Walking and light mobility: active recovery when short and easy.
    Walk,
    /// Running.
    Run,
    /// Cycling.
    Cycle,
    /// Rowing.
    Row,
    /// Swimming.
    Swim,
    /// A group class or another session for the whole body.
    Class,
    /// Strength training of unknown content.
    Strength,
}

/// A piece of endurance work.
#[derive(Clone, Debug, PartialEq)]
pub struct CardioBout {
    /// Kind.
    pub activity: Activity,
    /// Length.
    pub duration: Minutes,
    /// Effort; `None` takes the session's.
    pub effort: Option<Rpe>,
    /// Mean heart rate.
    pub heart_rate: Option<HeartRate>,
    /// Distance, reported only.
    pub distance: Option<Kilometres>,
    /// Mostly downhill: eccentric emphasis.
    pub downhill: bool,
}

/// A night's sleep.
#[derive(Clone, Debug, PartialEq)]
pub struct Night {
    /// Hours slept.
    pub asleep: SleepHours,
}

/// How the member feels. Every item is optional: what was not asked is unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckIn {
    /// Readiness, 0 to 10, 10 best: the member's own word for how ready they are.
    pub readiness: Option<RatedReadiness>,
    /// Fatigue, 1 to 5, 5 fresh.
    pub fatigue: Option<Wellness>,
    /// Sleep quality, 1 to 5, 5 best.
    pub sleep_quality: Option<Wellness>,
    /// General soreness, 1 to 5, 5 none.
    pub soreness: Option<Wellness>,
    /// Stress, 1 to 5, 5 relaxed.
    pub stress: Option<Wellness>,
    /// Mood, 1 to 5, 5 best.
    pub mood: Option<Wellness>,
    /// Pain per joint complex, 0 to 10.
    pub joint_pain: Vec<(Joint, Pain)>,
    /// Soreness per muscle, 0 to 10.
    pub muscle_soreness: Vec<(Muscle, Pain)>,
    /// Illness today; `Some(Illness::None)` says it is over.
    pub illness: Option<Illness>,
    /// Warning signs.
    pub red_flags: Vec<RedFlag>,
}

/// Illness as reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Illness {
    /// Not ill, or better again.
    None,
    /// Ill, without fever.
    WithoutFever,
    /// Fever: rest only.
    Fever,
}

/// A warning sign (MODEL section M). The engine stops; it does not interpret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RedFlag {
    /// Chest pain, fainting, palpitations with effort, sudden breathlessness, one-sided weakness, worst headache.
    Emergency,
    /// Dark urine, severe swelling or pain out of proportion.
    SameDayCare,
    /// Calf swelling, night pain, numbness, a locked or unstable joint.
    SeeProfessional,
    /// Periods absent for three months, repeated stress injury, compulsive training, purging, thoughts of self-harm.
    EnergyOrMind,
}

/// Something measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measurement {
    /// Heart-rate variability at rest, lnRMSSD.
    pub ln_rmssd: Option<LnRmssd>,
    /// Heart rate at rest.
    pub resting_heart_rate: Option<HeartRate>,
    /// Body mass.
    pub body_mass: Option<BodyMass>,
    /// Energy availability, only if volunteered.
    pub energy_availability: Option<EnergyAvailability>,
}

/// The member came, but what was done is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// Kind of session.
    pub activity: Activity,
    /// How long it took.
    pub duration: Option<Minutes>,
}

/// What a member volunteers about the menstrual cycle. No clock of the model uses it, as the evidence is mixed; nothing is
/// predicted from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cycle {
    /// The local day of [`Event::at`] is the first day of a period. Otherwise none has begun since the last one logged.
    pub period_began: bool,
    /// Periods are not expected for now, as with some contraception, while breastfeeding or after the menopause.
    pub none_expected: bool,
    /// How much it bothers, 0 to 10; kept for the member, and used for nothing.
    pub symptoms: Option<Pain>,
    /// The member wants an easier day.
    pub wants_easier: bool,
}
