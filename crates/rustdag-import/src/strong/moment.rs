//! The clock time at which a workout began.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

/// Before the first year of this century no phone logged a workout: a clock that was not set.
const FIRST_YEAR: i16 = 2001;

/// Reads `2026-03-02 18:30:00`, `2026-03-02 18:30` and `2026-03-02 6:30:00 PM`.
pub(super) fn read(text: &str) -> Option<DateTime> {
    let text = text.replace(['\u{202f}', '\u{a0}'], " ");
    let text = text.trim();
    let moment = twelve_hours(text).unwrap_or_else(|| text.parse().ok())?;
    (moment.year() >= FIRST_YEAR).then_some(moment)
}

/// A clock of twelve hours, if it is one.
fn twelve_hours(text: &str) -> Option<Option<DateTime>> {
    let upper = text.to_uppercase();
    let (clock, afternoon) = match (upper.strip_suffix("AM"), upper.strip_suffix("PM")) {
        (Some(clock), _) => (clock, false),
        (_, Some(clock)) => (clock, true),
        _ => return None,
    };
    let read = || {
        let (date, time) = clock.trim().split_once([' ', 'T'])?;
        let (hour, rest) = time.trim().split_once(':')?;
        let hour: u8 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
        let hour = hour % 12 + if afternoon { 12 } else { 0 };
        format!("{date}T{hour:02}:{rest}").parse().ok()
    };
    Some(read())
}

/// The instant of a clock time in a zone, and whether the clock skipped that time. A time that came twice is the first.
pub(super) fn instant(moment: DateTime, zone: &TimeZone) -> Option<(Timestamp, bool)> {
    let ambiguous = zone.to_ambiguous_timestamp(moment);
    let skipped = matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. });
    Some((ambiguous.compatible().ok()?, skipped))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn reads_clocks_of_both_kinds() {
        let evening = date(2026, 3, 2).at(18, 30, 0, 0);
        for text in ["2026-03-02 18:30:00", "2026-03-02T18:30:00", "2026-03-02 18:30", "2026-03-02 6:30:00\u{202f}PM"] {
            assert_eq!(read(text), Some(evening), "{text}");
        }
        assert_eq!(read("2026-03-02 12:05:00 AM"), Some(date(2026, 3, 2).at(0, 5, 0, 0)));
        for text in
            ["", "yesterday", "02/03/2026 18:30", "2026-02-30 18:30:00", "1970-01-01 00:00:00", "2026-03-02 13:00 PM"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_hour_that_summer_time_skips_is_moved_and_the_hour_that_comes_twice_is_the_first() {
        let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let skipped = instant(date(2026, 3, 29).at(2, 30, 0, 0), &zone).unwrap();
        assert_eq!(skipped, ("2026-03-29T01:30:00Z".parse().unwrap(), true));
        let twice = instant(date(2026, 10, 25).at(2, 30, 0, 0), &zone).unwrap();
        assert_eq!(twice, ("2026-10-25T00:30:00Z".parse().unwrap(), false));
        let plain = instant(date(2026, 7, 1).at(2, 30, 0, 0), &zone).unwrap();
        assert_eq!(plain, ("2026-07-01T00:30:00Z".parse().unwrap(), false));
    }
}
