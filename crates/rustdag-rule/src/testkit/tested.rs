//! A rule under test, and the contract every rule keeps.

use super::made_up::{Worse, range, values};
use super::{Given, MadeUp};
use crate::manifest::{LimitName, Manifest};
use crate::{Limits, Parameter, Parameters, Snapshot};
use rustdag_rule_abi::{Flags, REASONS_MAX};

/// A rule under test: its manifest, one configuration, its function.
pub struct Tested<C> {
    manifest: Manifest,
    config: C,
    limits: fn(&C, &Snapshot, &mut Limits),
}

impl<C> Tested<C> {
    /// A rule.
    ///
    /// # Panics
    /// If the manifest cannot be used; the message says why.
    #[must_use]
    pub fn new(manifest: &str, config: C, limits: fn(&C, &Snapshot, &mut Limits)) -> Self {
        let manifest = Manifest::parse(manifest).unwrap_or_else(|error| panic!("{error}"));
        Self::of(manifest, config, limits)
    }

    /// A rule whose manifest was read already.
    #[must_use]
    pub fn of(manifest: Manifest, config: C, limits: fn(&C, &Snapshot, &mut Limits)) -> Self {
        Self { manifest, config, limits }
    }

    /// The manifest.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What the rule says of a snapshot.
    #[must_use]
    pub fn answer(&self, snapshot: &Snapshot) -> Limits {
        let mut limits = Limits::no_opinion();
        (self.limits)(&self.config, snapshot, &mut limits);
        limits
    }

    /// Names of the reasons the rule gives for a snapshot, in its order.
    ///
    /// # Panics
    /// If it gives one its manifest does not declare.
    #[must_use]
    pub fn reasons(&self, snapshot: &Snapshot) -> Vec<&str> {
        let declared = |code| self.manifest.reason(code).unwrap_or_else(|| panic!("code {code} is not declared"));
        self.answer(snapshot).reasons().iter().map(|reason| declared(reason.code).name.as_str()).collect()
    }

    /// Checks everything the contract asks, on `count` made-up members from a seed: limits valid and explained, equal
    /// for equal snapshots, valid even for broken snapshots; nothing said of an unknown member; a forgotten value never
    /// tightens; fields outside the manifest's `reads` change nothing; and, if the manifest says `order_preserving`, a
    /// worse value never loosens.
    ///
    /// # Panics
    /// At the first breach, with the seed's member that shows it.
    pub fn keeps_the_contract(&self, seed: u64, count: usize) {
        assert_eq!(self.answer(&Snapshot::unknown()), Limits::no_opinion(), "unknown must not tighten by itself");
        self.check(&Given::a_good_day().snapshot());
        let mut made_up = MadeUp::new(seed);
        for _ in 0..count {
            self.check(&made_up.broken_snapshot());
            let snapshot = made_up.snapshot();
            let limits = self.check(&snapshot);
            assert_eq!(limits, self.answer(&snapshot), "equal snapshots, other limits: {snapshot:?}");
            for (name, slot) in values() {
                self.check_one_value(&mut made_up, &snapshot, &limits, name, slot);
            }
        }
    }

    fn check(&self, snapshot: &Snapshot) -> Limits {
        let limits = self.answer(snapshot);
        if let Some(what) = undeclared(&limits, &self.manifest) {
            panic!("{what}: {limits:?} for {snapshot:?}");
        }
        limits
    }

    fn check_one_value(&self, made_up: &mut MadeUp, snapshot: &Snapshot, limits: &Limits, name: &str, slot: usize) {
        let Some(value) = snapshot.field(name, slot) else { return };
        let with = |value| {
            let mut other = *snapshot;
            other.set_field(name, slot, value);
            self.answer(&other)
        };
        if !self.manifest.reads.iter().any(|read| read == name) {
            assert_eq!(with(None), *limits, "{name} changes the answer; the manifest's reads do not name it");
            return;
        }
        if let Some(what) = loosened(&with(None), limits) {
            panic!("forgetting {name}[{slot}] = {value} tightens {what}: {snapshot:?}");
        }
        if !self.manifest.order_preserving {
            return;
        }
        let other = made_up.value(range(name));
        let (better, worse) = match range(name).worse {
            Worse::Higher => (value.min(other), value.max(other)),
            Worse::Lower => (value.max(other), value.min(other)),
            Worse::Neither => return,
        };
        if let Some(what) = loosened(&with(Some(better)), &with(Some(worse))) {
            panic!("{name}[{slot}] from {better} to the worse {worse} loosens {what}: {snapshot:?}");
        }
    }
}

impl<C: Parameters> Tested<C> {
    /// Checks that the manifest and the code declare the same parameters: names, order, defaults, ranges.
    ///
    /// # Panics
    /// At the first difference.
    pub fn manifest_agrees_with_code(&self) {
        let written: Vec<_> = self.manifest.parameters.iter().map(|parameter| &parameter.name).collect();
        let coded: Vec<_> = C::LIST.iter().map(|parameter| parameter.name).collect();
        assert_eq!(written, coded, "names and order of the parameters");
        for (written, &Parameter { name, default, min, max }) in self.manifest.parameters.iter().zip(C::LIST) {
            let numbers = [written.default, written.min, written.max].map(|number| number as f32);
            assert_eq!(numbers, [default, min, max], "default, least and greatest of {name}");
        }
    }
}

/// Which limit of `after` is looser than in `before`, if any. Whether to move gently on a rest day is no limit.
#[must_use]
pub fn loosened(before: &Limits, after: &Limits) -> Option<String> {
    let flags = Flags::MUST_REST | Flags::SEE_PROFESSIONAL;
    if before.flags & flags & !after.flags != 0 {
        return Some("flags".to_owned());
    }
    let muscles = before.muscle_sets_max.iter().zip(&after.muscle_sets_max);
    if let Some(slot) = muscles.clone().position(|(before, after)| after > before) {
        return Some(format!("muscle_sets_max[{slot}]"));
    }
    let joints = before.joint_load_max.iter().zip(&after.joint_load_max);
    if let Some(slot) = joints.clone().position(|(before, after)| after > before) {
        return Some(format!("joint_load_max[{slot}]"));
    }
    let looser = [
        ("session_load_max", after.session_load_max > before.session_load_max),
        ("intensity_max", after.intensity_max > before.intensity_max),
        ("minutes_max", after.minutes_max > before.minutes_max),
        ("rir_min", after.rir_min < before.rir_min),
        ("extra_rest_days", after.extra_rest_days < before.extra_rest_days),
    ];
    looser.into_iter().find(|(_, is)| *is).map(|(name, _)| name.to_owned())
}

/// What in an answer breaks the contract, if anything: a value out of range, an undeclared reason, a limit that no
/// reason explains.
#[must_use]
pub fn undeclared(limits: &Limits, manifest: &Manifest) -> Option<String> {
    let mosts = [limits.session_load_max, limits.intensity_max, limits.minutes_max];
    let mut all_mosts = limits.muscle_sets_max.iter().chain(&limits.joint_load_max).chain(&mosts);
    if !all_mosts.all(|&most| most >= 0.0) {
        return Some("a limit is negative or not a number".to_owned());
    }
    if !(0.0..=10.0).contains(&limits.rir_min) || !(0.0..=7.0).contains(&limits.extra_rest_days) {
        return Some("rir_min or extra_rest_days is out of its range".to_owned());
    }
    if limits.flags & !Flags::ALL != 0 || limits.n_reasons as usize > REASONS_MAX {
        return Some("flags or n_reasons is out of its range".to_owned());
    }
    let mut explained = Vec::new();
    for reason in limits.reasons() {
        match manifest.reason(reason.code) {
            Some(declared) => explained.push(declared.limit),
            None => return Some(format!("reason code {} is not declared", reason.code)),
        }
        if reason.value.is_nan() || reason.limit.is_nan() || reason.value.min(reason.limit) == f32::NEG_INFINITY {
            return Some(format!("reason code {} has a value that is not a number", reason.code));
        }
    }
    if limits.reasons().len() == REASONS_MAX {
        return None; // The rest of the reasons had no place.
    }
    let opinion = |most: f32| most < f32::INFINITY;
    let set = [
        (LimitName::MuscleSetsMax, limits.muscle_sets_max.iter().any(|&most| opinion(most))),
        (LimitName::JointLoadMax, limits.joint_load_max.iter().any(|&most| opinion(most))),
        (LimitName::SessionLoadMax, opinion(limits.session_load_max)),
        (LimitName::IntensityMax, opinion(limits.intensity_max)),
        (LimitName::MinutesMax, opinion(limits.minutes_max)),
        (LimitName::RirMin, limits.rir_min > 0.0),
        (LimitName::ExtraRestDays, limits.extra_rest_days > 0.0),
        (LimitName::MustRest, limits.flags & Flags::MUST_REST != 0),
        (LimitName::SeeProfessional, limits.flags & Flags::SEE_PROFESSIONAL != 0),
    ];
    let unexplained = set.into_iter().find(|(name, is_set)| *is_set && !explained.contains(name));
    unexplained.map(|(name, _)| format!("no reason explains {name:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reason;

    const MANIFEST: &str = r#"
id = "tested"
version = "1.0.0"
licence = "Apache-2.0"
author = "A coach"
on_failure = "skip"
order_preserving = true
reads = ["systemic_fatigue"]
description = { nl = "Proef.", en = "Trial." }
[[reason]]
code = 1
name = "tired"
limit = "session_load_max"
nl = "Moe."
en = "Tired."
"#;

    fn check(rule: fn(&(), &Snapshot, &mut Limits)) {
        Tested::new(MANIFEST, (), rule).keeps_the_contract(1, 40);
    }

    #[test]
    fn a_rule_that_keeps_the_contract_passes() {
        check(|(), snapshot, limits| {
            if let Some(fatigue) = snapshot.systemic_fatigue().filter(|&fatigue| fatigue > 0.05) {
                limits.cap_session_load(200.0, Reason::whole(1, fatigue, 200.0));
            }
        });
    }

    #[test]
    #[should_panic = "loosens session_load_max"]
    fn more_fatigue_must_not_loosen() {
        check(|(), snapshot, limits| {
            if let Some(fatigue) = snapshot.systemic_fatigue().filter(|&fatigue| fatigue < 0.05) {
                limits.cap_session_load(200.0, Reason::whole(1, fatigue, 200.0));
            }
        });
    }

    #[test]
    #[should_panic = "unknown must not tighten by itself"]
    fn unknown_must_not_tighten() {
        check(|(), snapshot, limits| {
            if snapshot.systemic_fatigue().is_none_or(|fatigue| fatigue > 0.05) {
                limits.cap_session_load(200.0, Reason::whole(1, 0.0, 200.0));
            }
        });
    }

    #[test]
    #[should_panic = "no reason explains RirMin"]
    fn a_limit_has_its_own_reason() {
        check(|(), snapshot, limits| {
            if let Some(fatigue) = snapshot.systemic_fatigue().filter(|&fatigue| fatigue > 0.05) {
                limits.keep_in_reserve(2.0, Reason::whole(1, fatigue, 2.0));
            }
        });
    }

    #[test]
    #[should_panic = "the manifest's reads do not name it"]
    fn a_field_that_is_not_declared_must_not_be_read() {
        check(|(), snapshot, limits| {
            if let Some(debt) = snapshot.sleep_debt_h().filter(|&debt| debt > 5.0) {
                limits.cap_session_load(200.0, Reason::whole(1, debt, 200.0));
            }
        });
    }

    #[test]
    #[should_panic = "negative or not a number"]
    fn broken_input_must_not_become_broken_limits() {
        check(|(), snapshot, limits| {
            if let Some(fatigue) = snapshot.systemic_fatigue() {
                limits.session_load_max = 100.0 - 200.0 * fatigue;
                limits.because(Reason::whole(1, 0.0, 0.0));
            }
        });
    }
}
