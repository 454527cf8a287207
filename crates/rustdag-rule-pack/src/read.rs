//! Reading an archive that anybody may have made.

use crate::bounded::Bounded;
use crate::error::{PackError, shown};
use crate::key::{PublicKey, to_hex};
use crate::pack::{ARCHIVE_BYTES_MAX, Pack, PackedRule, RULES_MAX, UNPACKED_BYTES_MAX, is_file_name};
use crate::table::{FORMAT, Format, Listed, RULES, SIGNATURE, Signed, TABLE, Table};
use flate2::bufread::GzDecoder;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Read as _;

/// Largest table or signature, bytes.
const TEXT_BYTES_MAX: u64 = 64 << 10;

impl Pack {
    /// Reads an archive. Nothing of it is written anywhere.
    ///
    /// # Errors
    /// [`PackError`] names what is wrong and where.
    pub fn read(bytes: &[u8]) -> Result<Self, PackError> {
        if bytes.len() > ARCHIVE_BYTES_MAX {
            return Err(PackError::TooLarge { found: bytes.len(), most: ARCHIVE_BYTES_MAX });
        }
        let mut files = unpacked(bytes)?;
        let table = files.remove(TABLE).ok_or_else(|| PackError::Missing { entry: TABLE.to_owned() })?;
        let Format { format } = text(TABLE, &table)?;
        if format != FORMAT {
            return Err(PackError::Format { found: format });
        }
        let signed_by = files.remove(SIGNATURE).map(|signed| signer(&table, &signed)).transpose()?;
        let Table { format: _, rules: listed } = text(TABLE, &table)?;
        let rules = listed.into_iter().map(|listed| rule(listed, &mut files)).collect::<Result<_, _>>()?;
        if let Some(entry) = files.into_keys().next() {
            return Err(PackError::Unlisted { entry });
        }
        Self::signed(rules, signed_by)
    }
}

/// The files of an archive by their names.
fn unpacked(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, PackError> {
    let too_much = Cell::new(false);
    let mut gzip = GzDecoder::new(bytes);
    let mut tar = tar::Archive::new(Bounded::new(&mut gzip, UNPACKED_BYTES_MAX, &too_much));
    let mut last = "its beginning".to_owned();
    let wrong = |last: &str, error: std::io::Error| {
        if too_much.get() {
            return PackError::Bomb { entry: last.to_owned(), most: UNPACKED_BYTES_MAX };
        }
        PackError::Damaged { what: error.to_string().replace(char::is_control, " ") }
    };
    let mut files = BTreeMap::new();
    // Raw: headers that change what the next entry is called, or how long it is, are entries of their own and refused.
    for entry in tar.entries().map_err(|error| wrong(&last, error))?.raw(true) {
        let mut entry = entry.map_err(|error| wrong(&last, error))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let shown = shown(&name);
        if let Some(kind) = other_kind(entry.header().entry_type()) {
            return Err(PackError::Kind { entry: shown, kind });
        }
        let rule = name.strip_prefix(RULES);
        if !(name == TABLE || name == SIGNATURE || rule.is_some_and(is_file_name)) {
            return Err(PackError::Name { entry: shown });
        }
        let most = if rule.is_some() { UNPACKED_BYTES_MAX } else { TEXT_BYTES_MAX };
        // What it says of itself, before any of it is read.
        if entry.size() > most {
            return Err(PackError::Bomb { entry: shown, most });
        }
        if files.len() > RULES_MAX + 2 {
            return Err(PackError::Count { found: files.len() });
        }
        last = shown;
        let mut content = Vec::new();
        entry.read_to_end(&mut content).map_err(|error| wrong(&last, error))?;
        if content.len() as u64 != entry.size() {
            return Err(PackError::Damaged { what: format!("`{last}` ends too early") });
        }
        if files.insert(name, content).is_some() {
            return Err(PackError::SameName { entry: last });
        }
    }
    // A tar may end before its bytes do, and these before the file: what nobody reads could be anything, and other programs
    // may read it. Zeroes fill a tar up.
    let mut rest = tar.into_inner();
    let mut buffer = [0; 8 << 10];
    loop {
        let read = rest.read(&mut buffer).map_err(|error| wrong(&last, error))?;
        if buffer[..read].iter().any(|byte| *byte != 0) {
            return Err(PackError::Behind);
        }
        if read == 0 {
            break;
        }
    }
    if gzip.into_inner().is_empty() { Ok(files) } else { Err(PackError::Behind) }
}

/// What an entry is, if it is no plain file.
fn other_kind(kind: tar::EntryType) -> Option<&'static str> {
    Some(match kind {
        tar::EntryType::Regular => return None,
        tar::EntryType::Symlink | tar::EntryType::Link => "a link",
        tar::EntryType::Directory => "a folder",
        tar::EntryType::Char | tar::EntryType::Block | tar::EntryType::Fifo => "a device",
        _ => "something else",
    })
}

fn text<T: DeserializeOwned>(entry: &'static str, bytes: &[u8]) -> Result<T, PackError> {
    let wrong = |what: String| PackError::Table { entry, what: what.replace(char::is_control, " ") };
    let text = std::str::from_utf8(bytes).map_err(|error| wrong(error.to_string()))?;
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        wrong(format!("line {line}: {}", error.message()))
    })
}

/// Who signed the table.
fn signer(table: &[u8], signed: &[u8]) -> Result<PublicKey, PackError> {
    let Signed { key, signature } = text(SIGNATURE, signed)?;
    let public: PublicKey = key.parse()?;
    if public.has_signed(table, &signature) {
        Ok(public)
    } else {
        Err(PackError::Signature { key: public.to_string() })
    }
}

/// A rule of the table, with its file.
fn rule(listed: Listed, files: &mut BTreeMap<String, Vec<u8>>) -> Result<PackedRule, PackError> {
    let Listed { id, version, file, bytes: length, sha256 } = listed;
    let entry = format!("{RULES}{}", shown(&file));
    let bytes = files.remove(&format!("{RULES}{file}")).ok_or_else(|| PackError::Missing { entry: entry.clone() })?;
    if bytes.len() as u64 != length {
        return Err(PackError::Differs { entry, what: "its length" });
    }
    if to_hex(&Sha256::digest(&bytes)) != sha256.to_ascii_lowercase() {
        return Err(PackError::Differs { entry, what: "its SHA-256" });
    }
    Ok(PackedRule { id, version, file_name: file, bytes })
}
