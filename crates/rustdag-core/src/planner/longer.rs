//! A plan of up to twelve weeks, put together from weeks, and a bound on how much better another could be.
//!
//! Weeks of training are searched as ever; [`super::mesocycle`] says which are light, [`taper`] eases the
//! last two before an event. The plan is not proven best: the bound is that of all plans within the limits, those without light
//! weeks and without a taper among them, so what it leaves open is partly the price of these.

use crate::model::overreaching::State;
use crate::model::periodisation::{TAPER_D, TAPER_SETS, WEEK_D, weeks_before_light_max};
use crate::planner::horizon::Horizon;
use crate::profile::{Goal, Profile};
use crate::wishes::{TargetEvent, TargetEventKind};
use std::ops::Range;

use super::blocks;
use super::bound::{Course, Point};
use super::branching::{Branching, Measure, Standing};
use super::fewer_sets;
use super::mesocycle::{SoFar, Weeks, Why};
use super::objective::Objective;
use super::peak::Peak;
use super::search::{Choices, Found, move_course};
use super::succession::REST;
use super::taper::{self, Shape, Tapered};

/// A longer plan: over a horizon with more actions than it was given, smaller sessions among them.
pub struct Longer<'a> {
    /// The days, and what may be done on them.
    pub horizon: Horizon<'a>,
    /// What to do on each.
    pub found: Found,
    /// Weeks, with why each is what it is, in order; what is no part of one is the taper, or the event's own day.
    pub weeks: Vec<(Range<usize>, Why)>,
    /// The event and how it is eased towards.
    pub event: Option<(Peak, Tapered)>,
}

/// Which action stands for a full session where it is to be smaller.
struct Smaller {
    /// How many actions are full sessions and appointments.
    full: usize,
    light: Vec<usize>,
    taper: Vec<[usize; TAPER_SETS.len()]>,
}

/// Finds a good plan of weeks.
#[must_use]
pub fn best_plan(horizon: Horizon<'_>, event: Option<TargetEvent>) -> Longer<'_> {
    best_plan_shaped(horizon, event, Shape::Published)
}

/// The same with another shape of taper: how it is known what the published range adds to what the model asks for.
#[must_use]
pub fn best_plan_shaped(mut horizon: Horizon<'_>, event: Option<TargetEvent>, shape: Shape) -> Longer<'_> {
    let peak = event.and_then(|event| {
        let day = horizon.days.iter().position(|day| day.date == event.date)?;
        Some(Peak::new(day, event.kind))
    });
    let light_first = react_to_overreaching(&mut horizon);
    if let Some(peak) = &peak {
        prepare(&mut horizon, peak);
    }
    let smaller = add_smaller(&mut horizon, peak.as_ref());
    let since_light = days_since_light(&horizon);
    let spans = Spans::of(horizon.days.len(), peak.as_ref().map(|peak| peak.day));
    let mut weeks = Weeks { horizon: &horizon, full: smaller.full, light: &smaller.light, light_first, nodes: 0 };
    let mut so_far = weeks.plan(SoFar::start(&horizon.body, since_light), &spans.before);
    let mut event = None;
    if let Some(peak) = peak {
        let wanted = if spans.taper.is_empty() {
            Choices::new()
        } else {
            weeks.best_choices(spans.taper.clone(), &so_far.body, false)
        };
        let from = (spans.taper.start, &so_far.body);
        let tapered = taper::best(&horizon, &peak, from, &wanted, &smaller.taper, shape);
        so_far.choices.extend(&tapered.walked.choices);
        so_far.worth += tapered.walked.worth + peak.worth(&tapered.walked.body);
        (so_far.body, so_far.since_light) = (tapered.walked.body.clone(), 0);
        so_far = weeks.plan(so_far, &spans.after);
        event = Some((peak, tapered));
    }
    let objective = so_far.worth + horizon.terminal(&so_far.body);
    let nodes = weeks.nodes;
    let (bound, more) = bound(&horizon, &so_far.choices, event.as_ref().map(|(peak, _)| peak));
    let found = Found { choices: so_far.choices, objective, bound: bound.max(objective), nodes: nodes + more };
    Longer { horizon, found, weeks: so_far.weeks, event }
}

/// How the days of a plan are divided.
struct Spans {
    before: Vec<Range<usize>>,
    taper: Range<usize>,
    after: Vec<Range<usize>>,
}

impl Spans {
    /// Weeks from the first day on; where there is an event, so that two of them end with it.
    fn of(days: usize, event: Option<usize>) -> Self {
        let Some(event) = event else {
            return Self { before: weeks(0, days), taper: days..days, after: Vec::new() };
        };
        let taper = event.saturating_sub(TAPER_D.0)..event;
        let first = taper.start % WEEK_D;
        let before = weeks(0, first).into_iter().chain(weeks(first, taper.start)).collect();
        // The week after it begins with the event's own day.
        let second = (event + 1 + WEEK_D).min(days);
        let after = core::iter::once(event..second).chain(weeks(second, days)).collect();
        Self { before, taper, after }
    }
}

fn weeks(from: usize, to: usize) -> Vec<Range<usize>> {
    (from..to).step_by(WEEK_D).map(|day| day..(day + WEEK_D).min(to)).collect()
}

/// What the detector of over-reaching says now holds for the first week: a suspicion makes it light, and ends with it. Returns
/// how many days have to be light.
fn react_to_overreaching(horizon: &mut Horizon<'_>) -> usize {
    let state = horizon.situation.signals.overreaching.state;
    if !matches!(state, Some(State::Watch | State::Suspected)) {
        return 0;
    }
    let mut afterwards = horizon.situation.clone();
    let overreaching = &mut afterwards.signals.overreaching;
    overreaching.state = Some(State::None);
    overreaching.since = None;
    if state == Some(State::Suspected) {
        overreaching.light_week_d = Some(-(WEEK_D as f64));
    }
    horizon.afterwards(WEEK_D, afterwards);
    if state == Some(State::Suspected) { WEEK_D } else { 0 }
}

/// The event's day holds nothing else, and strength is the goal until a test of it.
fn prepare(horizon: &mut Horizon<'_>, peak: &Peak) {
    let fixed: Vec<bool> = horizon.actions.iter().map(|action| action.fixed).collect();
    let options = &mut horizon.days[peak.day].options;
    for (option, _) in options.actions.iter_mut().zip(fixed).filter(|(_, fixed)| !fixed) {
        *option = None;
    }
    if options.actions.iter().all(Option::is_none) {
        options.rest = Some(0.0);
    }
    if peak.kind == TargetEventKind::StrengthTest {
        let profile = Profile { goal: Goal::Strength, ..horizon.profile.clone() };
        horizon.objective = Objective::new(&profile, &horizon.body);
    }
}

fn add_smaller(horizon: &mut Horizon<'_>, peak: Option<&Peak>) -> Smaller {
    let full = horizon.actions.len();
    let of = |horizon: &Horizon<'_>, action: usize| horizon.templates[horizon.actions[action].template].clone();
    let add = |horizon: &mut Horizon<'_>, action: usize, template, on: &Range<usize>| {
        // Appointments are as they are.
        if horizon.actions[action].fixed { action } else { horizon.add_variant(action, template, on) }
    };
    let everywhere = 0..horizon.days.len();
    let light = (0..full).map(|action| {
        let template = fewer_sets::light(&of(horizon, action));
        add(horizon, action, template, &everywhere)
    });
    let light = light.collect();
    let mut taper = vec![[0; TAPER_SETS.len()]; full];
    if let Some(peak) = peak {
        let on = peak.day.saturating_sub(TAPER_D.0)..peak.day;
        for (action, levels) in taper.iter_mut().enumerate() {
            *levels = TAPER_SETS.map(|share| {
                let template = fewer_sets::share_of(&of(horizon, action), share);
                add(horizon, action, template, &on)
            });
        }
    }
    Smaller { full, light, taper }
}

/// Days since the last light week, as far as is known, or since the log began; no more than leave one more week of training.
fn days_since_light(horizon: &Horizon<'_>) -> usize {
    let most = WEEK_D * (weeks_before_light_max(horizon.profile.level) - 1);
    let known = horizon.situation.signals.overreaching.light_week_d.unwrap_or(horizon.situation.history_d);
    known.clamp(0.0, most as f64) as usize
}

/// The most that any plan of the horizon can be worth, and how many bodies were looked at to say so.
fn bound(horizon: &Horizon<'_>, choices: &Choices, peak: Option<&Peak>) -> (f64, u64) {
    let (course, freshest) = course_of(horizon, choices, peak);
    let mut branching = Branching::new(horizon);
    branching.follow(&course);
    move_course(&mut branching, course);
    let nodes = blocks::tighten(&mut branching);
    let bound = branching.most(Measure::AsItIs, &horizon.body, REST, Standing::START);
    (bound + freshest, nodes)
}

/// Weekly sets along a plan, and what the freshness of somebody who only rests counts on the event's day: no plan is fresher.
fn course_of(horizon: &Horizon<'_>, choices: &Choices, peak: Option<&Peak>) -> (Course, f64) {
    let mut page = rustdag_rule_abi::LimitsPage::no_opinion();
    let (mut body, mut rested) = (horizon.body.clone(), horizon.body.clone());
    let mut freshest = 0.0;
    let mut course = Course::with_capacity(choices.len());
    for (day, &choice) in choices.iter().enumerate() {
        if peak.is_some_and(|peak| peak.day == day) {
            freshest = peak.map_or(0.0, |peak| peak.worth(&horizon.at_its_best(&rested)));
        }
        let limits = horizon.limits(&body, day, &mut page);
        let dose = choice.and_then(|action| horizon.admissible(action, day, &limits));
        body = horizon.step(&body, day, dose).0;
        rested = horizon.step(&rested, day, None).0;
        course.push(Point::of(horizon, &body));
    }
    (course, freshest)
}
