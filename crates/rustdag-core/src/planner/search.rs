//! The best plan within the limits, and the bound that proves it or says how far from the best it can at most be.
//!
//! A beam finds a good plan. The course to bound along is moved towards the bound's own best sessions until the bound
//! falls no further; beyond a week, blocks of it are bounded on their own. With these bounds, best first proves the plan or
//! finds the better one.

use super::beam;
use super::best_first;
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
const NODES_MAX_WEEK: u64 = 20_000;
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

/// Finds the best plan. Resting throughout is always within the limits, so there is always one.
#[must_use]
pub fn best_plan(horizon: &Horizon<'_>) -> Found {
    let (mut branching, mut found) = bounds(horizon);
    let nodes_max = if is_a_week(horizon) { NODES_MAX_WEEK } else { NODES_MAX_LONGER };
    let start = (&horizon.body, Standing::START);
    let outcome = best_first::search(&mut branching, Measure::AsItIs, start, found.objective, nodes_max);
    if let Some((objective, choices)) = outcome.better {
        (found.objective, found.choices) = (objective, choices);
    }
    Found { bound: outcome.bound.max(found.objective), nodes: found.nodes + outcome.nodes, ..found }
}

/// The bounds that the horizon is searched with, and the plan that a beam found, not yet proven.
#[must_use]
pub fn bounds<'a>(horizon: &'a Horizon<'a>) -> (Branching<'a>, Found) {
    let mut branching = Branching::new(horizon);
    let mut found = Found { choices: Vec::new(), objective: f64::NEG_INFINITY, bound: f64::INFINITY, nodes: 0 };
    let mut course = None;
    for &width in if is_a_week(horizon) { BEAM_WIDTHS_WEEK } else { BEAM_WIDTHS_LONGER } {
        let Some(candidate) = beam::sweep(&mut branching, width, &mut found.nodes) else { continue };
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

/// Moves the course to bound along towards the bound's own best sessions: each move goes less far, and the course at
/// which the bound was lowest is approached (Frank and Wolfe's method on the concave worth of courses).
fn move_course(branching: &mut Branching<'_>, of_plan: Course) {
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
        for ((size, strength), (to_size, to_strength)) in day.iter_mut().zip(towards) {
            *size += share * (to_size - *size);
            *strength += share * (to_strength - *strength);
        }
    }
    course
}
