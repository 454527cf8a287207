//! Reads `exercises.csv` and `aliases.toml`.

use crate::error::CatalogueError;
use rustdag_core::anatomy::{Joint, Muscle, PerJoint, PerMuscle};
use rustdag_core::exercise::{Equipment, Exercise, Involvement};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

const FILE: &str = "exercises.csv";
const ALIASES: &str = "aliases.toml";

/// An exercise with its names.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub exercise: Arc<Exercise>,
    pub nl: String,
    pub en: String,
    pub aliases: Vec<String>,
    /// A weight that is logged is help, not load.
    pub assisted: bool,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    en: String,
    nl: String,
    equipment: String,
    direct: String,
    indirect: String,
    joints: String,
    share: Option<f64>,
    traits: String,
}

/// The exercises, in the order of the file.
pub(crate) fn read(exercises: &str, aliases: &str) -> Result<Vec<Entry>, CatalogueError> {
    let mut aliases: BTreeMap<String, Vec<String>> =
        toml::from_str(aliases).map_err(|error| CatalogueError::new(ALIASES, "reading", error.to_string()))?;
    let mut entries = Vec::new();
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(exercises.as_bytes());
    for row in reader.deserialize::<Row>() {
        let row = row.map_err(|error| CatalogueError::new(FILE, "reading", error.to_string()))?;
        let also = aliases.remove(&row.id).unwrap_or_default();
        entries.push(entry(row, also)?);
    }
    match aliases.into_keys().next() {
        None => Ok(entries),
        Some(id) => Err(CatalogueError::new(ALIASES, &id, "no exercise has this id")),
    }
}

fn entry(row: Row, aliases: Vec<String>) -> Result<Entry, CatalogueError> {
    let wrong = |problem: String| CatalogueError::new(FILE, &row.id, problem);
    if row.en.trim().is_empty() || row.nl.trim().is_empty() {
        return Err(wrong("an exercise has a Dutch and an English name".to_owned()));
    }
    let mut muscles = PerMuscle::all(Involvement::None);
    for (list, involvement) in [(&row.direct, Involvement::Direct), (&row.indirect, Involvement::Indirect)] {
        for slug in list.split_whitespace() {
            let muscle = Muscle::from_slug(slug).ok_or_else(|| wrong(format!("`{slug}` is not a muscle")))?;
            if muscles[muscle] != Involvement::None {
                return Err(wrong(format!("`{slug}` is named twice")));
            }
            muscles[muscle] = involvement;
        }
    }
    let mut joints = PerJoint::all(0.0);
    for pair in row.joints.split_whitespace() {
        let (slug, weight) = pair.split_once('=').ok_or_else(|| wrong(format!("`{pair}` is not joint=weight")))?;
        let joint = Joint::from_slug(slug).ok_or_else(|| wrong(format!("`{slug}` is not a joint")))?;
        joints[joint] = fraction(weight).ok_or_else(|| wrong(format!("`{weight}` is not a weight of 0 to 1")))?;
    }
    let (mut eccentric, mut impact, mut assisted) = (false, false, false);
    for word in row.traits.split_whitespace() {
        match word {
            "eccentric" => eccentric = true,
            "impact" => impact = true,
            "assisted" => assisted = true,
            _ => return Err(wrong(format!("`{word}` is not a trait; there are eccentric, impact and assisted"))),
        }
    }
    let body_mass_share = row.share.unwrap_or(0.0);
    if !(0.0..=1.0).contains(&body_mass_share) {
        return Err(wrong(format!("share is {body_mass_share}; it is 0 to 1")));
    }
    let equipment = Equipment::from_slug(&row.equipment)
        .ok_or_else(|| wrong(format!("`{}` is not a kind of equipment", row.equipment)))?;
    let exercise = Exercise { id: row.id.clone(), muscles, joints, eccentric, impact, body_mass_share, equipment };
    Ok(Entry { exercise: Arc::new(exercise), nl: row.nl, en: row.en, aliases, assisted })
}

fn fraction(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value| (0.0..=1.0).contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "id,en,nl,equipment,direct,indirect,joints,share,traits\n";

    fn problem(row: &str) -> String {
        read(&format!("{HEADER}{row}\n"), "").unwrap_err().to_string()
    }

    #[test]
    fn reads_a_line() {
        let row = "nordic-curl,Nordic curl,Nordic curl,bodyweight,hamstrings,calves,knee=0.6,0.6,eccentric";
        let entries = read(&format!("{HEADER}# legs\n{row}\n"), r#"nordic-curl = ["Russian leg curl"]"#).unwrap();
        let exercise = &entries[0].exercise;
        assert_eq!(exercise.muscles[Muscle::Hamstrings], Involvement::Direct);
        assert_eq!(exercise.muscles[Muscle::Calves], Involvement::Indirect);
        assert_eq!(exercise.joints[Joint::Knee], 0.6);
        assert!(exercise.eccentric && !exercise.impact);
        assert_eq!(exercise.equipment, Equipment::Bodyweight);
        assert_eq!(entries[0].aliases, ["Russian leg curl"]);
    }

    #[test]
    fn names_the_mistake() {
        assert_eq!(problem("x,X,X,barbell,chest,wings,knee=1,,"), "exercises.csv, x: `wings` is not a muscle");
        assert_eq!(problem("x,X,X,barbell,chest,,knee=2,,"), "exercises.csv, x: `2` is not a weight of 0 to 1");
        assert_eq!(problem("x,X,X,barbell,chest,chest,knee=1,,"), "exercises.csv, x: `chest` is named twice");
        assert_eq!(problem("x,X,X,spoon,chest,,knee=1,,"), "exercises.csv, x: `spoon` is not a kind of equipment");
        assert_eq!(
            problem("x,X,,barbell,chest,,knee=1,,"),
            "exercises.csv, x: an exercise has a Dutch and an English name"
        );
        let stray = read(HEADER, r#"y = ["Why"]"#).unwrap_err();
        assert_eq!(stray.to_string(), "aliases.toml, y: no exercise has this id");
    }
}
