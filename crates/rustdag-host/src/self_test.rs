//! Snapshots every rule must answer, and answer twice alike, before it is used.

use crate::refusal::Refusal;
use rustdag_core::rule::Rule;
use rustdag_rule_abi::{FIELDS, Flags, LimitsPage, Snapshot, SnapshotPage};

/// Tries a rule.
pub(crate) fn run(rule: &dyn Rule) -> Result<(), Refusal> {
    for (case, snapshot) in [
        ("an unknown member", Snapshot::unknown()),
        ("a member of whom everything is zero", all_zero()),
        ("a rested member", rested()),
        ("a worn-out member", worn_out()),
    ] {
        let page = SnapshotPage::new(snapshot);
        let first = answer(rule, case, &page)?;
        let second = answer(rule, case, &page)?;
        if first.limits != second.limits {
            return Err(Refusal::SelfTest { case, what: "it answered twice, not alike".to_owned() });
        }
    }
    if rule.is_order_preserving() {
        keeps_its_order(rule)?;
    }
    Ok(())
}

/// One look at a promise the planner relies on; the rule's own tests look at thousands of members.
fn keeps_its_order(rule: &dyn Rule) -> Result<(), Refusal> {
    let case = "a rested and a worn-out member";
    let ease = answer(rule, case, &SnapshotPage::new(rested()))?.limits;
    let strain = answer(rule, case, &SnapshotPage::new(worn_out()))?.limits;
    let mut tighter = strain;
    tighter.tighten(&ease);
    // Whether to move gently on a rest day is no limit.
    tighter.flags &= !(Flags::PREFER_ACTIVE & !strain.flags);
    if tighter == strain {
        return Ok(());
    }
    let what = "its manifest says order_preserving, but the rested one gets a tighter limit".to_owned();
    Err(Refusal::SelfTest { case, what })
}

fn answer(rule: &dyn Rule, case: &'static str, page: &SnapshotPage) -> Result<LimitsPage, Refusal> {
    let mut limits = LimitsPage::no_opinion();
    rule.limits(page, &mut limits).map_err(|failure| Refusal::SelfTest { case, what: failure.what })?;
    Ok(limits)
}

fn all_zero() -> Snapshot {
    let mut snapshot = Snapshot::unknown();
    for field in FIELDS {
        for slot in 0..field.shape.slots() {
            snapshot.set_field(field.name, slot, Some(0.0));
        }
    }
    snapshot
}

fn rested() -> Snapshot {
    let mut snapshot = all_zero();
    snapshot.set_sleep_last_night_h(Some(8.0));
    snapshot.set_sleep_need_h(Some(8.0));
    snapshot.set_recovery_balance(Some(95.0));
    snapshot.set_mental_freshness(Some(90.0));
    snapshot.set_energy_availability(Some(48.0));
    snapshot.set_load_usual_session(Some(300.0));
    snapshot.set_load_monotony(Some(0.9));
    snapshot.set_member_age_y(Some(30.0));
    snapshot.set_member_level(Some(1.0));
    snapshot.set_checkin_wellness(Some(0.9));
    snapshot.set_confidence(Some(0.9));
    for joint in 0..7 {
        snapshot.set_joint_usual_load(joint, Some(4.0));
        snapshot.set_joint_ramp(joint, Some(1.0));
    }
    snapshot
}

fn worn_out() -> Snapshot {
    let mut snapshot = rested();
    snapshot.set_systemic_fatigue(Some(0.08));
    snapshot.set_sleep_last_night_h(Some(3.0));
    snapshot.set_sleep_debt_h(Some(18.0));
    snapshot.set_sleep_irregularity_h(Some(3.0));
    snapshot.set_hrv_z(Some(-2.0));
    snapshot.set_resting_hr_delta(Some(12.0));
    snapshot.set_energy_availability(Some(20.0));
    snapshot.set_recovery_balance(Some(30.0));
    snapshot.set_mental_freshness(Some(20.0));
    snapshot.set_load_monotony(Some(4.0));
    snapshot.set_days_since_rest(Some(12.0));
    snapshot.set_days_training_in_a_row(Some(12.0));
    snapshot.set_overreaching_state(Some(3.0));
    snapshot.set_effort_drift(Some(2.0));
    snapshot.set_checkin_wellness(Some(0.1));
    snapshot.set_illness(Some(2.0));
    for muscle in 0..17 {
        snapshot.set_muscle_fatigue(muscle, Some(0.2));
    }
    for joint in 0..7 {
        snapshot.set_joint_acute(joint, Some(2.5));
        snapshot.set_joint_ramp(joint, Some(1.8));
        snapshot.set_joint_pain(joint, Some(6.0));
        snapshot.set_joint_pain_rising(joint, Some(4.0));
    }
    snapshot
}
