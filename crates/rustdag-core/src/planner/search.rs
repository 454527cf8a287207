//! The best plan within the limits, and the bound that proves it or says how far from the best it can at most be.
//!
//! A beam finds a good plan. The course to bound along is moved towards the bound's own best sessions until the bound
//! falls no further; beyond a week, blocks of it are bounded on their own. With these bounds, best first proves the plan or
//! finds the better one.

use super::apart::Apart;
use super::beam;
use super::best_first::{self, Search};
use super::blocks;
use super::bound::{BLOCK_D, Course};
use super::branching::{Branching, Measure, Standing};
use super::horizon::Horizon;
use super::succession::REST;

/// Bodies kept per day, in the order the beams are tried: a narrow one finds a course for the wider. A week is searched
/// to its end anyway.
const BEAM_WIDTHS_WEEK: &[usize] = &[4];
const BEAM_WIDTHS_LONGER: &[usize] = &[4, 16, 48];
/// Times the course is moved.
const COURSE_MOVES: u32 = 12;
/// How far the course goes from the best plan's to the bound's own: at the end of the way blocks come out looser.
const COURSE_SHARE: f64 = 0.75;
/// Bodies that are looked at to prove a week …
const NODES_MAX_WEEK: u64 = 100_000;
/// … and to narrow the gap of a longer plan, where no number of them would prove it.
const NODES_MAX_LONGER: u64 = 4_000;

/// What to do on each day: an index into the horizon's actions, or rest.
pub type Choices = Vec<Option<usize>>;

/// The best plan found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What to do on each day.
    pub choices: Choices,
    /// Its worth.
    pub objective: f64,
    /// No plan within the limits is worth more than this.
    pub bound: f64,
    /// Bodies looked at.
    pub nodes: u64,
}

impl Found {
    const NOTHING: Self = Self { choices: Vec::new(), objective: f64::NEG_INFINITY, bound: f64::INFINITY, nodes: 0 };
}

/// Finds the best plan. Resting throughout is always within the limits, so there is always one.
#[must_use]
pub fn best_plan(horizon: &Horizon<'_>) -> Found {
    let (mut branching, found) = bounds(horizon);
    improve(&mut branching, found, &Apart::FROM_NOTHING)
}

/// Finds the best plan and after it up to `more`, at most [`Apart::MAX`]: each the best of those that really differ from
/// all before it. Fewer where there are no more.
#[must_use]
pub fn best_plans(horizon: &Horizon<'_>, more: usize) -> Vec<Found> {
    let (mut branching, found) = bounds(horizon);
    let mut plans = vec![improve(&mut branching, found, &Apart::FROM_NOTHING)];
    let mut apart = Apart::default();
    for _ in 0..more.min(Apart::MAX) {
        apart.add(plans[plans.len() - 1].choices.clone());
        let mut found = Found::NOTHING;
        for &width in beam_widths(horizon) {
            if let Some(candidate) = beam::sweep(&mut branching, width, &apart, &mut found.nodes)
                && candidate.worth > found.objective
            {
                (found.objective, found.choices) = (candidate.worth, candidate.choices);
            }
        }
        let next = improve(&mut branching, found, &apart);
        if next.choices.is_empty() {
            break;
        }
        plans.push(next);
    }
    plans
}

/// Proves what a beam found to be the best of the plans apart from others, or finds the better one.
fn improve(branching: &mut Branching<'_>, found: Found, apart: &Apart) -> Found {
    let horizon = branching.horizon;
    let nodes_max = if is_a_week(horizon) { NODES_MAX_WEEK } else { NODES_MAX_LONGER };
    let search = Search { measure: Measure::AsItIs, known: found.objective, apart, nodes_max };
    let outcome = best_first::search(branching, (&horizon.body, Standing::START), search);
    let (objective, choices) = outcome.better.unwrap_or((found.objective, found.choices));
    Found { choices, objective, bound: outcome.bound.max(objective), nodes: found.nodes + outcome.nodes }
}

/// The bounds that the horizon is searched with, and the plan that a beam found, not yet proven.
#[must_use]
pub fn bounds<'a>(horizon: &'a Horizon<'a>) -> (Branching<'a>, Found) {
    let mut branching = Branching::new(horizon);
    let mut found = Found::NOTHING;
    let mut course = None;
    for &width in beam_widths(horizon) {
        let candidate = beam::sweep(&mut branching, width, &Apart::FROM_NOTHING, &mut found.nodes);
        let Some(candidate) = candidate else { continue };
        if candidate.worth > found.objective {
            (found.objective, found.choices) = (candidate.worth, candidate.choices);
            branching.follow(&candidate.course);
            course = Some(candidate.course);
        }
    }
    if let Some(course) = course {
        move_course(&mut branching, course);
    }
    found.nodes += blocks::tighten(&mut branching);
    (branching, found)
}

fn is_a_week(horizon: &Horizon<'_>) -> bool {
    horizon.days.len() <= BLOCK_D
}

fn beam_widths(horizon: &Horizon<'_>) -> &'static [usize] {
    if is_a_week(horizon) { BEAM_WIDTHS_WEEK } else { BEAM_WIDTHS_LONGER }
}

/// Moves the course to bound along towards the bound's own best sessions: each move goes less far, and the course at
/// which the bound was lowest is approached (Frank and Wolfe's method on the concave worth of courses).
pub(super) fn move_course(branching: &mut Branching<'_>, of_plan: Course) {
    let bound =
        |branching: &Branching<'_>| branching.most(Measure::AsItIs, &branching.horizon.body, REST, Standing::START);
    let mut lowest = (bound(branching), of_plan.clone());
    let mut course = of_plan.clone();
    for step in 0..COURSE_MOVES {
        course = between(&course, &branching.relaxed_course(), 0.5 / (f64::from(step) + 2.0));
        branching.follow(&course);
        let now = bound(branching);
        if now < lowest.0 {
            lowest = (now, course.clone());
        }
    }
    branching.follow(&between(&of_plan, &lowest.1, COURSE_SHARE));
}

/// A share of the way from one course to another.
fn between(from: &Course, to: &Course, share: f64) -> Course {
    let mut course = from.clone();
    for (day, towards) in course.iter_mut().zip(to) {
        for ((size, strength), (to_size, to_strength)) in day.sets.iter_mut().zip(&towards.sets) {
            *size += share * (to_size - *size);
            *strength += share * (to_strength - *strength);
        }
        day.endurance += share * (towards.endurance - day.endurance);
    }
    course
}
