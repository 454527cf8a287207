//! Loads the rules of a folder: what can be loaded is, what cannot is said why, what is missing degrades.

use crate::image;
use crate::native_rule::NativeRule;
use crate::refusal::{Refusal, Refused};
use crate::settings::Settings;
use crate::telling::Telling;
use crate::{ExpectedRule, file, folder, handshake, rehearsal, self_test};
use rustdag_core::rule::{FailurePolicy, MissingRule, Rule, RuleSet};
use rustdag_rule::manifest::{Manifest, OnFailure};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Loads rules.
#[derive(Clone, Copy, Debug)]
pub struct Host;

/// How a rule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// A trusted library in this process.
    Native,
}

impl Tier {
    /// The name in lists and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Native => "native",
        }
    }
}

/// A rule that was loaded.
#[derive(Clone, Debug)]
pub struct LoadedRule {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its file, in hexadecimal.
    pub digest: String,
    /// How it runs.
    pub tier: Tier,
    /// Where it came from.
    pub path: PathBuf,
    /// Its manifest.
    pub manifest: Manifest,
}

/// What a folder gave.
pub struct Loaded {
    /// For the engine; rules that are expected and not loaded are in it as missing.
    pub rules: RuleSet,
    /// What was loaded, by id.
    pub loaded: Vec<LoadedRule>,
    /// What was not, and why, by path.
    pub refused: Vec<Refused>,
}

impl Host {
    /// Loads the rules of a folder with the defaults of their parameters. Only files with the platform's suffix of
    /// shared libraries are looked at. Never fails: a folder or file that gives no rule is in
    /// [`Loaded::refused`], an expected rule that is not loaded is missing from the [`RuleSet`] with its policy.
    #[must_use]
    pub fn load(folder: &Path, expected: &[ExpectedRule]) -> Loaded {
        Self::load_with(folder, expected, &Settings::default())
    }

    /// The same with a gym's own parameters. A rule whose parameters are not accepted is refused.
    #[must_use]
    pub fn load_with(folder: &Path, expected: &[ExpectedRule], settings: &Settings) -> Loaded {
        let mut loaded: Vec<LoadedRule> = Vec::new();
        let mut rules: Vec<Arc<dyn Rule>> = Vec::new();
        let mut refused = Vec::new();
        let paths = folder::libraries(folder).unwrap_or_else(|refusal| {
            refused.push(refusal);
            Vec::new()
        });
        let (paths, fatal) = rehearsal::of(paths);
        refused.extend(fatal);
        for path in paths {
            match load_file(&path, expected, settings, &loaded) {
                Ok((rule, entry)) => {
                    rules.push(Arc::new(Telling::new(rule)));
                    loaded.push(entry);
                }
                Err(why) => refused.push(Refused { path, why }),
            }
        }
        let is_loaded = |id: &str| loaded.iter().any(|rule| rule.id == id);
        let unsaid: Vec<_> = settings.0.keys().filter(|id| !is_loaded(id) && !names_rule(&refused, id)).collect();
        refused.extend(
            unsaid.into_iter().map(|id| Refused { path: folder.to_owned(), why: Refusal::NoSuchRule(id.clone()) }),
        );
        let missing = expected.iter().filter(|rule| !is_loaded(rule.id));
        let missing = missing.map(|rule| MissingRule { id: rule.id.to_owned(), on_failure: rule.on_failure }).collect();
        refused.sort_by(|a, b| a.path.cmp(&b.path));
        loaded.sort_by(|a, b| a.id.cmp(&b.id));
        Loaded { rules: RuleSet::new(rules, missing), loaded, refused }
    }
}

/// Whether a rule was refused for its parameters: then it has been said what is wrong with them.
fn names_rule(refused: &[Refused], id: &str) -> bool {
    refused.iter().any(|refused| match &refused.why {
        Refusal::UnknownParameter { rule, .. } | Refusal::ParameterRange { rule, .. } => rule == id,
        _ => false,
    })
}

pub(crate) fn load_file(
    path: &Path,
    expected: &[ExpectedRule],
    settings: &Settings,
    loaded: &[LoadedRule],
) -> Result<(NativeRule, LoadedRule), Refusal> {
    let bytes = file::bytes(path)?;
    let declared = file::declared(&bytes, is_called_a_rule(path))?;
    // The version comes first: what a later version writes into its manifest is not ours to judge.
    handshake::speaks_our_version(&declared.info)?;
    let manifest = Manifest::parse(&declared.manifest)?;
    handshake::agree(&declared.info, &manifest)?;
    if let Some(first) = loaded.iter().find(|rule| rule.id == manifest.id) {
        return Err(Refusal::Twice { id: manifest.id, first: first.path.display().to_string() });
    }
    let parameters = settings.json_for(&manifest)?;
    let digest = hexadecimal(&Sha256::digest(&bytes));
    let image = image::open(&bytes, &digest, &declared.info)?;
    let rule = NativeRule::new(&manifest, policy(&manifest, expected), image, &parameters)?;
    self_test::run(&rule)?;
    let entry = LoadedRule {
        id: manifest.id.clone(),
        version: manifest.version.clone(),
        digest,
        tier: Tier::Native,
        path: path.to_owned(),
        manifest,
    };
    Ok((rule, entry))
}

fn is_called_a_rule(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains("rustdag"))
}

/// The manifest's policy; for an expected rule never a looser one than expected.
fn policy(manifest: &Manifest, expected: &[ExpectedRule]) -> FailurePolicy {
    let must_tighten = expected.iter().any(|rule| rule.id == manifest.id && rule.on_failure == FailurePolicy::Tighten);
    match manifest.on_failure {
        OnFailure::Skip if !must_tighten => FailurePolicy::Skip,
        OnFailure::Skip | OnFailure::Tighten => FailurePolicy::Tighten,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        _ = write!(text, "{byte:02x}");
        text
    })
}
