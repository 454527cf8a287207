//! Where rules come from, the same for every command that asks them.

use clap::Args;
use std::path::PathBuf;

/// The rules of this machine.
#[derive(Clone, Debug, Default, PartialEq, Args)]
pub(crate) struct RulePlaces {
    /// Folder with rule libraries and rule files [default: the program's own].
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// More rules beside those: a folder, or one rule file; may be given more than once.
    #[arg(long, value_name = "PATH")]
    pub more_rules: Vec<PathBuf>,
    /// Rules whose libraries run in this process besides the official ones, by id or SHA-256 digest; the others run in
    /// processes of their own. May be given more than once.
    #[arg(long, value_name = "ID")]
    pub trust: Vec<String>,
}

impl RulePlaces {
    /// The folder asked for, else the program's own. Where even that is not known, the working folder.
    pub fn folder(&self) -> PathBuf {
        let own = || rustdag_host::official_rules_dir().unwrap_or_else(|_| PathBuf::from("."));
        self.rules.clone().unwrap_or_else(own)
    }

    /// That folder and what is beside it, in the order of loading.
    pub fn all(&self) -> Vec<PathBuf> {
        std::iter::once(self.folder()).chain(self.more_rules.iter().cloned()).collect()
    }
}
