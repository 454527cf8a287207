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
    /// Code declared in the rule's manifest, 1 or more.
    pub code: u32,
    /// What it is about: see [`Subject`].
    pub subject: u32,
    /// The value seen.
    pub value: f32,
    /// The value allowed.
    pub limit: f32,
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

    /// Adds a reason; beyond [`REASONS_MAX`] it is left out, the limit stands all the same.
    pub fn because(&mut self, reason: Reason) {
        if let Some(place) = self.reasons.get_mut(self.n_reasons as usize) {
            *place = reason;
            self.n_reasons += 1;
        }
    }

    /// The reasons given.
    #[must_use]
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
