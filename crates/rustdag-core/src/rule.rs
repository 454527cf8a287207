//! A rule is a pure function from a snapshot to limits; what carries it is the host's business.

use crate::answer::Quantity;
use jiff::Timestamp;
use rustdag_rule_abi::{LimitsPage, SnapshotPage};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What happens to a gym's members when a rule fails or is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailurePolicy {
    /// Sessions are held at four fifths of the usual load, two repetitions from failure.
    Tighten,
    /// Answer without it.
    Skip,
}

/// A rule that did not answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("rule {rule} failed: {what}")]
pub struct RuleFailure {
    /// The rule's id.
    pub rule: String,
    /// What went wrong, for the person who runs the service.
    pub what: String,
}

/// What a rule declares of one of its reason codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The limited quantity it explains; `None` where it limits nothing, as a word that a professional should look.
    pub quantity: Option<Quantity>,
    /// The snapshot's field that its value shows, by its name in [`rustdag_rule_abi::FIELDS`].
    pub field: Option<&'static str>,
}

/// What is known of a rule before it is asked, and stays so while it is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The rule's id: `sleep`.
    pub id: String,
    /// What happens when it fails.
    pub on_failure: FailurePolicy,
    /// Whether a less tired, better slept body never gets a tighter limit from it. The planner proves its plans faster
    /// where every rule says so, and just as well where one does not.
    pub order_preserving: bool,
    /// Whether it may break down and come back while it is loaded, because it runs elsewhere. Within one answer such a
    /// rule is either there or it is not: see [`RuleSet::steadily`].
    pub may_break_down: bool,
    /// What its reason codes are about.
    pub about: BTreeMap<u32, About>,
}

impl Declaration {
    /// A rule that promises nothing, cannot break down and says nothing of its codes.
    pub fn new(id: impl Into<String>, on_failure: FailurePolicy) -> Self {
        Self { id: id.into(), on_failure, order_preserving: false, may_break_down: false, about: BTreeMap::new() }
    }
}

/// Whether a loaded rule can be asked at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleState {
    /// It can.
    Running,
    /// It broke down and is being started again: until then it fails.
    Restarting(Trouble),
    /// It broke down too often: it fails until it is loaded again.
    Quarantined(Trouble),
}

/// What is wrong with a rule, for the person who runs the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Since when.
    pub since: Timestamp,
    /// What happened last.
    pub why: String,
}

/// A loaded rule.
pub trait Rule: Send + Sync {
    /// What is known of it without asking. The same each time.
    fn declaration(&self) -> &Declaration;

    /// Writes the rule's limits into a page that holds no opinion.
    ///
    /// # Errors
    /// [`RuleFailure`] if the rule panicked, or answered what its contract does not allow; the page is then void.
    fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure>;

    /// The same for many snapshots at once, one page of limits for each: what costs a rule elsewhere its way there and
    /// back is shared. As many answers as there are snapshots with a page.
    fn limits_many(&self, snapshots: &[SnapshotPage], limits: &mut [LimitsPage]) -> Vec<Result<(), RuleFailure>> {
        snapshots.iter().zip(limits).map(|(snapshot, limits)| self.limits(snapshot, limits)).collect()
    }

    /// Whether it can be asked at this moment.
    fn state(&self) -> RuleState {
        RuleState::Running
    }

    /// Its id, as it is [declared](Declaration::id).
    fn id(&self) -> &str {
        &self.declaration().id
    }

    /// What happens when it fails, as it is [declared](Declaration::on_failure).
    fn on_failure(&self) -> FailurePolicy {
        self.declaration().on_failure
    }

    /// Whether better bodies never get tighter limits, as it is [declared](Declaration::order_preserving).
    fn is_order_preserving(&self) -> bool {
        self.declaration().order_preserving
    }

    /// What a reason code is about, as it is [declared](Declaration::about); nothing for a code that is not.
    fn about(&self, code: u32) -> About {
        self.declaration().about.get(&code).copied().unwrap_or_default()
    }
}

/// A rule that should be there and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingRule {
    /// The rule's id.
    pub id: String,
    /// What happens without it.
    pub on_failure: FailurePolicy,
}

/// The rules of a gym. Limits combine by the tightest, so their order never matters.
#[derive(Clone, Default)]
pub struct RuleSet {
    rules: Vec<Arc<dyn Rule>>,
    missing: Vec<MissingRule>,
}

impl RuleSet {
    /// A set, in the order of the rules' ids.
    #[must_use]
    pub fn new(mut rules: Vec<Arc<dyn Rule>>, mut missing: Vec<MissingRule>) -> Self {
        rules.sort_by(|a, b| a.id().cmp(b.id()));
        missing.sort_by(|a, b| a.id.cmp(&b.id));
        Self { rules, missing }
    }

    /// The loaded rules.
    #[must_use]
    pub fn rules(&self) -> &[Arc<dyn Rule>] {
        &self.rules
    }

    /// The rules that should be there and are not.
    #[must_use]
    pub fn missing(&self) -> &[MissingRule] {
        &self.missing
    }
}
