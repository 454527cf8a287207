//! The rules of every gym: which set answers now, how it changes, and the sets of before.
//!
//! A set is put together once (`live`) and never changed. A change puts the next one together beside it, tries what is
//! new on the golden cases, makes it durable, and then swaps one pointer: a call under way keeps the set it began with.

mod base;
mod change;
mod contents;
mod files;
mod golden;
mod live;
mod loading;
mod refusal;
mod service;
mod source;
mod start;
mod together;
mod turns;

pub(crate) use contents::{Contents, Entry, Origin};
pub(crate) use live::{LiveRules, Part, version};
pub use refusal::{Found, RuleRefusal};
pub(crate) use service::RulesHandler;
pub(crate) use start::NOT_LOADED;

use crate::config::RulesAdmin;
use crate::refusal::Refusal;
pub(crate) use base::Base;
use rustdag_catalogue::Catalogue;
use rustdag_core::rule::RuleSet;
use rustdag_host::{LoadedRule, Settings, Trust};
use rustdag_store::Store;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use together::{Gone, Together};
use turns::{Turn, Turns};

/// Sets of before that are kept ready.
const BEFORE_MAX: usize = 8;

/// The rules of every gym.
pub(crate) struct Rules {
    store: Arc<dyn Store>,
    pub(crate) base: Base,
    pub(crate) admin: RulesAdmin,
    /// What answers, by gym.
    now: RwLock<HashMap<String, Now>>,
    /// What was asked for again, the latest first.
    before: Mutex<VecDeque<Arc<LiveRules>>>,
    /// By gym: whose turn it is to change its rules, or to put them together.
    changing: Turns,
    /// By set: whose turn it is to put one of before together.
    again: Turns,
    trust: Trust,
    catalogue: Arc<Catalogue>,
}

impl Rules {
    pub(crate) fn new(
        store: Arc<dyn Store>,
        catalogue: Arc<Catalogue>,
        base: Base,
        trust: Trust,
        admin: RulesAdmin,
    ) -> Self {
        Self {
            store,
            base,
            admin,
            now: RwLock::default(),
            before: Mutex::default(),
            changing: Turns::default(),
            again: Turns::default(),
            trust,
            catalogue,
        }
    }

    /// The set that answers for a gym, if it is ready: one short look into the store, which may be waited for where it is
    /// asked. Another service on this database may have changed it since.
    pub(crate) fn ready(&self, gym: &str) -> Result<Option<Arc<LiveRules>>, Refusal> {
        let Some(now) = self.now(gym) else { return Ok(None) };
        Ok((self.store.last_rule_change(gym)? == now.number).then_some(now.live))
    }

    /// The set that answers for a gym.
    pub(crate) fn of(&self, gym: &str) -> Result<Arc<LiveRules>, Refusal> {
        match self.ready(gym)? {
            Some(live) => Ok(live),
            None => Ok(self.started(gym, &self.changing.of(gym).take())?.live),
        }
    }

    /// A set that the gym has or had.
    pub(crate) fn of_set(&self, gym: &str, set: &str) -> Result<Arc<LiveRules>, Refusal> {
        let live = self.of(gym)?;
        if live.id == set {
            return Ok(live);
        }
        let name = format!("gyms/{gym}/ruleSets/{set}");
        if let Some(kept) = self.kept(&name) {
            return Ok(kept);
        }
        // Who asks for the same set meanwhile waits for it rather than putting it together too.
        let turns = self.again.of(&name);
        let _turn = turns.take();
        if let Some(kept) = self.kept(&name) {
            return Ok(kept);
        }
        let contents = self.stored(gym, set)?.0;
        let Together { parts, problems } = self
            .put_together(gym, &contents, &live, &[])
            .map_err(|Gone { rule, what }| RuleRefusal::SetGone { set: set.to_owned(), rule, what })?;
        let again = Arc::new(LiveRules::new(gym, Arc::clone(&self.catalogue), contents, parts, problems));
        let mut before = self.before();
        before.truncate(BEFORE_MAX - 1);
        before.push_front(Arc::clone(&again));
        Ok(again)
    }

    /// A set of before that is kept; it is the last that goes from now on.
    fn kept(&self, name: &str) -> Option<Arc<LiveRules>> {
        let mut before = self.before();
        let place = before.iter().position(|kept| **kept.name() == *name)?;
        let kept = before.remove(place)?;
        before.push_front(Arc::clone(&kept));
        Some(kept)
    }

    fn before(&self) -> MutexGuard<'_, VecDeque<Arc<LiveRules>>> {
        // A list of sets is whole at every moment, also when a holder panicked.
        self.before.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self, gym: &str) -> Option<Now> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).get(gym).cloned()
    }

    /// From now on this set answers.
    fn swap(&self, gym: &str, next: Now, _turn: &Turn<'_>) {
        self.now.write().unwrap_or_else(PoisonError::into_inner).insert(gym.to_owned(), next);
    }
}

/// What answers for a gym.
#[derive(Clone)]
struct Now {
    live: Arc<LiveRules>,
    /// The last change there was when it was put together; `None` if there was none.
    number: Option<i64>,
}

/// The name of the rule set that answers of the default gym would give, for who asks an engine without a service.
#[must_use]
pub fn set_name(rules: &RuleSet, loaded: &[LoadedRule]) -> String {
    let base = Base::new(rules, loaded.to_vec(), &Settings::default());
    format!("gyms/{}/ruleSets/{}", crate::wire::resource::DEFAULT_GYM, base.contents().id())
}

#[cfg(test)]
mod tests;
