//! Message templates of a manifest: plain text with named places for what the reason is about, the value seen and the
//! value allowed.
//!
//! | written | becomes |
//! |---|---|
//! | `{subject}` | the muscle or joint, or the whole body, in the reader's language |
//! | `{value}`, `{limit}` | the number, rounded to a whole one |
//! | `{value:1}` | one decimal; 0 to 3 |
//! | `{value:percent}` | a fraction as a percentage: 0.8 is `80 %` in Dutch, `80%` in English |
//! | `{value:hours}` | hours and minutes: 5.67 is `5 u 40` in Dutch, `5 h 40` in English |
//! | `{{`, `}}` | a brace |
//!
//! ```
//! use rustdag_rule::template::{Language, Template};
//! let template: Template = "Korte nacht ({value:hours}): hooguit {limit:percent} van je gewone belasting.".parse()?;
//! assert_eq!(
//!     template.render(Language::Nl, "lichaam", 5.0 + 2.0 / 3.0, 0.8),
//!     "Korte nacht (5 u 40): hooguit 80 % van je gewone belasting."
//! );
//! # Ok::<(), rustdag_rule::template::TemplateError>(())
//! ```

use std::fmt::Write as _;
use std::str::FromStr;

/// Languages in which a rule speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    En,
}

/// A template that cannot be read. Positions count characters from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A brace without its other half.
    #[error("the brace at character {0} has no other half; write {{{{ or }}}} for a brace itself")]
    Brace(usize),
    /// A name that is not a place.
    #[error("`{{{0}}}` is no place; there are {{subject}}, {{value}} and {{limit}}")]
    Name(String),
    /// A format that does not exist.
    #[error("`{{{0}}}` has no such format; there are :0 to :3, :percent and :hours, for value and limit")]
    Format(String),
}

/// A template, read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Text(String),
    Subject,
    Value(Format),
    Limit(Format),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Decimals(usize),
    Percent,
    Hours,
}

/// Most decimals a template may ask for.
const DECIMALS_MOST: usize = 3;

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut chars = text.chars().enumerate().peekable();
        while let Some((at, char)) = chars.next() {
            match char {
                '{' | '}' if chars.next_if(|&(_, next)| next == char).is_some() => plain.push(char),
                '}' => return Err(TemplateError::Brace(at + 1)),
                '{' => {
                    let mut name = String::new();
                    loop {
                        match chars.next() {
                            Some((_, '}')) => break,
                            Some((_, '{')) | None => return Err(TemplateError::Brace(at + 1)),
                            Some((_, inner)) => name.push(inner),
                        }
                    }
                    if !plain.is_empty() {
                        parts.push(Part::Text(std::mem::take(&mut plain)));
                    }
                    parts.push(place(&name)?);
                }
                _ => plain.push(char),
            }
        }
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Ok(Self(parts))
    }
}

fn place(written: &str) -> Result<Part, TemplateError> {
    let (name, format) = written.split_once(':').map_or((written, None), |(name, format)| (name, Some(format)));
    let format = match format {
        None => Ok(Format::Decimals(0)),
        Some("percent") => Ok(Format::Percent),
        Some("hours") => Ok(Format::Hours),
        Some(decimals) => match decimals.parse() {
            Ok(count) if count <= DECIMALS_MOST => Ok(Format::Decimals(count)),
            _ => Err(TemplateError::Format(written.to_owned())),
        },
    };
    match name {
        "subject" if written == name => Ok(Part::Subject),
        "subject" => Err(TemplateError::Format(written.to_owned())),
        "value" => format.map(Part::Value),
        "limit" => format.map(Part::Limit),
        _ => Err(TemplateError::Name(written.to_owned())),
    }
}

impl Template {
    /// The message, for a subject named in the reader's language.
    #[must_use]
    pub fn render(&self, language: Language, subject: &str, value: f64, limit: f64) -> String {
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Subject => out.push_str(subject),
                Part::Value(format) => number(&mut out, language, *format, value),
                Part::Limit(format) => number(&mut out, language, *format, limit),
            }
        }
        out
    }
}

fn number(out: &mut String, language: Language, format: Format, value: f64) {
    // A rule may pass infinity for "none"; a person sees no number then.
    if !value.is_finite() {
        out.push('–');
        return;
    }
    match format {
        Format::Decimals(decimals) => {
            let written = format!("{:.decimals$}", without_negative_zero(value, decimals));
            match language {
                Language::Nl => out.push_str(&written.replace('.', ",")),
                Language::En => out.push_str(&written),
            }
        }
        Format::Percent => {
            let space = if language == Language::Nl { " " } else { "" };
            _ = write!(out, "{:.0}{space}%", without_negative_zero(value * 100.0, 0));
        }
        Format::Hours => {
            let minutes = (value.abs() * 60.0).round();
            let sign = if value < 0.0 && minutes > 0.0 { "-" } else { "" };
            let unit = if language == Language::Nl { "u" } else { "h" };
            let (hours, rest) = ((minutes / 60.0).floor(), minutes % 60.0);
            _ = if rest == 0.0 {
                write!(out, "{sign}{hours} {unit}")
            } else {
                write!(out, "{sign}{hours} {unit} {rest:02}")
            };
        }
    }
}

/// A small negative number that is written as zero loses its sign.
fn without_negative_zero(value: f64, decimals: usize) -> f64 {
    let half_of_last = 0.5 * 0.1_f64.powi(decimals as i32);
    if value.abs() < half_of_last { 0.0 } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, language: Language, value: f64, limit: f64, expected: &str) {
        let template: Template = template.parse().expect(template);
        assert_eq!(template.render(language, "knie", value, limit), expected);
    }

    #[test]
    fn writes_numbers_as_a_person_does() {
        check("{subject}: {value} / {limit:1}", Language::Nl, 2.4, 1.25, "knie: 2 / 1,2");
        check("{value:2}", Language::En, 1.005, 0.0, "1.00");
        check("{limit:percent}", Language::Nl, 0.0, f64::from(0.8_f32), "80 %");
        check("{limit:percent}", Language::En, 0.0, 0.8, "80%");
        check("{value:hours} {limit:hours}", Language::Nl, 5.67, 8.0, "5 u 40 8 u");
        check("{value:hours}", Language::En, 7.9999, 0.0, "8 h");
        check("{value:hours}", Language::En, 4.1, 0.0, "4 h 06");
        check("{value} {value:1}", Language::En, -0.04, 0.0, "0 0.0");
        check("{limit}", Language::En, 0.0, f64::INFINITY, "–");
        check("{{{value}}} 100 %", Language::En, 3.0, 0.0, "{3} 100 %");
    }

    #[test]
    fn says_what_cannot_be_read() {
        for (text, error) in [
            ("a } b", TemplateError::Brace(3)),
            ("a {value", TemplateError::Brace(3)),
            ("{valu}", TemplateError::Name("valu".into())),
            ("{}", TemplateError::Name(String::new())),
            ("{value:4}", TemplateError::Format("value:4".into())),
            ("{value:kg}", TemplateError::Format("value:kg".into())),
            ("{subject:1}", TemplateError::Format("subject:1".into())),
        ] {
            assert_eq!(text.parse::<Template>(), Err(error), "{text}");
        }
        assert_eq!(
            TemplateError::Name("valu".into()).to_string(),
            "`{valu}` is no place; there are {subject}, {value} and {limit}"
        );
    }
}
