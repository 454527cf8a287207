//! Reads `activities.toml`: names of endurance work and classes.

use crate::error::CatalogueError;
use crate::key::Key;
use rustdag_core::event::Activity;
use std::collections::BTreeMap;

const FILE: &str = "activities.toml";

/// Keys of names, each leading to a kind of activity.
pub(crate) type Activities = BTreeMap<Key, Activity>;

/// The names, none of which may mean two things.
pub(crate) fn read(text: &str) -> Result<Activities, CatalogueError> {
    let lists: BTreeMap<String, Vec<String>> =
        toml::from_str(text).map_err(|error| CatalogueError::new(FILE, "reading", error.to_string()))?;
    let mut activities = Activities::new();
    for (slug, names) in lists {
        let activity = from_slug(&slug).ok_or_else(|| CatalogueError::new(FILE, &slug, "is not a kind of activity"))?;
        for name in names {
            if let Some(other) = activities.insert(Key::of(&name), activity)
                && other != activity
            {
                return Err(CatalogueError::new(FILE, &slug, format!("`{name}` is a name of another kind too")));
            }
        }
    }
    Ok(activities)
}

/// The kinds with their names in our files.
pub(crate) const SLUGS: [(&str, Activity); 6] = [
    ("walk", Activity::Walk),
    ("run", Activity::Run),
    ("cycle", Activity::Cycle),
    ("row", Activity::Row),
    ("swim", Activity::Swim),
    ("class", Activity::Class),
];

/// The kind with this name in our files.
pub(crate) fn from_slug(slug: &str) -> Option<Activity> {
    SLUGS.iter().find(|(name, _)| *name == slug).map(|&(_, activity)| activity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_kind() {
        assert!(read("run = [\"Run\"]\nwalk = [\"Runs\"]").unwrap_err().to_string().contains("`Runs`"));
        assert!(read("fly = [\"Fly\"]").unwrap_err().to_string().contains("fly: is not a kind"));
    }
}
