//! The header stands alone: a C compiler and a C++ compiler accept it, with every warning, and lay everything out as the
//! table says. The assertions in it are made from that table, one for each field of each struct.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Compiles a few lines that include the header, and says what the compiler said; `None` where there is no such compiler.
fn compiled(compiler: &str, language: &str, standard: &str, lines: &str) -> Option<Result<(), String>> {
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("include");
    let child = Command::new(compiler)
        .args(["-x", language, &format!("-std={standard}"), "-Wall", "-Wextra", "-Wpedantic", "-Werror"])
        .args(["-fsyntax-only", "-I"])
        .arg(include)
        .arg("-")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("not tried: there is no {compiler}");
            return None;
        }
        Err(error) => panic!("{compiler} cannot be started: {error}"),
    };
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Some(if output.status.success() { Ok(()) } else { Err(said) })
}

const COMPILERS: [(&str, &str, &str); 4] =
    [("cc", "c", "c11"), ("cc", "c", "c17"), ("c++", "c++", "c++11"), ("c++", "c++", "c++20")];

/// Twice, as who includes two headers that include it does.
const INCLUDED: &str = "#include <rustdag_rule.h>\n#include <rustdag_rule.h>\n";

#[test]
fn the_header_stands_alone_in_c_and_cpp() {
    for (compiler, language, standard) in COMPILERS {
        if let Some(said) = compiled(compiler, language, standard, INCLUDED) {
            assert_eq!(said, Ok(()), "{compiler} {standard}");
        }
    }
}

#[test]
fn a_compiler_that_lays_it_out_otherwise_stops() {
    // Doubles where there should be floats, as a compiler with another idea of a float would have it.
    let lines = "#include <math.h>\n#include <stddef.h>\n#include <stdint.h>\n#define float double\n";
    for (compiler, language, standard) in COMPILERS {
        if let Some(said) = compiled(compiler, language, standard, &format!("{lines}{INCLUDED}")) {
            assert!(said.unwrap_err().contains("rule interface layout"), "{compiler} {standard}");
        }
    }
}

#[test]
fn every_field_of_every_struct_is_asserted() {
    let header = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("include/rustdag_rule.h")).unwrap();
    let mut asserted = 0;
    for body in header.split("typedef struct ").skip(1) {
        let (name, rest) = body.split_once(" {").unwrap();
        assert!(header.contains(&format!("sizeof({name}) == ")), "{name}");
        for line in rest.split_once("} rd_").unwrap().0.lines() {
            let code = line.split("/*").next().unwrap();
            // Comments that stand on lines of their own have no semicolon before them.
            for declared in code.trim().strip_suffix(';').into_iter().flat_map(|code| code.split(',')) {
                let field = declared.split_whitespace().last().unwrap().split('[').next().unwrap();
                assert!(header.contains(&format!("offsetof({name}, {field}) == ")), "{name}.{field}");
                asserted += 1;
            }
        }
    }
    assert!(asserted > 60, "{asserted}");
}
