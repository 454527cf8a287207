//! The interface between the engine and a rule: what a rule may see ([`Snapshot`]) and what it may say ([`Limits`]).
//!
//! The layout is flat, pointer-free, little-endian and of fixed width, so that native, sandboxed and out-of-process
//! rules share it. A rule never allocates across the boundary, never keeps a pointer, and reads no clock, file or
//! random number. Fields are only ever appended; a retired field keeps its place.
//!
//! ```
//! use rustdag_rule_abi::{Limits, Snapshot};
//! let mut snapshot = Snapshot::unknown();
//! assert_eq!(snapshot.sleep_debt_h(), None);
//! snapshot.set_sleep_debt_h(Some(4.5));
//! assert_eq!(snapshot.sleep_debt_h(), Some(4.5));
//! assert_eq!(Limits::no_opinion().session_load_max, f32::INFINITY);
//! ```
#![no_std]

#[macro_use]
mod layout;
mod caps;
mod info;
mod limits;
mod manifest;
mod page;
mod snapshot;
mod symbol;

pub use info::{ABI_MAJOR, ABI_MINOR, INFO_MAGIC, RuleInfo, copy_text, read_text};
pub use layout::{FieldInfo, LAYOUT_HASH, Shape, layout_hash};
pub use limits::{Flags, Limits, REASONS_MAX, Reason, Subject};
pub use manifest::{MANIFEST_BYTES_MAX, ManifestBlock};
pub use page::{LimitsPage, PAGE_BYTES, SnapshotPage};
pub use snapshot::{FIELDS, FLOATS, JOINT_SLOTS, MUSCLE_SLOTS, Snapshot};
pub use symbol::{
    CONFIG_SIZE_FN, CONFIGURE_FN, ConfigSizeFn, ConfigureFn, INFO_DATA, INFO_FN, InfoFn, LIMITS_FN, LimitsFn,
    MANIFEST_DATA, Status,
};
