//! The traffic light: what makes it change, and that it always says why.

mod member;

use jiff::SignedDuration;
use member::random::{member, trouble};
use member::{Diary, OwnRule, engine, full_body, rules, sets, with_rules};
use proptest::prelude::*;
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::answer::Light;
use rustdag_core::profile::Level;
use rustdag_rule_abi::Reason;

/// A rule that allows exactly the usual session, no more, in the 32-bit numbers that rules have.
fn exactly_as_usual() -> OwnRule {
    OwnRule::says("as-usual", |snapshot, limits| {
        let why = Reason::whole(1, 1.0, 1.0);
        if let Some(usual) = snapshot.load_usual_session() {
            limits.cap_session_load(usual, why);
        }
        for joint in Joint::ALL {
            if let Some(usual) = snapshot.joint_usual_load(joint.slot()) {
                limits.cap_joint_load(joint.slot(), usual, Reason::joint(1, joint.slot(), 1.0, 1.0));
            }
        }
        for muscle in Muscle::ALL {
            if let Some(usual) = snapshot.muscle_usual_hard_sets(muscle.slot()) {
                limits.cap_muscle_sets(muscle.slot(), usual, Reason::muscle(1, muscle.slot(), 1.0, 1.0));
            }
        }
    })
}

#[test]
fn a_limit_at_the_usual_session_does_not_bind_it() {
    let mut amber = Vec::new();
    for more in 0..12 {
        // Sessions of which the means are no round numbers.
        let mut diary = Diary::of(Level::Intermediate);
        diary.weeks(4, &[0, 3], &full_body());
        diary.sleep(28, 8.0).train(28, &[sets("back-squat", 1 + more % 5, 7.0, 2.0), sets("deadlift", 2, 5.0, 3.0)]);
        for day in 29..34 {
            diary.sleep(day, 8.0).rest(day);
        }
        for _ in 0..more {
            diary.exert(27, 31.7, 3.3);
        }
        let engine = with_rules(Level::Intermediate, rules([exactly_as_usual()]));
        let readiness = engine.readiness(&diary.history(), diary.at(34, 8.0));
        if readiness.light != Light::Green {
            amber.push((more, readiness.light));
        }
    }
    assert_eq!(amber, []);
}

#[test]
fn what_is_not_ready_is_ready_when_it_was_said_to_be() {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(4, &[0, 2, 4], &full_body());
    for day in [28, 29, 30] {
        diary.sleep(day, 8.0).exert(day, 90.0, 8.0).train(day, &[sets("back-squat", 5, 8.0, 0.0)]);
    }
    for day in 31..45 {
        diary.rest(day).sleep(day, 8.0);
    }
    let (engine, history, at) = (engine(Level::Intermediate), diary.history(), diary.at(30, 20.0));
    let now = engine.readiness(&history, at);
    let hour = SignedDuration::from_hours(1);
    let look = |at| engine.readiness(&history, at);

    let ready = now.whole.ready.instant().expect("three hard days tire");
    assert!(look(ready).whole.systemic_fatigue < 0.03 && look(ready - hour).whole.systemic_fatigue >= 0.03);
    assert_eq!(look(ready).whole.ready.instant(), None);

    let mut waited = (0, 0);
    for (slot, muscle) in now.muscles.iter().enumerate() {
        let Some(ready) = muscle.ready.instant() else { continue };
        assert!(look(ready).muscles[slot].fatigue <= 0.03 && look(ready - hour).muscles[slot].fatigue > 0.03);
        waited.0 += 1;
    }
    for (slot, joint) in now.joints.iter().enumerate() {
        let Some(ready) = joint.ready.instant() else { continue };
        assert!(look(ready).joints[slot].acute <= 1.0 && look(ready - hour).joints[slot].acute > 1.0);
        waited.1 += 1;
    }
    assert!(waited.0 > 0 && waited.1 > 0, "{waited:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_light_that_is_not_green_says_why(member in member(), trouble in trouble()) {
        let mut diary = member.diary();
        trouble.befall(&mut diary, member.today());
        let engine = engine(member.level);
        let readiness = engine.readiness(&diary.history(), member.now());
        match readiness.light {
            Light::Green => prop_assert!(readiness.confidence >= 0.3),
            Light::Grey => prop_assert!(readiness.confidence < 0.3),
            Light::Amber | Light::Red => prop_assert!(!readiness.reasons.is_empty(), "{:?}", readiness.limits),
        }
    }
}
