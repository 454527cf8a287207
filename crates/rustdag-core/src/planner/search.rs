//! Branch and bound: the best plan within the limits, and the bound that proves it.

use crate::answer::OBJECTIVE_TOLERANCE;
use crate::body::Body;

use super::bound::Course;
use super::branching::{Branching, Standing, weekly_sets};
use super::horizon::Horizon;

/// Nodes after which the search stops with what it has, and says what gap is left. A count, not a time, so that the
/// same input gives the same plan everywhere.
const NODES_MAX: u64 = 100_000;

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
    let mut search = Search {
        branching: Branching::new(horizon),
        chosen: Vec::with_capacity(horizon.days.len()),
        course: Vec::with_capacity(horizon.days.len()),
        best: None,
        left_open: f64::NEG_INFINITY,
        nodes: 0,
    };
    search.explore(&horizon.body, Standing::START);
    let (objective, choices) = search.best.unwrap_or((f64::NEG_INFINITY, Vec::new()));
    Found { choices, objective, bound: objective.max(search.left_open), nodes: search.nodes }
}

struct Search<'a> {
    branching: Branching<'a>,
    chosen: Choices,
    course: Course,
    best: Option<(f64, Choices)>,
    left_open: f64,
    nodes: u64,
}

impl Search<'_> {
    fn explore(&mut self, body: &Body, standing: Standing) {
        self.nodes += 1;
        let horizon = self.branching.horizon;
        if standing.day == horizon.days.len() {
            self.arrive(standing.worth + horizon.terminal(body));
            return;
        }
        for branch in self.branching.branches(body, standing) {
            if !self.may_improve(branch.upper) {
                break;
            }
            if self.nodes >= NODES_MAX {
                self.left_open = self.left_open.max(branch.upper);
                break;
            }
            let (next, day_worth) = horizon.step(body, standing.day, branch.dose);
            let then = standing.after(day_worth, branch.choice.is_some());
            // After the step the bound is tighter, and the course may have moved on since.
            if !self.may_improve(self.branching.most(&next, branch.place, then)) {
                continue;
            }
            self.chosen.push(branch.choice);
            self.course.push(weekly_sets(&next));
            self.explore(&next, then);
            self.chosen.pop();
            self.course.pop();
        }
    }

    /// Keeps a whole plan if it is the best so far, and bounds along its course from now on.
    fn arrive(&mut self, total: f64) {
        if self.best.as_ref().is_none_or(|(best, _)| total > *best) {
            self.best = Some((total, self.chosen.clone()));
            self.branching.follow(&self.course);
        }
    }

    fn may_improve(&self, upper: f64) -> bool {
        self.best.as_ref().is_none_or(|(best, _)| upper > best + OBJECTIVE_TOLERANCE / 2.0)
    }
}
