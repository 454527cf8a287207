//! What of a member differs from the population, learned from what the member logs.
//!
//! An extended Kalman filter (a fitness-fatigue model is a linear state space: Kolossa 2017, seen) over a handful of
//! parameters, which begin from what is believed of members of a level. The parameters, their prior spreads and the gates
//! are design values; each file says what is its own.
//!
//! What tells what: a lift after hours of rest shows the fatigue that is left, which a slow clock and a tiring bout
//! explain alike at one and the same hour, and tell apart only over different hours. So clock and bout are believed
//! jointly, as each makes the other less certain, but the bout is only used if the log would tell it with nothing
//! known of the clock.

mod factors;
mod filter;
mod lift_level;
mod parameter;
mod priors;
mod slots;

pub use factors::Parameters;
pub use parameter::Parameter;
pub use priors::{LevelPrior, Priors};
pub use slots::{LEFT_AT_ZERO, RIR_BIAS, SORENESS_SCALE, Slots};

pub(crate) use factors::FACTOR_RANGE;
pub(crate) use filter::{Filter, LEARNED_BELOW};
pub(crate) use lift_level::LiftLevel;
pub(crate) use slots::{PARAMETER_SLOTS, SLOTS};
