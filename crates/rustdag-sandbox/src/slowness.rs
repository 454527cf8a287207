//! Whether a rule is asked again: one whose calls are slow is not, once they took too much time together.
//!
//! A call just within its second would otherwise hold up every plan, as often as a plan asks. Only time of the processor
//! counts: on a busy machine a call may stand still for long, and that is no fault of the rule's. Asking for that time takes
//! as long as a short answer, so it is asked for only while a rule is watched, which begins with a call in which the clock
//! ticked more than once.

use crate::engine::{TICK, ticks};
use crate::live::{Failed, SLOW_CALLS_MOST};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// Ticks in a call after which the rule is watched.
const TICKS_SLOW: u64 = 2;
/// A watched call that took this long is slow.
const SLOW: Duration = TICK;
/// Calls that are watched after a slow one, so that who is slow now and then cannot hide it and still matter.
const CALLS_WATCHED: u32 = 100_000;
/// Of the time that goes by, one part in so many is forgiven: a rule that is slow once an hour is no trouble.
const FORGIVEN: u32 = 100;

/// What is known of a rule's calls.
#[derive(Default)]
pub(crate) struct Slowness {
    stopped: OnceLock<Failed>,
    /// Calls that are still to be watched.
    watched: AtomicU32,
    account: Mutex<Account>,
}

/// Time that slow calls took and that was not forgiven yet.
#[derive(Debug, Default)]
struct Account {
    spent: Duration,
    /// The tick at which it was brought up to date.
    at: u64,
}

/// A call that is under way.
pub(crate) struct Began {
    ticks: u64,
    /// Time of the processor this thread had taken, if the call is watched.
    taken: Option<Duration>,
}

impl Slowness {
    /// Why the rule is not asked any more, if it is not.
    #[inline]
    pub fn stopped(&self) -> Option<Failed> {
        self.stopped.get().copied()
    }

    /// The rule is not asked any more. The first reason stays.
    pub fn stop(&self, why: Failed) {
        _ = self.stopped.set(why);
    }

    /// Before a call.
    #[inline]
    pub fn begin(&self) -> Began {
        let is_watched = self.watched.load(Ordering::Relaxed) > 0;
        Began { ticks: ticks(), taken: is_watched.then(taken) }
    }

    /// After it, on the same thread.
    #[inline]
    pub fn end(&self, began: &Began) {
        match began.taken {
            None if ticks() - began.ticks < TICKS_SLOW => {}
            None => self.watched.store(CALLS_WATCHED, Ordering::Relaxed),
            Some(before) => self.count(taken().saturating_sub(before), ticks()),
        }
    }

    #[cold]
    fn count(&self, took: Duration, now: u64) {
        if took < SLOW {
            // One that others have counted down meanwhile is not watched any more.
            _ = self.watched.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |calls| calls.checked_sub(1));
            return;
        }
        self.watched.store(CALLS_WATCHED, Ordering::Relaxed);
        // Two numbers that are each whole at every moment.
        let mut account = self.account.lock().unwrap_or_else(PoisonError::into_inner);
        let ticks_since = u32::try_from(now.saturating_sub(account.at)).unwrap_or(u32::MAX);
        account.spent = account.spent.saturating_sub(TICK.saturating_mul(ticks_since) / FORGIVEN) + took;
        account.at = now;
        if account.spent > SLOW_CALLS_MOST {
            self.stop(Failed::Slow);
        }
    }
}

/// Time of the processor that this thread has taken.
#[cfg(unix)]
fn taken() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: a valid struct that outlives the call. Where there is no such clock it stays zero, and nothing is slow.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// Elsewhere all time counts.
#[cfg(not(unix))]
fn taken() -> Duration {
    static BEGAN: OnceLock<std::time::Instant> = OnceLock::new();
    BEGAN.get_or_init(std::time::Instant::now).elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Duration = Duration::from_millis(500);

    #[test]
    fn slow_calls_add_up_and_quick_ones_do_not() {
        let slowness = Slowness::default();
        for _ in 0..1_000_000 {
            slowness.count(SLOW - Duration::from_nanos(1), 0);
        }
        for _ in 0..10 {
            slowness.count(HALF, 0);
        }
        assert_eq!(slowness.stopped(), None);
        slowness.count(SLOW, 0);
        assert_eq!(slowness.stopped(), Some(Failed::Slow));
    }

    #[test]
    fn what_is_slow_now_and_then_is_forgiven() {
        let slowness = Slowness::default();
        // Once a minute.
        let minute = 60_000 / TICK.as_millis() as u64;
        for call in 1..1_000 {
            slowness.count(HALF, call * minute);
        }
        assert_eq!(slowness.stopped(), None);
        // Twice a minute.
        for call in 1..1_000 {
            slowness.count(HALF, 1_000 * minute + call * minute / 2);
        }
        assert_eq!(slowness.stopped(), Some(Failed::Slow));
    }

    #[test]
    fn a_call_that_only_stood_still_is_not_slow() {
        let slowness = Slowness::default();
        slowness.watched.store(CALLS_WATCHED, Ordering::Relaxed);
        let began = slowness.begin();
        std::thread::sleep(5 * SLOW);
        slowness.end(&began);
        assert_eq!(slowness.account.lock().unwrap().spent, Duration::ZERO);
        assert_eq!(slowness.watched.load(Ordering::Relaxed), CALLS_WATCHED - 1);
    }
}
