//! What is in a rule set, and the name that follows from it.

use rustdag_core::rule::{FailurePolicy, MissingRule};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Hexadecimal digits of a set's id: of half a SHA-256 digest, so that nobody makes two sets of one name.
const ID_DIGITS: usize = 32;

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The service's own folders.
    Service,
    /// The gym.
    Installed,
}

/// One rule of a set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) digest: String,
    pub(crate) tier: String,
    pub(crate) origin: Origin,
    pub(crate) enabled: bool,
    /// Of all its parameters.
    pub(crate) values: BTreeMap<String, f64>,
    pub(crate) set_by_gym: BTreeSet<String>,
    pub(crate) on_failure: FailurePolicy,
}

impl Entry {
    /// The values the gym set itself.
    pub(crate) fn own_values(&self) -> BTreeMap<String, f64> {
        let own = self.values.iter().filter(|(name, _)| self.set_by_gym.contains(*name));
        own.map(|(name, value)| (name.clone(), *value)).collect()
    }
}

/// The rules of a gym at some time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Contents {
    /// By id.
    pub(crate) entries: Vec<Entry>,
    /// What should have been there and was not, by id.
    pub(crate) missing: Vec<MissingRule>,
}

impl Contents {
    pub(crate) fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Whether a rule should have been there and was not.
    pub(crate) fn is_missing(&self, id: &str) -> bool {
        self.missing.iter().any(|missing| missing.id == id)
    }

    /// Puts a rule in, in the place of one of the same id.
    pub(crate) fn put(&mut self, entry: Entry) {
        self.entries.retain(|other| other.id != entry.id);
        self.missing.retain(|missing| missing.id != entry.id);
        self.entries.push(entry);
        self.entries.sort_by(|a, b| a.id.cmp(&b.id));
    }

    /// The id of the set, of all that is in it: rules with their builds, how they run, where they come from and whether they
    /// are used, parameters and which of them the gym set, and what is missing. What is equal in all this has the same one
    /// on every machine; a rule that runs elsewhere, or a default that the gym wrote down, makes another.
    pub(crate) fn id(&self) -> String {
        let mut text = String::from("rustdag rule set 1\n");
        for entry in &self.entries {
            let Entry { id, version, digest, tier, origin, enabled, values, set_by_gym, on_failure } = entry;
            let (origin, on_failure) = (*origin as u8, *on_failure as u8);
            // Writing to a string does not fail. Versions may hold anything, so they are written with quotes.
            _ = writeln!(text, "{id} {version:?} {digest} {tier} {origin} {enabled} {on_failure}");
            for (name, value) in values {
                let own = set_by_gym.contains(name);
                _ = writeln!(text, " {name:?} {:016x} {own}", value.to_bits());
            }
        }
        for MissingRule { id, on_failure } in &self.missing {
            _ = writeln!(text, "missing {id} {}", *on_failure as u8);
        }
        rustdag_host::digest(text.as_bytes())[..ID_DIGITS].to_owned()
    }

    /// Rules that differ between two sets: before and after, by id.
    pub(crate) fn differences<'a>(before: &'a Self, after: &'a Self) -> Vec<(Option<&'a Entry>, Option<&'a Entry>)> {
        let ids: BTreeSet<&str> = before.entries.iter().chain(&after.entries).map(|entry| entry.id.as_str()).collect();
        let both = ids.into_iter().map(|id| (before.entry(id), after.entry(id)));
        both.filter(|(before, after)| before != after).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn entry(id: &str) -> Entry {
        Entry {
            id: id.into(),
            version: "1".into(),
            digest: "d".into(),
            tier: "file".into(),
            origin: Origin::Installed,
            enabled: true,
            values: BTreeMap::from([("most_days".into(), 3.0)]),
            set_by_gym: BTreeSet::new(),
            on_failure: FailurePolicy::Skip,
        }
    }

    #[test]
    fn the_name_is_of_what_is_in_it_and_of_nothing_else() {
        let of = |change: fn(&mut Entry)| {
            let mut contents = Contents::default();
            contents.put(entry("b"));
            let mut changed = entry("a");
            change(&mut changed);
            contents.put(changed);
            contents.id()
        };
        let same = of(|_| {});
        assert_eq!(same.len(), ID_DIGITS);
        assert_eq!(same, of(|_| {}));
        let changes: [fn(&mut Entry); 8] = [
            |entry| entry.version = "2".into(),
            |entry| entry.digest = "e".into(),
            |entry| entry.tier = "native".into(),
            |entry| entry.origin = Origin::Service,
            |entry| entry.enabled = false,
            |entry| _ = entry.values.insert("most_days".into(), 3.0 + f64::EPSILON * 2.0),
            |entry| _ = entry.set_by_gym.insert("most_days".into()),
            |entry| entry.on_failure = FailurePolicy::Tighten,
        ];
        let mut ids: BTreeSet<String> = changes.into_iter().map(of).collect();
        ids.insert(same);
        assert_eq!(ids.len(), 9, "each difference has a name of its own");
        let mut missing = Contents::default();
        let nothing = missing.id();
        missing.missing.push(MissingRule { id: "sleep".into(), on_failure: FailurePolicy::Tighten });
        assert_ne!(nothing, missing.id());
    }

    #[test]
    fn differences_are_told_by_rule() {
        let (mut before, mut after) = (Contents::default(), Contents::default());
        before.put(entry("a"));
        before.put(entry("b"));
        after.put(Entry { enabled: false, ..entry("b") });
        after.put(entry("c"));
        after.put(entry("a"));
        let told: Vec<_> = Contents::differences(&before, &after)
            .into_iter()
            .map(|(before, after)| (before.map(|entry| entry.enabled), after.map(|entry| entry.enabled)))
            .collect();
        assert_eq!(told, [(Some(true), Some(false)), (None, Some(true))]);
    }
}
