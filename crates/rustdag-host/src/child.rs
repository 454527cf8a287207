//! The program itself as a child process: it tries files (`rehearsal`), tests one (`examination`), tells how long it
//! takes (`measurement`) or runs it (`worker`), so that there is nothing to install beside it.

use std::process::{Child, Command, ExitStatus};
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

/// Whether this process is a child that is there for a purpose.
#[cfg(feature = "sandbox")]
pub(crate) fn is(purpose: Purpose) -> bool {
    std::env::var_os(ASKED).is_some_and(|asked| asked == purpose.name())
}

/// Whether children can be started: without [`serve_if_child`] they would be the program once more.
pub(crate) fn can_be_started() -> bool {
    TAKES_PART.load(Ordering::Relaxed)
}

/// What code that nobody trusts gets of the environment: where the system's loader looks for what libraries are linked with,
/// and where files go that are soon gone.
const PASSED_ON: [&str; 3] = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR"];

impl Purpose {
    /// Whether what runs there may be anybody's. The environment may hold secrets of the service: it gets none of them.
    const fn is_for_strangers(self) -> bool {
        matches!(self, Self::Worker | Self::Examination | Self::Measurement)
    }
}

/// This program, to be started for a purpose. It leads a group of its own, so that what it starts can be ended with it.
pub(crate) fn command(purpose: Purpose) -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    if purpose.is_for_strangers() {
        command.env_clear();
        command.envs(PASSED_ON.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
    }
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.env(ASKED, purpose.name());
    Ok(command)
}

/// Whether a child has ended. It is not taken away yet, so its number is still its own.
#[cfg(unix)]
pub(crate) fn has_ended(child: &mut Child) -> bool {
    // SAFETY: a struct of numbers and pointers, for which zeroes are a value.
    let mut about: libc::siginfo_t = unsafe { std::mem::zeroed() };
    let how = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
    // SAFETY: takes numbers and a struct that outlives the call.
    let status = unsafe { libc::waitid(libc::P_PID, child.id() as libc::id_t, &mut about, how) };
    // Of a child that is still there it says nothing.
    status != 0 || about.si_signo != 0
}

#[cfg(not(unix))]
pub(crate) fn has_ended(child: &mut Child) -> bool {
    child.try_wait().map_or(true, |status| status.is_some())
}

/// Ends a child that was not taken away yet with whatever it started, unless that has made a group of its own.
pub(crate) fn end_group(child: &Child) {
    #[cfg(unix)]
    // SAFETY: takes numbers; until it was waited for the group's number is nobody else's.
    unsafe {
        libc::kill(-(child.id() as libc::pid_t), libc::SIGKILL);
    }
    #[cfg(not(unix))]
    let _ = child;
}

/// The same, and takes it away. One that has ended already keeps its own status.
pub(crate) fn end(child: &mut Child) -> std::io::Result<ExitStatus> {
    end_group(child);
    _ = child.kill();
    child.wait()
}

/// In a few words, for a sentence.
pub(crate) fn how_it_ended(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    status.code().map_or_else(|| "unknown status".to_owned(), |code| format!("status {code}"))
}
