//! The real store, watched: which calls it gets, on which thread, and refusing those of one gym where a story asks for it.

use rustdag_server::Config;
use rustdag_store::{
    EventKey, EventPage, Member, NewEvent, NewRuleChange, PageLimit, Recording, Retraction, RuleChange, Store,
    StoreError, StoredEvent, StoredRule, StoredRuleSet, Version,
};
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};

pub struct Watched {
    store: Arc<dyn Store>,
    calls: Mutex<Vec<(&'static str, ThreadId)>>,
    /// Its events cannot be kept.
    pub full_gym: Option<&'static str>,
}

impl Watched {
    /// Watches the store of a service that is to be started.
    pub fn of(config: Config, full_gym: Option<&'static str>) -> (Config, Arc<Self>) {
        let watched = Arc::new(Self { store: config.store, calls: Mutex::default(), full_gym });
        (Config { store: Arc::<Self>::clone(&watched), ..config }, watched)
    }

    /// The calls since this was last asked, and whether each came on the thread that asks.
    pub fn calls(&self) -> Vec<(&'static str, bool)> {
        let here = thread::current().id();
        self.calls.lock().unwrap().drain(..).map(|(call, thread)| (call, thread == here)).collect()
    }

    fn note(&self, call: &'static str) -> &dyn Store {
        self.calls.lock().unwrap().push((call, thread::current().id()));
        &*self.store
    }
}

impl Store for Watched {
    fn create_gym(&self, gym: &str) -> Result<(), StoreError> {
        self.note("create_gym").create_gym(gym)
    }

    fn create_member(&self, gym: &str, member: &str, profile: &[u8], now_us: i64) -> Result<Member, StoreError> {
        self.note("create_member").create_member(gym, member, profile, now_us)
    }

    fn member(&self, gym: &str, member: &str) -> Result<Option<Member>, StoreError> {
        self.note("member").member(gym, member)
    }

    fn update_member(
        &self,
        gym: &str,
        member: &str,
        profile: &[u8],
        seen: Version,
        now_us: i64,
    ) -> Result<Member, StoreError> {
        self.note("update_member").update_member(gym, member, profile, seen, now_us)
    }

    fn members(&self, gym: &str, after: Option<&str>, limit: u32) -> Result<Vec<Member>, StoreError> {
        self.note("members").members(gym, after, limit)
    }

    fn count_members(&self, gym: &str, after: Option<&str>) -> Result<u64, StoreError> {
        self.note("count_members").count_members(gym, after)
    }

    fn erase_member(&self, gym: &str, member: &str, seen: Option<Version>) -> Result<u64, StoreError> {
        self.note("erase_member").erase_member(gym, member, seen)
    }

    fn record_events(&self, gym: &str, events: Vec<NewEvent>, now_us: i64) -> Result<Vec<Recording>, StoreError> {
        let store = self.note("record_events");
        if self.full_gym == Some(gym) {
            return Err(StoreError::Full { file: "gym.db".into() });
        }
        store.record_events(gym, events, now_us)
    }

    fn events(
        &self,
        gym: &str,
        member: &str,
        after: Option<&EventKey>,
        limit: PageLimit,
    ) -> Result<EventPage, StoreError> {
        self.note("events").events(gym, member, after, limit)
    }

    fn events_between(
        &self,
        gym: &str,
        member: &str,
        from_us: i64,
        to_us: i64,
        limit: PageLimit,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        self.note("events_between").events_between(gym, member, from_us, to_us, limit)
    }

    fn retract_event(&self, gym: &str, member: &str, source: &str, event_id: &str) -> Result<Retraction, StoreError> {
        self.note("retract_event").retract_event(gym, member, source, event_id)
    }

    fn history(&self, gym: &str, member: &str) -> Result<Option<(Member, Vec<StoredEvent>)>, StoreError> {
        self.note("history").history(gym, member)
    }

    fn version(&self, gym: &str, member: &str) -> Result<Option<Version>, StoreError> {
        self.note("version").version(gym, member)
    }

    fn change_rules(&self, gym: &str, change: NewRuleChange, now_us: i64) -> Result<RuleChange, StoreError> {
        self.note("change_rules").change_rules(gym, change, now_us)
    }

    fn rule_changes(&self, gym: &str, before: Option<i64>, limit: u32) -> Result<Vec<RuleChange>, StoreError> {
        self.note("rule_changes").rule_changes(gym, before, limit)
    }

    fn last_rule_change(&self, gym: &str) -> Result<Option<i64>, StoreError> {
        self.note("last_rule_change").last_rule_change(gym)
    }

    fn rule_set(&self, gym: &str, set_id: &str) -> Result<Option<StoredRuleSet>, StoreError> {
        self.note("rule_set").rule_set(gym, set_id)
    }

    fn installed_rule(&self, gym: &str, digest: &str) -> Result<Option<StoredRule>, StoreError> {
        self.note("installed_rule").installed_rule(gym, digest)
    }
}
