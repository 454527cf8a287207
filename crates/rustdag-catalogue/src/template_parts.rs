//! What a session template is made of: exercises and endurance work, with their numbers for each level.

use crate::activities;
use crate::catalogue::Catalogue;
use crate::finding::cited;
use crate::key::Key;
use crate::written::{PerLevel, Sheet, Value};
use rustdag_core::event::{Activity, CardioBout};
use rustdag_core::exercise::Exercise;
use rustdag_core::profile::Level;
use rustdag_core::quantity::{Minutes, OutOfRange, Reps, Rir, Rpe};
use rustdag_core::template::Prescription;
use std::ops::Range;
use std::sync::Arc;
use toml::de::DeTable;

/// Most sets of one exercise; as in the API.
const SETS_MAX: u32 = 50;

/// Keys of an exercise and of endurance work.
const EXERCISE: &[&str] = &["exercise", "sets", "reps", "rir"];
const CARDIO: &[&str] = &["activity", "duration_min", "effort_rpe", "downhill"];

/// What is known of exercises and activities.
pub(crate) struct Names<'a> {
    pub catalogue: &'a Catalogue,
    /// Names of exercises of which something wrong was told already.
    pub spoiled: &'a [Key],
}

/// One exercise of a template.
pub(crate) struct Item {
    exercise: Arc<Exercise>,
    sets: PerLevel<u32>,
    reps: PerLevel<Reps>,
    rir: PerLevel<Rir>,
}

impl Item {
    /// It on a level, unless it has no sets there.
    pub fn at(&self, level: Level) -> Option<Prescription> {
        let level = level as usize;
        let Self { exercise, sets, reps, rir } = self;
        let sets = sets[level];
        (sets > 0).then(|| Prescription { exercise: Arc::clone(exercise), sets, reps: reps[level], rir: rir[level] })
    }
}

/// Reads one exercise; `rir` is what the template says for all of its exercises: nothing, or something, which may be wrong.
pub(crate) fn item<'i>(
    sheet: &mut Sheet<'i>,
    table: &DeTable<'i>,
    span: Range<usize>,
    rir: Option<Option<PerLevel<Rir>>>,
    known: &Names<'_>,
) -> Option<Item> {
    let fields = sheet.fields(table, span, "an exercise of a template", EXERCISE);
    let exercise = fields.required(sheet, "exercise", "exercise = \"back-squat\"");
    let exercise = exercise.and_then(|name| read_exercise(sheet, name, known));
    let sets = fields.required(sheet, "sets", "sets = 3").and_then(|value| read_sets(sheet, value));
    let reps = fields.required(sheet, "reps", "reps = 8").and_then(|value| per_level(sheet, value, "reps", Reps::new));
    let rir = match (fields.get("rir"), rir) {
        (Some(own), _) => per_level(sheet, own, "rir", Rir::new),
        (None, Some(of_template)) => of_template,
        (None, None) => {
            let what = "`rir` is missing: write the repetitions in reserve here, or for the whole template; for instance rir = 2";
            sheet.wrong(fields.place, what);
            None
        }
    };
    Some(Item { exercise: exercise?, sets: sets?, reps: reps?, rir: rir? })
}

fn read_exercise<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>, known: &Names<'_>) -> Option<Arc<Exercise>> {
    let name = sheet.text(value, "an exercise")?;
    let exercise = known.catalogue.get(name).or_else(|| known.catalogue.find(name)).cloned();
    if exercise.is_none() && !known.spoiled.contains(&Key::of(name)) {
        let near: Vec<_> = known.catalogue.suggest(name).into_iter().map(|exercise| exercise.id.as_str()).collect();
        let hint = if near.is_empty() {
            "give another of its names, or describe it in an [[exercise]]".to_owned()
        } else {
            format!("did you mean {}?", near.join(", "))
        };
        sheet.wrong(value.span(), format!("unknown exercise `{}`; {hint}", cited(name)));
    }
    exercise
}

fn read_sets<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>) -> Option<PerLevel<u32>> {
    let sets = sheet.per_level(value, "sets", |sheet, value| {
        let sets = sheet.number(value, "sets")?;
        let known = sets.fract() == 0.0 && (0.0..=f64::from(SETS_MAX)).contains(&sets);
        if !known {
            sheet.wrong(value.span(), format!("sets is {sets}; an exercise has 1 to {SETS_MAX} sets, or 0 on a level"));
        }
        known.then_some(sets as u32)
    })?;
    if sets == [0; 3] {
        sheet.wrong(value.span(), "sets is 0 on every level; leave the exercise out");
        return None;
    }
    Some(sets)
}

/// One piece of endurance work.
pub(crate) struct Bout {
    activity: Activity,
    duration: PerLevel<Minutes>,
    effort: PerLevel<Rpe>,
    downhill: bool,
}

impl Bout {
    pub fn at(&self, level: Level) -> CardioBout {
        CardioBout {
            activity: self.activity,
            duration: self.duration[level as usize],
            effort: Some(self.effort[level as usize]),
            heart_rate: None,
            distance: None,
            downhill: self.downhill,
        }
    }
}

pub(crate) fn bout<'i>(
    sheet: &mut Sheet<'i>,
    table: &DeTable<'i>,
    span: Range<usize>,
    known: &Names<'_>,
) -> Option<Bout> {
    let fields = sheet.fields(table, span, "endurance work", CARDIO);
    let activity = fields.required(sheet, "activity", "activity = \"run\"");
    let activity = activity.and_then(|value| read_activity(sheet, value, known));
    let duration = fields.required(sheet, "duration_min", "duration_min = 30");
    let duration = duration.and_then(|value| per_level(sheet, value, "duration_min", some_minutes));
    let effort = fields.required(sheet, "effort_rpe", "effort_rpe = 5");
    let effort = effort.and_then(|value| per_level(sheet, value, "effort_rpe", Rpe::new));
    let downhill = sheet.flag(fields.get("downhill"), "downhill").unwrap_or(false);
    Some(Bout { activity: activity?, duration: duration?, effort: effort?, downhill })
}

/// Minutes of something that is done: no minutes are no session.
fn some_minutes(minutes: f64) -> Result<Minutes, OutOfRange> {
    const LEAST: f64 = 1.0;
    match Minutes::new(minutes) {
        Ok(_) if minutes < LEAST => {
            Err(OutOfRange { quantity: "a duration", value: minutes, min: LEAST, max: Minutes::MAX, unit: "minutes" })
        }
        minutes => minutes,
    }
}

fn read_activity<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>, known: &Names<'_>) -> Option<Activity> {
    let name = sheet.text(value, "an activity")?;
    let activity = activities::from_slug(name).or_else(|| known.catalogue.find_activity(name));
    if activity.is_none() {
        let there = activities::SLUGS.map(|(slug, _)| slug).join(", ");
        sheet.wrong(value.span(), format!("unknown activity `{}`; there are {there}", cited(name)));
    }
    activity
}

/// A number with a range, one or one for each level.
pub(crate) fn per_level<'i, Q: Copy>(
    sheet: &mut Sheet<'i>,
    value: &Value<'i>,
    what: &str,
    build: fn(f64) -> Result<Q, OutOfRange>,
) -> Option<PerLevel<Q>> {
    sheet.per_level(value, what, |sheet, value| {
        let number = sheet.number(value, what)?;
        build(number).map_err(|range| sheet.wrong(value.span(), format!("{what} {range}"))).ok()
    })
}
