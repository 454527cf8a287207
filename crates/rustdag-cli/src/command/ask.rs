//! `readiness`, `plan`, `check`, `explain`, `forecast` and `learned`: a question about one member.

use crate::args::{Asking, Checking, Explaining, Format, Planning};
use crate::coach::{self, Coach};
use crate::failure::Failure;
use crate::file;
use crate::language;
use crate::output::Output;
use crate::render::View;
use rustdag_proto::{json, v1};
use rustdag_text::{Clock, Texts};

pub(crate) fn readiness(asking: &Asking, output: Output) -> Result<(), Failure> {
    let mut coach = find(asking, output)?;
    let readiness = coach.readiness()?;
    output.answer(&match asking.format {
        Format::Json => json::to_string_pretty(&readiness),
        Format::Text => shown(asking, &*coach, output, |view| view.readiness(coach.profile(), &readiness)),
    })
}

pub(crate) fn plan(planning: &Planning, output: Output) -> Result<(), Failure> {
    let asking = &planning.asking;
    let mut wishes: Option<v1::PlanWishes> = planning.wishes.as_deref().map(file::message).transpose()?;
    if let Some(alternatives) = planning.alternatives {
        wishes.get_or_insert_default().alternatives = alternatives;
    }
    let place = planning.wishes.as_ref().map_or_else(String::new, |path| path.display().to_string());
    let mut coach = find(asking, output)?;
    let plan = coach.plan(planning.days, wishes, &place)?;
    if asking.format == Format::Json {
        return output.answer(&json::to_string_pretty(&plan));
    }
    let readiness = coach.readiness()?;
    output.answer(&shown(asking, &*coach, output, |view| view.plan(coach.profile(), &readiness, &plan)))
}

pub(crate) fn check(checking: &Checking, output: Output) -> Result<(), Failure> {
    let asking = &checking.asking;
    let session = file::message(&checking.session)?;
    let mut coach = find(asking, output)?;
    let check = coach.check(session, &checking.session.display().to_string())?;
    output.answer(&match asking.format {
        Format::Json => json::to_string_pretty(&check),
        Format::Text => shown(asking, &*coach, output, |view| view.check(coach.profile(), &check)),
    })
}

pub(crate) fn explain(explaining: &Explaining, output: Output) -> Result<(), Failure> {
    let Explaining { asking, session, muscle } = explaining;
    let session = session.as_ref().map(|path| Ok((file::message(path)?, path.display().to_string()))).transpose()?;
    let mut coach = find(asking, output)?;
    let explanation = coach.explain(session, muscle)?;
    output.answer(&match asking.format {
        Format::Json => json::to_string_pretty(&explanation),
        Format::Text => shown(asking, &*coach, output, |view| view.explain(coach.profile(), &explanation, muscle)),
    })
}

pub(crate) fn learned(asking: &Asking, output: Output) -> Result<(), Failure> {
    let mut coach = coach::find_without_rules(asking, language::of(asking.lang), output)?;
    let learned = coach.learned()?;
    output.answer(&match asking.format {
        Format::Json => json::to_string_pretty(&learned),
        Format::Text => shown(asking, &*coach, output, |view| view.learned(coach.profile(), &learned)),
    })
}

pub(crate) fn forecast(asking: &Asking, output: Output) -> Result<(), Failure> {
    let mut coach = coach::find_without_rules(asking, language::of(asking.lang), output)?;
    let forecast = coach.forecast()?;
    output.answer(&match asking.format {
        Format::Json => json::to_string_pretty(&forecast),
        Format::Text => shown(asking, &*coach, output, |view| view.forecast(coach.profile(), &forecast)),
    })
}

fn find(asking: &Asking, output: Output) -> Result<Box<dyn Coach>, Failure> {
    coach::find(asking, language::of(asking.lang), output)
}

fn shown(asking: &Asking, coach: &dyn Coach, output: Output, write: impl FnOnce(&View<'_>) -> String) -> String {
    let texts = Texts::new(language::of(asking.lang));
    let clock = Clock::new(coach.at(), coach::zone(coach.profile()));
    write(&View { texts: &texts, clock, width: output.width(), all: asking.all })
}
