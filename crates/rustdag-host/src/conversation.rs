//! What a child tells the process that started it, a line at a time: the child's end of it, and the parent's.
//!
//! The child speaks over a descriptor of its own, and its standard output leads nowhere: a rule that prints says nothing,
//! and cannot be mistaken for this program. The parent waits until an instant and not for a line, so nobody who keeps
//! talking keeps it.

use crate::child;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

/// Longest line, bytes: a refusal may list what is wrong with a file.
const LINE_MOST: u64 = 64 << 10;
/// Lines that wait for the parent; a child that says more waits.
const LINES_WAITING: usize = 16;
/// How often the parent looks whether the child is still there.
const LOOK: Duration = Duration::from_millis(50);
/// How long a child may take to go once it says no more, and what it said to arrive once it has gone.
const GOING: Duration = Duration::from_secs(1);
/// Seconds a child gets beyond what its parent waits, before the system ends it: for a parent that is gone.
#[cfg(unix)]
const BEYOND_S: u32 = 10;

/// The child's end.
pub(crate) struct Speaker {
    out: File,
    patience: Duration,
}

impl Speaker {
    /// Takes standard output out of everybody's way. `patience`: how long the parent waits for the next line.
    pub fn new(patience: Duration) -> io::Result<Self> {
        Ok(Self { out: take_output()?, patience })
    }

    /// Says a line. Whoever has nobody to tell it to ends.
    pub fn say(&mut self, line: &str) {
        let line = format!("{}\n", line.replace(char::is_control, " "));
        if self.out.write_all(line.as_bytes()).is_err() {
            std::process::exit(1);
        }
        #[cfg(unix)]
        // SAFETY: takes a number. Nothing handles the signal, so it ends this process.
        unsafe {
            libc::alarm(self.patience.as_secs() as u32 + BEYOND_S);
        }
    }
}

#[cfg(unix)]
fn take_output() -> io::Result<File> {
    use std::os::fd::{AsFd as _, AsRawFd as _};
    let out = io::stdout().as_fd().try_clone_to_owned()?;
    let nothing = File::options().write(true).open("/dev/null")?;
    // SAFETY: both descriptors are open; the first three of this process are nobody's in particular.
    if unsafe { libc::dup2(nothing.as_raw_fd(), libc::STDOUT_FILENO) } < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(out.into())
}

#[cfg(windows)]
fn take_output() -> io::Result<File> {
    use std::os::windows::io::AsHandle as _;
    // Here what a rule prints comes between: it is a line that means nothing, and refused for it.
    Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
}

/// What came of waiting.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// A line.
    Line(String),
    /// None until the instant.
    TooLate,
    /// There will be no more.
    Ended,
}

/// The parent's end. Dropped, it ends the child and whatever that started.
pub(crate) struct Listener {
    child: Child,
    /// How it ended, once it was taken away.
    ended: Option<ExitStatus>,
    lines: Receiver<String>,
    /// Until when lines of a child that has gone are waited for.
    gone: Option<Instant>,
}

impl Listener {
    /// Starts a child.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let (sender, lines) = mpsc::sync_channel(LINES_WAITING);
        if let Some(out) = child.stdout.take() {
            // Elsewhere, so that waiting can be given up.
            std::thread::spawn(move || hand_on(out, &sender));
        }
        Ok(Self { child, ended: None, lines, gone: None })
    }

    /// The next line, if it comes before an instant.
    pub fn hear(&mut self, until: Instant) -> Heard {
        loop {
            let now = Instant::now();
            if now >= until {
                return Heard::TooLate;
            }
            if self.gone.is_some_and(|gone| now >= gone) {
                return Heard::Ended;
            }
            match self.lines.recv_timeout(LOOK.min(until - now)) {
                Ok(line) => return Heard::Line(line),
                Err(RecvTimeoutError::Disconnected) => {
                    self.let_go(until.min(now + GOING));
                    return Heard::Ended;
                }
                // What it has started may hold its output open.
                Err(RecvTimeoutError::Timeout) => {
                    if self.gone.is_none() && child::has_ended(&mut self.child) {
                        child::end_group(&self.child);
                        self.gone = Some(now + GOING);
                    }
                }
            }
        }
    }

    /// Gives a child that says no more the time to end as it does.
    fn let_go(&mut self, until: Instant) {
        while !child::has_ended(&mut self.child) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Ends the child with whatever it started. One that has ended already keeps its own status.
    pub fn end(&mut self) -> io::Result<ExitStatus> {
        if let Some(status) = self.ended {
            return Ok(status);
        }
        let status = child::end(&mut self.child)?;
        self.ended = Some(status);
        Ok(status)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        _ = self.end();
    }
}

/// Hands lines on until there are no more, one is too long, or nobody listens.
fn hand_on(out: ChildStdout, lines: &SyncSender<String>) {
    let mut out = BufReader::new(out);
    loop {
        let mut line = Vec::new();
        let read = out.by_ref().take(LINE_MOST).read_until(b'\n', &mut line);
        if read.is_err() || line.pop() != Some(b'\n') {
            return;
        }
        if lines.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
            return;
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::process::CommandExt as _;

    fn shell(script: &str) -> Listener {
        Listener::start(Command::new("sh").args(["-c", script]).process_group(0)).unwrap()
    }

    fn soon() -> Instant {
        Instant::now() + Duration::from_millis(300)
    }

    #[test]
    fn lines_come_one_by_one_and_then_the_end_with_its_status() {
        let mut child = shell("echo begin; echo done; exit 7");
        let late = Instant::now() + Duration::from_secs(20);
        let heard: Vec<_> = (0..3).map(|_| child.hear(late)).collect();
        assert_eq!(heard, [Heard::Line("begin".into()), Heard::Line("done".into()), Heard::Ended]);
        assert_eq!(child.end().unwrap().code(), Some(7));
    }

    #[test]
    fn who_keeps_talking_does_not_keep_the_listener() {
        let mut child = shell("while :; do echo again; done");
        let (began, until) = (Instant::now(), soon());
        while child.hear(until) != Heard::TooLate {}
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }

    #[test]
    fn a_line_without_an_end_is_none() {
        let mut child = shell("head -c 1000000 /dev/zero; echo; echo more");
        assert_eq!(child.hear(Instant::now() + Duration::from_secs(20)), Heard::Ended);
    }

    #[test]
    fn what_a_child_leaves_behind_keeps_nobody_waiting_and_goes_with_it() {
        let began = Instant::now();
        let mut child = shell("sleep 60 & echo $!; kill -9 $$");
        let Heard::Line(left) = child.hear(began + Duration::from_secs(20)) else { panic!("no line") };
        assert_eq!(child.hear(began + Duration::from_secs(20)), Heard::Ended);
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
        // Somebody else's child by now, who may leave it lying about.
        let is_there = || {
            let state = std::fs::read_to_string(format!("/proc/{left}/stat")).unwrap_or_default();
            !(state.is_empty() || state.contains(") Z "))
        };
        while is_there() {
            assert!(began.elapsed() < Duration::from_secs(20), "{left} is left");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
