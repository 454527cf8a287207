//! Loads rule files. Nothing of them is executed: they are read, their own tests are run, and what is left cannot fail.

use crate::load::{digest, is_new};
use crate::refusal::Refusal;
use crate::settings::Settings;
use crate::{ExpectedRule, LoadedRule, Tier, self_test};
use rustdag_rule::manifest::OnFailure;
use rustdag_rule_file::{FILE_BYTES_MAX, FileRule, RuleFile};
use std::io::Read as _;
use std::path::Path;

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
) -> Result<(FileRule, LoadedRule), NoRule> {
    let bytes = bytes(path)?;
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

/// An official rule that is missing must not look as if it were there because of a file.
fn may_be_called(id: &str, expected: &[ExpectedRule], loaded: &[LoadedRule]) -> Result<(), Refusal> {
    if expected.iter().any(|rule| rule.id == id) {
        return Err(Refusal::Reserved(id.to_owned(), "an official rule"));
    }
    is_new(id, loaded)
}

fn configured(file: &RuleFile, settings: &Settings) -> Result<FileRule, Refusal> {
    let values = settings.values_for(file.manifest())?;
    if let Some(failed) = file.failing_tests().first() {
        return Err(Refusal::FileTest(failed.to_string()));
    }
    let rule = file.configure(&values);
    self_test::run(&rule)?;
    Ok(rule)
}

/// The bytes of a file; one that is too large is not read to its end.
fn bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    let file = std::fs::File::open(path).map_err(Refusal::Unreadable)?;
    let length = file.metadata().map_err(Refusal::Unreadable)?.len();
    if length > FILE_BYTES_MAX as u64 {
        return Err(RuleFile::too_large(length).into());
    }
    let mut bytes = Vec::new();
    // It may grow meanwhile.
    file.take(FILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes).map_err(Refusal::Unreadable)?;
    Ok(bytes)
}
