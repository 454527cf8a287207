//! Workouts and visits that overlap in time. Both are kept and count, so a gym that logged one session twice, by the
//! turnstile and by the app, is told which, and can retract one.

use prost::Message as _;
use rustdag_proto::v1::{self, event::Kind};
use rustdag_store::{EventKey, PageLimit, Store, StoreError};

/// The longest workout or visit there is, 12 hours: what began before that is over.
const LONGEST_US: i64 = 12 * 60 * MINUTE_US;
const MINUTE_US: i64 = 60_000_000;

/// Most events that are named.
const NAMED_MOST: usize = 10;
/// Most that is looked through around one event: far beyond what a member logs in half a day.
const LOOKED_THROUGH: PageLimit = PageLimit { events: 1000, bytes: 256 << 10 };

/// How long a workout or visit took, microseconds, 0 if that is not known; `None` for what is neither.
pub(crate) fn length_us(event: &v1::Event) -> Option<i64> {
    let minutes = match event.kind.as_ref()? {
        Kind::Workout(workout) => workout.duration_min,
        Kind::Visit(visit) => visit.duration_min,
        Kind::Rest(_) | Kind::Night(_) | Kind::CheckIn(_) | Kind::Measurement(_) | Kind::Cycle(_) => return None,
    };
    #[allow(clippy::cast_possible_truncation)] // Kept within the longest there is.
    Some(minutes.map_or(0, |minutes| ((minutes * MINUTE_US as f64) as i64).clamp(0, LONGEST_US)))
}

/// From when to when something lasted, microseconds since 1970.
#[derive(Clone, Copy)]
struct Span {
    start_us: i64,
    end_us: i64,
}

impl Span {
    fn overlaps(self, other: Self) -> bool {
        self.start_us == other.start_us || (self.start_us < other.end_us && other.start_us < self.end_us)
    }
}

/// Other workouts and visits that overlap with one that is kept, oldest first. None if it is kept with another time, or
/// no longer.
pub(crate) fn of_kept(
    store: &dyn Store,
    gym: &str,
    member: &str,
    own: &EventKey,
    length_us: i64,
) -> Result<Vec<v1::EventIdentity>, StoreError> {
    let (from_us, to_us) = (own.at_us.saturating_sub(LONGEST_US), own.at_us.saturating_add(length_us));
    let around = store.events_between(gym, member, from_us, to_us, LOOKED_THROUGH)?;
    let sessions: Vec<(EventKey, Span)> = around
        .into_iter()
        .filter_map(|stored| {
            // What cannot be read is told where it is asked for.
            let length_us = length_us_of(&stored.body)?;
            let start_us = stored.key.at_us;
            Some((stored.key, Span { start_us, end_us: start_us.saturating_add(length_us) }))
        })
        .collect();
    // What is kept decides, not what was sent: a repetition may say something else.
    let Some(&(_, span)) = sessions.iter().find(|(key, _)| key == own) else { return Ok(Vec::new()) };
    let others = sessions.into_iter().rev().filter(|(key, other)| key != own && span.overlaps(*other));
    Ok(others
        .take(NAMED_MOST)
        .map(|(EventKey { at_us: _, source, event_id }, _)| v1::EventIdentity { source, event_id })
        .collect())
}

fn length_us_of(body: &[u8]) -> Option<i64> {
    length_us(&v1::Event::decode(body).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_overlap_if_they_share_more_than_an_edge_or_begin_together() {
        let span = |start_us, end_us| Span { start_us, end_us };
        let long = span(10, 20);
        for (other, expected) in [
            (span(0, 10), false),
            (span(0, 11), true),
            (span(12, 13), true),
            (span(19, 30), true),
            (span(20, 30), false),
            (span(0, 30), true),
            // Of unknown length: its first instant.
            (span(10, 10), true),
            (span(15, 15), true),
            (span(20, 20), false),
            (span(9, 9), false),
        ] {
            assert_eq!(long.overlaps(other), expected, "{} to {}", other.start_us, other.end_us);
            assert_eq!(other.overlaps(long), expected);
        }
        assert!(span(5, 5).overlaps(span(5, 5)));
        assert!(!span(5, 5).overlaps(span(6, 6)));
    }

    #[test]
    fn only_workouts_and_visits_take_time() {
        let event = |kind| v1::Event { kind: Some(kind), ..v1::Event::default() };
        let visit = |duration_min| event(Kind::Visit(v1::Visit { duration_min, ..v1::Visit::default() }));
        assert_eq!(length_us(&visit(Some(1.5))), Some(90_000_000));
        assert_eq!(length_us(&visit(None)), Some(0));
        assert_eq!(length_us(&visit(Some(f64::INFINITY))), Some(LONGEST_US));
        assert_eq!(length_us(&visit(Some(f64::NAN))), Some(0));
        assert_eq!(length_us(&event(Kind::Workout(v1::Workout::default()))), Some(0));
        assert_eq!(length_us(&event(Kind::Night(v1::Night { asleep_h: Some(8.0) }))), None);
        assert_eq!(length_us(&v1::Event::default()), None);
    }
}
