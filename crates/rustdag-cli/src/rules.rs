//! The rules of a folder, loaded, with their sentences and versions.

use crate::args::RulePlaces;
use crate::failure::Failure;
use crate::file;
use crate::output::Output;
use rustdag_core::rule::{FailurePolicy, MissingRule};
use rustdag_host::{Host, Loaded, LoadedRule, OFFICIAL, Settings, Trust};
use rustdag_proto::v1;
use rustdag_server::words::Words;
use rustdag_text::{Arg, Lang, Texts};
use std::path::{Path, PathBuf};

/// Loads rules, and says what is refused and missing. An answer without a rule is still an answer.
pub(crate) fn load(places: &RulePlaces, lang: Lang, output: Output) -> Loaded {
    let loaded = load_with(places, &Settings::default());
    tell(&loaded, &places.folder(), &Texts::new(lang), output);
    loaded
}

/// The same with parameters of a gym's own; a service says in its greeting what is refused and missing.
pub(crate) fn load_with(places: &RulePlaces, settings: &Settings) -> Loaded {
    let all = places.all();
    let all: Vec<&Path> = all.iter().map(PathBuf::as_path).collect();
    Host::load_trusting(&all, OFFICIAL, settings, &Trust::named(places.trust.iter().cloned()))
}

/// One rule that anybody may have sent, and what came of loading it.
///
/// # Errors
/// [`Failure`] if it is no file, or why it is not loaded.
pub(crate) fn load_one(path: &Path) -> Result<(Loaded, LoadedRule), Failure> {
    file::is_one(path)?;
    let loaded = Host::load_sent(path);
    if let Some(refused) = loaded.refused.first() {
        return Err(Failure::input(refused));
    }
    let rule = loaded.loaded.first().cloned();
    let rule = rule.ok_or_else(|| Failure::input(format!("{} holds no rule", path.display())))?;
    Ok((loaded, rule))
}

fn tell(loaded: &Loaded, folder: &Path, texts: &Texts, output: Output) {
    for refused in &loaded.refused {
        output.warn(&refused.to_string());
    }
    for missing in loaded.rules.missing() {
        let (folder, until) = (folder.display().to_string(), until(missing, texts));
        let args = [("rule", Arg::Text(&missing.id)), ("folder", Arg::Text(&folder)), ("until", Arg::Text(&until))];
        output.warn(&texts.with("rules-not-there", &args));
    }
}

/// What happens as long as a rule is missing.
pub(crate) fn until(missing: &MissingRule, texts: &Texts) -> String {
    texts.text(match missing.on_failure {
        FailurePolicy::Tighten => "rules-until-tighten",
        FailurePolicy::Skip => "rules-until-skip",
    })
}

/// What took part, as an answer names it.
pub(crate) fn versions(loaded: &Loaded) -> Vec<v1::RuleVersion> {
    let version = |rule: &rustdag_host::LoadedRule| v1::RuleVersion {
        rule: rule.id.clone(),
        version: rule.version.clone(),
        digest: rule.digest.clone(),
    };
    loaded.loaded.iter().map(version).collect()
}

/// The engine's sentences and those of the rules.
pub(crate) fn words(loaded: &Loaded) -> Words {
    Words::of_rules(&loaded.loaded)
}

/// Adds the sentences of rules.
pub(crate) fn add_words(words: &mut Words, loaded: &Loaded) {
    for rule in &loaded.loaded {
        for reason in &rule.manifest.reasons {
            words.add_template(&rule.id, reason.code, &reason.name, &reason.nl, &reason.en);
        }
    }
}
