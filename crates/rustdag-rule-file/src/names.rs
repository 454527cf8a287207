//! The names a rule file may use, made from the interface's one table of fields.
//!
//! A field of a group is written with a dot: `sleep_last_night_h` is `sleep.last_night_h`. A field of each muscle or joint
//! names the part: `muscle_fatigue` is `muscle.quadriceps.fatigue`, or `muscle.fatigue` for the muscle a limit is for.

use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_rule_abi::{FIELDS, FieldInfo, Shape};

/// Groups whose fields are written with a dot. Fields of other names stay as they are.
const GROUPS: &[&str] = &["sleep", "load", "member", "checkin"];
/// Longest name that is looked for among the near ones.
const NAME_MOST: usize = 64;

/// What a limit is for, part by part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Muscle,
    Joint,
}

impl Kind {
    /// The word in names: `muscle`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Muscle => "muscle",
            Self::Joint => "joint",
        }
    }

    /// The parts of this kind, in the order of their slots.
    pub fn slugs(self) -> Vec<&'static str> {
        match self {
            Self::Muscle => Muscle::ALL.iter().map(|muscle| muscle.slug()).collect(),
            Self::Joint => Joint::ALL.iter().map(|joint| joint.slug()).collect(),
        }
    }

    fn of(shape: Shape) -> Option<Self> {
        match shape {
            Shape::Muscle => Some(Self::Muscle),
            Shape::Joint => Some(Self::Joint),
            Shape::Scalar => None,
        }
    }
}

/// A value of the snapshot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// Its field.
    pub info: &'static FieldInfo,
    /// Its slot; `None` is the part that the limit is for.
    pub slot: Option<usize>,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        (self.info.name, self.slot) == (other.info.name, other.slot)
    }
}

impl Field {
    /// What it is a value of, if it is one of several parts.
    pub fn kind(&self) -> Option<Kind> {
        Kind::of(self.info.shape)
    }
}

/// The field's name in a rule file: `sleep.last_night_h`, `muscle.fatigue`.
#[must_use]
pub fn dotted(field: &FieldInfo) -> String {
    let groups = GROUPS.iter().copied();
    let group = match Kind::of(field.shape) {
        Some(kind) => Some(kind.word()),
        None => groups.into_iter().find(|group| rest_of(field.name, group).is_some()),
    };
    match group.and_then(|group| Some((group, rest_of(field.name, group)?))) {
        Some((group, rest)) => format!("{group}.{rest}"),
        None => field.name.to_owned(),
    }
}

/// `last_night_h` of `sleep_last_night_h` and `sleep`.
fn rest_of<'a>(name: &'a str, group: &str) -> Option<&'a str> {
    name.strip_prefix(group)?.strip_prefix('_')
}

/// Finds a value by its name; a part may be left out, which the caller has to judge.
pub(crate) fn find(name: &str) -> Option<Field> {
    let mut pieces = name.split('.');
    let (first, second, third) = (pieces.next()?, pieces.next(), pieces.next());
    if pieces.next().is_some() {
        return None;
    }
    let named = |wanted: &str, shape: fn(Shape) -> bool| {
        FIELDS.iter().find(|field| shape(field.shape) && dotted(field) == wanted)
    };
    match (second, third) {
        (Some(part), Some(rest)) => {
            let info = named(&format!("{first}.{rest}"), |shape| shape != Shape::Scalar)?;
            let slot = Kind::of(info.shape)?.slugs().iter().position(|slug| *slug == part)?;
            Some(Field { info, slot: Some(slot) })
        }
        _ => {
            let info = named(name, |_| true)?;
            Some(Field { info, slot: (info.shape == Shape::Scalar).then_some(0) })
        }
    }
}

/// Every name of a value, those of single parts included.
fn all() -> Vec<String> {
    let mut names = Vec::new();
    for field in FIELDS {
        let name = dotted(field);
        if let (Some(kind), Some((group, rest))) = (Kind::of(field.shape), name.split_once('.')) {
            names.extend(kind.slugs().iter().map(|slug| format!("{group}.{slug}.{rest}")));
        }
        names.push(name);
    }
    names
}

/// The name of a value or of something else that is nearest to what was written, if one is near.
pub(crate) fn nearest_name(written: &str, others: &[&str]) -> Option<String> {
    let names = all();
    nearest(written, names.iter().map(String::as_str).chain(others.iter().copied())).map(str::to_owned)
}

/// The candidate with the fewest changes of letters, if they are few.
pub(crate) fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.is_empty() || written.len() > NAME_MOST {
        return None;
    }
    let most = (written.chars().count() / 3).max(1);
    let near = candidates
        .into_iter()
        .map(|name| (strsim::osa_distance(written, name), name))
        .filter(|(count, _)| *count <= most);
    near.min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_found_by_its_name_and_by_no_other() {
        for field in FIELDS {
            let found = find(&dotted(field)).unwrap_or_else(|| panic!("{}", field.name));
            assert_eq!(found.info.name, field.name);
        }
        assert_eq!(find("muscle.quadriceps.fatigue").unwrap().slot, Some(Muscle::Quadriceps.slot()));
        assert_eq!(find("joint.knee.pain_rising").unwrap().slot, Some(Joint::Knee.slot()));
        assert_eq!(find("muscle.fatigue").unwrap().slot, None);
        assert_eq!(find("days_since_rest").unwrap().info.name, "days_since_rest");
        for unknown in
            ["", ".", "sleep", "sleep_debt_h", "muscle.knee.fatigue", "joint.knee", "a.b.c.d", "sleep.x.debt_h"]
        {
            assert_eq!(find(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn all_names_are_different() {
        let mut names = all();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn the_near_name_is_suggested_and_a_far_one_is_not() {
        let near = |written: &str| nearest_name(written, &["most_days"]);
        assert_eq!(near("sleep.last_nigth_h").as_deref(), Some("sleep.last_night_h"));
        assert_eq!(near("sleep_debt_h").as_deref(), Some("sleep.debt_h"));
        assert_eq!(near("joint.knie.pain").as_deref(), Some("joint.knee.pain"));
        assert_eq!(near("mos_days").as_deref(), Some("most_days"));
        assert_eq!(near("testosterone"), None);
        assert_eq!(near(&"x".repeat(10_000)), None);
    }
}
