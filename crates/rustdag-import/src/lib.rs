//! Training logs of other programs, read into events.
//!
//! A reader never guesses silently. What it cannot read or believe is in [`Import::issues`] with its line, what was read
//! and what was done about it; what the catalogue does not know is in [`Import::unmapped`] and counts all the same.
//!
//! ```
//! use jiff::tz::TimeZone;
//! use rustdag_import::{Options, WeightUnit, strong};
//! let file = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n\
//!             2026-03-02 18:30:00,Legs,1h 5m,Squat (Barbell),1,100,5,0,0,8\n";
//! let mut options = Options::new(TimeZone::UTC, "2026-03-03T08:00Z".parse().unwrap());
//! options.unit = Some(WeightUnit::Kilograms);
//! let import = strong::read(file.as_bytes(), &options).unwrap();
//! assert_eq!(import.events.len(), 1);
//! assert!(import.issues.is_empty() && import.unmapped.is_empty());
//! ```
#![forbid(unsafe_code)]

mod error;
mod import;
mod issue;
mod number;
mod options;
mod records;
pub mod strong;
mod unit;

pub use error::ImportError;
pub use import::{Import, Unmapped};
pub use issue::{Issue, IssueKind, Outcome};
pub use options::Options;
pub use unit::{DistanceUnit, UnknownUnit, WeightUnit};
