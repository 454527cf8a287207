//! The manifest of a rule: who wrote it, what it reads, what may be set, and what it says, in Dutch and English.

use crate::template::{Language, Template, TemplateError};
use rustdag_rule_abi::{FIELDS, MANIFEST_BYTES_MAX};
use serde::Deserialize;

/// A manifest, read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// Lower-case letters, digits and hyphens: `sleep`.
    pub id: String,
    /// The rule's own version.
    pub version: String,
    /// SPDX expression.
    pub licence: String,
    /// Who answers for it.
    pub author: String,
    /// What happens when the rule fails or is missing.
    pub on_failure: OnFailure,
    /// Whether a less tired, better slept body never gets a tighter limit from it: a promise that lets the planner
    /// prove its plans faster. Not promised unless said.
    pub order_preserving: bool,
    /// Names of the snapshot's fields it reads.
    pub reads: Vec<String>,
    /// What it does, in one sentence.
    pub description: Text,
    /// What may be set.
    pub parameters: Vec<ParameterText>,
    /// What it may say.
    pub reasons: Vec<ReasonText>,
}

/// The same text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}

/// What happens when a rule fails or is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnFailure {
    /// Limits are tightened: for rules that keep people safe.
    Tighten,
    /// The answer is given without it.
    Skip,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParameterText {
    /// Name in the configuration.
    pub name: String,
    /// Value when nobody says otherwise.
    pub default: f64,
    /// Least value allowed.
    pub min: f64,
    /// Greatest value allowed.
    pub max: f64,
    /// Unit.
    pub unit: String,
    /// Where the default comes from: a publication, or that it is a design value.
    pub source: String,
    /// Meaning, Dutch.
    pub nl: String,
    /// Meaning, English.
    pub en: String,
}

/// A limit a reason may explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitName {
    /// Most hard sets of a muscle.
    MuscleSetsMax,
    /// Most load of a joint complex.
    JointLoadMax,
    /// Most session load.
    SessionLoadMax,
    /// Highest intensity.
    IntensityMax,
    /// Longest session.
    MinutesMax,
    /// Least repetitions in reserve.
    RirMin,
    /// Extra rest days.
    ExtraRestDays,
    /// Rest today.
    MustRest,
    /// A professional.
    SeeProfessional,
}

/// One thing the rule may say.
#[derive(Clone, Debug, PartialEq)]
pub struct ReasonText {
    /// The number in its answers, 1 to [`CODE_MOST`].
    pub code: u32,
    /// The name in the API: `short-night`.
    pub name: String,
    /// The limit it explains.
    pub limit: LimitName,
    /// The field of the snapshot that its value shows, one of those the rule reads; `None` if the manifest does not say.
    pub value: Option<&'static str>,
    /// Dutch.
    pub nl: Template,
    /// English.
    pub en: Template,
}

impl ReasonText {
    /// The template in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &Template {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}

/// A manifest that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ManifestError {
    /// Longer than a host reads.
    #[error("the manifest has {0} bytes; at most {MANIFEST_BYTES_MAX} are read")]
    TooLong(usize),
    /// No TOML, or a key that is missing, unknown or of another kind.
    #[error("the manifest cannot be read: {0}")]
    Toml(String),
    /// An id of other characters.
    #[error("the manifest's id is `{0}`; use lower-case letters, digits and hyphens, at most 63")]
    Id(String),
    /// A text that should not be empty, or is too long.
    #[error("the manifest's {what} is empty or longer than {most} characters")]
    Length {
        /// Which.
        what: String,
        /// Most characters.
        most: usize,
    },
    /// A field the snapshot does not have.
    #[error("the manifest reads `{0}`; the snapshot has no such field")]
    Field(String),
    /// A parameter whose default is not within its range.
    #[error("parameter {name} of the manifest is {default}, which is not within {min} to {max}")]
    Range {
        /// Which.
        name: String,
        /// Its default.
        default: f64,
        /// Its least value.
        min: f64,
        /// Its greatest value.
        max: f64,
    },
    /// The same name or code twice.
    #[error("the manifest has {0} twice")]
    Twice(String),
    /// A code out of range.
    #[error("reason {name} of the manifest has code {code}; codes are 1 to {CODE_MOST}")]
    Code {
        /// Which reason.
        name: String,
        /// Its code.
        code: u32,
    },
    /// A value that is no field the rule reads.
    #[error("reason {name} of the manifest has value = `{field}`, which is not among the fields it reads")]
    Value {
        /// Which reason.
        name: String,
        /// The field.
        field: String,
    },
    /// A message that cannot be read.
    #[error("reason {name} of the manifest, {language}: {error}")]
    Message {
        /// Which reason.
        name: String,
        /// `nl` or `en`.
        language: &'static str,
        /// What is wrong.
        error: TemplateError,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    version: String,
    licence: String,
    author: String,
    on_failure: OnFailure,
    #[serde(default)]
    order_preserving: bool,
    reads: Vec<String>,
    description: Text,
    #[serde(default, rename = "parameter")]
    parameters: Vec<ParameterText>,
    #[serde(default, rename = "reason")]
    reasons: Vec<WrittenReason>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenReason {
    code: u32,
    name: String,
    limit: LimitName,
    #[serde(default)]
    value: Option<String>,
    nl: String,
    en: String,
}

/// Longest id, name of a reason or name of a parameter, bytes.
pub const NAME_MOST: usize = 63;
/// Longest version, characters.
pub const VERSION_MOST: usize = 15;
/// Greatest reason code: a host keeps the declared ones as bits of one word.
pub const CODE_MOST: u32 = 63;
/// Longest sentence, characters.
pub const TEXT_MOST: usize = 400;

impl Manifest {
    /// Reads and checks a manifest.
    ///
    /// # Errors
    /// [`ManifestError`] names what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        if text.len() > MANIFEST_BYTES_MAX {
            return Err(ManifestError::TooLong(text.len()));
        }
        let written: Written = toml::from_str(text).map_err(|error| ManifestError::Toml(one_line(text, &error)))?;
        if !is_name(&written.id) {
            return Err(ManifestError::Id(written.id));
        }
        check_length("version", &written.version, VERSION_MOST)?;
        check_length("licence", &written.licence, NAME_MOST)?;
        check_length("author", &written.author, TEXT_MOST)?;
        check_length("description, nl", &written.description.nl, TEXT_MOST)?;
        check_length("description, en", &written.description.en, TEXT_MOST)?;
        if let Some(unknown) = written.reads.iter().find(|name| FIELDS.iter().all(|field| field.name != **name)) {
            return Err(ManifestError::Field(unknown.clone()));
        }
        check_parameters(&written.parameters)?;
        let reasons = written
            .reasons
            .into_iter()
            .map(|reason| read_reason(reason, &written.reads))
            .collect::<Result<Vec<_>, _>>()?;
        check_once(reasons.iter().map(|reason| format!("reason code {}", reason.code)))?;
        check_once(reasons.iter().map(|reason| format!("reason {}", reason.name)))?;
        Ok(Self {
            id: written.id,
            version: written.version,
            licence: written.licence,
            author: written.author,
            on_failure: written.on_failure,
            order_preserving: written.order_preserving,
            reads: written.reads,
            description: written.description,
            parameters: written.parameters,
            reasons,
        })
    }

    /// What a code says.
    #[must_use]
    pub fn reason(&self, code: u32) -> Option<&ReasonText> {
        self.reasons.iter().find(|reason| reason.code == code)
    }
}

/// The place and the problem, without the picture that spans lines.
fn one_line(text: &str, error: &toml::de::Error) -> String {
    let message = error.message().replace('\n', " ");
    match error.span() {
        Some(span) => {
            let line = text.get(..span.start).map_or(1, |before| before.matches('\n').count() + 1);
            format!("line {line}: {message}")
        }
        None => message,
    }
}

/// Whether a text may be an id: lower-case letters, digits and hyphens, at most [`NAME_MOST`].
#[must_use]
pub fn is_name(name: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty() && name.len() <= NAME_MOST && name.bytes().all(known)
}

fn check_length(what: &str, text: &str, most: usize) -> Result<(), ManifestError> {
    if text.trim().is_empty() || text.chars().count() > most {
        return Err(ManifestError::Length { what: what.to_owned(), most });
    }
    Ok(())
}

fn check_parameters(parameters: &[ParameterText]) -> Result<(), ManifestError> {
    for parameter in parameters {
        let ParameterText { name, default, min, max, nl, en, .. } = parameter;
        if !(min.is_finite() && max.is_finite() && min <= default && default <= max) {
            return Err(ManifestError::Range { name: name.clone(), default: *default, min: *min, max: *max });
        }
        check_length("parameter's name", name, NAME_MOST)?;
        check_length(&format!("parameter {name}, nl"), nl, TEXT_MOST)?;
        check_length(&format!("parameter {name}, en"), en, TEXT_MOST)?;
    }
    check_once(parameters.iter().map(|parameter| format!("parameter {}", parameter.name)))
}

fn read_reason(written: WrittenReason, reads: &[String]) -> Result<ReasonText, ManifestError> {
    let WrittenReason { code, name, limit, value, nl, en } = written;
    if !is_name(&name) {
        return Err(ManifestError::Length { what: format!("reason name `{name}`"), most: NAME_MOST });
    }
    if !(1..=CODE_MOST).contains(&code) {
        return Err(ManifestError::Code { name, code });
    }
    let read = |language, text: &str| {
        check_length(&format!("reason {name}, {language}"), text, TEXT_MOST)?;
        text.parse().map_err(|error| ManifestError::Message { name: name.clone(), language, error })
    };
    let (nl, en) = (read("nl", &nl)?, read("en", &en)?);
    let value = match value {
        None => None,
        Some(field) => {
            let known = FIELDS.iter().find(|known| known.name == field && reads.contains(&field));
            Some(known.ok_or_else(|| ManifestError::Value { name: name.clone(), field })?.name)
        }
    };
    Ok(ReasonText { code, name, limit, value, nl, en })
}

fn check_once(names: impl Iterator<Item = String>) -> Result<(), ManifestError> {
    let mut seen = std::collections::BTreeSet::new();
    for name in names {
        if !seen.insert(name.clone()) {
            return Err(ManifestError::Twice(name));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
id = "knees"
version = "1.0.0"
licence = "Apache-2.0"
author = "A coach"
on_failure = "skip"
reads = ["joint_pain"]

[description]
nl = "Knieën."
en = "Knees."

[[parameter]]
name = "pain"
default = 4
min = 1
max = 10
unit = "0 to 10"
source = "design value"
nl = "Vanaf deze pijn."
en = "From this pain on."

[[reason]]
code = 1
name = "pain"
limit = "joint_load_max"
value = "joint_pain"
nl = "{subject}: pijn {value}."
en = "{subject}: pain {value}."
"#;

    #[test]
    fn reads_a_good_one() {
        let manifest = Manifest::parse(GOOD).unwrap();
        assert_eq!((manifest.id.as_str(), manifest.on_failure), ("knees", OnFailure::Skip));
        assert_eq!(manifest.parameters[0].max, 10.0);
        let reason = manifest.reason(1).unwrap();
        assert_eq!((reason.limit, reason.value), (LimitName::JointLoadMax, Some("joint_pain")));
        assert_eq!(reason.get(Language::En).render(Language::En, "knee", 5.0, 0.0), "knee: pain 5.");
        assert!(manifest.reason(2).is_none());
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (from, to, expected) in [
            (
                "\"knees\"",
                "\"Knees!\"",
                "the manifest's id is `Knees!`; use lower-case letters, digits and hyphens, at most 63",
            ),
            (
                "\"skip\"",
                "\"ignore\"",
                "the manifest cannot be read: line 6: unknown variant `ignore`, expected `tighten` or `skip`",
            ),
            ("joint_pain\"]", "joint_pains\"]", "the manifest reads `joint_pains`; the snapshot has no such field"),
            ("default = 4", "default = 14", "parameter pain of the manifest is 14, which is not within 1 to 10"),
            ("default = 4", "default = nan", "parameter pain of the manifest is NaN, which is not within 1 to 10"),
            ("code = 1", "code = 0", "reason pain of the manifest has code 0; codes are 1 to 63"),
            (
                "value = \"joint_pain\"",
                "value = \"sleep_debt_h\"",
                "reason pain of the manifest has value = `sleep_debt_h`, which is not among the fields it reads",
            ),
            (
                "pijn {value}",
                "pijn {valeu}",
                "reason pain of the manifest, nl: `{valeu}` is no place; there are {subject}, {value} and {limit}",
            ),
            ("Knees.", "", "the manifest's description, en is empty or longer than 400 characters"),
        ] {
            let text = GOOD.replace(from, to);
            assert_ne!(text, GOOD);
            assert_eq!(Manifest::parse(&text).unwrap_err().to_string(), expected);
        }
        let twice = format!("{GOOD}{}", &GOOD[GOOD.find("[[reason]]").unwrap()..]);
        assert_eq!(Manifest::parse(&twice).unwrap_err().to_string(), "the manifest has reason code 1 twice");
        assert_eq!(
            Manifest::parse(&"#".repeat(70_000)).unwrap_err().to_string(),
            "the manifest has 70000 bytes; at most 65536 are read"
        );
    }
}
