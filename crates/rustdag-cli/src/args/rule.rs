//! `rule`, and what of it needs no service: `list`, `new`, `check`, `bench` and `try`.

use super::rule_archive::{RuleKeygen, RulePack};
use super::rule_service::{RuleDisable, RuleEnable, RuleHistory, RuleInstall, RuleRollback};
use super::{Format, RulePlaces};
use clap::{Args, Subcommand, ValueEnum};
use rustdag_server::wire::resource::DEFAULT_GYM;
use rustdag_text::Lang;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum Rule {
    /// What is loaded, what was refused, what is missing.
    List(RuleList),
    /// Write a rule to begin with: it works, and every part of it is explained.
    New(RuleNew),
    /// Look a rule over. A rule file: mistakes with their place, its own tests, broken numbers, what was probably not meant. A
    /// library or a sandboxed rule: each part of the contract, tried in a process of its own.
    Check(RuleCheck),
    /// Measure how long a rule takes, beside a direct call in the same run: a rule file, a sandboxed rule, or a library, in
    /// the process of who asks and in one of its own.
    Bench(RuleBench),
    /// Show whose light and plan a rule file changes, and why.
    Try(RuleTry),
    /// Install a rule, or an archive of rules, in a running service.
    Install(RuleInstall),
    /// Use a rule of a running service again, or set its parameters.
    Enable(RuleEnable),
    /// Stop using a rule of a running service.
    Disable(RuleDisable),
    /// Go back to the rules before the last change, or to those of an earlier one.
    Rollback(RuleRollback),
    /// What was changed of a gym's rules, when, and by whom as they said themselves.
    History(RuleHistory),
    /// Put rules into one archive, to hand on or to install together.
    Pack(RulePack),
    /// Make a key to sign archives with.
    Keygen(RuleKeygen),
}

#[derive(Debug, Args)]
pub(crate) struct RuleList {
    /// List the rules of a gym of a running service, and in what state they are, instead of those of a folder.
    #[arg(long, visible_alias = "address", value_name = "URL", conflicts_with_all = ["rules", "more_rules", "trust"])]
    pub server: Option<String>,
    /// The gym, with --server, such as `kade` or `gyms/kade`.
    #[arg(long, default_value = DEFAULT_GYM)]
    pub gym: String,
    #[command(flatten)]
    pub places: RulePlaces,
    /// Language of the list: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the list is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct RuleNew {
    /// The rule's id: lower-case letters, digits and hyphens. The file or folder gets this name too.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// How the rule is written.
    #[arg(long, value_enum, default_value = "file")]
    pub kind: RuleKind,
    /// Who answers for the rule.
    #[arg(long, default_value = "A coach")]
    pub author: String,
    /// For --kind rust: the folder of the crate `rustdag-rule` [default: looked for in the folders around this one and
    /// around the program].
    #[arg(long, value_name = "DIR")]
    pub kit: Option<PathBuf>,
    /// Language of the explanations: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// How a rule is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RuleKind {
    /// A rule file: conditions and limits in TOML.
    File,
    /// A crate in Rust, for a library and for the sandbox.
    Rust,
    /// A file in C, for a library and for the sandbox.
    C,
}

#[derive(Debug, Args)]
pub(crate) struct RuleCheck {
    /// The rule: a rule file, a library, or a sandboxed rule.
    pub file: PathBuf,
    /// For a library or a sandboxed rule: ask only about the made-up member of this seed, as a finding names it.
    #[arg(long, value_name = "SEED")]
    pub reproduce: Option<u64>,
    /// How the findings are written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct RuleBench {
    /// The rule: a rule file, a library, or a sandboxed rule.
    pub file: PathBuf,
    /// Language of the answer: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("whom").required(true)))]
#[command(mut_arg("rules", |arg| arg.help("Folder with the rules that are there already [default: the program's own]")))]
#[command(mut_arg("more_rules", |arg| arg.help("More rules that are there already: a folder, or one rule file; may be given more than once")))]
pub(crate) struct RuleTry {
    /// The rule file.
    pub file: PathBuf,
    /// Try it on a member file.
    #[arg(long, short, value_name = "FILE", group = "whom")]
    pub member: Option<String>,
    /// Try it on the made-up gym of 200 members.
    #[arg(long, group = "whom")]
    pub demo: bool,
    #[command(flatten)]
    pub places: RulePlaces,
    /// Instant to answer for [default: the member file's, else now; this morning for the made-up gym].
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// Language of the answer: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}
