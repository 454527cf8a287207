//! What every backend does.

use crate::error::StoreError;
use crate::record::{
    EventKey, EventPage, Member, NewEvent, NewRuleChange, PageLimit, Recording, Retraction, RuleChange, StoredEvent,
    StoredRule, StoredRuleSet, Version,
};

/// The gym that is always there.
pub const DEFAULT_GYM: &str = "default";

/// Members, events and rules of gyms.
///
/// Calls block: reads for microseconds, writes until what they wrote is durable. Writes of several callers share a
/// commit. A call that fails has changed nothing.
pub trait Store: Send + Sync {
    /// Adds a gym; nothing happens if it is there.
    ///
    /// # Errors
    /// Those of the backend.
    fn create_gym(&self, gym: &str) -> Result<(), StoreError>;

    /// Adds a member.
    ///
    /// # Errors
    /// [`StoreError::NoGym`], [`StoreError::MemberExists`], and those of the backend.
    fn create_member(&self, gym: &str, member: &str, profile: &[u8], now_us: i64) -> Result<Member, StoreError>;

    /// One member.
    ///
    /// # Errors
    /// Those of the backend.
    fn member(&self, gym: &str, member: &str) -> Result<Option<Member>, StoreError>;

    /// Replaces a member's profile, if it is still the one of `seen`.
    ///
    /// # Errors
    /// [`StoreError::NoMember`], [`StoreError::Changed`], and those of the backend.
    fn update_member(
        &self,
        gym: &str,
        member: &str,
        profile: &[u8],
        seen: Version,
        now_us: i64,
    ) -> Result<Member, StoreError>;

    /// Up to `limit` members in the order of their ids, those after `after`.
    ///
    /// # Errors
    /// [`StoreError::NoGym`], and those of the backend.
    fn members(&self, gym: &str, after: Option<&str>, limit: u32) -> Result<Vec<Member>, StoreError>;

    /// How many members a gym has whose ids come after `after`.
    ///
    /// # Errors
    /// [`StoreError::NoGym`], and those of the backend.
    fn count_members(&self, gym: &str, after: Option<&str>) -> Result<u64, StoreError>;

    /// Erases a member and all events, and answers how many those were. If `seen` is given, the profile must still be
    /// the one of that state.
    ///
    /// # Errors
    /// [`StoreError::NoMember`], [`StoreError::Changed`], and those of the backend.
    fn erase_member(&self, gym: &str, member: &str, seen: Option<Version>) -> Result<u64, StoreError>;

    /// Records events and answers for each, in order. All that is answered as recorded is durable.
    ///
    /// # Errors
    /// Those of the backend; then none of the events is kept.
    fn record_events(&self, gym: &str, events: Vec<NewEvent>, now_us: i64) -> Result<Vec<Recording>, StoreError>;

    /// Events of a member, oldest first, those after `after`; retracted ones are left out.
    ///
    /// # Errors
    /// [`StoreError::NoMember`], and those of the backend.
    fn events(
        &self,
        gym: &str,
        member: &str,
        after: Option<&EventKey>,
        limit: PageLimit,
    ) -> Result<EventPage, StoreError>;

    /// Events of a member that happened from one instant to another, both included, latest first; the earliest are left
    /// out if there are more than `limit`, and retracted ones always. None if there is no such member.
    ///
    /// # Errors
    /// Those of the backend.
    fn events_between(
        &self,
        gym: &str,
        member: &str,
        from_us: i64,
        to_us: i64,
        limit: PageLimit,
    ) -> Result<Vec<StoredEvent>, StoreError>;

    /// Takes an event back: its content goes, from everywhere in the database; its id stays taken.
    ///
    /// # Errors
    /// Those of the backend.
    fn retract_event(&self, gym: &str, member: &str, source: &str, event_id: &str) -> Result<Retraction, StoreError>;

    /// A member and all events, oldest first, as they were at one moment.
    ///
    /// # Errors
    /// Those of the backend.
    fn history(&self, gym: &str, member: &str) -> Result<Option<(Member, Vec<StoredEvent>)>, StoreError>;

    /// Which state a member is in; `None` if there is no such member.
    ///
    /// # Errors
    /// Those of the backend.
    fn version(&self, gym: &str, member: &str) -> Result<Option<Version>, StoreError>;

    /// Keeps a change of a gym's rules: what is installed with it, the set it leads to, and that it was made. All of it
    /// or nothing.
    ///
    /// # Errors
    /// [`StoreError::NoGym`], [`StoreError::RulesChanged`] if it was not made after the last change, and those of the
    /// backend.
    fn change_rules(&self, gym: &str, change: NewRuleChange, now_us: i64) -> Result<RuleChange, StoreError>;

    /// Up to `limit` changes of a gym's rules, latest first, those before the one of number `before`.
    ///
    /// # Errors
    /// Those of the backend.
    fn rule_changes(&self, gym: &str, before: Option<i64>, limit: u32) -> Result<Vec<RuleChange>, StoreError>;

    /// The number of a gym's last change of rules; `None` if there was none. Cheap enough for every call.
    ///
    /// # Errors
    /// Those of the backend.
    fn last_rule_change(&self, gym: &str) -> Result<Option<i64>, StoreError>;

    /// A set that the gym has or had.
    ///
    /// # Errors
    /// Those of the backend.
    fn rule_set(&self, gym: &str, set_id: &str) -> Result<Option<StoredRuleSet>, StoreError>;

    /// A rule that the gym installed, by the digest of its bytes.
    ///
    /// # Errors
    /// Those of the backend.
    fn installed_rule(&self, gym: &str, digest: &str) -> Result<Option<StoredRule>, StoreError>;
}
