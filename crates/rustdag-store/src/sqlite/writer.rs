//! The one thread that writes. What several callers ask for while a commit is under way shares the next commit.

use super::fault::Faults;
use crate::error::StoreError;
use rusqlite::Connection;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, JoinHandle};

/// Most calls that share a commit: bounds how long the first of them waits.
const SHARED_MAX: usize = 256;

/// What to do once a call is committed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Nothing,
    /// Empty the write-ahead log, which still holds what was erased.
    EmptyLog,
}

/// The writer thread and the way to it.
pub(super) struct Writer {
    jobs: Option<Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
    faults: Faults,
}

impl Writer {
    pub(super) fn start(connection: Connection, faults: Faults) -> Result<Self, StoreError> {
        let (jobs, queue) = channel();
        let of_thread = faults.clone();
        let thread = thread::Builder::new()
            .name("rustdag-writer".to_owned())
            .spawn(move || work(&connection, &queue, &of_thread))
            .map_err(|error| StoreError::CannotOpen { file: faults.file().to_owned(), what: error.to_string() })?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), faults })
    }

    /// Runs `call` in a transaction and answers when that is durable.
    pub(super) fn run<T: Send + 'static>(
        &self,
        after: After,
        call: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = sync_channel(1);
        let job = Call { call: Some(call), outcome: None, after, reply };
        let stopped =
            || StoreError::Backend { file: self.faults.file().to_owned(), what: "its writer has stopped".to_owned() };
        let jobs = self.jobs.as_ref().ok_or_else(stopped)?;
        jobs.send(Box::new(job)).map_err(|_| stopped())?;
        answer.recv().map_err(|_| stopped())?
    }

    #[cfg(test)]
    pub(super) fn set_patience(&self, patience: std::time::Duration) {
        self.run(After::Nothing, move |connection| {
            connection.busy_timeout(patience).expect("a timeout can always be set");
            Ok(())
        })
        .unwrap();
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Without senders the thread finishes what is queued and ends.
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// One call on its way through the writer.
trait Job: Send {
    /// Runs it; `Err` if what it did must be undone.
    fn run(&mut self, connection: &Connection) -> Result<(), ()>;
    /// What to do once it is committed.
    fn after(&self) -> After;
    /// Answers the caller; `failure` if nothing was committed.
    fn answer(self: Box<Self>, failure: Option<&StoreError>);
}

struct Call<T, F> {
    call: Option<F>,
    outcome: Option<Result<T, StoreError>>,
    after: After,
    reply: SyncSender<Result<T, StoreError>>,
}

impl<T: Send, F: FnOnce(&Connection) -> Result<T, StoreError> + Send> Job for Call<T, F> {
    fn run(&mut self, connection: &Connection) -> Result<(), ()> {
        let call = self.call.take().ok_or(())?;
        let outcome = self.outcome.insert(call(connection));
        outcome.as_ref().map(drop).map_err(drop)
    }

    fn after(&self) -> After {
        self.after
    }

    fn answer(self: Box<Self>, failure: Option<&StoreError>) {
        let answer = match (self.outcome, failure) {
            // The call's own error says more than what became of the commit it shared.
            (Some(Err(error)), _) => Err(error),
            (_, Some(failure)) => Err(failure.clone()),
            (Some(outcome), None) => outcome,
            (None, None) => return,
        };
        // A caller that is gone needs no answer.
        let _ = self.reply.send(answer);
    }
}

fn work(connection: &Connection, queue: &Receiver<Box<dyn Job>>, faults: &Faults) {
    while let Ok(first) = queue.recv() {
        let mut jobs = vec![first];
        jobs.extend(queue.try_iter().take(SHARED_MAX - 1));
        let failure = commit(connection, &mut jobs).err().map(|error| faults.say(&error));
        if failure.is_some() && !connection.is_autocommit() {
            let _ = connection.execute_batch("ROLLBACK");
        }
        let empties_log = failure.is_none() && jobs.iter().any(|job| job.after() == After::EmptyLog);
        if empties_log && let Err(error) = empty_log(connection) {
            // A reader holds an old page; the log is emptied with the next erasure or on closing.
            tracing::warn!(%error, "the write-ahead log still holds what was erased");
        }
        for job in jobs {
            job.answer(failure.as_ref());
        }
    }
}

/// Runs all jobs in one transaction, each undone alone if it fails.
fn commit(connection: &Connection, jobs: &mut [Box<dyn Job>]) -> rusqlite::Result<()> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    for job in jobs {
        connection.execute_batch("SAVEPOINT job")?;
        if job.run(connection).is_err() {
            // A full disk may have ended the whole transaction; this then fails, and so do all that shared it.
            connection.execute_batch("ROLLBACK TO job")?;
        }
        connection.execute_batch("RELEASE job")?;
    }
    connection.execute_batch("COMMIT")
}

fn empty_log(connection: &Connection) -> rusqlite::Result<()> {
    let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 {
        return Ok(());
    }
    Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None))
}
