//! The rules of a folder, loaded, with their sentences and versions.

use crate::output::Output;
use rustdag_core::rule::FailurePolicy;
use rustdag_host::{Host, Loaded, OFFICIAL, Settings};
use rustdag_proto::v1;
use rustdag_server::words::Words;
use std::path::{Path, PathBuf};

/// The folder asked for, else the program's own. Where even that is not known, the working folder.
pub(crate) fn folder(asked: Option<&Path>) -> PathBuf {
    asked.map_or_else(|| rustdag_host::official_rules_dir().unwrap_or_else(|_| PathBuf::from(".")), Path::to_owned)
}

/// Loads the rules of a folder and says what is refused and missing. An answer without a rule is still an answer.
pub(crate) fn load(asked: Option<&Path>, output: Output) -> Loaded {
    let folder = folder(asked);
    let loaded = Host::load(&folder, OFFICIAL);
    tell(&loaded, &folder, output);
    loaded
}

/// The same with parameters of a gym's own; a service says in its greeting what is refused and missing.
pub(crate) fn load_with(folder: &Path, settings: &Settings) -> Loaded {
    Host::load_with(folder, OFFICIAL, settings)
}

fn tell(loaded: &Loaded, folder: &Path, output: Output) {
    for refused in &loaded.refused {
        output.warn(&refused.to_string());
    }
    for missing in loaded.rules.missing() {
        let until = match missing.on_failure {
            FailurePolicy::Tighten => "limits are tightened until it is there",
            FailurePolicy::Skip => "answers come without it",
        };
        output.warn(&format!("rule `{}` is not in {}; {until}", missing.id, folder.display()));
    }
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
    let mut words = Words::new();
    for rule in &loaded.loaded {
        for reason in &rule.manifest.reasons {
            words.add_template(&rule.id, reason.code, &reason.name, &reason.nl, &reason.en);
        }
    }
    words
}
