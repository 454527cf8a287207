//! Every plan within the limits, one after the other: the oracle that the search is tested against. Slow on purpose.

use crate::body::Body;
use rustdag_rule_abi::LimitsPage;

use super::apart::Apart;
use super::horizon::Horizon;
use super::search::{Choices, Found};

/// The best plan, by trying all.
#[must_use]
pub fn best_plan(horizon: &Horizon<'_>) -> Found {
    best_plan_apart(horizon, &Apart::FROM_NOTHING)
}

/// The best plan that really differs from others, by trying all; without choices if none does.
#[must_use]
pub fn best_plan_apart(horizon: &Horizon<'_>, apart: &Apart) -> Found {
    let mut found = Found { choices: Vec::new(), objective: f64::NEG_INFINITY, bound: f64::INFINITY, nodes: 0 };
    let (page, chosen) = (&mut LimitsPage::no_opinion(), &mut Vec::new());
    try_all(horizon, apart, &horizon.body, 0.0, chosen, page, &mut found);
    found.bound = found.objective;
    found
}

fn try_all(
    horizon: &Horizon<'_>,
    apart: &Apart,
    body: &Body,
    worth: f64,
    chosen: &mut Choices,
    page: &mut LimitsPage,
    found: &mut Found,
) {
    found.nodes += 1;
    let day = chosen.len();
    if day == horizon.days.len() {
        let total = worth + horizon.terminal(body);
        if total > found.objective && apart.differs(chosen) {
            found.objective = total;
            found.choices.clone_from(chosen);
        }
        return;
    }
    let limits = horizon.limits(body, day, page);
    for choice in (0..horizon.actions.len()).map(Some).chain([None]) {
        let Some(price) = horizon.price(day, choice) else { continue };
        let dose = choice.map(|index| horizon.admissible(index, day, &limits));
        let Some(dose) = dose.map_or(Some(None), |dose| dose.map(Some)) else { continue };
        let (next, day_worth) = horizon.step(body, day, dose);
        chosen.push(choice);
        try_all(horizon, apart, &next, worth + day_worth - price, chosen, page, found);
        chosen.pop();
    }
}
