//! The one compiler and runtime of this process, its settings, and the thread that counts time for it.

use crate::unfit::Unfit;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::time::Duration;
use wasmtime::{Config, Engine};

/// How often time is counted.
pub(crate) const TICK: Duration = Duration::from_millis(20);
/// Ticks a call may take: a second. Counted in ticks that really came, so that a machine that was suspended, or stood
/// still under its load, does not count that against a rule.
pub(crate) const TICKS_MOST: u64 = 50;
/// Stack a rule may use of the thread that calls it. Threads have two million bytes and more.
const STACK_BYTES: usize = 256 * 1024;

/// The engine.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(&config()).expect("the settings do not depend on the machine"))
}

fn config() -> Config {
    let mut config = Config::new();
    config
        // Steps are counted, so that the same call ends the same way everywhere.
        .consume_fuel(true)
        // Filling memory counts as one step however much is filled: the steps of one call can take seconds. So time has an
        // end too.
        .epoch_interruption(true)
        .max_wasm_stack(STACK_BYTES)
        // What is not a number has one bit pattern, on every machine.
        .cranelift_nan_canonicalization(true)
        // Instructions that may differ between machines, and everything a rule has no use for.
        .wasm_relaxed_simd(false)
        .wasm_memory64(false)
        .wasm_multi_memory(false)
        .wasm_tail_call(false)
        .wasm_extended_const(false)
        // A rule that fails is told by what it did, not by where.
        .wasm_backtrace(false)
        .generate_address_map(false);
    config
}

/// Ticks there were since this process began.
static TICKS: AtomicU64 = AtomicU64::new(0);

/// The same. They come only while somebody holds a [`Clock`].
#[inline]
pub(crate) fn ticks() -> u64 {
    TICKS.load(Ordering::Relaxed)
}

/// Time goes on as long as somebody holds one of these.
pub(crate) struct Clock(());

/// The clock: one thread for all rules of this process, which ends when the last of them has gone.
pub(crate) fn clock() -> Result<Arc<Clock>, Unfit> {
    static CLOCK: Mutex<Weak<Clock>> = Mutex::new(Weak::new());
    // A reference is whole at every moment, also when a holder panicked.
    let mut current = CLOCK.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(clock) = current.upgrade() {
        return Ok(clock);
    }
    let clock = Arc::new(Clock(()));
    let held = Arc::downgrade(&clock);
    let count = move || {
        while held.strong_count() > 0 {
            std::thread::sleep(TICK);
            TICKS.fetch_add(1, Ordering::Relaxed);
            engine().increment_epoch();
        }
    };
    std::thread::Builder::new().name("rule-clock".to_owned()).spawn(count).map_err(Unfit::Clock)?;
    *current = Arc::downgrade(&clock);
    Ok(clock)
}
