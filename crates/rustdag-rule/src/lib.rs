//! What a rule's author needs.
//!
//! A rule is a manifest, parameters, and one pure function from a snapshot to limits:
//!
//! ```
//! use rustdag_rule::{Limits, Reason, Snapshot, parameters};
//!
//! parameters! {
//!     /// Thresholds of the rule.
//!     pub struct Config {
//!         /// Hours of sleep below which the day is kept light.
//!         short_night_h: 6.0, 3.0 to 8.0;
//!     }
//! }
//!
//! pub fn limits(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
//!     let Some(slept) = snapshot.sleep_last_night_h() else { return };
//!     if slept < config.short_night_h {
//!         limits.keep_in_reserve(3.0, Reason::whole(1, slept, 3.0));
//!     }
//! }
//!
//! let mut snapshot = Snapshot::unknown();
//! let mut answer = Limits::no_opinion();
//! limits(&Config::default(), &snapshot, &mut answer);
//! assert_eq!(answer, Limits::no_opinion(), "what is unknown says nothing");
//! snapshot.set_sleep_last_night_h(Some(4.5));
//! limits(&Config::default(), &snapshot, &mut answer);
//! assert_eq!(answer.rir_min, 3.0);
//! ```
//!
//! [`export_rule!`] makes a library of it that a host can load; the `testkit` feature has what its tests need.

pub mod boundary;
mod export;
pub mod headline;
#[cfg(feature = "manifest")]
pub mod manifest;
mod parameters;
#[cfg(feature = "manifest")]
pub mod template;
#[cfg(feature = "testkit")]
pub mod testkit;
mod usual;

pub use parameters::{Parameter, ParameterError, Parameters};
pub use rustdag_rule_abi as abi;
pub use rustdag_rule_abi::{Limits, Reason, Snapshot};
pub use usual::cap_share_of_usual;
