//! Who is asked about, who answers and how: `readiness`, `check`, `explain`, `forecast`, `learned`.

use super::{Format, RulePlaces};
use crate::muscle;
use clap::Args;
use rustdag_proto::v1::Muscle;
use rustdag_text::Lang;
use std::path::PathBuf;

/// Who is asked about, when, and how the answer is written.
#[derive(Debug, Args)]
pub(crate) struct Asking {
    /// Member file; with --server, a member's name such as `sanne` or `gyms/default/members/sanne`.
    #[arg(long, short, value_name = "FILE")]
    pub member: String,
    #[command(flatten)]
    pub how: How,
}

/// Who answers, when, and how the answer is written.
#[derive(Debug, Args)]
pub(crate) struct How {
    /// Ask a running service instead of a file.
    #[arg(long, value_name = "URL", conflicts_with_all = ["rules", "more_rules", "trust", "templates"])]
    pub server: Option<String>,
    #[command(flatten)]
    pub places: RulePlaces,
    /// Sessions of the gym's own: a file that `rustdag template check` finds no mistake in.
    #[arg(long, value_name = "FILE")]
    pub templates: Option<PathBuf>,
    /// Instant to answer for: 2026-05-12T07:00+02:00, or without an offset in the member's zone [default: the file's,
    /// else now].
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// Language of the answer: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Tell everything, not only the first reasons; JSON always has all.
    #[arg(long)]
    pub everything: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Checking {
    #[command(flatten)]
    pub asking: Asking,
    /// The session: the API's Session in JSON.
    #[arg(long, value_name = "FILE")]
    pub session: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Explaining {
    #[command(flatten)]
    pub asking: Asking,
    /// The session to explain: the API's Session in JSON [default: today as a whole].
    #[arg(long, value_name = "FILE")]
    pub session: Option<PathBuf>,
    /// Muscles whose numbers are told, such as quadriceps or upper_back, by their names in the API or in either
    /// language; may be given several times [default: those furthest from recovered].
    #[arg(long, value_name = "M", num_args = 1.., value_delimiter = ',', value_parser = muscle::read)]
    pub muscle: Vec<Muscle>,
}

/// Who is asked about, when, and how the answer is written, where no rule has a say.
#[derive(Debug, Args)]
pub(crate) struct Forecasting {
    /// Member file; with --server, a member's name such as `sanne` or `gyms/default/members/sanne`.
    #[arg(long, short, value_name = "FILE")]
    pub member: String,
    /// Ask a running service instead of a file.
    #[arg(long, value_name = "URL")]
    pub server: Option<String>,
    /// Instant to answer for: 2026-05-12T07:00+02:00, or without an offset in the member's zone [default: the file's,
    /// else now].
    #[arg(long, value_name = "INSTANT")]
    pub at: Option<String>,
    /// Language of the answer: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

impl From<Forecasting> for Asking {
    fn from(Forecasting { member, server, at, lang, format }: Forecasting) -> Self {
        let places = RulePlaces::default();
        let how = How { server, places, templates: None, at, lang, format, everything: true };
        Self { member, how }
    }
}
