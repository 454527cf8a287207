//! Reads a module's info block and manifest from its bytes, before any of it is compiled.
//!
//! They are exported data, as in a native library: WebAssembly exports data as a constant global that holds its address,
//! and the bytes stand in the data segments. Compilers of Rust, C and AssemblyScript all write that; custom sections,
//! the other way there is, AssemblyScript cannot write. An optimiser may leave zeroes out of the segments, so what no
//! segment covers is zero.

use crate::unfit::Unfit;
use rustdag_rule_abi::{INFO_DATA, INFO_MAGIC, MANIFEST_BYTES_MAX, MANIFEST_DATA, RuleInfo};
use std::mem::size_of;
use wasmparser::{DataKind, ExternalKind, Operator, Parser, Payload};

/// Largest module read: debug builds in Rust have two million bytes.
pub const MODULE_BYTES_MOST: u64 = 8 * 1024 * 1024;
/// Largest function compiled: compiling takes time that grows faster than the function.
pub(crate) const FUNCTION_BYTES_MOST: usize = 64 * 1024;
/// Most bytes of all functions together.
const CODE_BYTES_MOST: usize = 1024 * 1024;
/// Most global variables: they lie outside the memory that is limited. Compilers make a handful.
const GLOBALS_MOST: usize = 1_000;
/// Most variables of one function.
const LOCALS_MOST: usize = 2_000;

/// What a module says of itself.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Its info block.
    pub info: RuleInfo,
    /// Its manifest, TOML.
    pub manifest: String,
}

impl Declared {
    /// Finds info block and manifest in a module's bytes, and refuses what a sandbox never takes: imports, and sizes
    /// that no rule needs.
    ///
    /// # Errors
    /// [`Unfit`] with what is wrong.
    pub fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        if bytes.len() as u64 > MODULE_BYTES_MOST {
            return Err(Unfit::TooLarge(bytes.len() as u64));
        }
        let parts = Parts::of(bytes)?;
        let info = parts.info(parts.address(INFO_DATA)?)?;
        let manifest = parts.manifest(parts.address(MANIFEST_DATA)?).ok_or(Unfit::Manifest)?;
        Ok(Self { info, manifest })
    }
}

/// What of a module matters here.
#[derive(Default)]
struct Parts<'a> {
    /// Start values of the module's own globals, where they are plain numbers.
    globals: Vec<Option<u32>>,
    /// Exported globals.
    exports: Vec<(&'a str, u32)>,
    /// Data, each at its address.
    data: Vec<(u32, &'a [u8])>,
}

impl<'a> Parts<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self, Unfit> {
        let damaged = |error: wasmparser::BinaryReaderError| Unfit::Damaged(error.to_string().replace('\n', " "));
        let mut parts = Self::default();
        let mut code = 0;
        for payload in Parser::new(0).parse_all(bytes) {
            match payload.map_err(damaged)? {
                Payload::Version { encoding: wasmparser::Encoding::Component, .. } => return Err(Unfit::Component),
                Payload::ImportSection(imports) => {
                    if let Some(import) = imports.into_iter().next() {
                        let import = import.map_err(damaged)?;
                        return Err(Unfit::Import { module: shown(import.module), name: shown(import.name) });
                    }
                }
                Payload::GlobalSection(globals) => {
                    at_most("global variables", globals.count() as usize, GLOBALS_MOST)?;
                    for global in globals {
                        parts.globals.push(number(&global.map_err(damaged)?.init_expr));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export.map_err(damaged)?;
                        if export.kind == ExternalKind::Global {
                            parts.exports.push((export.name, export.index));
                        }
                    }
                }
                Payload::DataSection(segments) => {
                    for segment in segments {
                        let segment = segment.map_err(damaged)?;
                        if let DataKind::Active { memory_index: 0, offset_expr } = segment.kind
                            && let Some(address) = number(&offset_expr)
                        {
                            parts.data.push((address, segment.data));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let size = body.range().len();
                    code += size;
                    if size > FUNCTION_BYTES_MOST {
                        return Err(Unfit::FunctionTooLarge(size));
                    }
                    at_most("bytes of code", code, CODE_BYTES_MOST)?;
                    let mut locals = 0_usize;
                    for group in body.get_locals_reader().map_err(damaged)? {
                        locals = locals.saturating_add(group.map_err(damaged)?.0 as usize);
                    }
                    at_most("variables in one function", locals, LOCALS_MOST)?;
                }
                _ => {}
            }
        }
        Ok(parts)
    }

    fn address(&self, name: &'static str) -> Result<u32, Unfit> {
        let index = self.exports.iter().find(|(exported, _)| *exported == name).map(|(_, index)| *index);
        index.and_then(|index| *self.globals.get(index as usize)?).ok_or(Unfit::NoExport(name))
    }

    /// The bytes memory holds at an address before anything runs; `None` beyond the address space.
    fn at(&self, address: u32, size: usize) -> Option<Vec<u8>> {
        let (start, end) = (u64::from(address), u64::from(address) + size as u64);
        if end > 1 << 32 {
            return None;
        }
        let mut found = vec![0; size];
        for (begin, data) in &self.data {
            let (first, last) = (u64::from(*begin).max(start), (u64::from(*begin) + data.len() as u64).min(end));
            if first < last {
                let from = (first - u64::from(*begin)) as usize;
                let to = (first - start) as usize;
                let length = (last - first) as usize;
                found[to..to + length].copy_from_slice(&data[from..from + length]);
            }
        }
        Some(found)
    }

    fn word(&self, address: u32) -> u32 {
        let bytes = self.at(address, 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_le_bytes)
    }

    fn info(&self, address: u32) -> Result<RuleInfo, Unfit> {
        let magic = self.word(address);
        if magic != INFO_MAGIC {
            return Err(Unfit::Info { field: "magic", theirs: magic, ours: INFO_MAGIC });
        }
        let (length, whole) = (self.word(address.saturating_add(4)), size_of::<RuleInfo>());
        match self.at(address, whole).filter(|_| length as usize == whole) {
            Some(bytes) => Ok(info_of(&bytes)),
            None => Err(Unfit::Info { field: "len", theirs: length, ours: whole as u32 }),
        }
    }

    fn manifest(&self, address: u32) -> Option<String> {
        let length = self.word(address) as usize;
        if length > MANIFEST_BYTES_MAX {
            return None;
        }
        String::from_utf8(self.at(address.checked_add(4)?, length)?).ok()
    }
}

/// The info block in bytes of its size.
pub(crate) fn info_of(bytes: &[u8]) -> RuleInfo {
    assert_eq!(bytes.len(), size_of::<RuleInfo>());
    // SAFETY: `bytes` has the size of a `RuleInfo`, which consists of integers: any bytes are one. The read is unaligned.
    unsafe { bytes.as_ptr().cast::<RuleInfo>().read_unaligned() }
}

/// A plain number; anything that has to be computed is none.
fn number(expression: &wasmparser::ConstExpr<'_>) -> Option<u32> {
    let mut operators = expression.get_operators_reader();
    let Ok(Operator::I32Const { value }) = operators.read() else { return None };
    matches!(operators.read(), Ok(Operator::End)).then_some(value as u32)
}

fn at_most(what: &'static str, count: usize, most: usize) -> Result<(), Unfit> {
    if count > most { Err(Unfit::TooMany { what, count, most }) } else { Ok(()) }
}

/// A name from a stranger's file, fit for a sentence.
fn shown(name: &str) -> String {
    name.chars().take(60).map(|char| if char.is_control() { ' ' } else { char }).collect()
}
