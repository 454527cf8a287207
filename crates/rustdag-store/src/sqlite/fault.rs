//! From SQLite's codes to sentences that name the file.

use crate::error::StoreError;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Says what went wrong with one file.
#[derive(Clone)]
pub(super) struct Faults {
    file: Arc<PathBuf>,
}

impl Faults {
    pub(super) fn of(file: &Path) -> Self {
        Self { file: Arc::new(file.to_owned()) }
    }

    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// What an error of SQLite means.
    pub(super) fn say(&self, error: &rusqlite::Error) -> StoreError {
        let file = self.file.to_path_buf();
        match error.sqlite_error_code() {
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { file },
            Some(ErrorCode::DiskFull) => StoreError::Full { file },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { file },
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Corrupt { file, what: error.to_string() },
            Some(ErrorCode::NotADatabase) => StoreError::Foreign { file },
            Some(ErrorCode::CannotOpen) => StoreError::CannotOpen { file, what: error.to_string() },
            _ => StoreError::Backend { file, what: error.to_string() },
        }
    }
}
