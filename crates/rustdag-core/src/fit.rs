//! Whether a session fits within limits, and what of it does not.

use crate::anatomy::{Joint, Muscle};
use crate::answer::{Excess, Quantity};
use crate::body::Usual;
use crate::dose::Dose;
use crate::reason::{EngineCode, Reason, Subject};
use rustdag_rule_abi::{Flags, Limits};

/// Limits are 32-bit numbers: a difference below this part of them is rounding.
const ROUNDING: f64 = 1e-5;

/// Whether what is asked is more than a limit allows, beyond rounding.
#[must_use]
pub fn over(asked: f64, allowed: f32) -> bool {
    asked > f64::from(allowed) * (1.0 + ROUNDING) + ROUNDING
}

/// Whether a dose stays within every limit. Active recovery is always within: it is rest.
#[must_use]
pub fn fits(dose: &Dose, limits: &Limits) -> bool {
    if dose.is_active_recovery() {
        return true;
    }
    limits.flags & Flags::MUST_REST == 0
        && !over(dose.load, limits.session_load_max)
        && !over(dose.minutes, limits.minutes_max)
        && !over(dose.intensity, limits.intensity_max)
        && dose.rir.is_none_or(|rir| rir + ROUNDING >= f64::from(limits.rir_min))
        && Muscle::ALL.iter().all(|&muscle| muscle_fits(dose, muscle, limits.muscle_sets_max[muscle.slot()]))
        && dose.joints.0.iter().zip(&limits.joint_load_max).all(|(&load, &most)| !over(load, most))
}

/// Whether a dose stays within a muscle's most hard sets; a muscle that may have none is not loaded in other ways either.
#[must_use]
pub fn muscle_fits(dose: &Dose, muscle: Muscle, most: f32) -> bool {
    !over(dose.hard_sets[muscle], most) && (most > 0.0 || !dose.loads(muscle))
}

/// Every limit a dose exceeds, with the reason that set it.
#[must_use]
pub fn excesses(dose: &Dose, limits: &Limits, usual: &Usual, reasons: &[Reason]) -> Vec<Excess> {
    let mut found = Vec::new();
    if dose.is_active_recovery() {
        return found;
    }
    if limits.flags & Flags::MUST_REST != 0 {
        found.push(training_excess(reasons));
    }
    let mut exceed = |quantity, subject, asked: f64, allowed: f64| {
        let reason = reason_of(quantity, subject, allowed, usual, reasons);
        found.push(Excess { asked, allowed, quantity, reason });
    };
    for &muscle in Muscle::ALL {
        let (sets, most) = (dose.hard_sets[muscle], limits.muscle_sets_max[muscle.slot()]);
        if !muscle_fits(dose, muscle, most) {
            exceed(Quantity::HardSets, Subject::Muscle(muscle), sets, f64::from(most));
        }
    }
    for &joint in Joint::ALL {
        let (load, most) = (dose.joints[joint], limits.joint_load_max[joint.slot()]);
        if over(load, most) {
            exceed(Quantity::JointLoad, Subject::Joint(joint), load, f64::from(most));
        }
    }
    for (quantity, asked, most) in [
        (Quantity::SessionLoad, dose.load, limits.session_load_max),
        (Quantity::Minutes, dose.minutes, limits.minutes_max),
        (Quantity::Intensity, dose.intensity, limits.intensity_max),
    ] {
        if over(asked, most) {
            exceed(quantity, Subject::Whole, asked, f64::from(most));
        }
    }
    if let Some(rir) = dose.rir.filter(|rir| rir + ROUNDING < f64::from(limits.rir_min)) {
        exceed(Quantity::Rir, Subject::Whole, rir, f64::from(limits.rir_min));
    }
    found
}

/// The excess of asking for any training on a day that must be rest.
#[must_use]
pub fn training_excess(reasons: &[Reason]) -> Excess {
    let asks_for_rest = |reason: &&Reason| {
        matches!(
            reason.engine_code(),
            Some(
                EngineCode::RestNeeded
                    | EngineCode::ClearanceNeeded
                    | EngineCode::Emergency
                    | EngineCode::SameDayCare
                    | EngineCode::SeeProfessional
                    | EngineCode::EnergyOrMind
                    | EngineCode::Fever
                    | EngineCode::Pregnancy
                    | EngineCode::MinorSupervised
                    | EngineCode::GuardianConsent
            )
        )
    };
    let a_rule_does = |reason: &&Reason| reason.subject == Subject::Whole && reason.engine_code().is_none();
    let reason = reasons.iter().find(asks_for_rest).or_else(|| reasons.iter().find(a_rule_does));
    Excess { asked: 1.0, allowed: 0.0, quantity: Quantity::Training, reason: reason_or_none(reason, Subject::Whole) }
}

/// The reason that explains an excess: of those about the same tissue, the one whose limit is the one exceeded. Rules
/// give their limits as they are or as a share of the usual session.
fn reason_of(quantity: Quantity, subject: Subject, allowed: f64, usual: &Usual, reasons: &[Reason]) -> Reason {
    let usual = match (quantity, subject) {
        (Quantity::SessionLoad, _) => usual.load,
        (_, Subject::Joint(joint)) => usual.joints[joint],
        _ => 1.0,
    };
    let distance = |reason: &Reason| match (reason.engine_code(), hard_sets_left(reason)) {
        (Some(EngineCode::MuscleNotRecovered), _) => allowed.abs(),
        (_, Some(left)) => (left - allowed).abs(),
        _ => (reason.limit - allowed).abs().min((reason.limit * usual - allowed).abs()),
    };
    let about = reasons.iter().filter(|reason| reason.subject == subject);
    let nearest = about.min_by(|a, b| distance(a).total_cmp(&distance(b)));
    reason_or_none(nearest, subject)
}

/// Hard sets that a reason of the engine leaves, where its limit is not that number itself.
#[must_use]
pub fn hard_sets_left(reason: &Reason) -> Option<f64> {
    match reason.engine_code()? {
        EngineCode::WeeklyCeiling => Some((reason.limit - reason.value).max(0.0)),
        EngineCode::MuscleNotRecovered | EngineCode::MuscleLoadedToday => Some(0.0),
        _ => None,
    }
}

fn reason_or_none(reason: Option<&Reason>, subject: Subject) -> Reason {
    reason.cloned().unwrap_or_else(|| Reason::engine(EngineCode::LighterSession, subject, 0.0, 0.0))
}
