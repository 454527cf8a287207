//! Training levels, as they are typed.

use clap::ValueEnum;

/// Training levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// Less than about half a year of regular training.
    Novice,
    /// Half a year to about three years.
    Intermediate,
    /// Longer.
    Advanced,
}

impl From<Level> for rustdag_core::profile::Level {
    fn from(level: Level) -> Self {
        match level {
            Level::Novice => Self::Novice,
            Level::Intermediate => Self::Intermediate,
            Level::Advanced => Self::Advanced,
        }
    }
}
