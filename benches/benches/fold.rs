//! Folding 180 days of one member, and taking in the events first.

use criterion::{Criterion, criterion_group, criterion_main};
use rustdag_core::fold::fold;
use rustdag_core::history::History;
use std::hint::black_box;

fn folding(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("fold_180_days");
    for id in ["sanne", "youssef"] {
        let (member, at) = rustdag_benches::member(id);
        let history = History::new(member.profile.clone(), member.events.clone());
        group.bench_function(format!("{id}/fold"), |bencher| bencher.iter(|| black_box(fold(black_box(&history), at))));
        group.bench_function(format!("{id}/take_in_{}_events", member.events.len()), |bencher| {
            bencher.iter_batched(
                || (member.profile.clone(), member.events.clone()),
                |(profile, events)| History::new(profile, events),
                criterion::BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, folding);
criterion_main!(benches);
