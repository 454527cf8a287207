//! The manifest, carried inside the library: what a rule is, in TOML.
//!
//! It is exported data rather than a file beside the library, so that a rule is one file that cannot lose or swap its
//! texts, and so that a host can read it before any of the rule's code runs.

/// Longest manifest a host reads, bytes.
pub const MANIFEST_BYTES_MAX: usize = 64 * 1024;

/// A manifest of `N` bytes of UTF-8, its length in front.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ManifestBlock<const N: usize> {
    /// `N`, so that a reader that does not know the type knows where the text ends.
    pub len: u32,
    /// The text, not terminated.
    pub text: [u8; N],
}

impl<const N: usize> ManifestBlock<N> {
    /// The block of a text of exactly `N` bytes; any other length is a compile-time error in a `static`.
    #[must_use]
    pub const fn new(text: &str) -> Self {
        assert!(text.len() == N && N <= MANIFEST_BYTES_MAX);
        let mut bytes = [0; N];
        let mut i = 0;
        while i < N {
            bytes[i] = text.as_bytes()[i];
            i += 1;
        }
        Self { len: N as u32, text: bytes }
    }
}
