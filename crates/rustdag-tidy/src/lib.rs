//! Holds the workspace to its own rules, as a test: what may depend on what, what the engine and the rules never use,
//! what files are called and how they begin, under which licences foreign crates come.
//!
//! Each rule answers [`Finding`]s: where, what, and what to do. `tests/workspace.rs` asks all of them about this very
//! workspace, so `cargo test -p rustdag-tidy` is the tool.
//!
//! ```
//! use rustdag_tidy::{FORBIDDEN_IN_ENGINE, purity};
//! let findings = purity::check("engine.rs", "fn gain(hours: f64) -> f64 { hours.exp() }", FORBIDDEN_IN_ENGINE);
//! assert!(findings[0].to_string().starts_with("engine.rs:1: uses `.exp(`"));
//! ```
#![forbid(unsafe_code)]

pub mod code_map;
mod features;
mod files;
mod finding;
mod layers;
mod licences;
pub mod purity;
mod rust_text;
mod workspace;

pub use features::check as check_features;
pub use files::{SourceFile, check as check_file, walk};
pub use finding::Finding;
pub use layers::check as check_layers;
pub use licences::check as check_foreign;
pub use purity::{FORBIDDEN_IN_ENGINE, FORBIDDEN_IN_RULES};
pub use workspace::{Crate, Foreign, Need, Workspace, WorkspaceError};
