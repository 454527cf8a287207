//! A rule in a worker beside the same library in this process: one question, and a batch of them.

use criterion::{Criterion, Throughput, criterion_group};
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::fold::fold;
use rustdag_core::rule::{Rule, RuleSet};
use rustdag_core::signals::signals;
use rustdag_core::snapshot::{Situation, snapshot};
use rustdag_host::{Host, OFFICIAL, Settings};
use rustdag_rule_abi::{LimitsPage, SnapshotPage};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

/// Questions of a batch.
const BATCH: usize = 256;

fn worker(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    rustdag_built_rules::place_in(folder.path());
    let native = Host::load(folder.path(), OFFICIAL);
    // Where nobody is expected, nobody is trusted.
    let apart = Host::load_all(&[folder.path()], &[], &Settings::default());
    let (history, at) = rustdag_benches::history("sanne");
    let folded = fold(&history, at);
    let situation = Situation::new(history.profile().level, &folded, signals(&history, at, folded.today));
    let pages: Vec<SnapshotPage> = (0..BATCH)
        .map(|ahead| SnapshotPage::new(snapshot(&folded.body, &situation, &folded.sleep, ahead as f64)))
        .collect();
    for id in rustdag_built_rules::IDS {
        let of = |rules: &[Arc<dyn Rule>]| Arc::clone(rules.iter().find(|rule| rule.id() == id).expect("the rule"));
        let (native, apart) = (of(native.rules.rules()), of(apart.rules.rules()));
        let mut group = criterion.benchmark_group(format!("worker/{id}"));
        let mut limits = vec![LimitsPage::no_opinion(); BATCH];
        for (name, rule) in [("native", &native), ("worker", &apart)] {
            group.throughput(Throughput::Elements(1));
            group.bench_function(format!("{name}_one"), |bencher| {
                bencher.iter(|| rule.limits(black_box(&pages[0]), &mut limits[0]).expect("an answer"));
            });
            group.throughput(Throughput::Elements(BATCH as u64));
            group.bench_function(format!("{name}_batch"), |bencher| {
                bencher.iter(|| {
                    let answers = rule.limits_many(black_box(&pages), &mut limits);
                    assert!(answers.iter().all(Result::is_ok));
                    black_box(&mut limits);
                });
            });
        }
        group.finish();
    }
}

/// A week planned with all rules in this process, and with one or all of them in workers.
fn plan(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    rustdag_built_rules::place_in(folder.path());
    let native = Host::load(folder.path(), OFFICIAL);
    let apart = Host::load_all(&[folder.path()], &[], &Settings::default());
    let mut one: Vec<Arc<dyn Rule>> =
        native.rules.rules().iter().filter(|rule| rule.id() != "sleep").cloned().collect();
    one.extend(apart.rules.rules().iter().filter(|rule| rule.id() == "sleep").cloned());
    let (history, at) = rustdag_benches::history("sanne");
    let mut group = criterion.benchmark_group("worker/plan");
    group.measurement_time(Duration::from_secs(8));
    for (name, rules) in [
        ("native", native.rules.clone()),
        ("one_worker", RuleSet::new(one, vec![])),
        ("five_workers", apart.rules.clone()),
    ] {
        let engine = Engine::new(rules, Catalogue::official().templates(history.profile().level));
        group.bench_function(name, |bencher| bencher.iter(|| black_box(engine.plan(&history, at, 7).expect("a plan"))));
    }
    group.finish();
}

criterion_group!(benches, worker, plan);

fn main() {
    // A worker is this program.
    rustdag_host::serve_if_child();
    benches();
    Criterion::default().configure_from_args().final_summary();
}
