//! Names of gyms and members as they are typed: short, or whole as the API has them.

use rustdag_server::wire::resource::DEFAULT_GYM;

/// The name of the gym of an embedded service.
pub(crate) fn embedded() -> String {
    gym(DEFAULT_GYM)
}

/// A gym's name: `kade` is short for `gyms/kade`.
pub(crate) fn gym(typed: &str) -> String {
    if typed.contains('/') { typed.to_owned() } else { format!("gyms/{typed}") }
}

/// A member's name: `sanne` is short for the member of the embedded gym.
pub(crate) fn member(typed: &str) -> String {
    if typed.contains('/') { typed.to_owned() } else { format!("{}/members/{typed}", embedded()) }
}

/// The shortest that can be typed for a member's name.
pub(crate) fn short(member: &str) -> &str {
    let of_embedded = member.strip_prefix(&embedded()).and_then(|rest| rest.strip_prefix("/members/"));
    of_embedded.unwrap_or(member)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_of_the_embedded_gym() {
        assert_eq!(member("sanne"), "gyms/default/members/sanne");
        assert_eq!(member("gyms/kade/members/7"), "gyms/kade/members/7");
        assert_eq!(
            (short("gyms/default/members/sanne"), short("gyms/kade/members/7")),
            ("sanne", "gyms/kade/members/7")
        );
    }

    #[test]
    fn a_gym_goes_by_its_id_or_its_name() {
        assert_eq!((gym("kade"), gym("gyms/kade")), ("gyms/kade".to_owned(), "gyms/kade".to_owned()));
    }
}
