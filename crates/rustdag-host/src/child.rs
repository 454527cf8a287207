//! The program itself as a child process: it tries files (`rehearsal`), tests one (`examination`), tells how long it
//! takes (`measurement`) or runs it (`worker`), so that there is nothing to install beside it.

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

/// Set for a child: what it is for.
const ASKED: &str = "RUSTDAG_RULES_CHILD";

/// What a child is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Trying files.
    Rehearsal,
    /// Running a rule.
    Worker,
    /// Testing whether a rule keeps its contract.
    Examination,
    /// Telling how long a rule takes.
    Measurement,
}

impl Purpose {
    const fn name(self) -> &'static str {
        match self {
            Self::Rehearsal => "rehearsal",
            Self::Worker => "worker",
            Self::Examination => "examination",
            Self::Measurement => "measurement",
        }
    }
}

/// Whether this program answers as a child.
static TAKES_PART: AtomicBool = AtomicBool::new(false);

/// Call this first thing in `main`. In a child that [`Host::load`](crate::Host::load) started it does what the child is for
/// and ends the process; in every other process it returns at once, and from then on files are rehearsed, and libraries
/// that are not trusted run in workers.
pub fn serve_if_child() {
    let Some(asked) = std::env::var_os(ASKED) else {
        TAKES_PART.store(true, Ordering::Relaxed);
        return;
    };
    if asked == Purpose::Rehearsal.name() {
        crate::rehearsal::run();
    }
    if asked == Purpose::Examination.name() {
        crate::examination::run();
    }
    if asked == Purpose::Measurement.name() {
        crate::measurement::run();
    }
    #[cfg(unix)]
    if asked == Purpose::Worker.name() {
        crate::worker::run();
    }
    // Set by somebody else to something else: a child nobody waits for.
    std::process::exit(2);
}

/// Whether children can be started: without [`serve_if_child`] they would be the program once more.
pub(crate) fn can_be_started() -> bool {
    TAKES_PART.load(Ordering::Relaxed)
}

/// What a worker gets of the environment: where the system's loader looks for what libraries are linked with.
const PASSED_ON: [&str; 2] = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

/// This program, to be started for a purpose. The environment may hold secrets of the service: a worker gets none of it.
pub(crate) fn command(purpose: Purpose) -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    if purpose == Purpose::Worker {
        command.env_clear();
        command.envs(PASSED_ON.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
    }
    command.env(ASKED, purpose.name());
    Ok(command)
}
