//! What stops all training: then nothing else matters, and nothing else is told.

use crate::render::View;
use rustdag_core::reason::{ENGINE, EngineCode, FIRST_CODE_ABOUT_RULES};
use rustdag_proto::v1;

/// The safety gate's reasons that stop all training, most urgent first; none where something may be trained.
pub(crate) fn reasons<'a>(profile: &v1::Profile, readiness: &'a v1::Readiness) -> Vec<&'a v1::Reason> {
    if !readiness.limits.as_ref().is_some_and(|limits| limits.must_rest) {
        return Vec::new();
    }
    readiness.reasons.iter().filter(|reason| is_stop(profile, reason)).collect()
}

/// Whether a reason of this member stops all training.
pub(crate) fn is_stop(profile: &v1::Profile, reason: &v1::Reason) -> bool {
    match engine_code(reason) {
        // With a professional's agreement it softens what is planned, and stops nothing.
        Some(EngineCode::Pregnancy) => !profile.pregnancy_cleared,
        Some(code) => code.stops_training(),
        None => false,
    }
}

/// Whether it is about a part that hurts: beside a stop that is worth a word too.
pub(crate) fn is_pain(reason: &v1::Reason) -> bool {
    matches!(engine_code(reason), Some(EngineCode::JointPain | EngineCode::LongPain))
}

/// What a stop says.
pub(crate) fn sentence(view: &View<'_>, reason: &v1::Reason) -> String {
    match engine_code(reason) {
        // The engine's sentence is also for members who may train, and so cannot say that nothing is planned.
        Some(EngineCode::Pregnancy) => view.texts.text("stop-pregnancy"),
        _ => reason.text.clone(),
    }
}

/// The engine's code, if these are the engine's words.
pub(crate) fn engine_code(reason: &v1::Reason) -> Option<EngineCode> {
    (reason.rule == ENGINE || reason.code >= FIRST_CODE_ABOUT_RULES)
        .then(|| EngineCode::from_number(reason.code))
        .flatten()
}
