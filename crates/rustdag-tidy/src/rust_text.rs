//! Rust source as words with their lines: without comments, texts and code that only tests compile.
//!
//! Not a parser: it knows as much of the language as telling code from text takes.

use std::iter::Peekable;
use std::str::CharIndices;

/// A word, a number, `::`, or a single sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub text: &'a str,
    /// From 1.
    pub line: usize,
}

/// The words of a source.
pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    Scanner { source, chars: source.char_indices().peekable(), line: 1, tokens: Vec::new() }.scan()
}

/// The words without items under `#[cfg(test)]`.
pub(crate) fn without_tests<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut place = 0;
    while place < tokens.len() {
        if starts_with(&tokens[place..], &["#", "[", "cfg", "(", "test", ")", "]"]) {
            place = after_item(tokens, place);
        } else {
            kept.push(tokens[place].clone());
            place += 1;
        }
    }
    kept
}

/// Whether these are the next words.
pub(crate) fn starts_with(tokens: &[Token<'_>], words: &[&str]) -> bool {
    tokens.len() >= words.len() && tokens.iter().zip(words).all(|(token, &word)| token.text == word)
}

/// The place after an item: its attributes, then all up to a `;`, or up to the brace that closes its body.
fn after_item(tokens: &[Token<'_>], mut place: usize) -> usize {
    while starts_with(&tokens[place..], &["#", "["]) {
        place = after_closing(tokens, place + 1);
    }
    while let Some(token) = tokens.get(place) {
        match token.text {
            ";" => return place + 1,
            "{" => return after_closing(tokens, place),
            "(" | "[" => place = after_closing(tokens, place),
            _ => place += 1,
        }
    }
    place
}

/// The place after the bracket that closes the one at `place`.
fn after_closing(tokens: &[Token<'_>], mut place: usize) -> usize {
    let mut depth = 0;
    while let Some(token) = tokens.get(place) {
        place += 1;
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth -= 1;
                if depth == 0 {
                    return place;
                }
            }
            _ => {}
        }
    }
    place
}

struct Scanner<'a> {
    source: &'a str,
    chars: Peekable<CharIndices<'a>>,
    line: usize,
    tokens: Vec<Token<'a>>,
}

impl<'a> Scanner<'a> {
    fn scan(mut self) -> Vec<Token<'a>> {
        while let Some((start, sign)) = self.next() {
            match sign {
                '/' if self.sees('/') => self.line_comment(),
                '/' if self.sees('*') => self.block_comment(),
                '"' => self.text(),
                '\'' => self.letter_or_lifetime(),
                ':' if self.sees(':') => {
                    self.next();
                    self.push(start);
                }
                _ if sign.is_alphabetic() || sign == '_' => self.word(start),
                _ if sign.is_ascii_digit() => self.number(start),
                _ if sign.is_whitespace() => {}
                _ => self.push(start),
            }
        }
        self.tokens
    }

    fn next(&mut self) -> Option<(usize, char)> {
        let next = self.chars.next();
        if matches!(next, Some((_, '\n'))) {
            self.line += 1;
        }
        next
    }

    fn sees(&mut self, sign: char) -> bool {
        self.chars.peek().is_some_and(|&(_, next)| next == sign)
    }

    fn here(&mut self) -> usize {
        self.chars.peek().map_or(self.source.len(), |&(place, _)| place)
    }

    fn push(&mut self, start: usize) {
        let end = self.here();
        self.tokens.push(Token { text: &self.source[start..end], line: self.line });
    }

    fn line_comment(&mut self) {
        while !self.sees('\n') && self.next().is_some() {}
    }

    fn block_comment(&mut self) {
        self.next();
        let mut depth = 1;
        while depth > 0 {
            match self.next() {
                Some((_, '/')) if self.sees('*') => {
                    self.next();
                    depth += 1;
                }
                Some((_, '*')) if self.sees('/') => {
                    self.next();
                    depth -= 1;
                }
                Some(_) => {}
                None => return,
            }
        }
    }

    fn text(&mut self) {
        while let Some((_, sign)) = self.next() {
            match sign {
                '\\' => {
                    self.next();
                }
                '"' => return,
                _ => {}
            }
        }
    }

    /// The rest of `r#"…"#` from the first `#` or `"` on.
    fn raw_text(&mut self) {
        let mut hashes = 0;
        while self.sees('#') {
            self.next();
            hashes += 1;
        }
        self.next();
        while let Some((_, sign)) = self.next() {
            let here = self.here();
            if sign == '"' && self.source[here..].starts_with(&"#".repeat(hashes)) {
                for _ in 0..hashes {
                    self.next();
                }
                return;
            }
        }
    }

    fn letter_or_lifetime(&mut self) {
        if self.sees('\\') {
            self.next();
            self.next();
            while let Some((_, sign)) = self.next() {
                if sign == '\'' {
                    return;
                }
            }
            return;
        }
        let start = self.here();
        let mut rest = self.source[start..].chars();
        let is_letter = rest.next().is_some() && rest.next() == Some('\'');
        if is_letter {
            self.next();
            self.next();
        }
        // A lifetime's name follows as a word, and means nothing to the rules.
    }

    fn word(&mut self, start: usize) {
        while self.chars.peek().is_some_and(|&(_, next)| next.is_alphanumeric() || next == '_') {
            self.next();
        }
        let end = self.here();
        let word = &self.source[start..end];
        match word {
            "r" | "br" | "cr" if self.sees('"') || self.begins_raw_text() => self.raw_text(),
            "b" | "c" if self.sees('"') => {
                self.next();
                self.text();
            }
            "b" if self.sees('\'') => {
                self.next();
                self.letter_or_lifetime();
            }
            _ => self.push(start),
        }
    }

    /// Tells `r#"text"#` from `r#name`.
    fn begins_raw_text(&mut self) -> bool {
        let start = self.here();
        self.source[start..].starts_with('#') && self.source[start..].trim_start_matches('#').starts_with('"')
    }

    fn number(&mut self, start: usize) {
        loop {
            while self.chars.peek().is_some_and(|&(_, next)| next.is_alphanumeric() || next == '_') {
                self.next();
            }
            // `1.5` goes on; `1.max(2)` and `0..7` do not.
            let here = self.here();
            let mut rest = self.source[here..].chars();
            let goes_on = rest.next() == Some('.') && rest.next().is_some_and(|next| next.is_ascii_digit());
            if !goes_on {
                return self.push(start);
            }
            self.next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn words(source: &str, expect: &[&str]) {
        let tokens = tokens(source);
        assert_eq!(without_tests(&tokens).iter().map(|token| token.text).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn comments_and_texts_are_no_code() {
        words("a // b\n/* c /* d */ e */ f", &["a", "f"]);
        words(r#"x("unsafe \" y", 'u', '\'', b"z", b'\\')"#, &["x", "(", ",", ",", ",", ",", ")"]);
        words("r#\"a \" b\"# + r\"c\\\" + r#type", &["+", "+", "r", "#", "type"]);
        words("fn f<'a>(x: &'a str)", &["fn", "f", "<", "a", ">", "(", "x", ":", "&", "a", "str", ")"]);
    }

    #[test]
    fn numbers_end_where_a_method_begins() {
        words(
            "1.5e3.exp(2..3) 1.max(2)",
            &["1.5e3", ".", "exp", "(", "2", ".", ".", "3", ")", "1", ".", "max", "(", "2", ")"],
        );
    }

    #[test]
    fn code_of_tests_is_left_out() {
        words("a #[cfg(test)] mod tests { b { c } d } e", &["a", "e"]);
        words("a #[cfg(test)] mod tests; e", &["a", "e"]);
        words("#[cfg(test)] #[allow(x)] fn f(a: [u8; 2]) -> B { c } e", &["e"]);
        words("#[cfg(feature)] mod m { b }", &["#", "[", "cfg", "(", "feature", ")", "]", "mod", "m", "{", "b", "}"]);
    }

    #[test]
    fn lines_are_counted_through_texts_and_comments() {
        let found = tokens("a\n/* \n */ \"\n\\\n\" b");
        assert_eq!(found[1], Token { text: "b", line: 5 });
    }

    #[test]
    fn what_is_not_closed_ends_with_the_source() {
        for source in ["\"abc", "/* abc", "r#\"abc", "'\\", "#[cfg(test)] mod x {", "#[cfg(test)]", "'", "b'"] {
            let _ = without_tests(&tokens(source));
        }
    }
}
