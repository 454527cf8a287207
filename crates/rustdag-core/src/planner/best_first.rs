//! Best first: always go on where the bound is highest. What it stands at when the search ends bounds every plan.

use crate::answer::OBJECTIVE_TOLERANCE;
use crate::body::Body;
use crate::dose::Dose;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::rc::Rc;

use super::apart::{Apart, Distances};
use super::branching::{Branching, Measure, Standing, trains};
use super::search::Choices;
use super::succession::REST;

/// What a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The best plan, if one is better than what was known.
    pub better: Option<(f64, Choices)>,
    /// No plan is worth more than this.
    pub bound: f64,
    /// Bodies looked at.
    pub nodes: u64,
}

/// What is searched for.
#[derive(Clone, Copy, Debug)]
pub struct Search<'s> {
    /// In what worth is measured.
    pub measure: Measure,
    /// Only plans worth more than this are of use.
    pub known: f64,
    /// Only plans that really differ from these are.
    pub apart: &'s Apart,
    /// Bodies that are looked at, at most. A count, not a time, so that the same input gives the same plan everywhere.
    pub nodes_max: u64,
}

/// Searches from a day on.
pub fn search<'a>(branching: &mut Branching<'a>, from: (&Body, Standing), search: Search<'_>) -> Outcome {
    let Search { measure, known, apart, nodes_max } = search;
    let (body, standing) = from;
    let upper = branching.most(measure, body, REST, standing);
    let root = Rc::new(Reached { body: body.clone(), standing, distances: Distances::default(), way: None });
    let mut frontier = Frontier::default();
    frontier.add(upper, State::Reached(root));
    let mut found = Outcome { better: None, bound: known, nodes: 0 };
    let mut best = known;
    while let Some((upper, state)) = frontier.take() {
        if upper <= best + OBJECTIVE_TOLERANCE / 2.0 {
            break;
        }
        match state {
            State::Reached(reached) => {
                for branch in branching.branches(measure, &reached.body, reached.standing) {
                    if branch.upper <= best + OBJECTIVE_TOLERANCE / 2.0 {
                        break;
                    }
                    let Some(distances) = apart.after(reached.distances, reached.standing.day, branch.choice) else {
                        continue;
                    };
                    let step = Step {
                        choice: branch.choice,
                        distances,
                        dose: branch.dose,
                        place: branch.place,
                        price: branch.price,
                        along_course: branch.along_course,
                    };
                    frontier.add(branch.upper.min(upper), State::Ahead(Rc::clone(&reached), step));
                }
            }
            State::Ahead(before, step) => {
                if found.nodes >= nodes_max {
                    found.bound = upper;
                    return found;
                }
                found.nodes += 1;
                let horizon = branching.horizon;
                let (day, standing) = (before.standing.day, before.standing);
                // The body is copied once, to where it stays.
                let mut reached = Rc::new(Reached {
                    body: before.body.clone(),
                    standing,
                    distances: step.distances,
                    way: Some((before, step.choice)),
                });
                let here = Rc::get_mut(&mut reached).expect("nobody else holds what was made just now");
                let worth = horizon.pass(&mut here.body, day, step.dose);
                let worth = if measure == Measure::AsItIs { worth - step.price } else { step.along_course };
                let standing = standing.after(worth, trains(step.dose));
                here.standing = standing;
                if standing.day < horizon.days.len() {
                    let tighter = branching.most(measure, &reached.body, step.place, standing).min(upper);
                    frontier.add(tighter, State::Reached(reached));
                    continue;
                }
                let end = if measure == Measure::AsItIs { horizon.terminal(&reached.body) } else { 0.0 };
                if standing.worth + end > best {
                    best = standing.worth + end;
                    found.better = Some((best, reached.choices()));
                }
            }
        }
    }
    found.bound = best;
    found
}

/// A body that a plan's first days lead to.
struct Reached {
    body: Body,
    standing: Standing,
    distances: Distances,
    way: Option<(Rc<Reached>, Option<usize>)>,
}

impl Reached {
    fn choices(&self) -> Choices {
        let mut choices = Choices::new();
        let mut way = self.way.as_ref();
        while let Some((before, choice)) = way {
            choices.push(*choice);
            way = before.way.as_ref();
        }
        choices.reverse();
        choices
    }
}

/// A day's choice whose step has not been made yet.
struct Step<'a> {
    choice: Option<usize>,
    distances: Distances,
    dose: Option<&'a Dose>,
    place: usize,
    price: f64,
    along_course: f64,
}

enum State<'a> {
    Reached(Rc<Reached>),
    Ahead(Rc<Reached>, Step<'a>),
}

struct Open {
    upper: f64,
    /// Of equal bounds the earliest goes first, so that nothing depends on the heap.
    place: usize,
}

/// What is open. A heap moves what it holds about, so it holds the bounds alone and the states stay where they are.
#[derive(Default)]
struct Frontier<'a> {
    open: BinaryHeap<Open>,
    /// In the order in which they were added; taken out when it is their turn.
    states: Vec<Option<State<'a>>>,
}

impl<'a> Frontier<'a> {
    fn add(&mut self, upper: f64, state: State<'a>) {
        self.open.push(Open { upper, place: self.states.len() });
        self.states.push(Some(state));
    }

    /// The state with the highest bound.
    fn take(&mut self) -> Option<(f64, State<'a>)> {
        let Open { upper, place } = self.open.pop()?;
        Some((upper, self.states[place].take()?))
    }
}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        self.upper.total_cmp(&other.upper).then(other.place.cmp(&self.place))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Open {}
