//! Libraries that are installed while the service runs, each in a process of its own. What fails on a golden member is not
//! put to use, by whatever way it is brought in. This test has a `main` of its own, because a worker is the program itself.

#[path = "service/running.rs"]
#[allow(dead_code, reason = "the stories beside this one use the rest")]
mod running;

use running::{GYM, Running, config, details};
use rustdag_host::serve_if_child;
use rustdag_proto::v1;
use rustdag_proto::v1::install_rule_request::Source;
use rustdag_server::{Config, RulesAdmin};
use std::env::consts::DLL_SUFFIX;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;
use tonic::Status;

/// Crashes on whoever says how they feel; not on what it is shown when it is loaded.
const CRASHES: &str = "CRASHES_WHEN_TOLD";
/// The id of the rule that is compiled here.
const RULE: &str = "rest-when-sore";

fn main() {
    serve_if_child();
    #[cfg(target_os = "linux")]
    if let (Some(good), Some(crashes)) = (library("GOOD"), library(CRASHES)) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(what_fails_on_a_golden_member_is_not_installed(&crashes, &good));
        runtime.block_on(nor_is_it_switched_on(&crashes));
        runtime.block_on(where_none_may_be_installed_none_is_run(&good));
    }
    println!("installed libraries: ok");
}

/// The host's rule in C, compiled so that it goes wrong in this way; `None` where there is no C compiler.
fn library(define: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let library = folder.path().join(format!("rule{DLL_SUFFIX}"));
    let compiled = Command::new("cc")
        .args(["-std=c11", "-D_DEFAULT_SOURCE", "-shared", "-fPIC", &format!("-D{define}"), "-I"])
        .arg(crates.join("rustdag-rule-abi/include"))
        .arg(crates.join("rustdag-host/tests/c/rule.c"))
        .arg("-o")
        .arg(&library)
        .status();
    let Ok(status) = compiled else {
        eprintln!("not tried: there is no C compiler");
        return None;
    };
    assert!(status.success(), "{define}");
    Some(std::fs::read(library).unwrap())
}

/// A service that lets libraries be installed, or not.
async fn service(folder: TempDir, native: bool) -> Running {
    let config =
        Config { rules_admin: RulesAdmin { open: true, native, ..RulesAdmin::default() }, ..config(folder.path()) };
    Running::start_as(folder, config, |server| server).await
}

async fn install(running: &Running, library: &[u8], disabled: bool) -> Result<v1::InstallRuleResponse, Status> {
    let source = Source::File(v1::RuleFile { name: format!("rule{DLL_SUFFIX}"), content: library.to_vec() });
    let request = v1::InstallRuleRequest {
        parent: GYM.into(),
        source: Some(source),
        disabled,
        // The check that comes before is another's story.
        install_despite_findings: true,
        ..v1::InstallRuleRequest::default()
    };
    Ok(running.rules().install_rule(request).await?.into_inner())
}

async fn enable(running: &Running) -> Result<v1::EnableRuleResponse, Status> {
    let request = v1::EnableRuleRequest { parent: GYM.into(), rule: RULE.into(), ..v1::EnableRuleRequest::default() };
    Ok(running.rules().enable_rule(request).await?.into_inner())
}

async fn list(running: &Running) -> v1::ListRulesResponse {
    running.rules().list_rules(v1::ListRulesRequest { parent: GYM.into() }).await.unwrap().into_inner()
}

async fn changes(running: &Running) -> usize {
    let request = v1::ListRuleChangesRequest { parent: GYM.into(), ..v1::ListRuleChangesRequest::default() };
    running.rules().list_rule_changes(request).await.unwrap().into_inner().changes.len()
}

fn is_refused(status: &Status) {
    assert_eq!(details(status).1, "RULE_UNUSABLE", "{}", status.message());
    let said = "tried on a made-up member, its worker process ended (signal 11)";
    assert!(status.message().contains(said), "{}", status.message());
}

async fn what_fails_on_a_golden_member_is_not_installed(crashes: &[u8], good: &[u8]) {
    let running = service(tempfile::tempdir().unwrap(), true).await;
    let (before, number) = (list(&running).await, changes(&running).await);
    is_refused(&install(&running, crashes, false).await.unwrap_err());
    assert_eq!((list(&running).await, changes(&running).await), (before, number), "nothing was changed");
    let installed = install(&running, good, false).await.unwrap();
    assert_eq!((installed.rules[0].standing(), &*installed.rules[0].tier), (v1::RuleStanding::Enabled, "worker"));
    running.stop().await;
}

async fn nor_is_it_switched_on(crashes: &[u8]) {
    let running = service(tempfile::tempdir().unwrap(), true).await;
    let installed = install(&running, crashes, true).await.unwrap();
    assert_eq!(installed.rules[0].standing(), v1::RuleStanding::Disabled, "who does not use it may have it");
    let (before, number) = (list(&running).await.rule_set, changes(&running).await);
    is_refused(&enable(&running).await.unwrap_err());
    assert_eq!((list(&running).await.rule_set, changes(&running).await), (before, number), "nothing was changed");
    running.stop().await;
}

async fn where_none_may_be_installed_none_is_run(good: &[u8]) {
    let running = service(tempfile::tempdir().unwrap(), true).await;
    install(&running, good, false).await.unwrap();
    let there = list(&running).await;
    let rule = |answer: &v1::ListRulesResponse| {
        let is_it = |rule: &&v1::Rule| rule.rule.as_ref().unwrap().rule == RULE;
        answer.rules.iter().find(is_it).unwrap().clone()
    };
    let running = service(running.stop().await, false).await;
    let (closed, said) = (list(&running).await, "is a library, and this service does not run installed libraries");
    assert_eq!(rule(&closed).standing(), v1::RuleStanding::Missing);
    assert!(rule(&closed).problem.starts_with(said), "{}", rule(&closed).problem);
    let request = |rule_set: &str| v1::RollbackRulesRequest {
        parent: GYM.into(),
        rule_set: rule_set.into(),
        ..v1::RollbackRulesRequest::default()
    };
    let status = running.rules().rollback_rules(request(&there.rule_set)).await.unwrap_err();
    is_not_run(&status, said);
    is_not_run(&enable(&running).await.unwrap_err(), said);

    let running = service(running.stop().await, true).await;
    assert_eq!(list(&running).await, there, "it was kept for the day it may");
    running.stop().await;
}

fn is_not_run(status: &Status, said: &str) {
    assert!(details(status).1 == "RULE_UNUSABLE" && status.message().contains(said), "{}", status.message());
}
