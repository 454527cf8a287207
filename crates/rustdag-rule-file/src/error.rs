//! What is wrong with a rule file, and where.

use std::fmt;
use std::ops::Range;

/// One mistake in a rule file, at its place: `7:10: unknown name `sleep.debt`; did you mean `sleep.debt_h`?`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The text at that place, cut short; empty if the mistake is about the whole file.
    pub text: String,
    /// What is wrong and what to do.
    pub problem: String,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, text, problem } = self;
        write!(f, "{line}:{column}: {problem}")?;
        if text.is_empty() || problem.contains(text.trim_matches(['"', '\''])) {
            Ok(())
        } else {
            write!(f, " (at `{text}`)")
        }
    }
}

/// All mistakes that were found in a rule file; at least one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FileErrors {
    /// The mistakes, from the top of the file down.
    pub errors: Vec<FileError>,
    /// The id and what happens without the rule, if the file says so readably: a rule that should keep people safe is
    /// then missed, not forgotten.
    pub missed: Option<(String, rustdag_rule::manifest::OnFailure)>,
}

impl fmt::Display for FileErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((first, others)) = self.errors.split_first() else { return Ok(()) };
        write!(f, "{first}")?;
        match others.len() {
            0 => Ok(()),
            1 => write!(f, " One more mistake follows."),
            more => write!(f, " {more} more mistakes follow."),
        }
    }
}

/// A mistake at bytes of the file, before its line is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub span: Range<usize>,
    pub what: String,
}

impl Problem {
    pub fn new(span: Range<usize>, what: impl Into<String>) -> Self {
        Self { span, what: what.into() }
    }

    /// The mistake with its line and column.
    pub fn in_text(self, text: &str) -> FileError {
        let start = floor(text, self.span.start);
        let before = &text[..start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let cited = text[start..floor(text, self.span.end.max(start))].lines().next().unwrap_or_default();
        FileError { line, column, text: cut_short(cited), problem: cut_lines(&self.what) }
    }
}

/// Most characters of a file that a sentence repeats.
const CITED_MOST: usize = 48;

/// The beginning of a text, fit for a sentence.
pub(crate) fn cut_short(text: &str) -> String {
    let clean: String =
        text.chars().map(|char| if char.is_control() { ' ' } else { char }).take(CITED_MOST + 1).collect();
    match clean.char_indices().nth(CITED_MOST) {
        Some((end, _)) => format!("{}…", &clean[..end]),
        None => clean,
    }
}

fn cut_lines(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// The last border of a character at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let text = "naam = 1\nkniëën = x\n";
        let at = text.find('x').unwrap();
        let error = Problem::new(at..at + 1, "unknown name").in_text(text);
        assert_eq!((error.line, error.column), (2, 10));
        assert_eq!(error.to_string(), "2:10: unknown name (at `x`)");
        let inside_a_letter = text.find('ë').unwrap() + 1;
        assert_eq!(Problem::new(inside_a_letter..999, "odd").in_text(text).column, 4);
    }

    #[test]
    fn what_is_cited_is_cut_short_and_on_one_line() {
        let text = "y".repeat(500);
        let said = Problem::new(0..500, "a\nb").in_text(&text).to_string();
        assert!(said.len() < 100 && !said.contains('\n'), "{said}");
    }
}
