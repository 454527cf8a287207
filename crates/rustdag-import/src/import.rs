//! What a reader answers.

use crate::issue::Issue;
use crate::unit::WeightUnit;
use rustdag_core::event::Event;

/// What was read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Workouts, oldest first. The same file gives the same ids, so reading it twice changes nothing.
    pub events: Vec<Event>,
    /// What could not be read or believed, by line.
    pub issues: Vec<Issue>,
    /// Exercises that the catalogue does not know, by first line. They count for the whole body.
    pub unmapped: Vec<Unmapped>,
    /// Units of weight that the file itself names, each once: they come before [`crate::Options::unit`].
    pub weight_units: Vec<WeightUnit>,
}

/// An exercise that the catalogue does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmapped {
    /// The name in the file.
    pub name: String,
    /// Sets of it that were read.
    pub sets: usize,
    /// Line of the first, from 1.
    pub first_line: u64,
}
