//! Rules in code that somebody sends over the network: sandboxed ones, and libraries where they are let in. They are
//! examined before anything else, what is bad is refused, and what is good answers from the next plan on. This test has a
//! `main` of its own, because a rule is examined, and a stranger's library runs, in a child of the program.

mod built;
#[allow(dead_code, reason = "the other stories use more of it")]
#[path = "../service/running.rs"]
mod running;

use built::{library, module};
use running::{GYM, Running, config, details, instant, record};
use rustdag_host::{HAS_SANDBOX, keep_compiled_rules_in, serve_if_child};
use rustdag_proto::v1::{self, install_rule_request::Source};
use rustdag_server::{Config, RulesAdmin};
use tonic::{Code, Status};

const RULE: &str = "rest-when-sore";
const MORNING: &str = "2026-05-12T06:00:00Z";
const SAID: &str = "Je voelt je niet goed.";

fn main() {
    // Without optimisation the compiler takes its time; this test and its children compile each rule once.
    if let Some(module) = rustdag_built_rules::module("sleep").filter(|_| HAS_SANDBOX) {
        keep_compiled_rules_in(module.with_file_name("compiled"));
    }
    serve_if_child();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        if module("NOTHING_WRONG").is_some() {
            if HAS_SANDBOX {
                a_sandboxed_rule_is_installed_answers_and_is_taken_back().await;
                bad_sandboxed_rules_are_refused().await;
            } else {
                a_sandboxed_rule_without_a_sandbox_is_refused().await;
            }
        }
        if cfg!(unix) && library("NOTHING_WRONG").is_some() {
            a_library_is_let_in_only_where_it_may().await;
            bad_libraries_are_refused().await;
        }
    });
    println!("rules in code: ok");
}

fn sent(name: &str, content: Vec<u8>) -> v1::InstallRuleRequest {
    v1::InstallRuleRequest {
        parent: GYM.into(),
        source: Some(Source::File(v1::RuleFile { name: name.into(), content })),
        requested_by: "Jan".into(),
        ..v1::InstallRuleRequest::default()
    }
}

/// A service that lets libraries in.
async fn letting_in() -> Running {
    let folder = tempfile::tempdir().unwrap();
    let config = letting(&folder);
    Running::start_as_it_is(folder, config).await
}

fn letting(folder: &tempfile::TempDir) -> Config {
    Config { rules_admin: RulesAdmin { open: true, native: true, ..RulesAdmin::default() }, ..config(folder.path()) }
}

impl Running {
    async fn start_as_it_is(folder: tempfile::TempDir, config: Config) -> Self {
        Self::start_as(folder, config, |server| server).await
    }

    async fn try_install(&self, request: v1::InstallRuleRequest) -> Result<v1::InstallRuleResponse, Status> {
        Ok(self.rules().install_rule(request).await?.into_inner())
    }

    async fn listed(&self) -> v1::ListRulesResponse {
        self.rules().list_rules(v1::ListRulesRequest { parent: GYM.into() }).await.unwrap().into_inner()
    }

    /// Somebody who feels as bad as can be.
    async fn unwell(&self) -> String {
        let name = self.add("1").await;
        let told = v1::CheckIn {
            fatigue: Some(1.0),
            sleep_quality: Some(1.0),
            soreness: Some(1.0),
            stress: Some(1.0),
            mood: Some(1.0),
            ..v1::CheckIn::default()
        };
        self.record(vec![record(&name, "a", "2026-05-12T05:30:00Z", v1::event::Kind::CheckIn(told))]).await;
        name
    }

    async fn plan(&self, name: &str) -> v1::Plan {
        let request = v1::MakePlanRequest {
            name: name.into(),
            at: Some(instant(MORNING)),
            language_code: "nl".into(),
            ..v1::MakePlanRequest::default()
        };
        self.coach().make_plan(request).await.unwrap().into_inner().plan.unwrap()
    }
}

/// What the rule says of today.
fn said(plan: &v1::Plan) -> Vec<&str> {
    let reasons = plan.days[0].reasons.iter().filter(|reason| reason.rule == RULE);
    reasons.map(|reason| reason.text.as_str()).collect()
}

/// Installs a good rule, sees it answer, also after a restart, and takes it back.
async fn is_installed_and_answers(running: Running, request: v1::InstallRuleRequest, tier: &str) {
    let member = running.unwell().await;
    let before = running.plan(&member).await;
    let answer = running.try_install(request).await.unwrap();
    assert!(answer.findings.iter().all(|finding| finding.weight() == v1::FindingWeight::Note), "{answer:?}");
    let rule = &answer.rules[0];
    assert_eq!((rule.tier.as_str(), rule.standing(), rule.state()), (tier, ENABLED, v1::RuleState::Running));
    let after = running.plan(&member).await;
    assert_eq!((said(&before), said(&after)), (vec![], vec![SAID]));
    assert_eq!(after.rules.iter().find(|rule| rule.rule == RULE).unwrap().version, "0.3.0");

    let folder = running.stop().await;
    let config = letting(&folder);
    let running = Running::start_as_it_is(folder, config).await;
    assert_eq!(running.plan(&member).await, after);
    let back = v1::RollbackRulesRequest { parent: GYM.into(), ..v1::RollbackRulesRequest::default() };
    running.rules().rollback_rules(back).await.unwrap();
    assert_eq!(running.plan(&member).await, before);
    running.stop().await;
}

const ENABLED: v1::RuleStanding = v1::RuleStanding::Enabled;

/// Sends what may not be installed, by whoever insists or by nobody, and sees that nothing changes.
async fn are_refused(running: Running, bad: Vec<(&str, v1::InstallRuleRequest, &str, bool)>) {
    let member = running.unwell().await;
    let before = (running.listed().await, running.plan(&member).await);
    for (what, request, sentence, may_insist) in bad {
        let status = running.try_install(request.clone()).await.unwrap_err();
        let message = status.message();
        assert!(message.contains(sentence) && !message.contains('\n'), "{what}: {message}");
        assert_eq!((status.code(), details(&status).1.as_str()), (Code::FailedPrecondition, "RULE_FINDINGS"), "{what}");
        let insisting = v1::InstallRuleRequest { install_despite_findings: true, ..request };
        let insisted = running.try_install(insisting).await;
        assert_eq!(insisted.is_ok(), may_insist, "{what}: {insisted:?}");
        if may_insist {
            let back = v1::RollbackRulesRequest { parent: GYM.into(), ..v1::RollbackRulesRequest::default() };
            running.rules().rollback_rules(back).await.unwrap();
        }
        assert_eq!((running.listed().await, running.plan(&member).await), before, "{what}");
    }
    running.stop().await;
}

async fn a_sandboxed_rule_is_installed_answers_and_is_taken_back() {
    println!("a sandboxed rule is installed, answers, and is taken back");
    // A service that lets no library in lets these in.
    let request = sent("rest.wasm", module("NOTHING_WRONG").unwrap());
    is_installed_and_answers(Running::start().await, request, "sandboxed").await;
}

async fn bad_sandboxed_rules_are_refused() {
    println!("bad sandboxed rules are refused");
    let module = |define| module(define).unwrap();
    let half = module("NOTHING_WRONG");
    let half = half[..half.len() / 2].to_vec();
    let bad = vec![
        ("asks for more", sent("a.wasm", module("LOOKS_AROUND")), "imports `env.getenv`", false),
        ("is of another version", sent("a.wasm", module("MAJOR=2")), "built for rule interface 2.0", false),
        ("is half a rule", sent("a.wasm", half), "is no WebAssembly module, or is damaged", false),
        ("never ends", sent("a.wasm", module("LOOPS")), "broken-numbers: it did not come to an end", true),
        ("keeps something", sent("a.wasm", module("KEEPS_SOMETHING")), "shuffled: ", true),
        ("reads more", sent("a.wasm", module("READS_ANOTHER_FIELD")), "reads-what-it-declares: sleep_debt_h", true),
    ];
    are_refused(Running::start().await, bad).await;
}

async fn a_sandboxed_rule_without_a_sandbox_is_refused() {
    println!("a sandboxed rule without a sandbox is refused");
    let sentence = "built without the sandbox; build it with `cargo build --release --features sandbox`";
    let bad = vec![("good", sent("rest.wasm", module("NOTHING_WRONG").unwrap()), sentence, false)];
    are_refused(Running::start().await, bad).await;
}

async fn a_library_is_let_in_only_where_it_may() {
    println!("a library is let in only where it may");
    let request = sent("librest.so", library("NOTHING_WRONG").unwrap());
    let closed = Running::start().await;
    let status = closed.try_install(request.clone()).await.unwrap_err();
    assert_eq!(details(&status).1, "NATIVE_RULE", "{}", status.message());
    closed.stop().await;
    is_installed_and_answers(letting_in().await, request, "worker").await;
}

async fn bad_libraries_are_refused() {
    println!("bad libraries are refused");
    let library = |define| library(define).unwrap();
    let half = library("NOTHING_WRONG");
    let half = half[..half.len() / 2].to_vec();
    let bad = vec![
        ("aborts when loaded", sent("a.so", library("CRASHES_ON_LOAD")), "trying it ended a process (signal 6)", false),
        ("is of another version", sent("a.so", library("MAJOR=2")), "built for rule interface 2.0", false),
        ("is half a library", sent("a.so", half), "is no shared library, or is damaged", false),
        ("is no library", sent("a.so", b"a letter".to_vec()), "is no shared library, or is damaged", false),
        ("breaks its promise", sent("a.so", library("BREAKS_ITS_PROMISE")), "gets a tighter limit", false),
        ("aborts", sent("a.so", library("ABORTS")), "broken-numbers: it ended the process (signal 6)", true),
        ("says NaN", sent("a.so", library("SAYS_NAN")), "broken-numbers: it answered session_load_max = NaN", true),
        ("starts threads", sent("a.so", library("STARTS_THREADS")), "starts-no-threads: ", true),
    ];
    are_refused(letting_in().await, bad).await;
}
