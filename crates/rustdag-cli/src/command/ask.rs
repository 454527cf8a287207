//! `readiness`, `plan`, `check`, `explain`, `forecast` and `learned`: a question about one member.

use crate::args::{Asking, Checking, EventKind, Explaining, Format, How, Planning};
use crate::coach::{self, Coach, WholeGym};
use crate::command::plan_all;
use crate::failure::Failure;
use crate::file;
use crate::language;
use crate::output::Output;
use crate::render::View;
use rustdag_core::engine::{PLAN_DAYS_DEFAULT, SEARCHED_DAYS_MAX};
use rustdag_proto::{json, v1};
use rustdag_text::{Clock, Texts};

/// Days of a week.
const WEEK_D: u32 = 7;

pub(crate) fn readiness(asking: &Asking, output: Output) -> Result<(), Failure> {
    let mut coach = find(asking, output)?;
    let readiness = coach.readiness()?;
    output.answer(&match asking.how.format {
        Format::Json => json::to_string_pretty(&readiness),
        Format::Text => shown(&asking.how, &*coach, output, |view| view.readiness(coach.profile(), &readiness)),
    })
}

pub(crate) fn plan(planning: &Planning, output: Output) -> Result<(), Failure> {
    let Planning { member, all, threads, how, alternatives, rule_set, .. } = planning;
    let days = planning.days.or(planning.weeks.map(|weeks| WEEK_D * weeks));
    if let Some(of) = all {
        let days = days.unwrap_or(PLAN_DAYS_DEFAULT);
        if days > SEARCHED_DAYS_MAX {
            let most = format!("days is {days}; with --all a plan has 1 to {SEARCHED_DAYS_MAX} days");
            return Err(Failure::usage(most));
        }
        let asked = WholeGym { of: of.as_deref(), days, threads: *threads, how };
        return plan_all::run(&asked, output);
    }
    let (mut wishes, place) = wishes(planning)?;
    if let Some(alternatives) = *alternatives {
        wishes.get_or_insert_default().alternatives = alternatives;
    }
    let member = member.as_deref().unwrap_or_default();
    let mut coach = coach::find(member, how, language::of(how.lang), output)?;
    if let Some(rule_set) = rule_set {
        coach.use_rule_set(rule_set);
    }
    let plan = coach.plan(days, wishes, &place)?;
    if how.format == Format::Json {
        return output.answer(&json::to_string_pretty(&plan));
    }
    let readiness = coach.readiness()?;
    output.answer(&shown(how, &*coach, output, |view| view.plan(coach.profile(), &readiness, &plan)))
}

/// Wishes of the file and of the line, and where they were read.
fn wishes(planning: &Planning) -> Result<(Option<v1::PlanWishes>, String), Failure> {
    let of_file: Option<v1::PlanWishes> = planning.wishes.as_deref().map(file::message).transpose()?;
    let place = planning.wishes.as_ref().map(|path| path.display().to_string());
    let Some(date) = planning.event else { return Ok((of_file, place.unwrap_or_default())) };
    let mut wishes = of_file.unwrap_or_default();
    if let (Some(other), Some(place)) = (&wishes.event, &place) {
        let both = format!("--event is {date}, and {place} holds an event on {}; give one of the two", other.date);
        return Err(Failure::usage(both));
    }
    let kind = match planning.event_kind {
        EventKind::StrengthTest => v1::TargetEventKind::StrengthTest,
        EventKind::Match => v1::TargetEventKind::Match,
        EventKind::Race => v1::TargetEventKind::Race,
        EventKind::Other => v1::TargetEventKind::Other,
    };
    wishes.event = Some(v1::TargetEvent { date: date.to_string(), kind: kind.into() });
    Ok((Some(wishes), place.unwrap_or_else(|| "--event".to_owned())))
}

pub(crate) fn check(checking: &Checking, output: Output) -> Result<(), Failure> {
    let asking = &checking.asking;
    let session = file::message(&checking.session)?;
    let mut coach = find(asking, output)?;
    let check = coach.check(session, &checking.session.display().to_string())?;
    output.answer(&match asking.how.format {
        Format::Json => json::to_string_pretty(&check),
        Format::Text => shown(&asking.how, &*coach, output, |view| view.check(coach.profile(), &check)),
    })
}

pub(crate) fn explain(explaining: &Explaining, output: Output) -> Result<(), Failure> {
    let Explaining { asking, session, muscle } = explaining;
    let session = session.as_ref().map(|path| Ok((file::message(path)?, path.display().to_string()))).transpose()?;
    let mut coach = find(asking, output)?;
    let explanation = coach.explain(session, muscle)?;
    output.answer(&match asking.how.format {
        Format::Json => json::to_string_pretty(&explanation),
        Format::Text => shown(&asking.how, &*coach, output, |view| view.explain(coach.profile(), &explanation, muscle)),
    })
}

pub(crate) fn learned(asking: &Asking, output: Output) -> Result<(), Failure> {
    let mut coach = coach::find_without_rules(&asking.member, &asking.how, language::of(asking.how.lang), output)?;
    let learned = coach.learned()?;
    output.answer(&match asking.how.format {
        Format::Json => json::to_string_pretty(&learned),
        Format::Text => shown(&asking.how, &*coach, output, |view| view.learned(coach.profile(), &learned)),
    })
}

pub(crate) fn forecast(asking: &Asking, output: Output) -> Result<(), Failure> {
    let mut coach = coach::find_without_rules(&asking.member, &asking.how, language::of(asking.how.lang), output)?;
    let forecast = coach.forecast()?;
    output.answer(&match asking.how.format {
        Format::Json => json::to_string_pretty(&forecast),
        Format::Text => shown(&asking.how, &*coach, output, |view| view.forecast(coach.profile(), &forecast)),
    })
}

fn find(asking: &Asking, output: Output) -> Result<Box<dyn Coach>, Failure> {
    coach::find(&asking.member, &asking.how, language::of(asking.how.lang), output)
}

fn shown(how: &How, coach: &dyn Coach, output: Output, write: impl FnOnce(&View<'_>) -> String) -> String {
    let texts = Texts::new(language::of(how.lang));
    let clock = Clock::new(coach.at(), coach::zone(coach.profile()));
    write(&View { texts: &texts, clock, width: output.width(), all: how.everything })
}
