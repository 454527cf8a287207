//! A stranger finds every crate in ARCHITECTURE.md.

use crate::finding::Finding;
use crate::workspace::{Crate, Workspace};

/// The file, in the workspace's root.
pub const FILE: &str = "ARCHITECTURE.md";

/// Judges whether the text names every member: by its name, its folder, or in a line about all of its siblings
/// (`plugins/*`).
#[must_use]
pub fn check(workspace: &Workspace, text: &str) -> Vec<Finding> {
    let is_found = |member: &Crate| {
        let siblings = member.folder.rsplit_once('/');
        let among_siblings = siblings.is_some_and(|(parent, own)| {
            text.lines().any(|line| line.contains(&format!("{parent}/*")) && names(line, own))
        });
        among_siblings || names(text, &member.name) || names(text, &member.folder)
    };
    let lost = workspace.crates.iter().filter(|member| !is_found(member));
    lost.map(|member| Finding::new(FILE, format!("does not name {}", member.folder), "give it a line in the code map"))
        .collect()
}

/// Whether a name stands in a text, and not as a part of a longer one.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(place, _)| {
        let goes_on = |sign: char| sign.is_alphanumeric() || sign == '-' || sign == '_';
        let before = text[..place].chars().next_back().is_some_and(goes_on);
        let after = text[place + name.len()..].chars().next().is_some_and(goes_on);
        !before && !after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_named_by_itself_not_by_a_longer_name() {
        let member = Crate { name: "rustdag-rule".into(), folder: "crates/rustdag-rule".into(), ..Crate::default() };
        let workspace = Workspace { crates: vec![member], foreign: Vec::new() };
        assert!(check(&workspace, "| `rustdag-rule` | the kit |").is_empty());
        assert!(check(&workspace, "crates/rustdag-rule: the kit").is_empty());
        assert_eq!(check(&workspace, "`rustdag-rule-abi` only").len(), 1);
    }

    #[test]
    fn a_crate_is_found_among_its_siblings() {
        let member = Crate { name: "rustdag-rule-sleep".into(), folder: "plugins/sleep".into(), ..Crate::default() };
        let workspace = Workspace { crates: vec![member], foreign: Vec::new() };
        assert!(check(&workspace, "| `plugins/*` | `hormones`, `sleep` |").is_empty());
        assert_eq!(check(&workspace, "| `plugins/*` | `hormones` |\n| `crates/*` | `sleep` |").len(), 1);
    }
}
