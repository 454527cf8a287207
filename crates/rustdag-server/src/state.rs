//! What every handler shares.

use crate::config::Config;
use crate::histories::Histories;
use crate::refusal::Refusal;
use crate::rules::{Base, Part, Rules, version};
use crate::wire::resource::DEFAULT_GYM;
use crate::wire::{Intake, Invalid, choice, instant};
use jiff::{SignedDuration, Timestamp};
use rustdag_catalogue::Catalogue;
use rustdag_core::rule::{MissingRule, RuleState, Trouble};
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
    pub(crate) rules: Rules,
    pub(crate) catalogue: Arc<Catalogue>,
}

impl State {
    pub(crate) fn new(config: Config) -> Self {
        let Config { listen: _, store, rules, loaded, parameters, trust, rules_admin, catalogue } = config;
        let base = Base::new(&rules, loaded, &parameters);
        let rules = Rules::new(Arc::clone(&store), Arc::clone(&catalogue), base, trust, rules_admin);
        // The gym of an embedded service is put together before anybody asks; what is wrong with it is told who does.
        if let Err(refusal) = rules.of(DEFAULT_GYM) {
            refusal.report();
        }
        let histories = Histories::new(Arc::clone(&catalogue));
        Self { store, histories, rules, catalogue }
    }

    /// What reading an event needs.
    pub(crate) fn intake(&self) -> Intake<'_> {
        Intake { catalogue: &self.catalogue, latest: now() + EVENT_AHEAD }
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

/// A loaded rule in the API's words, as it is at this moment.
pub(crate) fn loaded_rule(part: &Part) -> v1::LoadedRule {
    let (state, trouble) = rule_state(part.rule.state());
    v1::LoadedRule {
        rule: Some(version(&part.about)),
        tier: part.about.tier.as_str().to_owned(),
        on_failure: choice::failure_policy::to_proto(part.rule.on_failure()).into(),
        state: state.into(),
        trouble_since: trouble.as_ref().map(|trouble| instant::to_proto(trouble.since)),
        trouble: trouble.map(|trouble| trouble.why).unwrap_or_default(),
    }
}

/// How a rule is, in the API's words, and what is the matter with it.
pub(crate) fn rule_state(state: RuleState) -> (v1::RuleState, Option<Trouble>) {
    match state {
        RuleState::Running => (v1::RuleState::Running, None),
        RuleState::Restarting(trouble) => (v1::RuleState::Restarting, Some(trouble)),
        RuleState::Quarantined(trouble) => (v1::RuleState::Quarantined, Some(trouble)),
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
