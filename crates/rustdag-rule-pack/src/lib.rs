//! Rules in one archive, `NAME.rdrule`: to hand on, to sign, and to install all of them or none.
//!
//! ```
//! use rustdag_rule_pack::{Pack, PackedRule, SecretKey};
//! let rule = PackedRule {
//!     id: "easy-does-it".into(),
//!     version: "1.0.0".into(),
//!     file_name: "easy-does-it.toml".into(),
//!     bytes: b"...".to_vec(),
//! };
//! let key = SecretKey::generate()?;
//! let archive = Pack::new(vec![rule])?.to_bytes(Some(&key))?;
//! let pack = Pack::read(&archive)?;
//! assert_eq!(pack.signed_by(), Some(&key.public()));
//! assert_eq!(pack.rules[0].id, "easy-does-it");
//! # Ok::<(), rustdag_rule_pack::PackError>(())
//! ```
//!
//! An archive is a gzipped tar: `pack.toml` says what is in it, with the length and SHA-256 of every file; then the files,
//! `rules/NAME`; then `signature.toml`, if somebody signed `pack.toml`. An archive comes from anybody, so it is read within
//! bounds ([`read`](Pack::read)), nothing of it is ever written to a path that it names, and whatever is not expected is
//! refused with its place.
#![forbid(unsafe_code)]

mod bounded;
mod error;
mod key;
mod pack;
mod read;
mod table;
mod write;

pub use error::PackError;
pub use key::{PublicKey, SecretKey};
pub use pack::{ARCHIVE_BYTES_MAX, Pack, PackedRule, RULES_MAX, UNPACKED_BYTES_MAX};
