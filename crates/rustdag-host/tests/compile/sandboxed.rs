//! The same rule for the sandbox.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Compiles the rule into a folder; `None` where this program has no sandbox, or there is no compiler for it. What the rule
/// asks of a system becomes an import.
pub fn into(folder: &Path, defines: &[&str]) -> Option<PathBuf> {
    if !rustdag_host::HAS_SANDBOX {
        return None;
    }
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    let module = folder.join("c.wasm");
    let mut clang = Command::new("clang");
    clang
        .args(["--target=wasm32", "-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-Wno-unused"])
        .args(["-ffreestanding", "-nostdlib", "-mbulk-memory", "-fvisibility=hidden"])
        .args(["-Wl,--no-entry", "-Wl,--export-dynamic", "-Wl,--allow-undefined", "-I"])
        .arg(crate_dir.join("../rustdag-rule-abi/include"))
        .arg(crate_dir.join("tests/c/rule.c"))
        .arg("-o")
        .arg(&module);
    for define in defines {
        clang.arg(format!("-D{define}"));
    }
    match clang.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("not tried: there is no compiler for the sandbox");
            None
        }
        Err(error) => panic!("clang cannot be started: {error}"),
        Ok(output) => {
            assert!(output.status.success(), "{defines:?}: {}", String::from_utf8_lossy(&output.stderr));
            Some(module)
        }
    }
}
