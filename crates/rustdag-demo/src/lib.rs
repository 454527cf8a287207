//! A made-up gym with believable, seeded history: ten members with a story each, then as many more as are asked.
//!
//! Nobody here exists. The same seed gives the same gym, byte for byte.
//!
//! ```
//! use jiff::civil::date;
//! let gym = rustdag_demo::demo_gym(7, 12, 60, date(2026, 5, 12));
//! assert_eq!(gym.len(), 12);
//! assert_eq!(gym[0].id, "sanne");
//! assert!(gym[0].events.len() > 60);
//! ```
#![forbid(unsafe_code)]

mod archetype;
mod cast;
mod character;
mod crowd;
mod diary;
mod dice;
mod lifting;
mod story;

pub use archetype::Archetype;
pub use dice::Dice;

use jiff::civil::Date;
use rustdag_core::event::Event;
use rustdag_core::profile::Profile;

/// A member of the made-up gym.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoMember {
    /// Stable id: `sanne`, `member-014`.
    pub id: String,
    /// What kind of member it is.
    pub archetype: Archetype,
    /// Who it is.
    pub profile: Profile,
    /// What was logged, oldest first; ids are unique in the gym.
    pub events: Vec<Event>,
}

/// A gym of `members` members with `days` days of history. The last night and check-in are those of the morning of
/// `until`; the last workout is of the day before.
#[must_use]
pub fn demo_gym(seed: u64, members: usize, days: u32, until: Date) -> Vec<DemoMember> {
    let cast = cast::named(until);
    let named = cast.len();
    let crowd = (named..members).map(|number| crowd::member(&mut dice::Dice::new(seed, stream(number)), number, until));
    cast.into_iter()
        .take(members)
        .chain(crowd)
        .enumerate()
        .map(|(number, character)| {
            // A stream of its own, so that a member does not change when others are added.
            let mut dice = dice::Dice::new(seed, stream(number) + 1);
            let events = diary::write(&character, &mut dice, days, until);
            DemoMember { id: character.id, archetype: character.archetype, profile: character.profile, events }
        })
        .collect()
}

/// Two streams of chance per member: one for who it is, one for what happens.
fn stream(number: usize) -> u64 {
    2 * number as u64
}
