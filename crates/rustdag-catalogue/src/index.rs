//! Finds an exercise by what people call it.

use crate::error::CatalogueError;
use crate::exercises::Entry;
use crate::key::{Key, WITH_BAND};
use rustdag_core::exercise::Equipment;
use std::collections::BTreeMap;

/// Words that say with what an exercise is done: a name that holds one is not given another.
const EQUIPMENT_WORDS: &[&str] = &[
    "barbell",
    "dumbbell",
    "kettlebell",
    "machine",
    "cable",
    "band",
    "smith",
    "ez",
    "landmine",
    "suspension",
    "plate",
    WITH_BAND,
];

/// How many near names are suggested.
const SUGGESTIONS: usize = 3;
/// Least similarity of a suggestion, 0 to 1.
const SUGGESTION_MIN: f64 = 0.5;

/// Keys of names, each leading to the position of an exercise.
#[derive(Clone, Debug)]
pub(crate) struct Index(BTreeMap<Key, usize>);

impl Index {
    /// Indexes every name of every exercise, also with its equipment: `Squat` is found as `Squat (Barbell)` too.
    pub fn of(entries: &[Entry]) -> Result<Self, CatalogueError> {
        let mut keys: BTreeMap<Key, usize> = BTreeMap::new();
        for (position, entry) in entries.iter().enumerate() {
            for name in names(entry) {
                claim(&mut keys, Key::of(name), position, name, entries)?;
            }
        }
        // What an entry is called outright comes before what follows from its equipment.
        let mut derived: BTreeMap<Key, usize> = BTreeMap::new();
        for (position, entry) in entries.iter().enumerate() {
            for name in names(entry) {
                for key in with_equipment(&Key::of(name), entry) {
                    if !keys.contains_key(&key) {
                        claim(&mut derived, key, position, name, entries)?;
                    }
                }
            }
        }
        keys.extend(derived);
        Ok(Self(keys))
    }

    /// The position of the exercise with this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.0.get(&Key::of(name)).copied()
    }

    /// Positions of exercises with similar names, most similar first.
    pub fn near(&self, name: &str) -> Vec<usize> {
        let asked = Key::of(name);
        let mut best: BTreeMap<usize, f64> = BTreeMap::new();
        for (key, &position) in &self.0 {
            let similarity = similarity(asked.words(), key.words());
            if similarity >= SUGGESTION_MIN {
                let known = best.entry(position).or_insert(0.0);
                *known = known.max(similarity);
            }
        }
        let mut near: Vec<(usize, f64)> = best.into_iter().collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.into_iter().take(SUGGESTIONS).map(|(position, _)| position).collect()
    }
}

fn names(entry: &Entry) -> impl Iterator<Item = &str> {
    [entry.exercise.id.as_str(), &entry.en, &entry.nl].into_iter().chain(entry.aliases.iter().map(String::as_str))
}

fn claim(
    keys: &mut BTreeMap<Key, usize>,
    key: Key,
    position: usize,
    name: &str,
    entries: &[Entry],
) -> Result<(), CatalogueError> {
    let id = &entries[position].exercise.id;
    if key.words().is_empty() {
        return Err(CatalogueError::new("aliases.toml", id, format!("`{name}` holds no word to find it by")));
    }
    match keys.insert(key, position) {
        Some(other) if other != position => {
            let other = &entries[other].exercise.id;
            Err(CatalogueError::new("aliases.toml", id, format!("`{name}` is also a name of {other}")))
        }
        _ => Ok(()),
    }
}

fn with_equipment(key: &Key, entry: &Entry) -> Vec<Key> {
    let has = |word: &str| key.words().iter().any(|own| own == word);
    if EQUIPMENT_WORDS.iter().any(|word| has(word)) {
        return Vec::new();
    }
    let words: &[&str] = match entry.exercise.equipment {
        Equipment::Bodyweight => &["body", "weight"],
        Equipment::Barbell => &["barbell"],
        Equipment::Dumbbell => &["dumbbell"],
        Equipment::Kettlebell => &["kettlebell"],
        Equipment::Machine => &["machine"],
        Equipment::Cable => &["cable"],
        Equipment::Band => &["band"],
        Equipment::Station | Equipment::Cardio => &[],
    };
    let mut keys = Vec::new();
    if !words.is_empty() && !words.iter().any(|word| has(word)) {
        keys.push(key.with(words));
    }
    // Weight added to the body's own is the same exercise.
    if entry.exercise.body_mass_share > 0.0 && !entry.assisted && !has("weighted") {
        keys.push(key.with(&["weighted"]));
    }
    keys
}

/// Twice the words in common over the words of both; a word one letter off counts as common.
fn similarity(one: &[String], other: &[String]) -> f64 {
    let common = one.iter().filter(|word| other.iter().any(|candidate| nearly(word, candidate))).count();
    2.0 * common as f64 / (one.len() + other.len()).max(1) as f64
}

/// Letters from which a word may differ by one.
const LETTERS_MIN: usize = 5;

/// The same word, or from five letters on one with a letter changed, added or left out.
fn nearly(one: &str, other: &str) -> bool {
    let shortest = one.chars().count().min(other.chars().count());
    one == other || (shortest >= LETTERS_MIN && strsim::levenshtein(one, other) == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_off_is_near() {
        for (one, other) in [("squat", "squatt"), ("romanian", "romenian"), ("squat", "squad"), ("up", "up")] {
            assert!(nearly(one, other) && nearly(other, one), "{one} {other}");
        }
        for (one, other) in
            [("press", "pull"), ("raise", "rise"), ("low", "row"), ("curl", "curls"), ("squat", "squatted")]
        {
            assert!(!nearly(one, other) && !nearly(other, one), "{one} {other}");
        }
    }
}
