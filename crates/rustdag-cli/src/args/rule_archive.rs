//! Handing rules on: `rule pack` and `keygen`.

use clap::Args;
use rustdag_text::Lang;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct RulePack {
    /// Rule files, or libraries.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The archive, NAME.rdrule.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Sign it with the key of this file.
    #[arg(long, value_name = "FILE")]
    pub sign: Option<PathBuf>,
    /// Language of what is said: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct RuleKeygen {
    /// The file the secret key goes to; keep it to yourself.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Language of what is said: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}
