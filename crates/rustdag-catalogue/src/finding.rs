//! Something found in a file of sessions, with its place.

use std::fmt;
use std::ops::Range;

/// Something found in a file of sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What it is, and what would be right.
    pub text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.text)
    }
}

/// Everything that is wrong with a file of sessions, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Mistakes(pub Vec<Finding>);

/// A finding whose place is still counted in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub span: Range<usize>,
    pub text: String,
}

impl Found {
    /// Counts lines and characters up to it.
    pub fn in_text(self, file: &str) -> Finding {
        let before = file.get(..self.span.start.min(file.len())).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Finding { line, column, text: self.text }
    }
}

/// A text as a sentence can cite it: the first characters, on one line.
pub(crate) fn cited(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut letters = text.chars();
    let mut short: String =
        letters.by_ref().take(LONGEST).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters() {
        let found = Found { span: 10..11, text: "here".into() };
        assert_eq!(found.clone().in_text("é = 1\nbé = 2\n").to_string(), "2:3: here");
        assert_eq!(found.in_text("one line").to_string(), "1:9: here");
        assert_eq!(Found { span: 99..99, text: "beyond".into() }.in_text("").to_string(), "1:1: beyond");
    }

    #[test]
    fn long_texts_are_cut_and_stay_on_their_line() {
        assert_eq!(cited("two\nlines"), "two lines");
        assert_eq!(cited(&"é".repeat(41)), format!("{}…", "é".repeat(40)));
    }
}
