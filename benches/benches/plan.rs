//! One seven-day plan, proven best, with the five official rules asked on every predicted day; and the spread over a
//! made-up gym of 200 members, which criterion's mean of one member does not show.

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::ToSpan;
use jiff::civil::date;
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_host::{Host, Loaded, OFFICIAL};
use std::hint::black_box;
use std::time::{Duration, Instant};

fn planning(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    rustdag_built_rules::place_in(folder.path());
    let loaded = Host::load(folder.path(), OFFICIAL);
    spread(&loaded);
    let mut group = criterion.benchmark_group("plan_7_days");
    group.measurement_time(Duration::from_secs(8));
    for id in ["sanne", "lotte", "youssef"] {
        let (history, at) = rustdag_benches::history(id);
        let engine = Engine::new(loaded.rules.clone(), Catalogue::official().templates(history.profile().level));
        group.bench_function(id, |bencher| bencher.iter(|| black_box(engine.plan(&history, at, 7).expect("a plan"))));
    }
    group.finish();
}

/// Prints how long the plans of a whole gym take.
fn spread(loaded: &Loaded) {
    let until = date(2026, 5, 12);
    let mut took: Vec<f64> = Vec::new();
    let mut proven = 0;
    for member in rustdag_demo::demo_gym(7, 200, 120, until) {
        let at = until.to_zoned(member.profile.zone.clone()).expect("a midnight").timestamp() + 7.hours();
        let engine = Engine::new(loaded.rules.clone(), Catalogue::official().templates(member.profile.level));
        let history = History::new(member.profile, member.events);
        let start = Instant::now();
        let plan = engine.plan(&history, at, 7).expect("a plan");
        took.push(start.elapsed().as_secs_f64() * 1e3);
        proven += u32::from(plan.is_optimal());
    }
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
    println!(
        "plans of {} members: p50 {:.1} ms, p90 {:.1} ms, p99 {:.1} ms, most {:.1} ms; {proven} proven best",
        took.len(),
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
}

criterion_group!(benches, planning);
criterion_main!(benches);
