//! Rules of a gym: installed while the service runs, set, switched, looked back at and taken back.

use crate::running::{GYM, Running, config, details, instant, record, recording, squats};
use rustdag_host::{Host, OFFICIAL};
use rustdag_proto::v1;
use rustdag_proto::v1::install_rule_request::Source;
use rustdag_rule_pack::{Pack, PackedRule, SecretKey};
use rustdag_server::{Config, RulesAdmin};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tonic::Code;

const MORNING: &str = "2026-05-12T06:00:00Z";

/// A rule that asks for rest after so many training days in a row.
pub fn rule(id: &str, version: &str) -> String {
    format!(
        r#"
id = "{id}"
version = "{version}"
licence = "Apache-2.0"
author = "A coach"
description = {{ nl = "Rust na trainingsdagen op rij.", en = "Rest after training days in a row." }}

[[parameter]]
name = "most_days"
default = 1
min = 1
max = 7
unit = "days"
source = "Design value"
nl = "Vanaf zoveel dagen op rij."
en = "From so many days in a row."

[[limit]]
name = "in-a-row"
when = "days_training_in_a_row >= most_days"
must_rest = true
nl = "{{value}} trainingsdagen op rij: rust."
en = "{{value}} training days in a row: rest."

[[test]]
name = "three days"
given = {{ days_training_in_a_row = 3 }}
expect = {{ must_rest = true }}

[[test]]
name = "rested"
given = {{ days_training_in_a_row = 0 }}
expect = {{}}
"#
    )
}

pub fn file(name: &str, text: String) -> Source {
    Source::File(v1::RuleFile { name: name.into(), content: text.into_bytes() })
}

pub fn installing(source: Source) -> v1::InstallRuleRequest {
    v1::InstallRuleRequest {
        parent: GYM.into(),
        source: Some(source),
        requested_by: "Jan".into(),
        ..v1::InstallRuleRequest::default()
    }
}

impl Running {
    pub async fn install(&self, source: Source) -> v1::InstallRuleResponse {
        self.rules().install_rule(installing(source)).await.unwrap().into_inner()
    }

    pub async fn plan_with(&self, member: &str, rule_set: &str) -> v1::Plan {
        let request = v1::MakePlanRequest {
            name: member.into(),
            at: Some(instant(MORNING)),
            language_code: "nl".into(),
            rule_set: rule_set.into(),
            ..v1::MakePlanRequest::default()
        };
        self.coach().make_plan(request).await.unwrap().into_inner().plan.unwrap()
    }

    pub async fn rules_of_gym(&self) -> v1::ListRulesResponse {
        self.rules().list_rules(v1::ListRulesRequest { parent: GYM.into() }).await.unwrap().into_inner()
    }

    pub async fn roll_back(&self, rule_set: &str) -> Result<v1::RuleSet, tonic::Status> {
        let request =
            v1::RollbackRulesRequest { parent: GYM.into(), rule_set: rule_set.into(), requested_by: "Els".into() };
        let answer = self.rules().rollback_rules(request).await?;
        Ok(answer.into_inner().rule_set.unwrap())
    }

    pub async fn history(&self) -> Vec<v1::RuleChange> {
        let request = v1::ListRuleChangesRequest { parent: GYM.into(), ..v1::ListRuleChangesRequest::default() };
        self.rules().list_rule_changes(request).await.unwrap().into_inner().changes
    }

    /// A member who trained yesterday and the day before.
    pub async fn trained(&self) -> String {
        let name = self.add("1").await;
        let results = self
            .record(vec![
                record(&name, "a", "2026-05-10T16:00:00Z", squats(4, 80.0)),
                record(&name, "b", "2026-05-11T16:00:00Z", squats(4, 80.0)),
            ])
            .await;
        assert!(results.iter().all(|result| recording(result) == v1::Recording::Recorded));
        name
    }
}

pub fn with_official(folder: &Path) -> Config {
    let rules = folder.join("rules");
    std::fs::create_dir_all(&rules).unwrap();
    rustdag_built_rules::place_in(&rules);
    let loaded = Host::load(&rules, OFFICIAL);
    assert_eq!(loaded.loaded.len(), 5);
    Config { rules: loaded.rules, loaded: loaded.loaded, ..config(folder) }
}

fn says(plan: &v1::Plan, rule: &str) -> Vec<String> {
    let reasons = plan.days.iter().flat_map(|day| &day.reasons).filter(|reason| reason.rule == rule);
    reasons.map(|reason| reason.text.clone()).collect()
}

#[tokio::test]
async fn an_installed_rule_changes_the_plan_and_taken_back_the_old_plan_is_back() {
    let running = Running::start().await;
    let member = running.trained().await;
    let before = running.plan_with(&member, "").await;
    assert_eq!(before.rule_set, running.rules_of_gym().await.rule_set);
    assert_eq!(running.readiness(&member, MORNING).await.rule_set, before.rule_set);

    let installed = running.install(file("in-a-row.toml", rule("in-a-row", "1.0.0"))).await;
    assert_eq!(installed.rules[0].standing(), v1::RuleStanding::Enabled);
    assert_eq!(installed.findings.iter().filter(|finding| finding.weight() != v1::FindingWeight::Note).count(), 0);
    let after = running.plan_with(&member, "").await;
    assert_eq!(after.rule_set, installed.rule_set);
    assert_ne!((&after.rule_set, &after.days), (&before.rule_set, &before.days));
    assert!(says(&after, "in-a-row").contains(&"2 trainingsdagen op rij: rust.".to_owned()), "{after:?}");
    let version = after.rules.iter().find(|rule| rule.rule == "in-a-row").unwrap();
    assert_eq!((version.version.as_str(), version.digest.len()), ("1.0.0", 64));
    // An answer that was kept from before is not given again.
    let readiness = running.readiness(&member, MORNING).await;
    assert!(readiness.limits.unwrap().must_rest);
    assert_eq!(readiness.rule_set, installed.rule_set);

    // Either plan can be made again, whichever set answers now.
    assert_eq!(running.plan_with(&member, &before.rule_set).await, before);
    let back = running.roll_back("").await.unwrap();
    assert_eq!(back.name, before.rule_set);
    assert_eq!(running.plan_with(&member, "").await, before);
    assert_eq!(running.plan_with(&member, &after.rule_set).await, after);
    let status = running.roll_back("").await.unwrap_err();
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::FailedPrecondition, "NO_EARLIER_RULE_SET"));
    assert_eq!(running.roll_back(&after.rule_set).await.unwrap().name, after.rule_set);
    assert_eq!(running.roll_back("").await.unwrap().name, before.rule_set, "as if it had been installed again");

    let history = running.history().await;
    let told: Vec<_> =
        history.iter().map(|change| (change.number, change.action(), change.requested_by.as_str())).collect();
    use v1::RuleAction::{Installed, RolledBack, Started};
    assert_eq!(
        told,
        [
            (5, RolledBack, "Els"),
            (4, RolledBack, "Els"),
            (3, RolledBack, "Els"),
            (2, Installed, "Jan"),
            (1, Started, "")
        ]
    );
    let difference = &history[3].differences[0];
    assert_eq!((difference.rule.as_str(), &difference.before), ("in-a-row", &None));
    assert_eq!(difference.after.as_ref().unwrap().rule.as_ref().unwrap().digest, version.digest);
    assert!(history.iter().all(|change| change.time.is_some()));
    let request = |page_token: String| v1::ListRuleChangesRequest { parent: GYM.into(), page_size: 2, page_token };
    let page = running.rules().list_rule_changes(request(String::new())).await.unwrap().into_inner();
    assert_eq!(page.changes, history[..2]);
    let page = running.rules().list_rule_changes(request(page.next_page_token)).await.unwrap().into_inner();
    assert_eq!(page.changes, history[2..4]);
    running.stop().await;
}

#[tokio::test]
async fn what_was_installed_set_and_switched_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let config = with_official(folder.path());
    let running = Running::start_as(folder, config, |server| server).await;
    let member = running.trained().await;
    let mut rules = running.rules();
    running.install(file("in-a-row.toml", rule("in-a-row", "1.0.0"))).await;
    let enable = |rule: &str, name: &str, value: f64| v1::EnableRuleRequest {
        parent: GYM.into(),
        rule: rule.into(),
        parameters: BTreeMap::from([(name.to_owned(), value)]),
        ..v1::EnableRuleRequest::default()
    };
    rules.enable_rule(enable("in-a-row", "most_days", 2.0)).await.unwrap();
    let sleep = rules.enable_rule(enable("sleep", "short_night_gap_h", 1.0)).await.unwrap().into_inner().rule.unwrap();
    let gap = sleep.parameters.iter().find(|parameter| parameter.name == "short_night_gap_h").unwrap();
    assert_eq!((gap.value, gap.default_value, gap.set_by_gym), (1.0, 2.0, true));
    assert_eq!(sleep.origin(), v1::RuleOrigin::Service);
    let disable =
        |rule: &str| v1::DisableRuleRequest { parent: GYM.into(), rule: rule.into(), requested_by: "Jan".into() };
    rules.disable_rule(disable("mental-freshness")).await.unwrap();
    for keeps_safe in ["injury-prevention", "sleep", "engine"] {
        let status = rules.disable_rule(disable(keeps_safe)).await.unwrap_err();
        assert_eq!(details(&status).1, "RULE_KEEPS_SAFE", "{keeps_safe}");
    }
    let there = running.rules_of_gym().await;
    let plan = running.plan_with(&member, "").await;
    assert!(plan.rules.iter().all(|rule| rule.rule != "mental-freshness"));
    let history = running.history().await;

    let folder = running.stop().await;
    let config = with_official(folder.path());
    let running = Running::start_as(folder, config, |server| server).await;
    assert_eq!(running.rules_of_gym().await, there);
    assert_eq!(running.plan_with(&member, "").await, plan);
    assert_eq!(running.history().await, history, "a start that changes nothing is no change");

    // A service with fewer rules of its own says so, keeps what the gym did, and does not go back beyond that.
    let folder = running.stop().await;
    let fewer = config_without_sleep(folder.path());
    let running = Running::start_as(folder, fewer, |server| server).await;
    let fewer = running.rules_of_gym().await;
    let state = |id: &str| {
        let rule = fewer.rules.iter().find(|rule| rule.rule.as_ref().unwrap().rule == id).unwrap();
        rule.standing()
    };
    assert_eq!(state("sleep"), v1::RuleStanding::Missing);
    assert_eq!((state("in-a-row"), state("mental-freshness")), (v1::RuleStanding::Enabled, v1::RuleStanding::Disabled));
    assert_eq!(running.history().await[0].action(), v1::RuleAction::Started);
    assert_eq!(details(&running.roll_back("").await.unwrap_err()).1, "NO_EARLIER_RULE_SET");
    let request = v1::MakePlanRequest {
        name: member,
        at: Some(instant(MORNING)),
        rule_set: plan.rule_set,
        ..v1::MakePlanRequest::default()
    };
    let status = running.coach().make_plan(request).await.unwrap_err();
    assert_eq!(details(&status).1, "RULE_SET_GONE");
    assert!(status.message().ends_with("rule sleep is not in the service's folders any more"), "{}", status.message());
    running.stop().await;
}

fn config_without_sleep(folder: &Path) -> Config {
    let rules = folder.join("rules");
    std::fs::remove_file(rules.join(rustdag_built_rules::file_name("sleep"))).unwrap();
    let loaded = Host::load(&rules, OFFICIAL);
    Config { rules: loaded.rules, loaded: loaded.loaded, ..config(folder) }
}

#[tokio::test]
async fn what_may_not_be_is_refused_with_a_sentence_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let config = with_official(folder.path());
    let running = Running::start_as(folder, config, |server| server).await;
    let before = running.rules_of_gym().await;
    let library = std::fs::read(rustdag_built_rules::library("sleep")).unwrap();
    let broken = rule("mine", "1").replace("days_training_in_a_row >=", "days_trainin_in_a_row >=");
    let untested: String = rule("mine", "1").split("[[test]]").next().unwrap().to_owned();
    let wrong_test = rule("mine", "1").replace("expect = {}", "expect = { rir_min = 3 }");
    let pack = |rules: &[(&str, &str, String)]| {
        let packed = |(id, file, text): &(&str, &str, String)| PackedRule {
            id: (*id).into(),
            version: "1".into(),
            file_name: (*file).into(),
            bytes: text.clone().into_bytes(),
        };
        Source::Archive(Pack::new(rules.iter().map(packed).collect()).unwrap().to_bytes(None).unwrap())
    };
    let native = Source::File(v1::RuleFile { name: "librule.so".into(), content: library });
    for (source, reason, sentence) in [
        (file("mine.toml", broken.clone()), "RULE_FINDINGS", "unknown name `days_trainin_in_a_row`; did you mean"),
        (file("mine.toml", wrong_test), "RULE_FINDINGS", "mine.toml:"),
        (file("mine.toml", untested.clone()), "RULE_FINDINGS", "it has no [[test]]"),
        (file("mine.toml", rule("sleep", "1")), "RULE_ID_TAKEN", "mine.toml is rule `sleep`, as an official rule is"),
        (file("mine.txt", rule("mine", "1")), "RULE_FINDINGS", "mine.txt: is no rule"),
        (native, "NATIVE_RULE", "librule.so is a library, whose code would run with the rights of the service"),
        (file("../mine.toml", rule("mine", "1")), "INVALID_FIELD", "file.name is no plain name"),
        (Source::Archive(b"PK".to_vec()), "INVALID_FIELD", "archive is no archive of rules, or is damaged"),
        (pack(&[("a", "a.toml", rule("a", "1")), ("b", "b.toml", broken)]), "RULE_FINDINGS", "b.toml:"),
        (pack(&[("a", "a.toml", rule("b", "1"))]), "RULE_FINDINGS", "is rule `b`, and pack.toml calls it `a`"),
    ] {
        let status = running.rules().install_rule(installing(source)).await.unwrap_err();
        assert_eq!(details(&status).1, reason, "{}", status.message());
        assert!(status.message().contains(sentence), "{}", status.message());
    }
    let parameters = BTreeMap::from([("most_days".to_owned(), 9.0)]);
    let out_of_range = v1::InstallRuleRequest { parameters, ..installing(file("mine.toml", rule("mine", "1"))) };
    let status = running.rules().install_rule(out_of_range).await.unwrap_err();
    assert_eq!(details(&status).0, ["parameters"]);
    assert!(status.message().contains("most_days of rule mine is 9; it is 1 to 7 (days)"), "{}", status.message());
    let elsewhere =
        v1::InstallRuleRequest { parent: "gyms/nowhere".into(), ..installing(file("mine.toml", rule("mine", "1"))) };
    assert_eq!(running.rules().install_rule(elsewhere).await.unwrap_err().code(), Code::NotFound);
    let nothing = v1::InstallRuleRequest { source: None, ..installing(pack(&[("a", "a.toml", rule("a", "1"))])) };
    assert_eq!(details(&running.rules().install_rule(nothing).await.unwrap_err()).0, ["file"]);
    assert_eq!(running.rules_of_gym().await, before);

    // A check says the same without installing; what is only doubted is installed for who insists.
    let check = |text: String| {
        let content = text.into_bytes();
        let source = v1::check_rule_request::Source::File(v1::RuleFile { name: "mine.toml".into(), content });
        v1::CheckRuleRequest { parent: GYM.into(), source: Some(source) }
    };
    let checked = running.rules().check_rule(check(untested.clone())).await.unwrap().into_inner();
    assert!(checked.installable && checked.findings[0].weight() == v1::FindingWeight::Doubt, "{checked:?}");
    let taken = running.rules().check_rule(check(rule("sleep", "1"))).await.unwrap().into_inner();
    assert!(!taken.installable && taken.findings[0].weight() == v1::FindingWeight::Mistake, "{taken:?}");
    assert_eq!(running.rules_of_gym().await, before);
    let insisting =
        v1::InstallRuleRequest { install_despite_findings: true, ..installing(file("mine.toml", untested)) };
    let installed = running.rules().install_rule(insisting).await.unwrap().into_inner();
    assert!(installed.findings.iter().any(|finding| finding.text.contains("it has no [[test]]")));
    running.stop().await;
}

#[tokio::test]
async fn a_new_version_keeps_what_the_gym_set_and_archives_come_whole() {
    let running = Running::start().await;
    let parameters = BTreeMap::from([("most_days".to_owned(), 4.0)]);
    let first = v1::InstallRuleRequest { parameters, ..installing(file("a.toml", rule("a", "1"))) };
    running.rules().install_rule(first).await.unwrap();
    let packed = |id: &str| PackedRule {
        id: id.into(),
        version: "2".into(),
        file_name: format!("{id}.toml"),
        bytes: rule(id, "2").into_bytes(),
    };
    let archive = Pack::new(vec![packed("a"), packed("b")]).unwrap().to_bytes(None).unwrap();
    let installed = running.install(Source::Archive(archive)).await;
    let values: Vec<_> = installed
        .rules
        .iter()
        .map(|rule| (rule.rule.as_ref().unwrap().version.as_str(), rule.parameters[0].value))
        .collect();
    assert_eq!(values, [("2", 4.0), ("2", 1.0)]);
    assert_eq!(running.history().await[0].differences.len(), 2, "one change for the whole archive");
    running.stop().await;
}

#[tokio::test]
async fn who_may_not_change_rules_may_look_at_them() {
    let folder = tempfile::tempdir().unwrap();
    let closed = Config { rules_admin: RulesAdmin::default(), ..config(folder.path()) };
    let running = Running::start_as(folder, closed, |server| server).await;
    let status = running.rules().install_rule(installing(file("a.toml", rule("a", "1")))).await.unwrap_err();
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::PermissionDenied, "RULES_CLOSED"));
    assert_eq!(running.roll_back("").await.unwrap_err().code(), Code::PermissionDenied);
    let set = running.rules_of_gym().await.rule_set;
    let request = v1::GetRuleSetRequest { name: format!("{GYM}/ruleSets/current") };
    let current = running.rules().get_rule_set(request).await.unwrap().into_inner().rule_set.unwrap();
    assert_eq!((current.name, current.missing_rules[0].rule.as_str()), (set, "coach-jan"));
    running.stop().await;
}

#[tokio::test]
async fn where_keys_are_trusted_only_what_they_signed_is_installed() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (SecretKey::generate().unwrap(), SecretKey::generate().unwrap());
    let admin = RulesAdmin { open: true, native: false, trusted_keys: vec![ours.public()] };
    let trusting = Config { rules_admin: admin, ..config(folder.path()) };
    let running = Running::start_as(folder, trusting, |server| server).await;
    let archive = |key: Option<&SecretKey>| {
        let packed = PackedRule {
            id: "a".into(),
            version: "1".into(),
            file_name: "a.toml".into(),
            bytes: rule("a", "1").into_bytes(),
        };
        Source::Archive(Pack::new(vec![packed]).unwrap().to_bytes(key).unwrap())
    };
    for source in [archive(None), archive(Some(&theirs)), file("a.toml", rule("a", "1"))] {
        let status = running.rules().install_rule(installing(source)).await.unwrap_err();
        assert_eq!((status.code(), details(&status).1.as_str()), (Code::PermissionDenied, "UNTRUSTED_RULE"));
    }
    assert_eq!(running.install(archive(Some(&ours))).await.signed_by, ours.public().to_string());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_call_fails_while_twenty_rules_are_reloaded() {
    let running = Arc::new(Running::start().await);
    let member = running.trained().await;
    let packed = |number: usize| PackedRule {
        id: format!("rule-{number}"),
        version: "1".into(),
        file_name: format!("rule-{number}.toml"),
        bytes: rule(&format!("rule-{number}"), "1").into_bytes(),
    };
    let none = running.rules_of_gym().await.rule_set;
    for some in 0..4 {
        let archive = Pack::new((5 * some..5 * some + 5).map(packed).collect()).unwrap().to_bytes(None).unwrap();
        running.install(Source::Archive(archive)).await;
    }
    let all = running.rules_of_gym().await.rule_set;
    let (done, calls) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let asking = {
        let (running, done, calls) = (Arc::clone(&running), Arc::clone(&done), Arc::clone(&calls));
        let (none, all) = (none.clone(), all.clone());
        tokio::spawn(async move {
            let mut times = Vec::new();
            while !done.load(Ordering::Relaxed) {
                let start = Instant::now();
                let readiness = running.readiness(&member, MORNING).await;
                times.push(start.elapsed());
                calls.fetch_add(1, Ordering::Relaxed);
                // Whatever set answers, it answers whole.
                let expected = if readiness.rule_set == all { 20 } else { 0 };
                assert!(readiness.rule_set == all || readiness.rule_set == none);
                assert_eq!(readiness.rules.len(), expected);
            }
            times
        })
    };
    let more_calls = async |most: u64| {
        let before = calls.load(Ordering::Relaxed);
        while calls.load(Ordering::Relaxed) < before + most {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    for _ in 0..3 {
        running.roll_back(&none).await.unwrap();
        more_calls(3).await;
        // Twenty files are read, tried and taken into use.
        running.roll_back(&all).await.unwrap();
        more_calls(3).await;
    }
    done.store(true, Ordering::Relaxed);
    let mut times = asking.await.unwrap();
    times.sort();
    println!("{} calls, median {:?}, slowest {:?}", times.len(), times[times.len() / 2], times[times.len() - 1]);
    assert!(times.len() >= 18);
    Arc::into_inner(running).unwrap().stop().await;
}
