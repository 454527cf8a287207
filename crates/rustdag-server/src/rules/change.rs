//! Changing a gym's rules: the next set is put together, tried, made durable, and then answers.

use super::base::Base;
use super::contents::{Contents, Entry, Origin};
use super::live::LiveRules;
use super::loading::Whose;
use super::refusal::{Found, RuleRefusal};
use super::source::{File, Sent};
use super::start::allows;
use super::together::{Together, unusable};
use super::turns::Turn;
use super::{Now, Rules, loading};
use crate::refusal::Refusal;
use crate::state::now_us;
use crate::wire::Invalid;
use crate::wire::rules as wire;
use prost::Message as _;
use rustdag_core::reason::ENGINE;
use rustdag_host::{OFFICIAL, Settings, Weight};
use rustdag_proto::v1::RuleAction;
use rustdag_store::{NewRuleChange, RuleChange, StoredRule};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Rules a gym may install: each costs some time on every predicted day.
const INSTALLED_MAX: usize = 64;
/// Changes looked through for a set of before.
const CHANGES_AT_ONCE: u32 = 200;

/// How rules are to be installed.
pub(crate) struct Installation {
    pub(crate) sent: Sent,
    pub(crate) parameters: BTreeMap<String, f64>,
    pub(crate) disabled: bool,
    pub(crate) despite_findings: bool,
}

/// What came of it.
pub(crate) struct Installed {
    pub(crate) live: Arc<LiveRules>,
    pub(crate) ids: Vec<String>,
    pub(crate) found: Vec<Found>,
}

/// What is about to be done.
struct Next {
    contents: Contents,
    fresh: Vec<StoredRule>,
    action: RuleAction,
    by: String,
    /// The change that going back leads to; the last one if nothing else is said.
    returns_to: Option<Option<i64>>,
}

impl Rules {
    /// Installs rules: all or none.
    pub(crate) fn install(&self, gym: &str, by: String, asked: Installation) -> Result<Installed, Refusal> {
        let Installation { sent, parameters, disabled, despite_findings } = asked;
        let found = findings(&sent.files);
        let turns = self.changing.of(gym);
        let turn = turns.take();
        let now = self.started(gym, &turn)?;
        let live = &now.live;
        let (entries, fresh) = self.candidates(&live.contents, sent.files, &parameters)?;
        refuse(&found, despite_findings)?;
        let ids = entries.iter().map(|entry| entry.id.clone()).collect();
        let contents = with_installed(&live.contents, entries, !disabled)?;
        let next = Next { contents, fresh, action: RuleAction::Installed, by, returns_to: None };
        Ok(Installed { live: self.become_next(gym, &now, next, &turn)?, ids, found })
    }

    /// Says everything there is to say of rules, and whether they could be installed.
    pub(crate) fn check(&self, gym: &str, sent: Sent) -> Result<(Vec<Found>, bool), Refusal> {
        let mut found = findings(&sent.files);
        let live = self.of(gym)?;
        let refusal = self.try_out(gym, &live, sent.files).err();
        let has_mistake = found.iter().any(|found| found.weight == Weight::Mistake);
        let installable = refusal.is_none() && !has_mistake;
        match refusal {
            None => {}
            // A file with mistakes does not load, which says them once more.
            Some(Refusal::Rules(RuleRefusal::Findings { .. })) if has_mistake => {}
            Some(Refusal::Rules(RuleRefusal::Findings { found: more, .. })) => found.extend(more),
            Some(Refusal::Rules(refusal)) => {
                found.push(Found { file: String::new(), weight: Weight::Mistake, text: refusal.to_string() });
            }
            Some(refusal) => return Err(refusal),
        }
        found.sort_by_key(|found| found.weight);
        Ok((found, installable))
    }

    /// Loads rules and tries them on the golden cases, as installing does.
    fn try_out(&self, gym: &str, live: &LiveRules, files: Vec<File>) -> Result<(), Refusal> {
        let (entries, fresh) = self.candidates(&live.contents, files, &BTreeMap::new())?;
        let contents = with_installed(&live.contents, entries, true)?;
        self.try_together(gym, &contents, live, &fresh).map(drop)
    }

    /// Uses a rule, and sets its parameters.
    pub(crate) fn enable(
        &self,
        gym: &str,
        by: String,
        id: &str,
        parameters: &BTreeMap<String, f64>,
        reset: bool,
    ) -> Result<Arc<LiveRules>, Refusal> {
        let turns = self.changing.of(gym);
        let turn = turns.take();
        let now = self.started(gym, &turn)?;
        let live = &now.live;
        let entry = entry_of(live, gym, id)?;
        let mut own = if reset { BTreeMap::new() } else { entry.own_values() };
        own.extend(parameters.clone());
        let mut contents = live.contents.clone();
        let mut next = Entry { enabled: true, ..entry.clone() };
        // One that is missing may be there by now; if it is not, there is nothing to set.
        let part = match live.parts.get(id).or_else(|| self.base.parts.get(id)) {
            Some(part) => part.clone(),
            None => self.load(gym, entry, &[], &[]).map_err(|what| unusable(id.to_owned(), what))?,
        };
        // What whoever runs the service set for every gym stays beneath what the gym sets.
        let mut settings = self.base.parts.get(id).map(|part| part.values.clone()).unwrap_or_default();
        settings.extend(own.clone());
        let settings = Settings(BTreeMap::from([(id.to_owned(), settings)]));
        let values = settings.values_for(&part.about.manifest);
        next.values = values.map_err(|refusal| Invalid::new("parameters", refusal))?;
        next.set_by_gym = own.into_keys().collect();
        contents.put(next);
        let next = Next { contents, fresh: Vec::new(), action: RuleAction::Enabled, by, returns_to: None };
        self.become_next(gym, &now, next, &turn)
    }

    /// Stops using a rule.
    pub(crate) fn disable(&self, gym: &str, by: String, id: &str) -> Result<Arc<LiveRules>, Refusal> {
        if id == ENGINE {
            return Err(RuleRefusal::Engine.into());
        }
        let turns = self.changing.of(gym);
        let turn = turns.take();
        let now = self.started(gym, &turn)?;
        let live = &now.live;
        let entry = entry_of(live, gym, id)?;
        if Base::keeps_safe(id) {
            return Err(RuleRefusal::KeepsSafe { rule: id.to_owned() }.into());
        }
        let mut contents = live.contents.clone();
        contents.put(Entry { enabled: false, ..entry.clone() });
        let next = Next { contents, fresh: Vec::new(), action: RuleAction::Disabled, by, returns_to: None };
        self.become_next(gym, &now, next, &turn)
    }

    /// Goes back to the set before the last change, or to one of the history.
    pub(crate) fn roll_back(&self, gym: &str, by: String, set: Option<&str>) -> Result<Arc<LiveRules>, Refusal> {
        let turns = self.changing.of(gym);
        let turn = turns.take();
        let now = self.started(gym, &turn)?;
        let target = match set {
            Some(set) => self.change_to(gym, set)?,
            None => {
                let last = self.store.rule_changes(gym, None, 1)?.pop();
                let number = last.and_then(|change| change.returns_to).ok_or(RuleRefusal::NothingBefore)?;
                let target = self.store.rule_changes(gym, number.checked_add(1), 1)?.pop();
                target.ok_or(RuleRefusal::NothingBefore)?
            }
        };
        let contents = self.stored(gym, &target.set_id)?.0;
        let returns_to = Some(target.returns_to);
        let next = Next { contents, fresh: Vec::new(), action: RuleAction::RolledBack, by, returns_to };
        self.become_next(gym, &now, next, &turn)
    }

    /// The latest change that led to a set.
    fn change_to(&self, gym: &str, set: &str) -> Result<RuleChange, Refusal> {
        let mut before = None;
        loop {
            let page = self.store.rule_changes(gym, before, CHANGES_AT_ONCE)?;
            let Some(last) = page.last() else {
                return Err(RuleRefusal::NoSet { gym: gym.to_owned(), set: set.to_owned() }.into());
            };
            before = Some(last.number);
            if let Some(change) = page.into_iter().find(|change| change.set_id == set) {
                return Ok(change);
            }
        }
    }

    /// What a set would say of rules that were sent, and their files.
    fn candidates(
        &self,
        there: &Contents,
        files: Vec<File>,
        parameters: &BTreeMap<String, f64>,
    ) -> Result<(Vec<Entry>, Vec<StoredRule>), Refusal> {
        if files.len() > 1 && !parameters.is_empty() {
            let problem = "are given for more than one rule; install them first, then set each";
            return Err(Invalid::new("parameters", problem).into());
        }
        let (mut entries, mut fresh) = (Vec::<Entry>::new(), Vec::new());
        for File { name, declared, bytes } in files {
            let refused = |text: String| {
                let found = vec![Found { file: name.clone(), weight: Weight::Mistake, text }];
                RuleRefusal::Findings { found, may_insist: false }
            };
            let digest = rustdag_host::digest(&bytes);
            let as_it_is = |path: &Path| loading::with(path, &Settings::default(), Whose::Sent);
            let part = loading::sent(&name, &bytes, as_it_is).map_err(refused)?;
            let id = part.about.id.clone();
            if let Some(declared) = declared.filter(|declared| *declared != id) {
                return Err(refused(format!("is rule `{id}`, and pack.toml calls it `{declared}`")).into());
            }
            let taken = |whose| RuleRefusal::Taken { file: name.clone(), id: id.clone(), whose };
            if OFFICIAL.iter().any(|rule| rule.id == id) {
                return Err(taken("an official rule").into());
            }
            if self.base.has(&id) {
                return Err(taken("one of the service's own").into());
            }
            if entries.iter().any(|entry| entry.id == id) {
                return Err(taken("another of the archive").into());
            }
            // A new version keeps what the gym set of the old one, as far as it still may.
            let mut own = there.entry(&id).map(Entry::own_values).unwrap_or_default();
            own.retain(|name, value| allows(&part, name, *value));
            own.extend(parameters.clone());
            let settings = Settings(BTreeMap::from([(id, own.clone())]));
            let mut entry = loading::installed(&part, &own);
            entry.values =
                settings.values_for(&part.about.manifest).map_err(|refusal| Invalid::new("parameters", refusal))?;
            entries.push(entry);
            fresh.push(StoredRule { digest, file_name: name, body: bytes });
        }
        Ok((entries, fresh))
    }

    /// Puts the next set together, tries what is new in it, keeps it, and lets it answer.
    fn become_next(&self, gym: &str, now: &Now, next: Next, turn: &Turn<'_>) -> Result<Arc<LiveRules>, Refusal> {
        let Next { contents, fresh, action, by, returns_to } = next;
        let Together { parts, problems } = self.try_together(gym, &contents, &now.live, &fresh)?;
        let next = Arc::new(LiveRules::new(gym, Arc::clone(&self.catalogue), contents, parts, problems));
        if next.id == now.live.id {
            return Ok(Arc::clone(&now.live));
        }
        // Another service on this database may have changed them meanwhile; then this is refused.
        let after = now.number;
        let change = NewRuleChange {
            after,
            rules: fresh,
            set_id: next.id.clone(),
            set_body: wire::contents_to_proto(&next.contents).encode_to_vec(),
            returns_to: returns_to.unwrap_or(after),
            action: action.into(),
            requested_by: by,
        };
        let number = Some(self.store.change_rules(gym, change, now_us())?.number);
        self.swap(gym, Now { live: Arc::clone(&next), number }, turn);
        Ok(next)
    }
}

/// Refuses what was found to be wrong, and what is doubted unless somebody insists.
fn refuse(found: &[Found], despite_findings: bool) -> Result<(), RuleRefusal> {
    let heavy: Vec<Found> = found.iter().filter(|found| found.weight != Weight::Note).cloned().collect();
    let may_insist = heavy.iter().all(|found| found.weight != Weight::Mistake);
    if heavy.is_empty() || (may_insist && despite_findings) {
        return Ok(());
    }
    Err(RuleRefusal::Findings { found: heavy, may_insist })
}

fn findings(files: &[File]) -> Vec<Found> {
    let of = |file: &File| {
        let name = file.name.clone();
        rustdag_host::findings(&file.name, &file.bytes)
            .into_iter()
            .map(move |finding| Found { file: name.clone(), weight: finding.weight, text: finding.text })
            .collect::<Vec<_>>()
    };
    let mut found: Vec<Found> = files.iter().flat_map(of).collect();
    found.sort_by_key(|found| found.weight);
    found
}

/// A set with rules installed into it.
fn with_installed(there: &Contents, entries: Vec<Entry>, enabled: bool) -> Result<Contents, RuleRefusal> {
    let mut contents = there.clone();
    for entry in entries {
        contents.put(Entry { enabled, ..entry });
    }
    let count = contents.entries.iter().filter(|entry| entry.origin == Origin::Installed).count();
    if count > INSTALLED_MAX {
        return Err(RuleRefusal::TooMany { count, most: INSTALLED_MAX });
    }
    Ok(contents)
}

fn entry_of<'a>(live: &'a LiveRules, gym: &str, id: &str) -> Result<&'a Entry, RuleRefusal> {
    live.contents.entry(id).ok_or_else(|| RuleRefusal::NoRule {
        gym: gym.to_owned(),
        rule: id.to_owned(),
        has: live.contents.entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_refused_whoever_insists_and_a_doubt_unless_somebody_does() {
        use Weight::{Doubt, Mistake, Note};
        let refused = |weights: &[Weight], despite| {
            let found = |weight: &Weight| Found { file: "a.toml".into(), weight: *weight, text: String::new() };
            match refuse(&weights.iter().map(found).collect::<Vec<_>>(), despite) {
                Ok(()) => None,
                Err(RuleRefusal::Findings { found, may_insist }) => Some((found.len(), may_insist)),
                Err(other) => panic!("{other}"),
            }
        };
        assert_eq!(refused(&[Note], false), None);
        assert_eq!((refused(&[Doubt, Note], false), refused(&[Doubt, Note], true)), (Some((1, true)), None));
        for despite in [false, true] {
            assert_eq!(refused(&[Mistake, Doubt, Note], despite), Some((2, false)));
        }
    }
}
