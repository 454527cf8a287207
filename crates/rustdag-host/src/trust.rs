//! Which libraries run in this process. A library in the process can do anything the service can, so trust is never
//! assumed: the official rules have it, in the place where they belong, and those that who runs the service names.

use crate::load::digest;
use crate::{ExpectedRule, file};
use rustdag_rule_abi::read_text;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Who is trusted besides the expected rules. Nobody, by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust {
    everybody: bool,
    named: BTreeSet<String>,
}

impl Trust {
    /// Everybody: for a folder whose libraries were all built by who runs them.
    #[must_use]
    pub fn everybody() -> Self {
        Self { everybody: true, named: BTreeSet::new() }
    }

    /// Rules by their ids, or by the SHA-256 digests of their libraries in hexadecimal: then this version of it alone.
    #[must_use]
    pub fn named(names: impl IntoIterator<Item = String>) -> Self {
        Self { everybody: false, named: names.into_iter().collect() }
    }

    /// Whether somebody trusts this library by name.
    pub(crate) fn has(&self, id: &str, digest: &str) -> bool {
        self.everybody || self.named.contains(id) || self.named.contains(digest)
    }
}

/// Who may run in this process, for one loading.
pub(crate) struct Trusted<'a> {
    pub expected: &'a [ExpectedRule],
    /// Where the expected rules belong: a folder, or the one file.
    pub home: Option<&'a Path>,
    pub trust: &'a Trust,
}

impl Trusted<'_> {
    /// Whether a library runs in this process.
    pub fn has(&self, path: &Path, id: &str, digest: &str) -> bool {
        (self.is_expected(id) && self.is_home(path)) || self.trust.has(id, digest)
    }

    pub fn is_expected(&self, id: &str) -> bool {
        self.expected.iter().any(|rule| rule.id == id)
    }

    fn is_home(&self, path: &Path) -> bool {
        self.home.is_some_and(|home| path == home || path.parent() == Some(home))
    }

    /// The libraries that run in this process, and the others. One that cannot be read is among the first, where reading it
    /// again says why.
    pub fn sort(&self, libraries: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<PathBuf>) {
        libraries.into_iter().partition(|path| {
            let Ok(bytes) = file::library(path) else { return true };
            let Ok(declared) = file::declared(&bytes, false) else { return true };
            let id = read_text(&declared.info.id).unwrap_or_default();
            // Of official rules nobody asks for the digest, and a debug build is large.
            self.has(path, id, "") || self.trust.has(id, &digest(&bytes))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OFFICIAL;

    fn has(trust: &Trust, path: &str, id: &str) -> bool {
        let trusted = Trusted { expected: OFFICIAL, home: Some(Path::new("rules")), trust };
        trusted.has(Path::new(path), id, "abc")
    }

    #[test]
    fn the_official_rules_are_trusted_where_they_belong_and_nobody_else() {
        let nobody = Trust::default();
        assert!(has(&nobody, "rules/libsleep.so", "sleep"));
        assert!(!has(&nobody, "more/libsleep.so", "sleep"), "a stranger with an official name");
        assert!(!has(&nobody, "rules/more/libsleep.so", "sleep"));
        assert!(!has(&nobody, "rules/libcoach.so", "coach-jan"), "a stranger among the official rules");
    }

    #[test]
    fn trust_is_by_id_or_by_digest() {
        assert!(has(&Trust::named(["coach-jan".into()]), "more/libcoach.so", "coach-jan"));
        assert!(has(&Trust::named(["abc".into()]), "more/libcoach.so", "coach-jan"));
        assert!(!has(&Trust::named(["abd".into(), "coach".into()]), "more/libcoach.so", "coach-jan"));
        assert!(has(&Trust::everybody(), "more/libcoach.so", "coach-jan"));
    }
}
