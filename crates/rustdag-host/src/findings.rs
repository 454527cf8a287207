//! What can be said of a rule before it is loaded here, by the name of its file and its bytes.

use crate::child;
use crate::examination::{Outcome, examine, is_rule_in_code};
use crate::folder::FILE_SUFFIX;
use rustdag_rule_file::{Finding, Weight};
use std::path::Path;

/// Everything there is to say, the heaviest first. A rule in code is examined in a process of its own, as by `rule check`:
/// each test that it fails is a finding. In a program that cannot start one it is not: nothing is said of it then.
#[must_use]
pub fn findings(file_name: &str, bytes: &[u8]) -> Vec<Finding> {
    if !file_name.ends_with(FILE_SUFFIX) {
        return if child::can_be_started() { of_code(file_name, bytes) } else { Vec::new() };
    }
    let mut findings = rustdag_rule_file::check(bytes);
    findings.sort_by_key(|finding| finding.weight);
    findings
}

fn of_code(file_name: &str, bytes: &[u8]) -> Vec<Finding> {
    // The name is what somebody sent: only its last part, and in a folder of our own.
    let Some(name) = Path::new(file_name).file_name().map(Path::new).filter(|name| is_rule_in_code(name)) else {
        return Vec::new();
    };
    let doubt = |text: String| Finding { weight: Weight::Doubt, text };
    let place = tempfile::Builder::new().prefix("rustdag-rules-").tempdir();
    let written = place.and_then(|place| {
        let path = place.path().join(name);
        std::fs::write(&path, bytes).map(|()| (place, path))
    });
    let (_place, path) = match written {
        Ok(written) => written,
        Err(error) => return vec![doubt(format!("it could not be examined: {error}"))],
    };
    let failed = examine(&path, None).tests.into_iter().filter_map(|test| match test.outcome {
        Outcome::Failed(why) => Some(doubt(format!("{}: {why}", test.name))),
        Outcome::Passed(_) | Outcome::LeftOut(_) => None,
    });
    failed.collect()
}

/// Whether a file would be loaded as a library, of this system or another: code that runs unguarded.
#[must_use]
pub fn is_library(file_name: &str) -> bool {
    let name = file_name.to_ascii_lowercase();
    [".so", ".dylib", ".dll"].iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_file_is_looked_over_and_a_library_is_known_by_its_name() {
        assert_eq!(findings("mine.toml", b"id = ")[0].weight, Weight::Mistake);
        assert!(findings("mine.so", b"").is_empty());
        assert!(is_library("librustdag_rule_sleep.so") && is_library("x.DLL") && !is_library("so.toml"));
    }
}
