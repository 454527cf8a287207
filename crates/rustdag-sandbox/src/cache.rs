//! Compiled modules, kept between runs.
//!
//! What is compiled is machine code: whoever can write it into the cache can run anything here, and taking it back is
//! `unsafe` for that reason. So an entry is taken only if
//! - the folder and the file belong to whom this process runs as, and nobody else may write them, as asked of the opened
//!   file. Who passes that may as well replace this program;
//! - it begins with a hash over the module's digest, the engine's version and settings, and the code that follows. That
//!   is against damage and mix-ups: a disk, a copied folder, an entry of another version.
//!
//! An entry that fails is compiled again and written over. Where ownership cannot be asked there is no cache.

use crate::engine::engine;
use crate::sandbox::ModuleDigest;
use sha2::{Digest as _, Sha256};
use std::fs::{self, File};
use std::hash::{Hash as _, Hasher};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use wasmtime::Module;

/// How entries end.
const SUFFIX: &str = ".compiled";
/// Bytes of the hash an entry begins with.
const HASH_BYTES: usize = 32;
/// Largest entry read.
const ENTRY_BYTES_MOST: u64 = 64 * 1024 * 1024;

/// Most entries that are kept. A service that is sent rules all day would fill its disk otherwise.
const ENTRIES_MOST: usize = 128;

/// A folder of compiled modules.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Opens a folder, and makes it if it is not there, for this user alone.
    ///
    /// # Errors
    /// If it cannot be made, belongs to somebody else, or may be written by others.
    pub fn open(folder: &Path) -> io::Result<Self> {
        make_private(folder)?;
        let probe = tempfile::tempfile_in(folder)?;
        if !is_ours_alone(&File::open(folder)?.metadata()?, &probe.metadata()?) {
            let what =
                format!("{} is open to others; compiled rules are kept in a folder of your own", folder.display());
            return Err(io::Error::other(what));
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// The compiled module, if it is there and whole.
    pub(crate) fn get(&self, digest: &ModuleDigest) -> Option<Module> {
        let file = File::open(self.entry(digest)).ok()?;
        let probe = tempfile::tempfile_in(&self.folder).ok()?;
        let about = file.metadata().ok()?;
        if !is_ours_alone(&about, &probe.metadata().ok()?) || about.len() > ENTRY_BYTES_MOST {
            return None;
        }
        let mut bytes = Vec::new();
        file.take(ENTRY_BYTES_MOST).read_to_end(&mut bytes).ok()?;
        let (hash, code) = bytes.split_at_checked(HASH_BYTES)?;
        if hash != hash_of(digest, code) {
            return None;
        }
        // SAFETY: these bytes are what `put` got from `Module::serialize` for this module, engine and version: their
        // hash says that they are whole, and nobody but this user, who can replace this program, could have written
        // others. They were read into memory before they were looked at, so they do not change any more.
        unsafe { Module::deserialize(engine(), code) }.ok()
    }

    /// Keeps a compiled module. If that fails, it is compiled again the next time.
    pub(crate) fn put(&self, digest: &ModuleDigest, module: &Module) {
        _ = self.try_put(digest, module);
    }

    fn try_put(&self, digest: &ModuleDigest, module: &Module) -> io::Result<()> {
        let code = module.serialize().map_err(io::Error::other)?;
        // Written aside and renamed, so that nobody ever sees half of it. Temporary files are their owner's alone.
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(&hash_of(digest, &code))?;
        file.write_all(&code)?;
        file.persist(self.entry(digest)).map_err(|error| error.error)?;
        self.forget_other_versions();
        self.forget_the_oldest();
        Ok(())
    }

    /// Entries of another engine will not be asked for again.
    fn forget_other_versions(&self) {
        let ours = format!("-{}{SUFFIX}", engine_version());
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(SUFFIX) && !name.ends_with(&ours) {
                _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Removes what was compiled longest ago beyond what is kept. If it is used, it is compiled once more.
    fn forget_the_oldest(&self) {
        let mut entries: Vec<(SystemTime, PathBuf)> = Vec::new();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let compiled = entry.metadata().and_then(|about| about.modified());
            if let (true, Ok(compiled)) = (entry.file_name().to_string_lossy().ends_with(SUFFIX), compiled) {
                entries.push((compiled, entry.path()));
            }
        }
        entries.sort();
        for (_, path) in entries.iter().rev().skip(ENTRIES_MOST) {
            _ = fs::remove_file(path);
        }
    }

    fn entry(&self, digest: &ModuleDigest) -> PathBuf {
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(format!("{digest}-{}{SUFFIX}", engine_version()))
    }
}

fn hash_of(digest: &ModuleDigest, code: &[u8]) -> [u8; HASH_BYTES] {
    let mut hash = Sha256::new();
    hash.update(digest);
    hash.update(engine_version().as_bytes());
    hash.update(code);
    hash.finalize().into()
}

/// The engine's version, settings and machine, as one word of sixteen signs.
fn engine_version() -> String {
    struct Sum(Sha256);
    impl Hasher for Sum {
        fn write(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }

        fn finish(&self) -> u64 {
            let sum = self.0.clone().finalize();
            sum.iter().take(8).fold(0, |word, byte| word << 8 | u64::from(*byte))
        }
    }
    let mut sum = Sum(Sha256::new());
    engine().precompile_compatibility_hash().hash(&mut sum);
    format!("{:016x}", sum.finish())
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private(_: &Path) -> io::Result<()> {
    Err(io::Error::other("on this system nobody can say whose a folder is, so compiled rules are not kept"))
}

/// Whether something belongs to whom `probe`, made just now, belongs to, and nobody else may write it.
#[cfg(unix)]
fn is_ours_alone(about: &fs::Metadata, probe: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    about.uid() == probe.uid() && about.mode() & 0o022 == 0
}

#[cfg(not(unix))]
fn is_ours_alone(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    false
}
