//! Loads the rules of a folder: what can be loaded is, what cannot is said why, what is missing degrades.

use crate::folder::{self, Found};
use crate::image;
use crate::native_rule::NativeRule;
use crate::official::OFFICIAL;
use crate::refusal::{Refusal, Refused};
use crate::settings::Settings;
use crate::telling::Telling;
use crate::trust::{Trust, Trusted};
#[cfg(unix)]
use crate::worker::{Recipe, WorkerRule};
use crate::{ExpectedRule, child, declaration, file, handshake, rehearsal, rule_file, sandboxed_rule, self_test};
use rustdag_core::reason::ENGINE;
use rustdag_core::rule::{FailurePolicy, MissingRule, Rule, RuleSet};
use rustdag_rule::manifest::{Manifest, OnFailure};
use rustdag_rule_abi::RuleInfo;
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
    /// A rule file, compiled when it was read.
    File,
    /// A library that is not trusted, in a process of its own.
    Worker,
    /// WebAssembly, without imports, bounded in steps, time and memory.
    Sandboxed,
}

impl Tier {
    /// The name in lists and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::File => "file",
            Self::Worker => "worker",
            Self::Sandboxed => "sandboxed",
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
    /// Loads the rules of a folder with the defaults of their parameters: shared libraries, sandboxed rules and rule files.
    /// Never fails: a folder or file that gives no rule is in [`Loaded::refused`], an expected rule that is not loaded is
    /// missing from the [`RuleSet`] with its policy.
    #[must_use]
    pub fn load(folder: &Path, expected: &[ExpectedRule]) -> Loaded {
        Self::load_with(folder, expected, &Settings::default())
    }

    /// The same with a gym's own parameters. A rule whose parameters are not accepted is refused.
    #[must_use]
    pub fn load_with(folder: &Path, expected: &[ExpectedRule], settings: &Settings) -> Loaded {
        Self::load_all(&[folder], expected, settings)
    }

    /// The same from several places, each a folder or one file. Of two rules of one id the first is loaded: libraries
    /// before sandboxed rules before rule files, so that neither takes a library's place, then in the order of the places
    /// and of their names.
    #[must_use]
    pub fn load_all(places: &[&Path], expected: &[ExpectedRule], settings: &Settings) -> Loaded {
        Self::load_trusting(places, expected, settings, &Trust::default())
    }

    /// The same, with libraries that run in this process besides the expected ones. The others run in workers.
    #[must_use]
    pub fn load_trusting(places: &[&Path], expected: &[ExpectedRule], settings: &Settings, trust: &Trust) -> Loaded {
        Self::load_from(places, settings, &Trusted { expected, home: places.first().copied(), trust })
    }

    /// One file that anybody may have sent, with the defaults of its parameters. No place is home to the official rules then:
    /// a library never runs in this process, and one that has an official rule's name is refused.
    #[must_use]
    pub fn load_sent(file: &Path) -> Loaded {
        let nobody = Trust::default();
        Self::load_from(&[file], &Settings::default(), &Trusted { expected: OFFICIAL, home: None, trust: &nobody })
    }

    fn load_from(places: &[&Path], settings: &Settings, trusted: &Trusted<'_>) -> Loaded {
        let expected = trusted.expected;
        let mut loading = Loading { expected, settings, loaded: Vec::new(), rules: Vec::new(), refused: Vec::new() };
        let mut found = Found::default();
        for place in places {
            // A place that cannot be looked at is a folder that cannot be read.
            if place.is_file() {
                if !found.take(place.to_path_buf()) {
                    loading.refused.push(Refused { path: place.to_path_buf(), why: Refusal::Foreign });
                }
            } else if let Err(refused) = folder::look(place, &mut found) {
                loading.refused.push(refused);
            }
        }
        let (ours, others) = trusted.sort(found.libraries);
        let (ours, fatal) = rehearsal::of(ours);
        loading.refused.extend(fatal);
        for path in ours {
            let read = read_library(&path, settings, &loading.loaded).and_then(|library| {
                let is_trusted = trusted.has(&path, &library.manifest.id, &library.digest);
                if is_trusted { load_native(library, &path, expected) } else { Err(Refusal::Replaced) }
            });
            loading.take(path, read);
        }
        for path in others {
            let read = read_library(&path, settings, &loading.loaded).and_then(|library| {
                let id = &library.manifest.id;
                if trusted.is_expected(id) {
                    return Err(Refusal::Reserved(id.clone(), "an official rule"));
                }
                load_in_worker(library, &path)
            });
            loading.take(path, read);
        }
        // A sandboxed rule can hurt nobody; but compiling what somebody made for that purpose may take long.
        let (modules, fatal) = rehearsal::of(found.modules);
        loading.refused.extend(fatal);
        for path in modules {
            let read = sandboxed_rule::load(&path, expected, settings, &loading.loaded);
            loading.take(path, read);
        }
        let mut missed = Vec::new();
        for path in found.files {
            let read = rule_file::load(&path, expected, settings, &loading.loaded);
            let read = read.map_err(|no_rule| {
                missed.extend(no_rule.missed);
                *no_rule.why
            });
            loading.take(path, read);
        }
        loading.done(places, missed)
    }
}

/// Rules while they are being loaded.
struct Loading<'a> {
    expected: &'a [ExpectedRule],
    settings: &'a Settings,
    loaded: Vec<LoadedRule>,
    rules: Vec<Arc<dyn Rule>>,
    refused: Vec<Refused>,
}

impl Loading<'_> {
    fn take<R: Rule + 'static>(&mut self, path: PathBuf, read: Result<(R, LoadedRule), Refusal>) {
        match read {
            Ok((rule, entry)) => {
                self.rules.push(Arc::new(Telling::new(rule)));
                self.loaded.push(entry);
            }
            Err(why) => self.refused.push(Refused { path, why }),
        }
    }

    /// What is missing: expected rules that were not loaded, and those of rule files with mistakes.
    fn done(self, places: &[&Path], missed: Vec<(String, OnFailure)>) -> Loaded {
        let Self { expected, settings, mut loaded, rules, mut refused } = self;
        let is_loaded = |id: &str| loaded.iter().any(|rule| rule.id == id);
        let unsaid: Vec<_> = settings
            .0
            .keys()
            .filter(|id| !is_loaded(id) && !names_rule(&refused, id) && !missed.iter().any(|(missed, _)| missed == *id))
            .collect();
        let place = places.first().map_or_else(PathBuf::new, |place| place.to_path_buf());
        refused
            .extend(unsaid.into_iter().map(|id| Refused { path: place.clone(), why: Refusal::NoSuchRule(id.clone()) }));
        let mut missing: Vec<MissingRule> = expected
            .iter()
            .filter(|rule| !is_loaded(rule.id))
            .map(|rule| MissingRule { id: rule.id.to_owned(), on_failure: rule.on_failure })
            .collect();
        for (id, on_failure) in missed {
            if !is_loaded(&id) && missing.iter().all(|rule| rule.id != id) {
                missing.push(MissingRule { id, on_failure: declaration::policy(on_failure) });
            }
        }
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

/// Loads a rule in code by itself, into this process whoever wrote it, and shows it whole snapshots: for children that try
/// it.
pub(crate) fn load_code(path: &Path, settings: &Settings) -> Result<(Box<dyn Rule>, LoadedRule), Refusal> {
    if folder::is_module(path) {
        let (rule, entry) = sandboxed_rule::load_seeing_everything(path, settings)?;
        return Ok((Box::new(rule), entry));
    }
    let (rule, entry) = load_native(read_library(path, settings, &[])?, path, &[])?;
    Ok((Box::new(rule), entry))
}

/// A library whose declarations were accepted; nothing of it has been executed.
pub(crate) struct Library {
    bytes: Vec<u8>,
    info: RuleInfo,
    manifest: Manifest,
    digest: String,
    /// A JSON object of all parameters.
    parameters: String,
}

pub(crate) fn entry(manifest: Manifest, digest: String, tier: Tier, path: &Path) -> LoadedRule {
    let (id, version) = (manifest.id.clone(), manifest.version.clone());
    LoadedRule { id, version, digest, tier, path: path.to_owned(), manifest }
}

pub(crate) fn read_library(path: &Path, settings: &Settings, loaded: &[LoadedRule]) -> Result<Library, Refusal> {
    let bytes = file::library(path)?;
    let declared = file::declared(&bytes, is_called_a_rule(path))?;
    // The version comes first: what a later version writes into its manifest is not ours to judge.
    handshake::speaks_our_version(&declared.info)?;
    let manifest = Manifest::parse(&declared.manifest)?;
    handshake::agree(&declared.info, &manifest)?;
    is_new(&manifest.id, loaded)?;
    let parameters = settings.json_for(&manifest)?;
    let digest = digest(&bytes);
    Ok(Library { bytes, info: declared.info, manifest, digest, parameters })
}

/// Loads a library into this process.
pub(crate) fn load_native(
    library: Library,
    path: &Path,
    expected: &[ExpectedRule],
) -> Result<(NativeRule, LoadedRule), Refusal> {
    let Library { bytes, info, manifest, digest, parameters } = library;
    let image = image::open(&bytes, &digest, &info)?;
    let rule = NativeRule::new(&manifest, policy(&manifest, expected), image, &parameters)?;
    self_test::run(&rule)?;
    Ok((rule, entry(manifest, digest, Tier::Native, path)))
}

/// Starts a worker for a library.
#[cfg(unix)]
fn load_in_worker(library: Library, path: &Path) -> Result<(WorkerRule, LoadedRule), Refusal> {
    let Library { bytes, info, manifest, digest, parameters } = library;
    if !child::can_be_started() {
        return Err(Refusal::Untrusted(manifest.id));
    }
    let recipe = Recipe::new(bytes, digest.clone(), &info, parameters);
    let rule = WorkerRule::start(&manifest, recipe)?;
    self_test::run(&rule)?;
    Ok((rule, entry(manifest, digest, Tier::Worker, path)))
}

#[cfg(not(unix))]
fn load_in_worker(library: Library, _path: &Path) -> Result<(NativeRule, LoadedRule), Refusal> {
    Err(Refusal::Untrusted(library.manifest.id))
}

/// Refuses an id that is loaded already, or in whose name the engine speaks.
pub(crate) fn is_new(id: &str, loaded: &[LoadedRule]) -> Result<(), Refusal> {
    if id == ENGINE {
        return Err(Refusal::Reserved(id.to_owned(), "the engine itself"));
    }
    match loaded.iter().find(|rule| rule.id == id) {
        Some(first) => Err(Refusal::Twice { id: id.to_owned(), first: first.path.display().to_string() }),
        None => Ok(()),
    }
}

fn is_called_a_rule(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains("rustdag"))
}

/// The manifest's policy; for an expected rule never a looser one than expected.
fn policy(manifest: &Manifest, expected: &[ExpectedRule]) -> FailurePolicy {
    let must_tighten = expected.iter().any(|rule| rule.id == manifest.id && rule.on_failure == FailurePolicy::Tighten);
    if must_tighten { FailurePolicy::Tighten } else { declaration::policy(manifest.on_failure) }
}

/// Refuses an id of the rules that belong to the engine: one that is missing must not look as if it were there because of
/// somebody's file.
pub(crate) fn may_be_called(id: &str, expected: &[ExpectedRule], loaded: &[LoadedRule]) -> Result<(), Refusal> {
    if expected.iter().any(|rule| rule.id == id) {
        return Err(Refusal::Reserved(id.to_owned(), "an official rule"));
    }
    is_new(id, loaded)
}

/// SHA-256 in hexadecimal: what tells one file of a rule from every other.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        _ = write!(text, "{byte:02x}");
        text
    })
}
