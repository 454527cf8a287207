//! The rules of the service's own folders: every gym's, until it sets or switches one.

use super::contents::{Contents, Entry, Origin};
use super::live::Part;
use rustdag_core::rule::{FailurePolicy, MissingRule, RuleSet};
use rustdag_host::{LoadedRule, Settings};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The rules of the service.
pub(crate) struct Base {
    pub(crate) parts: BTreeMap<String, Part>,
    pub(crate) missing: Vec<MissingRule>,
}

impl Base {
    /// Of what was loaded with these settings.
    pub(crate) fn new(rules: &RuleSet, loaded: Vec<LoadedRule>, settings: &Settings) -> Self {
        let part = |about: LoadedRule| {
            let rule = rules.rules().iter().find(|rule| rule.id() == about.id)?;
            // A rule was not loaded with values that its manifest does not allow.
            let values = settings.values_for(&about.manifest).unwrap_or_default();
            Some((about.id.clone(), Part { rule: Arc::clone(rule), about, values }))
        };
        Self { parts: loaded.into_iter().filter_map(part).collect(), missing: rules.missing().to_vec() }
    }

    /// The set of a gym that changed nothing.
    pub(crate) fn contents(&self) -> Contents {
        Contents { entries: self.parts.values().map(entry).collect(), missing: self.missing.clone() }
    }

    /// Whether an id is one of these rules', also of one that could not be loaded: who takes its place would lift what
    /// holds while it is missing.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.parts.contains_key(id) || self.missing.iter().any(|missing| missing.id == id)
    }

    /// Whether a rule may not be switched off.
    pub(crate) fn keeps_safe(id: &str) -> bool {
        rustdag_host::OFFICIAL.iter().any(|rule| rule.id == id && rule.on_failure == FailurePolicy::Tighten)
    }
}

fn entry(part: &Part) -> Entry {
    of_part(part, Origin::Service, BTreeSet::new())
}

/// What a set says of a loaded rule that takes part.
pub(crate) fn of_part(part: &Part, origin: Origin, set_by_gym: BTreeSet<String>) -> Entry {
    let LoadedRule { id, version, digest, tier, .. } = &part.about;
    Entry {
        id: id.clone(),
        version: version.clone(),
        digest: digest.clone(),
        tier: tier.as_str().to_owned(),
        origin,
        enabled: true,
        values: part.values.clone(),
        set_by_gym,
        on_failure: part.rule.on_failure(),
    }
}
