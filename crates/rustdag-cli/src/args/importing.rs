//! `import`: logs of other programs.

use super::Level;
use clap::{Args, ValueEnum};
use rustdag_text::Lang;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Importing {
    /// The program the file comes from.
    #[arg(long, value_enum)]
    pub from: Program,
    /// The file.
    pub file: PathBuf,
    /// Unit of weights, for files that do not say.
    #[arg(long, value_enum)]
    pub unit: Option<Unit>,
    /// Unit of distances, for files that do not say.
    #[arg(long, value_enum)]
    pub distance: Option<Distance>,
    /// Zone of the file's clock times, such as Europe/Amsterdam [default: the member's, else the machine's].
    #[arg(long)]
    pub zone: Option<String>,
    /// Member file to add the workouts to.
    #[arg(long, value_name = "FILE")]
    pub member: Option<PathBuf>,
    /// Level of a new member file; read from --member otherwise.
    #[arg(long, value_enum, conflicts_with = "member", default_value = "novice")]
    pub level: Level,
    /// Where the member file is written; a file that is there is only replaced if it is --member [default: --member
    /// itself, else standard output].
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Language of what is said: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// Programs whose logs are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Program {
    /// Strong's CSV export, any of its four kinds.
    Strong,
}

/// Units of weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    /// Kilograms.
    Kg,
    /// Pounds.
    Lb,
}

/// Units of distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Distance {
    /// Kilometres.
    Km,
    /// Miles.
    Mi,
}
