//! The set of a gym when it is asked about for the first time since the service started: the service's own rules as they
//! are now, with what the gym installed, set and switched before.

use super::contents::{Contents, Entry, Origin};
use super::live::{LiveRules, Part};
use super::together::Together;
use super::turns::Turn;
use super::{Now, Rules, base};
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
    /// Puts a gym's set together and lets it answer; also anew, after another service on this database changed it.
    ///
    /// # Errors
    /// [`rustdag_store::StoreError::NoGym`], and what is stored cannot be read.
    pub(super) fn started(&self, gym: &str, turn: &Turn<'_>) -> Result<Now, Refusal> {
        let now = self.now(gym);
        let last = self.store.rule_changes(gym, None, 1)?.pop();
        let mut number = last.as_ref().map(|change| change.number);
        if let Some(now) = now.as_ref().filter(|now| now.number == number) {
            return Ok(now.clone());
        }
        let before = match &last {
            Some(change) => self.stored(gym, &change.set_id)?.0,
            // Of a gym that is not there nothing is put together.
            None => self.store.members(gym, None, 1).map(|_| Contents::default())?,
        };
        let live = Arc::new(self.overlaid(gym, before, now.as_ref().map(|now| &*now.live)));
        if last.as_ref().is_none_or(|change| change.set_id != live.id) {
            if now.is_some() {
                // If both wrote down what they have each would undo the other's, for ever.
                tracing::warn!(
                    "another service on this database has other rules of its own, or loads other rules of gym {gym}"
                );
            } else {
                number = self.write_start(gym, &live, number).or(number);
            }
        }
        let now = Now { live, number };
        self.swap(gym, now.clone(), turn);
        Ok(now)
    }

    /// Keeps that the service started with other rules than those of before; answers the number of that change.
    fn write_start(&self, gym: &str, live: &LiveRules, after: Option<i64>) -> Option<i64> {
        let change = NewRuleChange {
            after,
            rules: Vec::new(),
            set_id: live.id.clone(),
            set_body: wire::contents_to_proto(&live.contents).encode_to_vec(),
            // Going back undoes what a gym did, not what was done to the service.
            returns_to: None,
            action: v1::RuleAction::Started.into(),
            requested_by: String::new(),
        };
        match self.store.change_rules(gym, change, now_us()) {
            Ok(change) => Some(change.number),
            // A database that cannot be written still answers; plans made meanwhile cannot be made again.
            Err(error) => {
                Refusal::from(error).report();
                None
            }
        }
    }

    /// The service's own rules, and over them what the gym did; what answers now need not be loaded again.
    fn overlaid(&self, gym: &str, before: Contents, live: Option<&LiveRules>) -> LiveRules {
        let pools: Vec<_> = live.iter().map(|live| &live.parts).collect();
        let mut contents = self.base.contents();
        let mut together = Together { parts: self.base.parts.clone(), problems: BTreeMap::new() };
        for then in before.entries {
            match then.origin {
                Origin::Service => self.set_again(gym, then, &pools, &mut contents, &mut together),
                // The service has a rule of this id now: a gym's own never takes its place.
                Origin::Installed if self.base.has(&then.id) => {
                    tracing::warn!("rule {} of gym {gym} gives way to the service's own of that id", then.id);
                }
                Origin::Installed => {
                    match self.load(gym, &then, &pools, &[]) {
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
    fn set_again(
        &self,
        gym: &str,
        then: Entry,
        pools: &[&BTreeMap<String, Part>],
        contents: &mut Contents,
        together: &mut Together,
    ) {
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
        match self.load(gym, &entry, pools, &[]) {
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
