//! What is kept.

/// Tells one state of a member from every other, also across erasure and return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Version {
    /// When the member was added, microseconds since 1970.
    pub created_us: i64,
    /// Rises with every change of the profile.
    pub revision: i64,
    /// Rises with every change of the log.
    pub log_revision: i64,
}

impl Version {
    /// Whether the profile is the same; the log may differ.
    #[must_use]
    pub fn same_profile(self, other: Self) -> bool {
        (self.created_us, self.revision) == (other.created_us, other.revision)
    }
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The gym's own id of the member.
    pub id: String,
    /// The profile.
    pub profile: Vec<u8>,
    /// Which state this is.
    pub version: Version,
    /// When the profile last changed, microseconds since 1970.
    pub updated_us: i64,
}

/// An event to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// The member.
    pub member: String,
    /// Where the event comes from.
    pub source: String,
    /// Identifier within the source, unique in the gym.
    pub event_id: String,
    /// When it happened, microseconds since 1970.
    pub at_us: i64,
    /// What happened.
    pub body: Vec<u8>,
}

/// An event that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// Which.
    pub key: EventKey,
    /// What happened.
    pub body: Vec<u8>,
}

/// The most that one reading of a log may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLimit {
    /// Events.
    pub events: u32,
    /// Bytes of content. One event is read even if it alone is larger, so that a log can always be read to its end.
    pub bytes: usize,
}

/// A part of a member's log, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventPage {
    /// The events.
    pub events: Vec<StoredEvent>,
    /// Whether more come after these.
    pub has_more: bool,
}

/// The place of an event in its member's log. Logs are in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventKey {
    /// When it happened, microseconds since 1970.
    pub at_us: i64,
    /// Where it came from.
    pub source: String,
    /// Identifier within the source.
    pub event_id: String,
}

/// What became of an event that was to be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recording {
    /// It is new and kept.
    Recorded,
    /// It was there already; nothing changed.
    Duplicate,
    /// It was retracted before; nothing changed.
    Retracted,
    /// Its source and id belong to an event of another member; nothing changed.
    OtherMember,
    /// There is no such member; nothing changed.
    NoMember,
}

/// What became of an event that was to be retracted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retraction {
    /// It is retracted now.
    Retracted,
    /// It was retracted before.
    Already,
    /// The member has no such event.
    NoEvent,
}

/// A rule that a gym installed, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRule {
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
    /// The name of its file; the ending says how it runs.
    pub file_name: String,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// A set of rules that a gym has or had. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRuleSet {
    /// Which.
    pub id: String,
    /// What is in it.
    pub body: Vec<u8>,
    /// When the gym first had it, microseconds since 1970.
    pub created_us: i64,
}

/// A change of a gym's rules that is to be kept, with all it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRuleChange {
    /// The number of the change it was made after; `None` for the first.
    pub after: Option<i64>,
    /// Rules that are new with it; one that is there already stays as it is.
    pub rules: Vec<StoredRule>,
    /// The set that answers from now on.
    pub set_id: String,
    /// What is in it; a set that is there already stays as it is.
    pub set_body: Vec<u8>,
    /// The change that going back from here leads to.
    pub returns_to: Option<i64>,
    /// What was done, as the caller counts.
    pub action: i32,
    /// Who asked.
    pub requested_by: String,
}

/// A change of a gym's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// Counts the changes of a gym, from 1.
    pub number: i64,
    /// The set that answered from then on.
    pub set_id: String,
    /// The change that going back from here leads to.
    pub returns_to: Option<i64>,
    /// What was done, as the caller counts.
    pub action: i32,
    /// Who asked.
    pub requested_by: String,
    /// When, microseconds since 1970.
    pub changed_us: i64,
}
