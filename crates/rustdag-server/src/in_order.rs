//! Much work by several threads, answered in the order in which it was given out, with a bounded amount of it under way.
//!
//! What comes out never depends on how many threads there are or which of them is quicker. A thing is taken only when
//! there is room for its answer, so memory does not grow with how many things there are, and whoever takes answers slowly
//! slows the work down.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Builder};

/// Things under way per thread: enough that a slow one does not keep the other threads from working ahead of it.
const UNDER_WAY_PER_THREAD: usize = 8;

/// How many threads can work at once on this machine; one where it does not say.
#[must_use]
pub fn threads_here() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Does `work` on every thing with so many threads, and hands the answers to `take`, on the calling thread and in the order
/// of the things, until there are no more or `take` breaks off.
///
/// Where the system gives fewer threads, those do it; where it gives none, the calling thread does.
///
/// # Panics
/// If `work`, `take` or the iterator panics; the other threads end first.
pub fn in_order<T: Send, A: Send>(
    threads: NonZeroUsize,
    things: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> A + Sync,
    take: impl FnMut(A) -> ControlFlow<()>,
) {
    by_threads(threads, |_| Builder::new(), things, work, take);
}

/// The same, by threads that are made as `builder` says, which counts them from 0.
fn by_threads<T: Send, A: Send>(
    threads: NonZeroUsize,
    builder: impl Fn(usize) -> Builder,
    things: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> A + Sync,
    mut take: impl FnMut(A) -> ControlFlow<()>,
) {
    let line = Line {
        state: Mutex::new(State { answers: VecDeque::new(), taken: 0, working: 0, over: false }),
        moved: Condvar::new(),
        room: threads.get() * UNDER_WAY_PER_THREAD,
    };
    let things = Mutex::new(things.fuse());
    let goes_on = || {
        while let Some((place, thing)) = line.next(&things) {
            line.put(place, work(thing));
        }
    };
    let started = thread::scope(|scope| {
        // Before the first thread: whatever goes wrong from here on lets them all go.
        let _ending = Ending(&line);
        let start = |number: usize| {
            // A thread that does not start drops this, and has left.
            let working = Working::new(&line);
            let work = || {
                let _working = working;
                goes_on();
            };
            builder(number).spawn_scoped(scope, work).is_ok()
        };
        let started = (0..threads.get()).take_while(|&number| start(number)).count();
        while let Some(answer) = line.take() {
            if take(answer).is_break() {
                break;
            }
        }
        started
    });
    if started == 0 {
        let things = things.into_inner().unwrap_or_else(PoisonError::into_inner);
        // What breaks off is all that is asked of it.
        _ = things.map(work).try_for_each(take);
    }
}

/// The things under way, in their order.
struct Line<A> {
    state: Mutex<State<A>>,
    /// Something in the state has changed.
    moved: Condvar,
    room: usize,
}

struct State<A> {
    /// Of every thing under way, the oldest first, its answer once it is there.
    answers: VecDeque<Option<A>>,
    /// How many answers were taken before these.
    taken: usize,
    /// Threads that are still there.
    working: usize,
    /// Nobody takes answers any more, or something panicked.
    over: bool,
}

impl<A> Line<A> {
    /// The next thing and its place, once there is room for its answer.
    fn next<T>(&self, things: &Mutex<impl Iterator<Item = T>>) -> Option<(usize, T)> {
        // Who holds the things is the only one who makes the line longer.
        let mut things = things.lock().ok()?;
        let mut state = self.state();
        while state.answers.len() >= self.room && !state.over {
            state = self.wait(state);
        }
        if state.over {
            return None;
        }
        // The next thing may have to be read from a disk: answers are put and taken meanwhile.
        drop(state);
        let thing = things.next()?;
        let mut state = self.state();
        state.answers.push_back(None);
        Some((state.taken + state.answers.len() - 1, thing))
    }

    fn put(&self, place: usize, answer: A) {
        let mut state = self.state();
        let place = place - state.taken;
        state.answers[place] = Some(answer);
        self.moved.notify_all();
    }

    /// The oldest answer; `None` when there will be no more.
    fn take(&self) -> Option<A> {
        let mut state = self.state();
        loop {
            if let Some(answer) = state.answers.front_mut().and_then(Option::take) {
                state.answers.pop_front();
                state.taken += 1;
                self.moved.notify_all();
                return Some(answer);
            }
            if state.over || state.working == 0 {
                return None;
            }
            state = self.wait(state);
        }
    }

    fn state(&self) -> MutexGuard<'_, State<A>> {
        // The state is whole at every moment, also when a holder panicked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<A>>) -> MutexGuard<'a, State<A>> {
        self.moved.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

/// A thread that is there, and says so when it leaves. One that panics leaves an answer that never comes, so everything ends
/// then.
struct Working<'a, A>(&'a Line<A>);

impl<'a, A> Working<'a, A> {
    fn new(line: &'a Line<A>) -> Self {
        line.state().working += 1;
        Self(line)
    }
}

impl<A> Drop for Working<'_, A> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.working -= 1;
        state.over |= thread::panicking();
        self.0.moved.notify_all();
    }
}

/// Nobody takes answers any more: threads that wait for room are let go.
struct Ending<'a, A>(&'a Line<A>);

impl<A> Drop for Ending<'_, A> {
    fn drop(&mut self) {
        self.0.state().over = true;
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn threads(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).unwrap()
    }

    /// Takes longer for some things than for others, so that they are done in another order.
    fn uneven(thing: usize) -> usize {
        thread::sleep(Duration::from_micros((thing * 7919 % 13) as u64 * 50));
        thing * thing
    }

    fn all(count: usize, things: usize) -> Vec<usize> {
        let mut answers = Vec::new();
        in_order(threads(count), 0..things, uneven, |answer| {
            answers.push(answer);
            ControlFlow::Continue(())
        });
        answers
    }

    #[test]
    fn answers_come_in_order_whatever_the_number_of_threads() {
        let expected: Vec<usize> = (0..500).map(|thing| thing * thing).collect();
        for count in [1, 2, 4, 16] {
            assert_eq!(all(count, 500), expected, "{count} threads");
        }
        assert_eq!(all(4, 0), [0; 0]);
        assert_eq!(all(4, 1), [0]);
    }

    #[test]
    fn who_takes_slowly_slows_the_work_down() {
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut taken = 0;
        let work = |thing: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            thing
        };
        in_order(threads(4), 0..200, work, |_| {
            taken += 1;
            thread::sleep(Duration::from_micros(200));
            most.fetch_max(begun.load(Ordering::SeqCst) - taken, Ordering::SeqCst);
            ControlFlow::Continue(())
        });
        assert_eq!(taken, 200);
        let most = most.into_inner();
        assert!((8..=4 * UNDER_WAY_PER_THREAD).contains(&most), "{most} under way");
    }

    #[test]
    fn nothing_more_is_begun_when_nobody_takes() {
        let begun = AtomicUsize::new(0);
        let work = |thing: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            thing
        };
        let mut taken = 0;
        in_order(threads(2), 0.., work, |_| {
            taken += 1;
            if taken == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(begun.into_inner() <= 10 + 2 * UNDER_WAY_PER_THREAD);
    }

    #[test]
    fn fewer_threads_than_were_asked_for_do_it_all_the_same() {
        for given in 0..4 {
            // No system has room for such a stack.
            let builder = |number: usize| match number < given {
                true => Builder::new(),
                false => Builder::new().stack_size(isize::MAX as usize & !0xffff),
            };
            let mut answers = Vec::new();
            by_threads(threads(4), builder, 0..100, uneven, |answer| {
                answers.push(answer);
                if answers.len() == 90 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            assert_eq!(answers, (0..90).map(|thing| thing * thing).collect::<Vec<_>>(), "{given} threads");
        }
    }

    #[test]
    fn what_panics_is_told_and_nothing_hangs() {
        let at_seven = |thing: usize| if thing == 7 { panic!("as it should") } else { thing };
        let goes_on = |_| ControlFlow::Continue(());
        for count in [1, 3] {
            let work = std::panic::catch_unwind(|| in_order(threads(count), 0.., at_seven, goes_on));
            let things =
                std::panic::catch_unwind(|| in_order(threads(count), (0..).map(at_seven), |thing| thing, goes_on));
            let take = std::panic::catch_unwind(|| {
                in_order(
                    threads(count),
                    0..,
                    |thing| thing,
                    |answer| {
                        at_seven(answer);
                        ControlFlow::Continue(())
                    },
                );
            });
            assert!(work.is_err() && things.is_err() && take.is_err(), "{count} threads");
        }
    }
}
