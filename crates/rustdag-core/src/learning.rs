//! Learning a member's parameters from the log: a pure function of the history and what was believed before it.
//!
//! The history is folded once with the population's clocks; beside it the slow fatigue of every muscle is carried at
//! the present belief, with its slopes, and every lift and every word about soreness is taken in as it comes. Nothing
//! that is learned changes the fold it is learned beside, so there is no circle. What is learned by the midnight that
//! began a day sets the clocks of that day.
//!
//! Soreness never lets anybody train sooner by itself: what it adds may lengthen a clock that lifts alone would give,
//! and never shorten it. So two beliefs are carried: one from lifts alone, one from both.

mod learned;
mod learner;
mod soreness_report;

pub use learned::{Estimate, ExerciseStrength, Learned, LearnedParameter, NextLog, Told};

use crate::body::Body;
use crate::calendar::day_start;
use crate::fold::{Folded, FoldedSession, Onlooker, SleepState, fold_watched};
use crate::history::History;
use crate::model::learning::{Filter, Parameter, Parameters, Priors, Slots};
use jiff::Timestamp;
use jiff::civil::Date;
use learner::Learner;
use soreness_report::{SorenessReport, soreness_reports};

/// What the log says of a member by the midnight that began the day of `at`.
#[must_use]
pub fn learn(history: &History, at: Timestamp, priors: &Priors) -> Learned {
    let log = Log::new(history, at);
    let (both, folded) = log.learn(priors);
    let in_use = both.in_use();
    let published = |&parameter: &Parameter| match parameter.slot() {
        Some(slot) => learned::of_filter(parameter, &both.all.filter, both.all.told[slot], &in_use),
        None => learned::kept(parameter, &both.all.filter, history.profile(), log.age_y),
    };
    Learned {
        until: log.until,
        parameters: Parameter::ALL.iter().map(published).collect(),
        strengths: both.all.strengths(&folded.body),
        in_use,
    }
}

/// What of [`learn`] sets the clocks; where nothing is logged that tells of them, without a second look.
#[must_use]
pub fn parameters(history: &History, at: Timestamp, priors: &Priors) -> Parameters {
    let log = Log::new(history, at);
    if log.tells() { log.learn(priors).0.in_use() } else { Filter::new(*priors.of(history.profile().level)).in_use() }
}

/// The least spread that any way of learning could leave of each number of the filter, on average over what could have
/// been logged, if the member's true distance from the prior's means were `truth`: the Cramér-Rao bound with the
/// prior.
///
/// For judging [`learn`] where the truth is known.
#[must_use]
pub fn least_spread(history: &History, at: Timestamp, priors: &Priors, truth: &Slots) -> Slots {
    let log = Log::new(history, at);
    let mut learner = log.learner(Filter::new(*priors.of(history.profile().level)).of_full_weight(), &log.reports);
    learner.truth = Some(*truth);
    fold_watched(history, log.until, &mut learner);
    learner.hear_until(log.until);
    core::array::from_fn(|slot| learner.filter.spread(slot))
}

/// The part of a history that is learned from.
struct Log<'a> {
    history: &'a History,
    until: Timestamp,
    age_y: Option<f64>,
    reports: Vec<SorenessReport<'a>>,
}

impl<'a> Log<'a> {
    fn new(history: &'a History, at: Timestamp) -> Self {
        let profile = history.profile();
        let today = profile.zone.to_datetime(at).date();
        let until = day_start(today, &profile.zone);
        Self { history, until, age_y: profile.age_on(today), reports: soreness_reports(history, until) }
    }

    /// Whether anything in it tells of a parameter.
    fn tells(&self) -> bool {
        let mut sessions =
            self.history.days().iter().take_while(|day| day.start < self.until).flat_map(|day| &day.sessions);
        !self.reports.is_empty() || sessions.any(|session| session.lifts.iter().any(|lift| !lift.at_least))
    }

    fn learner(&self, filter: Filter, reports: &'a [SorenessReport<'a>]) -> Learner<'a> {
        Learner::new(self.history.profile(), self.age_y, filter, reports)
    }

    fn learn(&'a self, priors: &Priors) -> (Both<'a>, Folded) {
        let filter = || Filter::new(*priors.of(self.history.profile().level));
        let mut both = Both {
            all: self.learner(filter(), &self.reports),
            lifts: (!self.reports.is_empty()).then(|| self.learner(filter(), &[])),
        };
        let folded = fold_watched(self.history, self.until, &mut both);
        both.all.hear_until(self.until);
        (both, folded)
    }
}

/// Both beliefs, beside one fold.
struct Both<'a> {
    all: Learner<'a>,
    lifts: Option<Learner<'a>>,
}

impl Both<'_> {
    /// What sets the clocks: from lifts and soreness, but nothing that soreness alone makes recover sooner.
    fn in_use(&self) -> Parameters {
        let used = self.all.filter.in_use();
        let Some(alone) = self.lifts.as_ref().map(|lifts| lifts.filter.in_use()) else { return used };
        Parameters {
            recovery_upper: used.recovery_upper.max(alone.recovery_upper),
            recovery_lower: used.recovery_lower.max(alone.recovery_lower),
            bout_fatigue: used.bout_fatigue.max(alone.bout_fatigue),
            ..used
        }
    }
}

impl Onlooker for Both<'_> {
    fn morning(&mut self, date: Date, sleep: &SleepState) {
        self.all.morning(date, sleep);
        if let Some(lifts) = &mut self.lifts {
            lifts.morning(date, sleep);
        }
    }

    fn day(&mut self, start: Timestamp, slowing: f64) {
        self.all.day(start, slowing);
        if let Some(lifts) = &mut self.lifts {
            lifts.day(start, slowing);
        }
    }

    fn before(&mut self, session: &FoldedSession<'_>, body: &Body) {
        self.all.before(session, body);
        if let Some(lifts) = &mut self.lifts {
            lifts.before(session, body);
        }
    }
}
