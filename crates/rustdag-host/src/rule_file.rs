//! Loads rule files. Nothing of them is executed: they are read, their own tests are run, and what is left cannot fail.
//!
//! [`RuleOfFile`] is one as the engine sees it.

use crate::load::{digest, may_be_called};
use crate::refusal::Refusal;
use crate::settings::Settings;
use crate::{ExpectedRule, LoadedRule, Tier, bytes, declaration, self_test};
use rustdag_core::rule::{Declaration, Rule, RuleFailure};
use rustdag_rule::manifest::OnFailure;
use rustdag_rule_abi::{LimitsPage, SnapshotPage};
use rustdag_rule_file::{FILE_BYTES_MAX, FileRule, RuleFile};
use std::path::Path;

/// A rule file with the values of its parameters.
pub(crate) struct RuleOfFile {
    declaration: Declaration,
    rule: FileRule,
}

impl Rule for RuleOfFile {
    fn declaration(&self) -> &Declaration {
        &self.declaration
    }

    fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure> {
        limits.limits.reset();
        self.rule.apply(&snapshot.snapshot, &mut limits.limits);
        Ok(())
    }
}

/// Why a file gave no rule, and which rule is missed for it, if that can be told.
pub(crate) struct NoRule {
    pub why: Box<Refusal>,
    pub missed: Option<(String, OnFailure)>,
}

impl<R: Into<Refusal>> From<R> for NoRule {
    fn from(why: R) -> Self {
        Self { why: Box::new(why.into()), missed: None }
    }
}

pub(crate) fn load(
    path: &Path,
    expected: &[ExpectedRule],
    settings: &Settings,
    loaded: &[LoadedRule],
) -> Result<(RuleOfFile, LoadedRule), NoRule> {
    let bytes = bytes::of(path, FILE_BYTES_MAX as u64, |bytes| RuleFile::too_large(bytes).into())?;
    let file = RuleFile::from_bytes(&bytes).map_err(|errors| {
        let missed = errors.missed.clone().filter(|(id, _)| may_be_called(id, expected, loaded).is_ok());
        NoRule { why: Box::new(errors.into()), missed }
    })?;
    let manifest = file.manifest().clone();
    may_be_called(&manifest.id, expected, loaded)?;
    match configured(&file, settings) {
        Ok(rule) => {
            let entry = LoadedRule {
                id: manifest.id.clone(),
                version: manifest.version.clone(),
                digest: digest(&bytes),
                tier: Tier::File,
                path: path.to_owned(),
                manifest,
            };
            Ok((rule, entry))
        }
        Err(why) => Err(NoRule { why: Box::new(why), missed: Some((manifest.id, manifest.on_failure)) }),
    }
}

fn configured(file: &RuleFile, settings: &Settings) -> Result<RuleOfFile, Refusal> {
    let values = settings.values_for(file.manifest())?;
    if let Some(failed) = file.failing_tests().first() {
        return Err(Refusal::FileTest(failed.to_string()));
    }
    let rule = file.configure(&values);
    // With its own values it may promise what it does not with the defaults, or the other way round.
    let order_preserving = rule.is_order_preserving();
    let rule = RuleOfFile { declaration: Declaration { order_preserving, ..declaration::of(file.manifest()) }, rule };
    self_test::run(&rule)?;
    Ok(rule)
}
