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
    asked > most(allowed)
}

/// The most that a limit allows, with what is rounding.
fn most(allowed: f32) -> f64 {
    f64::from(allowed) * (1.0 + ROUNDING) + ROUNDING
}

/// Whether a dose stays within every limit. Active recovery is always within: it is rest.
#[must_use]
pub fn fits(dose: &Dose, limits: &Limits) -> bool {
    Room::of(limits).fits(dose)
}

/// What limits leave room for, laid out so that many doses can be held to the same limits.
#[derive(Clone, Debug)]
pub struct Room {
    must_rest: bool,
    load: f64,
    minutes: f64,
    intensity: f64,
    rir: f64,
    sets: [f64; Muscle::COUNT],
    /// The most fatigue dose: none in a muscle that may have no set.
    fatigue: [f64; Muscle::COUNT],
    joints: [f64; Joint::COUNT],
}

impl Room {
    /// The room that limits leave.
    #[must_use]
    pub fn of(limits: &Limits) -> Self {
        let sets = &limits.muscle_sets_max;
        Self {
            must_rest: limits.flags & Flags::MUST_REST != 0,
            load: most(limits.session_load_max),
            minutes: most(limits.minutes_max),
            intensity: most(limits.intensity_max),
            rir: f64::from(limits.rir_min),
            sets: core::array::from_fn(|slot| most(sets[slot])),
            fatigue: core::array::from_fn(|slot| if sets[slot] > 0.0 { f64::INFINITY } else { 0.0 }),
            joints: core::array::from_fn(|slot| most(limits.joint_load_max[slot])),
        }
    }

    /// Whether a dose stays within it, as [`fits`] says.
    #[must_use]
    pub fn fits(&self, dose: &Dose) -> bool {
        if dose.is_active_recovery() {
            return true;
        }
        if self.must_rest
            || dose.load > self.load
            || dose.minutes > self.minutes
            || dose.intensity > self.intensity
            || dose.rir.is_some_and(|rir| rir + ROUNDING < self.rir)
        {
            return false;
        }
        // Without leaving early, so that the processor compares several muscles at once.
        let mut over = false;
        for slot in 0..Muscle::COUNT {
            over |= (dose.hard_sets.0[slot] > self.sets[slot]) | (dose.fatigue.0[slot] > self.fatigue[slot]);
        }
        for (load, most) in dose.joints.0.iter().zip(&self.joints) {
            over |= load > most;
        }
        !over
    }
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
