//! Exercises that only one gym knows: what a gym's own file says of them.

use crate::exercises::Entry;
use crate::finding::cited;
use crate::index::Index;
use crate::key::Key;
use crate::naming::{read_id, read_names};
use crate::written::{Fields, Sheet, Value};
use rustdag_core::anatomy::{Joint, Muscle, PerJoint, PerMuscle};
use rustdag_core::exercise::{Equipment, Exercise, Involvement};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// Most exercises of a gym's own.
const EXERCISES_MAX: usize = 200;
/// Most other names of one exercise.
const ALIASES_MAX: usize = 20;

const KEYS: &[&str] = &[
    "id",
    "nl",
    "en",
    "aliases",
    "equipment",
    "direct",
    "indirect",
    "joints",
    "body_mass_share",
    "eccentric",
    "impact",
    "assisted",
];

/// The exercises of a list.
#[derive(Default)]
pub(crate) struct OwnExercises {
    /// Each, and where it begins.
    pub entries: Vec<(Entry, Range<usize>)>,
    /// Names of those with a mistake: who uses one is not told that there is no such exercise.
    pub spoiled: Vec<Key>,
}

/// Reads the exercises of a list; `index` knows the names that are taken.
pub(crate) fn read<'i>(
    sheet: &mut Sheet<'i>,
    list: &Value<'i>,
    index: &Index,
    taken_by: &dyn Fn(usize) -> String,
) -> OwnExercises {
    let tables = sheet.tables(list, "an exercise");
    if tables.len() > EXERCISES_MAX {
        sheet.wrong(list.span(), format!("there are {} exercises; at most {EXERCISES_MAX}", tables.len()));
        return OwnExercises::default();
    }
    let mut names: BTreeMap<Key, String> = BTreeMap::new();
    let (mut entries, mut spoiled) = (Vec::new(), Vec::new());
    for (table, span) in tables {
        let Some((entry, place)) = exercise(sheet, table, span) else {
            spoiled.extend(names_written(table).map(Key::of));
            continue;
        };
        let id = &entry.exercise.id;
        for name in [id.as_str(), &entry.nl, &entry.en].into_iter().chain(entry.aliases.iter().map(String::as_str)) {
            let key = Key::of(name);
            let other = match index.find(name) {
                Some(official) => Some(taken_by(official)),
                None => names.get(&key).filter(|other| *other != id).cloned(),
            };
            if key.words().is_empty() {
                sheet.wrong(place.clone(), format!("`{}` holds no word to find the exercise by", cited(name)));
            } else if let Some(other) = other {
                sheet.wrong(place.clone(), format!("`{}` is a name of {other} already; give another", cited(name)));
            } else {
                names.insert(key, id.clone());
            }
        }
        if entries.iter().any(|(other, _): &(Entry, _)| other.exercise.id == *id) {
            sheet.wrong(place.clone(), format!("there are two exercises `{id}`"));
        }
        entries.push((entry, place));
    }
    OwnExercises { entries, spoiled }
}

/// Every name that an exercise with a mistake was to have, as far as it can be read.
fn names_written<'a>(table: &'a DeTable<'_>) -> impl Iterator<Item = &'a str> {
    let aliases = table.get("aliases").and_then(|list| list.get_ref().as_array());
    let aliases = aliases.into_iter().flatten().filter_map(|alias| alias.get_ref().as_str());
    ["id", "nl", "en"].into_iter().filter_map(|key| table.get(key)?.get_ref().as_str()).chain(aliases)
}

/// One exercise; `None` if something is wrong with it, which has been noted.
fn exercise<'i>(sheet: &mut Sheet<'i>, table: &DeTable<'i>, span: Range<usize>) -> Option<(Entry, Range<usize>)> {
    let before = sheet.mistakes();
    let fields = sheet.fields(table, span, "an exercise", KEYS);
    let id = fields.required(sheet, "id", "id = \"sled-push\"").and_then(|id| read_id(sheet, id));
    let names = read_names(sheet, &fields);
    let aliases = fields.get("aliases").map_or(Vec::new(), |list| sheet.texts(list, "aliases"));
    if aliases.len() > ALIASES_MAX {
        sheet.wrong(aliases[ALIASES_MAX].1.clone(), format!("an exercise has at most {ALIASES_MAX} aliases"));
    }
    let equipment = fields.required(sheet, "equipment", "equipment = \"machine\"");
    let equipment = equipment.and_then(|value| read_equipment(sheet, value));
    let muscles = muscles(sheet, &fields);
    let joints = fields.get("joints").map_or(PerJoint::all(0.0), |value| joints(sheet, value));
    let share = fields.get("body_mass_share").map_or(Some(0.0), |value| fraction(sheet, value, "body_mass_share"));
    let mut flag = |key: &str| sheet.flag(fields.get(key), key).unwrap_or(false);
    let (eccentric, impact, assisted) = (flag("eccentric"), flag("impact"), flag("assisted"));
    let no_joint = joints.iter().all(|(_, weight)| *weight == 0.0);
    if sheet.mistakes() == before {
        if no_joint && muscles.iter().all(|(_, part)| *part == Involvement::None) {
            let what = "this exercise loads no muscle and no joint; write what it asks, for instance direct = [\"quadriceps\"]";
            sheet.wrong(fields.place.clone(), what);
        } else if no_joint {
            sheet.doubtful(
                fields.place.clone(),
                "no joint is named, so no joint is spared from this exercise; for instance joints = { knee = 0.6 }",
            );
        }
    }
    if sheet.mistakes() > before {
        return None;
    }
    let (nl, en) = names?;
    let exercise =
        Exercise { id: id?, muscles, joints, eccentric, impact, body_mass_share: share?, equipment: equipment? };
    let aliases = aliases.into_iter().map(|(alias, _)| alias.to_owned()).collect();
    Some((Entry { exercise: Arc::new(exercise), nl, en, aliases, assisted }, fields.place))
}

fn muscles<'i>(sheet: &mut Sheet<'i>, fields: &Fields<'_, 'i>) -> PerMuscle<Involvement> {
    let mut muscles = PerMuscle::all(Involvement::None);
    for (key, involvement) in [("direct", Involvement::Direct), ("indirect", Involvement::Indirect)] {
        let Some(list) = fields.get(key) else { continue };
        for (slug, span) in sheet.texts(list, key) {
            let Some(muscle) = Muscle::from_slug(slug) else {
                let there = Muscle::ALL.iter().map(|muscle| muscle.slug()).collect::<Vec<_>>().join(", ");
                sheet.wrong(span, format!("unknown muscle `{}`; there are {there}", cited(slug)));
                continue;
            };
            if muscles[muscle] != Involvement::None {
                sheet.wrong(span, format!("`{slug}` is named twice"));
            }
            muscles[muscle] = involvement;
        }
    }
    muscles
}

fn joints<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>) -> PerJoint<f64> {
    let mut joints = PerJoint::all(0.0);
    let DeValue::Table(table) = value.get_ref() else {
        sheet.wrong(value.span(), "joints is a table of weights, such as { knee = 1, hip = 0.6 }");
        return joints;
    };
    for (key, value) in table {
        let slug = key.get_ref();
        let Some(joint) = Joint::from_slug(slug) else {
            let there = Joint::ALL.iter().map(|joint| joint.slug()).collect::<Vec<_>>().join(", ");
            sheet.wrong(key.span(), format!("unknown joint `{}`; there are {there}", cited(slug)));
            continue;
        };
        joints[joint] = fraction(sheet, value, slug).unwrap_or(0.0);
    }
    joints
}

fn fraction<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>, what: &str) -> Option<f64> {
    let number = sheet.number(value, what)?;
    if !(0.0..=1.0).contains(&number) {
        sheet.wrong(value.span(), format!("{what} is {number}; it is 0 to 1"));
        return None;
    }
    Some(number)
}

/// A kind of equipment.
pub(crate) fn read_equipment<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>) -> Option<Equipment> {
    let slug = sheet.text(value, "equipment")?;
    equipment(sheet, slug, value.span())
}

/// A kind of equipment that stands at a place.
pub(crate) fn equipment(sheet: &mut Sheet<'_>, slug: &str, span: Range<usize>) -> Option<Equipment> {
    let kind = Equipment::from_slug(slug);
    if kind.is_none() {
        let there = Equipment::ALL.iter().map(|kind| kind.slug()).collect::<Vec<_>>().join(", ");
        sheet.wrong(span, format!("unknown equipment `{}`; there are {there}", cited(slug)));
    }
    kind
}
