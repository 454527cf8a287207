//! A rule in a worker as the engine sees it. It may break down: then it is started again, the later the more often, and
//! after three times within ten minutes no more.

use crate::check::{self, Codes};
use crate::declaration;
use crate::now;
use crate::refusal::{Refusal, in_one_line};
use crate::worker::encoding::BATCH_MOST;
use crate::worker::process::{Process, Recipe};
use rustdag_core::rule::{Declaration, Rule, RuleFailure, RuleState, Trouble};
use rustdag_rule::manifest::Manifest;
use rustdag_rule_abi::{LimitsPage, SnapshotPage, Status};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Breakdowns within [`WINDOW`] after which a rule is not started again.
const BREAKDOWNS_MOST: usize = 3;
const WINDOW: Duration = Duration::from_secs(600);
/// How long after its first breakdown a rule is started again; each further one within the window takes four times as long.
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// A rule in a worker.
pub(crate) struct WorkerRule {
    codes: Codes,
    kept: Arc<Kept>,
}

/// What outlives a worker.
struct Kept {
    declaration: Declaration,
    recipe: Recipe,
    /// Held while a batch is under way: one worker answers one batch at a time.
    line: Mutex<Line>,
    /// Apart, so that who looks does not wait for a batch.
    state: Mutex<RuleState>,
}

/// The worker, and when the ones before it broke down.
struct Line {
    process: Option<Process>,
    breakdowns: VecDeque<Instant>,
}

impl WorkerRule {
    /// Starts the first worker.
    pub fn start(manifest: &Manifest, recipe: Recipe) -> Result<Self, Refusal> {
        let process = Some(Process::start(&recipe)?);
        let kept = Kept {
            declaration: Declaration { may_break_down: true, ..declaration::of(manifest) },
            recipe,
            line: Mutex::new(Line { process, breakdowns: VecDeque::new() }),
            state: Mutex::new(RuleState::Running),
        };
        Ok(Self { codes: Codes::of(manifest), kept: Arc::new(kept) })
    }

    /// At most a batch.
    fn ask(&self, snapshots: &[SnapshotPage], limits: &mut [LimitsPage]) -> Vec<Result<(), RuleFailure>> {
        let mut answers: Vec<(i32, &mut LimitsPage)> = limits.iter_mut().map(|page| (Status::OK, page)).collect();
        match self.kept.ask(snapshots, &mut answers) {
            Ok(()) => answers.into_iter().map(|(status, page)| self.judge(status, page)).collect(),
            Err(failure) => {
                for (_, page) in &mut answers {
                    page.limits.reset();
                }
                vec![Err(failure); answers.len()]
            }
        }
    }

    /// Whether an answer may be used.
    fn judge(&self, status: i32, page: &mut LimitsPage) -> Result<(), RuleFailure> {
        if status == Status::OK && check::is_valid(&page.limits, self.codes) {
            return Ok(());
        }
        let what = check::failure(status, &page.limits, self.codes);
        page.limits.reset();
        Err(self.kept.failure(what))
    }
}

impl Rule for WorkerRule {
    fn declaration(&self) -> &Declaration {
        &self.kept.declaration
    }

    fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure> {
        let mut answer = [(Status::OK, limits)];
        let asked = self.kept.ask(std::slice::from_ref(snapshot), &mut answer);
        let [(status, limits)] = answer;
        match asked {
            Ok(()) => self.judge(status, limits),
            Err(failure) => {
                limits.limits.reset();
                Err(failure)
            }
        }
    }

    fn limits_many(&self, snapshots: &[SnapshotPage], limits: &mut [LimitsPage]) -> Vec<Result<(), RuleFailure>> {
        let most = snapshots.len().min(limits.len());
        let batches = snapshots[..most].chunks(BATCH_MOST).zip(limits[..most].chunks_mut(BATCH_MOST));
        batches.flat_map(|(snapshots, limits)| self.ask(snapshots, limits)).collect()
    }

    fn state(&self) -> RuleState {
        self.kept.state().clone()
    }
}

impl Kept {
    fn ask(
        self: &Arc<Self>,
        snapshots: &[SnapshotPage],
        answers: &mut [(i32, &mut LimitsPage)],
    ) -> Result<(), RuleFailure> {
        let mut line = self.line();
        let Some(process) = &mut line.process else {
            drop(line);
            return Err(self.failure(while_down(&self.state())));
        };
        process.ask(&self.recipe, snapshots, answers).map_err(|breakdown| {
            let what = breakdown.to_string();
            self.break_down(&mut line, &what);
            self.failure(what)
        })
    }

    /// Ends the worker, if there is one, and has another started, unless it has happened too often.
    fn break_down(self: &Arc<Self>, line: &mut Line, why: &str) {
        line.process = None;
        let now = Instant::now();
        line.breakdowns.push_back(now);
        while line.breakdowns.front().is_some_and(|&then| now.duration_since(then) > WINDOW) {
            line.breakdowns.pop_front();
        }
        let trouble = Trouble { since: now::timestamp(), why: why.to_owned() };
        let id = &self.declaration.id;
        if line.breakdowns.len() >= BREAKDOWNS_MOST {
            tracing::error!(
                "rule {id} is quarantined: it broke down {BREAKDOWNS_MOST} times within ten minutes, at last because {why}; load it again when it is mended"
            );
            *self.state() = RuleState::Quarantined(trouble);
            return;
        }
        let wait = FIRST_WAIT * 4_u32.pow(line.breakdowns.len() as u32 - 1);
        tracing::warn!("rule {id} broke down: {why}; it is started again in {} ms", wait.as_millis());
        *self.state() = RuleState::Restarting(trouble);
        self.start_later(wait);
    }

    /// Starts another worker after a while, where nobody waits for it. A rule that is dropped meanwhile is not started.
    fn start_later(self: &Arc<Self>, wait: Duration) {
        let kept = Arc::downgrade(self);
        let started = std::thread::Builder::new().name("rule-restart".to_owned()).spawn(move || {
            std::thread::sleep(wait);
            let Some(kept) = kept.upgrade() else { return };
            let process = Process::start(&kept.recipe);
            let mut line = kept.line();
            match process {
                Ok(process) => {
                    line.process = Some(process);
                    *kept.state() = RuleState::Running;
                    tracing::info!("rule {} is running again", kept.declaration.id);
                }
                Err(why) => kept.break_down(&mut line, &in_one_line(&why)),
            }
        });
        if let Err(error) = started {
            let trouble = Trouble { since: now::timestamp(), why: format!("it cannot be started again: {error}") };
            tracing::error!("rule {} is quarantined: {}; load it again", self.declaration.id, trouble.why);
            *self.state() = RuleState::Quarantined(trouble);
        }
    }

    fn failure(&self, what: String) -> RuleFailure {
        RuleFailure { rule: self.declaration.id.clone(), what }
    }

    /// After a panic while it was held its worker may have been told half a batch, and would answer the wrong question.
    fn line(self: &Arc<Self>) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(|poisoned| {
            self.line.clear_poison();
            let mut line = poisoned.into_inner();
            self.break_down(&mut line, "an answer of it was given up in its middle");
            line
        })
    }

    fn state(&self) -> MutexGuard<'_, RuleState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is answered while there is no worker. The same words each time, so that they are told once.
fn while_down(state: &RuleState) -> String {
    match state {
        // It came up between two looks.
        RuleState::Running => "its worker process was being started".to_owned(),
        RuleState::Restarting(trouble) => format!("its worker process is being started again, because {}", trouble.why),
        RuleState::Quarantined(trouble) => format!("it is quarantined, because {}", trouble.why),
    }
}
