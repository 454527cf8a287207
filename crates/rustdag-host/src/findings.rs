//! What can be said of a rule before it is loaded, by the name of its file and its bytes.

use crate::folder::FILE_SUFFIX;
use rustdag_rule_file::Finding;

/// Everything there is to say, the heaviest first. Of a rule file that is much; what is compiled is known by loading and
/// trying it.
#[must_use]
pub fn findings(file_name: &str, bytes: &[u8]) -> Vec<Finding> {
    if !file_name.ends_with(FILE_SUFFIX) {
        return Vec::new();
    }
    let mut findings = rustdag_rule_file::check(bytes);
    findings.sort_by_key(|finding| finding.weight);
    findings
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
    use rustdag_rule_file::Weight;

    #[test]
    fn a_rule_file_is_looked_over_and_a_library_is_known_by_its_name() {
        assert_eq!(findings("mine.toml", b"id = ")[0].weight, Weight::Mistake);
        assert!(findings("mine.so", b"").is_empty());
        assert!(is_library("librustdag_rule_sleep.so") && is_library("x.DLL") && !is_library("so.toml"));
    }
}
