//! Connections that read: lent for one call, opened when all are out.

use super::fault::Faults;
use super::open;
use crate::error::StoreError;
use rusqlite::Connection;
use std::sync::{Mutex, PoisonError};

/// Connections kept when nobody reads.
const IDLE_MAX: usize = 16;

pub(super) struct Readers {
    faults: Faults,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(faults: Faults) -> Self {
        Self { faults, idle: Mutex::new(Vec::new()) }
    }

    pub(super) fn with<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open::reader(&self.faults)?,
        };
        let answer = work(&connection).map_err(|error| self.faults.say(&error));
        let mut idle = self.idle();
        if idle.len() < IDLE_MAX {
            idle.push(connection);
        }
        answer
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        // A list of connections is whole at every moment, also when a holder panicked.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
