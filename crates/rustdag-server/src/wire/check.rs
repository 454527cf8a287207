//! Checks.

use super::{Answering, choice, instant, reason, session};
use rustdag_core::answer::{Check, Excess};
use rustdag_proto::v1;

/// Writes a check.
#[must_use]
pub fn to_proto(check: &Check, answering: Answering<'_>) -> v1::Check {
    let Check { at, fit, excesses, reduced, fits_from } = check;
    v1::Check {
        at: Some(instant::to_proto(*at)),
        fit: choice::fit::to_proto(*fit).into(),
        excesses: excesses.iter().map(|excess| excess_to_proto(excess, answering)).collect(),
        reduced: reduced.iter().map(|exercise| session::exercise_to_proto(exercise, answering)).collect(),
        fits_from: fits_from.map(instant::to_proto),
        rules: answering.rules.to_vec(),
        rule_set: answering.rule_set.to_owned(),
    }
}

fn excess_to_proto(excess: &Excess, answering: Answering<'_>) -> v1::Excess {
    let Excess { asked, allowed, quantity, reason } = excess;
    v1::Excess {
        quantity: choice::quantity::to_proto(*quantity).into(),
        asked: *asked,
        allowed: *allowed,
        reason: Some(reason::to_proto(reason, answering)),
    }
}
