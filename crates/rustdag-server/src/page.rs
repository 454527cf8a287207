//! Pages (AIP-158): sizes, and tokens that only the list that gave them takes back.

use crate::wire::Invalid;
use rustdag_store::EventKey;

/// Between the parts of a token; no id and no source holds it.
const SEPARATOR: char = '\0';
/// Tells tokens of a list that counts from others of the same parent.
const COUNTED: &str = "counted";

/// Size of a page: `usual` if none was asked for, at most `most`.
pub(crate) fn size(asked: i32, usual: u32, most: u32) -> Result<u32, Invalid> {
    match u32::try_from(asked) {
        Ok(0) => Ok(usual),
        Ok(asked) => Ok(asked.min(most)),
        Err(_) => Err(Invalid::new("page_size", format_args!("is {asked}; give 1 to {most}, or nothing for {usual}"))),
    }
}

/// Token for the members after one.
pub(crate) fn after_member(parent: &str, id: &str) -> String {
    write(&[parent, id])
}

/// Reads a token of [`after_member`].
pub(crate) fn read_member(parent: &str, token: &str) -> Result<Option<String>, Invalid> {
    match &read(token)?[..] {
        [] => Ok(None),
        [list, id] if list == parent => Ok(Some(id.clone())),
        _ => Err(foreign()),
    }
}

/// Token for what comes before a number in a list that counts.
pub(crate) fn after_number(parent: &str, number: i64) -> String {
    write(&[parent, COUNTED, &number.to_string()])
}

/// Reads a token of [`after_number`].
pub(crate) fn read_number(parent: &str, token: &str) -> Result<Option<i64>, Invalid> {
    match &read(token)?[..] {
        [] => Ok(None),
        [list, kind, number] if list == parent && kind == COUNTED => Ok(Some(number.parse().map_err(|_| foreign())?)),
        _ => Err(foreign()),
    }
}

/// Token for the events after one.
pub(crate) fn after_event(parent: &str, key: &EventKey) -> String {
    write(&[parent, &key.at_us.to_string(), &key.source, &key.event_id])
}

/// Reads a token of [`after_event`].
pub(crate) fn read_event(parent: &str, token: &str) -> Result<Option<EventKey>, Invalid> {
    match &read(token)?[..] {
        [] => Ok(None),
        [list, at_us, source, event_id] if list == parent => {
            let at_us = at_us.parse().map_err(|_| foreign())?;
            Ok(Some(EventKey { at_us, source: source.clone(), event_id: event_id.clone() }))
        }
        _ => Err(foreign()),
    }
}

/// Hexadecimal, so that nobody reads meaning into it or builds one.
fn write(parts: &[&str]) -> String {
    parts.join(&SEPARATOR.to_string()).bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn read(token: &str) -> Result<Vec<String>, Invalid> {
    if token.is_empty() {
        return Ok(Vec::new());
    }
    if !token.len().is_multiple_of(2) || !token.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(foreign());
    }
    let bytes: Result<Vec<u8>, _> =
        (0..token.len()).step_by(2).map(|place| u8::from_str_radix(&token[place..place + 2], 16)).collect();
    let text = String::from_utf8(bytes.map_err(|_| foreign())?).map_err(|_| foreign())?;
    Ok(text.split(SEPARATOR).map(str::to_owned).collect())
}

fn foreign() -> Invalid {
    Invalid::new("page_token", "is not one that this list gave; leave it out to start from the first page")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_back_to_their_own_list_only() {
        let token = after_member("gyms/a", "é7");
        assert_eq!(read_member("gyms/a", &token), Ok(Some("é7".into())));
        assert!(read_member("gyms/b", &token).is_err());
        assert_eq!(read_member("gyms/a", ""), Ok(None));

        let token = after_number("gyms/a", 7);
        assert_eq!(read_number("gyms/a", &token), Ok(Some(7)));
        assert!(read_number("gyms/b", &token).is_err() && read_number("gyms/a", &after_member("gyms/a", "7")).is_err());

        let key = EventKey { at_us: -5, source: "strong".into(), event_id: "a:1".into() };
        let token = after_event("gyms/a/members/1", &key);
        assert_eq!(read_event("gyms/a/members/1", &token), Ok(Some(key)));
        for wrong in ["zz", "6", "ff", "é", after_member("gyms/a", "7").as_str()] {
            assert!(read_event("gyms/a/members/1", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn sizes_are_kept_within_bounds() {
        assert_eq!(size(0, 50, 500), Ok(50));
        assert_eq!(size(7, 50, 500), Ok(7));
        assert_eq!(size(i32::MAX, 50, 500), Ok(500));
        assert!(size(-1, 50, 500).is_err());
    }
}
