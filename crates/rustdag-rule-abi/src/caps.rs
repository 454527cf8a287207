//! How a rule says a limit: always the tighter one, always with its reason.
//!
//! A value that is not a number changes nothing, one beyond a limit's range is taken as the end of the range, so that a
//! rule written with these methods cannot answer what a host refuses.

use crate::{Flags, Limits, Reason};

/// Most repetitions in reserve a rule may ask for.
pub(crate) const RIR_MOST: f32 = 10.0;
/// Most extra rest days a rule may ask for.
pub(crate) const REST_DAYS_MOST: f32 = 7.0;

#[inline]
fn lower(limit: &mut f32, most: f32) {
    if most < *limit {
        *limit = most.max(0.0);
    }
}

#[inline]
fn raise(limit: &mut f32, least: f32, range_end: f32) {
    if least > *limit {
        *limit = least.min(range_end);
    }
}

impl Limits {
    /// At most so many hard sets of a muscle today. A slot that does not exist changes nothing.
    #[inline]
    pub fn cap_muscle_sets(&mut self, slot: usize, most: f32, why: Reason) {
        if let Some(limit) = self.muscle_sets_max.get_mut(slot) {
            lower(limit, most);
            self.because(why);
        }
    }

    /// At most so much load on a joint complex today, joint-load units. A slot that does not exist changes nothing.
    #[inline]
    pub fn cap_joint_load(&mut self, slot: usize, most: f32, why: Reason) {
        if let Some(limit) = self.joint_load_max.get_mut(slot) {
            lower(limit, most);
            self.because(why);
        }
    }

    /// At most so much session-RPE load today, AU.
    #[inline]
    pub fn cap_session_load(&mut self, most: f32, why: Reason) {
        lower(&mut self.session_load_max, most);
        self.because(why);
    }

    /// No heavier than this fraction of one-repetition maximum.
    #[inline]
    pub fn cap_intensity(&mut self, most: f32, why: Reason) {
        lower(&mut self.intensity_max, most);
        self.because(why);
    }

    /// No longer than so many minutes.
    #[inline]
    pub fn cap_minutes(&mut self, most: f32, why: Reason) {
        lower(&mut self.minutes_max, most);
        self.because(why);
    }

    /// Every set ends with at least so many repetitions in reserve.
    #[inline]
    pub fn keep_in_reserve(&mut self, least: f32, why: Reason) {
        raise(&mut self.rir_min, least, RIR_MOST);
        self.because(why);
    }

    /// The week needs so many rest days more than the level's least.
    #[inline]
    pub fn ask_rest_days(&mut self, days: f32, why: Reason) {
        raise(&mut self.extra_rest_days, days, REST_DAYS_MOST);
        self.because(why);
    }

    /// Today is a rest day.
    #[inline]
    pub fn require_rest(&mut self, why: Reason) {
        self.flags |= Flags::MUST_REST;
        self.because(why);
    }

    /// If today is not for training, moving gently is better than lying still. No limit, so no reason.
    #[inline]
    pub fn prefer_active(&mut self) {
        self.flags |= Flags::PREFER_ACTIVE;
    }

    /// A professional should look at this.
    #[inline]
    pub fn see_professional(&mut self, why: Reason) {
        self.flags |= Flags::SEE_PROFESSIONAL;
        self.because(why);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHY: Reason = Reason::whole(1, 2.0, 3.0);

    #[test]
    fn a_looser_limit_never_replaces_a_tighter_one() {
        let mut limits = Limits::no_opinion();
        limits.cap_session_load(200.0, WHY);
        limits.cap_session_load(300.0, WHY);
        limits.keep_in_reserve(3.0, WHY);
        limits.keep_in_reserve(1.0, WHY);
        assert_eq!((limits.session_load_max, limits.rir_min), (200.0, 3.0));
        assert_eq!(limits.reasons().len(), 4);
    }

    #[test]
    fn what_is_no_number_changes_nothing_and_what_is_beyond_the_range_is_its_end() {
        let mut limits = Limits::no_opinion();
        limits.cap_session_load(f32::NAN, WHY);
        limits.keep_in_reserve(f32::NAN, WHY);
        assert_eq!((limits.session_load_max, limits.rir_min), (f32::INFINITY, 0.0));
        limits.cap_session_load(-5.0, WHY);
        limits.keep_in_reserve(f32::INFINITY, WHY);
        limits.ask_rest_days(40.0, WHY);
        assert_eq!((limits.session_load_max, limits.rir_min, limits.extra_rest_days), (0.0, 10.0, 7.0));
    }

    #[test]
    fn a_slot_that_does_not_exist_changes_nothing() {
        let mut limits = Limits::no_opinion();
        limits.cap_joint_load(99, 0.0, WHY);
        limits.cap_muscle_sets(99, 0.0, WHY);
        assert_eq!(limits, Limits::no_opinion());
    }
}
