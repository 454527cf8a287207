//! Field masks (AIP-161), applied to any message of the API.

use crate::descriptor;
use prost::{Message, Name};
use prost_reflect::{DynamicMessage, Kind, MessageDescriptor, ReflectMessage, Value};

/// A path of a mask that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{path}` is no field; take one of: {known}")]
pub struct UnknownPath {
    /// The path.
    pub path: String,
    /// The names there are where the path ends, separated by commas.
    pub known: String,
}

/// Takes over from `patch` into `target` the fields that `paths` name; a named field that `patch` does not give is
/// cleared. Without paths, every field that `patch` gives is taken over. `*` takes over everything.
///
/// # Errors
/// [`UnknownPath`]; `target` is then as it was.
pub fn apply<M: Message + Name + Default>(target: &mut M, patch: &M, paths: &[String]) -> Result<(), UnknownPath> {
    let descriptor = descriptor::of::<M>();
    for path in paths.iter().filter(|path| *path != "*") {
        check(&descriptor, path)?;
    }
    if paths.iter().any(|path| path == "*") {
        *target = transcode(&dynamic(descriptor, patch));
        return Ok(());
    }
    let from = dynamic(descriptor.clone(), patch);
    let mut to = dynamic(descriptor, target);
    if paths.is_empty() {
        merge(&mut to, &from);
    }
    for path in paths {
        take(&mut to, &from, &path.split('.').collect::<Vec<_>>());
    }
    *target = transcode(&to);
    Ok(())
}

fn dynamic<M: Message>(descriptor: MessageDescriptor, message: &M) -> DynamicMessage {
    let mut out = DynamicMessage::new(descriptor);
    out.transcode_from(message).expect("both sides have the same descriptor");
    out
}

fn transcode<M: Message + Default>(message: &DynamicMessage) -> M {
    message.transcode_to().expect("both sides have the same descriptor")
}

fn check(descriptor: &MessageDescriptor, path: &str) -> Result<(), UnknownPath> {
    let unknown = |here: &MessageDescriptor| UnknownPath {
        path: path.to_owned(),
        known: here.fields().map(|field| field.name().to_owned()).collect::<Vec<_>>().join(", "),
    };
    let mut here = descriptor.clone();
    let mut names = path.split('.').peekable();
    while let Some(name) = names.next() {
        let field = here.get_field_by_name(name).ok_or_else(|| unknown(&here))?;
        if names.peek().is_some() {
            match field.kind() {
                Kind::Message(inner) if !field.is_list() && !field.is_map() => here = inner,
                _ => return Err(unknown(&here)),
            }
        }
    }
    Ok(())
}

/// Takes over one path that was checked.
fn take(to: &mut DynamicMessage, from: &DynamicMessage, path: &[&str]) {
    let [name, rest @ ..] = path else { return };
    if rest.is_empty() {
        if from.has_field_by_name(name) {
            to.set_field_by_name(name, from.get_field_by_name(name).expect("it is there").into_owned());
        } else {
            to.clear_field_by_name(name);
        }
    } else if let Some(inner_from) = from.get_field_by_name(name)
        && let Some(inner_from) = inner_from.as_message()
        && let Some(Value::Message(inner_to)) = to.get_field_by_name_mut(name)
    {
        take(inner_to, inner_from, rest);
    }
}

/// Takes over every field that is given, message by message.
fn merge(to: &mut DynamicMessage, from: &DynamicMessage) {
    for (field, value) in from.fields() {
        match value {
            Value::Message(inner) if !is_well_known(&inner.descriptor()) => {
                if let Value::Message(inner_to) = to.get_field_mut(&field) {
                    merge(inner_to, inner);
                }
            }
            _ => to.set_field(&field, value.clone()),
        }
    }
}

/// A timestamp is one value: its parts are not taken over one by one.
fn is_well_known(descriptor: &MessageDescriptor) -> bool {
    descriptor.package_name() == "google.protobuf"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::v1::{Level, Member, Profile, Sex};

    fn member(profile: Profile) -> Member {
        Member { name: "gyms/default/members/7".into(), profile: Some(profile), ..Member::default() }
    }

    fn paths(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    fn sanne() -> Member {
        member(Profile {
            display_name: "Sanne".into(),
            level: Level::Novice.into(),
            sex: Sex::Female.into(),
            body_mass_kg: Some(62.0),
            ..Profile::default()
        })
    }

    #[test]
    fn a_named_field_is_taken_over_and_others_stay() {
        let mut target = sanne();
        let patch = member(Profile { level: Level::Advanced.into(), body_mass_kg: Some(70.0), ..Profile::default() });
        apply(&mut target, &patch, &paths(&["profile.level"])).unwrap();
        let profile = target.profile.unwrap();
        assert_eq!(profile.level(), Level::Advanced);
        assert_eq!(profile.body_mass_kg, Some(62.0));
        assert_eq!(profile.display_name, "Sanne");
    }

    #[test]
    fn a_named_field_that_is_not_given_is_cleared() {
        let mut target = sanne();
        apply(&mut target, &member(Profile::default()), &paths(&["profile.body_mass_kg"])).unwrap();
        assert_eq!(target.profile.unwrap().body_mass_kg, None);
    }

    #[test]
    fn without_a_mask_what_is_given_is_taken_over() {
        let mut target = sanne();
        apply(&mut target, &member(Profile { body_mass_kg: Some(70.0), ..Profile::default() }), &[]).unwrap();
        let profile = target.profile.unwrap();
        assert_eq!((profile.body_mass_kg, profile.sex()), (Some(70.0), Sex::Female));
    }

    #[test]
    fn a_star_replaces() {
        let mut target = sanne();
        apply(&mut target, &member(Profile::default()), &paths(&["*"])).unwrap();
        assert_eq!(target.profile.unwrap(), Profile::default());
    }

    #[test]
    fn a_path_that_leads_nowhere_changes_nothing() {
        let mut target = sanne();
        let error =
            apply(&mut target, &member(Profile::default()), &paths(&["profile.level", "profile.mass"])).unwrap_err();
        assert_eq!(error.path, "profile.mass");
        assert!(error.known.contains("body_mass_kg"));
        assert_eq!(target, sanne());
        assert!(apply(&mut target, &sanne(), &paths(&["profile.available.weekday"])).is_err());
    }
}
