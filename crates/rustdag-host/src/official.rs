//! The rules that belong to the engine, and what happens without them.

use rustdag_core::rule::FailurePolicy;

/// A rule that should be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpectedRule {
    /// Its id.
    pub id: &'static str,
    /// What happens without it.
    pub on_failure: FailurePolicy,
}

/// The five official rules. Those that keep people safe tighten when they are missing; their own manifests cannot
/// loosen that.
pub const OFFICIAL: &[ExpectedRule] = &[
    ExpectedRule { id: "hormones", on_failure: FailurePolicy::Tighten },
    ExpectedRule { id: "injury-prevention", on_failure: FailurePolicy::Tighten },
    ExpectedRule { id: "mental-freshness", on_failure: FailurePolicy::Skip },
    ExpectedRule { id: "overtraining", on_failure: FailurePolicy::Tighten },
    ExpectedRule { id: "sleep", on_failure: FailurePolicy::Tighten },
];
