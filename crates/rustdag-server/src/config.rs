//! What a service is made of, put together once by who starts it.

use rustdag_catalogue::Catalogue;
use rustdag_core::rule::RuleSet;
use rustdag_host::{LoadedRule, Settings, Trust};
use rustdag_rule_pack::PublicKey;
use rustdag_store::Store;
use std::net::SocketAddr;
use std::sync::Arc;

/// What a service is made of.
pub struct Config {
    /// Where to listen; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// Where members, events and rules are kept.
    pub store: Arc<dyn Store>,
    /// The rules of every gym, loaded.
    pub rules: RuleSet,
    /// What the loaded rules are.
    pub loaded: Vec<LoadedRule>,
    /// The values with which they were loaded, where these are not their manifests' own.
    pub parameters: Settings,
    /// Whose libraries run in this process, of the folders that `rules` were loaded from.
    pub trust: Trust,
    /// What may be done to rules over the network.
    pub rules_admin: RulesAdmin,
    /// The exercises and sessions: [`Catalogue::shared`], or one with a gym's own.
    pub catalogue: Arc<Catalogue>,
}

/// What may be done to rules over the network. The service does not know who calls: whoever reaches it may do this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RulesAdmin {
    /// Whether rules may be installed, set, switched and rolled back at all.
    pub open: bool,
    /// Whether libraries may be installed, and those that were are run: in a process of their own with the rights of this one.
    pub native: bool,
    /// If there are any, only archives signed by one of them are installed. What was installed before stays: it was allowed
    /// then, and can be switched off.
    pub trusted_keys: Vec<PublicKey>,
}
