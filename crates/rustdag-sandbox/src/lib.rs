//! Runs a stranger's rule as WebAssembly, so that installing one risks its own answer and seconds of a plan's time.
//!
//! A rule gets no imports at all: it cannot see a clock, a file, the network or chance, however it was built. Its steps
//! are counted (fuel: the same count on every machine), its time has an end (epochs), also that of many calls
//! together (`slowness`), its memory has a cap, and what is not a number has one bit pattern. [`Declared::read`] reads what a module says of itself from its bytes, before
//! any of it is compiled; [`Sandbox::open`] compiles it, or takes it from a [`Cache`]; [`Sandboxed`] is a configured
//! rule that answers from any thread.
//!
//! The interface is that of native rules, in the 32-bit layout of WebAssembly: the same exported names, the same pages.
//! The host's pages lie in a piece of memory that is grown behind what the rule asked for.

mod cache;
mod declared;
mod engine;
mod live;
mod pages;
mod sandbox;
mod sandboxed;
mod slowness;
mod unfit;

pub use cache::Cache;
pub use declared::{Declared, MODULE_BYTES_MOST};
pub use live::{Failed, STEPS_MOST};
pub use sandbox::{Sandbox, Sight};
pub use sandboxed::Sandboxed;
pub use unfit::Unfit;
