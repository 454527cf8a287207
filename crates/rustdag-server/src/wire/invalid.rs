//! A field that is wrong, and where it is.

use std::fmt;

/// A field that is wrong. Reads as a sentence: `workout.sets[3].load_kg is -40; a load is 0 to 1000 kg`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Path of the field in the message.
    pub field_path: String,
    /// What is wrong, beginning with a verb: `is missing; give …`.
    pub problem: String,
}

impl std::error::Error for Invalid {}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.field_path, self.problem)
    }
}

impl Invalid {
    /// A field that is wrong.
    pub fn new(field: &str, problem: impl fmt::Display) -> Self {
        Self { field_path: field.to_owned(), problem: problem.to_string() }
    }

    /// A required field that was not given.
    #[must_use]
    pub fn missing(field: &str, what_to_give: &str) -> Self {
        Self::new(field, format_args!("is missing; give {what_to_give}"))
    }

    /// The same, seen from the message around it.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        self.field_path =
            if self.field_path.is_empty() { outer.to_owned() } else { format!("{outer}.{}", self.field_path) };
        self
    }
}

/// Puts a mistake into its place.
pub(crate) trait Place<T> {
    /// In a field.
    fn within(self, outer: &str) -> Result<T, Invalid>;
    /// In an entry of a repeated field.
    fn within_entry(self, outer: &str, index: usize) -> Result<T, Invalid>;
}

impl<T> Place<T> for Result<T, Invalid> {
    fn within(self, outer: &str) -> Result<T, Invalid> {
        self.map_err(|invalid| invalid.within(outer))
    }

    fn within_entry(self, outer: &str, index: usize) -> Result<T, Invalid> {
        self.map_err(|invalid| invalid.within(&format!("{outer}[{index}]")))
    }
}
