//! Tests of the contract for a rule in code, a library or a sandboxed one: what `rule check` says.
//!
//! They run in a child of this program, because a rule may end its process or never come back; the test that was under way
//! is then the one that failed. Members are made up, each from a seed of its own, so that what one of them showed can be
//! looked at again with that seed alone.

mod contract;
#[cfg(unix)]
mod fenced;

use crate::child::{self, Purpose, how_it_ended};
use crate::conversation::{Heard, Listener, Speaker};
use crate::load::load_code;
use crate::refusal::in_one_line;
use crate::settings::Settings;
use crate::{Tier, folder};
use rustdag_rule::manifest::Manifest;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long one test may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// What the child says: which rule it is, which test begins, how it ended, and that there are no more.
const RULE: &str = "rule ";
const BEGIN: &str = "begin ";
const DONE: &str = "done";
const ENDS: [End; 3] = [("passed ", Outcome::Passed), ("failed ", Outcome::Failed), ("left-out ", Outcome::LeftOut)];

/// A word, and what it says of a test.
type End = (&'static str, fn(String) -> Outcome);

/// How a test ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The rule keeps this part of the contract; with what was seen, if that is worth knowing.
    Passed(String),
    /// It does not, and why.
    Failed(String),
    /// It was not asked, and why.
    LeftOut(String),
}

/// A test by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// Its name: `broken-numbers`.
    pub name: String,
    /// How it ended.
    pub outcome: Outcome,
}

/// What came of an examination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examination {
    /// The rule's id and version, if it could be loaded.
    pub rule: Option<(String, String)>,
    /// The tests, in their order; those after one that ended the process are not there.
    pub tests: Vec<Examined>,
}

impl Examination {
    /// Whether nothing failed.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.rule.is_some() && !self.tests.iter().any(|test| matches!(test.outcome, Outcome::Failed(_)))
    }

    fn take(&mut self, said: Said) {
        match said {
            Said::Rule(id, version) => self.rule = Some((id, version)),
            Said::Begun(_) => {}
            Said::Ended(test) => self.tests.push(test),
        }
    }
}

/// What an examination says while it goes on.
pub(crate) enum Said {
    Rule(String, String),
    Begun(&'static str),
    Ended(Examined),
}

/// Whether a file is a rule in code, by how its name ends.
#[must_use]
pub fn is_rule_in_code(path: &Path) -> bool {
    folder::is_library(path) || folder::is_module(path)
}

/// Examines a rule in code. With a seed, it is asked about the one made-up member of that seed alone.
///
/// In a program that called [`serve_if_child`](crate::serve_if_child) this takes place in a child process; in any other, in
/// this one.
#[must_use]
pub fn examine(path: &Path, seed: Option<u64>) -> Examination {
    let mut examination = Examination { rule: None, tests: Vec::new() };
    if !child::can_be_started() {
        contract::run(path, seed, &mut |said| examination.take(said));
    } else if let Err(error) = in_a_child(path, seed, &mut examination) {
        let outcome = Outcome::Failed(format!("it cannot be tried in a process of its own: {error}"));
        examination.tests.push(Examined { name: contract::IS_A_RULE.to_owned(), outcome });
    }
    examination
}

fn in_a_child(path: &Path, seed: Option<u64>, examination: &mut Examination) -> std::io::Result<()> {
    let mut command = child::command(Purpose::Examination)?;
    let mut child = Listener::start(command.arg(path).args(seed.map(|seed| seed.to_string())))?;
    let mut under_way: Option<String> = None;
    let mut is_done = false;
    let mut until = Instant::now() + PATIENCE;
    let broken = loop {
        let line = match child.hear(until) {
            Heard::Line(line) => line,
            Heard::TooLate => break Some(format!("it did not come to an end within {} s", PATIENCE.as_secs())),
            Heard::Ended => break None,
        };
        if let Some((id, version)) = line.strip_prefix(RULE).and_then(|rule| rule.split_once(' ')) {
            examination.rule = Some((id.to_owned(), version.to_owned()));
        } else if let (Some(name), None) = (line.strip_prefix(BEGIN), &under_way) {
            under_way = Some(name.to_owned());
            until = Instant::now() + PATIENCE;
        } else if let Some(outcome) = outcome(&line)
            && let Some(name) = under_way.take()
        {
            examination.tests.push(Examined { name, outcome });
        } else if line == DONE && under_way.is_none() {
            is_done = true;
        } else {
            break Some("it wrote to a file that is not its own".to_owned());
        }
    };
    let status = child.end()?;
    let what = match broken {
        Some(what) => what,
        None if !status.success() => format!("it ended the process ({})", how_it_ended(status)),
        None if !is_done => "it ended the process".to_owned(),
        None => return Ok(()),
    };
    let name = under_way.unwrap_or_else(|| "ends-well".to_owned());
    examination.tests.push(Examined { name, outcome: Outcome::Failed(what) });
    Ok(())
}

/// How a test ended, from the line that says it.
fn outcome(line: &str) -> Option<Outcome> {
    ENDS.iter().find_map(|(word, outcome)| Some(outcome(line.strip_prefix(word)?.to_owned())))
}

/// What the child does: its arguments are the file, and a seed if there is one.
pub(crate) fn run() -> ! {
    let mut arguments = std::env::args_os().skip(1);
    let path = arguments.next().map(PathBuf::from).unwrap_or_default();
    let seed = arguments.next().and_then(|seed| seed.to_str()?.parse().ok());
    let Ok(mut speaker) = Speaker::new(PATIENCE) else { std::process::exit(1) };
    #[cfg(unix)]
    if let Err(error) = confine(&path) {
        speaker.say(&format!("{BEGIN}{}", contract::IS_A_RULE));
        speaker.say(&format!("failed the process that tries it cannot be limited: {error}"));
        speaker.say(DONE);
        std::process::exit(0);
    }
    contract::run(&path, seed, &mut |said| {
        speaker.say(&match said {
            Said::Rule(id, version) => format!("{RULE}{id} {version}"),
            Said::Begun(name) => format!("{BEGIN}{name}"),
            Said::Ended(Examined { outcome, .. }) => match outcome {
                Outcome::Passed(text) => format!("passed {text}"),
                Outcome::Failed(text) => format!("failed {text}"),
                Outcome::LeftOut(text) => format!("left-out {text}"),
            },
        });
    });
    speaker.say(DONE);
    std::process::exit(0);
}

/// Limits this process, if it is a library that is examined; a sandbox is a wall of its own, and reserves more addresses than
/// any limit here. Wider than a worker's: a copy of the library is written, and tests take eight threads and look whether
/// the rule starts any.
#[cfg(unix)]
fn confine(path: &Path) -> std::io::Result<()> {
    use crate::confinement::Confinement;
    if !folder::is_library(path) {
        return Ok(());
    }
    let file_bytes = path.metadata().map_or(0, |about| about.len());
    Confinement { memory: 1 << 30, files: 64, file_bytes, may_start: true }.apply()
}

/// Loads a rule in this process with its manifest's own parameters, or with others.
fn load(path: &Path, settings: &Settings) -> Result<(Box<dyn rustdag_core::rule::Rule>, Manifest, Tier), String> {
    let (rule, entry) = load_code(path, settings).map_err(|why| in_one_line(&why))?;
    Ok((rule, entry.manifest, entry.tier))
}
