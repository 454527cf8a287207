//! The set of a gym when it is asked about for the first time since the service started: the service's own rules as they
//! are now, with what the gym installed, set and switched before.

use super::contents::{Contents, Entry, Origin};
use super::live::{LiveRules, Part};
use super::together::Together;
use super::turns::Turn;
use super::{Rules, base};
use crate::refusal::Refusal;
use crate::state::now_us;
use crate::wire::rules as wire;
use prost::Message as _;
use rustdag_core::rule::MissingRule;
use rustdag_host::Settings;
use rustdag_proto::v1;
use rustdag_store::NewRuleChange;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Said of a rule of the service that should be there: of a folder without it, and of a file that could not be loaded.
pub(crate) const NOT_LOADED: &str = "could not be loaded from the service's folders";

impl Rules {
    /// Puts a gym's set together and lets it answer.
    ///
    /// # Errors
    /// [`rustdag_store::StoreError::NoGym`], and what is stored cannot be read.
    pub(super) fn started(&self, gym: &str, turn: &Turn<'_>) -> Result<Arc<LiveRules>, Refusal> {
        if let Some(live) = self.now(gym) {
            return Ok(live);
        }
        let last = self.store.rule_changes(gym, None, 1)?.pop();
        let before = match &last {
            Some(change) => self.stored(gym, &change.set_id)?.0,
            // Of a gym that is not there nothing is put together.
            None => self.store.members(gym, None, 1).map(|_| Contents::default())?,
        };
        let live = Arc::new(self.overlaid(gym, before));
        if last.as_ref().is_none_or(|change| change.set_id != live.id) {
            let change = NewRuleChange {
                after: last.map(|change| change.number),
                rules: Vec::new(),
                set_id: live.id.clone(),
                set_body: wire::contents_to_proto(&live.contents).encode_to_vec(),
                // Going back undoes what a gym did, not what was done to the service.
                returns_to: None,
                action: v1::RuleAction::Started.into(),
                requested_by: String::new(),
            };
            // A database that cannot be written still answers; plans made meanwhile cannot be made again.
            if let Err(error) = self.store.change_rules(gym, change, now_us()) {
                Refusal::from(error).report();
            }
        }
        self.swap(gym, &live, turn);
        Ok(live)
    }

    /// The service's own rules, and over them what the gym did.
    fn overlaid(&self, gym: &str, before: Contents) -> LiveRules {
        let mut contents = self.base.contents();
        let mut together = Together { parts: self.base.parts.clone(), problems: BTreeMap::new() };
        for then in before.entries {
            match then.origin {
                Origin::Service => self.set_again(gym, then, &mut contents, &mut together),
                // The service has a rule of this id now: a gym's own never takes its place.
                Origin::Installed if self.base.has(&then.id) => {
                    tracing::warn!("rule {} of gym {gym} gives way to the service's own of that id", then.id);
                }
                Origin::Installed => {
                    match self.load(gym, &then, &[], &[]) {
                        Ok(part) => _ = together.parts.insert(then.id.clone(), part),
                        Err(what) => is_missed(gym, &then, what, &mut contents, &mut together),
                    }
                    contents.entries.push(then);
                }
            }
        }
        contents.entries.sort_by(|a, b| a.id.cmp(&b.id));
        contents.missing.sort_by(|a, b| a.id.cmp(&b.id));
        let Together { parts, problems } = together;
        LiveRules::new(gym, Arc::clone(&self.catalogue), contents, parts, problems)
    }

    /// Sets and switches a rule of the service as the gym had it, as far as the rule still allows it.
    fn set_again(&self, gym: &str, then: Entry, contents: &mut Contents, together: &mut Together) {
        let Some(part) = together.parts.get(&then.id) else {
            // A rule that is expected may be back at the next start, and what the gym said of it with it.
            if contents.is_missing(&then.id) {
                contents.missing.retain(|missing| missing.id != then.id || then.enabled);
                together.problems.insert(then.id.clone(), NOT_LOADED.to_owned());
                contents.entries.push(then);
            }
            return;
        };
        let (own, gone): (BTreeMap<_, _>, BTreeMap<_, _>) =
            then.own_values().into_iter().partition(|(name, value)| allows(part, name, *value));
        let mut values = part.values.clone();
        values.extend(own.clone());
        let mut entry = base::of_part(part, Origin::Service, own.into_keys().collect());
        (entry.values, entry.enabled) = (values, then.enabled);
        if !gone.is_empty() {
            let gone: Vec<String> = gone.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            let what = format!("does not allow what the gym set any more: {}", gone.join(", "));
            tracing::warn!("rule {} of gym {gym} {what}", then.id);
            together.problems.insert(then.id.clone(), what);
        }
        match self.load(gym, &entry, &[], &[]) {
            Ok(part) => _ = together.parts.insert(then.id, part),
            // With other values than its own the gym would have another rule than it asked for.
            Err(what) => {
                together.parts.remove(&then.id);
                is_missed(gym, &entry, what, contents, together);
            }
        }
        contents.entries.retain(|other| other.id != entry.id);
        contents.entries.push(entry);
    }
}

/// Notes that a rule is not loaded: it is missing, if it is used.
fn is_missed(gym: &str, entry: &Entry, what: String, contents: &mut Contents, together: &mut Together) {
    let Entry { id, on_failure, .. } = entry;
    tracing::warn!("rule {id} of gym {gym} {what}");
    if entry.enabled {
        contents.missing.push(MissingRule { id: id.clone(), on_failure: *on_failure });
    }
    together.problems.insert(id.clone(), what);
}

/// Whether a rule has such a parameter and the value is within its range.
pub(super) fn allows(part: &Part, name: &str, value: f64) -> bool {
    let id = &part.about.id;
    let one = Settings(BTreeMap::from([(id.clone(), BTreeMap::from([(name.to_owned(), value)]))]));
    one.values_for(&part.about.manifest).is_ok()
}
