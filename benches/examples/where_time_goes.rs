//! Where the time of one member's plan goes, over members of the made-up gym: reading the log in, learning, folding, the search,
//! and writing the answer. Least of several runs, on one thread. Rules are loaded from the folder above the example's
//! (where a workspace build puts them).
//!
//! `cargo build --release && cargo run --release -p rustdag-benches --example where_time_goes -- [MEMBERS] [DAYS] [RUNS]`

use jiff::ToSpan;
use jiff::civil::date;
use prost::Message as _;
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::planner::search;
use rustdag_host::{Host, OFFICIAL};
use rustdag_server::wire::{self, Answering, NO_NAMES};
use rustdag_server::words::Words;
use rustdag_text::Lang;
use std::hint::black_box;
use std::time::Instant;

/// What one member takes, in microseconds, in the order of [`PARTS`].
type Took = [f64; PARTS.len()];
const PARTS: [&str; 6] = ["judge events", "learn", "fold and lay out", "search", "write out", "encode"];

fn main() {
    let here = std::env::current_exe().expect("a program has a path");
    let folder = here.parent().and_then(|examples| examples.parent()).expect("the folder of the build");
    let loaded = Host::load(folder, OFFICIAL);
    let rules: Vec<&str> = loaded.loaded.iter().map(|rule| rule.id.as_str()).collect();
    let number =
        |place: usize, usual: usize| std::env::args().nth(place).and_then(|word| word.parse().ok()).unwrap_or(usual);
    let (members, days, runs) = (number(1, 200), number(2, 7) as u32, number(3, 3));
    println!("{members} members, {days} days, least of {runs} runs, rules: {rules:?}");

    let until = date(2026, 5, 12);
    let catalogue = Catalogue::official();
    let mut words = Words::new();
    for rule in &loaded.loaded {
        for reason in &rule.manifest.reasons {
            words.add_template(&rule.id, reason.code, &reason.name, &reason.nl, &reason.en);
        }
    }
    let (mut took, mut nodes, mut bytes) = (Vec::new(), Vec::new(), 0);
    for member in rustdag_demo::demo_gym(7, members, 120, until) {
        let at = until.to_zoned(member.profile.zone.clone()).expect("a midnight").timestamp() + 7.hours();
        let engine = Engine::new(loaded.rules.clone(), catalogue.templates(member.profile.level));
        let mut least: Took = [f64::INFINITY; PARTS.len()];
        for run in 0..runs {
            let mut part = 0;
            let mut lap = |start: Instant| {
                least[part] = f64::min(least[part], start.elapsed().as_secs_f64() * 1e6);
                part += 1;
            };
            let (profile, events) = (member.profile.clone(), member.events.clone());
            let start = Instant::now();
            let history = History::new(profile, events);
            lap(start);
            let start = Instant::now();
            let parameters = engine.parameters(&history, at);
            lap(start);
            let start = Instant::now();
            let horizon = engine.horizon_with(&history, at, days, || parameters).expect("a horizon");
            lap(start);
            let start = Instant::now();
            let found = search::best_plan(&horizon);
            lap(start);
            let start = Instant::now();
            let plan = rustdag_core::plan::write_out(&horizon, &days.into(), core::slice::from_ref(&found), at);
            lap(start);
            let start = Instant::now();
            let answering =
                Answering { words: &words, catalogue, lang: Lang::En, rules: &[], rule_set: "", names: &NO_NAMES };
            let encoded = black_box(wire::plan::to_proto(&plan, answering).encode_to_vec());
            lap(start);
            if run == 0 {
                nodes.push(found.nodes as f64);
                bytes += encoded.len();
            }
        }
        took.push(least);
    }
    println!("{:>18} {:>10} {:>10} {:>10} {:>10} {:>6}", "µs", "mean", "p50", "p90", "p99", "share");
    let all: f64 = took.iter().flatten().sum();
    for (place, part) in PARTS.iter().enumerate() {
        tell(part, took.iter().map(|took| took[place]).collect(), all);
    }
    let whole: Vec<f64> = took.iter().map(|took| took.iter().sum()).collect();
    let plan: Vec<f64> = took.iter().map(|took| took[1..5].iter().sum()).collect();
    tell("a plan", plan, all);
    tell("all of it", whole, all);
    let searched: f64 = took.iter().map(|took| took[3]).sum();
    let seen: f64 = nodes.iter().sum();
    tell("nodes", nodes, f64::INFINITY);
    println!(
        "{:.2} µs per node; {:.0} members/s and thread; {} bytes an answer",
        searched / seen,
        1e6 * members as f64 / all,
        bytes / members
    );
}

fn tell(what: &str, mut values: Vec<f64>, all: f64) {
    let sum: f64 = values.iter().sum();
    let mean = sum / values.len() as f64;
    values.sort_by(f64::total_cmp);
    let [p50, p90, p99] = [0.5, 0.9, 0.99].map(|share| values[((values.len() - 1) as f64 * share) as usize]);
    println!("{what:>18} {mean:>10.0} {p50:>10.0} {p90:>10.0} {p99:>10.0} {:>5.0}%", 100.0 * sum / all);
}
