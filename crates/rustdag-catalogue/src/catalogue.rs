//! The catalogue: everything that is known about exercises and sessions besides what the engine computes.

use crate::activities::{self, Activities};
use crate::error::CatalogueError;
use crate::exercises::{self, Entry};
use crate::index::Index;
use crate::key::Key;
use crate::templates::{self, Session};
use crate::written::Sheet;
use rustdag_core::event::Activity;
use rustdag_core::exercise::Exercise;
use rustdag_core::profile::Level;
use rustdag_core::template::Template;
use rustdag_text::Lang;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// Exercises, their names, and session templates.
#[derive(Clone, Debug)]
pub struct Catalogue {
    pub(crate) entries: Vec<Entry>,
    pub(crate) by_id: BTreeMap<String, usize>,
    pub(crate) index: Index,
    activities: Activities,
    pub(crate) sessions: Vec<Session>,
    pub(crate) own_digest: String,
}

static OFFICIAL: LazyLock<Arc<Catalogue>> = LazyLock::new(|| {
    let read = Catalogue::read(
        include_str!("../data/exercises.csv"),
        include_str!("../data/aliases.toml"),
        include_str!("../data/activities.toml"),
        include_str!("../data/templates.toml"),
    );
    Arc::new(read.unwrap_or_else(|error| panic!("the embedded catalogue is checked by this crate's tests: {error}")))
});

impl Catalogue {
    /// The catalogue that comes with Rustdag, read at first use.
    #[must_use]
    pub fn official() -> &'static Self {
        &OFFICIAL
    }

    /// The same, for those who may have a gym's own instead.
    #[must_use]
    pub fn shared() -> Arc<Self> {
        Arc::clone(&OFFICIAL)
    }

    /// SHA-256 digest of the gym's own file that is in it, in hexadecimal; empty if there is none.
    #[must_use]
    pub fn own_digest(&self) -> &str {
        &self.own_digest
    }

    /// Reads the four data files.
    ///
    /// # Errors
    /// [`CatalogueError`] names the entry and the mistake: an unknown muscle, a name of two exercises, a value out of
    /// its range.
    pub fn read(exercises: &str, aliases: &str, activities: &str, templates: &str) -> Result<Self, CatalogueError> {
        let entries = exercises::read(exercises, aliases)?;
        let mut by_id = BTreeMap::new();
        for (position, entry) in entries.iter().enumerate() {
            if by_id.insert(entry.exercise.id.clone(), position).is_some() {
                return Err(CatalogueError::new("exercises.csv", &entry.exercise.id, "the id is there twice"));
            }
        }
        let index = Index::of(&entries)?;
        let activities = activities::read(activities)?;
        let mut read = Self { entries, by_id, index, activities, sessions: Vec::new(), own_digest: String::new() };
        let (mut sheet, table) = Sheet::read(templates);
        let fields = sheet.fields(table.get_ref(), 0..0, "the file", &["template"]);
        let sessions = fields.get("template").map_or(Vec::new(), |list| templates::read(&mut sheet, list, &read, &[]));
        let (mistakes, doubts) = sheet.findings(1);
        if let Some(wrong) = mistakes.into_iter().chain(doubts).next() {
            let place = format!("{}:{}", wrong.line, wrong.column);
            return Err(CatalogueError::new("templates.toml", place, wrong.text));
        }
        read.sessions = sessions.into_iter().map(|read| read.session).collect();
        let mut ids: Vec<&str> = read.sessions.iter().map(|session| session.id.as_str()).collect();
        ids.sort_unstable();
        if let Some(twice) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(CatalogueError::new("templates.toml", twice[0], "the id is there twice"));
        }
        Ok(read)
    }

    /// Every exercise, in the order of the data.
    pub fn exercises(&self) -> impl Iterator<Item = &Arc<Exercise>> {
        self.entries.iter().map(|entry| &entry.exercise)
    }

    /// The exercise with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<Exercise>> {
        self.entry(id).map(|entry| &entry.exercise)
    }

    /// The exercise people call by this name, in Dutch, in English, or as another program spells it: `Squat (Barbell)`.
    ///
    /// Case, punctuation, plurals and word order do not count; a word that could change the movement does, so a name
    /// nobody listed is not found rather than found wrongly.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Arc<Exercise>> {
        self.index.find(name).map(|at| &self.entries[at].exercise)
    }

    /// At most three exercises with similar names, most similar first. For people to choose from, never to act on.
    #[must_use]
    pub fn suggest(&self, name: &str) -> Vec<&Arc<Exercise>> {
        self.index.near(name).into_iter().map(|at| &self.entries[at].exercise).collect()
    }

    /// The kind of endurance work or class people call by this name: `Running (Treadmill)`.
    #[must_use]
    pub fn find_activity(&self, name: &str) -> Option<Activity> {
        self.activities.get(&Key::of(name)).copied()
    }

    /// Whether a weight that is logged with this exercise is help rather than load, as on a pull-up machine.
    #[must_use]
    pub fn is_assisted(&self, id: &str) -> bool {
        self.entry(id).is_some_and(|entry| entry.assisted)
    }

    /// The name of the exercise with this id.
    #[must_use]
    pub fn name(&self, id: &str, lang: Lang) -> Option<&str> {
        self.entry(id).map(|entry| match lang {
            Lang::Nl => entry.nl.as_str(),
            Lang::En => entry.en.as_str(),
        })
    }

    /// The sessions a planner may choose from at a level. Rest is not among them.
    #[must_use]
    pub fn templates(&self, level: Level) -> Vec<Template> {
        self.sessions.iter().filter_map(|session| session.at(level).cloned()).collect()
    }

    /// One session at a level.
    #[must_use]
    pub fn template(&self, id: &str, level: Level) -> Option<Template> {
        self.session(id).and_then(|session| session.at(level).cloned())
    }

    /// The name of the session template with this id.
    #[must_use]
    pub fn template_name(&self, id: &str, lang: Lang) -> Option<&str> {
        self.session(id).map(|session| session.name(lang))
    }

    /// Whether the session template with this id is a gym's own.
    #[must_use]
    pub fn is_own(&self, id: &str) -> bool {
        self.session(id).is_some_and(|session| session.own)
    }

    fn entry(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).map(|&at| &self.entries[at])
    }

    fn session(&self, id: &str) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "id,en,nl,equipment,direct,indirect,joints,share,traits\n";

    #[test]
    fn a_name_of_two_exercises_is_refused() {
        let rows = format!("{HEADER}x,Press,Druk,barbell,chest,,elbow=1,,\ny,Presses,Drukken,cable,chest,,elbow=1,,\n");
        let error = Catalogue::read(&rows, "", "", "template = []").unwrap_err();
        assert_eq!(error.to_string(), "aliases.toml, y: `Presses` is also a name of x");
        let rows = format!("{HEADER}x,Press,Druk,cable,chest,,elbow=1,,\nx,Pull,Trek,cable,lats,,elbow=1,,\n");
        let error = Catalogue::read(&rows, "", "", "template = []").unwrap_err();
        assert_eq!(error.to_string(), "exercises.csv, x: the id is there twice");
    }
}
