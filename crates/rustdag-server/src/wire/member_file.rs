//! A member in a file.

use super::invalid::Place as _;
use super::{Intake, Invalid, event, instant, profile};
use jiff::Timestamp;
use rustdag_core::event::Event;
use rustdag_core::profile::Profile;
use rustdag_proto::v1;

/// Source of events that do not name one.
const FILE_SOURCE: &str = "file";

/// The instant a file asks to be answered for, if it does. Read it first: events may then lie up to a day after it.
///
/// # Errors
/// [`Invalid`] if it does not exist.
pub fn at(file: &v1::MemberFile) -> Result<Option<Timestamp>, Invalid> {
    file.at.map(|at| instant::from_proto("at", at)).transpose()
}

/// Reads a member. An event without source or id gets one from its place, so that none is taken for another.
///
/// # Errors
/// [`Invalid`] with the path of the field: `events[12].workout.sets[3].load_kg`.
pub fn from_proto(file: v1::MemberFile, intake: Intake<'_>) -> Result<(Profile, Vec<Event>), Invalid> {
    // The instant is the question, not the member: `at` reads it.
    let v1::MemberFile { profile, events, at: _ } = file;
    let profile = profile.ok_or_else(|| Invalid::missing("profile", "at least the member's level and zone"))?;
    let profile = profile::from_proto(profile).within("profile")?;
    let events = events.into_iter().enumerate().map(|(place, mut event)| {
        if event.source.is_empty() {
            event.source = FILE_SOURCE.to_owned();
        }
        if event.event_id.is_empty() {
            event.event_id = format!("#{place}");
        }
        event::from_proto(event, intake).within_entry("events", place)
    });
    Ok((profile, events.collect::<Result<_, _>>()?))
}

/// Writes a member.
#[must_use]
pub fn to_proto(profile: &Profile, events: &[Event]) -> v1::MemberFile {
    let events = events.iter().map(event::to_proto).collect();
    v1::MemberFile { profile: Some(profile::to_proto(profile)), events, at: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_catalogue::Catalogue;
    use rustdag_core::history::History;
    use rustdag_proto::json;

    fn read(text: &str) -> Result<(Profile, Vec<Event>), Invalid> {
        let intake = Intake { catalogue: Catalogue::official(), latest: "2026-05-13T00:00:00Z".parse().unwrap() };
        from_proto(json::from_str(text).unwrap(), intake)
    }

    #[test]
    fn events_without_an_id_are_all_kept() {
        let (profile, events) = read(
            r#"{"profile": {"level": "LEVEL_NOVICE", "zone": "Europe/Amsterdam"},
                "events": [{"at": "2026-05-10T07:00:00Z", "rest": {}}, {"at": "2026-05-11T07:00:00Z", "rest": {}}]}"#,
        )
        .unwrap();
        assert_eq!(History::new(profile, events).events().len(), 2);
    }

    #[test]
    fn the_path_leads_into_the_file() {
        let refused = read(
            r#"{"profile": {"level": "LEVEL_NOVICE", "zone": "Europe/Amsterdam"},
                "events": [{"at": "2026-05-10T07:00:00Z", "rest": {}},
                           {"at": "2026-05-11T07:00:00+02:00", "workout": {"sets": [{"exercise": "Squat (Barbell)", "loadKg": -40}]}}]}"#,
        );
        assert_eq!(
            refused.unwrap_err().to_string(),
            "events[1].workout.sets[0].load_kg is -40; a load is 0 to 1000 kg"
        );
        assert!(read("{}").unwrap_err().to_string().starts_with("profile is missing"));
        assert!(read(r#"{"profile": {}}"#).unwrap_err().to_string().starts_with("profile.level is missing"));
    }
}
