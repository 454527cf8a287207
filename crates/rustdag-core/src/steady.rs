//! Within one answer a rule is either there or it is not.
//!
//! A rule that runs elsewhere may break down in the middle of a search. The days before would then be planned by its
//! limits and the days after by its failure policy, and the reasons of the plan be of neither. So an answer in which such
//! a rule answered first and failed then is made once more, without it from the start.

use crate::rule::{Declaration, Rule, RuleFailure, RuleSet, RuleState};
use rustdag_rule_abi::{LimitsPage, SnapshotPage};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

impl RuleSet {
    /// Makes an answer in which each rule answers always or never. Asks at most once more than there are rules that
    /// [may break down](crate::rule::Declaration::may_break_down), and once where there are none.
    pub fn steadily<T>(&self, ask: impl Fn(&Self) -> T) -> T {
        if !self.rules().iter().any(|rule| rule.declaration().may_break_down) {
            return ask(self);
        }
        let mut without = vec![false; self.rules().len()];
        loop {
            let watched: Vec<Option<Arc<Watched>>> = self
                .rules()
                .iter()
                .zip(&without)
                .map(|(rule, &failed)| {
                    rule.declaration().may_break_down.then(|| Arc::new(Watched::new(Arc::clone(rule), failed)))
                })
                .collect();
            let rules = self.rules().iter().zip(&watched).map(|(rule, watched)| match watched {
                Some(watched) => Arc::clone(watched) as Arc<dyn Rule>,
                None => Arc::clone(rule),
            });
            let answer = ask(&Self::new(rules.collect(), self.missing().to_vec()));
            let is_torn = watched.iter().flatten().any(|rule| rule.is_torn());
            if !is_torn {
                return answer;
            }
            for (without, watched) in without.iter_mut().zip(&watched) {
                *without |= watched.as_ref().is_some_and(|rule| rule.failed.load(Relaxed));
            }
        }
    }
}

/// A rule for one answer. Once it has failed it fails.
struct Watched {
    rule: Arc<dyn Rule>,
    answered: AtomicBool,
    failed: AtomicBool,
}

impl Watched {
    fn new(rule: Arc<dyn Rule>, failed: bool) -> Self {
        Self { rule, answered: AtomicBool::new(false), failed: AtomicBool::new(failed) }
    }

    fn is_torn(&self) -> bool {
        self.answered.load(Relaxed) && self.failed.load(Relaxed)
    }
}

impl Rule for Watched {
    fn declaration(&self) -> &Declaration {
        self.rule.declaration()
    }

    fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure> {
        if self.failed.load(Relaxed) {
            let what = "it failed earlier in this answer".to_owned();
            return Err(RuleFailure { rule: self.id().to_owned(), what });
        }
        let answer = self.rule.limits(snapshot, limits);
        let noted = if answer.is_ok() { &self.answered } else { &self.failed };
        noted.store(true, Relaxed);
        answer
    }

    fn state(&self) -> RuleState {
        self.rule.state()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::FailurePolicy;
    use rustdag_rule_abi::Snapshot;
    use std::sync::atomic::AtomicU32;

    /// A rule that may break down, and after so many answers does; until the next question of a person it stays down for
    /// as many again.
    struct Fragile {
        declaration: Declaration,
        answers: u32,
        asked: AtomicU32,
    }

    impl Rule for Fragile {
        fn declaration(&self) -> &Declaration {
            &self.declaration
        }

        fn limits(&self, _: &SnapshotPage, _: &mut LimitsPage) -> Result<(), RuleFailure> {
            let turn = self.asked.fetch_add(1, Relaxed) % (2 * self.answers);
            if turn < self.answers {
                return Ok(());
            }
            Err(RuleFailure { rule: "fragile".into(), what: "down".into() })
        }
    }

    /// Asks every rule so many times; how often each answered.
    fn asked(rules: &RuleSet, times: u32) -> Vec<usize> {
        let page = SnapshotPage::new(Snapshot::unknown());
        let mut limits = LimitsPage::no_opinion();
        let answered = |rule: &Arc<dyn Rule>, limits: &mut LimitsPage| {
            (0..times).filter(|_| rule.limits(&page, limits).is_ok()).count()
        };
        rules.rules().iter().map(|rule| answered(rule, &mut limits)).collect()
    }

    fn fragile(answers: u32) -> RuleSet {
        let declaration = Declaration { may_break_down: true, ..Declaration::new("fragile", FailurePolicy::Tighten) };
        RuleSet::new(vec![Arc::new(Fragile { declaration, answers, asked: AtomicU32::new(0) })], vec![])
    }

    #[test]
    fn a_rule_that_breaks_down_within_an_answer_is_out_of_all_of_it() {
        assert_eq!(fragile(3).steadily(|rules| asked(rules, 7)), [0]);
        assert_eq!(fragile(7).steadily(|rules| asked(rules, 7)), [7]);
        // Without this it would answer, fail, and answer again.
        assert_eq!(asked(&fragile(3), 7), [4]);
    }

    #[test]
    fn the_next_answer_asks_it_again() {
        let rules = fragile(10);
        assert_eq!(rules.steadily(|rules| asked(rules, 10)), [10]);
        assert_eq!(rules.steadily(|rules| asked(rules, 5)), [0], "it was down from the start");
        assert_eq!(asked(&rules, 9), [0], "and is asked no more than once to find that out");
        assert_eq!(rules.steadily(|rules| asked(rules, 10)), [10]);
    }

    #[test]
    fn where_no_rule_may_break_down_nothing_is_asked_twice() {
        let times = std::cell::Cell::new(0);
        RuleSet::default().steadily(|_| times.set(times.get() + 1));
        assert_eq!(times.get(), 1);
    }
}
