//! The engine's front door.

use crate::answer::{Check, Plan, Readiness};
use crate::explain::{self, Explanation};
use crate::fold::{Folded, fold_from_first};
use crate::forecast::{self, Forecast};
use crate::gate::Gate;
use crate::history::History;
use crate::learning::{self, Learned};
use crate::model::learning::{Parameters, Priors};
use crate::overreaching::Watching;
use crate::planner::apart::Apart;
use crate::planner::horizon::Horizon;
use crate::planner::{longer, search};
use crate::rule::RuleSet;
use crate::signals::signals;
use crate::snapshot::Situation;
use crate::template::Template;
use crate::wishes::Wishes;

pub use crate::wishes::PlanError;
use crate::{check, plan, readiness, weeks};
use jiff::Timestamp;

/// Days a plan may have: twelve weeks. Up to seven are proven best; longer plans say how far from the best they can at
/// most be.
pub const PLAN_DAYS_MAX: u32 = 84;
/// Days up to which the whole of a plan is searched at once; a longer one is put together week by week.
pub const SEARCHED_DAYS_MAX: u32 = 28;
/// Days a plan has if nobody says otherwise.
pub const PLAN_DAYS_DEFAULT: u32 = 7;

/// Alternatives to the best plan that can be asked for.
pub const ALTERNATIVES_MAX: u32 = Apart::MAX as u32;

/// The rules and session templates with which questions are answered.
#[derive(Clone)]
pub struct Engine {
    rules: RuleSet,
    templates: Vec<Template>,
    priors: Priors,
}

impl Engine {
    /// An engine with these rules and session templates.
    #[must_use]
    pub fn new(rules: RuleSet, templates: Vec<Template>) -> Self {
        Self { rules, templates, priors: Priors::design() }
    }

    /// The same engine with other beliefs about members of whom nothing is logged yet, such as a gym's own.
    #[must_use]
    pub fn with_priors(mut self, priors: Priors) -> Self {
        self.priors = priors;
        self
    }

    /// The same engine with more session templates to choose from, such as a coach's for one plan.
    #[must_use]
    pub fn with_more_templates(mut self, more: Vec<Template>) -> Self {
        self.templates.extend(more);
        self
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The session templates.
    #[must_use]
    pub fn templates(&self) -> &[Template] {
        &self.templates
    }

    /// What is learned of a member by the midnight that began the day of an instant: what sets the clocks of that day.
    #[must_use]
    pub fn learned(&self, history: &History, at: Timestamp) -> Learned {
        learning::learn(history, at, &self.priors)
    }

    /// What of [`Engine::learned`] sets the clocks: the same for every instant of a local day.
    #[must_use]
    pub fn parameters(&self, history: &History, at: Timestamp) -> Parameters {
        learning::parameters(history, at, &self.priors)
    }

    /// Readiness of a member at an instant, from what was logged up to it.
    #[must_use]
    pub fn readiness(&self, history: &History, at: Timestamp) -> Readiness {
        self.readiness_with(history, at, &self.parameters(history, at))
    }

    /// The same, for those who keep a day's [`Engine::parameters`].
    #[must_use]
    pub fn readiness_with(&self, history: &History, at: Timestamp, parameters: &Parameters) -> Readiness {
        let (folded, situation) = look(history, at, parameters);
        readiness::readiness(history, &folded, &situation, &self.rules)
    }

    /// The best plan from an instant, as it is wished for, with as many alternatives as are.
    ///
    /// # Errors
    /// [`PlanError`] if no plan can be asked for like this.
    pub fn plan(&self, history: &History, at: Timestamp, wishes: impl Into<Wishes>) -> Result<Plan, PlanError> {
        self.plan_with(history, at, wishes, || self.parameters(history, at))
    }

    /// The same, for those who keep a day's [`Engine::parameters`]: they are asked for if the question is a sound one.
    ///
    /// # Errors
    /// [`PlanError`] if no plan can be asked for like this.
    pub fn plan_with(
        &self,
        history: &History,
        at: Timestamp,
        wishes: impl Into<Wishes>,
        parameters: impl FnOnce() -> Parameters,
    ) -> Result<Plan, PlanError> {
        let wishes = wishes.into();
        has_days(&wishes)?;
        let of_weeks = wishes.days > SEARCHED_DAYS_MAX || wishes.event.is_some();
        if of_weeks && wishes.alternatives > 0 {
            return Err(PlanError::Alternatives(wishes.alternatives));
        }
        if of_weeks && !wishes.two_sessions.is_empty() {
            return Err(PlanError::TwoSessions);
        }
        let more = wishes.alternatives.min(ALTERNATIVES_MAX) as usize;
        let (folded, situation) = look(history, at, &parameters());
        self.rules.steadily(|rules| {
            let horizon = Horizon::new(history.profile(), &folded, situation.clone(), rules, &self.templates, &wishes)?;
            if of_weeks {
                return Ok(weeks::write_out(longer::best_plan(horizon, wishes.event), &wishes, at));
            }
            Ok(plan::write_out(&horizon, &wishes, &search::best_plans(&horizon, more), at))
        })
    }

    /// The search space of [`Engine::plan`], for those who search it in other ways.
    ///
    /// # Errors
    /// [`PlanError`] if no plan can be asked for like this.
    pub fn horizon<'a>(
        &'a self,
        history: &'a History,
        at: Timestamp,
        wishes: impl Into<Wishes>,
    ) -> Result<Horizon<'a>, PlanError> {
        self.horizon_with(history, at, wishes, || self.parameters(history, at))
    }

    /// The same, for those who keep a day's [`Engine::parameters`].
    ///
    /// # Errors
    /// [`PlanError`] if no plan can be asked for like this.
    pub fn horizon_with<'a>(
        &'a self,
        history: &'a History,
        at: Timestamp,
        wishes: impl Into<Wishes>,
        parameters: impl FnOnce() -> Parameters,
    ) -> Result<Horizon<'a>, PlanError> {
        let wishes = wishes.into();
        has_days(&wishes)?;
        let (folded, situation) = look(history, at, &parameters());
        Horizon::new(history.profile(), &folded, situation, &self.rules, &self.templates, &wishes)
    }

    /// How the member will probably rate this morning and tomorrow; nothing while the safety gate stops all training.
    #[must_use]
    pub fn forecast(&self, history: &History, at: Timestamp) -> Forecast {
        let (_, situation) = self.look(history, at);
        let stopped = Gate::new(history.profile(), &situation).stops_training();
        forecast::forecast_unless(history, at, stopped)
    }

    /// Whether a session fits at an instant.
    #[must_use]
    pub fn check(&self, history: &History, at: Timestamp, session: &Template) -> Check {
        self.check_with(history, at, session, &self.parameters(history, at))
    }

    /// The same, for those who keep a day's [`Engine::parameters`].
    #[must_use]
    pub fn check_with(&self, history: &History, at: Timestamp, session: &Template, parameters: &Parameters) -> Check {
        let (folded, situation) = look(history, at, parameters);
        self.rules.steadily(|rules| check::check(history.profile(), &folded, &situation, rules, session))
    }

    /// Why: what today's numbers come from, which limits bind and what would change that; with a session, what stands in
    /// its way and in which ways it fits.
    #[must_use]
    pub fn explain(&self, history: &History, at: Timestamp, session: Option<&Template>) -> Explanation {
        self.explain_with(history, at, session, &self.parameters(history, at))
    }

    /// The same, for those who keep a day's [`Engine::parameters`].
    #[must_use]
    pub fn explain_with(
        &self,
        history: &History,
        at: Timestamp,
        session: Option<&Template>,
        parameters: &Parameters,
    ) -> Explanation {
        self.rules.steadily(|rules| explain::explain(history, at, parameters, rules, session))
    }

    fn look(&self, history: &History, at: Timestamp) -> (Folded, Situation) {
        look(history, at, &self.parameters(history, at))
    }
}

fn has_days(wishes: &Wishes) -> Result<(), PlanError> {
    if (1..=PLAN_DAYS_MAX).contains(&wishes.days) { Ok(()) } else { Err(PlanError::Horizon(wishes.days)) }
}

fn look(history: &History, at: Timestamp, parameters: &Parameters) -> (Folded, Situation) {
    let mut watching = Watching::new(history, at);
    let folded = fold_from_first(history, at, parameters, &mut watching);
    let mut signals = signals(history, at, folded.today);
    signals.overreaching = watching.finish(&folded);
    let situation = Situation::new(history.profile().level, &folded, signals);
    (folded, situation)
}
