//! Which files of a folder may be rules.

use crate::refusal::{Refusal, Refused};
use std::env::consts::DLL_SUFFIX;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of the running program: a build puts the official rules beside it.
///
/// # Errors
/// If the system does not say where the program is.
pub fn official_rules_dir() -> io::Result<PathBuf> {
    let program = std::env::current_exe()?;
    program.parent().map(Path::to_owned).ok_or_else(|| io::Error::other("the program has no folder"))
}

/// Shared libraries of a folder, by name, so that the order never depends on the file system.
pub(crate) fn libraries(folder: &Path) -> Result<Vec<PathBuf>, Refused> {
    let refuse = |error| Refused { path: folder.to_owned(), why: Refusal::Folder(error) };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(refuse)? {
        let path = entry.map_err(refuse)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy());
        // Metadata that cannot be read belongs to a file that cannot either: that is said when it is read.
        let is_other_kind = path.metadata().is_ok_and(|data| !data.is_file());
        if name.is_some_and(|name| name.ends_with(DLL_SUFFIX)) && !is_other_kind {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
