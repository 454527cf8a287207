//! What can be wrong with the catalogue's data.

/// A mistake in one of the data files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, {place}: {problem}")]
pub struct CatalogueError {
    /// Which file: `exercises.csv`.
    pub file: &'static str,
    /// Where in it: a line, or the id of an entry.
    pub place: String,
    /// What is wrong, and what would be right.
    pub problem: String,
}

impl CatalogueError {
    pub(crate) fn new(file: &'static str, place: impl ToString, problem: impl Into<String>) -> Self {
        Self { file, place: place.to_string(), problem: problem.into() }
    }
}
