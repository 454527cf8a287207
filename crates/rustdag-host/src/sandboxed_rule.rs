//! A sandboxed rule as the engine sees it: what a stranger compiled to WebAssembly, answering like any other rule.

use crate::check::{self, Codes};
use crate::child::{self, Purpose};
use crate::load::{digest, entry, may_be_called};
use crate::refusal::Refusal;
use crate::settings::Settings;
use crate::{ExpectedRule, LoadedRule, Tier, bytes, declaration, handshake, now, self_test};
use jiff::Timestamp;
use rustdag_core::rule::{Declaration, Rule, RuleFailure, RuleState, Trouble};
use rustdag_rule::manifest::Manifest;
use rustdag_rule_abi::{LimitsPage, SnapshotPage, Status};
use rustdag_sandbox::{Cache, Declared, Failed, MODULE_BYTES_MOST, Sandbox, Sandboxed, Sight, Unfit};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Where compiled rules are kept, if anywhere.
static KEPT_IN: OnceLock<PathBuf> = OnceLock::new();

/// Keeps what sandboxed rules were compiled to in a folder of this user's own, so that the next start need not compile
/// them again. Call it before the first rule is loaded; later calls change nothing. A folder that others may write is not
/// used: a warning in the log says so, and rules are compiled at every start.
pub fn keep_compiled_rules_in(folder: PathBuf) {
    _ = KEPT_IN.set(folder);
}

/// The sandbox of this process; the folder is only made when there is something to keep. What is examined may be refused
/// and never be asked for again, so of that nothing is kept.
fn sandbox() -> &'static Sandbox {
    static SANDBOX: OnceLock<Sandbox> = OnceLock::new();
    let folder = KEPT_IN.get().filter(|_| !child::is(Purpose::Examination));
    SANDBOX.get_or_init(|| match folder.map(|folder| Cache::open(folder)) {
        None => Sandbox::new(),
        Some(Ok(cache)) => Sandbox::with_cache(cache),
        Some(Err(error)) => {
            tracing::warn!("compiled rules are not kept: {error}");
            Sandbox::new()
        }
    })
}

/// A loaded, configured rule.
pub(crate) struct SandboxedRule {
    declaration: Declaration,
    rule: Sandboxed,
    codes: Codes,
    /// When it was found to be stopped.
    stopped: OnceLock<Timestamp>,
}

impl SandboxedRule {
    #[cold]
    fn failure(&self, what: String, page: &mut LimitsPage) -> RuleFailure {
        page.limits.reset();
        RuleFailure { rule: self.id().to_owned(), what }
    }

    #[cold]
    fn not_ended(&self, failed: Failed, page: &mut LimitsPage) -> RuleFailure {
        let what = match failed {
            Failed::Time | Failed::Slow => {
                self.stopped_since(failed);
                format!("{failed}, and is not asked again until it is loaded again")
            }
            other => other.to_string(),
        };
        self.failure(what, page)
    }

    #[cold]
    fn stopped_since(&self, why: Failed) -> Timestamp {
        *self.stopped.get_or_init(|| {
            tracing::error!("rule {} is quarantined: {why}; load it again when it is mended", self.id());
            now::timestamp()
        })
    }
}

impl Rule for SandboxedRule {
    fn declaration(&self) -> &Declaration {
        &self.declaration
    }

    fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure> {
        match self.rule.ask(&snapshot.snapshot, &mut limits.limits) {
            Ok(Status::OK) if check::is_valid(&limits.limits, self.codes) => Ok(()),
            Ok(status) => Err(self.failure(check::failure(status, &limits.limits, self.codes), limits)),
            Err(failed) => Err(self.not_ended(failed, limits)),
        }
    }

    fn state(&self) -> RuleState {
        match self.rule.stopped() {
            None => RuleState::Running,
            Some(why) => RuleState::Quarantined(Trouble { since: self.stopped_since(why), why: why.to_string() }),
        }
    }
}

pub(crate) fn load(
    path: &Path,
    expected: &[ExpectedRule],
    settings: &Settings,
    loaded: &[LoadedRule],
) -> Result<(SandboxedRule, LoadedRule), Refusal> {
    load_seeing(path, expected, settings, loaded, Sight::Declared)
}

/// A rule that sees whole snapshots, to find out whether it reads more than it says.
pub(crate) fn load_seeing_everything(path: &Path, settings: &Settings) -> Result<(SandboxedRule, LoadedRule), Refusal> {
    load_seeing(path, &[], settings, &[], Sight::Everything)
}

fn load_seeing(
    path: &Path,
    expected: &[ExpectedRule],
    settings: &Settings,
    loaded: &[LoadedRule],
    sight: Sight,
) -> Result<(SandboxedRule, LoadedRule), Refusal> {
    let bytes = bytes::of(path, MODULE_BYTES_MOST, |bytes| Unfit::TooLarge(bytes).into())?;
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    let declared = Declared::read(&bytes)?;
    // The version comes first: what a later version writes into its manifest is not ours to judge.
    handshake::speaks_our_version(&declared.info)?;
    let manifest = Manifest::parse(&declared.manifest)?;
    handshake::agree(&declared.info, &manifest)?;
    may_be_called(&manifest.id, expected, loaded)?;
    let parameters = settings.json_for(&manifest)?;
    let rule = SandboxedRule {
        // The clock may stop it for good in the middle of an answer.
        declaration: Declaration { may_break_down: true, ..declaration::of(&manifest) },
        rule: sandbox().open(&bytes, &declared.info, &parameters, sight)?,
        codes: Codes::of(&manifest),
        stopped: OnceLock::new(),
    };
    self_test::run(&rule)?;
    Ok((rule, entry(manifest, digest(&bytes), Tier::Sandboxed, path)))
}
