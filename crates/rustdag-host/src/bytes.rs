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
