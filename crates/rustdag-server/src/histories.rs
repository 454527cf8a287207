//! Histories that were read before. A cache, never the truth: what is kept is used only while the store says that the
//! member has not changed since.

use crate::refusal::Refusal;
use crate::wire::resource::MemberName;
use crate::wire::{Intake, event, profile};
use jiff::Timestamp;
use jiff::civil::Date;
use prost::Message as _;
use rustdag_catalogue::Catalogue;
use rustdag_core::history::History;
use rustdag_core::model::learning::Parameters;
use rustdag_proto::v1;
use rustdag_store::{Store, StoreError, StoredEvent, Version};
use rustdag_text::Lang;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Members per generation; up to two generations are kept.
const GENERATION: usize = 512;

/// What an answer depends on beside the member: the instant, the language, and the name of the rule set.
pub(crate) type Question = (Timestamp, Lang, Arc<str>);

/// A member's history at one state, and the last answer it gave.
pub(crate) struct Known {
    version: Version,
    pub(crate) history: History,
    answer: Mutex<Option<(Question, Arc<v1::Readiness>)>>,
    /// What was learned for a local day.
    learned: Mutex<Option<(Date, Parameters)>>,
}

impl Known {
    /// What sets the member's clocks on the local day of an instant; learned once a day.
    pub(crate) fn parameters(&self, at: Timestamp, learn: impl FnOnce(&History) -> Parameters) -> Parameters {
        let day = self.history.profile().zone.to_datetime(at).date();
        if let Some((last_day, last)) = *lock(&self.learned)
            && last_day == day
        {
            return last;
        }
        let fresh = learn(&self.history);
        *lock(&self.learned) = Some((day, fresh));
        fresh
    }

    /// The readiness of an instant, from the last answer if that was the same question: the engine would give the same
    /// bytes again.
    pub(crate) fn readiness(
        &self,
        question: &Question,
        answer: impl FnOnce(&History) -> v1::Readiness,
    ) -> Arc<v1::Readiness> {
        if let Some(kept) = self.kept_readiness(question) {
            return kept;
        }
        let fresh = Arc::new(answer(&self.history));
        *lock(&self.answer) = Some((question.clone(), Arc::clone(&fresh)));
        fresh
    }

    /// The last answer, if it was to the same question.
    pub(crate) fn kept_readiness(&self, question: &Question) -> Option<Arc<v1::Readiness>> {
        let kept = lock(&self.answer);
        kept.as_ref().filter(|(asked, _)| asked == question).map(|(_, readiness)| Arc::clone(readiness))
    }
}

/// Histories that were read before, in two generations: when the young one is full the old one goes.
pub(crate) struct Histories {
    /// Knows the exercises that events name.
    catalogue: Arc<Catalogue>,
    generations: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    young: HashMap<MemberName, Arc<Known>>,
    old: HashMap<MemberName, Arc<Known>>,
}

impl Histories {
    /// None yet; `catalogue` knows the exercises that events name.
    pub(crate) fn new(catalogue: Arc<Catalogue>) -> Self {
        Self { catalogue, generations: Mutex::default() }
    }

    /// The history of a member as it is now.
    pub(crate) fn get(&self, store: &dyn Store, name: &MemberName) -> Result<Arc<Known>, Refusal> {
        if let Some(known) = self.kept(store, name)? {
            return Ok(known);
        }
        let known = Arc::new(self.fetch(store, name)?);
        self.keep(name, &known);
        // Who erased the member while it was read found nothing here to drop.
        let is_there = store.version(&name.gym, &name.member)?;
        if is_there.is_none_or(|version| version.created_us != known.version.created_us) {
            self.forget(name);
        }
        Ok(known)
    }

    /// The same for who goes through a whole gym: what is not kept here is read and not kept, so that the members who are
    /// asked about stay, and memory does not grow with the gym.
    pub(crate) fn look(&self, store: &dyn Store, name: &MemberName) -> Result<Arc<Known>, Refusal> {
        match self.at_this_version(store, name, Generations::look)? {
            Some(known) => Ok(known),
            None => Ok(Arc::new(self.fetch(store, name)?)),
        }
    }

    /// The history of a member as it is now, from the store.
    fn fetch(&self, store: &dyn Store, name: &MemberName) -> Result<Known, Refusal> {
        let (member, events) = store.history(&name.gym, &name.member)?.ok_or_else(|| no_member(name))?;
        let history = read(name, &member.profile, events, &self.catalogue)?;
        Ok(Known { version: member.version, history, answer: Mutex::new(None), learned: Mutex::new(None) })
    }

    /// The same if it is kept here already: one short look into the store, which may be waited for where it is asked.
    pub(crate) fn kept(&self, store: &dyn Store, name: &MemberName) -> Result<Option<Arc<Known>>, Refusal> {
        self.at_this_version(store, name, Generations::find)
    }

    /// What is found, if it is of the state the member is in. Of who is not there any more nothing stays.
    fn at_this_version(
        &self,
        store: &dyn Store,
        name: &MemberName,
        find: impl FnOnce(&mut Generations, &MemberName) -> Option<Arc<Known>>,
    ) -> Result<Option<Arc<Known>>, Refusal> {
        let Some(version) = store.version(&name.gym, &name.member)? else {
            self.forget(name);
            return Err(no_member(name).into());
        };
        let found = find(&mut lock(&self.generations), name);
        Ok(found.filter(|known| known.version == version))
    }

    /// Drops what is kept of a member.
    pub(crate) fn forget(&self, name: &MemberName) {
        let mut generations = lock(&self.generations);
        generations.young.remove(name);
        generations.old.remove(name);
    }

    fn keep(&self, name: &MemberName, known: &Arc<Known>) {
        lock(&self.generations).insert(name, known);
    }
}

impl Generations {
    /// A member who is asked about, and so stays.
    fn find(&mut self, name: &MemberName) -> Option<Arc<Known>> {
        if let Some(known) = self.young.get(name) {
            return Some(Arc::clone(known));
        }
        let known = self.old.remove(name)?;
        self.insert(name, &known);
        Some(known)
    }

    /// A member who is passed by.
    fn look(&mut self, name: &MemberName) -> Option<Arc<Known>> {
        self.young.get(name).or_else(|| self.old.get(name)).map(Arc::clone)
    }

    fn insert(&mut self, name: &MemberName, known: &Arc<Known>) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(name.clone(), Arc::clone(known));
    }
}

fn no_member(name: &MemberName) -> StoreError {
    StoreError::NoMember { gym: name.gym.clone(), member: name.member.clone() }
}

/// Reads what is stored of a member.
fn read(
    name: &MemberName,
    profile: &[u8],
    events: Vec<StoredEvent>,
    catalogue: &Catalogue,
) -> Result<History, Refusal> {
    let unreadable = |what: String| Refusal::Unreadable { of: name.to_string(), what };
    let profile = v1::Profile::decode(profile).map_err(|error| unreadable(format!("profile: {error}")))?;
    let profile = profile::from_proto(profile).map_err(|invalid| unreadable(format!("profile.{invalid}")))?;
    // Events were judged when they were recorded: none is in the future of its own recording.
    let intake = Intake { catalogue, latest: Timestamp::MAX };
    let events = events.into_iter().map(|stored| {
        let key = &stored.key;
        let wrong = |what: String| unreadable(format!("event {} of source {}: {what}", key.event_id, key.source));
        let message = v1::Event::decode(&stored.body[..]).map_err(|error| wrong(error.to_string()))?;
        event::from_proto(message, intake).map_err(|invalid| wrong(invalid.to_string()))
    });
    Ok(History::new(profile, events.collect::<Result<_, Refusal>>()?))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind these locks is whole at every moment, also when a holder panicked.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_store::DEFAULT_GYM;

    fn store() -> (tempfile::TempDir, Arc<dyn Store>) {
        let folder = tempfile::tempdir().unwrap();
        let store = rustdag_store::open(&format!("sqlite://{}", folder.path().join("gym.db").display())).unwrap();
        (folder, store)
    }

    fn add(store: &dyn Store, id: &str, now_us: i64) -> MemberName {
        let level = v1::Level::Novice.into();
        let profile = v1::Profile { level, zone: "Europe/Amsterdam".into(), ..v1::Profile::default() };
        store.create_member(DEFAULT_GYM, id, &profile.encode_to_vec(), now_us).unwrap();
        MemberName { gym: DEFAULT_GYM.into(), member: id.into() }
    }

    #[test]
    fn a_history_is_kept_until_it_changes_and_dropped_when_told() {
        let (_folder, store) = store();
        let histories = Histories::new(Catalogue::shared());
        let name = add(&*store, "1", 0);
        assert!(histories.kept(&*store, &name).unwrap().is_none());
        let known = histories.get(&*store, &name).unwrap();
        assert!(Arc::ptr_eq(&known, &histories.kept(&*store, &name).unwrap().unwrap()));

        let left = Arc::downgrade(&known);
        drop(known);
        assert!(left.upgrade().is_some());
        histories.forget(&name);
        assert!(left.upgrade().is_none(), "nothing of it is left in memory");
    }

    #[test]
    fn of_who_was_erased_elsewhere_nothing_is_kept() {
        let (_folder, store) = store();
        let histories = Histories::new(Catalogue::shared());
        let name = add(&*store, "1", 0);
        let known = Arc::downgrade(&histories.get(&*store, &name).unwrap());
        store.erase_member(DEFAULT_GYM, "1", None).unwrap();
        assert!(matches!(histories.get(&*store, &name), Err(Refusal::Store(StoreError::NoMember { .. }))));
        assert!(known.upgrade().is_none());
    }

    #[test]
    fn who_looks_at_a_whole_gym_keeps_nobody_and_sees_what_is_kept() {
        let (_folder, store) = store();
        let histories = Histories::new(Catalogue::shared());
        let (asked_about, other) = (add(&*store, "1", 0), add(&*store, "2", 0));
        let kept = histories.get(&*store, &asked_about).unwrap();
        assert!(Arc::ptr_eq(&kept, &histories.look(&*store, &asked_about).unwrap()));
        histories.look(&*store, &other).unwrap();
        assert!(histories.kept(&*store, &other).unwrap().is_none(), "it was only looked at");
        let left = Arc::downgrade(&kept);
        drop(kept);
        store.erase_member(DEFAULT_GYM, "1", None).unwrap();
        let gone = histories.look(&*store, &asked_about);
        assert!(matches!(gone, Err(Refusal::Store(StoreError::NoMember { .. }))));
        assert!(left.upgrade().is_none(), "nothing of it is left in memory");
    }

    #[test]
    fn who_is_passed_by_pushes_nobody_out() {
        let (_folder, store) = store();
        let histories = Histories::new(Catalogue::shared());
        let names: Vec<_> = (0..2 * GENERATION).map(|id| add(&*store, &id.to_string(), 0)).collect();
        for name in &names {
            histories.get(&*store, name).unwrap();
        }
        // Both generations are full: who takes the step from the old one to the young one ends the old one.
        histories.look(&*store, &names[0]).unwrap();
        assert!(histories.kept(&*store, &names[1]).unwrap().is_some());
        assert!(histories.kept(&*store, &names[2]).unwrap().is_none(), "but who is asked about");
    }

    #[test]
    fn the_old_generation_goes_when_the_young_one_is_full() {
        let (_folder, store) = store();
        let histories = Histories::new(Catalogue::shared());
        let names: Vec<_> = (0..=2 * GENERATION).map(|id| add(&*store, &id.to_string(), 0)).collect();
        for name in &names {
            histories.get(&*store, name).unwrap();
        }
        assert!(histories.kept(&*store, &names[0]).unwrap().is_none());
        assert!(histories.kept(&*store, &names[2 * GENERATION]).unwrap().is_some());
    }
}
