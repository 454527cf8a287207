//! The official rule that reads and says most, called through the host with all its checks, beside a direct call of the same
//! function. What the checks cost does not grow with what a rule does.

use criterion::{Criterion, criterion_group, criterion_main};
use rustdag_core::fold::fold;
use rustdag_core::signals::signals;
use rustdag_core::snapshot::{Situation, snapshot};
use rustdag_host::{Host, OFFICIAL};
use rustdag_rule_abi::{LimitsPage, SnapshotPage};
use std::hint::black_box;

fn rule_call(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    rustdag_built_rules::place_in(folder.path());
    let loaded = Host::load(folder.path(), OFFICIAL);
    let rule = loaded.rules.rules().iter().find(|rule| rule.id() == "injury-prevention").expect("the rule");
    let (history, at) = rustdag_benches::history("sanne");
    let folded = fold(&history, at);
    let situation = Situation::new(history.profile().level, &folded, signals(&history, at, folded.today));
    let page = SnapshotPage::new(snapshot(&folded.body, &situation, &folded.sleep, 0.0));
    let config = rustdag_rule_injury_prevention::Config::default();

    let mut group = criterion.benchmark_group("rule_call_most");
    let mut limits = LimitsPage::no_opinion();
    group.bench_function("direct", |bencher| {
        bencher.iter(|| {
            limits.limits.reset();
            rustdag_rule_injury_prevention::limits(black_box(&config), black_box(&page.snapshot), &mut limits.limits);
            black_box(&mut limits);
        });
    });
    group.bench_function("native", |bencher| {
        bencher.iter(|| {
            rule.limits(black_box(&page), &mut limits).expect("an answer");
            black_box(&mut limits);
        });
    });
    group.finish();
}

criterion_group!(benches, rule_call);
criterion_main!(benches);
