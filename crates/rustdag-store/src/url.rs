//! From a URL to a store.

use crate::error::StoreError;
use crate::sqlite::Sqlite;
use crate::store::Store;
use std::path::Path;
use std::sync::Arc;

const SQLITE: &str = "sqlite://";

/// Opens the database a URL names, `sqlite://FILE`, and makes it if it is not there.
///
/// # Errors
/// [`StoreError`] that names the URL or the file.
pub fn open(url: &str) -> Result<Arc<dyn Store>, StoreError> {
    match url.strip_prefix(SQLITE) {
        // SQLite takes the second name for a database that is gone when it is closed.
        Some(file) if !file.is_empty() && file != ":memory:" => Ok(Arc::new(Sqlite::open(Path::new(file))?)),
        _ => Err(StoreError::Url { url: url.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_urls_are_refused() {
        for url in ["", "gym.db", "sqlite://", "sqlite://:memory:", "mysql://host/gym"] {
            assert_eq!(open(url).err(), Some(StoreError::Url { url: url.to_owned() }), "{url}");
        }
    }
}
