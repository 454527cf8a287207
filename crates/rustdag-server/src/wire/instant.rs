//! Instants.

use super::{Intake, Invalid};
use jiff::Timestamp;
use prost_types::Timestamp as Wire;

/// Events before this are a mistake: usually a zero that was taken for an instant. 1980-01-01T00:00:00Z.
const EARLIEST: Timestamp = Timestamp::constant(315_532_800, 0);

/// Reads an instant.
///
/// # Errors
/// [`Invalid`] if it does not exist.
pub fn from_proto(field: &str, instant: Wire) -> Result<Timestamp, Invalid> {
    let Wire { seconds, nanos } = instant;
    let wrong = || Invalid::new(field, format_args!("has {seconds} seconds and {nanos} nanos; no instant has those"));
    // A negative or overflowing fraction is not in the mapping's normal form.
    if !(0..1_000_000_000).contains(&nanos) {
        return Err(wrong());
    }
    Timestamp::new(seconds, nanos).map_err(|_| wrong())
}

/// Reads the instant of an event.
///
/// # Errors
/// [`Invalid`] if it is missing, does not exist, or lies too far back or ahead.
pub fn of_event(field: &str, instant: Option<Wire>, intake: Intake<'_>) -> Result<Timestamp, Invalid> {
    let instant = instant.ok_or_else(|| Invalid::missing(field, "when it happened"))?;
    let at = from_proto(field, instant)?;
    if at < EARLIEST {
        return Err(Invalid::new(field, format_args!("is {at}; nothing is logged before {EARLIEST}")));
    }
    if at > intake.latest {
        return Err(Invalid::new(field, format_args!("is {at}, in the future; give the moment it happened")));
    }
    Ok(at)
}

/// Writes an instant.
#[must_use]
pub fn to_proto(at: Timestamp) -> Wire {
    let (seconds, nanos) = (at.as_second(), at.subsec_nanosecond());
    // Before 1970 the domain counts the fraction downwards, the message upwards.
    if nanos < 0 { Wire { seconds: seconds - 1, nanos: nanos + 1_000_000_000 } } else { Wire { seconds, nanos } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_come_back() {
        for text in ["2026-05-12T07:00:00Z", "1969-12-31T23:59:59.25Z", "2026-03-29T01:30:00.000000001Z"] {
            let at: Timestamp = text.parse().unwrap();
            assert_eq!(from_proto("at", to_proto(at)), Ok(at), "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        assert!(from_proto("at", Wire { seconds: i64::MAX, nanos: 0 }).is_err());
        assert!(from_proto("at", Wire { seconds: 0, nanos: -1 }).is_err());
        assert!(from_proto("at", Wire { seconds: 0, nanos: 1_000_000_000 }).is_err());
    }
}
