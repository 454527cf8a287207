//! The proto3 JSON mapping of every message, strict about unknown fields and exact about where a mistake is.

use crate::descriptor;
use prost::{Message, Name};
use prost_reflect::{DeserializeOptions, DynamicMessage, SerializeOptions};
use serde_json::ser::Formatter;

/// A text that is not the message it should be.
#[derive(Debug, thiserror::Error)]
#[error("{}{problem} (line {line}, column {column})", self.place())]
pub struct JsonError {
    /// Path of the field, as written in the text: `events[12].workout.sets[3].loadKg`; empty for the whole.
    pub path: String,
    /// What is wrong.
    pub problem: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1; 0 if the line ends early.
    pub column: usize,
}

impl JsonError {
    fn place(&self) -> String {
        if self.path.is_empty() { String::new() } else { format!("{}: ", self.path) }
    }

    fn new(path: String, error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let problem = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text).to_owned();
        Self { path, problem, line, column }
    }
}

/// Reads a message from JSON.
///
/// # Errors
/// [`JsonError`] for text that is not JSON, an unknown field, or a value that is not of the field's type.
pub fn from_str<M: Message + Name + Default>(text: &str) -> Result<M, JsonError> {
    // Editors on some systems begin a file with a byte-order mark; it is no part of the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut json = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let message = DynamicMessage::deserialize_with_options(
        descriptor::of::<M>(),
        serde_path_to_error::Deserializer::new(&mut json, &mut track),
        &DeserializeOptions::new().deny_unknown_fields(true),
    )
    .map_err(|error| {
        let path = track.path().to_string();
        // A lone dot is how the whole text is written.
        JsonError::new(if path == "." { String::new() } else { path }, &error)
    })?;
    json.end().map_err(|error| JsonError::new(String::new(), &error))?;
    Ok(message.transcode_to().expect("both sides have the same descriptor"))
}

/// Writes a message as JSON for a program to read: zeroes, false and empty lists are written out, so that only what is
/// unknown is absent.
#[must_use]
pub fn to_string_pretty<M: Message + Name>(message: &M) -> String {
    write(message, false, serde_json::Serializer::pretty(Vec::new()))
}

/// The same in one line, for who reads message after message.
#[must_use]
pub fn to_string<M: Message + Name>(message: &M) -> String {
    write(message, false, serde_json::Serializer::new(Vec::new()))
}

/// Writes a message as JSON for a person to read and edit: fields at their default are left out.
#[must_use]
pub fn to_string_brief<M: Message + Name>(message: &M) -> String {
    write(message, true, serde_json::Serializer::pretty(Vec::new()))
}

fn write<M: Message + Name, F: Formatter>(
    message: &M,
    skip_defaults: bool,
    mut out: serde_json::Serializer<Vec<u8>, F>,
) -> String {
    let mut dynamic = DynamicMessage::new(descriptor::of::<M>());
    dynamic.transcode_from(message).expect("both sides have the same descriptor");
    dynamic
        .serialize_with_options(&mut out, &SerializeOptions::new().skip_default_fields(skip_defaults))
        .expect("a message always has a JSON form, and memory does not refuse it");
    String::from_utf8(out.into_inner()).expect("JSON is written as UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::v1::{Event, MemberFile, Night, Profile, Readiness, WholeBody, event};

    fn problem(text: &str) -> String {
        from_str::<MemberFile>(text).unwrap_err().to_string()
    }

    #[test]
    fn an_error_names_the_place_in_the_file() {
        let text = r#"{"events": [{"rest": {}}, {"workout": {"sets": [{"reps": 5}, {"loadKg": "heavy"}]}}]}"#;
        assert!(problem(text).starts_with("events[1].workout.sets[1].loadKg: "), "{}", problem(text));
        assert!(problem(text).contains("(line 1, column "), "{}", problem(text));
    }

    #[test]
    fn an_unknown_field_is_a_mistake() {
        let text = "{\"profile\": {\n  \"levle\": \"LEVEL_NOVICE\"}}";
        assert!(problem(text).contains("levle") && problem(text).contains("line 2"), "{}", problem(text));
        assert!(problem(r#"{"profile": {"level": "LEVEL_WIZARD"}}"#).starts_with("profile.level: "));
    }

    #[test]
    fn text_that_is_not_json_is_a_mistake() {
        assert!(problem("").contains("line 1"));
        assert!(problem("{} {}").contains("line 1"));
        assert!(problem(r#"{"events": [{"at": "2026-02-30T10:00:00Z"}]}"#).starts_with("events[0].at: "));
    }

    #[test]
    fn what_is_written_reads_back() {
        let file = MemberFile {
            profile: Some(Profile { zone: "Europe/Amsterdam".into(), screening_cleared: true, ..Profile::default() }),
            events: vec![Event {
                at: Some(prost_types::Timestamp { seconds: 1_767_225_600, nanos: 0 }),
                kind: Some(event::Kind::Night(Night { asleep_h: Some(0.0) })),
                ..Event::default()
            }],
            at: None,
        };
        for text in [to_string_pretty(&file), to_string_brief(&file)] {
            assert_eq!(from_str::<MemberFile>(&text).unwrap(), file);
        }
        assert!(to_string_brief(&file).contains("\"asleepH\": 0"));
        assert!(!to_string_brief(&file).contains("logsCompletely"));
    }

    #[test]
    fn zeroes_are_written_and_unknowns_are_not() {
        let whole = WholeBody { monotony: None, mental_freshness: Some(0.0), ..WholeBody::default() };
        let text = to_string_pretty(&Readiness { whole: Some(whole), ..Readiness::default() });
        assert!(text.contains("\"systemicFatigue\": 0") && text.contains("\"mentalFreshness\": 0"), "{text}");
        assert!(!text.contains("monotony"), "{text}");
    }
}
