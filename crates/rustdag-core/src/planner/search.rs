//! Branch and bound: the best plan within the limits, and the bound that proves it.

use crate::answer::OBJECTIVE_TOLERANCE;
use crate::body::Body;
use rustdag_rule_abi::LimitsPage;

use super::bound;
use super::horizon::Horizon;

/// Nodes after which the search stops with what it has, and says what gap is left. A count, not a time, so that the
/// same input gives the same plan everywhere.
const NODES_MAX: u64 = 200_000;

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
        horizon,
        page: LimitsPage::no_opinion(),
        chosen: Vec::with_capacity(horizon.days.len()),
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
    page: LimitsPage,
    chosen: Choices,
    best: Option<(f64, Choices)>,
    left_open: f64,
    nodes: u64,
}

struct Child {
    choice: Option<usize>,
    body: Body,
    worth: f64,
    upper: f64,
}

impl Search<'_> {
    fn explore(&mut self, body: &Body, day: usize, worth: f64, trained: u32) {
        self.nodes += 1;
        if day == self.horizon.days.len() {
            let total = worth + self.horizon.terminal(body);
            if self.best.as_ref().is_none_or(|(best, _)| total > *best) {
                self.best = Some((total, self.chosen.clone()));
            }
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
            self.chosen.push(child.choice);
            self.explore(&child.body, day + 1, child.worth, trained + u32::from(child.choice.is_some()));
            self.chosen.pop();
        }
    }

    fn may_improve(&self, upper: f64) -> bool {
        self.best.as_ref().is_none_or(|(best, _)| upper > best + OBJECTIVE_TOLERANCE / 2.0)
    }

    /// Children with the highest bound first; equal ones in the order of the actions, rest last.
    fn children(&mut self, body: &Body, day: usize, worth: f64, trained: u32) -> Vec<Child> {
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
                let upper = worth + bound::upper(horizon, &body, day + 1, trained + u32::from(choice.is_some()));
                Child { choice, body, worth, upper }
            })
            .collect();
        children.sort_by(|a, b| b.upper.total_cmp(&a.upper));
        children
    }
}
