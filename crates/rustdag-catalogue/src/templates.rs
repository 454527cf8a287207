//! Reads session templates and makes them for each level: the official ones and a gym's own are written alike.

use crate::catalogue::Catalogue;
use crate::finding::cited;
use crate::key::Key;
use crate::naming::{read_id, read_names};
use crate::template_parts::{Bout, Item, Names, bout, item, per_level};
use crate::written::{PerLevel, Sheet, Value};
use rustdag_core::event::{Activity, CardioBout};
use rustdag_core::exercise::Equipment;
use rustdag_core::model::guidance::{ACTIVE_RECOVERY_EFFORT_MAX, ACTIVE_RECOVERY_MINUTES_MAX};
use rustdag_core::profile::Level;
use rustdag_core::quantity::Rir;
use rustdag_core::template::{DayKind, Template};
use rustdag_text::Lang;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::de::DeTable;

/// Most exercises, and most pieces of endurance work, of one session; as in the API.
const PARTS_MAX: usize = 50;
/// Keys of a template.
const TEMPLATE: &[&str] = &["id", "nl", "en", "kind", "levels", "replaces", "rir", "exercises", "cardio"];

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

/// The sessions of a list of templates, in its order; what is wrong with the others is noted. Exercises that are `spoiled` were
/// told to be wrong already.
pub(crate) fn read<'i>(sheet: &mut Sheet<'i>, list: &Value<'i>, catalogue: &Catalogue, spoiled: &[Key]) -> Vec<Read> {
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

fn count<'i>(sheet: &mut Sheet<'i>, list: &Value<'i>, there_are: usize, what: &str) {
    if there_are > PARTS_MAX {
        sheet.wrong(list.span(), format!("a session has at most {PARTS_MAX} {what}; this one has {there_are}"));
    }
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
