//! What a service is made of, put together once by who starts it.

use crate::words::Words;
use rustdag_catalogue::Catalogue;
use rustdag_core::rule::{FailurePolicy, RuleSet};
use rustdag_store::Store;
use std::net::SocketAddr;
use std::sync::Arc;

/// What a service is made of.
pub struct Config {
    /// Where to listen; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// Where members and events are kept.
    pub store: Arc<dyn Store>,
    /// The rules, loaded.
    pub rules: RuleSet,
    /// What the loaded rules are.
    pub loaded: Vec<LoadedRule>,
    /// The sentences of the engine and of the rules.
    pub words: Words,
    /// The exercises and sessions: [`Catalogue::shared`], or one with a gym's own.
    pub catalogue: Arc<Catalogue>,
}

/// What a loaded rule is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedRule {
    /// Its id: `sleep`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 digest of what was loaded, in hexadecimal.
    pub digest: String,
    /// How it runs: `native`.
    pub tier: String,
    /// What happens when it fails.
    pub on_failure: FailurePolicy,
}
