//! The buffers that cross the boundary: a whole page each, zeroed beyond the layout, so that a rule built against a
//! longer layout still reads valid memory.

use crate::{Limits, Snapshot};

/// Size of each buffer.
pub const PAGE_BYTES: usize = 4096;

const SNAPSHOT_REST: usize = PAGE_BYTES - core::mem::size_of::<Snapshot>();
const LIMITS_REST: usize = PAGE_BYTES - core::mem::size_of::<Limits>();

/// A snapshot and the zeroes behind it.
#[repr(C, align(16))]
#[derive(Clone, Debug)]
pub struct SnapshotPage {
    /// The snapshot.
    pub snapshot: Snapshot,
    zeroes: [u8; SNAPSHOT_REST],
}

/// Limits and the zeroes behind them.
#[repr(C, align(16))]
#[derive(Clone, Debug)]
pub struct LimitsPage {
    /// The limits.
    pub limits: Limits,
    zeroes: [u8; LIMITS_REST],
}

impl SnapshotPage {
    /// A page that holds `snapshot`.
    #[must_use]
    pub const fn new(snapshot: Snapshot) -> Self {
        Self { snapshot, zeroes: [0; SNAPSHOT_REST] }
    }
}

impl LimitsPage {
    /// A page in which no limit is set.
    #[must_use]
    pub const fn no_opinion() -> Self {
        Self { limits: Limits::no_opinion(), zeroes: [0; LIMITS_REST] }
    }
}

const _: () = assert!(core::mem::size_of::<SnapshotPage>() == PAGE_BYTES);
const _: () = assert!(core::mem::size_of::<LimitsPage>() == PAGE_BYTES);
