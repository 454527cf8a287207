//! The host's rule in C, with a define that makes it go wrong, as somebody would send it.

use std::path::Path;
use std::process::Command;

/// As a library; `None` where there is no C compiler.
pub fn library(define: &str) -> Option<Vec<u8>> {
    build("cc", &["-D_DEFAULT_SOURCE", "-shared", "-fPIC", "-pthread"], define)
}

/// As a sandboxed rule; `None` where there is no compiler for that.
pub fn module(define: &str) -> Option<Vec<u8>> {
    let for_nothing = ["--target=wasm32", "-O1", "-ffreestanding", "-nostdlib", "-mbulk-memory", "-fvisibility=hidden"];
    let linked = ["-Wl,--no-entry", "-Wl,--export-dynamic", "-Wl,--allow-undefined"];
    build("clang", &[&for_nothing[..], &linked].concat(), define)
}

fn build(compiler: &str, flags: &[&str], define: &str) -> Option<Vec<u8>> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = tempfile::tempdir().unwrap();
    let built = folder.path().join("built");
    let mut command = Command::new(compiler);
    command.args(flags).args(["-std=c11", &format!("-D{define}"), "-I"]);
    command.arg(crates.join("rustdag-rule-abi/include")).arg(crates.join("rustdag-host/tests/c/rule.c"));
    match command.arg("-o").arg(&built).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("not tried: there is no {compiler}");
            None
        }
        Err(error) => panic!("{compiler} cannot be started: {error}"),
        Ok(output) => {
            assert!(output.status.success(), "{define}: {}", String::from_utf8_lossy(&output.stderr));
            Some(std::fs::read(&built).unwrap())
        }
    }
}
