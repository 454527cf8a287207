//! A loaded library. It is never unloaded: code and thread-locals of a library that was closed may still be reached, so
//! it is leaked on purpose, and the same bytes are never loaded twice.

use crate::refusal::Refusal;
use libloading::Library;
use rustdag_rule_abi::{
    CONFIG_SIZE_FN, CONFIGURE_FN, ConfigSizeFn, ConfigureFn, INFO_FN, InfoFn, LIMITS_FN, LimitsFn, PAGE_BYTES, RuleInfo,
};
use std::collections::BTreeMap;
use std::env::consts::DLL_SUFFIX;
use std::io::Write as _;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// A rule's functions, in this process for good.
pub(crate) struct Image {
    pub limits: LimitsFn,
    pub configure: ConfigureFn,
    /// What it says once it is loaded.
    pub info: RuleInfo,
    _library: ManuallyDrop<Library>,
}

/// What this process has loaded, by digest.
static IMAGES: Mutex<BTreeMap<String, &'static Image>> = Mutex::new(BTreeMap::new());

/// Loads a library's bytes, or finds them loaded; `info` is what the file said, asked again of the loaded library.
pub(crate) fn open(bytes: &[u8], digest: &str, info: &RuleInfo) -> Result<&'static Image, Refusal> {
    // A panic while the lock was held left the map as it was: nothing in it is half done.
    let mut images = IMAGES.lock().unwrap_or_else(PoisonError::into_inner);
    let image = match images.get(digest) {
        Some(image) => *image,
        None => {
            let image: &'static Image = Box::leak(Box::new(load(bytes, digest)?));
            images.insert(digest.to_owned(), image);
            image
        }
    };
    if image.info == *info { Ok(image) } else { Err(Refusal::Changed) }
}

/// Loads a private copy.
fn load(bytes: &[u8], digest: &str) -> Result<Image, Refusal> {
    let copy = Copied::new(bytes, digest)?;
    // SAFETY: a native rule is trusted code: its constructors run now, as its gym has decided.
    unsafe { load_at(&copy.path) }
}

/// A private copy of a library, gone when dropped: what is mapped of it stays. Its name holds the digest, because opening
/// a path a second time would answer the old image; and it is nobody else's, because a file that is changed while it is
/// mapped ends the process.
pub(crate) struct Copied {
    pub path: PathBuf,
    _folder: TempDir,
}

impl Copied {
    pub fn new(bytes: &[u8], digest: &str) -> Result<Self, Refusal> {
        let folder = tempfile::Builder::new().prefix("rustdag-rules-").tempdir().map_err(Refusal::Copy)?;
        let path = folder.path().join(format!("{digest}{DLL_SUFFIX}"));
        let mut file = std::fs::File::create_new(&path).map_err(Refusal::Copy)?;
        file.write_all(bytes).map_err(Refusal::Copy)?;
        Ok(Self { path, _folder: folder })
    }
}

/// Loads a library whose info block and manifest were accepted.
///
/// # Safety
/// Its constructors run in this process.
pub(crate) unsafe fn load_at(path: &Path) -> Result<Image, Refusal> {
    // SAFETY: the caller's.
    let library = unsafe { open_library(path) }.map_err(|error| Refusal::Loader(one_line(&error)))?;
    // From here on the library stays, even if it is refused: its constructors have run.
    let library = ManuallyDrop::new(library);
    // SAFETY: the names hold the major version of the interface, which fixes these types; the handshake has accepted
    // the info block of this file.
    let (info, config_size, configure, limits) = unsafe {
        (
            function::<InfoFn>(&library, INFO_FN)?,
            function::<ConfigSizeFn>(&library, CONFIG_SIZE_FN)?,
            function::<ConfigureFn>(&library, CONFIGURE_FN)?,
            function::<LimitsFn>(&library, LIMITS_FN)?,
        )
    };
    // SAFETY: the contract of both functions: no arguments, no unwinding; a constant of the library, or null.
    let (info, config_size) = unsafe { (info().as_ref(), config_size()) };
    if config_size as usize > PAGE_BYTES {
        return Err(Refusal::ConfigSize(config_size));
    }
    let info = *info.ok_or(Refusal::Changed)?;
    Ok(Image { limits, configure, info, _library: library })
}

/// Resolves every symbol now: one that is missing is an error here, not the end of the process at the first call.
#[cfg(unix)]
unsafe fn open_library(path: &Path) -> Result<Library, libloading::Error> {
    use libloading::os::unix;
    // SAFETY: the caller's.
    unsafe { unix::Library::open(Some(path), unix::RTLD_NOW | unix::RTLD_LOCAL) }.map(Into::into)
}

#[cfg(not(unix))]
unsafe fn open_library(path: &Path) -> Result<Library, libloading::Error> {
    // SAFETY: the caller's.
    unsafe { Library::new(path) }
}

/// # Safety
/// `F` is the type of the function of that name.
unsafe fn function<F: Copy>(library: &Library, name: &'static str) -> Result<F, Refusal> {
    // SAFETY: the caller's; the library is never closed, so the pointer stays good.
    unsafe { library.get::<F>(name) }.map(|symbol| *symbol).map_err(|_| Refusal::NoSymbol(name))
}

fn one_line(error: &libloading::Error) -> String {
    let mut text = error.to_string();
    if let Some(source) = std::error::Error::source(error) {
        text = format!("{text}: {source}");
    }
    text.replace('\n', " ")
}
