//! For tests: the official rules' libraries, as cargo has just built them.
//!
//! `cargo test` puts the libraries of a test's dependencies beside the test itself. A crate whose tests load rules has
//! this one among its dev-dependencies and copies them from there: no second build, no path to guess.

use std::path::{Path, PathBuf};

/// Ids of the official rules.
pub const IDS: [&str; 5] = ["hormones", "injury-prevention", "mental-freshness", "overtraining", "sleep"];

/// File name of an official rule's library on this platform.
#[must_use]
pub fn file_name(id: &str) -> String {
    use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
    format!("{DLL_PREFIX}rustdag_rule_{}{DLL_SUFFIX}", id.replace('-', "_"))
}

/// The built library of an official rule. Read it, copy it; never write to it.
///
/// # Panics
/// If it is not there: the caller is no test run by cargo.
#[must_use]
pub fn library(id: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let mut folders = test.ancestors().skip(1).take(2).flat_map(|folder| [folder.to_owned(), folder.join("deps")]);
    let found = folders.find_map(|folder| Some(folder.join(file_name(id))).filter(|path| path.is_file()));
    found.unwrap_or_else(|| panic!("{} is not beside the test {}", file_name(id), test.display()))
}

/// Copies the libraries of all official rules into a folder.
///
/// # Panics
/// If one is not there or the folder cannot be written.
pub fn place_in(folder: &Path) {
    for id in IDS {
        let from = library(id);
        std::fs::copy(&from, folder.join(file_name(id)))
            .unwrap_or_else(|error| panic!("{} cannot be copied to {}: {error}", from.display(), folder.display()));
    }
}
