//! Reads session templates and makes them for each level: the official ones and a gym's own are written alike.

use crate::activities;
use crate::catalogue::Catalogue;
use crate::finding::cited;
use crate::written::{Fields, PerLevel, Sheet, Value};
use rustdag_core::event::{Activity, CardioBout};
use rustdag_core::exercise::{Equipment, Exercise};
use rustdag_core::model::guidance::{ACTIVE_RECOVERY_EFFORT_MAX, ACTIVE_RECOVERY_MINUTES_MAX};
use rustdag_core::profile::Level;
use rustdag_core::quantity::{Minutes, OutOfRange, Reps, Rir, Rpe};
use rustdag_core::template::{DayKind, Prescription, Template};
use rustdag_text::Lang;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use toml::de::DeTable;

/// Longest id, characters.
const ID_MAX: usize = 60;
/// Longest name, characters: it stands in a column of a week.
const NAME_MAX: usize = 60;
/// Most exercises, and most pieces of endurance work, of one session; as in the API.
const PARTS_MAX: usize = 50;
/// Most sets of one exercise; as in the API.
const SETS_MAX: u32 = 50;
/// Ids with a meaning of their own.
const RESERVED: &[&str] = &["asked", "rest"];

/// Keys of a template, of its exercises and of its endurance work.
const TEMPLATE: &[&str] = &["id", "nl", "en", "kind", "levels", "replaces", "rir", "exercises", "cardio"];
const EXERCISE: &[&str] = &["exercise", "sets", "reps", "rir"];
const CARDIO: &[&str] = &["activity", "duration_min", "effort_rpe", "downhill"];

/// A session with its names, made for each level.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub id: String,
    pub nl: String,
    pub en: String,
    /// It is a gym's own.
    pub own: bool,
    levels: PerLevel<Option<Template>>,
}

impl Session {
    /// The session of this level, if it is for that level.
    pub fn at(&self, level: Level) -> Option<&Template> {
        self.levels[level as usize].as_ref()
    }

    /// Leaves out the levels on which it needs more than this equipment, and says what it lacks there.
    pub fn keep_possible_with(&mut self, equipment: &[Equipment]) -> BTreeSet<Equipment> {
        let mut lacking = BTreeSet::new();
        for level in &mut self.levels {
            let lacks = level.as_ref().map_or(Vec::new(), |template| template.lacks(equipment));
            if !lacks.is_empty() {
                *level = None;
                lacking.extend(lacks);
            }
        }
        lacking
    }

    /// Whether any level has it.
    pub fn is_for_somebody(&self) -> bool {
        self.levels.iter().any(Option::is_some)
    }

    /// Its name.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }
}

/// A session as it was read, with its place.
pub(crate) struct Read {
    pub session: Session,
    /// It stands in for the official one of the same id.
    pub replaces: bool,
    /// Where its id stands.
    pub id_at: Range<usize>,
}

/// What is known of exercises and activities.
struct Names<'a> {
    catalogue: &'a Catalogue,
    /// Exercises of which something wrong was told already.
    spoiled: &'a [String],
}

/// The sessions of a list of templates, in its order; what is wrong with the others is noted. Exercises that are `spoiled` were
/// told to be wrong already.
pub(crate) fn read<'i>(
    sheet: &mut Sheet<'i>,
    list: &Value<'i>,
    catalogue: &Catalogue,
    spoiled: &[String],
) -> Vec<Read> {
    let known = Names { catalogue, spoiled };
    let tables = sheet.tables(list, "a template");
    tables.into_iter().filter_map(|(table, span)| session(sheet, table, span, &known)).collect()
}

/// One session; `None` if something is wrong with it, which has been noted.
fn session<'i>(sheet: &mut Sheet<'i>, table: &DeTable<'i>, span: Range<usize>, known: &Names<'_>) -> Option<Read> {
    let before = sheet.mistakes();
    let fields = sheet.fields(table, span, "a template", TEMPLATE);
    let id = fields.required(sheet, "id", "id = \"legs-at-home\"");
    let id_at = id.map_or(fields.place.clone(), |id| id.span());
    let id = id.and_then(|id| read_id(sheet, id)).unwrap_or_default();
    let names = read_names(sheet, &fields).unwrap_or_default();
    let kind = fields.get("kind").and_then(|kind| read_kind(sheet, kind)).unwrap_or(DayKind::Training);
    let levels = fields.get("levels").map_or([true; 3], |levels| read_levels(sheet, levels));
    let replaces = sheet.flag(fields.get("replaces"), "replaces").unwrap_or(false);
    let rir = fields.get("rir").map(|rir| per_level(sheet, rir, "rir", Rir::new));
    let (mut items, mut bouts) = (Vec::new(), Vec::new());
    if let Some(list) = fields.get("exercises") {
        let tables = sheet.tables(list, "an exercise of a template");
        count(sheet, list, tables.len(), "exercises");
        items.extend(tables.into_iter().map(|(table, span)| item(sheet, table, span, rir, known)));
    }
    if let Some(list) = fields.get("cardio") {
        let tables = sheet.tables(list, "endurance work of a template");
        count(sheet, list, tables.len(), "pieces of endurance work");
        bouts.extend(tables.into_iter().map(|(table, span)| bout(sheet, table, span, known)));
    }
    if items.is_empty() && bouts.is_empty() {
        sheet.wrong(fields.place.clone(), "the session is empty; write exercises or cardio (rest is no template)");
    }
    // An exercise that is not known has been told of, here or where it is described.
    if sheet.mistakes() > before || items.iter().any(Option::is_none) {
        return None;
    }
    let items: Vec<Item> = items.into_iter().flatten().collect();
    let bouts: Vec<Bout> = bouts.into_iter().flatten().collect();
    let at = |level: Level| {
        let exercises = items.iter().filter_map(|item| item.at(level)).collect();
        let cardio = bouts.iter().map(|bout| bout.at(level)).collect();
        Template { id: id.clone(), kind, exercises, cardio }
    };
    for &level in Level::ALL.iter().filter(|&&level| levels[level as usize]) {
        check_content(sheet, &fields.place, &at(level), level);
    }
    if sheet.mistakes() > before {
        return None;
    }
    let levels =
        [Level::Novice, Level::Intermediate, Level::Advanced].map(|level| levels[level as usize].then(|| at(level)));
    let (nl, en) = names;
    Some(Read { session: Session { id, nl, en, own: false, levels }, replaces, id_at })
}

/// What a session holds on a level that it is for.
fn check_content(sheet: &mut Sheet<'_>, place: &Range<usize>, template: &Template, level: Level) {
    let Template { id: _, kind, exercises, cardio } = template;
    let level = level.slug();
    if exercises.is_empty() && cardio.is_empty() {
        sheet.wrong(
            place.clone(),
            format!("nothing is left of this session for {level}: every exercise has 0 sets; leave it out of `levels`"),
        );
        return;
    }
    let easy = |bout: &CardioBout| {
        let quiet = matches!(bout.activity, Activity::Walk | Activity::Cycle | Activity::Swim);
        quiet && bout.effort.is_some_and(|effort| effort.get() <= ACTIVE_RECOVERY_EFFORT_MAX)
    };
    let minutes: f64 = cardio.iter().map(|bout| bout.duration.get()).sum();
    let recovers = exercises.is_empty() && cardio.iter().all(easy) && minutes <= ACTIVE_RECOVERY_MINUTES_MAX;
    if *kind == DayKind::ActiveRecovery && !recovers {
        sheet.wrong(
            place.clone(),
            format!(
                "for {level} this is no active recovery: that is walk, cycle or swim, at most \
                 {ACTIVE_RECOVERY_MINUTES_MAX} minutes at an effort of at most {ACTIVE_RECOVERY_EFFORT_MAX}, and no sets"
            ),
        );
    }
    // The engine follows no muscle or joint on a walk: as training it would ask nothing and give nothing.
    if *kind == DayKind::Training && !template.loads_a_tissue() {
        sheet.wrong(
            place.clone(),
            "this session loads no muscle and no joint that the engine follows; a walk is kind = \"active_recovery\"",
        );
    }
}

/// One exercise of a template.
struct Item {
    exercise: Arc<Exercise>,
    sets: PerLevel<u32>,
    reps: PerLevel<Reps>,
    rir: PerLevel<Rir>,
}

impl Item {
    /// It on a level, unless it has no sets there.
    fn at(&self, level: Level) -> Option<Prescription> {
        let level = level as usize;
        let Self { exercise, sets, reps, rir } = self;
        let sets = sets[level];
        (sets > 0).then(|| Prescription { exercise: Arc::clone(exercise), sets, reps: reps[level], rir: rir[level] })
    }
}

/// Reads one exercise; `rir` is what the template says for all of its exercises: nothing, or something, which may be wrong.
fn item<'i>(
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
    if exercise.is_none() && !known.spoiled.iter().any(|id| id == name) {
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
struct Bout {
    activity: Activity,
    duration: PerLevel<Minutes>,
    effort: PerLevel<Rpe>,
    downhill: bool,
}

impl Bout {
    fn at(&self, level: Level) -> CardioBout {
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

fn bout<'i>(sheet: &mut Sheet<'i>, table: &DeTable<'i>, span: Range<usize>, known: &Names<'_>) -> Option<Bout> {
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
fn per_level<'i, Q: Copy>(
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

fn count<'i>(sheet: &mut Sheet<'i>, list: &Value<'i>, there_are: usize, what: &str) {
    if there_are > PARTS_MAX {
        sheet.wrong(list.span(), format!("a session has at most {PARTS_MAX} {what}; this one has {there_are}"));
    }
}

/// Whether this can be the id of a session template: lower-case letters, digits and hyphens, a letter first, at most sixty,
/// and no word with a meaning of its own.
#[must_use]
pub fn is_template_id(id: &str) -> bool {
    is_id(id) && !RESERVED.contains(&id)
}

fn is_id(id: &str) -> bool {
    let letters = |id: &str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    id.starts_with(|first: char| first.is_ascii_lowercase()) && letters(id) && id.len() <= ID_MAX
}

/// An id that stays what it is in files, addresses and messages.
pub(crate) fn read_id<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>) -> Option<String> {
    let id = sheet.text(value, "an id")?;
    if !is_id(id) {
        sheet.wrong(
            value.span(),
            format!(
                "the id is `{}`; use lower-case letters, digits and hyphens, a letter first, at most {ID_MAX}",
                cited(id)
            ),
        );
        return None;
    }
    if RESERVED.contains(&id) {
        sheet.wrong(value.span(), format!("`{id}` means something already; give another id"));
        return None;
    }
    Some(id.to_owned())
}

/// The Dutch and the English name. One of them may be left out: then the other is shown in both languages, and that is
/// said.
pub(crate) fn read_names<'i>(sheet: &mut Sheet<'i>, fields: &Fields<'_, 'i>) -> Option<(String, String)> {
    let mut name = |key: &str| fields.get(key).map(|value| read_name(sheet, value, key));
    let (nl, en) = (name("nl"), name("en"));
    let (nl, en) = match (nl, en) {
        (None, None) => {
            sheet.wrong(fields.place.clone(), "the name is missing: write it in Dutch (nl) and in English (en)");
            return None;
        }
        (Some(nl), None) => {
            sheet.doubtful(fields.place.clone(), "`en` is missing: the Dutch name is shown in English too");
            (nl?, None)
        }
        (None, Some(en)) => {
            sheet.doubtful(fields.place.clone(), "`nl` is missing: the English name is shown in Dutch too");
            (en?, None)
        }
        (Some(nl), Some(en)) => (nl?, Some(en?)),
    };
    Some((nl.clone(), en.unwrap_or(nl)))
}

/// A name that people read.
pub(crate) fn read_name<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>, key: &str) -> Option<String> {
    let name = sheet.text(value, key)?.trim();
    let letters = name.chars().count();
    let problem = if name.is_empty() {
        format!("{key} is empty; write the name that people read")
    } else if letters > NAME_MAX {
        format!("{key} has {letters} characters; a name has at most {NAME_MAX}")
    } else if name.chars().any(char::is_control) {
        format!("{key} holds a line break or another invisible character; leave it out")
    } else {
        return Some(name.to_owned());
    };
    sheet.wrong(value.span(), problem);
    None
}

fn read_kind<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>) -> Option<DayKind> {
    match sheet.text(value, "kind")? {
        "training" => Some(DayKind::Training),
        "active_recovery" => Some(DayKind::ActiveRecovery),
        other => {
            sheet.wrong(value.span(), format!("unknown kind `{}`; there are training, active_recovery", cited(other)));
            None
        }
    }
}

/// Which levels a session is for, novice first.
fn read_levels<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>) -> PerLevel<bool> {
    let mut levels = [false; 3];
    let names = sheet.texts(value, "levels");
    if names.is_empty() && value.get_ref().as_array().is_some_and(|list| list.is_empty()) {
        sheet.wrong(value.span(), "levels is empty; leave it out for all of them");
    }
    for (name, span) in names {
        match Level::ALL.iter().find(|level| level.slug() == name) {
            Some(&level) => levels[level as usize] = true,
            None => {
                let there = Level::ALL.iter().map(|level| level.slug()).collect::<Vec<_>>().join(", ");
                sheet.wrong(span, format!("unknown level `{}`; there are {there}", cited(name)));
            }
        }
    }
    levels
}
