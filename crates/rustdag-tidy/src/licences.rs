//! Foreign crates: where they come from, and under which licences.

use crate::finding::Finding;
use crate::workspace::{Foreign, Workspace};

/// Licences that go with a service under Apache-2.0. All of them allow use, change and distribution without conditions
/// on our own code.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Judges every foreign crate of the workspace.
#[must_use]
pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Foreign { name, licence, from_crates_io } in &workspace.foreign {
        if !from_crates_io {
            findings.push(Finding::new(name, "does not come from crates.io", "depend on a published version"));
        }
        match licence {
            Some(expression) if is_accepted(expression) => {}
            Some(expression) => findings.push(Finding::new(
                name,
                format!("comes under `{expression}`"),
                "use another crate, or accept the licence after reading it",
            )),
            None => findings.push(Finding::new(name, "names no licence", "use another crate")),
        }
    }
    findings
}

/// Whether one may choose among the licences so that only accepted ones bind.
fn is_accepted(expression: &str) -> bool {
    // Older crates write a choice as `MIT/Apache-2.0`.
    let expression = expression.replace('/', " OR ");
    let words: Vec<_> = expression.replace('(', " ( ").replace(')', " ) ").split(' ').map(str::to_owned).collect();
    let words: Vec<_> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let mut place = 0;
    let accepted = choice(&words, &mut place);
    accepted && place == words.len()
}

fn choice(words: &[&str], place: &mut usize) -> bool {
    let mut accepted = both(words, place);
    while words.get(*place) == Some(&"OR") {
        *place += 1;
        accepted |= both(words, place);
    }
    accepted
}

fn both(words: &[&str], place: &mut usize) -> bool {
    let mut accepted = single(words, place);
    while words.get(*place) == Some(&"AND") {
        *place += 1;
        accepted &= single(words, place);
    }
    accepted
}

fn single(words: &[&str], place: &mut usize) -> bool {
    let Some(&word) = words.get(*place) else { return false };
    *place += 1;
    if word == "(" {
        let accepted = choice(words, place);
        let closed = words.get(*place) == Some(&")");
        *place += 1;
        return accepted && closed;
    }
    let mut name = word.to_owned();
    if words.get(*place) == Some(&"WITH") {
        name = format!("{word} WITH {}", words.get(*place + 1).unwrap_or(&""));
        *place += 2;
    }
    ACCEPTED.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_needs_one_and_a_sum_needs_all() {
        for accepted in [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
            "MIT AND (GPL-2.0-only OR ISC)",
        ] {
            assert!(is_accepted(accepted), "{accepted}");
        }
        for refused in [
            "",
            "GPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "MIT AND",
            "(MIT",
            "MIT)",
            "Apache-2.0 WITH",
            "(MIT OR GPL-2.0-only) AND GPL-2.0-only",
        ] {
            assert!(!is_accepted(refused), "{refused}");
        }
    }

    #[test]
    fn a_crate_without_licence_or_from_elsewhere_is_told() {
        let foreign = |licence: Option<&str>, from_crates_io| {
            let foreign = Foreign { name: "x 1.0.0".into(), licence: licence.map(str::to_owned), from_crates_io };
            check(&Workspace { crates: Vec::new(), foreign: vec![foreign] })
        };
        assert!(foreign(Some("MIT"), true).is_empty());
        assert_eq!(foreign(None, true)[0].what, "names no licence");
        assert_eq!(foreign(Some("MIT"), false)[0].what, "does not come from crates.io");
        assert_eq!(foreign(Some("AGPL-3.0-only"), true)[0].what, "comes under `AGPL-3.0-only`");
    }
}
