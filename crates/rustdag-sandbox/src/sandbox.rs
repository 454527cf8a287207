//! From bytes to a compiled module, which is kept for as long as somebody uses it.

use crate::cache::Cache;
use crate::engine::engine;
use crate::live::one_line;
use crate::sandboxed::Sandboxed;
use crate::unfit::Unfit;
use rustdag_rule_abi::RuleInfo;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use wasmtime::{InstancePre, Linker, Module, StoreLimits};

/// SHA-256 of a module.
pub(crate) type ModuleDigest = [u8; 32];

/// A compiled module that can be started any number of times.
pub(crate) struct Compiled(pub InstancePre<StoreLimits>);

/// What this process has compiled and still uses, so that nothing is compiled twice.
static COMPILED: Mutex<BTreeMap<ModuleDigest, Weak<Compiled>>> = Mutex::new(BTreeMap::new());

/// Opens sandboxed rules.
#[derive(Clone, Debug, Default)]
pub struct Sandbox {
    cache: Option<Cache>,
}

/// What a rule gets to see of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// What it says it reads.
    Declared,
    /// Everything, to find out whether it reads more than it says.
    Everything,
}

impl Sandbox {
    /// A sandbox that compiles every module anew.
    #[must_use]
    pub const fn new() -> Self {
        Self { cache: None }
    }

    /// A sandbox that keeps what it compiled.
    #[must_use]
    pub const fn with_cache(cache: Cache) -> Self {
        Self { cache: Some(cache) }
    }

    /// Opens a rule: compiles its module, starts it, asks it for its info block again, and configures it with a JSON object
    /// of all its parameters. `info` is what [`Declared::read`](crate::Declared::read) found in the same bytes.
    ///
    /// # Errors
    /// [`Unfit`] with what is wrong.
    pub fn open(&self, bytes: &[u8], info: &RuleInfo, parameters: &str, sight: Sight) -> Result<Sandboxed, Unfit> {
        Sandboxed::new(self.compiled(bytes)?, *info, parameters, sight)
    }

    fn compiled(&self, bytes: &[u8]) -> Result<Arc<Compiled>, Unfit> {
        let digest: ModuleDigest = Sha256::digest(bytes).into();
        // A map of references is whole at every moment, also when a holder panicked.
        let known = || COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(compiled) = known().get(&digest).and_then(Weak::upgrade) {
            return Ok(compiled);
        }
        let module = self.module(bytes, &digest)?;
        let pre = Linker::new(engine()).instantiate_pre(&module).map_err(|error| Unfit::Compile(one_line(&error)))?;
        let compiled = Arc::new(Compiled(pre));
        let mut known = known();
        known.retain(|_, compiled| compiled.strong_count() > 0);
        known.insert(digest, Arc::downgrade(&compiled));
        Ok(compiled)
    }

    fn module(&self, bytes: &[u8], digest: &ModuleDigest) -> Result<Module, Unfit> {
        if let Some(module) = self.cache.as_ref().and_then(|cache| cache.get(digest)) {
            return Ok(module);
        }
        let module = Module::from_binary(engine(), bytes).map_err(|error| Unfit::Compile(one_line(&error)))?;
        if let Some(cache) = &self.cache {
            cache.put(digest, &module);
        }
        Ok(module)
    }
}
