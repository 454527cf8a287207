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

/// How the names of rule files end.
pub(crate) const FILE_SUFFIX: &str = ".toml";
/// How the names of sandboxed rules end.
const MODULE_SUFFIX: &str = ".wasm";

/// Whether a file is a shared library of this system by its name.
pub(crate) fn is_library(path: &Path) -> bool {
    path.to_string_lossy().ends_with(DLL_SUFFIX)
}

/// Whether a file is a sandboxed rule by its name.
pub(crate) fn is_module(path: &Path) -> bool {
    path.to_string_lossy().ends_with(MODULE_SUFFIX)
}

/// Whether a file is a shared library by its name, of this system or another: code that runs unguarded.
#[must_use]
pub fn is_native_code(file_name: &str) -> bool {
    let name = file_name.to_ascii_lowercase();
    [".so", ".dylib", ".dll"].iter().any(|ending| name.ends_with(ending))
}

/// What may be rules, each by name, so that the order never depends on the file system.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Shared libraries.
    pub libraries: Vec<PathBuf>,
    /// WebAssembly modules.
    pub modules: Vec<PathBuf>,
    /// Rule files.
    pub files: Vec<PathBuf>,
}

impl Found {
    /// Takes a file by how its name ends; says whether it may be a rule.
    pub fn take(&mut self, path: PathBuf) -> bool {
        let list = if is_library(&path) {
            &mut self.libraries
        } else if is_module(&path) {
            &mut self.modules
        } else if path.to_string_lossy().ends_with(FILE_SUFFIX) {
            &mut self.files
        } else {
            return false;
        };
        // A file that is named and lies in a named folder is one file.
        if !list.contains(&path) {
            list.push(path);
        }
        true
    }
}

/// What may be rules in a folder, added to what was found.
pub(crate) fn look(folder: &Path, found: &mut Found) -> Result<(), Refused> {
    let refuse = |error| Refused { path: folder.to_owned(), why: Refusal::Folder(error) };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(refuse)? {
        let path = entry.map_err(refuse)?.path();
        // Metadata that cannot be read belongs to a file that cannot either: that is said when it is read.
        let is_other_kind = path.metadata().is_ok_and(|data| !data.is_file());
        if !is_other_kind {
            paths.push(path);
        }
    }
    paths.sort();
    for path in paths {
        found.take(path);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_of_every_system_are_native_code() {
        assert!(is_native_code("librustdag_rule_sleep.so") && is_native_code("x.DLL") && is_native_code("x.dylib"));
        assert!(!is_native_code("so.toml") && !is_native_code("x.wasm"));
        assert!(is_native_code(&format!("x{DLL_SUFFIX}")));
    }
}
