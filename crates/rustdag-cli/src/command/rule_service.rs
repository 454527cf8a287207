//! `rule install`, `enable`, `disable`, `rollback`, `history`, and `list` of a running service: a gym's rules, changed while
//! the service runs.

use crate::args::{
    AtService, Format, RuleDisable, RuleEnable, RuleHistory, RuleInstall, RuleList, RuleRollback, ServiceRules,
};
use crate::coach::{connect, told};
use crate::failure::Failure;
use crate::output::Output;
use crate::render::{RuleRow, digest_shown, parameter_line, rule_history, rule_list};
use crate::{file, gym, language};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use prost::{Message, Name};
use rustdag_proto::v1::install_rule_request::Source;
use rustdag_proto::v1::rules_service_client::RulesServiceClient;
use rustdag_proto::{json, v1};
use rustdag_rule_file::{FILE_BYTES_MAX, RuleFile};
use rustdag_rule_pack::ARCHIVE_BYTES_MAX;
use rustdag_server::wire::instant;
use rustdag_text::{Arg, Clock, Texts};
use std::path::Path;
use tokio::runtime::Runtime;
use tonic::transport::Channel;
use tonic::{Response, Status};

/// How the names of archives end.
pub(crate) const ARCHIVE_SUFFIX: &str = ".rdrule";
/// How the names of rule files end.
const RULE_FILE_SUFFIX: &str = ".toml";

/// A running service and one gym of it.
struct Gym {
    runtime: Runtime,
    rules: RulesServiceClient<Channel>,
    parent: String,
    texts: Texts,
    format: Format,
    output: Output,
}

/// Asks for an answer and waits for it.
macro_rules! ask {
    ($gym:expr, $method:ident($request:expr)) => {{
        let request = $request;
        $gym.runtime.block_on($gym.rules.$method(request)).map(Response::into_inner).map_err(said)
    }};
}

impl Gym {
    fn of(service: &ServiceRules, output: Output) -> Result<Self, Failure> {
        let AtService { server, gym, lang } = &service.at;
        let (runtime, channel) = connect(server)?;
        let texts = Texts::new(language::of(*lang));
        let (rules, parent) = (RulesServiceClient::new(channel), gym::gym(gym));
        Ok(Self { runtime, rules, parent, texts, format: service.format, output })
    }

    /// The answer: for programs as it is, for people as a sentence.
    fn answer<M: Message + Name>(&self, message: &M, text: impl FnOnce(&Texts) -> String) -> Result<(), Failure> {
        self.output.answer(&match self.format {
            Format::Json => json::to_string_pretty(message),
            Format::Text => text(&self.texts),
        })
    }
}

/// What the service says.
fn said(status: Status) -> Failure {
    Failure::input(told(&status))
}

/// Who asks: as said on the line, else as the machine calls the user.
fn by(asked: Option<&String>) -> String {
    let named = ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    asked.cloned().or(named).unwrap_or_default()
}

pub(crate) fn install(install: &RuleInstall, output: Output) -> Result<(), Failure> {
    let RuleInstall { file: path, set, disabled, despite_findings, by: asked, service } = install;
    let mut gym = Gym::of(service, output)?;
    let request = v1::InstallRuleRequest {
        parent: gym.parent.clone(),
        source: Some(source(path)?),
        parameters: set.iter().cloned().collect(),
        disabled: *disabled,
        install_despite_findings: *despite_findings,
        requested_by: by(asked.as_ref()),
    };
    let answer = ask!(gym, install_rule(request))?;
    gym.answer(&answer, |texts| {
        let doubts = answer.findings.iter().filter(|finding| finding.weight() != v1::FindingWeight::Note);
        let mut lines: Vec<String> = doubts.map(|finding| format!("{}: {}", finding.file, finding.text)).collect();
        lines.extend(answer.rules.iter().map(|rule| {
            let id =
                if rule.standing() == v1::RuleStanding::Disabled { "rule-installed-off" } else { "rule-installed" };
            of_rule(texts, id, rule)
        }));
        if !answer.signed_by.is_empty() {
            lines.push(texts.with("rule-signed-by", &[("key", Arg::Text(&answer.signed_by))]));
        }
        lines.push(of_set(texts, &answer.rule_set));
        lines.join("\n")
    })
}

/// A file as it is sent: an archive, or one rule.
fn source(path: &Path) -> Result<Source, Failure> {
    let bytes = file::bytes(path)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    // What a service would refuse is not sent: it may not even fit into a message.
    if name.ends_with(RULE_FILE_SUFFIX) && bytes.len() > FILE_BYTES_MAX {
        return Err(Failure::input(format!("{}:{}", path.display(), RuleFile::too_large(bytes.len() as u64))));
    }
    if bytes.len() > ARCHIVE_BYTES_MAX {
        let (shown, has) = (path.display(), bytes.len());
        return Err(Failure::input(format!(
            "{shown}: has {has} bytes, and at most {ARCHIVE_BYTES_MAX} can be installed over the network; build it optimised and stripped"
        )));
    }
    Ok(if name.ends_with(ARCHIVE_SUFFIX) {
        Source::Archive(bytes)
    } else {
        Source::File(v1::RuleFile { name, content: bytes })
    })
}

pub(crate) fn enable(enable: &RuleEnable, output: Output) -> Result<(), Failure> {
    let RuleEnable { rule, set, reset, by: asked, service } = enable;
    let mut gym = Gym::of(service, output)?;
    let request = v1::EnableRuleRequest {
        parent: gym.parent.clone(),
        rule: rule.clone(),
        parameters: set.iter().cloned().collect(),
        reset_parameters: *reset,
        requested_by: by(asked.as_ref()),
    };
    let answer = ask!(gym, enable_rule(request))?;
    gym.answer(&answer, |texts| {
        let rule = answer.rule.clone().unwrap_or_default();
        let mut lines = vec![of_rule(texts, "rule-enabled", &rule)];
        lines.extend(rule.parameters.iter().filter(|it| it.set_by_gym).map(|it| parameter_line(texts, it)));
        lines.push(of_set(texts, &answer.rule_set));
        lines.join("\n")
    })
}

pub(crate) fn disable(disable: &RuleDisable, output: Output) -> Result<(), Failure> {
    let RuleDisable { rule, by: asked, service } = disable;
    let mut gym = Gym::of(service, output)?;
    let request =
        v1::DisableRuleRequest { parent: gym.parent.clone(), rule: rule.clone(), requested_by: by(asked.as_ref()) };
    let answer = ask!(gym, disable_rule(request))?;
    gym.answer(&answer, |texts| {
        let rule = answer.rule.clone().unwrap_or_default();
        format!("{}\n{}", of_rule(texts, "rule-disabled", &rule), of_set(texts, &answer.rule_set))
    })
}

pub(crate) fn rollback(rollback: &RuleRollback, output: Output) -> Result<(), Failure> {
    let RuleRollback { to, by: asked, service } = rollback;
    let mut gym = Gym::of(service, output)?;
    let request = v1::RollbackRulesRequest {
        parent: gym.parent.clone(),
        rule_set: to.as_ref().map(|set| set_name(&gym.parent, set)).unwrap_or_default(),
        requested_by: by(asked.as_ref()),
    };
    let answer = ask!(gym, rollback_rules(request))?;
    gym.answer(&answer, |texts| {
        let name = answer.rule_set.as_ref().map(|set| set.name.clone()).unwrap_or_default();
        format!("{}\n{}", texts.text("rule-rolled-back"), of_set(texts, &name))
    })
}

pub(crate) fn history(history: &RuleHistory, output: Output) -> Result<(), Failure> {
    let RuleHistory { count, service } = history;
    let mut gym = Gym::of(service, output)?;
    let request = v1::ListRuleChangesRequest {
        parent: gym.parent.clone(),
        page_size: (*count).into(),
        page_token: String::new(),
    };
    let answer = ask!(gym, list_rule_changes(request))?;
    gym.answer(&answer, |texts| {
        rule_history(texts, &clock(), output.width(), &answer.changes, !answer.next_page_token.is_empty())
    })
}

/// The rules of a gym of a running service.
pub(crate) fn list(list: &RuleList, server: &str, output: Output) -> Result<(), Failure> {
    let RuleList { gym, lang, format, .. } = list;
    let at = AtService { server: server.to_owned(), gym: gym.clone(), lang: *lang };
    let mut gym = Gym::of(&ServiceRules { at, format: *format }, output)?;
    let answer = ask!(gym, list_rules(v1::ListRulesRequest { parent: gym.parent.clone() }))?;
    gym.answer(&answer, |texts| {
        let clock = clock();
        let rows: Vec<RuleRow> = answer.rules.iter().map(|rule| row(texts, &clock, rule)).collect();
        format!("{}\n{}", rule_list(texts, output.width(), &rows).trim_end(), of_set(texts, &answer.rule_set))
    })
}

fn row(texts: &Texts, clock: &Clock, rule: &v1::Rule) -> RuleRow {
    let version = rule.rule.clone().unwrap_or_default();
    let description = rule.description.clone().unwrap_or_default();
    let mut place = vec![match texts.lang() {
        rustdag_text::Lang::Nl => description.nl,
        rustdag_text::Lang::En => description.en,
    }];
    place.extend([rule.problem.clone(), trouble(texts, clock, rule)]);
    place.extend(rule.parameters.iter().filter(|it| it.set_by_gym).map(|it| parameter_line(texts, it)));
    place.retain(|text| !text.is_empty());
    RuleRow {
        id: version.rule,
        state: texts.text(match (rule.standing(), rule.state()) {
            (v1::RuleStanding::Disabled, _) => "rules-disabled",
            (v1::RuleStanding::Missing, _) => "rules-missing",
            (_, v1::RuleState::Restarting) => "rules-restarting",
            (_, v1::RuleState::Quarantined) => "rules-quarantined",
            (v1::RuleStanding::Enabled | v1::RuleStanding::Unspecified, _) => "rules-enabled",
        }),
        version: version.version,
        tier: rule.tier.clone(),
        digest: digest_shown(&version.digest),
        place: place.join(" "),
    }
}

/// What is wrong with a rule, and since when if that is told; nothing of one that runs.
fn trouble(texts: &Texts, clock: &Clock, rule: &v1::Rule) -> String {
    let since = rule.trouble_since.and_then(|since| instant::from_proto("trouble_since", since).ok());
    let Some(since) = since else { return rule.trouble.clone() };
    let since = texts.date_and_time(clock.local(since));
    texts.with("rules-trouble", &[("why", Arg::Text(&rule.trouble)), ("since", Arg::Text(&since))])
}

/// This machine's clock: whoever looks after a service reads times in the zone they are in.
fn clock() -> Clock {
    Clock::new(Timestamp::now(), TimeZone::system())
}

fn of_rule(texts: &Texts, id: &str, rule: &v1::Rule) -> String {
    let version = rule.rule.clone().unwrap_or_default();
    texts.with(id, &[("rule", Arg::Text(&version.rule)), ("version", Arg::Text(&version.version))])
}

fn of_set(texts: &Texts, name: &str) -> String {
    let id = name.rsplit('/').next().unwrap_or(name);
    texts.with("rule-set-is", &[("set", Arg::Text(id))])
}

/// A short name is one of the gym's own sets.
pub(crate) fn set_name(gym: &str, set: &str) -> String {
    if set.contains('/') { set.to_owned() } else { format!("{gym}/ruleSets/{set}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_text::Lang;

    #[test]
    fn trouble_is_told_in_the_readers_time_and_also_without_a_time() {
        let texts = Texts::new(Lang::Nl);
        let clock = Clock::new(Timestamp::UNIX_EPOCH, TimeZone::get("Europe/Amsterdam").unwrap());
        let mut rule = v1::Rule { trouble: "its worker process ended".into(), ..v1::Rule::default() };
        assert_eq!(trouble(&texts, &clock, &rule), "its worker process ended");
        rule.trouble_since = Some(instant::to_proto("2026-05-12T07:00:00Z".parse().unwrap()));
        let told = trouble(&texts, &clock, &rule);
        assert_eq!(told, "its worker process ended, sinds dinsdag 12 mei 2026, 09:00");
    }
}
