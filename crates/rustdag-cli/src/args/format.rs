//! How an answer is written.

use clap::ValueEnum;

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// The API's own message, in the proto3 JSON mapping.
    Json,
}
