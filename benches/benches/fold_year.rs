//! Folding a year of somebody who logs every day, and taking in the events first.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use rustdag_benches::{DAILY_LOGGERS, YEAR_DAYS, member_of_days};
use rustdag_core::fold::fold;
use rustdag_core::history::History;
use std::hint::black_box;

fn fold_year(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("fold_year");
    for id in DAILY_LOGGERS {
        let (member, at) = member_of_days(id, YEAR_DAYS);
        let history = History::new(member.profile.clone(), member.events.clone());
        group.bench_function(format!("{id}/fold"), |bencher| bencher.iter(|| black_box(fold(black_box(&history), at))));
        group.bench_function(format!("{id}/take_in_{}_events", member.events.len()), |bencher| {
            bencher.iter_batched(
                || (member.profile.clone(), member.events.clone()),
                |(profile, events)| History::new(profile, events),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, fold_year);
criterion_main!(benches);
