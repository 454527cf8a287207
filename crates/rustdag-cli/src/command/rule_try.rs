//! `rule try`: whose light and week a rule file changes, and why, beside what they are without it.

use crate::args::{Format, How, RuleTry};
use crate::coach::Offline;
use crate::failure::Failure;
use crate::output::Output;
use crate::render::{DayChange, MemberChange, rule_changes};
use crate::{language, made_up_gym, moment, rules};
use jiff::{Timestamp, ToSpan};
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::profile::Level;
use rustdag_core::rule::RuleSet;
use rustdag_host::{Loaded, Settings};
use rustdag_proto::v1;
use rustdag_server::wire::{self, Answering, NO_NAMES};
use rustdag_server::words::Words;
use rustdag_text::{Lang, Texts};
use serde::Serialize;

/// When the made-up gym is looked at: its people have told how they slept.
const MORNING_H: i64 = 8;

/// The week ahead.
const DAYS: u32 = 7;

/// Somebody the rule is tried on.
struct Somebody {
    name: String,
    history: History,
    at: Timestamp,
}

pub(crate) fn run(trying: &RuleTry, output: Output) -> Result<(), Failure> {
    let lang = language::of(trying.lang);
    let (tried, rule) = rules::load_one(&trying.file)?;
    let rule = rule.id;
    let people = people(trying, lang, output)?;
    let there = rules::load_with(&trying.places, &Settings::default());
    let both = Both::new(&there, &tried, &rule, lang);
    let mut changes = Vec::new();
    for (place, somebody) in people.iter().enumerate() {
        changes.extend(both.compare(somebody)?);
        output.progress("Trying", place + 1, people.len());
    }
    let texts = Texts::new(lang);
    output.answer(&match trying.format {
        Format::Json => serde_json::to_string_pretty(&Tried { rule, asked: people.len(), changed: changes })
            .map_err(|error| Failure::input(format!("the changes cannot be written: {error}")))?,
        Format::Text => rule_changes(&texts, output.width(), &rule, people.len(), &changes),
    })
}

/// What came of it, for programs.
#[derive(Serialize)]
struct Tried {
    rule: String,
    asked: usize,
    changed: Vec<MemberChange>,
}

fn people(trying: &RuleTry, lang: Lang, output: Output) -> Result<Vec<Somebody>, Failure> {
    let Some(member) = &trying.member else {
        let zone = made_up_gym::zone();
        let today = made_up_gym::today();
        let morning =
            today.to_zoned(zone.clone()).map_err(|error| Failure::input(format!("today has no morning: {error}")))?;
        let at = match &trying.at {
            Some(text) => moment::read(text, &zone)?,
            None => morning.timestamp() + MORNING_H.hours(),
        };
        // The gym of a day asked about is the one that was there on that day.
        let members = made_up_gym::members(zone.to_datetime(at).date());
        return Ok(members
            .into_iter()
            .map(|member| Somebody {
                name: if member.profile.name.is_empty() { member.id } else { member.profile.name.clone() },
                history: History::new(member.profile, member.events),
                at,
            })
            .collect());
    };
    let how = How {
        server: None,
        places: trying.places.clone(),
        templates: None,
        at: trying.at.clone(),
        lang: trying.lang,
        format: trying.format,
        everything: false,
    };
    let offline = Offline::open(member, &how, lang, output)?;
    let (history, at) = offline.history();
    let name = &history.profile().name;
    let name = if name.is_empty() { member.clone() } else { name.clone() };
    Ok(vec![Somebody { name, history: history.clone(), at }])
}

/// The rules that are there, without and with the one that is tried.
struct Both<'a> {
    without: RuleSet,
    with: RuleSet,
    rule: &'a str,
    words: Words,
    lang: Lang,
}

impl<'a> Both<'a> {
    fn new(there: &Loaded, tried: &Loaded, rule: &'a str, lang: Lang) -> Self {
        let others = || there.rules.rules().iter().filter(|other| other.id() != rule).cloned();
        let missing: Vec<_> = there.rules.missing().iter().filter(|other| other.id != rule).cloned().collect();
        let without = RuleSet::new(others().collect(), missing.clone());
        let with = RuleSet::new(others().chain(tried.rules.rules().iter().cloned()).collect(), missing);
        let mut words = rules::words(there);
        // The tried one speaks last: an older version of it may be among those that are there.
        rules::add_words(&mut words, tried);
        Self { without, with, rule, words, lang }
    }

    /// What the rule changes for somebody, if anything.
    fn compare(&self, somebody: &Somebody) -> Result<Option<MemberChange>, Failure> {
        let (light_before, before) = self.ask(&self.without, somebody)?;
        let (light_after, after) = self.ask(&self.with, somebody)?;
        let days: Vec<DayChange> =
            before.days.iter().zip(&after.days).filter_map(|(before, after)| self.day(before, after)).collect();
        if light_before.light == light_after.light && days.is_empty() {
            return Ok(None);
        }
        Ok(Some(MemberChange {
            member: somebody.name.clone(),
            light_before: light_before.light(),
            light_after: light_after.light(),
            reasons: self.own(&light_after.reasons),
            days,
        }))
    }

    fn ask(&self, rules: &RuleSet, somebody: &Somebody) -> Result<(v1::Readiness, v1::Plan), Failure> {
        let level: Level = somebody.history.profile().level;
        let catalogue = Catalogue::official();
        let engine = Engine::new(rules.clone(), catalogue.templates(level));
        let answering =
            || Answering { words: &self.words, catalogue, lang: self.lang, rules: &[], rule_set: "", names: &NO_NAMES };
        let readiness = engine.readiness(&somebody.history, somebody.at);
        let plan = engine.plan(&somebody.history, somebody.at, DAYS).map_err(Failure::usage)?;
        Ok((wire::readiness::to_proto(&readiness, answering()), wire::plan::to_proto(&plan, answering())))
    }

    fn day(&self, before: &v1::PlanDay, after: &v1::PlanDay) -> Option<DayChange> {
        let texts = self.words.texts(self.lang);
        let (was, is) = (DayChange::of(texts, before), DayChange::of(texts, after));
        (was != is).then(|| DayChange {
            date: after.date.clone(),
            before: was,
            after: is,
            reasons: self.own(&after.reasons),
        })
    }

    /// What the rule itself says.
    fn own(&self, reasons: &[v1::Reason]) -> Vec<String> {
        let mut said: Vec<String> =
            reasons.iter().filter(|reason| reason.rule == self.rule).map(|reason| reason.text.clone()).collect();
        said.dedup();
        said
    }
}
