//! Why a file cannot be read at all.

/// A file of which nothing was read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// There is no text.
    #[error("the file is empty; export it again from the app")]
    Empty,
    /// The first line names other columns.
    #[error(
        "the file is not a Strong export: its first line is `{found}`, without a column {}; export it again with the app set to English",
        .missing.join(", ")
    )]
    Header {
        /// The first line, cut where it is long.
        found: String,
        /// Columns that every Strong export has and this file has not.
        missing: Vec<&'static str>,
    },
    /// The file does not say in what unit its weights are, and nobody else did.
    #[error("the file does not say whether its weights are in kg or lb; choose the unit that the app was set to")]
    UnitNeeded,
}
