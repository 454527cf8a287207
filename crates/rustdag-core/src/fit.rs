//! Whether a session fits within limits, and what of it does not.

use crate::anatomy::{Joint, Muscle};
use crate::answer::{Excess, Quantity};
use crate::dose::Dose;
use crate::limits::Asked;
use crate::reason::Subject;
use rustdag_rule_abi::{Flags, Limits};

/// Limits are 32-bit numbers: a difference below this part of them is rounding.
pub(crate) const ROUNDING: f64 = 1e-5;

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

/// One limit a dose exceeds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Over {
    /// Which quantity.
    pub quantity: Quantity,
    /// Of which part of the body.
    pub subject: Subject,
    /// What is asked.
    pub asked: f64,
    /// What is allowed.
    pub allowed: f64,
}

impl Over {
    /// Training on a day that must be rest.
    pub const TRAINING: Self = Self { quantity: Quantity::Training, subject: Subject::Whole, asked: 1.0, allowed: 0.0 };

    /// The same with the reason that set the limit.
    #[must_use]
    pub fn because(self, asked: &Asked) -> Excess {
        let Self { quantity, subject, asked: wanted, allowed } = self;
        Excess { asked: wanted, allowed, quantity, reason: asked.why(quantity, subject) }
    }
}

/// Every limit a dose exceeds.
#[must_use]
pub fn exceeded(dose: &Dose, limits: &Limits) -> Vec<Over> {
    let mut found = Vec::new();
    if dose.is_active_recovery() {
        return found;
    }
    if limits.flags & Flags::MUST_REST != 0 {
        found.push(Over::TRAINING);
    }
    let mut exceed =
        |quantity, subject, asked: f64, allowed: f64| found.push(Over { quantity, subject, asked, allowed });
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
