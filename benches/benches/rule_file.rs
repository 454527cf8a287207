//! A condition of three terms in a rule file beside the same in Rust, and a whole rule file beside the native rule that
//! says the same.

use criterion::{Criterion, criterion_group, criterion_main};
use rustdag_host::{Host, OFFICIAL, Settings};
use rustdag_rule_abi::{Limits, LimitsPage, Reason, Snapshot, SnapshotPage};
use rustdag_rule_file::RuleFile;
use std::hint::black_box;
use std::path::Path;

const THREE_TERMS: &str = r#"
id = "three-terms"
version = "1.0.0"
licence = "Apache-2.0"
author = "A bench"
description = { nl = "Drie voorwaarden.", en = "Three terms." }

[[limit]]
name = "three"
when = "sleep.last_night_h < 6 and days_since_rest >= 3 and recovery_balance < 80"
rir_min = 3
nl = "Houd {limit} over."
en = "Keep {limit}."
"#;

fn in_rust(snapshot: &Snapshot, limits: &mut Limits) {
    let (Some(slept), Some(days), Some(balance)) =
        (snapshot.sleep_last_night_h(), snapshot.days_since_rest(), snapshot.recovery_balance())
    else {
        return;
    };
    if slept < 6.0 && days >= 3.0 && balance < 80.0 {
        limits.keep_in_reserve(3.0, Reason::whole(1, slept, 3.0));
    }
}

fn snapshot(balance: f32) -> Snapshot {
    let mut snapshot = Snapshot::unknown();
    snapshot.set_sleep_last_night_h(Some(5.0));
    snapshot.set_sleep_need_h(Some(8.0));
    snapshot.set_sleep_debt_h(Some(11.0));
    snapshot.set_load_usual_session(Some(300.0));
    snapshot.set_days_since_rest(Some(4.0));
    snapshot.set_recovery_balance(Some(balance));
    snapshot
}

fn three_terms(criterion: &mut Criterion) {
    let file = RuleFile::read(THREE_TERMS).expect("a rule file").configure(&Default::default());
    let mut group = criterion.benchmark_group("rule_file_three_terms");
    for (case, balance) in [("does not hold", 90.0), ("holds", 70.0)] {
        let snapshot = snapshot(balance);
        // What a rule says is taken back by hand, so that only the rule itself is measured.
        let take_back = |limits: &mut Limits| (limits.rir_min, limits.n_reasons) = (0.0, 0);
        group.bench_function(format!("direct, {case}"), |bencher| {
            let mut limits = Limits::no_opinion();
            bencher.iter(|| {
                take_back(&mut limits);
                in_rust(black_box(&snapshot), &mut limits);
                black_box(&mut limits);
            });
        });
        group.bench_function(format!("file, {case}"), |bencher| {
            let mut limits = Limits::no_opinion();
            bencher.iter(|| {
                take_back(&mut limits);
                black_box(&file).apply(black_box(&snapshot), &mut limits);
                black_box(&mut limits);
            });
        });
    }
    group.finish();
}

fn whole_rule(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    rustdag_built_rules::place_in(folder.path());
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/rules");
    let loaded = Host::load_all(&[folder.path(), &examples], OFFICIAL, &Settings::default());
    let page = SnapshotPage::new(snapshot(70.0));
    let mut group = criterion.benchmark_group("rule_file_whole");
    for (name, id) in
        [("native sleep", "sleep"), ("file short-nights", "short-nights"), ("file sore-joints", "sore-joints")]
    {
        let rule = loaded.rules.rules().iter().find(|rule| rule.id() == id).expect("the rule");
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

criterion_group!(benches, three_terms, whole_rule);
criterion_main!(benches);
