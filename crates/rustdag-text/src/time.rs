//! Days and times of day as people of a language say them.

use crate::texts::Texts;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

/// A moment and a zone, from which other moments are named: `wo 19:00` is enough within a week.
#[derive(Clone, Debug)]
pub struct Clock {
    now: DateTime,
    zone: TimeZone,
}

impl Clock {
    /// Names moments as seen at `now` in `zone`.
    #[must_use]
    pub fn new(now: Timestamp, zone: TimeZone) -> Self {
        Self { now: zone.to_datetime(now), zone }
    }

    /// The local date.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.date()
    }

    /// The local date and time.
    #[must_use]
    pub fn now(&self) -> DateTime {
        self.now
    }

    /// The local date and time of an instant.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }
}

impl Texts {
    /// `di`, `Tue`.
    #[must_use]
    pub fn weekday_short(&self, weekday: Weekday) -> String {
        self.text(&format!("weekday-short-{}", weekday.to_monday_one_offset()))
    }

    /// `dinsdag`, `Tuesday`.
    #[must_use]
    pub fn weekday(&self, weekday: Weekday) -> String {
        self.text(&format!("weekday-{}", weekday.to_monday_one_offset()))
    }

    /// `mei`, `May`.
    #[must_use]
    pub fn month_short(&self, month: i8) -> String {
        self.text(&format!("month-short-{month}"))
    }

    /// `di 12`, `Tue 12`: a day within a plan.
    #[must_use]
    pub fn day(&self, date: Date) -> String {
        format!("{} {}", self.weekday_short(date.weekday()), date.day())
    }

    /// `di 12 mei`, `Tue 12 May`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        format!("{} {}", self.day(date), self.month_short(date.month()))
    }

    /// `dinsdag 12 mei 2026, 07:00`.
    #[must_use]
    pub fn date_and_time(&self, at: DateTime) -> String {
        let month = self.text(&format!("month-{}", at.month()));
        let weekday = self.weekday(at.date().weekday());
        format!("{weekday} {} {month} {}, {}", at.day(), at.year(), time_of_day(at))
    }

    /// When something will be: `nu` if past, `19:00` today, `wo 19:00` within six days, else `wo 20 mei`.
    #[must_use]
    pub fn moment(&self, clock: &Clock, at: Timestamp) -> String {
        let local = clock.local(at);
        if local <= clock.now {
            return self.text("moment-now");
        }
        let days = (local.date() - clock.today()).get_days();
        match days {
            0 => time_of_day(local),
            1..=6 => format!("{} {}", self.weekday_short(local.date().weekday()), time_of_day(local)),
            _ => self.date(local.date()),
        }
    }
}

fn time_of_day(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use jiff::civil::date;

    #[test]
    fn names_days_and_moments() {
        let (nl, en) = (Texts::new(Lang::Nl), Texts::new(Lang::En));
        let clock = Clock::new("2026-05-12T07:00:00Z".parse().unwrap(), TimeZone::UTC);
        assert_eq!(nl.date(date(2026, 5, 12)), "di 12 mei");
        assert_eq!(en.date(date(2026, 5, 12)), "Tue 12 May");
        assert_eq!(nl.date_and_time(clock.now()), "dinsdag 12 mei 2026, 07:00");
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(nl.moment(&clock, at("2026-05-12T06:00:00Z")), "nu");
        assert_eq!(en.moment(&clock, at("2026-05-12T19:05:00Z")), "19:05");
        assert_eq!(nl.moment(&clock, at("2026-05-13T19:00:00Z")), "wo 19:00");
        assert_eq!(en.moment(&clock, at("2026-05-20T19:00:00Z")), "Wed 20 May");
    }
}
