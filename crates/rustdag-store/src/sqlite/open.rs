//! Opening connections, with the settings each needs.

use super::fault::Faults;
use crate::error::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::fs::OpenOptions;
use std::time::Duration;

/// How long a connection waits for another program before it says that the file is held.
const PATIENCE: Duration = Duration::from_secs(5);

/// Statements kept ready per connection; there are fewer than this.
const STATEMENTS: usize = 32;

/// The connection that writes. Makes the file if it is not there.
pub(super) fn writer(faults: &Faults) -> Result<Connection, StoreError> {
    make_file(faults)?;
    let connection = connect(faults)?;
    // SQLite opens a write-protected file for reading without a word.
    if connection.is_readonly("main").map_err(|error| faults.say(&error))? {
        return Err(StoreError::ReadOnly { file: faults.file().to_owned() });
    }
    // Secure deletion overwrites what is erased; FULL makes a commit survive a loss of power.
    connection
        .execute_batch("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL;")
        .map_err(|error| faults.say(&error))?;
    Ok(connection)
}

/// A connection that reads.
pub(super) fn reader(faults: &Faults) -> Result<Connection, StoreError> {
    let connection = connect(faults)?;
    connection.execute_batch("PRAGMA query_only = ON").map_err(|error| faults.say(&error))?;
    Ok(connection)
}

fn connect(faults: &Faults) -> Result<Connection, StoreError> {
    // Each connection is used by one thread at a time, which is all that SQLite asks.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(faults.file(), flags).map_err(|error| faults.say(&error))?;
    connection.busy_timeout(PATIENCE).map_err(|error| faults.say(&error))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Health data: the file is made so that only its owner may read it.
fn make_file(faults: &Faults) -> Result<(), StoreError> {
    let file = faults.file();
    if file.exists() {
        return Ok(());
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(_) => Ok(()),
        Err(error) => match error.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Err(StoreError::ReadOnly { file: file.to_owned() })
            }
            std::io::ErrorKind::StorageFull => Err(StoreError::Full { file: file.to_owned() }),
            _ => Err(StoreError::CannotOpen { file: file.to_owned(), what: error.to_string() }),
        },
    }
}
