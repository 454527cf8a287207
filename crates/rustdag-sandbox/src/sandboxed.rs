//! A configured rule that answers from any thread: an instance per thread that asks at the same time, each started alike.

use crate::engine::{Clock, clock};
use crate::live::{Failed, Live};
use crate::sandbox::{Compiled, Sight};
use crate::slowness::Slowness;
use crate::unfit::Unfit;
use rustdag_rule_abi::{Limits, RuleInfo, Snapshot};
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

/// Most instances of one rule. Whoever comes while all are busy waits for a few hundred nanoseconds.
const INSTANCES_MOST: usize = 32;

/// A configured rule.
pub struct Sandboxed {
    compiled: Arc<Compiled>,
    info: RuleInfo,
    parameters: String,
    sight: Sight,
    places: Box<[Place]>,
    /// Whether it took too much time, once or together. Asking it again could hold up every plan, as often as a plan asks.
    slowness: Slowness,
    _clock: Arc<Clock>,
}

/// Room for an instance; its own cache lines, so that threads do not wait for each other's locks.
#[repr(align(128))]
struct Place(Mutex<Option<Live>>);

impl fmt::Debug for Sandboxed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandboxed").field("info", &self.info).finish_non_exhaustive()
    }
}

impl Sandboxed {
    pub(crate) fn new(compiled: Arc<Compiled>, info: RuleInfo, parameters: &str, sight: Sight) -> Result<Self, Unfit> {
        let clock = clock()?;
        // The first instance shows whether there can be any.
        let first = Live::start(&compiled.0, &info, parameters, sight)?;
        let count = std::thread::available_parallelism().map_or(1, usize::from).min(INSTANCES_MOST);
        let mut places: Box<[Place]> = (0..count).map(|_| Place(Mutex::new(None))).collect();
        if let Some(place) = places.first_mut() {
            *place = Place(Mutex::new(Some(first)));
        }
        let (parameters, slowness) = (parameters.to_owned(), Slowness::default());
        Ok(Self { compiled, info, parameters, sight, places, slowness, _clock: clock })
    }

    /// Why it is not asked any more, for as long as this rule lives: [`Failed::Time`] or [`Failed::Slow`]. `None` while it is.
    #[must_use]
    pub fn stopped(&self) -> Option<Failed> {
        self.slowness.stopped()
    }

    /// Asks the rule about a snapshot: its limits, and its status. Whatever `limits` held, the rule starts from no opinion.
    ///
    /// # Errors
    /// [`Failed`] if it did not come to its end; `limits` are as they were.
    #[inline]
    pub fn ask(&self, snapshot: &Snapshot, limits: &mut Limits) -> Result<i32, Failed> {
        self.ask_with(snapshot, limits, |_| ())
    }

    /// The same, and the steps it took.
    ///
    /// # Errors
    /// As [`Self::ask`].
    pub fn ask_counting(&self, snapshot: &Snapshot, limits: &mut Limits) -> Result<(i32, u64), Failed> {
        let mut steps = 0;
        let status = self.ask_with(snapshot, limits, |live| steps = live.steps())?;
        Ok((status, steps))
    }

    #[inline]
    fn ask_with(&self, snapshot: &Snapshot, limits: &mut Limits, then: impl FnMut(&Live)) -> Result<i32, Failed> {
        if let Some(why) = self.slowness.stopped() {
            return Err(why);
        }
        let mut place = self.place();
        let began = self.slowness.begin();
        let answer = self.ask_at(&mut place, snapshot, limits, then);
        self.slowness.end(&began);
        if let Err(failed) = answer {
            // It stopped in the middle of something: the next call gets another.
            *place = None;
            if failed == Failed::Time {
                self.slowness.stop(failed);
            }
        }
        answer
    }

    #[inline]
    fn ask_at(
        &self,
        place: &mut Option<Live>,
        snapshot: &Snapshot,
        limits: &mut Limits,
        mut then: impl FnMut(&Live),
    ) -> Result<i32, Failed> {
        let live = match place {
            Some(live) => live,
            // What could be started once can be started again, if there is memory for it.
            none => {
                let started = Live::start(&self.compiled.0, &self.info, &self.parameters, self.sight);
                none.insert(started.map_err(|_| Failed::Runtime)?)
            }
        };
        let status = live.ask(snapshot, limits)?;
        then(live);
        Ok(status)
    }

    /// A place that nobody uses, this thread's own if it is free.
    #[inline]
    fn place(&self) -> MutexGuard<'_, Option<Live>> {
        let own = thread_number() % self.places.len();
        for step in 0..self.places.len() {
            match self.places[(own + step) % self.places.len()].0.try_lock() {
                Ok(place) => return place,
                Err(TryLockError::Poisoned(poisoned)) => return emptied(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        self.places[own].0.lock().unwrap_or_else(|poisoned| emptied(PoisonError::into_inner(poisoned)))
    }
}

/// A place whose holder panicked: nobody knows in which state the instance is.
#[cold]
fn emptied(mut place: MutexGuard<'_, Option<Live>>) -> MutexGuard<'_, Option<Live>> {
    *place = None;
    place
}

/// Threads are numbered as they first ask, so that few share a place.
#[inline]
fn thread_number() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static NUMBER: usize = NEXT.fetch_add(1, Ordering::Relaxed);
    }
    NUMBER.with(|number| *number)
}
