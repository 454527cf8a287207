//! The bytes of a file that may be a rule, and no more of them than a rule may have.

use crate::refusal::Refusal;
use std::io::Read as _;
use std::path::Path;

/// Reads a file of at most so many bytes. `too_large` says what is wrong with one that has more: how many it has is known, and
/// it is not read.
pub(crate) fn of(path: &Path, most: u64, too_large: impl Fn(u64) -> Refusal) -> Result<Vec<u8>, Refusal> {
    let file = std::fs::File::open(path).map_err(Refusal::Unreadable)?;
    let length = file.metadata().map_err(Refusal::Unreadable)?.len();
    if length > most {
        return Err(too_large(length));
    }
    let mut bytes = Vec::with_capacity(length as usize);
    // It may grow meanwhile.
    file.take(most + 1).read_to_end(&mut bytes).map_err(Refusal::Unreadable)?;
    if bytes.len() as u64 > most { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_ten(path: &Path) -> Result<Vec<u8>, Refusal> {
        of(path, 10, |bytes| Refusal::TooLarge { bytes, most: 10 })
    }

    #[test]
    fn what_is_too_large_is_not_read_whatever_it_says_of_its_length() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rule");
        std::fs::write(&path, "just right").unwrap();
        assert_eq!(of_ten(&path).unwrap(), b"just right");
        // A length without content, more than any memory has.
        std::fs::File::options().write(true).open(&path).unwrap().set_len(1 << 40).unwrap();
        assert!(matches!(of_ten(&path), Err(Refusal::TooLarge { bytes, .. }) if bytes == 1 << 40));
        assert!(matches!(of_ten(&folder.path().join("none")), Err(Refusal::Unreadable(_))));
    }

    #[test]
    #[cfg(unix)]
    fn what_grows_while_it_is_read_is_too_large() {
        let endless = of_ten(Path::new("/dev/zero"));
        assert!(matches!(endless, Err(Refusal::TooLarge { bytes: 11, .. })), "{endless:?}");
    }
}
