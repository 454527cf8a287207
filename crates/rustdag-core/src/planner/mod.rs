//! The planner: the best plan within the limits, and the proof that no other is better, or how much better it could be.
//!
//! [`horizon`] lays out the days, [`objective`] says what a day is worth, [`bound`] what the days ahead can at most be
//! worth with what [`succession`] knows, [`branching`] what may be done on a day. [`search`] puts them together: [`beam`]
//! finds a good plan, [`blocks`] bounds what lies beyond a week, [`best_first`] proves. [`exhaustive`] tries everything
//! and is the oracle of the tests. [`apart`] keeps a search away from plans that are known already.
//!
//! Beyond four weeks, or towards an event, [`longer`] puts a plan together from weeks: [`mesocycle`] says which are light,
//! [`taper`] eases towards the event, [`peak`] says what freshness on that day is worth, [`fewer_sets`] makes sessions
//! smaller, and [`walk`] passes days as they would be.

pub mod apart;
pub mod beam;
pub mod best_first;
pub mod blocks;
pub mod bound;
pub mod branching;
pub mod exhaustive;
pub mod fewer_sets;
pub mod horizon;
pub mod longer;
pub mod mesocycle;
pub mod objective;
pub mod peak;
pub mod search;
pub mod succession;
pub mod taper;
pub mod walk;
