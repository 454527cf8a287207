//! Bringing a database up to date, one numbered step at a time, all or nothing.

use super::fault::Faults;
use crate::error::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// `RDAG`: tells our files from those of other programs.
const APPLICATION_ID: i64 = 0x5244_4147;

/// The steps in their order; the number of a step is its place, from 1. A step that was published never changes.
const STEPS: &[&str] =
    &[include_str!("migrations/0001_members_and_events.sql"), include_str!("migrations/0002_rules.sql")];

/// Runs the steps a database has not seen yet.
pub(super) fn up(connection: &mut Connection, faults: &Faults) -> Result<(), StoreError> {
    let say = |error: rusqlite::Error| faults.say(&error);
    let known = i64::try_from(STEPS.len()).expect("there are few steps");

    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(say)?;
    let number = |pragma: &str| transaction.query_row(pragma, [], |row| row.get::<_, i64>(0)).map_err(say);
    let found = number("PRAGMA user_version")?;
    let application = number("PRAGMA application_id")?;
    let tables = number("SELECT count(*) FROM sqlite_schema")?;
    if application != APPLICATION_ID && (tables > 0 || found != 0 || application != 0) {
        return Err(StoreError::Foreign { file: faults.file().to_owned() });
    }
    if found > known {
        return Err(StoreError::NewerSchema { file: faults.file().to_owned(), found, known });
    }
    let seen = usize::try_from(found)
        .map_err(|_| StoreError::Corrupt { file: faults.file().to_owned(), what: format!("schema version {found}") })?;
    for step in &STEPS[seen..] {
        transaction.execute_batch(step).map_err(say)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(say)?;
    transaction.pragma_update(None, "user_version", known).map_err(say)?;
    transaction.commit().map_err(say)?;

    // Readers go on while one writes. Only now, so that a file of something else stays as it is.
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(say)?;
    if mode != "wal" {
        return Err(StoreError::CannotOpen {
            file: faults.file().to_owned(),
            what: format!("its file system does not allow a write-ahead log (journal mode is {mode})"),
        });
    }
    Ok(())
}
