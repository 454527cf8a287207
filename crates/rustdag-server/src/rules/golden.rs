//! Golden cases: members on whom every new rule set is tried before it answers anybody.

use crate::wire::{Intake, member_file};
use jiff::Timestamp;
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::{Engine, PLAN_DAYS_DEFAULT};
use rustdag_core::history::History;
use rustdag_core::rule::{Declaration, MissingRule, Rule, RuleFailure, RuleSet};
use rustdag_proto::json;
use rustdag_rule_abi::{LimitsPage, SnapshotPage};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Members written down once: trained, new, short of sleep and hurting.
static CASES: LazyLock<Vec<(History, Timestamp)>> = LazyLock::new(|| {
    [
        include_str!("../../../../examples/member.json"),
        include_str!("../../../../examples/novice.json"),
        include_str!("../../../../examples/shift-worker.json"),
        include_str!("../../../../examples/sore-knee.json"),
    ]
    .map(case)
    .into()
});

fn case(text: &str) -> (History, Timestamp) {
    let file = json::from_str(text).expect("a test reads every case");
    let at = member_file::at(&file).ok().flatten().expect("every case has an instant");
    let intake = Intake { catalogue: Catalogue::official(), latest: Timestamp::MAX };
    let (profile, events) = member_file::from_proto(file, intake).expect("every case can be read");
    (History::new(profile, events), at)
}

/// A rule that failed on a case.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failed {
    /// The rule's id.
    pub(crate) rule: String,
    /// What it did.
    pub(crate) what: String,
}

/// Tries rules beside others that are there: today and a week of every case, predicted days included.
///
/// # Errors
/// The first of `new` that failed, and how.
pub(crate) fn replay(new: &[Arc<dyn Rule>], others: &[Arc<dyn Rule>]) -> Result<(), Failed> {
    if new.is_empty() {
        return Ok(());
    }
    let watched: Vec<_> =
        new.iter().map(|rule| Arc::new(Watched { rule: Arc::clone(rule), failed: Mutex::default() })).collect();
    let rules = watched.iter().map(|rule| Arc::<Watched>::clone(rule) as Arc<dyn Rule>).chain(others.iter().cloned());
    let rules = RuleSet::new(rules.collect(), Vec::<MissingRule>::new());
    for (history, at) in CASES.iter() {
        let engine = Engine::new(rules.clone(), Catalogue::official().templates(history.profile().level));
        let _today = engine.readiness(history, *at);
        let planned = engine.plan(history, *at, PLAN_DAYS_DEFAULT);
        for rule in &watched {
            if let Some(what) = rule.failed.lock().unwrap_or_else(PoisonError::into_inner).take() {
                return Err(Failed { rule: rule.id().to_owned(), what });
            }
        }
        // Resting is always feasible, so a week can always be planned.
        if let Err(error) = planned {
            let rule = new[0].id().to_owned();
            return Err(Failed { rule, what: format!("no week can be planned with it: {error}") });
        }
    }
    Ok(())
}

/// A rule whose first failure is noted.
struct Watched {
    rule: Arc<dyn Rule>,
    failed: Mutex<Option<String>>,
}

impl Rule for Watched {
    fn declaration(&self) -> &Declaration {
        self.rule.declaration()
    }

    fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure> {
        self.rule.limits(snapshot, limits).inspect_err(|failure| {
            let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
            failed.get_or_insert_with(|| failure.what.clone());
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_core::rule::FailurePolicy;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Fails at one of its calls, counted from 1.
    struct Failing {
        declaration: Declaration,
        at: usize,
        calls: AtomicUsize,
    }

    impl Rule for Failing {
        fn declaration(&self) -> &Declaration {
            &self.declaration
        }

        fn limits(&self, _: &SnapshotPage, _: &mut LimitsPage) -> Result<(), RuleFailure> {
            if self.calls.fetch_add(1, Ordering::Relaxed) + 1 == self.at {
                return Err(RuleFailure { rule: "failing".into(), what: "it stumbled".into() });
            }
            Ok(())
        }
    }

    #[test]
    fn a_rule_that_fails_on_a_predicted_day_is_found_out() {
        let declaration = Declaration::new("failing", FailurePolicy::Skip);
        let rule = |at| Arc::new(Failing { declaration: declaration.clone(), at, calls: AtomicUsize::new(0) });
        let never = rule(usize::MAX);
        assert_eq!(replay(&[Arc::clone(&never) as Arc<dyn Rule>], &[]), Ok(()));
        let calls = never.calls.load(Ordering::Relaxed);
        assert!(calls > 4 * 7, "{calls} calls: every case is planned for a week");
        for at in [1, calls / 2, calls] {
            let failed = Failed { rule: "failing".into(), what: "it stumbled".into() };
            assert_eq!(replay(&[rule(at) as Arc<dyn Rule>], &[]), Err(failed), "call {at} of {calls}");
        }
    }
}
