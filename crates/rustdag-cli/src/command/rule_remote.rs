//! `rule list --server`: what a running service runs, and in what state.

use crate::args::{Format, RuleList};
use crate::coach::server_info;
use crate::failure::Failure;
use crate::language;
use crate::output::Output;
use crate::render::{RuleRow, rule_list};
use rustdag_proto::{json, v1};
use rustdag_server::wire::instant;
use rustdag_text::{Arg, Texts};

/// Digits of a digest that tell two files apart at a glance; a program gets all.
pub(crate) const DIGEST_SHOWN: usize = 12;

pub(crate) fn list(list: &RuleList, server: &str, output: Output) -> Result<(), Failure> {
    let info = server_info(server)?;
    let texts = Texts::new(language::of(list.lang));
    output.answer(&match list.format {
        Format::Json => json::to_string_pretty(&info),
        Format::Text => rule_list(&texts, output.width(), &rows(info, &texts)),
    })
}

fn rows(info: v1::GetServerInfoResponse, texts: &Texts) -> Vec<RuleRow> {
    let v1::GetServerInfoResponse { version: _, rules, missing_rules } = info;
    let loaded = rules.into_iter().map(|rule| {
        let version = rule.rule.clone().unwrap_or_default();
        RuleRow {
            id: version.rule,
            state: texts.text(match rule.state() {
                v1::RuleState::Restarting => "rules-restarting",
                v1::RuleState::Quarantined => "rules-quarantined",
                v1::RuleState::Unspecified | v1::RuleState::Running => "rules-loaded",
            }),
            version: version.version,
            tier: rule.tier.clone(),
            digest: version.digest.chars().take(DIGEST_SHOWN).collect(),
            place: trouble(&rule, texts),
        }
    });
    let missing = missing_rules.into_iter().map(|missing| RuleRow {
        id: missing.rule.clone(),
        state: texts.text("rules-missing"),
        version: String::new(),
        tier: String::new(),
        digest: String::new(),
        place: texts.text(match missing.on_failure() {
            v1::FailurePolicy::Skip => "rules-until-skip",
            v1::FailurePolicy::Unspecified | v1::FailurePolicy::Tighten => "rules-until-tighten",
        }),
    });
    loaded.chain(missing).collect()
}

/// What is wrong with a rule and since when; nothing of one that runs.
fn trouble(rule: &v1::LoadedRule, texts: &Texts) -> String {
    let since = rule.trouble_since.and_then(|since| instant::from_proto("trouble_since", since).ok());
    let Some(since) = since else { return String::new() };
    texts.with("rules-trouble", &[("why", Arg::Text(&rule.trouble)), ("since", Arg::Text(&since.to_string()))])
}
