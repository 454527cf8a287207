//! A second engine for the tests, written from docs/MODEL.md alone: plain numbers, day by day, with none of the engine's
//! code for bodies, limits and plans. It reads what was logged and what was planned, and says which planned day exceeds
//! what. Where the two disagree, one of them or the document is wrong.
//!
//! It knows members with a plain history: every day and the content of every session known. What was learned of a member
//! is told to it.
#![allow(clippy::disallowed_methods, reason = "agreement is to a billionth, whatever the last digit of exp is")]

pub mod asks;
pub mod body;
pub mod gate;
pub mod judge;
pub mod life;

/// Muscles, in the order of the engine's enumeration.
pub const MUSCLES: usize = 17;
/// Joint complexes, in the same way.
pub const JOINTS: usize = 7;

/// One value for each of novice, intermediate and advanced.
pub fn by_level<T: Copy>(level: rustdag_core::profile::Level, values: [T; 3]) -> T {
    values[level as usize]
}
