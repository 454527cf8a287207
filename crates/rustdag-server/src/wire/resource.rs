//! Resource names: `gyms/{gym}`, `gyms/{gym}/members/{member}` and `gyms/{gym}/ruleSets/{rule_set}`.

use super::Invalid;
use std::fmt;

/// The gym of an embedded service.
pub const DEFAULT_GYM: &str = "default";

const ID_MAX: usize = 128;

/// A member's resource name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MemberName {
    /// The gym's id.
    pub gym: String,
    /// The gym's own id of the member.
    pub member: String,
}

impl fmt::Display for MemberName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gyms/{}/members/{}", self.gym, self.member)
    }
}

/// Reads a gym's resource name and answers its id.
///
/// # Errors
/// [`Invalid`] for anything else.
pub fn gym(field: &str, name: &str) -> Result<String, Invalid> {
    match name.split('/').collect::<Vec<_>>()[..] {
        ["gyms", gym] if is_id(gym) => Ok(gym.to_owned()),
        _ => Err(wrong(field, name, "gyms/{gym}, such as gyms/default")),
    }
}

/// Reads a member's resource name.
///
/// # Errors
/// [`Invalid`] for anything else.
pub fn member(field: &str, name: &str) -> Result<MemberName, Invalid> {
    match name.split('/').collect::<Vec<_>>()[..] {
        ["gyms", gym, "members", member] if is_id(gym) && is_id(member) => {
            Ok(MemberName { gym: gym.to_owned(), member: member.to_owned() })
        }
        _ => Err(wrong(field, name, "gyms/{gym}/members/{member}, such as gyms/default/members/1001")),
    }
}

/// Reads a rule set's resource name and answers the ids of the gym and of the set.
///
/// # Errors
/// [`Invalid`] for anything else.
pub fn rule_set(field: &str, name: &str) -> Result<(String, String), Invalid> {
    match name.split('/').collect::<Vec<_>>()[..] {
        ["gyms", gym, "ruleSets", set] if is_id(gym) && is_id(set) => Ok((gym.to_owned(), set.to_owned())),
        _ => Err(wrong(field, name, "gyms/{gym}/ruleSets/{rule_set}, as a plan names it")),
    }
}

/// Reads the resource name of a rule set of one gym and answers the set's id.
///
/// # Errors
/// [`Invalid`] for anything else, and for a set of another gym.
pub fn rule_set_of(field: &str, name: &str, gym: &str) -> Result<String, Invalid> {
    let (of, set) = rule_set(field, name)?;
    if of == gym {
        return Ok(set);
    }
    Err(Invalid::new(field, format_args!("is of gym {of}; give one of gym {gym}")))
}

/// Reads a gym's own id of a member.
///
/// # Errors
/// [`Invalid`] for one that cannot be part of a name.
pub fn member_id(field: &str, id: &str) -> Result<String, Invalid> {
    if is_id(id) {
        Ok(id.to_owned())
    } else {
        Err(wrong(field, id, "1 to 128 letters, digits, or any of - _ . ~ @ + : ="))
    }
}

fn is_id(id: &str) -> bool {
    (1..=ID_MAX).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~@+:=".contains(&byte))
}

fn wrong(field: &str, name: &str, give: &str) -> Invalid {
    if name.is_empty() {
        return Invalid::missing(field, give);
    }
    // What was given may be of any length, and answers go into logs.
    let shown: String = name.chars().take(ID_MAX).collect();
    Invalid::new(field, format_args!("is `{shown}`; give {give}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back() {
        let name = member("name", "gyms/default/members/A-17@x").unwrap();
        assert_eq!((name.gym.as_str(), name.member.as_str()), ("default", "A-17@x"));
        assert_eq!(name.to_string(), "gyms/default/members/A-17@x");
        assert_eq!(gym("parent", "gyms/default").unwrap(), "default");
    }

    #[test]
    fn other_names_are_refused() {
        for name in ["", "gyms", "gyms/", "gyms/a/members/", "gyms/a/members/b/c", "gyms/a b/members/c", "members/b"] {
            assert!(member("name", name).is_err(), "{name}");
        }
        assert!(member_id("member_id", "a/b").unwrap_err().to_string().starts_with("member_id is `a/b`"));
        assert!(gym("parent", "gyms/a/members/b").is_err());
    }
}
