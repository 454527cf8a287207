//! The ledger: while a history is folded, which session left what in which tissue, and which night what in the debt.
//!
//! It never computes the body a second time: it reads what the body is before and after each session and shares out the
//! difference. Only what the body keeps as daily averages (a joint's recent load) steps here too, once a day.

use super::pool::{Origin, Pool};
use crate::anatomy::{Joint, Muscle, PerJoint, PerMuscle};
use crate::body::{Body, RECENT_DAYS};
use crate::fold::{FoldedSession, Onlooker, SleepState, days_between};
use crate::model::{connective, sleep};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use std::collections::VecDeque;

/// What one muscle keeps of sessions.
#[derive(Clone, Debug, Default)]
pub(super) struct MuscleParts {
    pub fast: Pool,
    pub slow: Pool,
    pub week_hard_sets: Pool,
}

/// What one joint complex keeps of sessions.
#[derive(Clone, Debug, Default)]
pub(super) struct JointParts {
    pub acute: Pool,
    pub recent: Pool,
    today: Pool,
}

/// A session that counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub origin: Origin,
    pub date: Date,
    pub load: f64,
}

/// A night's part of the sleep debt, hours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NightPart {
    /// The day it ended on.
    pub date: Date,
    /// Hours slept; `None` for a night that is taken as the member's mean.
    pub asleep_h: Option<f64>,
    /// How short of the need it was, hours.
    pub short_h: f64,
    /// What is left of that in the debt; less than nothing for a night that paid some back.
    pub amount: f64,
}

/// Everything noted while looking on.
#[derive(Clone, Debug)]
pub(super) struct Ledger {
    pub muscles: PerMuscle<MuscleParts>,
    pub joints: PerJoint<JointParts>,
    pub systemic: Pool,
    pub nights: Vec<NightPart>,
    /// Sessions of the last days, oldest first.
    pub counted: VecDeque<Counted>,
    /// Days of which nothing is known and that were taken for the member's usual ones, and when.
    pub unknown: Vec<(Date, Timestamp)>,
    debt_h: f64,
    began: bool,
    before: Option<Body>,
}

impl Ledger {
    pub fn new() -> Self {
        Self {
            muscles: PerMuscle::from_fn(|_| MuscleParts::default()),
            joints: PerJoint::from_fn(|_| JointParts::default()),
            systemic: Pool::default(),
            nights: Vec::new(),
            counted: VecDeque::new(),
            unknown: Vec::new(),
            debt_h: 0.0,
            began: false,
            before: None,
        }
    }

    /// Lets every part fade to what is left in a settled body.
    pub fn settle(&mut self, body: &Body) {
        for &muscle in Muscle::ALL {
            let (parts, state) = (&mut self.muscles[muscle], &body.muscles[muscle]);
            parts.fast.fade_to(state.fatigue.fast);
            parts.slow.fade_to(state.fatigue.slow);
        }
        for &joint in Joint::ALL {
            self.joints[joint].acute.fade_to(body.joints[joint].acute);
        }
        self.systemic.fade_to(body.systemic);
    }

    fn midnight(&mut self, date: Date) {
        let (_, gain) = connective::daily_gains();
        for &joint in Joint::ALL {
            let parts = &mut self.joints[joint];
            parts.recent.fade(1.0 - gain);
            for (origin, load) in parts.today.drain() {
                parts.recent.add(origin, gain * load);
            }
        }
        if date.weekday() == Weekday::Monday {
            for &muscle in Muscle::ALL {
                self.muscles[muscle].week_hard_sets.drain();
            }
        }
        while self.counted.front().is_some_and(|old| days_between(old.date, date) > RECENT_DAYS as i32) {
            self.counted.pop_front();
        }
    }

    /// A night's deficit joins those before it, which fade. At its floor the debt is paid: nothing is left of any night.
    /// At its ceiling a night adds only what still fits.
    fn night(&mut self, date: Date, sleep: &SleepState) {
        let short_h = sleep.last_night_h.or(sleep.mean_h).map_or(0.0, |asleep_h| sleep.need_h - asleep_h);
        let faded = sleep::debt_after(self.debt_h, 0.0);
        let after = sleep::debt_after(self.debt_h, short_h);
        if after <= 0.0 {
            self.nights.clear();
        } else {
            let kept = if self.debt_h > 0.0 { faded / self.debt_h } else { 0.0 };
            self.nights.iter_mut().for_each(|night| night.amount *= kept);
            if after - faded != 0.0 {
                self.nights.push(NightPart { date, asleep_h: sleep.last_night_h, short_h, amount: after - faded });
            }
        }
        self.debt_h = after;
    }
}

impl Onlooker for Ledger {
    fn morning(&mut self, date: Date, sleep: &SleepState) {
        if self.began {
            self.midnight(date);
        }
        self.began = true;
        self.night(date, sleep);
    }

    fn before(&mut self, _session: &FoldedSession<'_>, body: &Body) {
        self.settle(body);
        self.before = Some(body.clone());
    }

    fn after(&mut self, session: &FoldedSession<'_>, body: &Body) {
        let Some(before) = self.before.take() else { return };
        let origin = session.event.map_or_else(
            || {
                self.unknown.push((session.date, session.at));
                Origin::UnknownDay(self.unknown.len() - 1)
            },
            Origin::Event,
        );
        for &muscle in Muscle::ALL {
            let (parts, was, is) = (&mut self.muscles[muscle], &before.muscles[muscle], &body.muscles[muscle]);
            parts.fast.add(origin, is.fatigue.fast - was.fatigue.fast);
            parts.slow.add(origin, is.fatigue.slow - was.fatigue.slow);
            parts.week_hard_sets.add(origin, is.week_hard_sets - was.week_hard_sets);
        }
        for &joint in Joint::ALL {
            let (parts, was, is) = (&mut self.joints[joint], &before.joints[joint], &body.joints[joint]);
            parts.acute.add(origin, is.acute - was.acute);
            parts.today.add(origin, is.today - was.today);
        }
        self.systemic.add(origin, body.systemic - before.systemic);
        self.counted.push_back(Counted { origin, date: session.date, load: session.dose.load });
    }
}
