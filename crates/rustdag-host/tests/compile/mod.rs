//! The rule of `c/rule.c`, compiled with the defines that make it go wrong.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compiles the rule into a folder. The Rust toolchain links with `cc`; where there is none (another linker was
/// configured), there is nothing to compile with, and `None` says so.
pub fn into(folder: &Path, defines: &[&str]) -> Option<PathBuf> {
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    let library = folder.join(format!("{DLL_PREFIX}rustdag_c{DLL_SUFFIX}"));
    let mut cc = Command::new("cc");
    cc.args(["-std=c11", "-D_DEFAULT_SOURCE", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-pthread", "-I"])
        .arg(crate_dir.join("../rustdag-rule-abi/include"))
        .arg(crate_dir.join("tests/c/rule.c"))
        .arg("-o")
        .arg(&library);
    for define in defines {
        cc.arg(format!("-D{define}"));
    }
    match cc.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("not tried: there is no C compiler");
            None
        }
        Err(error) => panic!("cc cannot be started: {error}"),
        Ok(output) => {
            assert!(output.status.success(), "{defines:?}: {}", String::from_utf8_lossy(&output.stderr));
            Some(library)
        }
    }
}
