//! Getting a rule of a set: from what is loaded, the service's folders, or what the gym installed.

use super::contents::{Contents, Entry, Origin};
use super::live::Part;
use super::{RuleRefusal, Rules};
use super::{base, files};
use crate::refusal::Refusal;
use crate::wire::rules as wire;
use prost::Message as _;
use rustdag_host::{Host, OFFICIAL, Settings, Trust, is_native_code};
use rustdag_proto::v1;
use rustdag_store::StoredRule;
use std::collections::BTreeMap;
use std::path::Path;

/// Digits of a digest that a sentence shows.
const DIGITS_SHOWN: usize = 12;

impl Rules {
    /// What is in a set that the gym has or had, and when it first had it.
    pub(super) fn stored(&self, gym: &str, set: &str) -> Result<(Contents, i64), Refusal> {
        let stored = self.store.rule_set(gym, set)?;
        let stored = stored.ok_or_else(|| RuleRefusal::NoSet { gym: gym.to_owned(), set: set.to_owned() })?;
        let unreadable = |what: String| Refusal::Unreadable { of: format!("gyms/{gym}/ruleSets/{set}"), what };
        let message = v1::RuleSet::decode(&stored.body[..]).map_err(|error| unreadable(error.to_string()))?;
        let contents = wire::contents_from_proto(message).map_err(|invalid| unreadable(invalid.to_string()))?;
        Ok((contents, stored.created_us))
    }

    /// Loads a rule of a set, or finds it loaded in `pools`; `fresh` holds what is about to be installed. Fails with a
    /// clause of which the rule is the subject.
    pub(super) fn load(
        &self,
        gym: &str,
        entry: &Entry,
        pools: &[&BTreeMap<String, Part>],
        fresh: &[StoredRule],
    ) -> Result<Part, String> {
        let is_it = |part: &&Part| part.about.digest == entry.digest && part.values == entry.values;
        let loaded = pools.iter().copied().chain([&self.base.parts]).filter_map(|pool| pool.get(&entry.id)).find(is_it);
        if let Some(part) = loaded {
            return Ok(part.clone());
        }
        let part = match entry.origin {
            Origin::Service => {
                let ours = self.base.parts.get(&entry.id).ok_or("is not in the service's folders any more")?;
                if ours.about.digest != entry.digest {
                    let digits = |digest: &str| digest.chars().take(DIGITS_SHOWN).collect::<String>();
                    let (theirs, ours) = (digits(&entry.digest), digits(&ours.about.digest));
                    return Err(format!("was another build then ({theirs}, the service has {ours})"));
                }
                at(&ours.about.path, &entry.id, &entry.values, Whose::Service(&self.trust))?
            }
            Origin::Installed => {
                let stored;
                let rule = match fresh.iter().find(|rule| rule.digest == entry.digest) {
                    Some(rule) => rule,
                    None => {
                        let kept = self.store.installed_rule(gym, &entry.digest);
                        stored = kept.map_err(|error| format!("cannot be read: {error}"))?;
                        stored.as_ref().ok_or("is not in the database")?
                    }
                };
                // Whoever runs the service may have thought better of it since.
                if is_native_code(&rule.file_name) && !self.admin.native {
                    return Err(
                        "is a library, and this service does not run installed libraries (--native-rules)".into()
                    );
                }
                sent(&rule.file_name, &rule.body, |path| at(path, &entry.id, &entry.values, Whose::Sent))?
            }
        };
        if part.about.digest == entry.digest {
            return Ok(part);
        }
        Err(format!("was replaced in {} since the service started; start it again", part.about.path.display()))
    }
}

/// Loads a rule from its file with values for its parameters.
fn at(path: &Path, id: &str, values: &BTreeMap<String, f64>, whose: Whose<'_>) -> Result<Part, String> {
    let part = with(path, &Settings(BTreeMap::from([(id.to_owned(), values.clone())])), whose)?;
    if part.about.id == id { Ok(part) } else { Err(format!("is called {} in its file", part.about.id)) }
}

/// Whose file it is, which decides where a library runs.
#[derive(Clone, Copy)]
pub(super) enum Whose<'a> {
    /// Of the service's folders, with those who are trusted there.
    Service(&'a Trust),
    /// Sent by somebody: nobody is trusted, whatever the rule is called.
    Sent,
}

/// Loads a rule that was sent: `load` gets its file.
pub(super) fn sent(name: &str, bytes: &[u8], load: impl FnOnce(&Path) -> Result<Part, String>) -> Result<Part, String> {
    let mut part = files::loaded(name, bytes, load)?;
    // That file is gone; this is what it was called.
    part.about.path = name.into();
    Ok(part)
}

/// Loads a rule from its file with these settings.
pub(super) fn with(path: &Path, settings: &Settings, whose: Whose<'_>) -> Result<Part, String> {
    let loaded = match whose {
        Whose::Service(trust) => Host::load_trusting(&[path], OFFICIAL, settings, trust),
        Whose::Sent => Host::load_trusting(&[path], &[], settings, &Trust::default()),
    };
    if let Some(refused) = loaded.refused.first() {
        return Err(refused.why.to_string());
    }
    let about = loaded.loaded.into_iter().next().ok_or("is no rule")?;
    let rule = loaded.rules.rules().iter().find(|rule| rule.id() == about.id).ok_or("is no rule")?;
    let values = settings.values_for(&about.manifest).map_err(|refusal| refusal.to_string())?;
    Ok(Part { rule: std::sync::Arc::clone(rule), about, values })
}

/// What a set says of a rule that was installed.
pub(super) fn installed(part: &Part, own: &BTreeMap<String, f64>) -> Entry {
    base::of_part(part, Origin::Installed, own.keys().cloned().collect())
}
