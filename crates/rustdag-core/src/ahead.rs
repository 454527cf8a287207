//! Looking ahead while the member rests: from when is something true again?

use crate::body::Body;
use crate::calendar::day_start;
use crate::fold::{Folded, SleepState, day_after, day_factor, hours_between};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How far ahead is looked, days.
pub const LOOK_AHEAD_D: i64 = 14;

/// A resting member, hour by hour.
pub struct Resting<'a> {
    folded: &'a Folded,
    zone: &'a TimeZone,
    /// The instant reached.
    pub at: Timestamp,
    /// Its local day.
    pub date: Date,
    /// The body then, settled.
    pub body: Body,
    /// Sleep as expected then.
    pub sleep: SleepState,
    /// Days since the start.
    pub days_ahead: i64,
}

impl<'a> Resting<'a> {
    /// A member who rests from the instant of the fold.
    #[must_use]
    pub fn new(folded: &'a Folded, zone: &'a TimeZone) -> Self {
        Self {
            folded,
            zone,
            at: folded.at,
            date: folded.today,
            body: folded.body.clone(),
            sleep: folded.sleep.clone(),
            days_ahead: 0,
        }
    }

    /// Rests until the next full hour; `false` once [`LOOK_AHEAD_D`] is reached.
    pub fn next_hour(&mut self) -> bool {
        const HOUR_S: i64 = 3600;
        let next = Timestamp::from_second((self.at.as_second().div_euclid(HOUR_S) + 1) * HOUR_S);
        let Ok(next) = next else { return false };
        if next.duration_since(self.folded.at) > SignedDuration::from_hours(LOOK_AHEAD_D * 24) {
            return false;
        }
        let midnight = day_start(day_after(self.date, 1), self.zone);
        if next >= midnight {
            self.rest_until(midnight);
            let new_week = self.date.weekday() == Weekday::Sunday;
            self.body.midnight(&self.folded.clocks, self.sleep.adaptation_factor(), true, new_week);
            self.date = day_after(self.date, 1);
            self.sleep = self.sleep.expected_next();
            self.days_ahead += 1;
        }
        self.rest_until(next);
        self.body.settle(&self.folded.clocks);
        true
    }

    fn rest_until(&mut self, instant: Timestamp) {
        let factor = day_factor(self.sleep.debt_h, self.folded.energy_availability);
        self.body.rest(hours_between(self.at, instant), factor);
        self.at = instant;
    }
}
