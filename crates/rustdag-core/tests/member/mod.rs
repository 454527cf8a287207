//! Members for the stories: diaries, the engine with rules of a story's own, and chance.
#![allow(dead_code, unused_imports, reason = "every file of stories is a crate of its own and uses a part of this one")]

pub mod random;

use rustdag_catalogue::Catalogue;
use rustdag_core::anatomy::Joint;
use rustdag_core::answer::Quantity;
use rustdag_core::engine::Engine;
use rustdag_core::profile::Level;
use rustdag_core::rule::{About, Declaration, FailurePolicy, Rule, RuleFailure, RuleSet};
pub use rustdag_diary::{
    Diary, EVENING, FIRST_DAY, MORNING, Sets, bout, exercise, feeling, full_body, lift, pain, sets, squats, template,
};
use rustdag_rule_abi::{Limits, LimitsPage, Reason, Snapshot, SnapshotPage};
use std::sync::Arc;

/// The catalogue's sessions and no rules: the engine alone.
pub fn engine(level: Level) -> Engine {
    with_rules(level, RuleSet::default())
}

pub fn with_rules(level: Level, rules: RuleSet) -> Engine {
    Engine::new(rules, Catalogue::official().templates(level))
}

type Answer = dyn Fn(&Snapshot, &mut Limits) -> Result<(), String> + Send + Sync;

/// A rule of a gym's own, as a story needs it.
pub struct OwnRule {
    declaration: Declaration,
    answer: Box<Answer>,
}

impl OwnRule {
    fn new(id: &str, on_failure: FailurePolicy, answer: Box<Answer>) -> Self {
        Self { declaration: Declaration::new(id, on_failure), answer }
    }

    /// A rule that always answers.
    pub fn says(id: &'static str, answer: impl Fn(&Snapshot, &mut Limits) + Send + Sync + 'static) -> Self {
        let answer = Box::new(move |snapshot: &Snapshot, limits: &mut Limits| {
            answer(snapshot, limits);
            Ok(())
        });
        Self::new(id, FailurePolicy::Tighten, answer)
    }

    /// A rule that fails where this is true of a snapshot, and has no opinion elsewhere.
    pub fn fails_where(id: &'static str, fails: impl Fn(&Snapshot) -> bool + Send + Sync + 'static) -> Self {
        let answer = Box::new(
            move |snapshot: &Snapshot, _: &mut Limits| {
                if fails(snapshot) { Err("it does not like this body".to_owned()) } else { Ok(()) }
            },
        );
        Self::new(id, FailurePolicy::Tighten, answer)
    }

    /// A rule that never answers.
    pub fn fails(id: &'static str, on_failure: FailurePolicy) -> Self {
        Self::new(id, on_failure, Box::new(|_, _| Err("it has lost its mind".to_owned())))
    }

    /// Declares what a code explains, and which field its value is.
    pub fn about(mut self, code: u32, quantity: Quantity, field: &'static str) -> Self {
        self.declaration.about.insert(code, About { quantity: Some(quantity), field: Some(field) });
        self
    }

    /// Promises the planner that better bodies never get tighter limits.
    pub fn in_order(mut self) -> Self {
        self.declaration.order_preserving = true;
        self
    }
}

impl Rule for OwnRule {
    fn declaration(&self) -> &Declaration {
        &self.declaration
    }

    fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure> {
        (self.answer)(&snapshot.snapshot, &mut limits.limits)
            .map_err(|what| RuleFailure { rule: self.id().to_owned(), what })
    }
}

pub fn rules(rules: impl IntoIterator<Item = OwnRule>) -> RuleSet {
    RuleSet::new(rules.into_iter().map(|rule| Arc::new(rule) as Arc<dyn Rule>).collect(), Vec::new())
}

/// Rules of the kinds that gyms have: each reads something else and tightens something else.
pub fn usual_rules() -> Vec<OwnRule> {
    let because = |value: f32| Reason::whole(1, value, 0.0);
    vec![
        OwnRule::says("short-night", move |snapshot, limits| {
            let (Some(slept), Some(usual)) = (snapshot.sleep_last_night_h(), snapshot.load_usual_session()) else {
                return;
            };
            if slept < 6.0 {
                limits.cap_session_load(0.8 * usual, because(slept));
                limits.keep_in_reserve(3.0, because(slept));
            }
        })
        .in_order(),
        OwnRule::says("balance", move |snapshot, limits| {
            let (Some(balance), Some(usual)) = (snapshot.recovery_balance(), snapshot.load_usual_session()) else {
                return;
            };
            if balance < 80.0 {
                limits.cap_session_load(0.7 * usual, because(balance));
                limits.ask_rest_days(1.0, because(balance));
            }
        })
        .in_order(),
        OwnRule::says("joints", move |snapshot, limits| {
            for &joint in Joint::ALL {
                let slot = joint.slot();
                if let (Some(acute), Some(usual)) = (snapshot.joint_acute(slot), snapshot.joint_usual_load(slot)) {
                    let why = Reason::joint(1, slot, acute, 2.0);
                    limits.cap_joint_load(slot, (2.0 - acute).max(0.0) * usual, why);
                }
            }
        })
        .in_order(),
        OwnRule::says("tired", move |snapshot, limits| {
            if let Some(fatigue) = snapshot.systemic_fatigue().filter(|&fatigue| fatigue >= 0.05) {
                limits.require_rest(because(fatigue));
            }
            if let Some(monotony) = snapshot.load_monotony().filter(|&monotony| monotony > 2.0) {
                limits.cap_minutes(45.0, because(monotony));
            }
        })
        .in_order(),
    ]
}
