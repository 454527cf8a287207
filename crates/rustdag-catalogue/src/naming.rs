//! Ids and names, as a gym writes them for its own sessions and exercises.

use crate::finding::cited;
use crate::written::{Fields, Sheet, Value};

/// Longest id, characters.
const ID_MAX: usize = 60;
/// Longest name, characters: it stands in a column of a week.
const NAME_MAX: usize = 60;
/// Ids with a meaning of their own.
const RESERVED: &[&str] = &["asked", "rest"];

/// Whether this can be the id of a session template: lower-case letters, digits and hyphens, a letter first, at most sixty,
/// and no word with a meaning of its own.
#[must_use]
pub fn is_template_id(id: &str) -> bool {
    is_id(id) && !RESERVED.contains(&id)
}

fn is_id(id: &str) -> bool {
    let letters = |id: &str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    id.starts_with(|first: char| first.is_ascii_lowercase()) && letters(id) && id.len() <= ID_MAX
}

/// An id that stays what it is in files, addresses and messages.
pub(crate) fn read_id<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>) -> Option<String> {
    let id = sheet.text(value, "an id")?;
    if !is_id(id) {
        sheet.wrong(
            value.span(),
            format!(
                "the id is `{}`; use lower-case letters, digits and hyphens, a letter first, at most {ID_MAX}",
                cited(id)
            ),
        );
        return None;
    }
    if RESERVED.contains(&id) {
        sheet.wrong(value.span(), format!("`{id}` means something already; give another id"));
        return None;
    }
    Some(id.to_owned())
}

/// The Dutch and the English name. One of them may be left out: then the other is shown in both languages, and that is
/// said.
pub(crate) fn read_names<'i>(sheet: &mut Sheet<'i>, fields: &Fields<'_, 'i>) -> Option<(String, String)> {
    let mut name = |key: &str| fields.get(key).map(|value| read_name(sheet, value, key));
    let (nl, en) = (name("nl"), name("en"));
    let (nl, en) = match (nl, en) {
        (None, None) => {
            sheet.wrong(fields.place.clone(), "the name is missing: write it in Dutch (nl) and in English (en)");
            return None;
        }
        (Some(nl), None) => {
            sheet.doubtful(fields.place.clone(), "`en` is missing: the Dutch name is shown in English too");
            (nl?, None)
        }
        (None, Some(en)) => {
            sheet.doubtful(fields.place.clone(), "`nl` is missing: the English name is shown in Dutch too");
            (en?, None)
        }
        (Some(nl), Some(en)) => (nl?, Some(en?)),
    };
    Some((nl.clone(), en.unwrap_or(nl)))
}

/// A name that people read.
fn read_name<'i>(sheet: &mut Sheet<'i>, value: &Value<'i>, key: &str) -> Option<String> {
    let name = sheet.text(value, key)?.trim();
    let letters = name.chars().count();
    let problem = if name.is_empty() {
        format!("{key} is empty; write the name that people read")
    } else if letters > NAME_MAX {
        format!("{key} has {letters} characters; a name has at most {NAME_MAX}")
    } else if name.chars().any(char::is_control) {
        format!("{key} holds a line break or another invisible character; leave it out")
    } else {
        return Some(name.to_owned());
    };
    sheet.wrong(value.span(), problem);
    None
}
