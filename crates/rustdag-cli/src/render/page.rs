//! Lines of a page: wrapped, padded and indented by what the eye sees, not by bytes.

use crate::render::ink;
use unicode_width::UnicodeWidthStr;

/// Indentation of everything below the first line, columns.
pub(crate) const MARGIN: usize = 2;

/// A page being written.
pub(crate) struct Page {
    width: usize,
    text: String,
}

impl Page {
    pub fn new(width: usize) -> Self {
        Self { width, text: String::new() }
    }

    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether tables have to do with fewer columns.
    pub fn is_narrow(&self) -> bool {
        /// Width that the recovery table needs with its bars.
        const FULL_TABLE: usize = 66;
        self.width < FULL_TABLE
    }

    /// A line as it is; the caller has seen to its width.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A heading, after an empty line.
    pub fn heading(&mut self, heading: &str) {
        self.blank();
        self.line(&format!("{:MARGIN$}{}", "", ink::paint(ink::HEADING, heading)));
    }

    /// A paragraph behind a label; following lines stand under the first word.
    pub fn labelled(&mut self, indent: usize, label: &str, paragraph: &str) {
        let hanging = indent + width(label);
        let mut first = true;
        for line in wrap(paragraph, self.width.saturating_sub(hanging)) {
            let start = if first { format!("{:indent$}{label}", "") } else { " ".repeat(hanging) };
            first = false;
            self.line(&format!("{start}{line}"));
        }
    }

    /// A paragraph that steps back behind the others.
    pub fn quiet(&mut self, indent: usize, text: &str) {
        let mut aside = Self::new(self.width);
        aside.labelled(indent, "", text);
        for line in aside.finish().lines() {
            self.line(&ink::paint(ink::QUIET, line));
        }
    }

    /// A paragraph within the margin.
    pub fn paragraph(&mut self, paragraph: &str) {
        self.labelled(MARGIN, "", paragraph);
    }

    pub fn finish(self) -> String {
        self.text
    }
}

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text with spaces behind it up to a width.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text with spaces before it up to a width.
pub(crate) fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text cut to a width, with a sign that something is gone.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&kept) + width(letter.encode_utf8(&mut [0; 4])) + 1 > columns {
            break;
        }
        kept.push(letter);
    }
    kept.push('…');
    kept
}

/// Lines no wider than `columns`, broken between words; a word that is wider gets a line of its own.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words(text) {
        let line = lines.last_mut().expect("there is always a line");
        if line.is_empty() {
            line.push_str(&word);
        } else if width(line) + 1 + width(&word) <= columns {
            line.push(' ');
            line.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    lines
}

/// The words of a text; a number and its unit are one.
fn words(text: &str) -> Vec<String> {
    const UNITS: &[&str] = &["%", "u", "h", "min", "kg"];
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let unit = word.trim_end_matches(['.', ',', ';', ':', ')']);
        match words.last_mut() {
            Some(number) if UNITS.contains(&unit) && number.ends_with(|c: char| c.is_ascii_digit()) => {
                number.push(' ');
                number.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_between_words() {
        assert_eq!(wrap("een twee drie", 8), ["een twee", "drie"]);
        assert_eq!(wrap("rugspierversterking nu", 5), ["rugspierversterking", "nu"]);
        assert_eq!(wrap("tot 73 %, dan", 6), ["tot", "73 %,", "dan"], "a number keeps its unit");
    }

    #[test]
    fn measures_what_the_eye_sees() {
        assert_eq!(width("▰▰▱"), 3);
        assert_eq!(pad("é", 3), "é  ");
        assert_eq!(pad_left("12", 4), "  12");
        assert_eq!(cut("bovenlichaam", 6), "boven…");
        assert_eq!(cut("rug", 6), "rug");
    }
}
