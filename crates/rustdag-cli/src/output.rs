//! The one place that writes: answers to standard output, everything about the work to standard error.

use crate::failure::Failure;
use crate::render::{WARNING, WIDTH_MAX};
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use terminal_size::{Width, terminal_size};

/// Width of a page that nobody looks at in a terminal.
const WIDTH_OF_A_PIPE: usize = 80;

/// Writes answers, notes and progress.
#[derive(Clone, Copy)]
pub(crate) struct Output;

impl Output {
    /// An answer. A reader that has gone away, such as `head`, is no failure.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be written, for example to a full disk.
    pub fn answer(self, text: &str) -> Result<(), Failure> {
        let mut out = anstream::stdout().lock();
        let end = if text.ends_with('\n') { "" } else { "\n" };
        match write!(out, "{text}{end}").and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::input(format!("the answer cannot be written: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// One line of an answer of many; breaks off when nobody reads them any more.
    ///
    /// # Errors
    /// [`Failure`] if it cannot be written.
    pub fn line(self, text: &str) -> Result<ControlFlow<()>, Failure> {
        let mut out = anstream::stdout().lock();
        match writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush()) {
            Ok(()) => Ok(ControlFlow::Continue(())),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
            Err(error) => Err(Failure::input(format!("the answer cannot be written: {error}"))),
        }
    }

    /// How far an answer of many lines is, where somebody watches and does not see the lines themselves.
    pub fn progress_of_lines(self, what: &str, done: usize, all: usize) {
        if !io::stdout().is_terminal() {
            self.progress(what, done, all);
        }
    }

    /// Something worth knowing beside the answer.
    pub fn note(self, text: &str) {
        // Nobody can be told that standard error is gone.
        let _ = writeln!(anstream::stderr().lock(), "{text}");
    }

    /// Something that makes the answer less than it could be.
    pub fn warn(self, text: &str) {
        self.note(&format!("{WARNING}{text}{WARNING:#}"));
    }

    /// Whether notes are written in colour: only where somebody sees it.
    pub fn notes_in_colour(self) -> bool {
        anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never
    }

    /// How far a long piece of work is; one line that is written over, and nothing where nobody watches.
    pub fn progress(self, what: &str, done: usize, all: usize) {
        let mut err = anstream::stderr().lock();
        if !io::stderr().is_terminal() {
            return;
        }
        let percent = (100 * done).checked_div(all).unwrap_or(100);
        let _ = write!(err, "\r{what}: {percent:>3} %");
        if done >= all {
            let _ = writeln!(err);
        }
        let _ = err.flush();
    }

    /// How wide the page is.
    pub fn width(self) -> usize {
        let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        asked
            .or_else(|| terminal_size().map(|(Width(columns), _)| usize::from(columns)))
            .map_or(WIDTH_OF_A_PIPE, |columns: usize| columns.min(WIDTH_MAX))
    }
}
