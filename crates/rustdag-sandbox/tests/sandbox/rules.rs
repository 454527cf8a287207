//! Small rules in WebAssembly's text form, each wrong in the way a test asks for.

use rustdag_rule_abi::{FIELDS, RuleInfo};
use rustdag_sandbox::{Declared, Sandbox, Sandboxed, Sight, Unfit};
use std::fmt::Write as _;

/// Where the info block lies in these rules; the manifest lies behind it.
pub const INFO_AT: u32 = 1024;
/// What their manifest says.
pub const MANIFEST: &str = "id = \"rest\"\n";

/// Presence bits of what these rules read.
fn needs() -> [u64; 4] {
    let mut needs = [0; 4];
    for name in ["sleep_last_night_h", "hrv_z"] {
        let bit = FIELDS.iter().find(|field| field.name == name).unwrap().first_bit;
        needs[bit / 64] |= 1 << (bit % 64);
    }
    needs
}

/// A rule in the making.
pub struct Made {
    /// What stands before everything else: imports.
    pub before: String,
    /// The memory.
    pub memory: String,
    /// The data segments.
    pub data: String,
    /// The body of `configure`: `$json`, `$n`, `$cfg`, `$cap` and `$i` are there.
    pub configure: String,
    /// The body of `limits`: `$cfg`, `$s`, `$l` and `$i` are there.
    pub limits: String,
    /// Bytes of configuration.
    pub config_size: u32,
    /// Address that `info` answers.
    pub info: u32,
    /// What stands behind everything else.
    pub behind: String,
}

impl Made {
    /// A rule that says nothing.
    pub fn new() -> Self {
        let info = RuleInfo::new("rest", "0.1.0", needs());
        // SAFETY: an info block consists of integers without gaps.
        let bytes: [u8; size_of::<RuleInfo>()] = unsafe { std::mem::transmute(info) };
        let manifest: Vec<u8> = [&(MANIFEST.len() as u32).to_le_bytes(), MANIFEST.as_bytes()].concat();
        Self {
            before: String::new(),
            memory: "(memory (export \"memory\") 1)".to_owned(),
            data: segment(INFO_AT, &bytes) + &segment(INFO_AT + bytes.len() as u32, &manifest),
            configure: "i32.const 0".to_owned(),
            limits: "i32.const 0".to_owned(),
            config_size: 0,
            info: INFO_AT,
            behind: String::new(),
        }
    }

    /// The same with this body of `limits`.
    pub fn saying(limits: &str) -> Self {
        Self { limits: limits.to_owned(), ..Self::new() }
    }

    pub fn text(&self) -> String {
        let Self { before, memory, data, configure, limits, config_size, info, behind } = self;
        let manifest_at = INFO_AT as usize + size_of::<RuleInfo>();
        format!(
            "(module {before} {memory} {data}
               (global (export \"RUSTDAG_RULE_INFO_V1\") i32 (i32.const {INFO_AT}))
               (global (export \"RUSTDAG_RULE_MANIFEST_V1\") i32 (i32.const {manifest_at}))
               (global $calls (mut i32) (i32.const 0))
               (func (export \"rustdag_rule_info_v1\") (result i32) i32.const {info})
               (func (export \"rustdag_rule_config_size_v1\") (result i32) i32.const {config_size})
               (func (export \"rustdag_rule_configure_v1\") (param $json i32) (param $n i32) (param $cfg i32)
                 (param $cap i32) (result i32) (local $i i32) {configure})
               (func $limits (export \"rustdag_rule_limits_v1\") (param $cfg i32) (param $s i32) (param $l i32)
                 (result i32) (local $i i32) {limits})
               {behind})"
        )
    }

    pub fn bytes(&self) -> Vec<u8> {
        let text = self.text();
        wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Reads and opens it as a host does.
    pub fn open(&self) -> Result<Sandboxed, Unfit> {
        open(&self.bytes())
    }
}

pub fn open(bytes: &[u8]) -> Result<Sandboxed, Unfit> {
    Sandbox::new().open(bytes, &Declared::read(bytes)?.info, "{}", Sight::Declared)
}

/// A data segment.
pub fn segment(address: u32, bytes: &[u8]) -> String {
    let mut text = format!("(data (i32.const {address}) \"");
    for byte in bytes {
        _ = write!(text, "\\{byte:02x}");
    }
    text + "\")\n"
}
