//! Branch and bound: the best plan within the limits, and the bound that proves it.

use crate::answer::OBJECTIVE_TOLERANCE;
use crate::body::Body;
use crate::dose::Dose;
use rustdag_rule_abi::LimitsPage;

use super::bound::{Course, Relaxation, training_days_left};
use super::horizon::{Horizon, eased_to};
use super::succession::{REST, Succession, place_of};

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

/// Something that may be done on a day, with a bound that needs no step to the next day.
struct Branch<'a> {
    choice: Option<usize>,
    dose: Option<&'a Dose>,
    /// Place of the choice among the sessions of the day before.
    place: usize,
    upper: f64,
}

impl<'a> Search<'a> {
    fn explore(&mut self, body: &Body, day: usize, worth: f64, trained: usize) {
        self.nodes += 1;
        if day == self.horizon.days.len() {
            self.arrive(worth + self.horizon.terminal(body));
            return;
        }
        for branch in self.branches(body, day, worth, trained) {
            if !self.may_improve(branch.upper) {
                break;
            }
            if self.nodes >= NODES_MAX {
                self.left_open = self.left_open.max(branch.upper);
                break;
            }
            let (next, day_worth) = self.horizon.step(body, day, branch.dose);
            let worth = worth + day_worth;
            let trained = trained + usize::from(branch.choice.is_some());
            // After the step the bound is tighter, and the course may have moved on since.
            let left = training_days_left(self.horizon, day + 1, trained);
            let ahead =
                self.relaxation.before_choice(&next, day + 1) + self.relaxation.choices(day + 1, branch.place, left);
            if !self.may_improve(worth + ahead) {
                continue;
            }
            self.chosen.push(branch.choice);
            self.course.push(weekly_sets(&next));
            self.explore(&next, day + 1, worth, trained);
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

    /// What may be done on a day, the highest bound first; equal ones in the order of the actions, rest last.
    fn branches(&mut self, body: &Body, day: usize, worth: f64, trained: usize) -> Vec<Branch<'a>> {
        let horizon = self.horizon;
        let limits = horizon.limits(body, day, &mut self.page);
        let fatigue = body.fatigue();
        let relaxation = &self.relaxation;
        let so_far = worth + relaxation.before_choice(body, day);
        let left_after_rest = training_days_left(horizon, day + 1, trained);
        let rest = so_far + relaxation.choices(day + 1, REST, left_after_rest);
        let mut branches = vec![];
        for (index, action) in horizon.actions.iter().enumerate() {
            if let Some(dose) = horizon.admissible(action, day, &limits) {
                let session = self.succession.session(index, eased_to(&limits));
                let place = place_of(session);
                let price = horizon.objective.price_of(&fatigue, |muscle| dose.loads(muscle));
                let then = relaxation.choices(day + 1, place, training_days_left(horizon, day + 1, trained + 1));
                let upper = so_far + relaxation.session(day, session) - price + then;
                branches.push(Branch { choice: Some(index), dose: Some(dose), place, upper });
            }
        }
        branches.push(Branch { choice: None, dose: None, place: REST, upper: rest });
        branches.sort_by(|a, b| b.upper.total_cmp(&a.upper));
        branches
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
