//! `template`: the sessions that plans choose from.

use super::{Format, Level};
use clap::{Args, Subcommand};
use rustdag_text::Lang;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum Template {
    /// The sessions there are, with the hard sets each gives a muscle.
    List(TemplateList),
    /// Write a file of sessions to begin with: it works, and every part of it is explained.
    New(TemplateNew),
    /// Look a file of sessions over: every mistake with its place, and what was probably not meant.
    Check(TemplateCheck),
}

#[derive(Debug, Args)]
pub(crate) struct TemplateList {
    /// Sessions of the gym's own, beside the official ones or instead of them.
    #[arg(long, value_name = "FILE")]
    pub templates: Option<PathBuf>,
    /// As members of this level do them.
    #[arg(long, value_enum, default_value = "intermediate")]
    pub level: Level,
    /// Language of the list: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the list is written; JSON is the API's ListTemplatesResponse.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct TemplateNew {
    /// The file that is written; it must not be there yet.
    #[arg(value_name = "FILE", default_value = "templates.toml")]
    pub file: PathBuf,
    /// Language of the explanations: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(crate) struct TemplateCheck {
    /// The file of sessions.
    pub file: PathBuf,
    /// Language of what is said when nothing is wrong: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the findings are written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}
