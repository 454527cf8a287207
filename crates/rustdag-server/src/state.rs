//! What every handler shares.

use crate::config::{Config, LoadedRule};
use crate::histories::Histories;
use crate::refusal::Refusal;
use crate::wire::{Answering, Intake, Invalid, choice, instant};
use crate::words::Words;
use jiff::{SignedDuration, Timestamp};
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::profile::Level;
use rustdag_core::rule::{MissingRule, RuleSet, RuleState};
use rustdag_proto::v1;
use rustdag_store::Store;
use rustdag_text::Lang;
use std::sync::Arc;

/// How far ahead of this clock an event may be: clocks differ, and so do days.
const EVENT_AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// How far ahead one may ask: beyond a year nothing that was logged says anything.
const QUESTION_AHEAD: SignedDuration = SignedDuration::from_hours(24 * 366);
/// Nothing is logged before 1980, so there is nothing to ask about.
const QUESTION_EARLIEST: Timestamp = Timestamp::constant(315_532_800, 0);

const MINUTE_S: i64 = 60;

/// What every handler shares.
pub(crate) struct State {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) histories: Histories,
    pub(crate) rules: Vec<LoadedRule>,
    pub(crate) missing: Vec<MissingRule>,
    /// In the order of [`Level::ALL`].
    engines: Vec<Engine>,
    words: Words,
    pub(crate) catalogue: Arc<Catalogue>,
    rule_versions: Vec<v1::RuleVersion>,
}

impl State {
    pub(crate) fn new(config: Config) -> Self {
        let Config { listen: _, store, rules, loaded, words, catalogue } = config;
        let engine = |&level: &Level| Engine::new(RuleSet::clone(&rules), catalogue.templates(level));
        Self {
            store,
            histories: Histories::new(Arc::clone(&catalogue)),
            missing: rules.missing().to_vec(),
            engines: Level::ALL.iter().map(engine).collect(),
            words,
            catalogue,
            rule_versions: loaded.iter().map(rule_version).collect(),
            rules: loaded,
        }
    }

    /// The engine with the session templates of a level.
    pub(crate) fn engine(&self, level: Level) -> &Engine {
        &self.engines[level as usize]
    }

    /// The loaded rules in the API's words, each as it is at this moment.
    pub(crate) fn loaded_rules(&self) -> Vec<v1::LoadedRule> {
        let rules = self.engine(Level::Novice).rules().rules();
        let state =
            |id: &str| rules.iter().find(|rule| rule.id() == id).map_or(RuleState::Running, |rule| rule.state());
        self.rules.iter().map(|rule| loaded_rule(rule, state(&rule.id))).collect()
    }

    /// What reading an event needs.
    pub(crate) fn intake(&self) -> Intake<'_> {
        Intake { catalogue: &self.catalogue, latest: now() + EVENT_AHEAD }
    }

    /// What writing an answer needs.
    pub(crate) fn answering(&self, lang: Lang) -> Answering<'_> {
        Answering { words: &self.words, catalogue: &self.catalogue, lang, rules: &self.rule_versions }
    }

    /// Runs what takes long, or waits for the disk, where it does not hold up other calls.
    pub(crate) async fn apart<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let state = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&state)).await.unwrap_or(Err(Refusal::Unfinished))
    }
}

/// A rule in the API's words.
pub(crate) fn rule_version(rule: &LoadedRule) -> v1::RuleVersion {
    let LoadedRule { id, version, digest, tier: _, on_failure: _ } = rule;
    v1::RuleVersion { rule: id.clone(), version: version.clone(), digest: digest.clone() }
}

/// A loaded rule in the API's words, as it is at this moment.
pub(crate) fn loaded_rule(rule: &LoadedRule, state: RuleState) -> v1::LoadedRule {
    let (state, trouble) = match state {
        RuleState::Running => (v1::RuleState::Running, None),
        RuleState::Restarting(trouble) => (v1::RuleState::Restarting, Some(trouble)),
        RuleState::Quarantined(trouble) => (v1::RuleState::Quarantined, Some(trouble)),
    };
    v1::LoadedRule {
        rule: Some(rule_version(rule)),
        tier: rule.tier.clone(),
        on_failure: choice::failure_policy::to_proto(rule.on_failure).into(),
        state: state.into(),
        trouble_since: trouble.as_ref().map(|trouble| instant::to_proto(trouble.since)),
        trouble: trouble.map(|trouble| trouble.why).unwrap_or_default(),
    }
}

/// A missing rule in the API's words.
pub(crate) fn missing_rule(rule: &MissingRule) -> v1::MissingRule {
    let MissingRule { id, on_failure } = rule;
    v1::MissingRule { rule: id.clone(), on_failure: choice::failure_policy::to_proto(*on_failure).into() }
}

/// The clock of the service: the only one there is.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// The same in the store's unit.
pub(crate) fn now_us() -> i64 {
    now().as_microsecond()
}

/// The instant a question is about. If none is given it is the end of this minute: what was logged a moment ago counts,
/// and everybody who asks within the minute gets the same answer.
pub(crate) fn question_at(at: Option<prost_types::Timestamp>) -> Result<Timestamp, Invalid> {
    let now = now();
    let Some(at) = at else {
        let minute_end = (now.as_second().div_euclid(MINUTE_S) + 1) * MINUTE_S;
        return Timestamp::from_second(minute_end).map_err(|_| Invalid::new("at", "cannot be read from the clock"));
    };
    let at = instant::from_proto("at", at)?;
    if at < QUESTION_EARLIEST || at > now + QUESTION_AHEAD {
        return Err(Invalid::new("at", format_args!("is {at}; ask about an instant from 1980 to a year ahead")));
    }
    Ok(at)
}

/// The language a question is in.
pub(crate) fn language(code: &str) -> Result<Lang, Invalid> {
    if code.is_empty() {
        return Ok(Lang::default());
    }
    code.parse().map_err(|_| Invalid::new("language_code", format_args!("is `{code}`; give nl or en")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_found_by_their_level() {
        for (place, &level) in Level::ALL.iter().enumerate() {
            assert_eq!(level as usize, place);
        }
    }

    #[test]
    fn without_an_instant_the_minute_that_is_running_counts_whole() {
        let at = question_at(None).unwrap();
        assert!(at > now() - SignedDuration::from_secs(1));
        assert_eq!(at.as_second() % MINUTE_S, 0);
        assert!(at <= now() + SignedDuration::from_secs(MINUTE_S));
    }

    #[test]
    fn questions_about_no_time_are_refused() {
        for text in ["1979-12-31T00:00:00Z", "9999-01-01T00:00:00Z"] {
            assert!(question_at(Some(instant::to_proto(text.parse().unwrap()))).is_err(), "{text}");
        }
        assert!(language("nl-BE").is_ok());
        assert_eq!(language("tlh").unwrap_err().to_string(), "language_code is `tlh`; give nl or en");
    }
}
