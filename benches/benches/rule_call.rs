//! One call of a rule through the host, with all its checks: native and sandboxed, beside a direct call of the same function
//! and a rule file that says the same.

use criterion::{Criterion, criterion_group, criterion_main};
use rustdag_core::fold::fold;
use rustdag_core::signals::signals;
use rustdag_core::snapshot::{Situation, snapshot};
use rustdag_host::{Host, OFFICIAL};
use rustdag_rule_abi::{LimitsPage, SnapshotPage};
use std::hint::black_box;
use std::path::Path;

/// The sleep rule as a rule file.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/rules/short-nights.toml");

fn rule_call(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    rustdag_built_rules::place_in(folder.path());
    let loaded = Host::load(folder.path(), OFFICIAL);
    let rule = loaded.rules.rules().iter().find(|rule| rule.id() == "sleep").expect("the sleep rule");
    let (history, at) = rustdag_benches::history("sanne");
    let folded = fold(&history, at);
    let situation = Situation::new(history.profile().level, &folded, signals(&history, at, folded.today));
    let page = SnapshotPage::new(snapshot(&folded.body, &situation, &folded.sleep, 0.0));
    let config = rustdag_rule_sleep::Config::default();

    let mut group = criterion.benchmark_group("rule_call");
    group.bench_function("direct", |bencher| {
        let mut limits = LimitsPage::no_opinion();
        bencher.iter(|| {
            limits.limits.reset();
            rustdag_rule_sleep::limits(black_box(&config), black_box(&page.snapshot), &mut limits.limits);
            black_box(&mut limits);
        });
    });
    group.bench_function("native", |bencher| {
        let mut limits = LimitsPage::no_opinion();
        bencher.iter(|| {
            rule.limits(black_box(&page), &mut limits).expect("an answer");
            black_box(&mut limits);
        });
    });
    for (name, place) in
        [("file", Some(Path::new(FILE).to_owned())), ("sandboxed", rustdag_built_rules::module("sleep"))]
    {
        // Where there is no compiler for the sandbox there is nothing to measure.
        let Some(place) = place else { continue };
        let loaded = Host::load(&place, &[]);
        let rule = loaded.rules.rules().first().expect("the rule");
        group.bench_function(name, |bencher| {
            let mut limits = LimitsPage::no_opinion();
            bencher.iter(|| {
                rule.limits(black_box(&page), &mut limits).expect("an answer");
                black_box(&mut limits);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, rule_call);
criterion_main!(benches);
