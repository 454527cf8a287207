//! For tests: the official rules' libraries, as cargo has just built them.
//!
//! `cargo test` puts the libraries of a test's dependencies beside the test itself. A crate whose tests load rules has
//! this one among its dev-dependencies and copies them from there: no second build, no path to guess.
//!
//! [`module`] has the same sources built as WebAssembly, which cargo does not do for a dependency.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

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

/// The compiler's name of WebAssembly without a system around it.
const WEBASSEMBLY: &str = "wasm32-unknown-unknown";

/// The WebAssembly module of an official rule, built when it is first asked for; `None` where the compiler has no standard
/// library for that, which `rustup target add wasm32-unknown-unknown` brings.
///
/// # Panics
/// If a rule does not build.
#[must_use]
pub fn module(id: &str) -> Option<PathBuf> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| has_webassembly().then(build_modules));
    Some(folder.as_ref()?.join(format!("rustdag_rule_{}.wasm", id.replace('-', "_"))))
}

fn has_webassembly() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let asked = Command::new(rustc).args(["--print", "target-libdir", "--target", WEBASSEMBLY]).output();
    let folder = asked.ok().and_then(|said| String::from_utf8(said.stdout).ok());
    folder.is_some_and(|folder| Path::new(folder.trim()).is_dir())
}

/// Builds them beside the tests, in a folder of their own, because the outer cargo may hold its own. Cargo lets one build
/// at a time into it.
fn build_modules() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let outer = test.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file()).expect("cargo's folder");
    let folder = outer.join("sandboxed");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--quiet", "--locked", "--profile", "sandboxed", "--target", WEBASSEMBLY]);
    cargo.arg("--target-dir").arg(&folder).current_dir(env!("CARGO_MANIFEST_DIR"));
    for id in IDS {
        cargo.args(["--package", &format!("rustdag-rule-{id}")]);
    }
    // Flags for this machine are not for that one.
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    let built = cargo.output().expect("cargo can be started");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    folder.join(WEBASSEMBLY).join("sandboxed")
}
