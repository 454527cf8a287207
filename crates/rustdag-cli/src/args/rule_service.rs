//! Changing the rules of a running service: `rule install`, `enable`, `disable`, `rollback` and `history`.

use super::Format;
use clap::Args;
use rustdag_server::wire::resource::DEFAULT_GYM;
use rustdag_text::Lang;
use std::path::PathBuf;

/// Which service, and which gym of it.
#[derive(Debug, Args)]
pub(crate) struct AtService {
    /// The running service.
    #[arg(long, visible_alias = "address", value_name = "URL", default_value = "http://127.0.0.1:50051")]
    pub server: String,
    /// The gym, such as `kade` or `gyms/kade`.
    #[arg(long, default_value = DEFAULT_GYM)]
    pub gym: String,
    /// Language of what is said: nl or en [default: that of the surroundings, else en].
    #[arg(long)]
    pub lang: Option<Lang>,
}

/// The rules of a gym of a service, and how the answer is written.
#[derive(Debug, Args)]
pub(crate) struct ServiceRules {
    #[command(flatten)]
    pub at: AtService,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct RuleInstall {
    /// A rule file, or an archive made by `rule pack`.
    pub file: PathBuf,
    /// Value of a parameter, such as most_days=4; may be given more than once.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub set: Vec<(String, f64)>,
    /// Install it without using it yet.
    #[arg(long)]
    pub disabled: bool,
    /// Install it although the check doubts something.
    #[arg(long)]
    pub despite_findings: bool,
    /// Who asks, for the history, which believes it [default: the user of this machine].
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub service: ServiceRules,
}

#[derive(Debug, Args)]
pub(crate) struct RuleEnable {
    /// The rule's id.
    pub rule: String,
    /// Value of a parameter, such as most_days=4; may be given more than once.
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub set: Vec<(String, f64)>,
    /// Set the other parameters back to what they are for every gym.
    #[arg(long)]
    pub reset: bool,
    /// Who asks, for the history, which believes it [default: the user of this machine].
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub service: ServiceRules,
}

#[derive(Debug, Args)]
pub(crate) struct RuleDisable {
    /// The rule's id.
    pub rule: String,
    /// Who asks, for the history, which believes it [default: the user of this machine].
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub service: ServiceRules,
}

#[derive(Debug, Args)]
pub(crate) struct RuleRollback {
    /// The rule set to go back to, as the history names it [default: that before the last change].
    #[arg(long, value_name = "SET")]
    pub to: Option<String>,
    /// Who asks, for the history, which believes it [default: the user of this machine].
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[command(flatten)]
    pub service: ServiceRules,
}

#[derive(Debug, Args)]
pub(crate) struct RuleHistory {
    /// Changes to show, the latest ones, 1 to 100.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub count: u8,
    #[command(flatten)]
    pub service: ServiceRules,
}

/// Reads a parameter and its value.
fn parameter(text: &str) -> Result<(String, f64), String> {
    let read =
        text.split_once('=').and_then(|(name, value)| Some((name.trim().to_owned(), value.trim().parse().ok()?)));
    read.filter(|(name, value): &(String, f64)| !name.is_empty() && value.is_finite())
        .ok_or_else(|| "give a parameter and a number, such as most_days=4".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_a_name_and_a_number() {
        assert_eq!(parameter("most_days = 4"), Ok(("most_days".to_owned(), 4.0)));
        for text in ["", "most_days", "=4", "most_days=four", "most_days=inf"] {
            assert!(parameter(text).unwrap_err().contains("such as most_days=4"), "{text}");
        }
    }
}
