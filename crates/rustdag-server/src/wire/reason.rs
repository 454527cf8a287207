//! Reasons.

use super::{Answering, choice, value};
use rustdag_core::reason::{Reason, Subject};
use rustdag_proto::v1;

/// Writes a reason with its sentence.
#[must_use]
pub fn to_proto(reason: &Reason, answering: Answering<'_>) -> v1::Reason {
    // What a reason explains is told by the limit it is given with.
    let Reason { rule, code, subject, value, limit, quantities: _, number: _ } = reason;
    v1::Reason {
        rule: rule.clone(),
        code: *code,
        code_name: answering.words.code_name(reason),
        subject: match *subject {
            Subject::Whole => None,
            Subject::Muscle(muscle) => Some(v1::reason::Subject::Muscle(choice::muscle::to_proto(muscle).into())),
            Subject::Joint(joint) => Some(v1::reason::Subject::Joint(choice::joint::to_proto(joint).into())),
        },
        value: value::finite(*value),
        limit: value::finite(*limit),
        text: answering.words.reason(answering.lang, reason),
    }
}

/// Writes reasons in their order.
pub(super) fn all_to_proto(reasons: &[Reason], answering: Answering<'_>) -> Vec<v1::Reason> {
    reasons.iter().map(|reason| to_proto(reason, answering)).collect()
}
