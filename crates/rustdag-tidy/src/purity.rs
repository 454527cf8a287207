//! What the engine and the rules never use: a clock, chance, hash order, threads, files, async, and arithmetic that
//! differs between machines.
//!
//! The compiler and clippy see one build for one platform; this sees every line, macros and other platforms included.
//! Tests are left out: they may print, and may compare with what is not exact.

use crate::finding::Finding;
use crate::rust_text::{Token, starts_with, tokens, without_tests};

/// Words that may not stand in a source, one reason for all of them.
#[derive(Clone, Copy, Debug)]
pub struct Forbidden {
    /// What to do instead.
    pub remedy: &'static str,
    /// The words, written as in code: `.exp(`, `Timestamp::now`.
    pub words: &'static [&'static str],
}

const ORDER: Forbidden = Forbidden {
    remedy: "the order of a hash differs from run to run; use BTreeMap or BTreeSet",
    words: &["HashMap", "HashSet", "hash_map", "hash_set", "RandomState", "DefaultHasher"],
};

const CLOCK: Forbidden = Forbidden {
    remedy: "the same input gives the same answer at any time and place; take the instant and the zone as arguments",
    words: &["SystemTime", "Instant", "Timestamp::now", "Zoned::now", "TimeZone::system", "TimeZone::get", "tz::db"],
};

const ASYNC: Forbidden =
    Forbidden { remedy: "only what waits for others is async; do the waiting above", words: &["async", "await"] };

const UNSAFE: Forbidden = Forbidden {
    remedy: "find a safe way, or do it where memory is handed over: rustdag-rule, rustdag-host",
    words: &["unsafe"],
};

const SHARED: Forbidden = Forbidden {
    remedy: "any thread may ask at any time, and gets the same answer; keep no state between calls",
    words: &["static mut", "thread_local!", "OnceLock", "OnceCell", "LazyLock", "Mutex", "RwLock"],
};

const OUTPUT: Forbidden = Forbidden {
    remedy: "answer it as a value; who asked decides what is printed",
    words: &["println!", "eprintln!", "print!", "eprint!", "dbg!", "todo!", "unimplemented!"],
};

const ROUNDING: Forbidden = Forbidden {
    remedy: "its last digit differs between machines; use libm (sqrt is exact and may stay)",
    words: &[
        ".exp(",
        ".exp2(",
        ".exp_m1(",
        ".ln(",
        ".ln_1p(",
        ".log(",
        ".log2(",
        ".log10(",
        ".powf(",
        ".powi(",
        ".cbrt(",
        ".hypot(",
        ".sin(",
        ".cos(",
        ".tan(",
        ".sin_cos(",
        ".asin(",
        ".acos(",
        ".atan(",
        ".atan2(",
        ".sinh(",
        ".cosh(",
        ".tanh(",
        ".asinh(",
        ".acosh(",
        ".atanh(",
        "f64::exp",
        "f64::exp2",
        "f64::exp_m1",
        "f64::ln",
        "f64::ln_1p",
        "f64::log",
        "f64::log2",
        "f64::log10",
        "f64::powf",
        "f64::powi",
        "f64::cbrt",
        "f64::hypot",
        "f64::sin",
        "f64::cos",
        "f64::tan",
        "f64::tanh",
        "f32::exp",
        "f32::ln",
        "f32::powf",
        "f32::powi",
        "f32::sin",
        "f32::cos",
        "f32::tanh",
    ],
};

/// What the engine never uses.
pub const FORBIDDEN_IN_ENGINE: &[Forbidden] = &[ORDER, CLOCK, ASYNC, UNSAFE, SHARED, OUTPUT, ROUNDING];

/// What a rule never uses, in any tier.
pub const FORBIDDEN_IN_RULES: &[Forbidden] = &[ORDER, CLOCK, ASYNC, UNSAFE, SHARED, OUTPUT, ROUNDING];

/// Modules of `std` that reach the machine.
const MACHINE: &[&str] = &["env", "fs", "io", "net", "os", "process", "thread"];

/// Judges one source; `place` names it in findings.
#[must_use]
pub fn check(place: &str, source: &str, forbidden: &[Forbidden]) -> Vec<Finding> {
    let all = tokens(source);
    let code = without_tests(&all);
    let patterns: Vec<_> = forbidden
        .iter()
        .flat_map(|Forbidden { remedy, words }| words.iter().map(move |&words| (words, *remedy, tokens(words))))
        .collect();
    let mut findings = Vec::new();
    for (start, token) in code.iter().enumerate() {
        let here = &code[start..];
        for (words, remedy, pattern) in &patterns {
            let pattern: Vec<_> = pattern.iter().map(|token| token.text).collect();
            if starts_with(here, &pattern) {
                findings.push(Finding::new(format!("{place}:{}", token.line), format!("uses `{words}`"), *remedy));
            }
        }
        for module in std_modules(here) {
            if MACHINE.contains(&module.text) {
                findings.push(Finding::new(
                    format!("{place}:{}", module.line),
                    format!("uses `std::{}`", module.text),
                    "the engine and the rules reach nothing of the machine; do it above",
                ));
            }
        }
    }
    findings
}

/// Judges a crate's root: it must forbid unsafe code by itself.
#[must_use]
pub fn check_root(place: &str, source: &str) -> Vec<Finding> {
    let attribute = ["#", "!", "[", "forbid", "(", "unsafe_code", ")", "]"];
    let all = tokens(source);
    if (0..all.len()).any(|start| starts_with(&all[start..], &attribute)) {
        return Vec::new();
    }
    vec![Finding::new(place, "does not forbid unsafe code", "write `#![forbid(unsafe_code)]` below its first lines")]
}

/// The modules named at the start of `std::…` and `std::{…}`.
fn std_modules<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t Token<'a>> {
    if !starts_with(tokens, &["std", "::"]) {
        return Vec::new();
    }
    match tokens.get(2) {
        Some(token) if token.text == "{" => {}
        Some(token) => return vec![token],
        None => return Vec::new(),
    }
    let mut modules = Vec::new();
    let mut depth = 0;
    let mut is_first = false;
    for token in &tokens[2..] {
        match token.text {
            "{" => {
                depth += 1;
                is_first = depth == 1;
            }
            "}" if depth == 1 => break,
            "}" => depth -= 1,
            "," if depth == 1 => is_first = true,
            _ => {
                if is_first {
                    modules.push(token);
                }
                is_first = false;
            }
        }
    }
    modules
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        check("a.rs", source, FORBIDDEN_IN_ENGINE).iter().map(|finding| finding.what.clone()).collect()
    }

    #[test]
    fn every_forbidden_word_is_found() {
        for words in FORBIDDEN_IN_ENGINE.iter().flat_map(|forbidden| forbidden.words) {
            // What begins with a point needs something before it.
            let source = format!("fn f(x: f64) {{\n    x{}{words} }}", if words.starts_with('.') { "" } else { " " });
            let findings = check("a.rs", &source, FORBIDDEN_IN_ENGINE);
            assert!(findings.iter().any(|finding| finding.what == format!("uses `{words}`")), "{words}: {findings:?}");
            assert!(findings.iter().all(|finding| finding.place == "a.rs:2"), "{findings:?}");
        }
    }

    #[test]
    fn modules_of_the_machine_are_found_alone_and_in_groups() {
        assert_eq!(found("use std::fs;"), ["uses `std::fs`"]);
        assert_eq!(found("let x = std::env::var(a);"), ["uses `std::env`"]);
        assert_eq!(found("use std::{fmt, io::{self, Read}, collections::{BTreeMap, fs}};"), ["uses `std::io`"]);
        assert_eq!(found("use std::{collections::{BTreeMap}, thread};"), ["uses `std::thread`"]);
        assert!(found("use std::sync::Arc; use std::{fmt, cmp::Ordering};").is_empty());
    }

    #[test]
    fn what_only_looks_alike_is_not() {
        for source in [
            "x.sqrt() + libm::exp(x) + y.expect(z)",
            "// HashMap\n/* unsafe */ let a = \"println!(std::fs)\";",
            "#[cfg(test)] mod tests { fn f() { println!(\"{}\", x.exp()); } }",
            "#![forbid(unsafe_code)]",
            "struct Instants; let exp = self.exp;",
        ] {
            assert!(found(source).is_empty(), "{source}: {:?}", found(source));
        }
    }

    #[test]
    fn a_root_says_that_it_is_safe() {
        assert!(check_root("lib.rs", "//! Text.\n#![forbid(unsafe_code)]\nmod a;").is_empty());
        assert_eq!(check_root("lib.rs", "//! #![forbid(unsafe_code)]\nmod a;")[0].what, "does not forbid unsafe code");
    }
}
