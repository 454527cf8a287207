//! Branch and bound: the best plan within the limits, and the bound that proves it.

use crate::answer::OBJECTIVE_TOLERANCE;
use crate::body::Body;
use rustdag_rule_abi::LimitsPage;

use super::bound::{Course, Relaxation, training_days_left};
use super::horizon::{Horizon, eased_to};
use super::succession::{REST, Succession};

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
    let succession = Succession::new(horizon);
    let mut search = Search {
        horizon,
        relaxation: Relaxation::along(horizon, &succession, &course_of_rest(horizon)),
        succession,
        page: LimitsPage::no_opinion(),
        chosen: Vec::with_capacity(horizon.days.len()),
        course: Vec::with_capacity(horizon.days.len()),
        best: None,
        left_open: f64::NEG_INFINITY,
        nodes: 0,
    };
    search.explore(&horizon.body, 0, 0.0, 0);
    let (objective, choices) = search.best.unwrap_or((f64::NEG_INFINITY, Vec::new()));
    Found { choices, objective, bound: objective.max(search.left_open), nodes: search.nodes }
}

struct Search<'a> {
    horizon: &'a Horizon<'a>,
    succession: Succession<'a>,
    relaxation: Relaxation,
    page: LimitsPage,
    chosen: Choices,
    course: Course,
    best: Option<(f64, Choices)>,
    left_open: f64,
    nodes: u64,
}

struct Child {
    choice: Option<usize>,
    /// Place of the choice among the sessions of the day before.
    place: usize,
    body: Body,
    worth: f64,
    upper: f64,
}

impl Search<'_> {
    fn explore(&mut self, body: &Body, day: usize, worth: f64, trained: usize) {
        self.nodes += 1;
        if day == self.horizon.days.len() {
            self.arrive(worth + self.horizon.terminal(body));
            return;
        }
        for child in self.children(body, day, worth, trained) {
            if !self.may_improve(child.upper) {
                break;
            }
            if self.nodes >= NODES_MAX {
                self.left_open = self.left_open.max(child.upper);
                break;
            }
            let trained = trained + usize::from(child.choice.is_some());
            // The course has moved on since the child was made: the bound may be tighter now.
            if !self.may_improve(child.worth + self.upper(&child.body, day + 1, child.place, trained)) {
                continue;
            }
            self.chosen.push(child.choice);
            self.course.push(weekly_sets(&child.body));
            self.explore(&child.body, day + 1, child.worth, trained);
            self.chosen.pop();
            self.course.pop();
        }
    }

    /// Keeps a whole plan if it is the best so far, and bounds along its course from now on.
    fn arrive(&mut self, total: f64) {
        if self.best.as_ref().is_none_or(|(best, _)| total > *best) {
            self.best = Some((total, self.chosen.clone()));
            self.relaxation = Relaxation::along(self.horizon, &self.succession, &self.course);
        }
    }

    fn may_improve(&self, upper: f64) -> bool {
        self.best.as_ref().is_none_or(|(best, _)| upper > best + OBJECTIVE_TOLERANCE / 2.0)
    }

    fn upper(&self, body: &Body, day: usize, yesterday: usize, trained: usize) -> f64 {
        self.relaxation.upper(body, day, yesterday, training_days_left(self.horizon, day, trained))
    }

    /// Children with the highest bound first; equal ones in the order of the actions, rest last.
    fn children(&mut self, body: &Body, day: usize, worth: f64, trained: usize) -> Vec<Child> {
        let horizon = self.horizon;
        let limits = horizon.limits(body, day, &mut self.page);
        let admissible = horizon.actions.iter().enumerate().filter_map(|(index, action)| {
            horizon.admissible(action, day, &limits).map(|dose| (Some(index), Some(dose)))
        });
        let mut children: Vec<Child> = admissible
            .chain([(None, None)])
            .map(|(choice, dose)| {
                let (body, day_worth) = horizon.step(body, day, dose);
                let worth = worth + day_worth;
                let place = choice.map_or(REST, |action| self.succession.place(action, eased_to(&limits)));
                let upper = worth + self.upper(&body, day + 1, place, trained + usize::from(choice.is_some()));
                Child { choice, place, body, worth, upper }
            })
            .collect();
        children.sort_by(|a, b| b.upper.total_cmp(&a.upper));
        children
    }
}

fn weekly_sets(body: &Body) -> [(f64, f64); crate::anatomy::Muscle::COUNT] {
    core::array::from_fn(|slot| (body.muscles.0[slot].weekly, body.muscles.0[slot].weekly_strength))
}

/// Weekly sets of a member who only rests: the course of the first dive.
fn course_of_rest(horizon: &Horizon<'_>) -> Course {
    let mut body = horizon.body.clone();
    (0..horizon.days.len())
        .map(|day| {
            body = horizon.step(&body, day, None).0;
            weekly_sets(&body)
        })
        .collect()
}
