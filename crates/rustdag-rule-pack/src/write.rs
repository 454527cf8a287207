//! Writing an archive: the same rules and key give the same bytes.

use crate::error::PackError;
use crate::key::{SecretKey, to_hex};
use crate::pack::Pack;
use crate::table::{FORMAT, Listed, RULES, SIGNATURE, Signed, TABLE, Table};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use std::io;

/// Everybody may read, the owner may write.
const MODE: u32 = 0o644;

impl Pack {
    /// The archive; signed, if there is a key.
    ///
    /// # Errors
    /// [`PackError`] if nobody would read it: it is read again before it is handed out.
    pub fn to_bytes(&self, key: Option<&SecretKey>) -> Result<Vec<u8>, PackError> {
        let listed = self.rules.iter().map(|rule| Listed {
            id: rule.id.clone(),
            version: rule.version.clone(),
            file: rule.file_name.clone(),
            bytes: rule.bytes.len() as u64,
            sha256: to_hex(&Sha256::digest(&rule.bytes)),
        });
        let table = text(TABLE, &Table { format: FORMAT, rules: listed.collect() })?;
        let mut entries = vec![(TABLE.to_owned(), table.as_bytes())];
        entries.extend(self.rules.iter().map(|rule| (format!("{RULES}{}", rule.file_name), &rule.bytes[..])));
        let signed = key.map(|key| {
            let signature = key.sign(table.as_bytes());
            text(SIGNATURE, &Signed { key: key.public().to_string(), signature })
        });
        let signed = signed.transpose()?;
        entries.extend(signed.as_ref().map(|signed| (SIGNATURE.to_owned(), signed.as_bytes())));
        let bytes = archive(&entries).map_err(|error| PackError::Damaged { what: error.to_string() })?;
        Self::read(&bytes)?;
        Ok(bytes)
    }
}

fn text(entry: &'static str, table: &impl serde::Serialize) -> Result<String, PackError> {
    toml::to_string(table).map_err(|error| PackError::Table { entry, what: error.to_string() })
}

fn archive(entries: &[(String, &[u8])]) -> io::Result<Vec<u8>> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for (name, bytes) in entries {
        // No time and no owner: an archive is of rules, not of the machine on which it was made.
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(MODE);
        header.set_mtime(0);
        header.set_entry_type(tar::EntryType::Regular);
        tar.append_data(&mut header, name, *bytes)?;
    }
    tar.into_inner()?.finish()
}
