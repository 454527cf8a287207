//! The days of a plan: when sessions would happen, what sleep is expected, what may be chosen, and the one step from a
//! day's session time to the next day's.

use crate::anatomy::{Muscle, PerMuscle};
use crate::body::{Body, Clocks};
use crate::calendar::day_start;
use crate::dose::Dose;
use crate::exercise::Equipment;
use crate::fit::{self, Room};
use crate::fold::{Folded, SleepState, day_after, day_factor, hours_after, hours_between};
use crate::gate::Gate;
use crate::limits::{self, Asked, Failures, ask, tightest};
use crate::model::local_muscle::Fatigue;
use crate::near;
use crate::profile::Profile;
use crate::rule::RuleSet;
use crate::snapshot::{Situation, snapshot};
use crate::template::{DayKind, Template};
use crate::wishes::{Pinned, PlanError, Wishes};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use rustdag_rule_abi::{Limits, LimitsPage, Snapshot, SnapshotPage};

use super::objective::{Objective, Prices};

mod part;

/// Local hour of sessions where the member's own is not known.
const SESSION_HOUR: f64 = 18.0;
/// Share of an appointment's load from which what was done today is taken for it. Design.
const SAME_SESSION_SHARE: f64 = 0.5;
/// Reserves that sessions can be eased to: 0 to 4, beyond which a set is no hard set any more.
const RIR_VARIANTS: usize = 5;

/// One day of the horizon.
#[derive(Clone, Debug)]
pub struct HorizonDay {
    /// Local date.
    pub date: Date,
    /// When a session would happen.
    pub session_at: Timestamp,
    /// Training was already done on this day.
    pub done: bool,
    /// Minutes there are; `None` on a day without any.
    pub minutes: Option<f64>,
    /// Sleep as known or expected.
    pub sleep: SleepState,
    /// What may be done.
    pub options: Options,
    sleep_factor: f64,
    day_factor: f64,
    next_day_factor: f64,
    hours_to_midnight: f64,
    hours_from_midnight: f64,
    new_week: bool,
}

/// What a day may hold as far as wishes go, and what each choice costs beside the objective; `None` for what it may not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// No training.
    pub rest: Option<f64>,
    /// Per action.
    pub actions: Vec<Option<f64>>,
}

/// A session template, or two that one day may hold, with the dose at every reserve they can be eased to.
#[derive(Clone, Debug)]
pub struct Action {
    /// What it is called: the template's id, or both with a `+` between them.
    pub id: String,
    /// Index into [`Horizon::templates`].
    pub template: usize,
    /// That of the second session of the day.
    pub second: Option<usize>,
    /// It happens whatever the limits of the day.
    pub fixed: bool,
    /// Dose with at least 0, 1, … repetitions in reserve.
    pub doses: Vec<Dose>,
}

/// Everything a search needs: fixed while it runs.
pub struct Horizon<'a> {
    /// The days.
    pub days: Vec<HorizonDay>,
    /// The body at the first day's session time.
    pub body: Body,
    /// What may be chosen besides rest.
    pub actions: Vec<Action>,
    /// The session templates, and after them the appointments.
    pub templates: Vec<Template>,
    /// What a plan is worth.
    pub objective: Objective,
    /// What holds for the whole horizon.
    pub situation: Situation,
    /// The safety gate.
    pub gate: Gate,
    /// Whose plan it is.
    pub profile: &'a Profile,
    clocks: Clocks,
    rules: &'a RuleSet,
    /// Days of the plan before the first of these: where this is a part of a longer one.
    ahead: usize,
    /// From this day of the plan on another situation holds.
    afterwards: Option<(usize, Situation)>,
}

impl<'a> Horizon<'a> {
    /// Lays out days from an instant.
    ///
    /// # Errors
    /// [`PlanError`] where wishes contradict each other or the member's time and equipment.
    pub fn new(
        profile: &'a Profile,
        folded: &Folded,
        situation: Situation,
        rules: &'a RuleSet,
        templates: &[Template],
        wishes: &Wishes,
    ) -> Result<Self, PlanError> {
        let gate = Gate::new(profile, &situation);
        let chosen = templates
            .iter()
            .enumerate()
            .filter(|(_, template)| template.kind == DayKind::Training && template.possible_with(&profile.equipment))
            .map(|(index, template)| Action {
                id: template.id.clone(),
                template: index,
                second: None,
                fixed: false,
                doses: (0..RIR_VARIANTS).map(|rir| Dose::of_template(template, rir as f64, profile)).collect(),
            });
        let fixed = wishes.appointments.iter().enumerate().map(|(index, appointment)| Action {
            id: appointment.session.id.clone(),
            template: templates.len() + index,
            second: None,
            fixed: true,
            doses: vec![Dose::of_template(&appointment.session, 0.0, profile)],
        });
        let chosen: Vec<Action> = chosen.collect();
        let pairs = if wishes.two_sessions.is_empty() { Vec::new() } else { pairs(&chosen) };
        let actions: Vec<Action> = chosen.into_iter().chain(pairs).chain(fixed).collect();
        let appointments = wishes.appointments.iter().map(|appointment| appointment.session.clone());
        let templates: Vec<Template> = templates.iter().cloned().chain(appointments).collect();
        let mut days = lay_out(profile, folded, wishes.days);
        if let (Some(first), Some(last)) = (days.first(), days.last()) {
            wishes.check_days(first.date, last.date)?;
        }
        for day in &mut days {
            day.options = options(day, wishes, &actions, &templates, &gate, profile, folded.body.load_today)?;
        }
        let mut body = folded.body.clone();
        if let Some(first) = days.first() {
            body.rest(hours_between(folded.at, first.session_at), first.day_factor);
            body.settle(&folded.clocks);
        }
        Ok(Self {
            objective: Objective::new(profile, &body),
            days,
            body,
            actions,
            templates,
            situation,
            gate,
            profile,
            clocks: folded.clocks.clone(),
            rules,
            ahead: 0,
            afterwards: None,
        })
    }

    /// The tightest limits of a day for a body at its session time.
    #[must_use]
    pub fn limits(&self, body: &Body, day: usize, page: &mut LimitsPage) -> Limits {
        self.tightest(body, day, page, Failures::Tighten)
    }

    /// The loosest that the limits of a day can be for a body no worse than this one: a rule that does not answer about
    /// this body may answer about another.
    pub(crate) fn loosest_limits(&self, body: &Body, day: usize, page: &mut LimitsPage) -> Limits {
        self.tightest(body, day, page, Failures::Loosen)
    }

    fn tightest(&self, body: &Body, day: usize, page: &mut LimitsPage, failures: Failures) -> Limits {
        let snapshot = SnapshotPage::new(self.snapshot(body, day));
        tightest(body, self.situation_on(day), &self.gate, &snapshot, self.rules, page, failures)
    }

    /// The same with reasons.
    #[must_use]
    pub fn ask(&self, body: &Body, day: usize) -> Asked {
        ask(body, self.situation_on(day), &self.gate, self.snapshot(body, day), self.rules)
    }

    fn snapshot(&self, body: &Body, day: usize) -> Snapshot {
        snapshot(body, self.situation_on(day), &self.days[day].sleep, (self.ahead + day) as f64)
    }

    /// What holds on a day.
    #[must_use]
    pub fn situation_on(&self, day: usize) -> &Situation {
        match &self.afterwards {
            Some((from, situation)) if self.ahead + day >= *from => situation,
            _ => &self.situation,
        }
    }

    /// The dose of an action under a day's limits, eased to the reserve they ask; `None` if it does not fit.
    #[must_use]
    pub fn admissible(&self, action: usize, day: usize, limits: &Limits) -> Option<&Dose> {
        self.admissible_in(action, day, limits, &Room::of(limits))
    }

    /// The same with the room that the limits leave, for those who ask about many actions.
    pub(crate) fn admissible_in(&self, action: usize, day: usize, limits: &Limits, room: &Room) -> Option<&Dose> {
        let doses = &self.actions[action].doses;
        let dose = &doses[eased_to(limits).min(doses.len() - 1)];
        self.dose_fits_room(action, dose, day, room).then_some(dose)
    }

    pub(crate) fn dose_fits_room(&self, action: usize, dose: &Dose, day: usize, room: &Room) -> bool {
        let fixed = self.actions[action].fixed;
        let day = &self.days[day];
        day.options.actions[action].is_some()
            && (fixed || !day.done && day.minutes.is_some_and(|minutes| dose.minutes <= minutes) && room.fits(dose))
    }

    /// What a choice costs on a day beside the objective; `None` for what the day may not hold.
    #[must_use]
    pub fn price(&self, day: usize, choice: Option<usize>) -> Option<f64> {
        let options = &self.days[day].options;
        choice.map_or(options.rest, |action| options.actions[action])
    }

    /// The member's clocks.
    #[must_use]
    pub fn clocks(&self) -> &Clocks {
        &self.clocks
    }

    /// Whether a better recovered body never gets tighter limits.
    #[must_use]
    pub fn rules_are_order_preserving(&self) -> bool {
        self.rules.rules().iter().all(|rule| rule.is_order_preserving())
    }

    /// A body that is better off than any that plans of this horizon can lead to with the same fatigue: wholly used to
    /// its work, its joints worn in by the most any plan could give them, no rise of load and no monotony.
    #[must_use]
    pub fn at_its_best(&self, body: &Body) -> Body {
        let mut best = body.clone();
        best.have_no_novelty();
        best.have_no_monotony();
        // Capacity is a mean of what it was and of daily loads: no plan lifts it above the larger of the two.
        for (slot, joint) in best.joints.0.iter_mut().enumerate() {
            let loads = self.actions.iter().flat_map(|action| &action.doses).map(|dose| dose.joints.0[slot]);
            joint.capacity = loads.fold(self.body.joints.0[slot].capacity, f64::max);
        }
        best
    }

    /// Passes a day with this dose or with rest: the body at the next session time, and what the day was worth.
    #[must_use]
    pub fn step(&self, body: &Body, day: usize, dose: Option<&Dose>) -> (Body, f64) {
        let mut next = body.clone();
        let worth = self.pass(&mut next, day, dose);
        (next, worth)
    }

    /// The same in place: a body is large, and a search passes many.
    pub fn pass(&self, body: &mut Body, day: usize, dose: Option<&Dose>) -> f64 {
        let here = &self.days[day];
        let mut worth = 0.0;
        if let Some(dose) = dose {
            worth -= Objective::prices(body).of(dose) + self.objective.day_price;
            body.train(dose, &self.situation.usual, &self.clocks);
        }
        body.rest(here.hours_to_midnight, here.day_factor);
        body.midnight(&self.clocks, here.sleep_factor, true, here.new_week);
        worth += self.objective.day(body, here.sleep_factor);
        body.rest(here.hours_from_midnight, here.next_day_factor);
        body.settle(&self.clocks);
        worth
    }

    /// The least fatigue that a session leaves in each muscle at the next day's session time: from a rested body, used to
    /// the work, after the longest day, with enough sleep.
    #[must_use]
    pub fn least_fatigue_next_day(&self, dose: &Dose) -> PerMuscle<f64> {
        let hours = self.days.iter().map(|day| day.hours_to_midnight + day.hours_from_midnight).fold(0.0, f64::max);
        PerMuscle::from_fn(|muscle| {
            let bout = Fatigue::default().after_bout(dose.fatigue[muscle], 0.0, self.clocks.bout_fatigue);
            Fatigue { fast: 0.0, slow: bout.slow }.after_rest(hours, self.clocks.tau_h[muscle]).total()
        })
    }

    /// The least that a session costs at this fatigue on the day after `yesterday`; infinite where the engine's own muscle limit
    /// forbids it.
    #[must_use]
    pub fn least_cost_at(&self, fatigue: &PerMuscle<f64>, yesterday: &Dose, dose: &Dose) -> f64 {
        let usual = &self.situation.usual.hard_sets;
        let allowed = |muscle: Muscle| limits::sets_by_fatigue(fatigue[muscle], usual[muscle]);
        let forbidden = |muscle: Muscle| !fit::muscle_fits(dose, muscle, allowed(muscle));
        if Muscle::ALL.iter().any(|&muscle| forbidden(muscle)) {
            return f64::INFINITY;
        }
        Prices::new(fatigue, |muscle| yesterday.trains(muscle)).of(dose)
    }

    /// What the body left behind after the last day is worth.
    #[must_use]
    pub fn terminal(&self, body: &Body) -> f64 {
        self.objective.terminal(body, self.last_sleep_factor())
    }

    /// Sleep's factor on adaptation on a day.
    #[must_use]
    pub fn sleep_factor(&self, day: usize) -> f64 {
        self.days[day].sleep_factor
    }

    /// Sleep's factor on the last day, taken for what follows.
    #[must_use]
    pub fn last_sleep_factor(&self) -> f64 {
        self.days.last().map_or(1.0, |day| day.sleep_factor)
    }
}

/// The variant of a session that keeps the reserve asked.
#[must_use]
pub fn eased_to(limits: &Limits) -> usize {
    f64::from(limits.rir_min).ceil() as usize
}

/// Every two sessions that are for different muscles. The body takes them in as one session at the usual hour: that there
/// is rest between them is not counted.
fn pairs(single: &[Action]) -> Vec<Action> {
    let both = |(place, first): (usize, &Action)| {
        let later = single[place + 1..].iter();
        let fit = later.filter(|second| first.doses[0].is_for_other_muscles_than(&second.doses[0]));
        let pair = |second: &Action| Action {
            id: format!("{}+{}", first.id, second.id),
            template: first.template,
            second: Some(second.template),
            fixed: false,
            doses: first.doses.iter().zip(&second.doses).map(|(one, other)| one.and(other)).collect(),
        };
        fit.map(pair).collect::<Vec<_>>()
    };
    single.iter().enumerate().flat_map(both).collect()
}

/// What a day may hold by the wishes. An appointment stands alone on its day, unless the safety gate has no room for it.
fn options(
    day: &HorizonDay,
    wishes: &Wishes,
    actions: &[Action],
    templates: &[Template],
    gate: &Gate,
    profile: &Profile,
    load_today: f64,
) -> Result<Options, PlanError> {
    let date = day.date;
    let price = |action: &Action| wishes.price(date, Some(&action.id));
    // Limits do not move an appointment, but the gate comes before everything: pain, age, warning signs.
    let fixed: Vec<&Dose> = actions.iter().filter(|action| action.fixed).flat_map(|action| &action.doses).collect();
    let is_safe = |appointed: usize| fit::fits(fixed[appointed], &gate.limits);
    // What was logged today may have been it already.
    let is_done = |appointed: usize| day.done && load_today >= SAME_SESSION_SHARE * fixed[appointed].load;
    let appointed = wishes.appointments.iter().position(|appointment| appointment.date == date);
    if let Some(appointed) = appointed.filter(|&index| !is_done(index) && is_safe(index)) {
        let place = templates.len() - wishes.appointments.len() + appointed;
        let only = |action: &Action| (action.fixed && action.template == place).then_some(0.0);
        return Ok(Options { rest: None, actions: actions.iter().map(only).collect() });
    }
    let rest = Some(wishes.price(date, None));
    let actions = match wishes.pinned(date) {
        Some(Pinned::Rest) => vec![None; actions.len()],
        Some(Pinned::Session(pinned)) => {
            let own = &templates[..templates.len() - wishes.appointments.len()];
            may_be_pinned(day, pinned, actions, own, &profile.equipment)?;
            actions.iter().map(|action| (!action.fixed && action.id == *pinned).then(|| price(action))).collect()
        }
        None => {
            let two = wishes.two_sessions.contains(&date.weekday());
            let may = |action: &Action| !action.fixed && (two || action.second.is_none());
            actions.iter().map(|action| may(action).then(|| price(action))).collect()
        }
    };
    Ok(Options { rest, actions })
}

/// Whether the member's time and equipment have room for a session that somebody decided on.
fn may_be_pinned(
    day: &HorizonDay,
    pinned: &str,
    actions: &[Action],
    templates: &[Template],
    equipment: &[Equipment],
) -> Result<(), PlanError> {
    let date = day.date;
    // Two sessions of one day have a `+` between them.
    for part in pinned.split('+') {
        let id = part.to_owned();
        let Some(template) = templates.iter().find(|template| template.id == part) else {
            let ids = templates.iter().filter(|template| template.kind == DayKind::Training).map(|it| it.id.as_str());
            return Err(PlanError::UnknownTemplate { date, id, near: near::near(part, ids) });
        };
        if template.kind != DayKind::Training {
            return Err(PlanError::NotTraining { date, id });
        }
        let lacking = template.lacks(equipment);
        if !lacking.is_empty() {
            return Err(PlanError::Equipment { date, id, lacking });
        }
    }
    let id = pinned.to_owned();
    let Some(action) = actions.iter().find(|action| !action.fixed && action.id == pinned) else {
        return Err(PlanError::UnknownTemplate { date, id, near: Vec::new() });
    };
    let Some(available) = day.minutes else {
        return Err(PlanError::Unavailable { date, id, weekday: date.weekday() });
    };
    let needed = action.doses.iter().map(|dose| dose.minutes).fold(f64::INFINITY, f64::min);
    if needed > available { Err(PlanError::Time { date, id, needed, available }) } else { Ok(()) }
}

fn lay_out(profile: &Profile, folded: &Folded, days: u32) -> Vec<HorizonDay> {
    let hour = folded.usual_hour.unwrap_or(SESSION_HOUR);
    let at_hour = |date: Date| {
        hours_after(day_start(date, &profile.zone), hour).min(day_start(day_after(date, 1), &profile.zone))
    };
    let mut sleep = folded.sleep.clone();
    let mut laid = Vec::with_capacity(days as usize);
    for ahead in 0..i64::from(days) {
        let date = day_after(folded.today, ahead);
        let session_at = if ahead == 0 { at_hour(date).max(folded.at) } else { at_hour(date) };
        let midnight = day_start(day_after(date, 1), &profile.zone);
        let tomorrow = sleep.expected_next();
        laid.push(HorizonDay {
            date,
            session_at,
            done: ahead == 0 && folded.body.trained_today,
            // No minutes are no time, as a day that is not listed.
            minutes: profile.available_on(date.weekday()).map(|minutes| minutes.get()).filter(|&minutes| minutes > 0.0),
            sleep_factor: sleep.adaptation_factor(),
            day_factor: day_factor(sleep.debt_h, folded.energy_availability),
            next_day_factor: day_factor(tomorrow.debt_h, folded.energy_availability),
            hours_to_midnight: hours_between(session_at, midnight),
            hours_from_midnight: hours_between(midnight, at_hour(day_after(date, 1))),
            new_week: date.weekday() == Weekday::Sunday,
            options: Options::default(),
            sleep,
        });
        sleep = tomorrow;
    }
    laid
}
