//! Why a file did not become a rule: one sentence each, for the person who runs the service.

use rustdag_rule::manifest::ManifestError;
use rustdag_rule_abi::{ABI_MAJOR, ABI_MINOR};
use rustdag_rule_file::FileErrors;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// A file or folder that gave no rule.
#[derive(Debug)]
pub struct Refused {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub why: Refusal,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A mistake in a rule file has a place, written as compilers do: `file:7:10: …`.
        let between = if matches!(self.why, Refusal::File(_)) { "" } else { " " };
        write!(f, "{}:{between}{}", self.path.display(), in_one_line(&self.why))
    }
}

/// A refusal as one line: what a damaged file holds may have got into a message.
pub(crate) fn in_one_line(why: &Refusal) -> String {
    why.to_string().replace(char::is_control, " ")
}

/// What was wrong.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The folder cannot be listed.
    #[error("the rules folder cannot be read ({0}); name a folder that holds rule libraries or rule files")]
    Folder(io::Error),
    /// The file cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// Larger than any rule.
    #[error("has {bytes} bytes; a rule library has at most {most}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// Most bytes read.
        most: u64,
    },
    /// Nothing in it.
    #[error("is empty; copy or build the library again")]
    Empty,
    /// No shared library, or one that was cut off or overwritten.
    #[error("is no shared library, or is damaged ({0}); copy or build it again")]
    Damaged(String),
    /// For another machine.
    #[error("is built for {theirs}, this machine is {ours}; build it for this machine")]
    OtherMachine {
        /// Its architecture.
        theirs: String,
        /// Ours.
        ours: &'static str,
    },
    /// A library of somebody else's.
    #[error("is no rule")]
    Foreign,
    /// Called a rule, but without what a rule exports.
    #[error("is no rule: it does not export `{0}`; build it with `export_rule!` or the C header")]
    NoSymbol(&'static str),
    /// Another major version of the interface, or a newer minor one.
    #[error(
        "built for rule interface {major}.{minor} (`{field}` differs), this host speaks {ABI_MAJOR}.{ABI_MINOR}; build \
         the rule for this one"
    )]
    Version {
        /// Which field of the info block differs.
        field: &'static str,
        /// Its major version.
        major: u16,
        /// Its minor version.
        minor: u16,
    },
    /// The info block is not what this host knows.
    #[error("its info block does not fit this host: `{field}` is {theirs}, expected {ours}; build the rule again")]
    Info {
        /// Which field differs.
        field: &'static str,
        /// What the rule has.
        theirs: String,
        /// What this host has.
        ours: String,
    },
    /// The manifest cannot be used.
    #[error("{0}")]
    Manifest(#[from] ManifestError),
    /// The manifest is not text, or reaches beyond the file.
    #[error("its manifest cannot be read from the file; build the rule again")]
    ManifestBlock,
    /// Manifest and info block tell two stories.
    #[error("its manifest says {field} `{manifest}`, its info block `{info}`; build the rule again")]
    Disagree {
        /// What differs.
        field: &'static str,
        /// What the manifest says.
        manifest: String,
        /// What the info block says.
        info: String,
    },
    /// Two files are one rule.
    #[error("is rule `{id}` again; {first} was loaded, remove one of the two")]
    Twice {
        /// The rule.
        id: String,
        /// The file that was loaded.
        first: String,
    },
    /// A rule file with mistakes.
    #[error("{0}")]
    File(#[from] FileErrors),
    /// A rule file whose own tests fail.
    #[error("{0}; the rule is not loaded until its tests pass")]
    FileTest(String),
    /// A name that belongs to the engine.
    #[error("is called `{0}`, as {1} is; give it an id of its own")]
    Reserved(String, &'static str),
    /// The private copy cannot be written.
    #[error("cannot be copied to the temporary folder: {0}")]
    Copy(io::Error),
    /// The system's loader does not take it.
    #[error("the system cannot load it: {0}")]
    Loader(String),
    /// Refused when a child process tried it: the child's sentence.
    #[error("{0}")]
    Tried(String),
    /// It ended the child process that tried it.
    #[error("is damaged or broken: trying it ended a process ({0}); copy or build it again")]
    Fatal(String),
    /// The child process that tried it did not come to an end.
    #[error("is damaged or broken: trying it took more than {0} s; copy or build it again")]
    Hangs(u64),
    /// It is not trusted, and this program or system has no workers.
    #[error(
        "rule `{0}` is not trusted to run in this process, and no worker can be started for it here; trust it by its id, \
         or leave it out"
    )]
    Untrusted(String),
    /// Another library than the one that is trusted.
    #[error("was replaced while it was being loaded; load it again")]
    Replaced,
    /// A worker cannot be started.
    #[error("no worker process can be started for it: {0}")]
    NoWorker(io::Error),
    /// A worker cannot be confined.
    #[error("its worker process cannot be limited: {0}")]
    Confinement(io::Error),
    /// A sandboxed rule that does not fit.
    #[cfg(feature = "sandbox")]
    #[error("{0}")]
    Unfit(#[from] rustdag_sandbox::Unfit),
    /// A sandboxed rule, and no sandbox.
    #[error(
        "is a sandboxed rule, and this program was built without the sandbox; build it with `cargo build --release \
         --features sandbox`"
    )]
    NoSandbox,
    /// Loaded, it says something else than its file did.
    #[error("says something else once it is loaded than its file says; build the rule again")]
    Changed,
    /// More configuration than there is room for.
    #[error("wants {0} bytes of configuration; there are at most 4096")]
    ConfigSize(u32),
    /// A parameter the rule does not have.
    #[error("rule {rule} has no parameter `{parameter}`; it has {has}")]
    UnknownParameter {
        /// The rule.
        rule: String,
        /// The name given.
        parameter: String,
        /// The names there are.
        has: String,
    },
    /// A parameter out of its range.
    #[error("parameter {parameter} of rule {rule} is {value}; it is {min} to {max} ({unit})")]
    ParameterRange {
        /// The rule.
        rule: String,
        /// The parameter.
        parameter: String,
        /// The value given.
        value: f64,
        /// Least value.
        min: f64,
        /// Greatest value.
        max: f64,
        /// Unit.
        unit: String,
    },
    /// Parameters for a rule that is not there.
    #[error("there are parameters for rule {0}, which is not loaded from this folder")]
    NoSuchRule(String),
    /// The rule did not take parameters its own manifest allows.
    #[error("does not take the parameters of its own manifest (status {0}); build the rule again")]
    Configure(i32),
    /// It failed on a snapshot every rule must answer.
    #[error("failed its self-test on {case}: {what}")]
    SelfTest {
        /// Which snapshot.
        case: &'static str,
        /// What it did.
        what: String,
    },
}
