//! The engine's dates come without the clock and the zone of a machine.
//!
//! In a build of the whole workspace a crate above the engine turns these features on for all; here the engine's own
//! manifest is judged, and `cargo check -p rustdag-core` compiles it with nothing else.

use crate::finding::Finding;
use crate::workspace::Workspace;

const ENGINE: &str = "rustdag-core";
const DATES: &str = "jiff";
const DATES_PURE: &[&str] = &["alloc"];

/// Judges what the engine asks of the crate of dates.
#[must_use]
pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for member in workspace.crates.iter().filter(|member| member.name == ENGINE) {
        for need in member.needs.iter().filter(|need| need.name == DATES) {
            let mut impure: Vec<_> =
                need.features.iter().map(String::as_str).filter(|name| !DATES_PURE.contains(name)).collect();
            if need.default_features {
                impure.push("default");
            }
            for feature in impure {
                findings.push(Finding::new(
                    &member.folder,
                    format!("asks for {DATES}'s feature `{feature}`"),
                    format!("only {} keeps the clock out; ask for it above the engine", DATES_PURE.join(", ")),
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Crate, Need};

    fn asking(features: &[&str], default_features: bool) -> Vec<Finding> {
        let features = features.iter().map(|&name| name.to_owned()).collect();
        let needs = vec![Need { name: DATES.to_owned(), features, default_features }];
        let engine = Crate { name: ENGINE.to_owned(), folder: "core".to_owned(), needs, ..Crate::default() };
        check(&Workspace { crates: vec![engine], foreign: Vec::new() })
    }

    #[test]
    fn a_clock_may_not_be_asked_for() {
        assert!(asking(&["alloc"], false).is_empty());
        assert_eq!(asking(&["alloc", "std"], false)[0].what, "asks for jiff's feature `std`");
        assert_eq!(asking(&["alloc"], true)[0].what, "asks for jiff's feature `default`");
    }
}
