//! Instants that were typed.

use crate::failure::Failure;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// What may be asked about, as a service has it: from 1980-01-01T00:00:00Z to a year ahead.
const EARLIEST: Timestamp = Timestamp::constant(315_532_800, 0);
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 366);

/// Now. A second is as exact as anybody asks.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Whether an instant is one that may be asked about.
///
/// # Errors
/// What is wrong with it, beginning with a verb.
pub(crate) fn asked_about(at: Timestamp) -> Result<Timestamp, String> {
    let latest = now().checked_add(AHEAD).unwrap_or(Timestamp::MAX);
    if (EARLIEST..=latest).contains(&at) {
        Ok(at)
    } else {
        Err(format!("is {at}; ask about an instant from 1980 to a year ahead"))
    }
}

/// Reads `2026-05-12T07:00+02:00`, `2026-05-12T05:00Z`; or, in `zone`, `2026-05-12T07:00` and `2026-05-12` (its morning).
///
/// # Errors
/// [`Failure`] if it is none of these, no moment of that zone's clock could be meant, or nobody may ask about it.
pub(crate) fn read(text: &str, zone: &TimeZone) -> Result<Timestamp, Failure> {
    asked_about(written(text, zone)?).map_err(|problem| Failure::usage(format!("--at {problem}")))
}

/// Reads an instant that is one whatever the zone: `2026-05-12T07:00+02:00`, `2026-05-12T05:00Z`.
///
/// # Errors
/// [`Failure`] if it is none of these, or nobody may ask about it.
pub(crate) fn read_with_offset(text: &str) -> Result<Timestamp, Failure> {
    let at = read(text, &TimeZone::UTC)?;
    if text.parse::<Timestamp>().is_ok() {
        return Ok(at);
    }
    Err(Failure::usage(format!(
        "--at is `{text}`, without an offset; with --all everybody is planned as of one instant, so give one such as \
         2026-05-12T07:00+02:00"
    )))
}

fn written(text: &str, zone: &TimeZone) -> Result<Timestamp, Failure> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let local = match text.parse::<Date>() {
        // The morning: before training, after the night.
        Ok(date) if !text.contains(['T', 't', ' ']) => Some(date.at(7, 0, 0, 0)),
        _ => text.parse::<DateTime>().ok(),
    };
    let wrong = || {
        let problem = if is_written_well(text) { "which is no day or time there is" } else { "which is no instant" };
        Failure::usage(format!(
            "--at is `{text}`, {problem}; give one such as 2026-05-12T07:00+02:00, or 2026-05-12T07:00 in the member's \
             zone"
        ))
    };
    let at = local.ok_or_else(wrong)?;
    zone.to_timestamp(at).map_err(|_| wrong())
}

/// Whether a text begins as a date does, `2026-02-30`, whether there is such a day or not.
fn is_written_well(text: &str) -> bool {
    let shape = text.chars().take(10).map(|letter| if letter.is_ascii_digit() { '0' } else { letter });
    shape.eq("0000-00-00".chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_asked_about_has_bounds() {
        let read = |text| read(text, &TimeZone::UTC);
        for text in ["1979-12-31", "9999-01-01", "0001-01-01T00:00Z"] {
            let failure = read(text).unwrap_err();
            assert_eq!(failure.status(), 2, "{text}");
            assert!(failure.to_string().ends_with("; ask about an instant from 1980 to a year ahead."), "{failure}");
        }
        assert!(read("1980-01-01").is_ok());
        assert!(read("2026-02-30").unwrap_err().to_string().contains("is no day or time there is"));
        assert!(read("tomorrow").unwrap_err().to_string().contains("is no instant"));
    }

    #[test]
    fn one_instant_for_everybody_has_an_offset() {
        assert_eq!(read_with_offset("2026-05-12T07:00+02:00").unwrap().to_string(), "2026-05-12T05:00:00Z");
        for text in ["2026-05-12", "2026-05-12T07:00"] {
            let failure = read_with_offset(text).unwrap_err();
            assert_eq!(failure.status(), 2);
            assert!(failure.to_string().contains("without an offset; with --all"), "{failure}");
        }
        assert!(read_with_offset("soon").unwrap_err().to_string().contains("is no instant"));
        assert!(read_with_offset("1900-01-01T00:00Z").unwrap_err().to_string().contains("from 1980"));
    }

    #[test]
    fn reads_instants_and_local_times() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let morning: Timestamp = "2026-05-12T05:00:00Z".parse().unwrap();
        for text in
            ["2026-05-12T05:00Z", "2026-05-12T07:00+02:00", "2026-05-12T07:00", "2026-05-12 07:00", "2026-05-12"]
        {
            assert_eq!(read(text, &zone).unwrap(), morning, "{text}");
        }
        for text in ["", "tomorrow", "2026-02-30", "2026-05-12T25:00", "12-05-2026"] {
            let failure = read(text, &zone).unwrap_err();
            assert_eq!(failure.status(), 2, "{text}");
            assert!(failure.to_string().contains("--at"), "{failure}");
        }
    }
}
