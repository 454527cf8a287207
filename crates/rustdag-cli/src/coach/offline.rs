//! The engine in this process, asked about a member file.

use crate::args::How;
use crate::coach::{Coach, zone};
use crate::failure::Failure;
use crate::output::Output;
use crate::{file, moment, rules, templates};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Unit};
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::{Engine, PlanError};
use rustdag_core::history::History;
use rustdag_core::rule::RuleSet;
use rustdag_core::template::Template;
use rustdag_core::wishes::Wishes;
use rustdag_proto::v1;
use rustdag_server::wire::{self, Answering, Intake, NO_NAMES};
use rustdag_server::words::Words;
use rustdag_text::{Arg, Clock, Lang, Texts};
use std::path::Path;
use std::sync::Arc;

/// A file whose last event is older than this deserves a word, days.
const OLD_DAYS: f64 = 3.0;

/// Answers from a member file.
pub(crate) struct Offline {
    profile: v1::Profile,
    history: History,
    engine: Engine,
    words: Words,
    versions: Vec<v1::RuleVersion>,
    rule_set: String,
    at: Timestamp,
    latest: Timestamp,
    lang: Lang,
    catalogue: Arc<Catalogue>,
}

impl Offline {
    /// Reads the member file and the rules.
    ///
    /// # Errors
    /// [`Failure`] naming the file and the field.
    pub fn open(member: &str, how: &How, lang: Lang, output: Output) -> Result<Self, Failure> {
        let mut offline = Self::open_without_rules(member, how, lang, output)?;
        let loaded = rules::load(&how.places, lang, output);
        offline.versions = rules::versions(&loaded);
        offline.rule_set = rustdag_server::rules::set_name(&loaded.rules, &loaded.loaded);
        offline.words = rules::words(&loaded);
        let level = offline.history.profile().level;
        offline.engine = Engine::new(loaded.rules, offline.catalogue.templates(level));
        Ok(offline)
    }

    /// Reads the member file alone, for questions that no rule has a say in.
    ///
    /// # Errors
    /// [`Failure`] naming the file and the field.
    pub fn open_without_rules(member: &str, how: &How, lang: Lang, output: Output) -> Result<Self, Failure> {
        let asked = |zone: &TimeZone| how.at.as_deref().map(|text| moment::read(text, zone)).transpose();
        let catalogue = templates::catalogue(how.templates.as_deref())?;
        let Somebody { profile, history, at, of_file, latest } = read(Path::new(member), &catalogue, asked)?;
        if how.at.is_some() || of_file.is_none() {
            tell_if_old(&history, at, lang, output);
        }
        let engine = Engine::new(RuleSet::default(), Vec::new());
        let (words, versions, rule_set) = (Words::new(), Vec::new(), String::new());
        Ok(Self { profile, history, engine, words, versions, rule_set, at, latest, lang, catalogue })
    }

    /// A session as it was read at a place.
    fn session(&self, session: v1::Session, place: &str) -> Result<Template, Failure> {
        wire::session::from_proto(session, self.engine.templates(), self.intake())
            .map_err(|invalid| Failure::input(format!("{place}: {invalid}")))
    }

    /// What the member did, and the instant that is asked about.
    pub fn history(&self) -> (&History, Timestamp) {
        (&self.history, self.at)
    }

    fn intake(&self) -> Intake<'_> {
        Intake { catalogue: &self.catalogue, latest: self.latest }
    }

    fn answering(&self) -> Answering<'_> {
        let Self { words, versions: rules, rule_set, lang, catalogue, .. } = self;
        Answering { words, catalogue, lang: *lang, rules, rule_set, names: &NO_NAMES }
    }
}

impl Coach for Offline {
    fn profile(&self) -> &v1::Profile {
        &self.profile
    }

    fn at(&self) -> Timestamp {
        self.at
    }

    fn readiness(&mut self) -> Result<v1::Readiness, Failure> {
        let readiness = self.engine.readiness(&self.history, self.at);
        Ok(wire::readiness::to_proto(&readiness, self.answering()))
    }

    fn plan(&mut self, days: Option<u32>, wishes: Option<v1::PlanWishes>, place: &str) -> Result<v1::Plan, Failure> {
        let wire::wishes::Asked { engine, mut wishes, names } =
            wire::wishes::asked(&self.engine, days.unwrap_or_default(), wishes, self.intake())
                .map_err(|invalid| Failure::input(format!("{place}: {invalid}")))?;
        if days.is_none() {
            let today = self.history.profile().zone.to_datetime(self.at).date();
            wishes.days = Wishes::days_to_reach(wishes.event, today);
        }
        let plan = engine.plan(&self.history, self.at, wishes).map_err(|error| {
            let sentence = Texts::new(self.lang).contradiction(&error);
            match error {
                PlanError::Horizon(_) => Failure::usage(sentence),
                _ => Failure::input(format!("{place}: {sentence}")),
            }
        })?;
        Ok(wire::plan::to_proto(&plan, Answering { names: &names, ..self.answering() }))
    }

    fn explain(
        &mut self,
        session: Option<(v1::Session, String)>,
        muscles: &[v1::Muscle],
    ) -> Result<v1::Explanation, Failure> {
        let session = session.map(|(session, place)| self.session(session, &place)).transpose()?;
        let muscles: Vec<i32> = muscles.iter().map(|&muscle| muscle.into()).collect();
        let muscles = wire::explain::muscles_from_proto(&muscles).map_err(Failure::usage)?;
        let explanation = self.engine.explain(&self.history, self.at, session.as_ref());
        Ok(wire::explain::to_proto(&explanation, &muscles, self.answering()))
    }

    fn check(&mut self, session: v1::Session, place: &str) -> Result<v1::Check, Failure> {
        let session = self.session(session, place)?;
        let check = self.engine.check(&self.history, self.at, &session);
        Ok(wire::check::to_proto(&check, self.answering()))
    }

    fn forecast(&mut self) -> Result<v1::Forecast, Failure> {
        let forecast = self.engine.forecast(&self.history, self.at);
        Ok(wire::forecast::to_proto(&forecast, self.words.texts(self.lang)))
    }

    fn learned(&mut self) -> Result<v1::Learned, Failure> {
        let learned = self.engine.learned(&self.history, self.at);
        Ok(wire::learned::to_proto(&learned, self.answering()))
    }
}

/// Somebody as a member file has it.
pub(super) struct Somebody {
    pub profile: v1::Profile,
    pub history: History,
    /// The instant to answer for: the one asked about, else the file's own, else now.
    pub at: Timestamp,
    /// The file's own.
    pub of_file: Option<Timestamp>,
    /// The latest instant that what is told of the member may have.
    pub latest: Timestamp,
}

/// Reads a member file, `asked` about an instant in the member's zone or about none in particular.
///
/// # Errors
/// [`Failure`] naming the file and the field.
pub(super) fn read(
    path: &Path,
    catalogue: &Catalogue,
    asked: impl FnOnce(&TimeZone) -> Result<Option<Timestamp>, Failure>,
) -> Result<Somebody, Failure> {
    let place = path.display();
    let message: v1::MemberFile = file::message(path)?;
    let profile = message.profile.clone().unwrap_or_default();
    let wrong = |problem: String| Failure::input(format!("{place}: {problem}"));
    let of_file = wire::member_file::at(&message).map_err(|invalid| wrong(invalid.to_string()))?;
    let of_file = of_file.map(moment::asked_about).transpose().map_err(|problem| wrong(format!("at {problem}")))?;
    let now = moment::now();
    let at = asked(&zone(&profile))?.or(of_file).unwrap_or(now);
    // What a file may hold does not depend on the question: an earlier question sees less of it.
    let latest = day_after(at.max(of_file.unwrap_or(now)));
    if let Some(of_file) = of_file {
        after_its_moment(&message, of_file, latest, day_after(now)).map_err(wrong)?;
    }
    let intake = Intake { catalogue, latest };
    let (person, events) =
        wire::member_file::from_proto(message, intake).map_err(|invalid| wrong(invalid.to_string()))?;
    let today = person.zone.to_datetime(at).date();
    if let Some(born) = person.born.filter(|&born| born > today) {
        return Err(wrong(format!(
            "profile.born is {born}, after the day that is asked about, {today}; give the day of birth"
        )));
    }
    Ok(Somebody { profile, history: History::new(person, events), at, of_file, latest })
}

/// Events later than what the file itself asks about: not in the future, but of another moment than the question's.
fn after_its_moment(
    file: &v1::MemberFile,
    of_file: Timestamp,
    latest: Timestamp,
    now: Timestamp,
) -> Result<(), String> {
    let at = |event: &v1::Event| event.at.and_then(|at| wire::instant::from_proto("at", at).ok());
    let later = |at: &Timestamp| *at > latest && *at <= now;
    let first = file.events.iter().enumerate().find_map(|(place, event)| Some((place, at(event).filter(later)?)));
    let Some((place, first)) = first else { return Ok(()) };
    let last = file.events.iter().filter_map(at).filter(later).max().unwrap_or(first);
    Err(format!(
        "events[{place}].at is {first}, after the file's own `at`, {of_file}; take that `at` out of the file, or add \
         --at {last}"
    ))
}

fn day_after(at: Timestamp) -> Timestamp {
    at.checked_add(Span::new().hours(24)).unwrap_or(Timestamp::MAX)
}

/// Says so when the log ended a while ago, and how to look back.
fn tell_if_old(history: &History, at: Timestamp, lang: Lang, output: Output) {
    let Some(last) = history.events().last() else { return };
    let Ok(hours) = at.since(last.at).and_then(|span| span.total(Unit::Hour)) else { return };
    let days = (hours / 24.0).floor();
    if days >= OLD_DAYS {
        let texts = Texts::new(lang);
        let clock = Clock::new(last.at, history.profile().zone.clone());
        let date = clock.today().to_string();
        output.warn(&texts.with("file-old", &[("days", Arg::Number(days)), ("at", Arg::Text(&date))]));
    }
}
