//! Explanations as data: what today's numbers come from, which limits bind and why, and what would change the answer.

mod breakdown;
mod ledger;
mod pool;
mod ways;

pub use breakdown::{Breakdown, Cause, DayLoad, EventRef, PARTS_MAX, Part};
pub use ways::{Change, Way};

use crate::ahead::Resting;
use crate::answer::{Check, Fit, Input, Light, Quantity, Ready};
use crate::check;
use crate::dose::Dose;
use crate::fit::{Over, exceeded};
use crate::fold::{Folded, fold_from_first};
use crate::gate::Gate;
use crate::history::History;
use crate::limits::{Asked, ask};
use crate::model::balance;
use crate::model::learning::Parameters;
use crate::number::Number;
use crate::overreaching::Watching;
use crate::readiness::{binding, light};
use crate::reason::{Reason, Subject};
use crate::rule::RuleSet;
use crate::signals::signals;
use crate::snapshot::{Situation, snapshot};
use crate::template::Template;
use breakdown::{Books, all_numbers};
use jiff::Timestamp;
use ledger::Ledger;
use ways::Seeking;

/// Why an answer is what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The instant it is about.
    pub at: Timestamp,
    /// Today's traffic light.
    pub light: Light,
    /// Today's numbers that are known, each with what it comes from.
    pub numbers: Vec<Breakdown>,
    /// Monotony of the last seven days, if known; a ratio has days, no parts.
    pub monotony: Option<f64>,
    /// Those days, oldest first.
    pub days: Vec<DayLoad>,
    /// The limits that bind: those the session exceeds; without a session, those that leave less than the usual one.
    pub limits: Vec<ExplainedLimit>,
    /// The check of the session, if one was asked about.
    pub check: Option<Check>,
    /// For a session that does not fit: in which ways it does, the one that leaves most of it first, later moments last.
    pub ways: Vec<Way>,
    /// Without a session: which better lights come if the member rests, and when.
    pub lights: Vec<LightFrom>,
    /// What to log next to raise confidence most.
    pub log_next: Option<Input>,
}

/// One limit that binds.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedLimit {
    /// What is limited.
    pub quantity: Quantity,
    /// Of which part of the body.
    pub subject: Subject,
    /// What the session asks, or a usual one would.
    pub asked: f64,
    /// What is allowed.
    pub allowed: f64,
    /// Who set the limit, and why.
    pub reason: Reason,
    /// The number its setter looked at and, where that is an index, what is behind its largest part.
    pub because: Vec<Breakdown>,
    /// From when it no longer binds if the member rests.
    pub until: Ready,
}

/// A traffic light to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LightFrom {
    /// Which.
    pub light: Light,
    /// From this full hour, if the member rests until then.
    pub at: Timestamp,
}

/// Explains a moment, or a session at a moment, of a member of whom this is learned.
pub(crate) fn explain(
    history: &History,
    at: Timestamp,
    learned: &Parameters,
    rules: &RuleSet,
    session: Option<&Template>,
) -> Explanation {
    let profile = history.profile();
    let mut watched = (Ledger::new(), Watching::new(history, at));
    let folded = fold_from_first(history, at, learned, &mut watched);
    let (mut ledger, watching) = watched;
    ledger.settle(&folded.body);
    let mut signals = signals(history, at, folded.today);
    signals.overreaching = watching.finish(&folded);
    let situation = Situation::new(profile.level, &folded, signals);
    let asking =
        Asking { history, folded: &folded, situation: &situation, rules, gate: Gate::new(profile, &situation) };
    let books = Books { history, folded: &folded, situation: &situation, ledger: &ledger };
    let asked = asking.now();
    let (limits, lights) = match session {
        Some(session) => (asking.of_session(&asked, session, &books), Vec::new()),
        None => asking.of_today(&asked, &books),
    };
    let check = session.map(|session| check::check(profile, &folded, &situation, rules, session));
    let ways = match (&check, session) {
        (Some(check), Some(session)) if check.fit != Fit::Fits => asking.ways(&asked, session, check),
        _ => Vec::new(),
    };
    Explanation {
        at,
        light: light(&situation, &asked),
        numbers: all_numbers().filter_map(|number| books.breakdown(number)).collect(),
        monotony: folded.body.monotony(),
        days: books.days(),
        limits,
        check,
        ways,
        lights,
        log_next: situation.log_next,
    }
}

struct Asking<'a> {
    history: &'a History,
    folded: &'a Folded,
    situation: &'a Situation,
    rules: &'a RuleSet,
    gate: Gate,
}

impl Asking<'_> {
    fn now(&self) -> Asked {
        let (folded, situation) = (self.folded, self.situation);
        let snapshot = snapshot(&folded.body, situation, &folded.sleep, 0.0);
        ask(&folded.body, situation, &self.gate, snapshot, self.rules)
    }

    /// Asks hour by hour while the member rests, as long as `see` wants to go on.
    fn ahead(&self, mut see: impl FnMut(Timestamp, &Asked) -> bool) {
        let mut resting = Resting::new(self.folded, &self.history.profile().zone);
        while resting.next_hour() {
            let snapshot = snapshot(&resting.body, self.situation, &resting.sleep, resting.days_ahead as f64);
            if !see(resting.at, &ask(&resting.body, self.situation, &self.gate, snapshot, self.rules)) {
                return;
            }
        }
    }

    /// The limits that a session exceeds.
    fn of_session(&self, asked: &Asked, session: &Template, books: &Books<'_>) -> Vec<ExplainedLimit> {
        let dose = Dose::of_template(session, 0.0, self.history.profile());
        // The gate may stop even what counts as rest.
        let stopped = self.gate.rest_only.then_some(Over::TRAINING);
        let found = stopped.map_or_else(|| exceeded(&dose, &asked.limits), |stop| vec![stop]);
        let mut limits = explained(&found, asked, books);
        if !limits.is_empty() && stopped.is_none() {
            self.ahead(|at, asked| note_free(&mut limits, at, &exceeded(&dose, &asked.limits)));
        }
        limits
    }

    /// The limits that leave less than the usual session, and the lights to come.
    fn of_today(&self, asked: &Asked, books: &Books<'_>) -> (Vec<ExplainedLimit>, Vec<LightFrom>) {
        let mut limits = explained(&binding(self.situation, asked), asked, books);
        let mut lights = Vec::new();
        let mut best = light(self.situation, asked);
        if best != Light::Green && !self.gate.rest_only {
            self.ahead(|at, asked| {
                let waits = note_free(&mut limits, at, &binding(self.situation, asked));
                let now = light(self.situation, asked);
                if now < best {
                    best = now;
                    lights.push(LightFrom { light: now, at });
                }
                waits || (best != Light::Green && best != Light::Grey)
            });
        }
        (limits, lights)
    }

    /// Ways to a yes, each checked like any other session.
    fn ways(&self, asked: &Asked, session: &Template, check: &Check) -> Vec<Way> {
        let profile = self.history.profile();
        let mut ways =
            if self.gate.rest_only { Vec::new() } else { Seeking::new(session, &asked.limits, profile).ways() };
        if let Some(from) = check.fits_from {
            let dose = Dose::of_template(session, 0.0, profile);
            ways.push(Way {
                changes: vec![Change::Later { from }],
                exercises: crate::plan::planned_exercises(session, 0.0),
                cardio: session.cardio.clone(),
                load: dose.load,
                kept: 1.0,
                smallest: true,
            });
        }
        ways
    }
}

/// Notes which limits have become free at an instant; whether some are still waiting.
fn note_free(limits: &mut [ExplainedLimit], at: Timestamp, over: &[Over]) -> bool {
    let mut waits = false;
    for limit in limits.iter_mut().filter(|limit| limit.until == Ready::Later) {
        if over.iter().any(|over| over.quantity == limit.quantity && over.subject == limit.subject) {
            waits = true;
        } else {
            limit.until = Ready::From(at);
        }
    }
    waits
}

fn explained(found: &[Over], asked: &Asked, books: &Books<'_>) -> Vec<ExplainedLimit> {
    let mut limits: Vec<ExplainedLimit> = Vec::new();
    for &Over { quantity, subject, asked: wanted, allowed } in found {
        let reason = asked.why(quantity, subject);
        let because = because(&reason, books);
        limits.push(ExplainedLimit { quantity, subject, asked: wanted, allowed, reason, because, until: Ready::Later });
    }
    limits
}

/// The number a reason saw, and what is behind the largest part of an index.
fn because(reason: &Reason, books: &Books<'_>) -> Vec<Breakdown> {
    let Some(seen) = reason.number.and_then(|number| books.breakdown(number)) else { return Vec::new() };
    let behind = match seen.parts.first().map(|part| &part.cause) {
        Some(Cause::Balance(balance::Part::Sleep)) => books.breakdown(Number::SleepDebt),
        _ => None,
    };
    [Some(seen), behind].into_iter().flatten().collect()
}
