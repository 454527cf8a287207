//! What the horizon can at most be worth from a block's first day on, whatever was done before.
//!
//! No body is better off on that day than the one that rested until then and is at its best otherwise, so where every
//! rule is order-preserving no plan can do there what that body cannot. Each block is searched with the bounds of the
//! blocks after it, the last one first.

use super::apart::Apart;
use super::best_first::{self, Search};
use super::bound::BLOCK_D;
use super::branching::{Branching, Measure, Standing};

/// Bodies looked at per block.
const NODES_MAX: u64 = 1_500;

/// Tightens the bounds by what blocks are worth. Returns how many bodies it looked at.
pub fn tighten(branching: &mut Branching<'_>) -> u64 {
    let horizon = branching.horizon;
    let days = horizon.days.len();
    if days <= BLOCK_D || !horizon.rules_are_order_preserving() {
        return 0;
    }
    let mut rested = vec![horizon.at_its_best(&horizon.body)];
    for day in 0..days {
        rested.push(horizon.at_its_best(&horizon.step(&rested[day], day, None).0));
    }
    let mut blocks = vec![f64::INFINITY; days.div_ceil(BLOCK_D)];
    let mut nodes = 0;
    for block in (1..blocks.len()).rev() {
        let day = block * BLOCK_D;
        let start = Standing { day, ..Standing::START };
        let search = Search {
            measure: Measure::AlongCourse,
            known: f64::NEG_INFINITY,
            apart: &Apart::FROM_NOTHING,
            nodes_max: NODES_MAX,
        };
        let found = best_first::search(branching, (&rested[day], start), search);
        nodes += found.nodes;
        blocks[block] = found.bound;
        branching.tighten(&blocks);
    }
    nodes
}
