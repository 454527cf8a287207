//! The words of an expression. Everything that is counted is counted here, before anything is built of it.

use crate::error::{Problem, cut_short};
use std::ops::Range;

/// Longest expression, bytes.
pub(crate) const BYTES_MOST: usize = 2_000;
/// Most words in one.
pub(crate) const WORDS_MOST: usize = 400;
/// Deepest nesting of brackets and of `not`, `-` and `if`.
pub(crate) const DEPTH_MOST: usize = 32;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Number(f32),
    Name,
    And,
    Or,
    Not,
    If,
    Then,
    Else,
    True,
    False,
    Known,
    Min,
    Max,
    Plus,
    Minus,
    Times,
    Divide,
    Open,
    Close,
    Comma,
    Less,
    AtMost,
    More,
    AtLeast,
    Equal,
    NotEqual,
    End,
}

/// A word and where it stands in the expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub kind: Kind,
    pub span: Range<usize>,
}

/// Words that mean something else than a name.
pub(crate) const KEYWORDS: &[(&str, Kind)] = &[
    ("and", Kind::And),
    ("or", Kind::Or),
    ("not", Kind::Not),
    ("if", Kind::If),
    ("then", Kind::Then),
    ("else", Kind::Else),
    ("true", Kind::True),
    ("false", Kind::False),
    ("known", Kind::Known),
    ("min", Kind::Min),
    ("max", Kind::Max),
];

/// Splits an expression into words.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, Problem> {
    if text.len() > BYTES_MOST {
        let what = format!("this expression has {} bytes; at most {BYTES_MOST} are read", text.len());
        return Err(Problem::new(0..1, what));
    }
    let mut tokens: Vec<Token> = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        if char.is_whitespace() {
            at += char.len_utf8();
            continue;
        }
        let (kind, length) = word(&text[at..], at)?;
        let span = at..at + length;
        match kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEPTH_MOST {
            return Err(Problem::new(span, format!("brackets are nested more than {DEPTH_MOST} deep here")));
        }
        if tokens.len() == WORDS_MOST {
            let what = format!("this expression has more than {WORDS_MOST} words; make two limits of it");
            return Err(Problem::new(span, what));
        }
        tokens.push(Token { kind, span });
        at += length;
    }
    tokens.push(Token { kind: Kind::End, span: text.len()..text.len() });
    Ok(tokens)
}

/// The first word of a text that begins with one, and its length in bytes.
fn word(text: &str, at: usize) -> Result<(Kind, usize), Problem> {
    let first = text.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() {
        return number(text, at);
    }
    if first.is_ascii_alphabetic() || first == '_' {
        let length = text.find(|char: char| !is_of_name(char)).unwrap_or(text.len());
        let name = &text[..length];
        let keyword = KEYWORDS.iter().find(|(word, _)| *word == name);
        return Ok((keyword.map_or(Kind::Name, |&(_, kind)| kind), length));
    }
    const SIGNS: &[(&str, Kind)] = &[
        ("<=", Kind::AtMost),
        (">=", Kind::AtLeast),
        ("==", Kind::Equal),
        ("!=", Kind::NotEqual),
        ("<", Kind::Less),
        (">", Kind::More),
        ("+", Kind::Plus),
        ("-", Kind::Minus),
        ("*", Kind::Times),
        ("/", Kind::Divide),
        ("(", Kind::Open),
        (")", Kind::Close),
        (",", Kind::Comma),
    ];
    if let Some(&(sign, kind)) = SIGNS.iter().find(|(sign, _)| text.starts_with(sign)) {
        return Ok((kind, sign.len()));
    }
    const INSTEAD: &[(&str, &str)] = &[
        ("&&", "and"),
        ("||", "or"),
        ("&", "and"),
        ("|", "or"),
        ("!", "not"),
        ("=", "=="),
        ("≤", "<="),
        ("≥", ">="),
        ("≠", "!="),
        ("×", "*"),
        ("–", "-"),
        ("−", "-"),
        ("[", "("),
        ("{", "("),
        ("%", "a fraction, such as 0.8 for 80 %"),
    ];
    let instead = INSTEAD.iter().find(|(sign, _)| text.starts_with(sign));
    Err(match instead {
        Some((sign, instead)) => {
            Problem::new(at..at + sign.len(), format!("`{sign}` means nothing here; write {}", quoted(instead)))
        }
        None => {
            let what = format!("`{}` means nothing in an expression", cut_short(&first.to_string()));
            Problem::new(at..at + first.len_utf8(), what)
        }
    })
}

fn quoted(word: &str) -> String {
    if word.contains(' ') { word.to_owned() } else { format!("`{word}`") }
}

fn is_of_name(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_' || char == '.'
}

fn number(text: &str, at: usize) -> Result<(Kind, usize), Problem> {
    let whole = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
    let mut length = whole;
    if let Some(decimals) = text[whole..].strip_prefix('.') {
        let count = decimals.find(|char: char| !char.is_ascii_digit()).unwrap_or(decimals.len());
        length = whole + 1 + count;
        if count == 0 {
            let what =
                format!("the number `{}` ends with a point; write a digit behind it", cut_short(&text[..length]));
            return Err(Problem::new(at..at + length, what));
        }
    }
    let more = text[length..].find(|char: char| !is_of_name(char)).unwrap_or(text.len() - length);
    if more > 0 {
        let written = cut_short(&text[..length + more]);
        let what = format!("`{written}` is neither a number nor a name; units stand in the names");
        return Err(Problem::new(at..at + length + more, what));
    }
    match text[..length].parse::<f32>() {
        Ok(value) if value.is_finite() => Ok((Kind::Number(value), length)),
        _ => {
            let what = format!("the number `{}` is too large", cut_short(&text[..length]));
            Err(Problem::new(at..at + length, what))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        tokens(text).unwrap().into_iter().map(|token| token.kind).collect()
    }

    #[track_caller]
    fn check_error(text: &str, at: usize, expected: &str) {
        let problem = tokens(text).unwrap_err();
        assert_eq!((problem.span.start, problem.what.as_str()), (at, expected), "{}", cut_short(text));
    }

    #[test]
    fn splits_into_words() {
        use Kind::*;
        assert_eq!(
            kinds("sleep.debt_h>=6.5 and not(a)"),
            [Name, AtLeast, Number(6.5), And, Not, Open, Name, Close, End]
        );
        assert_eq!(
            kinds("min(1,x)!=-2\n"),
            [Min, Open, Number(1.0), Comma, Name, Close, NotEqual, Minus, Number(2.0), End]
        );
        assert_eq!(kinds(""), [End]);
    }

    #[test]
    fn says_what_means_nothing_and_what_to_write() {
        check_error("a && b", 2, "`&&` means nothing here; write `and`");
        check_error("a = 3", 2, "`=` means nothing here; write `==`");
        check_error("a ≤ 3", 2, "`≤` means nothing here; write `<=`");
        check_error("80%", 2, "`%` means nothing here; write a fraction, such as 0.8 for 80 %");
        check_error("a ; b", 2, "`;` means nothing in an expression");
        check_error("6h", 0, "`6h` is neither a number nor a name; units stand in the names");
        check_error("1 + 6.", 4, "the number `6.` ends with a point; write a digit behind it");
        check_error(&"9".repeat(60), 0, &format!("the number `{}…` is too large", "9".repeat(48)));
    }

    #[test]
    fn counts_before_anything_is_built() {
        check_error(&"(".repeat(1_999), 32, "brackets are nested more than 32 deep here");
        check_error(&"(".repeat(10_000), 0, "this expression has 10000 bytes; at most 2000 are read");
        check_error(&"1 ".repeat(401), 800, "this expression has more than 400 words; make two limits of it");
    }
}
