//! The texts of one language.

use crate::lang::Lang;
use crate::number::Numbers;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rustdag_core::reason::Reason;
use rustdag_rule::template::{Language, Template, TemplateError};
use std::collections::BTreeMap;
use unic_langid::LanguageIdentifier;

/// Something a text has a place for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Words.
    Text(&'a str),
    /// A number: chooses plural forms, and is written as the language writes numbers.
    Number(f64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Arg<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// The texts of one language, and those of the rules that were added.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    rules: BTreeMap<String, BTreeMap<u32, Template>>,
}

impl Texts {
    /// The texts of a language, without any rule's.
    ///
    /// # Panics
    /// Never: the texts are part of the program, and a test reads all of them.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let source = match lang {
            Lang::Nl => NL,
            Lang::En => EN,
        };
        let id: LanguageIdentifier = lang.code().parse().expect("two letters are a language tag");
        let resource = FluentResource::try_new(source.to_owned()).expect("the texts are tested");
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Marks around each value are for mixed writing directions; both languages run from left to right.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Nl => |value, _| write_value(Lang::Nl, value),
            Lang::En => |value, _| write_value(Lang::En, value),
        }));
        bundle.add_resource(resource).expect("the texts are tested");
        Self { lang, bundle, rules: BTreeMap::new() }
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// How the language writes numbers.
    #[must_use]
    pub fn numbers(&self) -> Numbers {
        Numbers(self.lang)
    }

    /// Adds the sentence a rule's manifest gives for one of its codes; see [`rustdag_rule::template`] for its places.
    ///
    /// # Errors
    /// [`TemplateError`] if either language's sentence cannot be read; nothing is added then.
    pub fn add_rule(&mut self, rule: &str, code: u32, nl: &str, en: &str) -> Result<(), TemplateError> {
        self.add_template(rule, code, nl.parse()?, en.parse()?);
        Ok(())
    }

    /// Adds a sentence that was read already, as a manifest holds it.
    pub fn add_template(&mut self, rule: &str, code: u32, nl: Template, en: Template) {
        let mine = match self.lang {
            Lang::Nl => nl,
            Lang::En => en,
        };
        self.rules.entry(rule.to_owned()).or_default().insert(code, mine);
    }

    /// The sentence of a rule about one of its reasons, if the rule was added.
    pub(crate) fn rule_sentence(&self, reason: &Reason, subject: &str) -> Option<String> {
        let language = match self.lang {
            Lang::Nl => Language::Nl,
            Lang::En => Language::En,
        };
        let template = self.rules.get(&reason.rule)?.get(&reason.code)?;
        Some(template.render(language, subject, reason.value, reason.limit))
    }

    /// A text without places.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// Whether there is such a text.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }

    /// A text with its places filled. An id without a text is answered as it is, so that a gap is seen.
    #[must_use]
    pub fn with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut filled = FluentArgs::with_capacity(args.len());
        for &(name, arg) in args {
            match arg {
                Arg::Text(text) => filled.set(name.to_owned(), text.to_owned()),
                Arg::Number(number) => filled.set(name.to_owned(), number),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&filled), &mut errors);
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        text.into_owned()
    }
}

const NL: &str = include_str!("../locales/nl.ftl");
const EN: &str = include_str!("../locales/en.ftl");

fn write_value(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(Numbers(lang).plain(number.value)),
        _ => None,
    }
}
