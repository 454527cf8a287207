//! What can be said of a rule before it is loaded here, by the name of its file and its bytes.

use crate::child;
use crate::examination::{Outcome, examine, is_rule_in_code};
use crate::folder::FILE_SUFFIX;
use rustdag_rule_file::{Finding, Weight};
use std::path::Path;

/// Everything there is to say, the heaviest first. A rule in code is examined in a process of its own, as by `rule check`:
/// each test that it fails is a finding. In a program that cannot start one it is not, and that is said of it.
#[must_use]
pub fn findings(file_name: &str, bytes: &[u8]) -> Vec<Finding> {
    if !file_name.ends_with(FILE_SUFFIX) {
        return of_code(file_name, bytes);
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
    if !child::can_be_started() {
        let text = "it was not examined: this program starts no processes".to_owned();
        return vec![Finding { weight: Weight::Note, text }];
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_file_is_looked_over_and_of_code_it_is_said_that_it_was_not() {
        assert_eq!(findings("mine.toml", b"id = ")[0].weight, Weight::Mistake);
        assert!(findings("mine.exe", b"").is_empty());
        // Tests are no program that starts children.
        let said = findings(&format!("mine{}", std::env::consts::DLL_SUFFIX), b"");
        assert!(
            matches!(&said[..], [Finding { weight: Weight::Note, text }] if text.contains("not examined")),
            "{said:?}"
        );
    }
}
