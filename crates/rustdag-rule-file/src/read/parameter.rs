//! The parameters of a rule file: their names, and values within their own bounds.

use super::Reader;
use crate::error::cut_short;
use crate::names;
use crate::token::KEYWORDS;
use crate::written;
use rustdag_rule::manifest::{NAME_MOST, ParameterText, TEXT_MOST};

/// Most parameters.
const PARAMETERS_MOST: usize = 64;

impl Reader<'_> {
    pub(super) fn parameters(&mut self, written: Vec<written::Parameter>) -> Vec<ParameterText> {
        let mut parameters: Vec<ParameterText> = Vec::new();
        for (place, written::Parameter { name, default, min, max, unit, source, nl, en }) in
            written.into_iter().enumerate()
        {
            if place == PARAMETERS_MOST {
                self.wrong(name.span(), format!("there are more than {PARAMETERS_MOST} parameters"));
                break;
            }
            let (span, name) = (name.span(), name.into_inner());
            if !is_parameter_name(&name) {
                let shown = cut_short(&name);
                self.wrong(
                    span,
                    format!("a parameter is called `{shown}`; use lower-case letters, digits and `_`, a letter first"),
                );
            } else if names::find(&name).is_some() || KEYWORDS.iter().any(|(word, _)| *word == name) {
                self.wrong(span, format!("`{name}` means something already; call the parameter something else"));
            } else if parameters.iter().any(|other| other.name == name) {
                self.wrong(span, format!("there are two parameters `{name}`"));
            }
            let value = *default.get_ref();
            if !(min.is_finite() && max.is_finite() && min <= value && value <= max) {
                self.wrong(
                    default.span(),
                    format!("parameter {} is {value}, which is not within {min} to {max}", cut_short(&name)),
                );
            }
            self.length("the unit", &unit, TEXT_MOST);
            self.length("the source", &source, TEXT_MOST);
            self.length("the meaning, nl,", &nl, TEXT_MOST);
            self.length("the meaning, en,", &en, TEXT_MOST);
            parameters.push(ParameterText {
                name,
                default: value,
                min,
                max,
                unit: unit.into_inner(),
                source: source.into_inner(),
                nl: nl.into_inner(),
                en: en.into_inner(),
            });
        }
        parameters
    }
}

fn is_parameter_name(name: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.len() <= NAME_MOST && name.bytes().all(known) && name.starts_with(|first: char| first.is_ascii_lowercase())
}
