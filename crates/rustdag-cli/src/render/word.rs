//! Words and moments for what the messages hold as numbers.

use crate::render::View;
use jiff::Timestamp;
use rustdag_proto::v1;

/// The part of an enum's name behind its prefix: `UPPER_BACK` of `MUSCLE_UPPER_BACK`, as the texts' ids have it.
fn slug(name: &str, prefix: &str) -> Option<String> {
    let slug = name.strip_prefix(prefix)?.to_ascii_lowercase();
    (slug != "unspecified").then_some(slug)
}

impl View<'_> {
    fn named(&self, kind: &str, name: &str, prefix: &str) -> String {
        slug(name, prefix).map_or_else(|| self.texts.text("unknown"), |slug| self.texts.text(&format!("{kind}-{slug}")))
    }

    pub fn muscle(&self, muscle: v1::Muscle) -> String {
        self.named("muscle", muscle.as_str_name(), "MUSCLE_")
    }

    pub fn joint(&self, joint: v1::Joint) -> String {
        self.named("joint", joint.as_str_name(), "JOINT_")
    }

    pub fn level(&self, level: v1::Level) -> String {
        self.named("level", level.as_str_name(), "LEVEL_")
    }

    /// The goal; general fitness where none was given.
    pub fn goal(&self, goal: v1::Goal) -> String {
        match goal {
            v1::Goal::Unspecified => self.texts.text("goal-general"),
            goal => self.named("goal", goal.as_str_name(), "GOAL_"),
        }
    }

    pub fn light(&self, light: v1::Light) -> String {
        match light {
            v1::Light::Unspecified => self.texts.text("light-grey"),
            light => self.named("light", light.as_str_name(), "LIGHT_"),
        }
    }

    /// What a reason is about.
    pub fn subject(&self, reason: &v1::Reason) -> String {
        match reason.subject {
            Some(v1::reason::Subject::Muscle(number)) => self.muscle(v1::Muscle::try_from(number).unwrap_or_default()),
            Some(v1::reason::Subject::Joint(number)) => self.joint(v1::Joint::try_from(number).unwrap_or_default()),
            None => self.texts.text("subject-whole"),
        }
    }

    pub fn activity(&self, activity: v1::Activity) -> String {
        self.named("activity", activity.as_str_name(), "ACTIVITY_")
    }

    /// What may be logged; nothing where nothing in particular would help.
    pub fn input(&self, input: v1::Input) -> Option<String> {
        slug(input.as_str_name(), "INPUT_").map(|slug| self.texts.text(&format!("input-{slug}")))
    }

    /// From when something is ready, as seen from the answer's moment.
    pub fn ready(&self, ready: bool, at: Option<&prost_types::Timestamp>) -> String {
        match instant(at) {
            Some(at) => self.texts.moment(&self.clock, at),
            None if ready => self.texts.text("moment-now"),
            None => self.texts.text("moment-later"),
        }
    }
}

/// A name within a sentence or a table: its first letter is small, unless it stands alone or in an abbreviation.
pub(crate) fn in_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() && second != ' ' => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// A text that begins a sentence.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An instant of a message, if it is there and is one.
pub(crate) fn instant(at: Option<&prost_types::Timestamp>) -> Option<Timestamp> {
    let at = at?;
    Timestamp::new(at.seconds, at.nanos).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_is_a_name_stays_large() {
        for (name, written) in [
            ("Hele lichaam A", "hele lichaam A"),
            ("Bovenlichaam, licht", "bovenlichaam, licht"),
            ("HIIT op de fiets", "HIIT op de fiets"),
            ("B", "B"),
            ("A en B", "A en B"),
            ("", ""),
        ] {
            assert_eq!(in_sentence(name), written);
        }
        assert_eq!(capitalised("élan"), "Élan");
    }
}
