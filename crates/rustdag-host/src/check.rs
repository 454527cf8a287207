//! Whether an answer keeps the contract. Runs after every call, so it is a few straight passes over numbers.

use rustdag_rule::manifest::Manifest;
use rustdag_rule_abi::{Flags, JOINT_SLOTS, Limits, MUSCLE_SLOTS, REASONS_MAX, Reason, Status, Subject};
use std::mem::size_of;

/// Greatest `rir_min`.
const RIR_MOST: f32 = 10.0;
/// Greatest `extra_rest_days`.
const REST_DAYS_MOST: f32 = 7.0;

/// The reason codes a manifest declares, one bit each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Codes(u64);

impl Codes {
    pub fn of(manifest: &Manifest) -> Self {
        Self::new(manifest.reasons.iter().map(|reason| reason.code))
    }

    /// A manifest's codes are less than 64.
    fn new(codes: impl Iterator<Item = u32>) -> Self {
        Self(codes.fold(0, |bits, code| bits | 1_u64.checked_shl(code).unwrap_or(0)))
    }

    #[inline]
    fn has(self, code: u32) -> bool {
        (code < u64::BITS) & (self.0 >> (code % u64::BITS) & 1 == 1)
    }
}

/// Whether limits may be used.
#[inline]
pub(crate) fn is_valid(limits: &Limits, codes: Codes) -> bool {
    // A rule writes these one by one: read them one by one too, because a wide read of what was just written narrowly
    // waits for memory.
    limits.session_load_max >= 0.0
        && limits.intensity_max >= 0.0
        && limits.minutes_max >= 0.0
        && limits.rir_min >= 0.0
        && limits.rir_min <= RIR_MOST
        && limits.extra_rest_days >= 0.0
        && limits.extra_rest_days <= REST_DAYS_MOST
        && limits.size as usize == size_of::<Limits>()
        && limits.pad == 0
        && limits.flags & !Flags::ALL == 0
        && limits.n_reasons as usize <= REASONS_MAX
        && all_at_least_zero(&limits.muscle_sets_max)
        && all_at_least_zero(&limits.joint_load_max)
        && limits.reasons().iter().all(|reason| is_valid_reason(reason, codes))
}

/// What is not a number is not at least zero. Counting instead of stopping at the first leaves straight code, which the
/// compiler does four or more at a time.
#[inline]
fn all_at_least_zero(values: &[f32]) -> bool {
    values.iter().fold(u32::MAX, |all, &value| all & u32::from(value >= 0.0).wrapping_neg()) == u32::MAX
}

#[inline]
fn is_valid_reason(reason: &Reason, codes: Codes) -> bool {
    codes.has(reason.code)
        & is_subject(reason.subject)
        & (reason.value > f32::NEG_INFINITY)
        & (reason.limit > f32::NEG_INFINITY)
}

#[inline]
fn is_subject(subject: u32) -> bool {
    (subject == Subject::WHOLE)
        | (subject < MUSCLE_SLOTS as u32)
        | (subject.wrapping_sub(Subject::FIRST_JOINT) < JOINT_SLOTS as u32)
}

/// What is wrong with an answer that may not be used: its status, or its limits.
#[cold]
pub(crate) fn failure(status: i32, limits: &Limits, codes: Codes) -> String {
    match status {
        Status::OK => fault(limits, codes),
        Status::PANICKED => "it panicked".to_owned(),
        other => format!("it returned status {other}"),
    }
}

/// What is wrong with limits that are not valid, for the person who runs the service.
#[cold]
fn fault(limits: &Limits, codes: Codes) -> String {
    let most = |name: &str, slot: usize, value: f32| {
        (value.is_nan() || value < 0.0).then(|| format!("it answered {name}[{slot}] = {value}; that is 0 or more"))
    };
    let least = |name: &str, value: f32, end: f32| {
        (!(0.0..=end).contains(&value)).then(|| format!("it answered {name} = {value}; that is 0 to {end}"))
    };
    let single = |name: &str, value: f32| {
        (value.is_nan() || value < 0.0).then(|| format!("it answered {name} = {value}; that is 0 or more"))
    };
    let muscle = limits.muscle_sets_max.iter().enumerate().find_map(|(slot, &v)| most("muscle_sets_max", slot, v));
    muscle
        .or_else(|| limits.joint_load_max.iter().enumerate().find_map(|(slot, &v)| most("joint_load_max", slot, v)))
        .or_else(|| single("session_load_max", limits.session_load_max))
        .or_else(|| single("intensity_max", limits.intensity_max))
        .or_else(|| single("minutes_max", limits.minutes_max))
        .or_else(|| least("rir_min", limits.rir_min, RIR_MOST))
        .or_else(|| least("extra_rest_days", limits.extra_rest_days, REST_DAYS_MOST))
        .or_else(|| {
            (limits.flags & !Flags::ALL != 0)
                .then(|| format!("it answered flags = {:#x}, of which some mean nothing", limits.flags))
        })
        .or_else(|| {
            (limits.n_reasons as usize > REASONS_MAX)
                .then(|| format!("it answered {} reasons; there are at most {REASONS_MAX}", limits.n_reasons))
        })
        .or_else(|| {
            let reason = limits.reasons().iter().find(|reason| !is_valid_reason(reason, codes))?;
            Some(if !codes.has(reason.code) {
                format!("it gave reason {}, which its manifest does not declare", reason.code)
            } else {
                format!("its reason {} has a value or a subject without a meaning", reason.code)
            })
        })
        .unwrap_or_else(|| "it wrote to fields that belong to the host".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: fn(&mut Limits), expected: &str) {
        let mut limits = Limits::no_opinion();
        change(&mut limits);
        let codes = Codes::new([1].into_iter());
        assert!(!is_valid(&limits, codes), "{expected}");
        assert_eq!(fault(&limits, codes), expected);
    }

    #[test]
    fn takes_what_a_rule_may_say() {
        let mut limits = Limits::no_opinion();
        assert!(is_valid(&limits, Codes::new([].into_iter())));
        limits.cap_session_load(0.0, Reason::joint(1, 5, f32::INFINITY, -3.0));
        limits.keep_in_reserve(10.0, Reason::whole(1, 0.0, 0.0));
        limits.ask_rest_days(7.0, Reason::muscle(1, 31, 0.0, 0.0));
        limits.flags = Flags::ALL;
        assert!(is_valid(&limits, Codes::new([1, 63].into_iter())));
    }

    #[test]
    fn names_what_a_rule_may_not_say() {
        check(|l| l.muscle_sets_max[3] = -1.0, "it answered muscle_sets_max[3] = -1; that is 0 or more");
        check(|l| l.joint_load_max[5] = f32::NAN, "it answered joint_load_max[5] = NaN; that is 0 or more");
        check(|l| l.session_load_max = f32::NEG_INFINITY, "it answered session_load_max = -inf; that is 0 or more");
        check(|l| l.intensity_max = f32::NAN, "it answered intensity_max = NaN; that is 0 or more");
        check(|l| l.minutes_max = -0.5, "it answered minutes_max = -0.5; that is 0 or more");
        check(|l| l.rir_min = 10.5, "it answered rir_min = 10.5; that is 0 to 10");
        check(|l| l.rir_min = f32::NAN, "it answered rir_min = NaN; that is 0 to 10");
        check(|l| l.extra_rest_days = f32::INFINITY, "it answered extra_rest_days = inf; that is 0 to 7");
        check(|l| l.flags = 8, "it answered flags = 0x8, of which some mean nothing");
        check(|l| l.n_reasons = 17, "it answered 17 reasons; there are at most 16");
        check(|l| l.size = 0, "it wrote to fields that belong to the host");
        check(|l| l.because(Reason::whole(65, 0.0, 0.0)), "it gave reason 65, which its manifest does not declare");
        check(|l| l.because(Reason::whole(2, 0.0, 0.0)), "it gave reason 2, which its manifest does not declare");
        let odd = "its reason 1 has a value or a subject without a meaning";
        check(|l| l.because(Reason { code: 1, subject: 40, value: 0.0, limit: 0.0 }), odd);
        check(|l| l.because(Reason { code: 1, subject: 88, value: 0.0, limit: 0.0 }), odd);
        check(
            |l| {
                l.because(Reason::whole(1, 0.0, 0.0));
                l.reasons[0].value = f32::NAN;
            },
            odd,
        );
    }
}
