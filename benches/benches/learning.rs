//! What is learned of a member who logged a year, and of the same member before the last fifty workouts: the difference is
//! what fifty sessions more cost, with the part of the fold that goes beside them.

use criterion::{Criterion, criterion_group, criterion_main};
use rustdag_benches::{DAILY_LOGGERS, YEAR_DAYS, member_of_days};
use rustdag_core::event::EventKind;
use rustdag_core::fold::fold;
use rustdag_core::history::History;
use rustdag_core::learning::parameters;
use rustdag_core::model::learning::Priors;
use std::hint::black_box;

const SESSIONS: usize = 50;

fn learning(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("learning");
    let priors = Priors::design();
    for id in DAILY_LOGGERS {
        let (member, at) = member_of_days(id, YEAR_DAYS);
        let whole = History::new(member.profile.clone(), member.events);
        let workouts: Vec<_> = whole
            .events()
            .iter()
            .filter(|event| matches!(event.kind, EventKind::Workout(_)))
            .map(|event| event.at)
            .collect();
        let earlier = workouts[workouts.len() - SESSIONS];
        let name = format!("{id}/{}_workouts", workouts.len());
        group.bench_function(format!("{name}/fold"), |bencher| bencher.iter(|| black_box(fold(black_box(&whole), at))));
        group.bench_function(format!("{name}/learn"), |bencher| {
            bencher.iter(|| black_box(parameters(black_box(&whole), at, &priors)));
        });
        group.bench_function(format!("{name}/learn_{SESSIONS}_less"), |bencher| {
            bencher.iter(|| black_box(parameters(black_box(&whole), earlier, &priors)));
        });
    }
    group.finish();
}

criterion_group!(benches, learning);
criterion_main!(benches);
