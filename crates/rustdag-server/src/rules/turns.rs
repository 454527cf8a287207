//! Turns: of those who are about to do something with the same key, one does it at a time; other keys do not wait.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Turns by key.
#[derive(Default)]
pub(super) struct Turns(Mutex<HashMap<String, Arc<Mutex<()>>>>);

impl Turns {
    /// The turns of a key.
    pub(super) fn of(&self, key: &str) -> TurnsOfKey {
        // A map of locks is whole at every moment, also when a holder panicked.
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Of keys that nobody is at nothing is kept, so that made-up ones take no room.
        all.retain(|_, turns| Arc::strong_count(turns) > 1);
        TurnsOfKey(Arc::clone(all.entry(key.to_owned()).or_default()))
    }
}

/// The turns of one key.
pub(super) struct TurnsOfKey(Arc<Mutex<()>>);

impl TurnsOfKey {
    /// Waits until it is the caller's turn, which lasts until the answer is dropped.
    pub(super) fn take(&self) -> Turn<'_> {
        // What is done in a turn is swapped in whole, so that a holder who panicked left nothing half-done.
        Turn { _turn: self.0.lock().unwrap_or_else(PoisonError::into_inner) }
    }
}

/// Shows that nobody else has a turn of the same key.
pub(super) struct Turn<'a> {
    _turn: MutexGuard<'a, ()>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn one_at_a_time_by_key_and_nothing_is_kept_of_who_left() {
        let all = Turns::default();
        let mine = all.of("a");
        let turn = mine.take();
        let (told, said) = mpsc::channel();
        std::thread::scope(|scope| {
            for key in ["a", "b"] {
                let (told, all) = (told.clone(), &all);
                scope.spawn(move || {
                    let turns = all.of(key);
                    let _turn = turns.take();
                    told.send(key).unwrap();
                });
            }
            assert_eq!(said.recv(), Ok("b"), "another key does not wait");
            assert!(said.recv_timeout(Duration::from_millis(50)).is_err());
            drop(turn);
            assert_eq!(said.recv(), Ok("a"));
        });
        drop(mine);
        drop(all.of("c"));
        assert_eq!(all.0.lock().unwrap().keys().collect::<Vec<_>>(), ["c"]);
    }
}
