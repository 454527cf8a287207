//! Installed rules as files of this process: whoever loads rules reads files, whatever their kind.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// Digits of a digest in a file's name: enough to tell files apart in a folder of our own.
const DIGITS: usize = 32;

/// A folder that is there as long as the service: a rule may be opened again later.
#[derive(Default)]
pub(crate) struct Files(Mutex<Option<TempDir>>);

impl Files {
    /// Where these bytes are as a file. The name ends as the rule's own did, because the ending says how it runs.
    ///
    /// # Errors
    /// What the system says, as a sentence.
    pub(crate) fn put(&self, name: &str, digest: &str, bytes: &[u8]) -> Result<PathBuf, String> {
        let cannot = |error: std::io::Error| format!("cannot be written to the temporary folder: {error}");
        // A folder is there or not, also when a holder panicked.
        let mut folder = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = match &*folder {
            Some(folder) => folder,
            None => folder.insert(tempfile::Builder::new().prefix("rustdag-installed-").tempdir().map_err(cannot)?),
        };
        let path = folder.path().join(format!("{}-{name}", digest.get(..DIGITS).unwrap_or(digest)));
        if !path.exists() {
            let mut file = tempfile::NamedTempFile::new_in(folder.path()).map_err(cannot)?;
            file.write_all(bytes).map_err(cannot)?;
            file.persist(&path).map_err(|error| cannot(error.error))?;
        }
        Ok(path)
    }
}
