//! Judging what 365 days of one member hold, beside taking them in.

use criterion::{Criterion, criterion_group, criterion_main};
use rustdag_core::history::History;
use rustdag_core::plausibility::doubts;
use std::hint::black_box;

fn judging(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("doubts");
    for id in ["sanne", "youssef"] {
        let (member, _) = rustdag_benches::member(id);
        let history = History::new(member.profile.clone(), member.events.clone());
        let events = history.events();
        group.bench_function(format!("{id}/judge_{}_events", events.len()), |bencher| {
            bencher.iter(|| black_box(doubts(black_box(history.profile()), black_box(events))));
        });
    }
    group.finish();
}

criterion_group!(benches, judging);
criterion_main!(benches);
