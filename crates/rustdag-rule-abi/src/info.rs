//! What a rule says of itself before it is trusted with anything.

/// Major version of this interface: a different one is refused. It is also in the symbols' names.
pub const ABI_MAJOR: u16 = 1;
/// Minor version: a rule may be older than its host, never newer.
pub const ABI_MINOR: u16 = 0;
/// First bytes of [`RuleInfo`]: `RDAG`.
pub const INFO_MAGIC: u32 = u32::from_le_bytes(*b"RDAG");

/// The block a host reads from the file before loading it, and asks for again afterwards.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// [`INFO_MAGIC`].
    pub magic: u32,
    /// Size of this block in bytes.
    pub len: u32,
    /// Major version the rule was built against.
    pub abi_major: u16,
    /// Minor version the rule was built against.
    pub abi_minor: u16,
    /// Size of the snapshot the rule knows.
    pub snapshot_size: u32,
    /// Size of the limits the rule knows.
    pub limits_size: u32,
    /// Zero.
    pub pad: u32,
    /// [`crate::LAYOUT_HASH`] the rule was built with.
    pub layout_hash: u64,
    /// Presence bits of the fields the rule reads: a host that does not have all of them refuses the rule.
    pub needs: [u64; 4],
    /// The rule's id, zero-terminated ASCII: `sleep`.
    pub id: [u8; 64],
    /// The rule's version, zero-terminated ASCII: `1.0.0`.
    pub version: [u8; 16],
    /// Exact version for unstable extensions; empty for none.
    pub abi_extra: [u8; 32],
}

impl RuleInfo {
    /// The block of a rule built against this crate.
    #[must_use]
    pub const fn new(id: &str, version: &str, needs: [u64; 4]) -> Self {
        Self {
            magic: INFO_MAGIC,
            len: core::mem::size_of::<Self>() as u32,
            abi_major: ABI_MAJOR,
            abi_minor: ABI_MINOR,
            snapshot_size: core::mem::size_of::<crate::Snapshot>() as u32,
            limits_size: core::mem::size_of::<crate::Limits>() as u32,
            pad: 0,
            layout_hash: crate::LAYOUT_HASH,
            needs,
            id: copy_text(id),
            version: copy_text(version),
            abi_extra: [0; 32],
        }
    }
}

/// Copies ASCII text into a zero-terminated array; what does not fit is a compile-time error in a `const`.
#[must_use]
pub const fn copy_text<const N: usize>(text: &str) -> [u8; N] {
    assert!(text.len() < N && text.is_ascii());
    let mut out = [0; N];
    let mut i = 0;
    while i < text.len() {
        out[i] = text.as_bytes()[i];
        i += 1;
    }
    out
}

/// Reads zero-terminated text; `None` if it is not terminated or not UTF-8.
#[must_use]
pub fn read_text(bytes: &[u8]) -> Option<&str> {
    let end = bytes.iter().position(|&b| b == 0)?;
    core::str::from_utf8(&bytes[..end]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_went_in() {
        let info = RuleInfo::new("mental-freshness", "1.2.3", [1, 0, 0, 0]);
        assert_eq!(read_text(&info.id), Some("mental-freshness"));
        assert_eq!(read_text(&info.version), Some("1.2.3"));
        assert_eq!(read_text(&info.abi_extra), Some(""));
    }

    #[test]
    fn text_without_an_end_or_not_utf8_is_none() {
        assert_eq!(read_text(b"sleep"), None);
        assert_eq!(read_text(&[0xff, 0]), None);
    }
}
