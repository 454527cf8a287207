//! Whether an answer keeps the contract. Runs after every call, so it is a few straight passes over numbers.

use rustdag_rule_abi::{Flags, JOINT_SLOTS, Limits, MUSCLE_SLOTS, REASONS_MAX, Reason, Subject};
use std::mem::size_of;

/// Greatest `rir_min`.
const RIR_MOST: f32 = 10.0;
/// Greatest `extra_rest_days`.
const REST_DAYS_MOST: f32 = 7.0;

/// Whether limits may be used; `codes` are those the manifest declares, sorted.
#[inline]
pub(crate) fn is_valid(limits: &Limits, codes: &[u32]) -> bool {
    // Comparisons are false for what is not a number. `&` instead of `&&` leaves straight code without branches.
    let mosts = limits.muscle_sets_max.iter().chain(&limits.joint_load_max).fold(true, |ok, &most| ok & (most >= 0.0))
        & (limits.session_load_max >= 0.0)
        & (limits.intensity_max >= 0.0)
        & (limits.minutes_max >= 0.0);
    let leasts = (limits.rir_min >= 0.0)
        & (limits.rir_min <= RIR_MOST)
        & (limits.extra_rest_days >= 0.0)
        & (limits.extra_rest_days <= REST_DAYS_MOST);
    let frame = (limits.size as usize == size_of::<Limits>())
        & (limits.pad == 0)
        & (limits.flags & !Flags::ALL == 0)
        & (limits.n_reasons as usize <= REASONS_MAX);
    mosts & leasts & frame && limits.reasons().iter().all(|reason| is_valid_reason(reason, codes))
}

fn is_valid_reason(reason: &Reason, codes: &[u32]) -> bool {
    codes.binary_search(&reason.code).is_ok()
        && is_subject(reason.subject)
        && reason.value > f32::NEG_INFINITY
        && reason.limit > f32::NEG_INFINITY
}

fn is_subject(subject: u32) -> bool {
    subject == Subject::WHOLE
        || subject < MUSCLE_SLOTS as u32
        || subject.checked_sub(Subject::FIRST_JOINT).is_some_and(|slot| slot < JOINT_SLOTS as u32)
}

/// What is wrong with limits that are not valid, for the person who runs the service.
#[cold]
pub(crate) fn fault(limits: &Limits, codes: &[u32]) -> String {
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
            Some(if codes.binary_search(&reason.code).is_err() {
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
        assert!(!is_valid(&limits, &[1]), "{expected}");
        assert_eq!(fault(&limits, &[1]), expected);
    }

    #[test]
    fn takes_what_a_rule_may_say() {
        let mut limits = Limits::no_opinion();
        assert!(is_valid(&limits, &[]));
        limits.cap_session_load(0.0, Reason::joint(1, 5, f32::INFINITY, -3.0));
        limits.keep_in_reserve(10.0, Reason::whole(1, 0.0, 0.0));
        limits.ask_rest_days(7.0, Reason::muscle(1, 31, 0.0, 0.0));
        limits.flags = Flags::ALL;
        assert!(is_valid(&limits, &[1]));
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
