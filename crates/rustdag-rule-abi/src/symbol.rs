//! Names and types of what a rule's library exports. The major version of the interface is part of each name.

use crate::{Limits, RuleInfo, Snapshot};
use core::ffi::{c_char, c_void};

/// Exported data: the rule's [`RuleInfo`], read from the file before loading it.
pub const INFO_DATA: &str = "RUSTDAG_RULE_INFO_V1";
/// Exported data: the rule's [`crate::ManifestBlock`], read from the file before loading it.
pub const MANIFEST_DATA: &str = "RUSTDAG_RULE_MANIFEST_V1";
/// Exported function: [`InfoFn`].
pub const INFO_FN: &str = "rustdag_rule_info_v1";
/// Exported function: [`ConfigSizeFn`].
pub const CONFIG_SIZE_FN: &str = "rustdag_rule_config_size_v1";
/// Exported function: [`ConfigureFn`].
pub const CONFIGURE_FN: &str = "rustdag_rule_configure_v1";
/// Exported function: [`LimitsFn`].
pub const LIMITS_FN: &str = "rustdag_rule_limits_v1";

/// Answers the block a host has already read from the file.
pub type InfoFn = unsafe extern "C" fn() -> *const RuleInfo;
/// Bytes of configuration the rule wants the host to keep for it, at most a page.
pub type ConfigSizeFn = unsafe extern "C" fn() -> u32;
/// Writes the configuration made of a JSON object of parameters into the host's buffer: json, its length, buffer, its
/// size. Answers a [`Status`].
pub type ConfigureFn = unsafe extern "C" fn(*const c_char, u32, *mut c_void, u32) -> i32;
/// Writes limits for a snapshot: configuration, snapshot, limits that hold no opinion. Answers a [`Status`].
pub type LimitsFn = unsafe extern "C" fn(*const c_void, *const Snapshot, *mut Limits) -> i32;

/// What a rule's functions return. Anything but [`Status::OK`] voids what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status;

impl Status {
    /// It worked.
    pub const OK: i32 = 0;
    /// The rule panicked; the panic was caught inside it.
    pub const PANICKED: i32 = -1;
    /// The parameters are no JSON object of numbers.
    pub const NOT_PARAMETERS: i32 = -2;
    /// A parameter the rule does not have.
    pub const UNKNOWN_PARAMETER: i32 = -3;
    /// A parameter outside its range.
    pub const OUT_OF_RANGE: i32 = -4;
    /// The buffer is too small or missing.
    pub const NO_ROOM: i32 = -5;
}
