//! A gym's own file: sessions and exercises beside the official ones, or instead of them.

use crate::catalogue::Catalogue;
use crate::finding::{Finding, Found, Mistakes};
use crate::index::Index;
use crate::own_exercises::{self, OwnExercises};
use crate::templates::{self, Read, Session};
use crate::written::Sheet;
use jiff::tz::TimeZone;
use rustdag_core::anatomy::Muscle;
use rustdag_core::dose::Dose;
use rustdag_core::exercise::Equipment;
use rustdag_core::model::guidance;
use rustdag_core::profile::{Level, Profile};
use rustdag_core::template::{DayKind, Template};
use rustdag_text::Lang;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;

/// Largest file of sessions that is read, bytes.
pub const FILE_BYTES_MAX: usize = 256 * 1024;
/// Most sessions a planner chooses from on one level, the official ones among them: see ARCHITECTURE.md for what each more costs.
pub const TEMPLATES_MAX: usize = 60;
/// Mistakes that are told; after so many one begins again.
const MISTAKES_MOST: usize = 50;
/// A session that takes longer, minutes, was probably not meant.
const MINUTES_USUAL_MAX: f64 = 180.0;

const KEYS: &[&str] = &["official", "equipment", "exercise", "template"];

/// A catalogue with a gym's own sessions in it.
#[derive(Debug)]
pub struct WithOwn {
    /// The official exercises, the gym's own, and the sessions the gym plans from.
    pub catalogue: Catalogue,
    /// What was probably not meant, in the order of the file.
    pub doubts: Vec<Finding>,
}

impl Catalogue {
    /// This catalogue with what a gym's own file says: docs/your-own-sessions.md describes the format. The gym's sessions come
    /// first; what needs equipment that the file says the gym does not have is left out.
    ///
    /// # Errors
    /// [`Mistakes`]: everything that is wrong with the file. Nothing of it is taken then.
    pub fn with_own(&self, bytes: &[u8]) -> Result<WithOwn, Mistakes> {
        let refused = |found: Found, text: &str| Mistakes(vec![found.in_text(text)]);
        if bytes.len() > FILE_BYTES_MAX {
            let text = format!("the file has {} bytes; a file of sessions has at most {FILE_BYTES_MAX}", bytes.len());
            return Err(refused(Found { span: 0..0, text }, ""));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let text = "this is not UTF-8 text; save the file as UTF-8".to_owned();
            refused(Found { span: good.len()..good.len(), text }, &good)
        })?;
        let (mut sheet, table) = Sheet::read(text.strip_prefix('\u{feff}').unwrap_or(text));
        // Of a text that is no TOML the rest would only confuse.
        let catalogue = if sheet.mistakes() == 0 { self.extended(&mut sheet, &table) } else { None };
        let (mistakes, doubts) = sheet.findings(MISTAKES_MOST);
        match catalogue {
            Some(mut catalogue) if mistakes.is_empty() => {
                catalogue.own_digest = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
                Ok(WithOwn { catalogue, doubts })
            }
            _ => Err(Mistakes(mistakes)),
        }
    }

    fn extended<'i>(&self, sheet: &mut Sheet<'i>, table: &toml::Spanned<toml::de::DeTable<'i>>) -> Option<Self> {
        let fields = sheet.fields(table.get_ref(), 0..0, "a file of sessions", KEYS);
        let official = sheet.flag(fields.get("official"), "official").unwrap_or(true);
        let at_hand = fields.get("equipment").map(|list| {
            let named = sheet.texts(list, "equipment");
            let kinds = named.into_iter().filter_map(|(slug, span)| own_exercises::equipment(sheet, slug, span));
            // The body itself is always there; without it an empty list would mean that everything is.
            kinds.chain([Equipment::Bodyweight]).collect::<Vec<_>>()
        });
        let own_exercises = fields.get("exercise").map_or_else(OwnExercises::default, |list| {
            let taken_by = |at: usize| self.entries[at].exercise.id.clone();
            own_exercises::read(sheet, list, &self.index, &taken_by)
        });
        let OwnExercises { entries: more, spoiled } = own_exercises;
        let mut grown = self.clone();
        for (entry, _) in &more {
            grown.by_id.insert(entry.exercise.id.clone(), grown.entries.len());
            grown.entries.push(entry.clone());
        }
        match Index::of(&grown.entries) {
            Ok(index) => grown.index = index,
            // What was told of a name already is not told again; what is left follows from another one's equipment.
            Err(_) if sheet.mistakes() > 0 => {}
            Err(error) => {
                let place = more.iter().find(|(entry, _)| entry.exercise.id == error.place);
                let place = place.or(more.last()).map_or(0..0, |(_, place)| place.clone());
                sheet.wrong(place, error.problem);
            }
        }
        let read = fields.get("template").map_or(Vec::new(), |list| templates::read(sheet, list, &grown, &spoiled));
        if fields.get("template").is_none() && fields.get("exercise").is_none() {
            sheet.doubtful(0..0, "there is no [[template]] and no [[exercise]] in this file");
        }
        self.check_ids(sheet, &read, official);
        let places: BTreeMap<String, Range<usize>> =
            read.iter().map(|read| (read.session.id.clone(), read.id_at.clone())).collect();
        let mut own: Vec<Session> = read.into_iter().map(|read| read.session).collect();
        own.iter_mut().for_each(|session| session.own = true);
        let mut left: Vec<Session> = if official { self.sessions.clone() } else { Vec::new() };
        left.retain(|session| !places.contains_key(&session.id));
        if let Some(at_hand) = &at_hand {
            for session in &mut own {
                let lacking = session.keep_possible_with(at_hand);
                if !lacking.is_empty() {
                    let lacking = lacking.iter().map(|kind| kind.slug()).collect::<Vec<_>>().join(", ");
                    sheet.doubtful(
                        places[&session.id].clone(),
                        format!("this session needs {lacking}, which `equipment` does not name; it is never planned"),
                    );
                }
            }
            for session in &mut left {
                session.keep_possible_with(at_hand);
            }
        }
        doubt_sessions(sheet, &own, &left, &places);
        grown.sessions = own.into_iter().chain(left).filter(Session::is_for_somebody).collect();
        // A session with a mistake is left out of this, and what follows from that is not the mistake.
        if sheet.mistakes() == 0 {
            grown.check_levels(sheet, official);
        }
        Some(grown)
    }

    /// Ids that are there twice, and replacements of nothing.
    fn check_ids(&self, sheet: &mut Sheet<'_>, read: &[Read], official: bool) {
        for (place, Read { session, replaces, id_at }) in read.iter().enumerate() {
            let id = &session.id;
            let is_official = self.sessions.iter().any(|session| session.id == *id);
            if read[..place].iter().any(|other| other.session.id == *id) {
                sheet.wrong(id_at.clone(), format!("there are two templates `{id}`; give each an id of its own"));
            } else if *replaces && !is_official {
                sheet.wrong(id_at.clone(), format!("replaces is true, but no official session is called `{id}`"));
            } else if is_official && official && !replaces {
                sheet.wrong(
                    id_at.clone(),
                    format!("`{id}` is an official session; give another id, or write replaces = true"),
                );
            }
        }
    }

    /// What holds for all sessions of a level together.
    fn check_levels(&self, sheet: &mut Sheet<'_>, official: bool) {
        for &level in Level::ALL {
            let (templates, slug) = (self.templates(level), level.slug());
            let count = templates.len();
            if count > TEMPLATES_MAX {
                let fewer = if official {
                    "leave some out, or the official ones with official = false"
                } else {
                    "leave some out"
                };
                sheet.wrong(
                    0..0,
                    format!("for {slug} there are {count} sessions to plan from; at most {TEMPLATES_MAX}: {fewer}"),
                );
            }
            if !templates.iter().any(|template| template.kind == DayKind::Training) {
                sheet.wrong(
                    0..0,
                    format!("for {slug} no session is left to plan from; write one, or keep the official ones"),
                );
                continue;
            }
            if !templates.iter().any(|template| template.kind == DayKind::ActiveRecovery) {
                sheet.doubtful(
                    0..0,
                    format!(
                        "for {slug} there is no active recovery, so every day without training is full rest; \
                         write a template with kind = \"active_recovery\""
                    ),
                );
            }
            let doses: Vec<Dose> = templates.iter().map(|template| dose(template, level)).collect();
            let untrained = |muscle: Muscle| doses.iter().all(|dose| dose.hard_sets[muscle] == 0.0);
            let missed = Muscle::ALL.iter().filter(|&&muscle| guidance::is_main(muscle) && untrained(muscle));
            let missed: Vec<&str> = missed.map(|muscle| muscle.slug()).collect();
            if !missed.is_empty() {
                sheet.doubtful(0..0, format!("for {slug} no session has a hard set for {}", missed.join(", ")));
            }
        }
    }
}

/// What was probably not meant.
fn doubt_sessions(
    sheet: &mut Sheet<'_>,
    own: &[Session],
    official: &[Session],
    places: &BTreeMap<String, Range<usize>>,
) {
    let recovers = |session: &Session| {
        Level::ALL.iter().any(|&level| session.at(level).is_some_and(|it| it.kind == DayKind::ActiveRecovery))
    };
    for (place, session) in own.iter().enumerate() {
        let at = places[&session.id].clone();
        let others = || own[..place].iter().chain(official);
        if let Some(other) = others().find(|other| Lang::ALL.iter().any(|&lang| other.name(lang) == session.name(lang)))
        {
            sheet.doubtful(
                at.clone(),
                format!("`{}` has the same name; in a week nobody can tell them apart", other.id),
            );
        }
        if recovers(session) && own[..place].iter().any(recovers) {
            sheet.doubtful(at.clone(), "only the first active recovery of the file that a member can do is used");
        }
        let longest = Level::ALL.iter().filter_map(|&level| Some(dose(session.at(level)?, level).minutes));
        let longest = longest.fold(0.0, f64::max);
        if longest > MINUTES_USUAL_MAX {
            sheet.doubtful(at, format!("this session takes {longest:.0} minutes; hardly anybody has those"));
        }
    }
}

/// The file that a gym begins with: it works, and every part of it is explained in this language.
#[must_use]
pub fn first_file(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => include_str!("../data/first.nl.toml"),
        Lang::En => include_str!("../data/first.en.toml"),
    }
}

/// What a template asks of somebody of whom only the level is known.
fn dose(template: &Template, level: Level) -> Dose {
    Dose::of_template(template, 0.0, &Profile::new(level, TimeZone::UTC))
}
