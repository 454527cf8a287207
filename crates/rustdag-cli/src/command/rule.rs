//! `rule list`: what is loaded, from where, what was refused and what is missing.

use crate::args::{Format, RuleList};
use crate::command::rule_service;
use crate::failure::Failure;
use crate::output::Output;
use crate::render::{RuleRow, digest_shown, rule_list};
use crate::{language, rules};
use rustdag_core::rule::FailurePolicy;
use rustdag_host::{Loaded, Refusal, Settings};
use rustdag_text::Texts;
use serde::Serialize;

/// The list, for programs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'a> {
    folder: String,
    rules: Vec<ListedRule<'a>>,
    refused: Vec<ListedRefusal>,
    missing: Vec<ListedMissing<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ListedRule<'a> {
    id: &'a str,
    version: &'a str,
    tier: &'static str,
    path: String,
    digest: &'a str,
    on_failure: &'static str,
}

#[derive(Serialize)]
struct ListedRefusal {
    path: String,
    why: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ListedMissing<'a> {
    id: &'a str,
    on_failure: &'static str,
}

pub(crate) fn list(list: &RuleList, output: Output) -> Result<(), Failure> {
    if let Some(server) = &list.server {
        return rule_service::list(list, server, output);
    }
    let loaded = rules::load_with(&list.places, &Settings::default());
    let unread = loaded.refused.iter().find(|refused| matches!(refused.why, Refusal::Folder(_)));
    // A list of what is in a folder that was named and cannot be read would be a list of something else.
    if let Some(refused) = unread.filter(|_| list.places.rules.is_some()) {
        return Err(Failure::input(refused));
    }
    let texts = Texts::new(language::of(list.lang));
    output.answer(&match list.format {
        Format::Json => serde_json::to_string_pretty(&listed(&loaded, list.places.folder().display().to_string()))
            .map_err(|error| Failure::input(format!("the list cannot be written: {error}")))?,
        Format::Text => rule_list(&texts, output.width(), &rows(&loaded, &texts)),
    })
}

fn policy(policy: FailurePolicy) -> &'static str {
    match policy {
        FailurePolicy::Tighten => "tighten",
        FailurePolicy::Skip => "skip",
    }
}

fn listed(loaded: &Loaded, folder: String) -> Listed<'_> {
    let on_failure = |id: &str| {
        loaded.rules.rules().iter().find(|rule| rule.id() == id).map_or("tighten", |rule| policy(rule.on_failure()))
    };
    Listed {
        folder,
        rules: loaded
            .loaded
            .iter()
            .map(|rule| ListedRule {
                id: &rule.id,
                version: &rule.version,
                tier: rule.tier.as_str(),
                path: rule.path.display().to_string(),
                digest: &rule.digest,
                on_failure: on_failure(&rule.id),
            })
            .collect(),
        refused: loaded
            .refused
            .iter()
            .map(|refused| ListedRefusal { path: refused.path.display().to_string(), why: refused.why.to_string() })
            .collect(),
        missing: loaded
            .rules
            .missing()
            .iter()
            .map(|missing| ListedMissing { id: &missing.id, on_failure: policy(missing.on_failure) })
            .collect(),
    }
}

fn rows(loaded: &Loaded, texts: &Texts) -> Vec<RuleRow> {
    let row = |id: &str, state: &str, place: String| RuleRow {
        id: id.to_owned(),
        state: texts.text(state),
        version: String::new(),
        tier: String::new(),
        digest: String::new(),
        place,
    };
    let loaded_rows = loaded.loaded.iter().map(|rule| RuleRow {
        version: rule.version.clone(),
        tier: rule.tier.as_str().to_owned(),
        digest: digest_shown(&rule.digest),
        ..row(&rule.id, "rules-loaded", rule.path.display().to_string())
    });
    let missing = loaded.rules.missing().iter();
    let missing_rows = missing.map(|missing| row(&missing.id, "rules-missing", rules::until(missing, texts)));
    let refused_rows = loaded.refused.iter().map(|refused| {
        let file = refused.path.file_name().unwrap_or(refused.path.as_os_str()).to_string_lossy().into_owned();
        row(&file, "rules-refused", refused.to_string())
    });
    loaded_rows.chain(missing_rows).chain(refused_rows).collect()
}
