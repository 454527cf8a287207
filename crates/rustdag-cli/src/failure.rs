//! Why a command ended without its answer: one sentence for the person who typed it, and an exit status.

use std::fmt;

/// Exit status for a command that cannot be understood.
const USAGE: u8 = 2;
/// Exit status for input or surroundings that do not serve.
const INPUT: u8 = 1;

/// A command that ended without its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    status: u8,
    sentence: String,
}

impl Failure {
    /// The command line itself is wrong.
    pub fn usage(sentence: impl fmt::Display) -> Self {
        Self { status: USAGE, sentence: sentence.to_string() }
    }

    /// What it was given, or found, is wrong.
    pub fn input(sentence: impl fmt::Display) -> Self {
        Self { status: INPUT, sentence: sentence.to_string() }
    }

    /// The exit status.
    pub fn status(&self) -> u8 {
        self.status
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = self.sentence.trim_end();
        f.write_str(sentence)?;
        if sentence.ends_with(['.', '!', '?', ':']) { Ok(()) } else { f.write_str(".") }
    }
}
