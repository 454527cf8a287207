//! Histories that were read before. A cache, never the truth: what is kept is used only while the store says that the
//! member has not changed since.

use crate::refusal::Refusal;
use crate::wire::resource::MemberName;
use crate::wire::{Intake, event, profile};
use jiff::Timestamp;
use prost::Message as _;
use rustdag_catalogue::Catalogue;
use rustdag_core::history::History;
use rustdag_proto::v1;
use rustdag_store::{Store, StoreError, StoredEvent, Version};
use rustdag_text::Lang;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Members per generation; up to two generations are kept.
const GENERATION: usize = 512;

/// A member's history at one state, and the last answer it gave.
pub(crate) struct Known {
    version: Version,
    pub(crate) history: History,
    answer: Mutex<Option<(Timestamp, Lang, Arc<v1::Readiness>)>>,
}

impl Known {
    /// The readiness of an instant, from the last answer if that was the same question: the engine would give the same
    /// bytes again.
    pub(crate) fn readiness(
        &self,
        at: Timestamp,
        lang: Lang,
        answer: impl FnOnce(&History) -> v1::Readiness,
    ) -> Arc<v1::Readiness> {
        if let Some((last_at, last_lang, last)) = &*lock(&self.answer)
            && (*last_at, *last_lang) == (at, lang)
        {
            return Arc::clone(last);
        }
        let fresh = Arc::new(answer(&self.history));
        *lock(&self.answer) = Some((at, lang, Arc::clone(&fresh)));
        fresh
    }
}

/// Histories that were read before, in two generations: when the young one is full the old one goes.
#[derive(Default)]
pub(crate) struct Histories {
    generations: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    young: HashMap<MemberName, Arc<Known>>,
    old: HashMap<MemberName, Arc<Known>>,
}

impl Histories {
    /// The history of a member as it is now.
    pub(crate) fn get(&self, store: &dyn Store, name: &MemberName) -> Result<Arc<Known>, Refusal> {
        let no_member = || StoreError::NoMember { gym: name.gym.clone(), member: name.member.clone() };
        let version = store.version(&name.gym, &name.member)?.ok_or_else(no_member)?;
        if let Some(known) = self.find(name).filter(|known| known.version == version) {
            return Ok(known);
        }
        let (member, events) = store.history(&name.gym, &name.member)?.ok_or_else(no_member)?;
        let history = read(name, &member.profile, events)?;
        let known = Arc::new(Known { version: member.version, history, answer: Mutex::new(None) });
        self.keep(name, &known);
        Ok(known)
    }

    fn find(&self, name: &MemberName) -> Option<Arc<Known>> {
        let mut generations = lock(&self.generations);
        if let Some(known) = generations.young.get(name) {
            return Some(Arc::clone(known));
        }
        let known = generations.old.remove(name)?;
        generations.insert(name, &known);
        Some(known)
    }

    fn keep(&self, name: &MemberName, known: &Arc<Known>) {
        lock(&self.generations).insert(name, known);
    }
}

impl Generations {
    fn insert(&mut self, name: &MemberName, known: &Arc<Known>) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(name.clone(), Arc::clone(known));
    }
}

/// Reads what is stored of a member.
fn read(name: &MemberName, profile: &[u8], events: Vec<StoredEvent>) -> Result<History, Refusal> {
    let unreadable = |what: String| Refusal::Unreadable { member: name.to_string(), what };
    let profile = v1::Profile::decode(profile).map_err(|error| unreadable(format!("profile: {error}")))?;
    let profile = profile::from_proto(profile).map_err(|invalid| unreadable(format!("profile.{invalid}")))?;
    // Events were judged when they were recorded: none is in the future of its own recording.
    let intake = Intake { catalogue: Catalogue::official(), latest: Timestamp::MAX };
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
