//! Loads rules and adapts them to the engine.
//!
//! ```no_run
//! use rustdag_host::{Host, OFFICIAL};
//!
//! let folder = rustdag_host::official_rules_dir()?;
//! let loaded = Host::load(&folder, OFFICIAL);
//! for rule in &loaded.loaded {
//!     println!("{} {} ({}) from {}", rule.id, rule.version, rule.tier.as_str(), rule.path.display());
//! }
//! for refused in &loaded.refused {
//!     eprintln!("{refused}");
//! }
//! // `loaded.rules` goes into the engine; a rule that is missing has its failure policy applied there.
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! A library is read before it is loaded, because loading runs its constructors: `file` finds the info block and the
//! manifest in the bytes, `handshake` compares them with what this host speaks. Then a copy is loaded (`image`),
//! configured (`settings`), tried (`self_test`), and becomes a [`rustdag_core::rule::Rule`] (`native_rule`) whose
//! every answer is checked (`check`) and whose failures are told (`telling`). A program that calls [`serve_if_child`] has
//! each trusted library tried in a child process first (`rehearsal`), so that a damaged one cannot end the service, and
//! runs the others in child processes for good (`worker`). `conversation` is how such a child is heard, `confinement` what
//! untrusted code in one may not use up. Who is trusted is in `trust`. A sandboxed rule is
//! compiled and started where nothing of it can reach this process (`sandboxed_rule`). A rule file is read and its own
//! tests are run (`rule_file`). Whatever is wrong with one file, the others load and nothing panics.

mod bytes;
mod check;
mod child;
mod configured;
#[cfg(unix)]
mod confinement;
mod conversation;
mod declaration;
mod examination;
mod file;
mod findings;
mod folder;
mod handshake;
mod image;
mod load;
mod measurement;
mod native_rule;
#[cfg(any(unix, feature = "sandbox"))]
mod now;
mod official;
mod refusal;
mod rehearsal;
mod rule_file;
#[cfg_attr(not(feature = "sandbox"), path = "without_sandbox.rs")]
mod sandboxed_rule;
mod self_test;
mod settings;
mod telling;
mod trust;
#[cfg(unix)]
mod worker;

/// Whether this program can run sandboxed rules.
pub const HAS_SANDBOX: bool = cfg!(feature = "sandbox");

pub use child::serve_if_child;
pub use examination::{Examination, Examined, Outcome, examine, is_rule_in_code};
pub use findings::findings;
pub use folder::{is_native_code, official_rules_dir};
pub use load::{Host, Loaded, LoadedRule, Tier, digest};
pub use measurement::{BATCH, MEMBERS, Measured, Measurement, NotMeasured, ROUNDS, measure};
pub use official::{ExpectedRule, OFFICIAL};
pub use refusal::{Refusal, Refused};
pub use rustdag_rule::manifest::{Manifest, ParameterText, ReasonText, is_name};
pub use rustdag_rule::template::{Language, Template};
pub use rustdag_rule_file::{FILE_BYTES_MAX, Finding, Weight};
pub use sandboxed_rule::keep_compiled_rules_in;
pub use settings::Settings;
pub use trust::Trust;
