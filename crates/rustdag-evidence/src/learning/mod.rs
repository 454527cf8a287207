//! Whether what is learned of simulated members is what is true of them.
//!
//! Two thousand members live twelve weeks by the engine's own transition, each with parameters drawn from the priors,
//! and log what members log: loads rounded to what is on the bar, repetitions and half repetitions in reserve that are
//! guessed too low, some nights and sessions not at all. It shows that learning does what it says where the model is
//! true, and no more.

mod ahead;
mod identifiable;
mod judge;
mod member;

use crate::group::Group;
use crate::row::Certainty;
use judge::{CLOCKS, Judged, judge};
use member::Habit;
use rustdag_core::model::learning::Parameter;

/// The groups.
pub(crate) fn all() -> Vec<Group> {
    let least = Group::simulation(
        1,
        Certainty::OwnRegression,
        "MODEL section J: what can be learned of the recovery multiplier at e1RM noise 4.5 %, computed independently",
    );
    vec![identifiable::rows(least), simulated(), ahead::compared()]
}

fn simulated() -> Group {
    let (ordinary, sore, gaps) = (judge(&Habit::ORDINARY), judge(&Habit::SORENESS_ONLY), judge(&Habit::GAPS));
    let mut group = Group::simulation(
        2,
        Certainty::OwnRequirement,
        "2,000 simulated members with known truth, twelve weeks, three or four sessions a week",
    );
    let each = |judged: [Judged; 2]| CLOCKS.map(name).into_iter().zip(judged);
    for (clock, judged) in each(ordinary) {
        group = group
            .between(format!("{clock}: share of 80 % intervals that hold the truth"), 0.75, 0.85, judged.covered)
            .at_most(format!("{clock}: error over the least possible"), 1.1, judged.error / judged.bound);
    }
    for (what, other) in [("soreness alone", sore), ("three silent weeks", gaps)] {
        for ((clock, judged), before) in each(other).zip(ordinary) {
            group = group
                .at_least(format!("{clock}, {what}: share of intervals that hold the truth"), 0.75, judged.covered)
                .above(
                    format!("{clock}, {what}: width of intervals over ordinary ones"),
                    1.0,
                    judged.remaining / before.remaining,
                );
        }
    }
    let shortest = sore.iter().map(|judged| judged.least_in_use).fold(f64::INFINITY, f64::min);
    group.at_least("soreness alone: the shortest clock that anybody gets, over the population's", 1.0, shortest)
}

const fn name(clock: Parameter) -> &'static str {
    match clock {
        Parameter::RecoveryUpper => "upper body",
        _ => "lower body",
    }
}
