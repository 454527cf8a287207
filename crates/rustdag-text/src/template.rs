//! The sentence a rule's manifest gives for one of its reasons: text with named places for what the reason holds.
//!
//! `{subject}`, `{value}` and `{limit}` are the places. A number may say how it is written: `{value:0}` to `{value:3}`
//! for so many decimals, `{value:percent}` for a fraction, `{value:hours}` for hours. `{{` and `}}` stand for the
//! braces themselves.

use crate::number::Numbers;

/// A manifest's sentence that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A `{` without its `}`, or the other way round.
    #[error("`{0}` has a brace without its partner; write {{{{ or }}}} for the brace itself")]
    Unbalanced(String),
    /// A name that is not a place.
    #[error("`{{{0}}}` is not a place; there are {{subject}}, {{value}} and {{limit}}")]
    UnknownPlace(String),
    /// A way of writing a number that does not exist.
    #[error("`{0}` is not a way to write a number; there are 0 to 3, percent and hours")]
    UnknownFormat(String),
}

/// A sentence, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Subject,
    Value(Format),
    Limit(Format),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Decimals(usize),
    Percent,
    Hours,
}

impl Format {
    fn parse(name: Option<&str>) -> Result<Self, TemplateError> {
        match name {
            None => Ok(Self::Plain),
            Some("percent") => Ok(Self::Percent),
            Some("hours") => Ok(Self::Hours),
            Some(digit @ ("0" | "1" | "2" | "3")) => Ok(Self::Decimals(usize::from(digit.as_bytes()[0] - b'0'))),
            Some(other) => Err(TemplateError::UnknownFormat(other.to_owned())),
        }
    }

    fn write(self, numbers: Numbers, value: f64) -> String {
        match self {
            Self::Plain => numbers.plain(value),
            Self::Decimals(decimals) => numbers.decimals(value, decimals),
            Self::Percent => numbers.percent(value),
            Self::Hours => numbers.hours(value),
        }
    }
}

impl Template {
    /// Reads a sentence.
    ///
    /// # Errors
    /// [`TemplateError`] for a lone brace, an unknown place, or an unknown way of writing a number.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let unbalanced = || TemplateError::Unbalanced(text.to_owned());
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(brace) = rest.find(['{', '}']) {
            plain.push_str(&rest[..brace]);
            let tail = &rest[brace..];
            if tail.starts_with("{{") || tail.starts_with("}}") {
                plain.push_str(&tail[..1]);
                rest = &tail[2..];
                continue;
            }
            let inner = tail.strip_prefix('{').ok_or_else(unbalanced)?;
            let (place, after) = inner.split_once('}').ok_or_else(unbalanced)?;
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut plain)));
            }
            pieces.push(Self::place(place)?);
            rest = after;
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(Self(pieces))
    }

    fn place(place: &str) -> Result<Piece, TemplateError> {
        let (name, format) = match place.split_once(':') {
            Some((name, format)) => (name.trim(), Some(format.trim())),
            None => (place.trim(), None),
        };
        match name {
            "subject" if format.is_none() => Ok(Piece::Subject),
            "value" => Format::parse(format).map(Piece::Value),
            "limit" => Format::parse(format).map(Piece::Limit),
            _ => Err(TemplateError::UnknownPlace(place.to_owned())),
        }
    }

    /// The sentence with its places filled.
    #[must_use]
    pub fn fill(&self, numbers: Numbers, subject: &str, value: f64, limit: f64) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Subject => subject.to_owned(),
                Piece::Value(format) => format.write(numbers, value),
                Piece::Limit(format) => format.write(numbers, limit),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn filled(text: &str) -> String {
        Template::parse(text).unwrap().fill(Numbers(Lang::Nl), "knie", 1.244, 1.1)
    }

    #[test]
    fn fills_places_in_the_asked_form() {
        assert_eq!(filled("{subject}: {value:percent}, tot {limit:percent}"), "knie: 124\u{a0}%, tot 110\u{a0}%");
        assert_eq!(filled("{value} {value:0} {value:2} {limit:hours}"), "1,2 1 1,24 1\u{a0}u\u{a0}06");
        assert_eq!(filled("zonder"), "zonder");
        assert_eq!(filled("{{{value:0}}}"), "{1}");
        assert_eq!(filled(""), "");
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(matches!(Template::parse("{valeu}"), Err(TemplateError::UnknownPlace(_))));
        assert!(matches!(Template::parse("{value:euro}"), Err(TemplateError::UnknownFormat(_))));
        assert!(matches!(Template::parse("{subject:0}"), Err(TemplateError::UnknownPlace(_))));
        for lone in ["{value", "value}", "a { b", "}"] {
            assert!(matches!(Template::parse(lone), Err(TemplateError::Unbalanced(_))), "{lone}");
        }
        assert_eq!(
            Template::parse("{x}").unwrap_err().to_string(),
            "`{x}` is not a place; there are {subject}, {value} and {limit}"
        );
    }
}
