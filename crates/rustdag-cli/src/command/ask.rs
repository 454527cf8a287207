//! `readiness`, `plan`, `check`, `explain`, `forecast` and `learned`: a question about one member.

use crate::args::{Asking, Checking, Explaining, Format, How, Planning};
use crate::coach::{self, Coach, WholeGym};
use crate::command::plan_all;
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
    output.answer(&match asking.how.format {
        Format::Json => json::to_string_pretty(&readiness),
        Format::Text => shown(&asking.how, &*coach, output, |view| view.readiness(coach.profile(), &readiness)),
    })
}

pub(crate) fn plan(planning: &Planning, output: Output) -> Result<(), Failure> {
    let Planning { member, all, threads, how, days, alternatives, wishes } = planning;
    if let Some(of) = all {
        let asked = WholeGym { of: of.as_deref(), days: *days, threads: *threads, how };
        return plan_all::run(&asked, output);
    }
    let place = wishes.as_ref().map_or_else(String::new, |path| path.display().to_string());
    let mut wishes: Option<v1::PlanWishes> = wishes.as_deref().map(file::message).transpose()?;
    if let Some(alternatives) = *alternatives {
        wishes.get_or_insert_default().alternatives = alternatives;
    }
    let member = member.as_deref().unwrap_or_default();
    let mut coach = coach::find(member, how, language::of(how.lang), output)?;
    let plan = coach.plan(*days, wishes, &place)?;
    if how.format == Format::Json {
        return output.answer(&json::to_string_pretty(&plan));
    }
    let readiness = coach.readiness()?;
    output.answer(&shown(how, &*coach, output, |view| view.plan(coach.profile(), &readiness, &plan)))
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
