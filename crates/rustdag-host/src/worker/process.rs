//! The host's end of a worker: starting it, asking it within a deadline, ending it.

use crate::child::{self, Purpose, how_it_ended};
use crate::image::Copied;
use crate::refusal::Refusal;
use crate::worker::child::{READY, REFUSED, SENTENCE_MOST};
use crate::worker::encoding::{ANSWER_MOST, BATCH_MOST, Questions, read_answer};
use rustdag_rule_abi::{LimitsPage, RuleInfo, SnapshotPage};
use std::io::{self, Read as _, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How long loading may take; it takes milliseconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long one batch may take: a thousand times what it does, because a busy machine may forget a process for a while.
const DEADLINE: Duration = Duration::from_secs(1);

/// What a worker is started from, again and again.
pub(crate) struct Recipe {
    /// The library as it was when it was accepted; whatever becomes of its file, every worker runs this.
    bytes: Vec<u8>,
    digest: String,
    /// A JSON object of all parameters.
    parameters: String,
    questions: Questions,
}

impl Recipe {
    /// Of a library whose declarations were accepted.
    pub fn new(bytes: Vec<u8>, digest: String, info: &RuleInfo, parameters: String) -> Self {
        Self { bytes, digest, parameters, questions: Questions::new(info.needs) }
    }
}

/// Why a worker can be asked no more.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Breakdown {
    #[error("its worker process ended ({0})")]
    Ended(String),
    #[error("it took more than {} ms and was stopped", DEADLINE.as_millis())]
    Overran,
    #[error("its worker process said what is no answer")]
    Babbled,
}

/// A running worker. Dropped, it is ended and its remains are taken away.
pub(crate) struct Process {
    child: Child,
    /// How it ended, once it was taken away.
    ended: Option<ExitStatus>,
    line: UnixStream,
    /// What is asked, then what is answered; kept because its size is.
    buffer: Vec<u8>,
}

impl Process {
    /// Starts a worker and waits until it has loaded its rule.
    pub fn start(recipe: &Recipe) -> Result<Self, Refusal> {
        let copy = Copied::new(&recipe.bytes, &recipe.digest)?;
        let (ours, theirs) = UnixStream::pair().map_err(Refusal::NoWorker)?;
        let child = child::command(Purpose::Worker)
            .and_then(|mut command| {
                command
                    .arg(&copy.path)
                    .stdin(OwnedFd::from(theirs))
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .current_dir("/")
                    .spawn()
            })
            .map_err(Refusal::NoWorker)?;
        let buffer = Vec::with_capacity(BATCH_MOST * ANSWER_MOST);
        let mut process = Self { child, ended: None, line: ours, buffer };
        match process.greet(&recipe.parameters) {
            Ok(None) => Ok(process),
            Ok(Some(sentence)) => Err(Refusal::Tried(sentence)),
            Err(error) => Err(match process.breakdown(&error) {
                Breakdown::Ended(how) => Refusal::Fatal(how),
                Breakdown::Overran => Refusal::Hangs(PATIENCE.as_secs()),
                Breakdown::Babbled => Refusal::Changed,
            }),
        }
    }

    /// Hands the parameters over and hears whether the rule is loaded; if not, why.
    fn greet(&mut self, parameters: &str) -> io::Result<Option<String>> {
        self.patience(PATIENCE)?;
        self.line.write_all(&(parameters.len() as u32).to_ne_bytes())?;
        self.line.write_all(parameters.as_bytes())?;
        let mut said = [0];
        self.line.read_exact(&mut said)?;
        let sentence = match said {
            [READY] => None,
            [REFUSED] => {
                let mut length = [0; 4];
                self.line.read_exact(&mut length)?;
                let mut sentence = vec![0; (u32::from_ne_bytes(length) as usize).min(SENTENCE_MOST)];
                self.line.read_exact(&mut sentence)?;
                Some(String::from_utf8_lossy(&sentence).replace(char::is_control, " "))
            }
            _ => return Err(io::ErrorKind::InvalidData.into()),
        };
        self.patience(DEADLINE)?;
        Ok(sentence)
    }

    fn patience(&self, patience: Duration) -> io::Result<()> {
        self.line.set_read_timeout(Some(patience))?;
        self.line.set_write_timeout(Some(patience))
    }

    /// Asks about at most [`BATCH_MOST`] snapshots; writes the status and the limits of each, unchecked. After a breakdown
    /// the worker is of no more use.
    pub fn ask(
        &mut self,
        recipe: &Recipe,
        snapshots: &[SnapshotPage],
        answers: &mut [(i32, &mut LimitsPage)],
    ) -> Result<(), Breakdown> {
        debug_assert!(snapshots.len() <= BATCH_MOST && snapshots.len() == answers.len());
        self.buffer.clear();
        self.buffer.extend_from_slice(&(snapshots.len() as u32).to_ne_bytes());
        for snapshot in snapshots {
            recipe.questions.write(&snapshot.snapshot, &mut self.buffer);
        }
        let read = self.exchange(snapshots.len());
        let (from, to) = read.map_err(|error| self.breakdown(&error))?;
        let mut said = &self.buffer[from..to];
        for (status, limits) in answers {
            *status = read_answer(&mut said, &mut limits.limits).ok_or(Breakdown::Babbled)?;
        }
        if said.is_empty() { Ok(()) } else { Err(Breakdown::Babbled) }
    }

    /// Sends what is in the buffer and reads what is answered into it: from where to where.
    fn exchange(&mut self, count: usize) -> io::Result<(usize, usize)> {
        const LENGTH: usize = size_of::<u32>();
        let until = Instant::now() + DEADLINE;
        let mut sent = 0;
        while sent < self.buffer.len() {
            match self.line.write(&self.buffer[sent..]) {
                Ok(more) => sent += more,
                // A signal of this process, which is no fault of the worker's.
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            in_time(until)?;
        }
        self.buffer.resize(LENGTH + count * ANSWER_MOST, 0);
        let (mut read, mut end) = (0, LENGTH);
        while read < end {
            match self.line.read(&mut self.buffer[read..]) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(more) => read += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if let Some(length) = self.buffer[..read].first_chunk() {
                end = LENGTH + u32::from_ne_bytes(*length) as usize;
            }
            if end > self.buffer.len() || read > end {
                return Err(io::ErrorKind::InvalidData.into());
            }
            in_time(until)?;
        }
        Ok((LENGTH, end))
    }

    /// What an error of the line means. Ends the worker.
    fn breakdown(&mut self, error: &io::Error) -> Breakdown {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Breakdown::Overran,
            io::ErrorKind::InvalidData => Breakdown::Babbled,
            _ => Breakdown::Ended(self.end().map_or_else(|error| error.to_string(), how_it_ended)),
        }
    }

    fn end(&mut self) -> io::Result<ExitStatus> {
        if let Some(status) = self.ended {
            return Ok(status);
        }
        let status = child::end(&mut self.child)?;
        self.ended = Some(status);
        Ok(status)
    }
}

/// Each piece of an answer may take as long as the whole: the whole may not take more.
fn in_time(until: Instant) -> io::Result<()> {
    if Instant::now() < until { Ok(()) } else { Err(io::ErrorKind::TimedOut.into()) }
}

impl Drop for Process {
    fn drop(&mut self) {
        _ = self.end();
    }
}
