//! The sentences and names of reasons, in both languages.

use rustdag_core::reason::{ENGINE, EngineCode, Reason};
use rustdag_host::LoadedRule;
use rustdag_text::{Lang, Template, TemplateError, Texts};
use std::collections::BTreeMap;

/// Says reasons: the engine's own, and those that rules bring.
pub struct Words {
    nl: Texts,
    en: Texts,
    code_names: BTreeMap<String, BTreeMap<u32, String>>,
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

impl Words {
    /// The engine's own reasons.
    #[must_use]
    pub fn new() -> Self {
        Self { nl: Texts::new(Lang::Nl), en: Texts::new(Lang::En), code_names: BTreeMap::new() }
    }

    /// Adds a reason of a rule: its code, its name (`short-night`) and its sentence in both languages.
    ///
    /// # Errors
    /// [`TemplateError`] if a sentence is not one.
    pub fn add_rule(&mut self, rule: &str, code: u32, name: &str, nl: &str, en: &str) -> Result<(), TemplateError> {
        self.nl.add_rule(rule, code, nl, en)?;
        self.en.add_rule(rule, code, nl, en)?;
        self.code_names.entry(rule.to_owned()).or_default().insert(code, name.to_owned());
        Ok(())
    }

    /// Adds a reason of a rule whose manifest was read already.
    pub fn add_template(&mut self, rule: &str, code: u32, name: &str, nl: &Template, en: &Template) {
        self.nl.add_template(rule, code, nl.clone(), en.clone());
        self.en.add_template(rule, code, nl.clone(), en.clone());
        self.code_names.entry(rule.to_owned()).or_default().insert(code, name.to_owned());
    }

    /// The engine's own reasons, and those of loaded rules.
    #[must_use]
    pub fn of_rules<'a>(rules: impl IntoIterator<Item = &'a LoadedRule>) -> Self {
        let mut words = Self::new();
        for rule in rules {
            for reason in &rule.manifest.reasons {
                words.add_template(&rule.id, reason.code, &reason.name, &reason.nl, &reason.en);
            }
        }
        words
    }

    /// The texts of a language.
    #[must_use]
    pub fn texts(&self, lang: Lang) -> &Texts {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }

    /// A reason as a sentence.
    #[must_use]
    pub fn reason(&self, lang: Lang, reason: &Reason) -> String {
        self.texts(lang).reason(reason)
    }

    /// The name of a reason: `muscle-not-recovered`; empty if its rule gave none.
    #[must_use]
    pub fn code_name(&self, reason: &Reason) -> String {
        if let Some(name) = self.code_names.get(&reason.rule).and_then(|names| names.get(&reason.code)) {
            return name.clone();
        }
        // A rule that is missing or failed cannot speak: the engine names it and speaks for it.
        match EngineCode::from_number(reason.code) {
            Some(
                code @ (EngineCode::RuleMissing
                | EngineCode::RuleFailed
                | EngineCode::RuleMissingSkipped
                | EngineCode::RuleFailedSkipped),
            ) => code.slug().to_owned(),
            Some(code) if reason.rule == ENGINE => code.slug().to_owned(),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_core::answer::Quantity;
    use rustdag_core::reason::Subject;

    #[test]
    fn reasons_have_a_name_and_a_sentence_in_each_language() {
        let mut words = Words::new();
        words.add_rule("sleep", 1, "short-night", "Kort geslapen: {value}", "Short night: {value}").unwrap();
        let night = Reason {
            rule: "sleep".into(),
            code: 1,
            subject: Subject::Whole,
            value: 5.0,
            limit: 6.0,
            quantities: Quantity::Training.into(),
            number: None,
        };
        assert_eq!(words.code_name(&night), "short-night");
        assert!(words.reason(Lang::Nl, &night).starts_with("Kort geslapen"));
        assert!(words.reason(Lang::En, &night).starts_with("Short night"));
        let fever = Reason::engine(EngineCode::Fever, Subject::Whole, 0.0, 0.0);
        assert_eq!(words.code_name(&fever), "fever");
        assert_ne!(words.reason(Lang::Nl, &fever), words.reason(Lang::En, &fever));
    }
}
