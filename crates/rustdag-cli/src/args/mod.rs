//! What can be typed: one file for each group of commands.

mod asking;
mod evidence;
mod format;
mod importing;
mod level;
mod planning;
mod rule;
mod rule_archive;
mod rule_places;
mod rule_service;
mod serve;
mod template;

pub(crate) use asking::{Asking, Checking, Explaining, Forecasting, How};
pub(crate) use evidence::Evidence;
pub(crate) use format::Format;
pub(crate) use importing::{Distance, Importing, Program, Unit};
pub(crate) use level::Level;
pub(crate) use planning::{EventKind, Planning};
pub(crate) use rule::{Rule, RuleBench, RuleCheck, RuleKind, RuleList, RuleNew, RuleTry};
pub(crate) use rule_archive::{RuleKeygen, RulePack};
pub(crate) use rule_places::RulePlaces;
pub(crate) use rule_service::{
    AtService, RuleDisable, RuleEnable, RuleHistory, RuleInstall, RuleRollback, ServiceRules,
};
pub(crate) use serve::{Serve, Switch};
pub(crate) use template::{Template, TemplateCheck, TemplateList, TemplateNew};

use clap::{Parser, Subcommand};

/// Rustdag (Dutch for rest day) plans recovery and training for gyms: what has recovered, what may be trained today, when
/// to rest, and why.
#[derive(Debug, Parser)]
#[command(name = "rustdag", version, after_help = "Information, not medical advice.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the service: gRPC on an embedded database.
    Serve(Serve),
    /// What a member is ready for.
    Readiness(Asking),
    /// Readiness, and the days to come.
    Plan(Planning),
    /// Whether a session fits.
    Check(Checking),
    /// Why: what binds, what it comes from, and what would change it.
    Explain(Explaining),
    /// How a member will probably rate this morning and tomorrow.
    Forecast(Forecasting),
    /// What is learned of a member from the member's own log, and what to log to learn more.
    Learned(Forecasting),
    /// Read the training log of another program.
    Import(Importing),
    /// Look at the rules.
    #[command(subcommand)]
    Rule(Rule),
    /// Look at the sessions that plans choose from, and write a gym's own.
    #[command(subcommand)]
    Template(Template),
    /// What was published or computed elsewhere, beside what the engine gives.
    Evidence(Evidence),
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn help_begins_with_what_it_is() {
        let help = Arguments::command().render_help().to_string();
        assert!(help.starts_with("Rustdag (Dutch for rest day) plans recovery and training"), "{help}");
    }
}
