//! Keys for signing archives: Ed25519 (RFC 8032), written as hexadecimal digits.

use crate::error::{PackError, shown};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use std::fmt::{self, Write as _};
use std::str::FromStr;

const KEY_BYTES: usize = 32;
const SIGNATURE_BYTES: usize = 64;
/// What is signed begins with this, so that no signature made for something else is one of an archive.
const PURPOSE: &[u8] = b"rustdag rule pack 1\n";

/// Tells who signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// Signs. Whoever has it can sign in its owner's name.
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// A new one, from the machine's own randomness.
    ///
    /// # Errors
    /// [`PackError::Chance`] if the machine gives none.
    pub fn generate() -> Result<Self, PackError> {
        let mut bytes = [0; KEY_BYTES];
        getrandom::fill(&mut bytes).map_err(|error| PackError::Chance { what: error.to_string() })?;
        Ok(Self(SigningKey::from_bytes(&bytes)))
    }

    /// Reads what [`Self::to_text`] wrote.
    ///
    /// # Errors
    /// [`PackError::Key`], which shows nothing of the text.
    pub fn from_text(text: &str) -> Result<Self, PackError> {
        let bytes = from_hex(text.trim()).ok_or_else(|| PackError::Key { shown: "the secret key".to_owned() })?;
        Ok(Self(SigningKey::from_bytes(&bytes)))
    }

    /// The key as text, for a file that only its owner may read.
    #[must_use]
    pub fn to_text(&self) -> String {
        to_hex(&self.0.to_bytes())
    }

    /// What others know it by.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    pub(crate) fn sign(&self, table: &[u8]) -> String {
        to_hex(&self.0.sign(&[PURPOSE, table].concat()).to_bytes())
    }
}

impl PublicKey {
    pub(crate) fn has_signed(&self, table: &[u8], signature: &str) -> bool {
        let signature = from_hex::<SIGNATURE_BYTES>(signature).map(|bytes| Signature::from_bytes(&bytes));
        signature.is_some_and(|signature| self.0.verify_strict(&[PURPOSE, table].concat(), &signature).is_ok())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(self.0.as_bytes()))
    }
}

impl FromStr for PublicKey {
    type Err = PackError;

    fn from_str(text: &str) -> Result<Self, PackError> {
        let key = from_hex(text.trim()).and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
        key.map(Self).ok_or_else(|| PackError::Key { shown: shown(text.trim()) })
    }
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        _ = write!(text, "{byte:02x}");
        text
    })
}

fn from_hex<const BYTES: usize>(text: &str) -> Option<[u8; BYTES]> {
    if text.len() != 2 * BYTES || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; BYTES];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_and_sign() {
        let key = SecretKey::generate().unwrap();
        let again = SecretKey::from_text(&format!("{}\n", key.to_text())).unwrap();
        assert_eq!(again.public(), key.public());
        assert_eq!(key.public().to_string().parse::<PublicKey>().unwrap(), key.public());
        let signature = key.sign(b"a table");
        assert!(again.public().has_signed(b"a table", &signature));
        assert!(!again.public().has_signed(b"another table", &signature));
        assert!(!SecretKey::generate().unwrap().public().has_signed(b"a table", &signature));
        assert!(!again.public().has_signed(b"a table", "00"));
    }

    #[test]
    fn what_is_no_key_is_said_to_be_none_and_a_secret_is_not_shown() {
        assert!("xyz".parse::<PublicKey>().unwrap_err().to_string().starts_with("`xyz` is no key"));
        let wrong = format!("\x1b[2J{}", "x".repeat(200)).parse::<PublicKey>().unwrap_err().to_string();
        assert!(!wrong.contains('\x1b') && wrong.len() < 200, "{wrong}");
        let wrong = SecretKey::from_text("deadbeef").err().unwrap().to_string();
        assert!(!wrong.contains("deadbeef"), "{wrong}");
    }
}
