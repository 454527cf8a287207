//! Why a file did not become a sandboxed rule: one sentence each, to stand behind the file's name.

use crate::declared::{FUNCTION_BYTES_MOST, MODULE_BYTES_MOST};
use crate::live::{CONFIGURE_STEPS_MOST, MEMORY_BYTES_MOST};

/// What is wrong with a module.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// Larger than any rule.
    #[error("has {0} bytes; a sandboxed rule has at most {MODULE_BYTES_MOST}, so build it optimised and stripped")]
    TooLarge(u64),
    /// No module, or a damaged one.
    #[error("is no WebAssembly module, or is damaged ({0}); copy or build it again")]
    Damaged(String),
    /// A component, which is something else than a module.
    #[error("is a WebAssembly component; a rule is a plain module, so build it without the component model")]
    Component,
    /// Something is asked for from outside.
    #[error("imports `{module}.{name}`; a sandboxed rule may import nothing, so build it without what needs that")]
    Import {
        /// The module it is asked from.
        module: String,
        /// Its name there.
        name: String,
    },
    /// A function so large that compiling it may take minutes.
    #[error("has a function of {0} bytes; at most {FUNCTION_BYTES_MOST} are compiled, so split it")]
    FunctionTooLarge(usize),
    /// More of something than a rule needs.
    #[error("has {count} {what}; a sandboxed rule has at most {most}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many.
        count: usize,
        /// How many are taken.
        most: usize,
    },
    /// Something a rule exports is not there, or is something else.
    #[error("is no rule: it does not export `{0}`; build it with `export_rule!` or the C header, and export that name")]
    NoExport(&'static str),
    /// A function of another type.
    #[error("its function `{0}` takes or answers something else than the interface says; build it with the C header")]
    Signature(&'static str),
    /// The info block is not what this host knows.
    #[error(
        "its info block does not fit this host: `{field}` is {theirs:#x}, expected {ours:#x}; build the rule again"
    )]
    Info {
        /// Which field differs.
        field: &'static str,
        /// What the rule has.
        theirs: u32,
        /// What this host has.
        ours: u32,
    },
    /// The manifest is not text, or reaches beyond the module's data.
    #[error("its manifest cannot be read from the file; build the rule again")]
    Manifest,
    /// It does not compile.
    #[error("cannot be compiled: {0}")]
    Compile(String),
    /// It does not start, or not with the memory there is.
    #[error("cannot be started: {0}")]
    Start(String),
    /// More memory than a rule gets.
    #[error("leaves no room for the host's pages: its memory may have at most {} KiB", MEMORY_BYTES_MOST / 1024)]
    Memory,
    /// Started, it says something else than its file did.
    #[error("says something else once it runs than its file says; build the rule again")]
    Changed,
    /// More configuration than there is room for.
    #[error("wants {0} bytes of configuration; there are at most 4096")]
    ConfigSize(u32),
    /// The parameters are too long to pass on.
    #[error("its parameters take {0} bytes; there is room for {1}")]
    Parameters(usize, usize),
    /// The rule did not take parameters its own manifest allows.
    #[error("does not take the parameters of its own manifest (status {0}); build the rule again")]
    Configure(i32),
    /// It did not come through `configure`.
    #[error("did not take its parameters: {0} (it has {CONFIGURE_STEPS_MOST} steps for that)")]
    ConfigureFailed(String),
    /// The thread that measures time cannot be started.
    #[error("cannot be run: the thread that ends calls which take too long cannot be started ({0})")]
    Clock(std::io::Error),
}
