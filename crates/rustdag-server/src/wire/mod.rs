//! The edge: messages in, domain types in and out, and nowhere else.
//!
//! One file per message or family of messages, free functions `from_proto` and `to_proto`. Every message is taken apart
//! field by field, so that a new field does not compile until somebody decided what it means.

mod cardio;
pub mod check;
mod check_in;
pub mod choice;
pub mod doubt;
pub mod event;
pub mod explain;
pub mod forecast;
mod hint;
pub mod instant;
mod invalid;
pub mod learned;
pub mod member_file;
mod overreaching;
pub mod plan;
pub mod profile;
pub mod readiness;
pub mod reason;
pub mod resource;
pub(crate) mod rules;
pub mod session;
pub mod template;
mod value;
pub mod wishes;
mod workout;

pub use invalid::Invalid;

use crate::words::Words;
use jiff::Timestamp;
use rustdag_catalogue::Catalogue;
use rustdag_proto::v1;
use rustdag_text::Lang;
use std::collections::BTreeMap;

/// What reading a message needs to know.
#[derive(Clone, Copy)]
pub struct Intake<'a> {
    /// Knows the exercises.
    pub catalogue: &'a Catalogue,
    /// The latest instant an event may have.
    pub latest: Timestamp,
}

/// What writing an answer needs to know.
#[derive(Clone, Copy)]
pub struct Answering<'a> {
    /// Says reasons and names.
    pub words: &'a Words,
    /// Names exercises and templates.
    pub catalogue: &'a Catalogue,
    /// The language asked for.
    pub lang: Lang,
    /// The rules that took part.
    pub rules: &'a [v1::RuleVersion],
    /// The name of the set they are of.
    pub rule_set: &'a str,
    /// Names of session templates that came with the question.
    pub names: &'a Names,
}

/// Names of session templates by id.
pub type Names = BTreeMap<String, String>;

/// None came with the question.
pub static NO_NAMES: Names = Names::new();

impl<'a> Answering<'a> {
    /// What people call a session template; its id where it has no name.
    #[must_use]
    pub fn template_name(&self, id: &'a str) -> &'a str {
        let own = self.names.get(id).map(String::as_str);
        own.or_else(|| self.catalogue.template_name(id, self.lang)).unwrap_or(id)
    }
}
