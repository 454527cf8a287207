//! What an archive holds.

use crate::error::{PackError, shown};
use crate::key::PublicKey;

/// Largest archive that is read, bytes: it goes through one call of the service.
pub const ARCHIVE_BYTES_MAX: usize = 7 << 20;
/// Most bytes it may unpack to.
pub const UNPACKED_BYTES_MAX: u64 = 64 << 20;
/// Most rules in one archive.
pub const RULES_MAX: usize = 64;
/// Longest name of a file, bytes: what a header holds behind `rules/`. A longer one would take an entry of its own, which is
/// not read.
const FILE_NAME_BYTES_MAX: usize = 100;

/// One rule of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedRule {
    /// Its id, as its manifest says.
    pub id: String,
    /// Its version, as its manifest says.
    pub version: String,
    /// The name of its file, without a folder; the ending says how it runs.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// An archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Its rules, at least one.
    pub rules: Vec<PackedRule>,
    signed_by: Option<PublicKey>,
}

impl Pack {
    /// Rules that belong together.
    ///
    /// # Errors
    /// [`PackError`] for none, too many, a name that is none, or one that is there twice.
    pub fn new(rules: Vec<PackedRule>) -> Result<Self, PackError> {
        Self::signed(rules, None)
    }

    pub(crate) fn signed(rules: Vec<PackedRule>, signed_by: Option<PublicKey>) -> Result<Self, PackError> {
        if rules.is_empty() || rules.len() > RULES_MAX {
            return Err(PackError::Count { found: rules.len() });
        }
        for (place, rule) in rules.iter().enumerate() {
            if !is_file_name(&rule.file_name) {
                return Err(PackError::Name { entry: shown(&rule.file_name) });
            }
            let others = &rules[..place];
            if let Some(other) = others.iter().find(|other| other.id == rule.id) {
                let (first, second) = (other.file_name.clone(), rule.file_name.clone());
                return Err(PackError::SameId { id: shown(&rule.id), first, second });
            }
            // Some file systems do not tell cases apart.
            if others.iter().any(|other| other.file_name.eq_ignore_ascii_case(&rule.file_name)) {
                return Err(PackError::SameName { entry: rule.file_name.clone() });
            }
        }
        Ok(Self { rules, signed_by })
    }

    /// Who signed it; the signature was found to be good. `None` if nobody did.
    #[must_use]
    pub fn signed_by(&self) -> Option<&PublicKey> {
        self.signed_by.as_ref()
    }
}

/// Whether a name is that of a file and of nothing else: no folder, no drive, nothing hidden.
pub(crate) fn is_file_name(name: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=FILE_NAME_BYTES_MAX).contains(&name.len()) && name.bytes().all(known) && !name.starts_with('.')
}
