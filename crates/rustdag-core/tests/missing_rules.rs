//! Rules that are not there, or do not answer: what their policy asks happens, and is said.

mod member;

use member::{Diary, OwnRule, full_body, rules, with_rules};
use rustdag_core::answer::{Light, Readiness};
use rustdag_core::engine::Engine;
use rustdag_core::profile::Level;
use rustdag_core::reason::EngineCode;
use rustdag_core::rule::{Declaration, FailurePolicy, MissingRule, Rule, RuleFailure, RuleSet};
use rustdag_core::template::DayKind;
use rustdag_rule_abi::{LimitsPage, Reason, SnapshotPage};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn diary() -> Diary {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(4, &[0, 2, 4], &full_body());
    diary
}

fn without(on_failure: FailurePolicy) -> RuleSet {
    RuleSet::new(Vec::new(), vec![MissingRule { id: "sleep".to_owned(), on_failure }])
}

fn today(rules: RuleSet) -> Readiness {
    let diary = diary();
    with_rules(Level::Intermediate, rules).readiness(&diary.history(), diary.at(28, 9.0))
}

fn assert_tightened(readiness: &Readiness, rule: &str, code: EngineCode) {
    assert_eq!(readiness.light, Light::Amber);
    assert!((readiness.limits.session_load_max - 0.8 * readiness.usual_load).abs() < 0.01);
    assert_eq!(readiness.limits.rir_min, 2.0);
    let said = readiness.reasons.iter().find(|reason| reason.engine_code() == Some(code)).expect("it is said");
    assert_eq!(said.rule, rule);
}

#[test]
fn a_missing_safety_rule_tightens_and_says_so() {
    assert_tightened(&today(without(FailurePolicy::Tighten)), "sleep", EngineCode::RuleMissing);
}

/// The answer is that without any rule, but for one reason that says so.
fn assert_skipped(mut readiness: Readiness, rule: &str, code: EngineCode) {
    let said = readiness.reasons.iter().position(|reason| reason.engine_code() == Some(code) && reason.rule == rule);
    readiness.reasons.remove(said.expect("it is said"));
    assert_eq!(readiness, today(RuleSet::default()));
}

#[test]
fn a_missing_rule_that_may_be_skipped_changes_nothing_and_is_named() {
    assert_skipped(today(without(FailurePolicy::Skip)), "sleep", EngineCode::RuleMissingSkipped);
}

#[test]
fn a_failing_rule_is_treated_like_a_missing_one() {
    let tightened = today(rules([OwnRule::fails("injury-prevention", FailurePolicy::Tighten)]));
    assert_tightened(&tightened, "injury-prevention", EngineCode::RuleFailed);
    let skipped = today(rules([OwnRule::fails("mental-freshness", FailurePolicy::Skip)]));
    assert_skipped(skipped, "mental-freshness", EngineCode::RuleFailedSkipped);
}

#[test]
fn a_failing_rule_leaves_the_others_their_word() {
    let strict = || {
        OwnRule::says("strict", |snapshot, limits| {
            if let Some(usual) = snapshot.load_usual_session() {
                limits.cap_session_load(0.5 * usual, Reason::whole(7, 1.0, 0.5));
            }
        })
    };
    for broken in ["aaa", "zzz"] {
        let readiness = today(rules([strict(), OwnRule::fails(broken, FailurePolicy::Tighten)]));
        assert!((readiness.limits.session_load_max - 0.5 * readiness.usual_load).abs() < 0.01);
        assert_eq!(readiness.limits.rir_min, 2.0);
        assert!(readiness.reasons.iter().any(|reason| reason.rule == "strict" && reason.code == 7));
        assert!(readiness.reasons.iter().any(|reason| reason.rule == broken));
    }
}

#[test]
fn what_a_rule_wrote_before_it_failed_is_void() {
    struct Half(Declaration);
    impl Rule for Half {
        fn declaration(&self) -> &Declaration {
            &self.0
        }

        fn limits(&self, _: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure> {
            limits.limits.cap_session_load(1.0, Reason::whole(1, 0.0, 1.0));
            Err(RuleFailure { rule: "half".to_owned(), what: "it stopped half-way".to_owned() })
        }
    }
    let silent = OwnRule::says("silent", |_, _| {});
    let set =
        RuleSet::new(vec![Arc::new(Half(Declaration::new("half", FailurePolicy::Skip))), Arc::new(silent)], Vec::new());
    assert_skipped(today(set), "half", EngineCode::RuleFailedSkipped);
}

#[test]
fn every_day_of_a_plan_without_a_safety_rule_is_tightened() {
    let diary = diary();
    let engine = with_rules(Level::Intermediate, without(FailurePolicy::Tighten));
    let usual = engine.readiness(&diary.history(), diary.at(28, 9.0)).usual_load;
    let plan = engine.plan(&diary.history(), diary.at(28, 9.0), 7).expect("a plan");
    assert_eq!(plan.days.len(), 7);
    for session in plan.days.iter().filter(|day| day.kind == DayKind::Training).filter_map(|day| day.session.as_ref()) {
        assert!(session.load <= 0.8001 * usual);
        assert!(session.exercises.iter().all(|exercise| exercise.rir >= 2.0));
    }
}

#[test]
fn the_order_of_rules_never_matters() {
    let rule = |id, share: f32, rir: f32| {
        OwnRule::says(id, move |snapshot, limits| {
            if let Some(usual) = snapshot.load_usual_session() {
                limits.cap_session_load(share * usual, Reason::whole(1, share, share));
                limits.keep_in_reserve(rir, Reason::whole(2, rir, rir));
            }
        })
    };
    let one_way = today(rules([rule("a", 0.9, 3.0), rule("b", 0.6, 1.0), rule("c", 0.7, 2.0)]));
    let other_way = today(rules([rule("c", 0.7, 2.0), rule("b", 0.6, 1.0), rule("a", 0.9, 3.0)]));
    assert_eq!(one_way, other_way);
    assert!((one_way.limits.session_load_max - 0.6 * one_way.usual_load).abs() < 0.01);
    assert_eq!(one_way.limits.rir_min, 3.0);
}

#[test]
fn a_rule_is_asked_about_every_day_ahead() {
    let asked: Arc<[AtomicBool; 7]> = Arc::new(std::array::from_fn(|_| AtomicBool::new(false)));
    let heard = asked.clone();
    let listening = OwnRule::says("listening", move |snapshot, limits| {
        let ahead = snapshot.days_ahead().expect("it is always known how far ahead a day is");
        heard[ahead as usize].store(true, Ordering::Relaxed);
        if ahead == 3.0 {
            limits.require_rest(Reason::whole(9, ahead, ahead));
        }
    });
    let diary = diary();
    let engine = Engine::new(rules([listening]), member::engine(Level::Intermediate).templates().to_vec());
    let plan = engine.plan(&diary.history(), diary.at(28, 9.0), 7).expect("a plan");
    assert!(asked.iter().all(|asked| asked.load(Ordering::Relaxed)));
    assert_eq!(plan.days[3].kind, DayKind::Rest);
    assert!(plan.days[3].reasons.iter().any(|reason| reason.rule == "listening"));
}

#[test]
fn a_wish_to_move_gently_loosens_nobodys_full_rest() {
    let strict = || OwnRule::says("strict", |_, limits| limits.require_rest(Reason::whole(1, 1.0, 0.0)));
    let gentle = || {
        OwnRule::says("gentle", |_, limits| {
            limits.require_rest(Reason::whole(1, 1.0, 0.0));
            limits.prefer_active();
        })
    };
    let kinds = |set: RuleSet| {
        let (diary, engine) = (diary(), with_rules(Level::Intermediate, set));
        let plan = engine.plan(&diary.history(), diary.at(28, 9.0), 7).expect("a plan");
        plan.days.iter().map(|day| day.kind).collect::<Vec<_>>()
    };
    assert!(kinds(rules([gentle()])).contains(&DayKind::ActiveRecovery));
    assert_eq!(kinds(rules([strict(), gentle()])), [DayKind::Rest; 7]);
    assert!(!today(rules([strict(), gentle()])).limits.prefer_active);
}
