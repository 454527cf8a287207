//! Reads a library's info block and manifest from its bytes, before any of its code runs.

use crate::bytes;
use crate::refusal::Refusal;
use object::{
    Architecture, ExportTarget, NameOrOrdinal, Object as _, ObjectKind, ObjectSection as _, ObjectSegment as _,
};
use rustdag_rule_abi::{INFO_DATA, INFO_MAGIC, MANIFEST_BYTES_MAX, MANIFEST_DATA, RuleInfo};
use std::mem::size_of;
use std::path::Path;

/// Largest library read: debug builds of a rule have about 10 MB.
const LIBRARY_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// What a library says of itself.
pub(crate) struct Declared {
    pub info: RuleInfo,
    pub manifest: String,
}

/// The bytes of a library.
pub(crate) fn library(path: &Path) -> Result<Vec<u8>, Refusal> {
    bytes::of(path, LIBRARY_BYTES_MAX, |bytes| Refusal::TooLarge { bytes, most: LIBRARY_BYTES_MAX })
}

/// Finds info block and manifest in a library's bytes. `called_a_rule`: the file's name says it is one of ours, so
/// that what is missing is worth a longer sentence.
pub(crate) fn declared(bytes: &[u8], called_a_rule: bool) -> Result<Declared, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let file = object::File::parse(bytes).map_err(|error| Refusal::Damaged(error.to_string()))?;
    check_whole(&file, bytes.len() as u64)?;
    check_machine(file.architecture())?;
    let info = match data(&file, INFO_DATA)? {
        Some(address) => info(&file, address)?,
        None if called_a_rule => return Err(Refusal::NoSymbol(INFO_DATA)),
        None => return Err(Refusal::Foreign),
    };
    let address = data(&file, MANIFEST_DATA)?.ok_or(Refusal::NoSymbol(MANIFEST_DATA))?;
    let manifest = manifest(&file, address).ok_or(Refusal::ManifestBlock)?;
    Ok(Declared { info, manifest })
}

/// A library that was cut off still begins well, and a process that maps it dies later: every part it loads must lie
/// within the file.
fn check_whole(file: &object::File<'_>, length: u64) -> Result<(), Refusal> {
    if file.kind() != ObjectKind::Dynamic {
        return Err(Refusal::Damaged("it is another kind of object".to_owned()));
    }
    for segment in file.segments() {
        let (start, size) = segment.file_range();
        if start.checked_add(size).is_none_or(|end| end > length) {
            return Err(Refusal::Damaged("it ends too early".to_owned()));
        }
    }
    for section in file.sections() {
        let end = section.file_range().map(|(start, size)| start.checked_add(size));
        if end.is_some_and(|end| end.is_none_or(|end| end > length)) {
            return Err(Refusal::Damaged("it ends too early".to_owned()));
        }
    }
    Ok(())
}

fn check_machine(theirs: Architecture) -> Result<(), Refusal> {
    let ours = match std::env::consts::ARCH {
        "x86_64" => Architecture::X86_64,
        "aarch64" => Architecture::Aarch64,
        // Elsewhere the system's loader says it.
        _ => return Ok(()),
    };
    if theirs == ours {
        return Ok(());
    }
    Err(Refusal::OtherMachine { theirs: format!("{theirs:?}").to_lowercase(), ours: std::env::consts::ARCH })
}

/// Address of exported data, if there is any of that name. Some systems put an underscore before it.
fn data(file: &object::File<'_>, name: &str) -> Result<Option<u64>, Refusal> {
    let damaged = |error: object::Error| Refusal::Damaged(error.to_string());
    for export in file.exports().map_err(damaged)? {
        let export = export.map_err(damaged)?;
        let NameOrOrdinal::Name(exported) = export.name() else { continue };
        let is_it = exported == name.as_bytes() || exported.strip_prefix(b"_") == Some(name.as_bytes());
        if let (true, ExportTarget::Address { address }) = (is_it, export.target()) {
            return Ok(Some(address));
        }
    }
    Ok(None)
}

/// Bytes the library has at an address once it is loaded, from its file.
fn at<'data>(file: &object::File<'data>, address: u64, size: usize) -> Option<&'data [u8]> {
    file.sections().find_map(|section| section.data_range(address, size as u64).ok().flatten())
}

fn info(file: &object::File<'_>, address: u64) -> Result<RuleInfo, Refusal> {
    let differs = |field, theirs: u32, ours: u32| Refusal::Info {
        field,
        theirs: format!("{theirs:#x}"),
        ours: format!("{ours:#x}"),
    };
    let word = |place: u64| {
        at(file, address.checked_add(place)?, 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes)
    };
    let magic = word(0).unwrap_or(0);
    if magic != INFO_MAGIC {
        return Err(differs("magic", magic, INFO_MAGIC));
    }
    let length = word(4).unwrap_or(0);
    let whole = size_of::<RuleInfo>();
    let Some(bytes) = at(file, address, whole).filter(|_| length as usize == whole) else {
        return Err(differs("len", length, whole as u32));
    };
    // SAFETY: `bytes` has the size of a `RuleInfo`, which consists of integers: any bytes are one. The read is unaligned.
    Ok(unsafe { bytes.as_ptr().cast::<RuleInfo>().read_unaligned() })
}

fn manifest(file: &object::File<'_>, address: u64) -> Option<String> {
    let length = u32::from_le_bytes(at(file, address, 4)?.try_into().ok()?) as usize;
    if length > MANIFEST_BYTES_MAX {
        return None;
    }
    let text = at(file, address.checked_add(4)?, length)?;
    String::from_utf8(text.to_vec()).ok()
}
