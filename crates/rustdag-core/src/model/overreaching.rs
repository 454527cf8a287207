//! Over-reaching: strength that falls behind while the member feels worse, and what has become of it after a deload.
//!
//! Stages: functional over-reaching passes within days to weeks (Meeusen 2013, seen); what lasts longer is for a doctor and is
//! never named here. Of 22 studies that over-trained lifters ten found no decline at all (Grandou 2020, seen), and no early marker is
//! reliable (seen): so two witnesses are asked for, one alone only softens, and how often the two agree by chance is measured and
//! said. Fourteen days after a deload: MODEL section G, design, as is when states end:
//!
//! - *watch*: strength lags, or check-ins do, now;
//! - *suspected*: strength lags while check-ins are low, or heart-rate variability is. It ends with a deload, or when the two have not
//!   agreed for two weeks;
//! - *persistent*: from the fourteenth day after a deload they agree again, or strength lags again and there is no word of how
//!   the member feels. It ends when a professional has agreed to training, or when they have not agreed for four weeks;
//! - what has lasted for eight weeks is the member's level now: everything is learned anew.
//!
//! The design asked for two alarms within ten days of each other, each chart beginning again after its own. Two charts that are low at the
//! same time find as much in two days less and miss half as much at equal false alarms, so that is asked for, at a lower sum.

use crate::model::baseline::Hold;
use crate::model::strength_chart::{Fall, StrengthChart};
use crate::model::wellness_chart::WellnessChart;

/// Days after a deload from which what still lags is persistent.
pub const AFTER_DELOAD_D: i32 = 14;
/// Days after a deload in which a new suspicion belongs to the old one.
const SAME_EPISODE_D: i32 = 42;
/// Days without agreement after which a suspicion ends.
const SUSPICION_LASTS_D: i32 = 14;
/// Days without agreement after which what was persistent ends.
const PERSISTENT_LASTS_D: i32 = 28;
/// Days since a suspicion before light training is a deload that answers it.
const DELOAD_LEAST_D: i32 = 5;
/// Days of suspicion after which the new level is taken for the member's.
const ACCEPTED_D: i32 = 56;

/// Suspicions a year in a member of whom nothing is wrong and who trains with known loads three times a week and checks in every day,
/// when what is usual has been learned from four weeks. The evidence table holds it.
pub const FALSE_SUSPICIONS_PER_YEAR: f64 = 0.35;
/// Times a year that the same member is watched: one witness is cheap.
pub const FALSE_WATCHES_PER_YEAR: f64 = 5.5;

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Nothing lags.
    None,
    /// Strength or check-ins lag: a little less, just in case.
    Watch,
    /// Both lag: functional over-reaching is possible. A deload.
    Suspected,
    /// Both lag still, or again, two weeks after a deload. A doctor.
    Persistent,
}

/// Strength that lags.
#[derive(Clone, Debug, PartialEq)]
pub struct StrengthLag {
    /// The day on which it began to.
    pub since: i32,
    /// By how much, each lift; the furthest first.
    pub falls: Vec<Fall>,
}

/// What was seen when a state was last confirmed.
#[derive(Clone, Debug, PartialEq)]
struct Standing {
    since: i32,
    renewed: i32,
    strength: StrengthLag,
    wellness: Option<f64>,
    heart: bool,
}

/// Watches one member. Days are whole numbers that only rise; what is observed on a day counts when the day is closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detector {
    strength: StrengthChart,
    wellness: WellnessChart,
    hold: Hold,
    /// Since when one of the two has lagged without a break.
    watch_since: Option<i32>,
    suspected: Option<Standing>,
    persistent_since: Option<i32>,
    /// The end of the first deload that answered a suspicion of this episode.
    deloaded: Option<i32>,
    light_week: Option<i32>,
}

impl Detector {
    /// A detector whose charts know what is usual.
    #[must_use]
    pub fn knowing(strength: StrengthChart, wellness: WellnessChart) -> Self {
        Self { strength, wellness, ..Self::default() }
    }

    /// A lift of a day: see [`StrengthChart::observe`].
    pub fn lift(&mut self, day: i32, lift: usize, y: f64, at_least: bool) {
        self.strength.observe(day, lift, y, at_least, self.hold);
    }

    /// The check-in of a day, on a scale of 0 to 1.
    pub fn check_in(&mut self, day: i32, wellness: f64) {
        self.wellness.observe(day, wellness, self.hold);
    }

    /// Whether strength lags enough for heart-rate variability to matter: whoever has none at hand need not look before.
    #[must_use]
    pub fn asks_for_heart(&self, day: i32) -> bool {
        self.strength.agrees(day, 1.0)
    }

    /// The day's lifts are complete, or as complete as they are known.
    pub fn close_lifts(&mut self, day: i32) {
        self.strength.close_day(day, self.hold);
    }

    /// The day is over, or has come as far as is known. `light_week` says whether a week of light training ends on it;
    /// `heart_is_low` whether heart-rate variability is low, if it is known.
    pub fn close_day(&mut self, day: i32, light_week: bool, heart_is_low: Option<bool>) {
        self.judge(day, heart_is_low);
        if light_week {
            self.deload(day);
        }
        self.watch_since = self.lags(day).then(|| self.watch_since.unwrap_or(day));
        if self.suspected.is_some() || self.deloaded.is_some() {
            self.hold.on(day);
        }
        if self.hold.days(day) > ACCEPTED_D && self.persistent_since.is_none() {
            self.learn_anew();
        }
    }

    /// A professional has agreed to training: what was persistent is over.
    pub fn clear(&mut self) {
        if self.persistent_since.is_some() {
            self.learn_anew();
        }
    }

    /// Nothing of before counts.
    fn learn_anew(&mut self) {
        self.strength.learn_anew();
        self.wellness.learn_anew();
        self.hold.clear();
        (self.watch_since, self.suspected, self.persistent_since, self.deloaded) = (None, None, None, None);
    }

    /// How far it has come as of a day that is closed; `None` if neither strength nor check-ins are known well enough.
    #[must_use]
    pub fn state(&self, day: i32) -> Option<State> {
        if self.persistent_since.is_some() {
            Some(State::Persistent)
        } else if self.suspected.is_some() {
            Some(State::Suspected)
        } else if self.lags(day) {
            Some(State::Watch)
        } else {
            (self.strength.speaks(day) || self.wellness.speaks(day)).then_some(State::None)
        }
    }

    /// The day on which the present state began; `None` if nothing lags.
    #[must_use]
    pub fn since(&self, day: i32) -> Option<i32> {
        match self.state(day)? {
            State::None => None,
            State::Watch => self.watch_since,
            State::Suspected => self.suspected.as_ref().map(|standing| standing.since),
            State::Persistent => self.persistent_since,
        }
    }

    /// Strength that lags now, or did when the two last agreed.
    #[must_use]
    pub fn strength_lag(&self, day: i32) -> Option<StrengthLag> {
        let then = self.suspected.as_ref().map(|standing| standing.strength.clone());
        then.or_else(|| self.strength.is_low(day).then(|| self.strength_now()))
    }

    /// How check-ins stand below the member's usual, in standard deviations, if they are low now or were when the two last agreed.
    #[must_use]
    pub fn wellness_lag(&self, day: i32) -> Option<f64> {
        let now = self.wellness.mean(day).filter(|_| self.wellness.is_low(day));
        now.or_else(|| self.suspected.as_ref().and_then(|standing| standing.wellness))
    }

    /// Whether heart-rate variability was low when the two last agreed.
    #[must_use]
    pub fn heart_was_low(&self) -> bool {
        self.suspected.as_ref().is_some_and(|standing| standing.heart)
    }

    /// Whether the levels of strength, and of check-ins, are known and recent.
    #[must_use]
    pub fn speaks(&self, day: i32) -> (bool, bool) {
        (self.strength.speaks(day), self.wellness.speaks(day))
    }

    /// The last day of the last light week.
    #[must_use]
    pub const fn light_week_ended(&self) -> Option<i32> {
        self.light_week
    }

    fn lags(&self, day: i32) -> bool {
        self.strength.is_low(day) || self.wellness.is_low(day)
    }

    fn strength_now(&self) -> StrengthLag {
        StrengthLag { since: self.strength.since(), falls: self.strength.falls() }
    }

    fn judge(&mut self, day: i32, heart_is_low: Option<bool>) {
        let heart = heart_is_low == Some(true);
        let feels = self.wellness.speaks(day);
        let witnesses = if feels && heart_is_low.is_some() { 2.0 } else { 1.0 };
        let agree = (self.wellness.is_low(day) || heart) && self.strength.agrees(day, witnesses);
        let after_deload = self.deloaded.is_some_and(|end| day - end >= AFTER_DELOAD_D);
        let no_word = !feels && heart_is_low.is_none();
        if agree || (after_deload && no_word && self.strength.is_low(day)) {
            let since = self.suspected.as_ref().map_or(day, |standing| standing.since);
            let wellness = self.wellness.mean(day).filter(|_| self.wellness.is_low(day));
            self.suspected = Some(Standing { since, renewed: day, strength: self.strength_now(), wellness, heart });
        }
        if after_deload && self.suspected.is_some() && self.persistent_since.is_none() {
            self.persistent_since = Some(day);
        }
        let silent_d = self.suspected.as_ref().map_or(0, |standing| day - standing.renewed);
        if self.persistent_since.is_some() {
            // The stop keeps strength silent: it ends with a word that the member feels as usual, or a clearance.
            if silent_d > PERSISTENT_LASTS_D && feels && !self.wellness.is_low(day) {
                self.learn_anew();
            }
        } else if silent_d > SUSPICION_LASTS_D {
            self.suspected = None;
        }
        if self.suspected.is_none() && self.deloaded.is_some_and(|end| day - end > SAME_EPISODE_D) {
            self.deloaded = None;
        }
    }

    fn deload(&mut self, day: i32) {
        let goes_on = self.light_week == Some(day - 1);
        self.light_week = Some(day);
        if self.persistent_since.is_some() {
            return;
        }
        if self.suspected.as_ref().is_some_and(|standing| day - standing.since >= DELOAD_LEAST_D) {
            self.suspected = None;
            self.deloaded = self.deloaded.or(Some(day));
        } else if goes_on && self.deloaded == Some(day - 1) {
            // It goes on: what is seen in it says nothing about what comes of it.
            self.suspected = None;
            self.deloaded = Some(day);
        } else {
            return;
        }
        self.strength.begin_again();
        self.wellness.begin_again();
    }
}
