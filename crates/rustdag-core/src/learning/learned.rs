//! What is told of what was learned, in natural units.

use crate::model::belief::Belief;
use crate::model::learning::{Filter, LEARNED_BELOW, Parameter, Parameters};
use crate::model::sleep;
use crate::profile::Profile;
use jiff::Timestamp;
use jiff::civil::Date;

/// Lifts that told of a parameter before more of them are no longer the first thing to ask for. Design.
const LIFTS_ENOUGH: u32 = 12;
/// Standard deviations within which four of five normal values lie.
const FOUR_OF_FIVE: f64 = 1.281_551_565_545;

/// What is learned of a member.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// Everything logged before this was looked at.
    pub until: Timestamp,
    /// Every parameter, in the order of [`Parameter::ALL`].
    pub parameters: Vec<LearnedParameter>,
    /// Strength in every exercise that lifts told of, in the order in which they were first done.
    pub strengths: Vec<ExerciseStrength>,
    /// What sets the clocks.
    pub in_use: Parameters,
}

/// One parameter, in natural units: a factor, repetitions or hours.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnedParameter {
    /// Which.
    pub parameter: Parameter,
    /// What was believed before.
    pub prior: Estimate,
    /// What is believed now.
    pub posterior: Estimate,
    /// Spread now over spread before: 1 is nothing learned. Spreads of factors are those of their logarithm.
    pub remaining: f64,
    /// Known well enough to be shown as learned.
    pub learned: bool,
    /// Whether the engine uses what was learned.
    pub moves: bool,
    /// The value the engine uses.
    pub in_use: f64,
    /// What was learned from.
    pub from: Told,
    /// What to log next to learn more.
    pub next: NextLog,
}

/// A value and the interval that holds it in four of five members.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The middle.
    pub value: f64,
    /// Lower end of the interval of 80 %.
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
}

impl Estimate {
    /// Of what is believed in its own unit.
    fn of(belief: Belief) -> Self {
        let reach = FOUR_OF_FIVE * belief.deviation;
        Self { value: belief.mean, low: belief.mean - reach, high: belief.mean + reach }
    }

    /// Of what is believed in its logarithm.
    pub(super) fn of_factor(belief: Belief) -> Self {
        let Self { value, low, high } = Self::of(belief);
        Self { value: libm::exp(value), low: libm::exp(low), high: libm::exp(high) }
    }
}

/// What told of a parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Lifts of known load, repetitions and reserve.
    pub lifts: u32,
    /// Words about soreness.
    pub soreness: u32,
    /// First and last day of either.
    pub days: Option<(Date, Date)>,
}

/// What would tell most of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextLog {
    /// Load, repetitions and reserve of the hardest set of every exercise.
    LoadRepsAndRir,
    /// Soreness of each muscle, a day and two days after training it.
    Soreness,
    /// More of the same.
    MoreOfTheSame,
    /// The need itself, in the profile.
    StateIt,
    /// Nothing that can be logged yet.
    Nothing,
}

impl NextLog {
    /// The name in the API and the texts.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::LoadRepsAndRir => "load_reps_and_rir",
            Self::Soreness => "soreness",
            Self::MoreOfTheSame => "more_of_the_same",
            Self::StateIt => "state_it",
            Self::Nothing => "nothing",
        }
    }
}

/// Strength in one exercise when rested.
#[derive(Clone, Debug, PartialEq)]
pub struct ExerciseStrength {
    /// The catalogue's id.
    pub exercise: String,
    /// e1RM when rested, kg.
    pub e1rm_kg: Estimate,
    /// Lifts it was learned from.
    pub lifts: u32,
}

/// A parameter of the filter, and what told of it.
pub(super) fn of_filter(parameter: Parameter, filter: &Filter, from: Told, in_use: &Parameters) -> LearnedParameter {
    let slot = parameter as usize;
    let remaining = filter.remaining(slot);
    let (prior, posterior) = (filter.prior().parameters[slot], filter.belief(slot));
    let population = filter.prior().parameters[slot].mean;
    let used = match parameter {
        Parameter::RecoveryUpper => in_use.recovery_upper,
        Parameter::RecoveryLower => in_use.recovery_lower,
        Parameter::BoutFatigue => in_use.bout_fatigue,
        _ => in_use.strength_gain,
    };
    let at_prior = if parameter.is_factor() { libm::exp(population) } else { population };
    LearnedParameter {
        parameter,
        prior: estimate(parameter, prior),
        posterior: estimate(parameter, posterior),
        remaining,
        learned: remaining < LEARNED_BELOW,
        moves: filter.moves(parameter) && used.to_bits() != at_prior.to_bits(),
        in_use: used,
        from,
        next: next_log(parameter, from),
    }
}

/// A parameter that keeps its prior, because nothing that is logged tells it: a sleep need apart from a habit, the
/// bias of the reserve apart from where sets end.
pub(super) fn kept(parameter: Parameter, filter: &Filter, profile: &Profile, age_y: Option<f64>) -> LearnedParameter {
    let belief = filter.prior().parameters[parameter as usize];
    let (belief, stated) = match parameter {
        Parameter::SleepNeed => (
            Belief { mean: sleep::need_h(age_y) + belief.mean, deviation: belief.deviation },
            profile.sleep_need.map(|need| need.get()),
        ),
        _ => (belief, None),
    };
    let prior = estimate(parameter, belief);
    LearnedParameter {
        parameter,
        prior,
        posterior: prior,
        remaining: 1.0,
        learned: false,
        moves: false,
        in_use: stated.unwrap_or(belief.mean),
        from: Told::default(),
        next: next_log(parameter, Told::default()),
    }
}

fn estimate(parameter: Parameter, belief: Belief) -> Estimate {
    if parameter.is_factor() { Estimate::of_factor(belief) } else { Estimate::of(belief) }
}

fn next_log(parameter: Parameter, from: Told) -> NextLog {
    match parameter {
        Parameter::SleepNeed => NextLog::StateIt,
        Parameter::RirBias => NextLog::Nothing,
        _ if from.lifts < LIFTS_ENOUGH => NextLog::LoadRepsAndRir,
        Parameter::StrengthGain => NextLog::MoreOfTheSame,
        _ if from.soreness < LIFTS_ENOUGH => NextLog::Soreness,
        _ => NextLog::MoreOfTheSame,
    }
}
