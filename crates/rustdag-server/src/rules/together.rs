//! Putting a set together: every rule of it is loaded, or it is known why not.

use super::contents::Contents;
use super::live::{LiveRules, Part};
use super::{Rules, golden};
use crate::refusal::Refusal;
use rustdag_store::StoredRule;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The rules of a set.
pub(super) struct Together {
    pub(super) parts: BTreeMap<String, Part>,
    pub(super) problems: BTreeMap<String, String>,
}

/// A rule that has to be there and cannot be loaded: a clause of which the rule is the subject.
pub(super) struct Gone {
    pub(super) rule: String,
    pub(super) what: String,
}

impl Rules {
    /// Loads the rules of a set, or finds them in the one that answers; `fresh` holds what is about to be installed. What
    /// the set says was missing stays missing, also if it could be loaded now: the set answers as it did.
    ///
    /// # Errors
    /// The first rule that takes part and cannot be loaded.
    pub(super) fn put_together(
        &self,
        gym: &str,
        contents: &Contents,
        live: &LiveRules,
        fresh: &[StoredRule],
    ) -> Result<Together, Gone> {
        let (mut parts, mut problems) = (BTreeMap::new(), BTreeMap::new());
        for entry in &contents.entries {
            let id = &entry.id;
            if contents.is_missing(id) {
                let same = live.contents.is_missing(id).then(|| live.problems.get(id)).flatten();
                let before = "was missing in this set before, and is looked for again when it is switched on";
                problems.insert(id.clone(), same.map_or_else(|| before.to_owned(), Clone::clone));
                continue;
            }
            match self.load(gym, entry, &[&live.parts], fresh) {
                Ok(part) => _ = parts.insert(id.clone(), part),
                // What is switched off need not be there.
                Err(what) if !entry.enabled => _ = problems.insert(id.clone(), what),
                Err(what) => return Err(Gone { rule: id.clone(), what }),
            }
        }
        Ok(Together { parts, problems })
    }

    /// The same, and tries what takes part now and did not before.
    ///
    /// # Errors
    /// A rule that takes part and cannot be loaded, or fails on a golden case.
    pub(super) fn try_together(
        &self,
        gym: &str,
        contents: &Contents,
        live: &LiveRules,
        fresh: &[StoredRule],
    ) -> Result<Together, Refusal> {
        let together = self.put_together(gym, contents, live, fresh).map_err(|gone| unusable(gone.rule, gone.what))?;
        let took_part = |part: &&Part| {
            let before = live.taking_part().find(|before| before.about.id == part.about.id);
            before.is_some_and(|before| Arc::ptr_eq(&before.rule, &part.rule))
        };
        let now = contents.entries.iter().filter(|entry| entry.enabled);
        let (others, new): (Vec<&Part>, Vec<&Part>) =
            now.filter_map(|entry| together.parts.get(&entry.id)).partition(took_part);
        let rules = |parts: Vec<&Part>| parts.into_iter().map(|part| Arc::clone(&part.rule)).collect::<Vec<_>>();
        golden::replay(&rules(new), &rules(others)).map_err(|failed| {
            let golden::Failed { rule, what } = failed;
            unusable(rule, format!("tried on a made-up member, {what}"))
        })?;
        Ok(together)
    }
}

/// Why a rule is not put to use.
pub(super) fn unusable(rule: String, what: String) -> Refusal {
    super::RuleRefusal::Unusable { rule, what }.into()
}
