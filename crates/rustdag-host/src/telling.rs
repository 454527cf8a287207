//! Why a rule failed, in the log. An answer says that it did; why is for who runs the service.

use rustdag_core::rule::{Declaration, Rule, RuleFailure, RuleState};
use rustdag_rule_abi::{LimitsPage, SnapshotPage};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Ways to fail that are told of one rule: a text that holds a number could differ for ever.
const TOLD_MOST: usize = 32;

/// A rule that tells each way in which it failed, once.
pub(crate) struct Telling<R> {
    rule: R,
    told: Mutex<BTreeSet<String>>,
}

impl<R> Telling<R> {
    pub fn new(rule: R) -> Self {
        Self { rule, told: Mutex::default() }
    }

    #[cold]
    fn tell(&self, failure: &RuleFailure) {
        let RuleFailure { rule, what } = failure;
        // A set of texts is whole at every moment, also when a holder panicked.
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.len() == TOLD_MOST || !told.insert(what.clone()) {
            return;
        }
        let is_last = told.len() == TOLD_MOST;
        drop(told);
        tracing::warn!("rule {rule} failed: {what}; answers say that it did, and go by its failure policy");
        if is_last {
            tracing::warn!("rule {rule} failed in {TOLD_MOST} ways; more are not told until it is loaded again");
        }
    }
}

impl<R: Rule> Rule for Telling<R> {
    fn declaration(&self) -> &Declaration {
        self.rule.declaration()
    }

    fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure> {
        // Not `inspect_err`: moving a whole result that was just written to in part costs as much as the check of an answer.
        match self.rule.limits(snapshot, limits) {
            Ok(()) => Ok(()),
            Err(failure) => {
                self.tell(&failure);
                Err(failure)
            }
        }
    }

    fn limits_many(&self, snapshots: &[SnapshotPage], limits: &mut [LimitsPage]) -> Vec<Result<(), RuleFailure>> {
        let answers = self.rule.limits_many(snapshots, limits);
        answers.iter().filter_map(|answer| answer.as_ref().err()).for_each(|failure| self.tell(failure));
        answers
    }

    fn state(&self) -> RuleState {
        self.rule.state()
    }
}
