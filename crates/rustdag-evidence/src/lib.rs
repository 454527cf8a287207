//! What was published or computed elsewhere, and what the model must come to, beside what the engine gives.
//!
//! Expected numbers are data, ours are computed by `rustdag-core` when asked for. A *vector* is a number of a formula: if
//! it passes, the formula is computed as its source has it; whether the formula is true of people is what its source and
//! grade are for. A *scenario* is days or weeks of a member's life with bounds on what must come of them: if it passes,
//! the model as a whole keeps to the claim. The same table is a test of this crate.
//!
//! A *simulation* is many members made up by chance, of whom the truth is known: what the engine says of them is compared
//! with it.
//!
//! Some scenarios ask the official rules. What cannot be asked because a rule is not there neither passes nor fails.
#![forbid(unsafe_code)]

mod asked;
pub mod banister;
mod group;
mod learning;
pub mod pmdata;
mod row;
mod same_bits;
mod scenarios;
mod vectors;
mod watching;

pub use row::{Certainty, Outcome, Part, Required, Row};

use rustdag_core::rule::RuleSet;

/// Every row: the vectors in the order of their numbers, then the scenarios, then the simulations, then what the build itself must hold.
///
/// Of `rules` the official ones are asked, by their ids.
#[must_use]
pub fn evidence(rules: &RuleSet) -> Vec<Row> {
    let mut groups = vectors::all();
    groups.extend(scenarios::all(rules));
    groups.push(same_bits::group());
    groups.extend(learning::all());
    groups.push(watching::group());
    groups.sort_by_key(|group| (group.part, group.number));
    groups.into_iter().flat_map(|group| group.rows).collect()
}
