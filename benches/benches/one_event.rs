//! One new event at the end of a year, with checkpoints: taking it in, and the body an hour later.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiff::{Timestamp, ToSpan};
use rustdag_benches::{DAILY_LOGGERS, YEAR_DAYS, member_of_days};
use rustdag_core::event::{Event, EventKind};
use rustdag_core::fold::fold;
use rustdag_core::history::History;
use std::hint::black_box;

/// Whether an event is of a kind.
type Kind = fn(&EventKind) -> bool;

const KINDS: [(&str, Kind); 2] =
    [("night", |kind| matches!(kind, EventKind::Night(_))), ("workout", |kind| matches!(kind, EventKind::Workout(_)))];

/// The history before the last event of a kind, with room for one more, and the event.
fn before_the_last(id: &str, of_kind: Kind) -> (History, Event) {
    let (member, _) = member_of_days(id, YEAR_DAYS);
    let whole = History::new(member.profile.clone(), member.events);
    let last = whole.events().iter().rposition(|event| of_kind(&event.kind)).expect("one of that kind");
    let mut history = History::new(member.profile, whole.events()[..last - 1].to_vec());
    // The event before it comes alone too, so that what grows has already grown, as in a service.
    history.insert(whole.events()[last - 1].clone());
    let event = whole.events()[last].clone();
    history.keep_checkpoints(history.events().last().map_or(event.at, |before: &Event| before.at));
    (history, event)
}

fn one_event(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one_event");
    for id in DAILY_LOGGERS {
        for (name, of_kind) in KINDS {
            let (before, event) = before_the_last(id, of_kind);
            let at: Timestamp = event.at + 1.hour();
            let room = || {
                let mut roomy = before.clone();
                // A copy has no room to grow: the first event after it moves everything.
                roomy.reserve(1);
                (roomy, event.clone())
            };
            group.bench_function(format!("{id}/{name}/take_in"), |bencher| {
                bencher.iter_batched_ref(
                    || room().0,
                    |history| history.insert(black_box(event.clone())),
                    BatchSize::SmallInput,
                );
            });
            let (mut after, event) = room();
            after.insert(event);
            group.bench_function(format!("{id}/{name}/fold"), |bencher| {
                bencher.iter(|| black_box(fold(black_box(&after), at)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, one_event);
criterion_main!(benches);
