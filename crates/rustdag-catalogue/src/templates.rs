//! Reads `templates.toml` and makes session templates for a level.

use crate::activities;
use crate::error::CatalogueError;
use rustdag_core::event::{Activity, CardioBout};
use rustdag_core::exercise::Exercise;
use rustdag_core::profile::Level;
use rustdag_core::quantity::{Minutes, OutOfRange, Reps, Rir, Rpe};
use rustdag_core::template::{DayKind, Prescription, Template};
use serde::Deserialize;
use std::sync::Arc;

const FILE: &str = "templates.toml";

/// A value for each level, novice first.
type PerLevel<T> = [T; 3];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    template: Vec<Raw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    nl: String,
    en: String,
    #[serde(default)]
    kind: RawKind,
    #[serde(default)]
    rir: Option<PerLevel<f64>>,
    #[serde(default)]
    exercises: Vec<RawExercise>,
    cardio: Option<RawCardio>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawKind {
    #[default]
    Training,
    ActiveRecovery,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExercise {
    id: String,
    sets: PerLevel<u32>,
    reps: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCardio {
    activity: String,
    minutes: PerLevel<f64>,
    effort: PerLevel<f64>,
}

/// A session with its names, made for each level.
#[derive(Debug)]
pub(crate) struct Session {
    pub id: String,
    pub nl: String,
    pub en: String,
    levels: PerLevel<Template>,
}

impl Session {
    /// The session of this level.
    pub fn at(&self, level: Level) -> &Template {
        match level {
            Level::Novice => &self.levels[0],
            Level::Intermediate => &self.levels[1],
            Level::Advanced => &self.levels[2],
        }
    }
}

/// The sessions, in the order of the file.
pub(crate) fn read<'a>(
    text: &str,
    exercise: impl Fn(&str) -> Option<&'a Arc<Exercise>>,
) -> Result<Vec<Session>, CatalogueError> {
    let file: File = toml::from_str(text).map_err(|error| CatalogueError::new(FILE, "reading", error.to_string()))?;
    file.template.into_iter().map(|raw| session(&raw, &exercise)).collect()
}

fn session<'a>(raw: &Raw, exercise: &impl Fn(&str) -> Option<&'a Arc<Exercise>>) -> Result<Session, CatalogueError> {
    let wrong = |problem: String| CatalogueError::new(FILE, &raw.id, problem);
    if raw.exercises.is_empty() && raw.cardio.is_none() {
        return Err(wrong("a template has exercises or cardio; rest is not a template".to_owned()));
    }
    let known = raw
        .exercises
        .iter()
        .map(|item| exercise(&item.id).ok_or_else(|| wrong(format!("`{}` is not an exercise", item.id))))
        .collect::<Result<Vec<_>, _>>()?;
    let rir = match raw.rir {
        Some(rir) => rir,
        None if known.is_empty() => [0.0; 3],
        None => return Err(wrong("a template with exercises says rir = [novice, intermediate, advanced]".to_owned())),
    };
    let activity = match &raw.cardio {
        Some(cardio) => Some(
            activities::from_slug(&cardio.activity)
                .ok_or_else(|| wrong(format!("`{}` is not a kind of activity", cardio.activity)))?,
        ),
        None => None,
    };
    let build = |level: usize| -> Result<Template, OutOfRange> {
        let exercises = raw
            .exercises
            .iter()
            .zip(&known)
            .filter(|(item, _)| item.sets[level] > 0)
            .map(|(item, exercise)| {
                Ok(Prescription {
                    exercise: Arc::clone(exercise),
                    sets: item.sets[level],
                    reps: Reps::new(item.reps)?,
                    rir: Rir::new(rir[level])?,
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let cardio = match (&raw.cardio, activity) {
            (Some(cardio), Some(activity)) => vec![bout(activity, cardio.minutes[level], cardio.effort[level])?],
            _ => Vec::new(),
        };
        let kind = match raw.kind {
            RawKind::Training => DayKind::Training,
            RawKind::ActiveRecovery => DayKind::ActiveRecovery,
        };
        Ok(Template { id: raw.id.clone(), kind, exercises, cardio })
    };
    let build = |level| build(level).map_err(|range| wrong(range.to_string()));
    let levels = [build(0)?, build(1)?, build(2)?];
    Ok(Session { id: raw.id.clone(), nl: raw.nl.clone(), en: raw.en.clone(), levels })
}

fn bout(activity: Activity, minutes: f64, effort: f64) -> Result<CardioBout, OutOfRange> {
    Ok(CardioBout {
        activity,
        duration: Minutes::new(minutes)?,
        effort: Some(Rpe::new(effort)?),
        heart_rate: None,
        distance: None,
        downhill: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        read(text, |_| None).unwrap_err().to_string()
    }

    #[test]
    fn names_the_mistake() {
        let empty = "[[template]]\nid = \"x\"\nnl = \"X\"\nen = \"X\"\n";
        assert_eq!(problem(empty), "templates.toml, x: a template has exercises or cardio; rest is not a template");
        let unknown = format!("{empty}rir = [1, 1, 1]\nexercises = [{{ id = \"y\", sets = [1, 1, 1], reps = 5 }}]");
        assert_eq!(problem(&unknown), "templates.toml, x: `y` is not an exercise");
        let range = format!("{empty}cardio = {{ activity = \"run\", minutes = [30, 30, 30], effort = [4, 4, 11] }}");
        assert_eq!(problem(&range), "templates.toml, x: is 11; an effort (RPE) is 0 to 10 points");
        assert!(problem(&format!("{empty}rests = 1")).contains("rests"));
    }
}
