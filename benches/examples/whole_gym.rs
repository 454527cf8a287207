//! A whole gym over the service: members a second, and the most memory it took. The gym is stored in an embedded database in a
//! temporary folder: the 200 of the made-up gym, repeated under other ids until there are enough. Service and client are
//! in this process. Rules are loaded from the folder above the example's (where a workspace build puts them).
//!
//! `cargo build --release && cargo run --release -p rustdag-benches --example whole_gym -- [MEMBERS] [THREADS]`

use jiff::ToSpan;
use jiff::civil::date;
use prost::Message as _;
use rustdag_host::{Host, OFFICIAL, Settings, Trust};
use rustdag_proto::v1;
use rustdag_proto::v1::coach_service_client::CoachServiceClient;
use rustdag_server::{Config, RulesAdmin, Server, wire};
use rustdag_store::{DEFAULT_GYM, NewEvent, Store};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Members that are different from each other.
const DIFFERENT: usize = 200;
/// Days of their logs.
const DAYS: u32 = 120;
/// Between two lines of progress.
const EVERY: u64 = 1_000;

#[tokio::main]
async fn main() {
    let number =
        |place: usize, usual: usize| std::env::args().nth(place).and_then(|word| word.parse().ok()).unwrap_or(usual);
    let (members, threads) = (number(1, 1_000), NonZeroUsize::new(number(2, 2)).expect("one thread or more"));
    let here = std::env::current_exe().expect("a program has a path");
    let folder = here.parent().and_then(|examples| examples.parent()).expect("the folder of the build");
    let loaded = Host::load(folder, OFFICIAL);
    let until = date(2026, 5, 12);
    let at = until.in_tz("Europe/Amsterdam").expect("a zone").timestamp() + 7.hours();

    let place = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", place.path().join("gym.db").display());
    let store = rustdag_store::open(&url).expect("a database");
    let start = Instant::now();
    let events = fill(&*store, members, until);
    println!("{members} members, {events} events, stored in {:.0} s", start.elapsed().as_secs_f64());
    println!("rules: {:?}", loaded.loaded.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>());
    println!("{:>8} members: {:>10} at most so far", 0, mib(most_memory_mib()));

    let config = Config {
        listen: ([127, 0, 0, 1], 0).into(),
        catalogue: rustdag_catalogue::Catalogue::shared(),
        store: Arc::clone(&store),
        rules: loaded.rules,
        loaded: loaded.loaded,
        parameters: Settings::default(),
        trust: Trust::default(),
        rules_admin: RulesAdmin::default(),
    };
    let server = Server::bind(config).await.expect("a port").with_whole_gyms(1, threads, Duration::from_secs(60));
    let address = server.address();
    tokio::spawn(server.run(std::future::pending()));
    let mut coach = CoachServiceClient::connect(format!("http://{address}")).await.expect("a connection");

    let (start, before) = (Instant::now(), cpu_s());
    let request = v1::MakePlansRequest {
        parent: format!("gyms/{DEFAULT_GYM}"),
        at: Some(wire::instant::to_proto(at)),
        ..v1::MakePlansRequest::default()
    };
    let mut plans = coach.make_plans(request).await.expect("a stream").into_inner();
    let (mut done, mut proven) = (0, 0);
    while let Some(answer) = plans.message().await.expect("an answer") {
        done = answer.done;
        proven +=
            u64::from(matches!(answer.outcome, Some(v1::make_plans_response::Outcome::Plan(plan)) if plan.optimal));
        if done.is_multiple_of(EVERY) {
            println!("{done:>8} members: {:>10} at most so far", mib(most_memory_mib()));
        }
    }
    let took = start.elapsed().as_secs_f64();
    let worked = cpu_s().zip(before).map(|(now, before)| now - before);
    let members = done as f64;
    println!("{done} planned by {threads} threads, {proven} proven, in {took:.1} s: {:.0} members/s", members / took);
    match worked {
        Some(worked) => println!(
            "{:.2} ms of a core each, client included: {:.0} members/s on two cores that do nothing else",
            1e3 * worked / members,
            2.0 * members / worked
        ),
        None => println!("time of a core: unknown"),
    }
    println!("{} at most", mib(most_memory_mib()));
}

/// Stores so many members; answers how many events they have.
fn fill(store: &dyn Store, members: usize, until: jiff::civil::Date) -> usize {
    let different = rustdag_demo::demo_gym(7, DIFFERENT.min(members), DAYS, until);
    let mut stored = 0;
    for number in 0..members {
        let member = &different[number % different.len()];
        let id = format!("{number:06}");
        let profile = wire::profile::to_proto(&member.profile).encode_to_vec();
        store.create_member(DEFAULT_GYM, &id, &profile, 0).expect("a new member");
        let events = member.events.iter().enumerate().map(|(place, event)| {
            let event_id = format!("{number}-{place}");
            let message = v1::Event { event_id: event_id.clone(), ..wire::event::to_proto(event) };
            let at_us = event.at.as_microsecond();
            NewEvent {
                member: id.clone(),
                source: message.source.clone(),
                event_id,
                at_us,
                body: message.encode_to_vec(),
            }
        });
        let events: Vec<NewEvent> = events.collect();
        stored += events.len();
        store.record_events(DEFAULT_GYM, events, 0).expect("the events are kept");
    }
    stored
}

/// The most memory this process has had, MiB; `None` where the system does not say.
fn most_memory_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}

/// Seconds that this process has computed for; `None` where the system does not say.
fn cpu_s() -> Option<f64> {
    /// Linux counts in hundredths for every program.
    const TICKS_PER_S: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |place: usize| fields.get(place)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / TICKS_PER_S)
}

/// A number of MiB in words.
fn mib(most: Option<u64>) -> String {
    most.map_or_else(|| "unknown".to_owned(), |most| format!("{most} MiB"))
}
