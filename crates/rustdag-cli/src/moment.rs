//! Instants that were typed.

use crate::failure::Failure;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Reads `2026-05-12T07:00+02:00`, `2026-05-12T05:00Z`; or, in `zone`, `2026-05-12T07:00` and `2026-05-12` (its morning).
///
/// # Errors
/// [`Failure`] if it is none of these, or no moment of that zone's clock could be meant.
pub(crate) fn read(text: &str, zone: &TimeZone) -> Result<Timestamp, Failure> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let local = match text.parse::<Date>() {
        // The morning: before training, after the night.
        Ok(date) if !text.contains(['T', 't', ' ']) => Some(date.at(7, 0, 0, 0)),
        _ => text.parse::<DateTime>().ok(),
    };
    let wrong = || {
        Failure::usage(format!(
            "--at is `{text}`; give an instant such as 2026-05-12T07:00+02:00, or 2026-05-12T07:00 in the member's zone"
        ))
    };
    let at = local.ok_or_else(wrong)?;
    zone.to_timestamp(at).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

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
