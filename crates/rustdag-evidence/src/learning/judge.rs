//! Learns of many members and compares with the truth.

use super::member::{Habit, SimulatedMember, member};
use rustdag_core::learning::{learn, least_spread};
use rustdag_core::model::learning::{Parameter, Priors};
use rustdag_core::profile::Level;

/// Members of a simulation.
pub(super) const MEMBERS: u64 = 2000;
const SEED: u64 = 2026;

/// The recovery clocks.
pub(super) const CLOCKS: [Parameter; 2] = [Parameter::RecoveryLower, Parameter::RecoveryUpper];

/// How well a parameter was learned of many members.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Judged {
    /// Share whose interval of 80 % holds the truth.
    pub covered: f64,
    /// Root of the mean squared error, in the unit of the prior.
    pub error: f64,
    /// The least that it could be.
    pub bound: f64,
    /// Mean of what is left of the prior spread.
    pub remaining: f64,
    /// Least value that anybody's clock uses.
    pub least_in_use: f64,
}

/// The two clocks, in the order of [`CLOCKS`].
pub(super) fn judge(habit: &Habit) -> [Judged; 2] {
    let priors = Priors::design();
    let count = MEMBERS as f64;
    let mut all = [Judged { least_in_use: f64::INFINITY, ..Judged::default() }; 2];
    for stream in 0..MEMBERS {
        let SimulatedMember { truth, history, at } = member(habit, &priors, SEED, stream);
        let learned = learn(&history, at, &priors);
        let least = least_spread(&history, at, &priors, &truth);
        for (judged, parameter) in all.iter_mut().zip(CLOCKS) {
            let slot = parameter as usize;
            let told = &learned.parameters[slot];
            let true_value = libm::exp(priors.of(Level::Intermediate).of_slot(slot).mean + truth[slot]);
            let error = libm::log(told.posterior.value / true_value);
            let inside = (told.posterior.low..=told.posterior.high).contains(&true_value);
            judged.covered += f64::from(inside) / count;
            judged.error += error * error / count;
            judged.bound += least[slot] * least[slot] / count;
            judged.remaining += told.remaining / count;
            judged.least_in_use = judged.least_in_use.min(told.in_use);
        }
    }
    all.map(|judged| Judged { error: judged.error.sqrt(), bound: judged.bound.sqrt(), ..judged })
}
