//! A rule set that answers: rules, sentences and engines, put together once and never changed. A call takes it when it
//! begins and keeps it to its end.

use super::contents::{Contents, Entry};
use crate::wire::{Answering, NO_NAMES};
use crate::words::Words;
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::profile::Level;
use rustdag_core::rule::{Rule, RuleSet};
use rustdag_host::LoadedRule;
use rustdag_proto::v1;
use rustdag_text::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A loaded rule with the values of its parameters.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) rule: Arc<dyn Rule>,
    pub(crate) about: LoadedRule,
    pub(crate) values: BTreeMap<String, f64>,
}

/// A rule set that answers.
pub(crate) struct LiveRules {
    name: Arc<str>,
    pub(crate) id: String,
    pub(crate) contents: Contents,
    /// What is loaded, by id; also what is switched off.
    pub(crate) parts: BTreeMap<String, Part>,
    /// Why a rule is not loaded, by id.
    pub(crate) problems: BTreeMap<String, String>,
    /// In the order of [`Level::ALL`].
    engines: Vec<Engine>,
    words: Words,
    catalogue: Arc<Catalogue>,
    versions: Vec<v1::RuleVersion>,
}

impl LiveRules {
    pub(crate) fn new(
        gym: &str,
        catalogue: Arc<Catalogue>,
        contents: Contents,
        parts: BTreeMap<String, Part>,
        problems: BTreeMap<String, String>,
    ) -> Self {
        let id = contents.id();
        let used = || taking_part(&contents, &parts);
        let set = RuleSet::new(used().map(|part| Arc::clone(&part.rule)).collect(), contents.missing.clone());
        let engines = Level::ALL.iter().map(|&level| Engine::new(set.clone(), catalogue.templates(level))).collect();
        let words = Words::of_rules(used().map(|part| &part.about));
        let versions = used().map(|part| version(&part.about)).collect();
        let name = format!("gyms/{gym}/ruleSets/{id}").into();
        Self { name, id, contents, parts, problems, engines, words, catalogue, versions }
    }

    /// Its resource name.
    pub(crate) fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// What is loaded and used.
    pub(crate) fn taking_part(&self) -> impl Iterator<Item = &Part> {
        taking_part(&self.contents, &self.parts)
    }

    /// The engine with the session templates of a level.
    pub(crate) fn engine(&self, level: Level) -> &Engine {
        &self.engines[level as usize]
    }

    /// What writing an answer needs.
    pub(crate) fn answering(&self, lang: Lang) -> Answering<'_> {
        let Self { words, catalogue, versions: rules, name: rule_set, .. } = self;
        Answering { words, catalogue, lang, rules, rule_set, names: &NO_NAMES }
    }
}

fn taking_part<'a>(contents: &'a Contents, parts: &'a BTreeMap<String, Part>) -> impl Iterator<Item = &'a Part> {
    // What was missing has its policy's limit, and not its own beside it.
    let is_used = |entry: &&Entry| entry.enabled && !contents.is_missing(&entry.id);
    contents.entries.iter().filter(is_used).filter_map(|entry| parts.get(&entry.id))
}

/// A rule in the API's words.
pub(crate) fn version(rule: &LoadedRule) -> v1::RuleVersion {
    v1::RuleVersion { rule: rule.id.clone(), version: rule.version.clone(), digest: rule.digest.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_found_by_their_level() {
        for (place, &level) in Level::ALL.iter().enumerate() {
            assert_eq!(level as usize, place);
        }
    }
}
