//! Questions that need rules, and answers that are only there if the rules are.

use rustdag_core::rule::{Rule, RuleSet};
use std::sync::Arc;

/// The official rules.
pub(crate) const OFFICIAL: [&str; 5] = ["hormones", "injury-prevention", "mental-freshness", "overtraining", "sleep"];

/// What the engine gives for a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ours {
    /// This number; not a number where it gives nothing.
    Is(f64),
    /// It could not be asked without these rules.
    Needs(Vec<&'static str>),
}

impl From<f64> for Ours {
    fn from(ours: f64) -> Self {
        Self::Is(ours)
    }
}

impl From<Option<f64>> for Ours {
    fn from(ours: Option<f64>) -> Self {
        Self::Is(ours.unwrap_or(f64::NAN))
    }
}

impl From<bool> for Ours {
    fn from(ours: bool) -> Self {
        Self::Is(f64::from(ours))
    }
}

/// An answer that needs rules.
#[derive(Clone, Debug)]
pub(crate) enum Asked<T> {
    Answer(T),
    Needs(Vec<&'static str>),
}

impl<T> Asked<T> {
    /// Asks with exactly these rules of those that are there: what else a gym has loaded changes no evidence.
    pub fn with(given: &RuleSet, needed: &[&'static str], ask: impl FnOnce(RuleSet) -> T) -> Self {
        let find = |id: &str| -> Option<Arc<dyn Rule>> { given.rules().iter().find(|rule| rule.id() == id).cloned() };
        let missing: Vec<_> = needed.iter().copied().filter(|id| find(id).is_none()).collect();
        if !missing.is_empty() {
            return Self::Needs(missing);
        }
        Self::Answer(ask(RuleSet::new(needed.iter().filter_map(|id| find(id)).collect(), Vec::new())))
    }

    /// One number of the answer.
    pub fn give<O: Into<Ours>>(&self, number: impl FnOnce(&T) -> O) -> Ours {
        match self {
            Self::Answer(answer) => number(answer).into(),
            Self::Needs(rules) => Ours::Needs(rules.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_its_rules_a_question_is_not_asked() {
        let asked = Asked::with(&RuleSet::default(), &["sleep", "hormones"], |_| -> f64 { panic!("it was asked") });
        assert_eq!(asked.give(|number| *number), Ours::Needs(vec!["sleep", "hormones"]));
        let asked = Asked::with(&RuleSet::default(), &[], |rules| rules.rules().len() as f64);
        assert_eq!(asked.give(|number| *number), Ours::Is(0.0));
    }
}
