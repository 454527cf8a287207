//! A stranger finds every crate in ARCHITECTURE.md.

use crate::finding::Finding;
use crate::workspace::Workspace;

/// The file, in the workspace's root.
pub const FILE: &str = "ARCHITECTURE.md";

/// Judges whether the text names every member, by its name or its folder.
#[must_use]
pub fn check(workspace: &Workspace, text: &str) -> Vec<Finding> {
    let is_named = |name: &str| {
        text.match_indices(name).any(|(place, _)| {
            let goes_on = |sign: char| sign.is_alphanumeric() || sign == '-' || sign == '_';
            let before = text[..place].chars().next_back().is_some_and(goes_on);
            let after = text[place + name.len()..].chars().next().is_some_and(goes_on);
            !before && !after
        })
    };
    let unnamed = workspace.crates.iter().filter(|member| !is_named(&member.name) && !is_named(&member.folder));
    unnamed
        .map(|member| Finding::new(FILE, format!("does not name {}", member.folder), "give it a line in the code map"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Crate;

    #[test]
    fn a_crate_is_named_by_itself_not_by_a_longer_name() {
        let member = Crate { name: "rustdag-rule".into(), folder: "crates/rustdag-rule".into(), ..Crate::default() };
        let workspace = Workspace { crates: vec![member], foreign: Vec::new() };
        assert!(check(&workspace, "| `rustdag-rule` | the kit |").is_empty());
        assert!(check(&workspace, "crates/rustdag-rule: the kit").is_empty());
        assert_eq!(check(&workspace, "`rustdag-rule-abi` only").len(), 1);
    }
}
