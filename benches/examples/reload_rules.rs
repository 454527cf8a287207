//! How long calls wait while twenty rules are reloaded: a client asks for readiness without a pause, first of a service that
//! is left alone, then of one whose rules are taken away and put back. Each time all twenty files are read, tried on
//! golden members, and put to use. Service and client are in this process.
//!
//! `cargo run --release -p rustdag-benches --example reload_rules -- [SECONDS]`

use jiff::civil::date;
use prost::Message as _;
use rustdag_core::rule::RuleSet;
use rustdag_host::{Settings, Trust};
use rustdag_proto::v1;
use rustdag_proto::v1::coach_service_client::CoachServiceClient;
use rustdag_proto::v1::install_rule_request::Source;
use rustdag_proto::v1::rules_service_client::RulesServiceClient;
use rustdag_server::{Config, RulesAdmin, Server, wire};
use rustdag_store::{DEFAULT_GYM, NewEvent, Store};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tonic::transport::Channel;

const GYM: &str = "gyms/default";
const MEMBER: &str = "gyms/default/members/sanne";
/// The morning of 12 May 2026.
const MORNING: i64 = 1_778_565_600;
/// Rules that are reloaded.
const RULES: usize = 20;
/// The rule that is installed under as many names: the largest of the examples.
const RULE: &str = include_str!("../../examples/rules/short-nights.toml");

#[tokio::main(worker_threads = 2)]
async fn main() {
    let seconds = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(10);
    let place = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", place.path().join("gym.db").display());
    let store = rustdag_store::open(&url).expect("a database");
    fill(&*store);
    let config = Config {
        listen: ([127, 0, 0, 1], 0).into(),
        catalogue: rustdag_catalogue::Catalogue::shared(),
        store,
        rules: RuleSet::default(),
        loaded: Vec::new(),
        parameters: Settings::default(),
        trust: Trust::default(),
        rules_admin: RulesAdmin { open: true, ..RulesAdmin::default() },
    };
    let server = Server::bind(config).await.expect("a port");
    let address = server.address();
    tokio::spawn(server.run(std::future::pending()));
    let channel = Channel::from_shared(format!("http://{address}")).expect("an address").connect().await;
    let channel = channel.expect("a connection");
    let mut rules = RulesServiceClient::new(channel.clone());

    let list = v1::ListRulesRequest { parent: GYM.into() };
    let none = rules.list_rules(list.clone()).await.expect("a list").into_inner().rule_set;
    for number in 0..RULES {
        let text = RULE.replace("id = \"short-nights\"", &format!("id = \"rule-{number}\""));
        let file = v1::RuleFile { name: format!("rule-{number}.toml"), content: text.into_bytes() };
        let request = v1::InstallRuleRequest {
            parent: GYM.into(),
            source: Some(Source::File(file)),
            install_despite_findings: true,
            ..v1::InstallRuleRequest::default()
        };
        rules.install_rule(request).await.expect("an installed rule");
    }
    let all = rules.list_rules(list).await.expect("a list").into_inner().rule_set;

    tell("left alone", asked(&channel, Duration::from_secs(seconds), None).await.0);
    let (times, reloads) = asked(&channel, Duration::from_secs(seconds), Some((rules, none, all))).await;
    tell(&format!("{} reloads", reloads.len()), times);
    tell("a reload itself", reloads);
}

/// Asks until it has been long enough, reloading all the while if there is something to reload: how long each call took, and
/// each reload.
async fn asked(
    channel: &Channel,
    long: Duration,
    reload: Option<(RulesServiceClient<Channel>, String, String)>,
) -> (Vec<Duration>, Vec<Duration>) {
    let done = Arc::new(AtomicBool::new(false));
    let asking = {
        let (mut coach, done) = (CoachServiceClient::new(channel.clone()), Arc::clone(&done));
        tokio::spawn(async move {
            let mut times = Vec::new();
            while !done.load(Ordering::Relaxed) {
                // Another instant each time, so that every call asks the rules.
                let seconds = MORNING + times.len() as i64;
                let request = v1::GetReadinessRequest {
                    name: MEMBER.into(),
                    at: Some(prost_types::Timestamp { seconds, nanos: 0 }),
                    ..v1::GetReadinessRequest::default()
                };
                let began = Instant::now();
                coach.get_readiness(request).await.expect("an answer");
                times.push(began.elapsed());
            }
            times
        })
    };
    let until = Instant::now() + long;
    let mut reloads = Vec::new();
    match reload {
        None => tokio::time::sleep(long).await,
        Some((mut rules, none, all)) => {
            while Instant::now() < until {
                for set in [&none, &all] {
                    let request = v1::RollbackRulesRequest {
                        parent: GYM.into(),
                        rule_set: set.clone(),
                        ..v1::RollbackRulesRequest::default()
                    };
                    let began = Instant::now();
                    rules.rollback_rules(request).await.expect("the set of before");
                    if set == &all {
                        reloads.push(began.elapsed());
                    }
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }
    done.store(true, Ordering::Relaxed);
    (asking.await.expect("the calls"), reloads)
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
    println!(
        "{what}: {} times, p50 {:.2} ms, p99 {:.2} ms, p99.9 {:.2} ms, slowest {:.2} ms",
        times.len(),
        at(0.5),
        at(0.99),
        at(0.999),
        at(1.0)
    );
}

/// A member with half a year of logs.
fn fill(store: &dyn Store) {
    let gym = rustdag_demo::demo_gym(7, 200, rustdag_benches::HISTORY_DAYS, date(2026, 5, 12));
    let member = gym.into_iter().find(|member| member.id == "sanne").expect("a member of the made-up gym");
    let profile = wire::profile::to_proto(&member.profile).encode_to_vec();
    store.create_member(DEFAULT_GYM, &member.id, &profile, 0).expect("a new member");
    let events = member.events.iter().enumerate().map(|(place, event)| {
        let event_id = place.to_string();
        let message = v1::Event { event_id: event_id.clone(), ..wire::event::to_proto(event) };
        let (at_us, source) = (event.at.as_microsecond(), message.source.clone());
        NewEvent { member: member.id.clone(), source, event_id, at_us, body: message.encode_to_vec() }
    });
    store.record_events(DEFAULT_GYM, events.collect(), 0).expect("the events are kept");
}
