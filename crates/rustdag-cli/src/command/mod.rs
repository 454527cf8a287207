//! One file per command.

mod ask;
mod banister;
mod evidence;
mod import;
mod plan_all;
mod pmdata;
mod rule;
mod rule_bench;
mod rule_code;
mod rule_file;
mod rule_name;
mod rule_pack;
mod rule_project;
mod rule_service;
mod rule_try;
mod serve;
mod template;

#[cfg(test)]
pub(crate) use evidence::WITHOUT_RULES;
pub(crate) use rule_service::set_name;

use crate::args::{Arguments, Command, Rule, Template};
use crate::failure::Failure;
use crate::output::Output;
use rustdag_host::is_rule_in_code;

/// Does what was typed.
///
/// # Errors
/// [`Failure`] with the sentence and the exit status.
pub(crate) fn run(arguments: Arguments, output: Output) -> Result<(), Failure> {
    match arguments.command {
        Command::Serve(serve) => serve::run(&serve, output),
        Command::Readiness(asking) => ask::readiness(&asking, output),
        Command::Plan(planning) => ask::plan(&planning, output),
        Command::Check(checking) => ask::check(&checking, output),
        Command::Explain(explaining) => ask::explain(&explaining, output),
        Command::Forecast(forecasting) => ask::forecast(&forecasting.into(), output),
        Command::Learned(asking) => ask::learned(&asking.into(), output),
        Command::Import(importing) => import::run(&importing, output),
        Command::Rule(Rule::List(list)) => rule::list(&list, output),
        Command::Rule(Rule::New(new)) => rule_project::new(&new, output),
        Command::Rule(Rule::Check(check)) if is_rule_in_code(&check.file) => rule_code::check(&check, output),
        Command::Rule(Rule::Check(check)) => rule_file::check(&check, output),
        Command::Rule(Rule::Bench(bench)) => rule_bench::run(&bench, output),
        Command::Rule(Rule::Try(trying)) => rule_try::run(&trying, output),
        Command::Template(Template::List(list)) => template::list(&list, output),
        Command::Template(Template::New(new)) => template::new(&new, output),
        Command::Template(Template::Check(check)) => template::check(&check, output),
        Command::Rule(Rule::Install(install)) => rule_service::install(&install, output),
        Command::Rule(Rule::Enable(enable)) => rule_service::enable(&enable, output),
        Command::Rule(Rule::Disable(disable)) => rule_service::disable(&disable, output),
        Command::Rule(Rule::Rollback(rollback)) => rule_service::rollback(&rollback, output),
        Command::Rule(Rule::History(history)) => rule_service::history(&history, output),
        Command::Rule(Rule::Pack(pack)) => rule_pack::pack(&pack, output),
        Command::Rule(Rule::Keygen(keygen)) => rule_pack::keygen(&keygen, output),
        Command::Evidence(asked) => evidence::run(&asked, output),
    }
}
