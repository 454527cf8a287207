//! `pack.toml` and `signature.toml`: what is in an archive, and who says so.

use serde::{Deserialize, Serialize};

/// The format this program writes and reads.
pub(crate) const FORMAT: u32 = 1;

/// Names of the entries.
pub(crate) const TABLE: &str = "pack.toml";
pub(crate) const SIGNATURE: &str = "signature.toml";
pub(crate) const RULES: &str = "rules/";

/// What is in an archive.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    pub format: u32,
    #[serde(default, rename = "rule")]
    pub rules: Vec<Listed>,
}

/// One rule of it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listed {
    pub id: String,
    pub version: String,
    /// Its name behind `rules/`.
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
}

/// Who signed the bytes of `pack.toml`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signed {
    pub key: String,
    pub signature: String,
}

/// Only the format, which comes first: what a later one adds is not judged.
#[derive(Deserialize)]
pub(crate) struct Format {
    pub format: u32,
}
