//! A rule file with the values of its parameters: what the engine asks.

use crate::names::Kind;
use crate::program::{Program, STACK};
use rustdag_rule_abi::{Flags, Limits, Reason, Snapshot};

/// What a limit limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Session load, AU; `usual` is the presence bit of the usual load, if the amount is a share of it.
    SessionLoad {
        share: bool,
    },
    Intensity,
    Minutes,
    Rir,
    ExtraRestDays,
    MuscleSets {
        share: bool,
    },
    JointLoad {
        share: bool,
    },
    MustRest,
    SeeProfessional,
    /// Only that moving gently is better than lying still.
    Nothing,
}

/// One limit, ready to be asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ready {
    pub what: What,
    /// What its parts are; none if it is for the whole body.
    pub part: Option<Kind>,
    /// Slots of the parts it is for; one, without a meaning, if it is for the whole body.
    pub slots: Vec<usize>,
    pub when: Option<Program>,
    pub amount: Option<Program>,
    pub value: Option<Program>,
    pub allowed: Option<Program>,
    pub prefer_active: bool,
    /// The reason's code; 0 where there is no limit to explain.
    pub code: u32,
    /// Codes of all the file's limits of the same thing, one bit each.
    pub family: u64,
    /// Its condition is that of the limit before it, and both are for the whole body.
    pub repeats: bool,
}

/// Numbers in the making that nearly every file makes do with: a small stack takes less time to clear than an answer does.
const STACK_USUAL: usize = 8;

/// A rule of a file, with the values of its parameters. It cannot fail: what is unknown says nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRule {
    pub(crate) order_preserving: bool,
    pub(crate) limits: Vec<Ready>,
    /// Numbers in the making, at most.
    pub(crate) height: usize,
}

impl FileRule {
    /// Writes its limits into limits that hold no opinion.
    #[inline]
    pub fn apply(&self, snapshot: &Snapshot, limits: &mut Limits) {
        if self.height <= STACK_USUAL {
            self.apply_with(snapshot, limits, &mut [0.0; STACK_USUAL]);
        } else {
            self.apply_with(snapshot, limits, &mut [0.0; STACK]);
        }
    }

    #[inline]
    fn apply_with(&self, snapshot: &Snapshot, limits: &mut Limits, stack: &mut [f32]) {
        let mut holds = false;
        for ready in &self.limits {
            for &slot in &ready.slots {
                if !ready.repeats {
                    holds = ready.holds(snapshot, slot, stack);
                }
                if holds {
                    ready.say(snapshot, slot, limits, stack);
                }
            }
        }
    }

    /// Whether a less tired, better slept body never gets a tighter limit from it, with these parameters.
    #[must_use]
    pub fn is_order_preserving(&self) -> bool {
        self.order_preserving
    }
}

impl Ready {
    /// Whether its condition holds. Unknown is not 1: what cannot be told does not hold.
    #[inline]
    fn holds(&self, snapshot: &Snapshot, slot: usize, stack: &mut [f32]) -> bool {
        self.when.as_ref().is_none_or(|when| when.holds(snapshot, slot, stack))
    }

    /// What it says where its condition holds.
    #[inline]
    fn say(&self, snapshot: &Snapshot, slot: usize, limits: &mut Limits, stack: &mut [f32]) {
        let mut run = |program: &Program| program.run(snapshot, slot, stack);
        let amount = self.amount.as_ref().map_or(0.0, &mut run);
        // A number that is unknown limits nothing.
        let Some(most) = self.most(amount, snapshot, slot) else { return };
        if self.prefer_active {
            limits.prefer_active();
        }
        // Infinite is no number to a person, and none in an answer.
        let mut told = |program: &Option<Program>| {
            program.as_ref().map(&mut run).filter(|value| !value.is_nan()).unwrap_or(f32::INFINITY)
        };
        let seen = told(&self.value);
        let allowed = if self.allowed.is_some() || self.amount.is_none() { told(&self.allowed) } else { amount };
        let reason = match self.part {
            None => Reason::whole(self.code, seen, allowed),
            Some(Kind::Muscle) => Reason::muscle(self.code, slot, seen, allowed),
            Some(Kind::Joint) => Reason::joint(self.code, slot, seen, allowed),
        };
        match self.what {
            What::SessionLoad { .. } => limits.cap_session_load(most, reason),
            What::Intensity => limits.cap_intensity(most, reason),
            What::Minutes => limits.cap_minutes(most, reason),
            What::Rir => limits.keep_in_reserve(most, reason),
            What::ExtraRestDays => limits.ask_rest_days(most, reason),
            What::MuscleSets { .. } => {
                let now = limits.muscle_sets_max.get(slot).copied();
                if self.make_room(limits, now, most, reason.subject) {
                    limits.cap_muscle_sets(slot, most, reason);
                }
            }
            What::JointLoad { .. } => {
                let now = limits.joint_load_max.get(slot).copied();
                if self.make_room(limits, now, most, reason.subject) {
                    limits.cap_joint_load(slot, most, reason);
                }
            }
            What::MustRest => limits.require_rest(reason),
            What::SeeProfessional => limits.see_professional(reason),
            What::Nothing => {}
        }
    }

    /// Seven joints must fit into the places there are for reasons: of one part only the tightest limit is explained. Takes
    /// the reason of a looser one out; says whether there is anything to add.
    fn make_room(&self, limits: &mut Limits, now: Option<f32>, most: f32, subject: u32) -> bool {
        let Some(now) = now else { return false };
        if now == f32::INFINITY {
            return true;
        }
        if most >= now {
            return false;
        }
        let count = limits.reasons().len();
        let is_same = |reason: &Reason| reason.subject == subject && self.family >> reason.code.min(63) & 1 == 1;
        if let Some(place) = limits.reasons().iter().position(is_same) {
            limits.reasons.copy_within(place + 1..count, place);
            limits.reasons[count - 1] = Reason::default();
            limits.n_reasons = count as u32 - 1;
        }
        true
    }

    /// Numbers in the making, at most.
    pub fn height(&self) -> usize {
        let programs = [&self.when, &self.amount, &self.value, &self.allowed];
        programs.into_iter().flatten().map(Program::height).max().unwrap_or(0)
    }

    /// Whether its condition is the same as that of another limit.
    pub fn is_asked_as(&self, other: &Self) -> bool {
        self.part.is_none() && other.part.is_none() && self.when == other.when
    }

    /// The limit itself, or nothing if it is unknown or limits nothing.
    fn most(&self, amount: f32, snapshot: &Snapshot, slot: usize) -> Option<f32> {
        if amount.is_nan() {
            return None;
        }
        let of = |usual: Option<f32>| usual.filter(|usual| usual.is_finite()).map(|usual| amount * usual);
        match self.what {
            What::SessionLoad { share: true } => of(snapshot.load_usual_session()),
            What::MuscleSets { share: true } => of(snapshot.muscle_usual_hard_sets(slot)),
            What::JointLoad { share: true } => of(snapshot.joint_usual_load(slot)),
            What::Rir | What::ExtraRestDays => (amount > 0.0).then_some(amount),
            _ => Some(amount),
        }
    }
}

/// Whether an answer asks for nothing at all.
pub(crate) fn is_silent(limits: &Limits) -> bool {
    *limits == Limits::no_opinion()
}

/// The names of flags that are set.
pub(crate) fn has(limits: &Limits, flag: u32) -> bool {
    limits.flags & flag == flag && flag & Flags::ALL == flag
}
