//! A member's profile and what was logged, in an order that does not depend on how it arrived.

use crate::event::Event;
use crate::profile::Profile;

/// A profile and its events: sorted by time, then source and id; each (source, id) once.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    profile: Profile,
    events: Vec<Event>,
}

impl History {
    /// Puts events in order and drops repetitions of the same (source, id).
    #[must_use]
    pub fn new(profile: Profile, mut events: Vec<Event>) -> Self {
        events.sort_by(|a, b| (a.at, &a.source, &a.id).cmp(&(b.at, &b.source, &b.id)));
        let mut seen = std::collections::BTreeSet::new();
        events.retain(|event| seen.insert((event.source.clone(), event.id.clone())));
        Self { profile, events }
    }

    /// Who it is.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What was logged, oldest first.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }
}
