//! The engine's front door.

use crate::answer::{Check, Plan, Readiness};
use crate::history::History;
use crate::rule::RuleSet;
use crate::template::Template;
use jiff::Timestamp;

/// The rules and session templates with which questions are answered.
#[derive(Clone)]
pub struct Engine {
    rules: RuleSet,
    templates: Vec<Template>,
}

/// A plan that cannot be made, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The horizon is not one the planner serves.
    #[error("days is {0}; a plan has 1 to 7 days")]
    Horizon(u32),
}

impl Engine {
    /// An engine with these rules and session templates.
    #[must_use]
    pub fn new(rules: RuleSet, templates: Vec<Template>) -> Self {
        Self { rules, templates }
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The session templates.
    #[must_use]
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// Readiness of a member at an instant, from what was logged up to it.
    #[must_use]
    pub fn readiness(&self, history: &History, at: Timestamp) -> Readiness {
        let _ = (history, at);
        todo!()
    }

    /// The best plan of `days` days from an instant.
    ///
    /// # Errors
    /// [`PlanError`] if no plan can be asked for like this.
    pub fn plan(&self, history: &History, at: Timestamp, days: u32) -> Result<Plan, PlanError> {
        let _ = (history, at, days);
        todo!()
    }

    /// Whether a session fits at an instant.
    #[must_use]
    pub fn check(&self, history: &History, at: Timestamp, session: &Template) -> Check {
        let _ = (history, at, session);
        todo!()
    }
}
