//! Local days and real hours.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

const SECONDS_PER_DAY: i64 = 86_400;
const SECONDS_PER_HOUR: f64 = 3600.0;
/// Where [`day_number`] begins.
const FIRST: Date = Date::constant(1970, 1, 1);

/// Days from 1 January 1970: consecutive days have consecutive numbers.
pub(crate) fn day_number(date: Date) -> i32 {
    days_between(FIRST, date)
}

/// Whether a [`day_number`] is that of a Sunday.
pub(crate) const fn is_sunday(number: i32) -> bool {
    // The first Sunday was 4 January 1970.
    number.rem_euclid(7) == 3
}

/// Days from one date to another.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    i32::try_from(to.duration_since(from).as_secs() / SECONDS_PER_DAY).unwrap_or(i32::MAX)
}

/// The local day `days` after `date`.
pub(crate) fn day_after(date: Date, days: i64) -> Date {
    date.checked_add(days.days()).unwrap_or(date)
}

/// The instant a local day begins; on a day whose midnight does not exist, the first instant after it.
pub(crate) fn day_start(date: Date, zone: &TimeZone) -> Timestamp {
    zone.to_timestamp(date.at(0, 0, 0, 0)).unwrap_or(if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// Hours from one instant to a later one.
#[must_use]
pub fn hours_between(from: Timestamp, to: Timestamp) -> f64 {
    let seconds = (to.as_second() - from.as_second()) as f64;
    let rest = to.subsec_nanosecond() - from.subsec_nanosecond();
    // Few instants have a part of a second, and the division is what costs here.
    let seconds = if rest == 0 { seconds } else { seconds + f64::from(rest) / 1e9 };
    seconds / SECONDS_PER_HOUR
}

/// The instant so many real hours after another; at the end of time, its end.
pub(crate) fn hours_after(start: Timestamp, hours: f64) -> Timestamp {
    let passed = SignedDuration::from_secs((hours * SECONDS_PER_HOUR) as i64);
    start.checked_add(passed).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_numbered_one_by_one() {
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(2024, 3, 1)) - day_number(date(2024, 2, 28)), 2);
        assert_eq!(day_number(date(1969, 12, 31)), -1);
        let sunday = day_number(date(2026, 11, 22));
        assert!(is_sunday(sunday) && is_sunday(sunday - 7 * 4000) && !(sunday - 6..sunday).any(is_sunday));
        assert_eq!(days_between(date(2026, 1, 10), date(2026, 1, 3)), -7);
    }

    #[test]
    fn hours_keep_parts_of_a_second() {
        let at = |second, nano| Timestamp::new(second, nano).unwrap();
        assert_eq!(hours_between(at(0, 0), at(5400, 0)), 1.5);
        assert_eq!(hours_between(at(0, 750_000_000), at(1, 250_000_000)), 0.5 / 3600.0);
        assert_eq!(hours_between(at(-7200, 0), at(0, 0)), 2.0);
    }
}
