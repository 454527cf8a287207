//! How much 24 sessions can tell at most of the recovery multiplier: six sets with one repetition in reserve, twice a
//! week for twelve weeks, everything but the multiplier known. The design gives ranges that were computed
//! independently.
//!
//! It is the Fisher information of what was logged: slopes of fatigue over the noise of what shows it, squared and
//! added up.

use crate::group::Group;
use rustdag_core::anatomy::Region;
use rustdag_core::lift;
use rustdag_core::model::learning::{Parameter, Priors};
use rustdag_core::model::load::{region_weight, set_fatigue};
use rustdag_core::model::local_muscle::region_tau_h;
use rustdag_core::model::muscle_trace::MuscleTrace;
use rustdag_core::model::soreness;
use rustdag_core::profile::Level;

const SESSIONS: usize = 24;
const SETS: f64 = 6.0;
const RIR: f64 = 1.0;
/// Days to the next session.
const GAPS_D: [u32; 2] = [3, 4];

/// What is left of the prior spread of the multiplier after lifts of so many exercises at every session, with or
/// without a word about soreness every day.
fn remaining(region: Region, lifts: f64, sore: bool) -> f64 {
    let prior = Priors::design().of(Level::Intermediate).parameters[Parameter::recovery(region) as usize];
    let dose = SETS * set_fatigue(RIR) * region_weight(region);
    let mut trace = MuscleTrace::default();
    let mut information = 1.0 / (prior.deviation * prior.deviation);
    for gap in GAPS_D.into_iter().cycle().take(SESSIONS) {
        let slope = trace.by_recovery / (1.0 - trace.slow) / lift::NOISE;
        information += lifts * slope * slope;
        trace.train(dose, 0.0, 1.0);
        for _ in 0..gap {
            trace.rest(24.0, region_tau_h(region));
            let slope = soreness::expected(trace.slow).1 * trace.by_recovery / soreness::NOISE;
            information += f64::from(sore) * slope * slope;
        }
    }
    1.0 / (prior.deviation * information.sqrt())
}

/// The rows.
pub(super) fn rows(group: Group) -> Group {
    let (lower, upper) = (Region::Lower, Region::Upper);
    group
        .between(
            "at most, 24 sessions: spread left of the lower body's multiplier, one lift",
            0.78,
            0.85,
            remaining(lower, 1.0, false),
        )
        .between("the same, upper body", 0.98, 0.99, remaining(upper, 1.0, false))
        .between("lower body, three independent lifts", 0.58, 0.68, remaining(lower, 3.0, false))
        .between("upper body, three independent lifts", 0.96, 0.98, remaining(upper, 3.0, false))
        .between("lower body, one lift and soreness every day", 0.33, 0.42, remaining(lower, 1.0, true))
        .between("upper body, one lift and soreness every day", 0.70, 0.81, remaining(upper, 1.0, true))
}
