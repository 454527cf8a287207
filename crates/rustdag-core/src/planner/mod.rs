//! The planner: the best week within the limits, and the proof that no other is better.
//!
//! [`horizon`] lays out the days, [`objective`] says what a day is worth, [`bound`] what the days ahead can at most be
//! worth with what [`succession`] knows, [`search`] finds the best plan with these two, [`exhaustive`] tries everything and is the oracle of the tests.

pub mod bound;
pub mod branching;
pub mod exhaustive;
pub mod horizon;
pub mod objective;
pub mod search;
pub mod succession;
