//! What stands in for sandboxed rules in a program that was built without them: one sentence.

use crate::refusal::Refusal;
use crate::rule_file::RuleOfFile;
use crate::settings::Settings;
use crate::{ExpectedRule, LoadedRule};
use std::path::{Path, PathBuf};

/// Without the sandbox nothing is compiled, so nothing is kept.
pub fn keep_compiled_rules_in(_: PathBuf) {}

pub(crate) fn load(
    _: &Path,
    _: &[ExpectedRule],
    _: &Settings,
    _: &[LoadedRule],
) -> Result<(RuleOfFile, LoadedRule), Refusal> {
    Err(Refusal::NoSandbox)
}

pub(crate) fn load_seeing_everything(_: &Path, _: &Settings) -> Result<(RuleOfFile, LoadedRule), Refusal> {
    Err(Refusal::NoSandbox)
}
