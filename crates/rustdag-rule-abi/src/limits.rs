//! What a rule may say. Each entry only ever tightens.

use crate::snapshot::{JOINT_SLOTS, MUSCLE_SLOTS};

/// Reasons one rule may give for one answer.
pub const REASONS_MAX: usize = 16;

/// Bits of [`Limits::flags`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags;

impl Flags {
    /// Today must be a rest day.
    pub const MUST_REST: u32 = 1;
    /// If today is not for training, active recovery is preferred over full rest.
    pub const PREFER_ACTIVE: u32 = 2;
    /// A professional should look at this.
    pub const SEE_PROFESSIONAL: u32 = 4;
    /// Every bit with a meaning.
    pub const ALL: u32 = Self::MUST_REST | Self::PREFER_ACTIVE | Self::SEE_PROFESSIONAL;
}

/// Numbers that say what a reason is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject;

impl Subject {
    /// The whole body.
    pub const WHOLE: u32 = u32::MAX;
    /// First joint complex; muscles count from 0.
    pub const FIRST_JOINT: u32 = 64;

    /// The subject of a muscle slot.
    #[must_use]
    pub const fn muscle(slot: usize) -> u32 {
        slot as u32
    }

    /// The subject of a joint-complex slot.
    #[must_use]
    pub const fn joint(slot: usize) -> u32 {
        Self::FIRST_JOINT + slot as u32
    }
}

/// Why a limit was set: a code of the rule's manifest, what it is about, the value seen and the value allowed.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reason {
    /// Code declared in the rule's manifest, 1 to 63.
    pub code: u32,
    /// What it is about: see [`Subject`].
    pub subject: u32,
    /// The value seen.
    pub value: f32,
    /// The value allowed.
    pub limit: f32,
}

impl Reason {
    /// A reason about the whole body.
    #[must_use]
    pub const fn whole(code: u32, value: f32, limit: f32) -> Self {
        Self { code, subject: Subject::WHOLE, value, limit }
    }

    /// A reason about a muscle slot.
    #[must_use]
    pub const fn muscle(code: u32, slot: usize, value: f32, limit: f32) -> Self {
        Self { code, subject: Subject::muscle(slot), value, limit }
    }

    /// A reason about a joint-complex slot.
    #[must_use]
    pub const fn joint(code: u32, slot: usize, value: f32, limit: f32) -> Self {
        Self { code, subject: Subject::joint(slot), value, limit }
    }
}

/// What a rule answers.
#[repr(C, align(16))]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Valid bytes.
    pub size: u32,
    /// Bits of [`Flags`].
    pub flags: u32,
    /// Most hard sets per muscle today; `+inf` is no opinion, here and below.
    pub muscle_sets_max: [f32; MUSCLE_SLOTS],
    /// Most load per joint complex today, in joint-load units.
    pub joint_load_max: [f32; JOINT_SLOTS],
    /// Most session-RPE load today, AU.
    pub session_load_max: f32,
    /// Highest intensity, as a fraction of one-repetition maximum.
    pub intensity_max: f32,
    /// Longest session, minutes.
    pub minutes_max: f32,
    /// Least reps in reserve; 0 is no opinion.
    pub rir_min: f32,
    /// Rest days this week beyond the level's least; 0 is no opinion.
    pub extra_rest_days: f32,
    /// How many entries of `reasons` are filled.
    pub n_reasons: u32,
    /// Zero.
    pub pad: u32,
    /// Why, one entry per limit that was set.
    pub reasons: [Reason; REASONS_MAX],
}

impl Limits {
    /// Every limit without an opinion.
    #[must_use]
    pub const fn no_opinion() -> Self {
        Self {
            size: core::mem::size_of::<Self>() as u32,
            flags: 0,
            muscle_sets_max: [f32::INFINITY; MUSCLE_SLOTS],
            joint_load_max: [f32::INFINITY; JOINT_SLOTS],
            session_load_max: f32::INFINITY,
            intensity_max: f32::INFINITY,
            minutes_max: f32::INFINITY,
            rir_min: 0.0,
            extra_rest_days: 0.0,
            n_reasons: 0,
            pad: 0,
            reasons: [Reason { code: 0, subject: 0, value: 0.0, limit: 0.0 }; REASONS_MAX],
        }
    }

    /// Makes every limit one without an opinion again, as [`Self::no_opinion`] is; does no more than the last answer
    /// left to do, because a host does this before every call.
    #[inline]
    pub fn reset(&mut self) {
        let filled = (self.n_reasons as usize).min(REASONS_MAX);
        self.reasons[..filled].fill(Reason { code: 0, subject: 0, value: 0.0, limit: 0.0 });
        self.size = core::mem::size_of::<Self>() as u32;
        self.flags = 0;
        self.muscle_sets_max = [f32::INFINITY; MUSCLE_SLOTS];
        self.joint_load_max = [f32::INFINITY; JOINT_SLOTS];
        self.session_load_max = f32::INFINITY;
        self.intensity_max = f32::INFINITY;
        self.minutes_max = f32::INFINITY;
        self.rir_min = 0.0;
        self.extra_rest_days = 0.0;
        self.n_reasons = 0;
        self.pad = 0;
    }

    /// Adds a reason; beyond [`REASONS_MAX`] it is left out, the limit stands all the same. A value that is not a
    /// number, or minus infinity, is written as the least number, so that broken input cannot void the whole answer.
    #[inline]
    pub fn because(&mut self, reason: Reason) {
        if let Some(place) = self.reasons.get_mut(self.n_reasons as usize) {
            *place = Reason { value: reason.value.max(f32::MIN), limit: reason.limit.max(f32::MIN), ..reason };
            self.n_reasons += 1;
        }
    }

    /// The reasons given.
    #[must_use]
    #[inline]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons[..(self.n_reasons as usize).min(REASONS_MAX)]
    }

    /// Takes the tighter of each limit of `self` and `other`; reasons are left to the caller.
    pub fn tighten(&mut self, other: &Self) {
        self.flags |= other.flags;
        for (mine, theirs) in self.muscle_sets_max.iter_mut().zip(other.muscle_sets_max) {
            *mine = mine.min(theirs);
        }
        for (mine, theirs) in self.joint_load_max.iter_mut().zip(other.joint_load_max) {
            *mine = mine.min(theirs);
        }
        self.session_load_max = self.session_load_max.min(other.session_load_max);
        self.intensity_max = self.intensity_max.min(other.intensity_max);
        self.minutes_max = self.minutes_max.min(other.minutes_max);
        self.rir_min = self.rir_min.max(other.rir_min);
        self.extra_rest_days = self.extra_rest_days.max(other.extra_rest_days);
    }
}

const _: () = assert!(core::mem::size_of::<Limits>() <= crate::PAGE_BYTES);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tighten_takes_the_tighter_of_each() {
        let mut a = Limits::no_opinion();
        a.session_load_max = 300.0;
        a.rir_min = 1.0;
        a.joint_load_max[5] = 4.0;
        let mut b = Limits::no_opinion();
        b.session_load_max = 200.0;
        b.rir_min = 3.0;
        b.muscle_sets_max[2] = 6.0;
        b.extra_rest_days = 1.0;
        b.flags = Flags::MUST_REST;
        let mut both = a;
        both.tighten(&b);
        assert_eq!((both.session_load_max, both.rir_min, both.extra_rest_days), (200.0, 3.0, 1.0));
        assert_eq!((both.joint_load_max[5], both.muscle_sets_max[2], both.flags), (4.0, 6.0, Flags::MUST_REST));
        assert_eq!(both.intensity_max, f32::INFINITY);
        let mut other_order = b;
        other_order.tighten(&a);
        assert_eq!(both, other_order);
    }

    #[test]
    fn no_opinion_tightens_nothing() {
        let mut limits = Limits::no_opinion();
        limits.minutes_max = 40.0;
        let before = limits;
        limits.tighten(&Limits::no_opinion());
        assert_eq!(limits, before);
    }

    #[test]
    fn reset_leaves_nothing_of_the_last_answer() {
        let mut limits = Limits::no_opinion();
        limits.muscle_sets_max[31] = 1.0;
        limits.joint_load_max[23] = 1.0;
        (limits.session_load_max, limits.intensity_max, limits.minutes_max) = (1.0, 1.0, 1.0);
        (limits.rir_min, limits.extra_rest_days, limits.flags) = (1.0, 1.0, Flags::ALL);
        (limits.size, limits.pad) = (1, 1);
        for _ in 0..REASONS_MAX {
            limits.because(Reason::whole(1, 2.0, 3.0));
        }
        limits.n_reasons = u32::MAX;
        limits.reset();
        assert_eq!(limits, Limits::no_opinion());
    }

    #[test]
    fn a_reason_is_always_a_number() {
        let mut limits = Limits::no_opinion();
        limits.because(Reason::whole(1, f32::NAN, f32::NEG_INFINITY));
        assert_eq!(limits.reasons(), [Reason::whole(1, f32::MIN, f32::MIN)]);
    }

    #[test]
    fn reasons_beyond_the_last_place_are_left_out() {
        let mut limits = Limits::no_opinion();
        for code in 1..40 {
            limits.because(Reason::whole(code, 0.0, 0.0));
        }
        assert_eq!(limits.reasons().len(), REASONS_MAX);
        assert_eq!(limits.reasons()[REASONS_MAX - 1].code, REASONS_MAX as u32);
    }
}
