//! Rules as files, for coaches: a TOML file with conditions over what the engine knows of a member, and what they limit.
//!
//! ```
//! use rustdag_rule_file::RuleFile;
//! use rustdag_rule_abi::{Limits, Snapshot};
//!
//! let file = RuleFile::read(r#"
//! id = "short-nights"
//! version = "1.0.0"
//! licence = "Apache-2.0"
//! author = "A coach"
//! description = { nl = "Rustig na een korte nacht.", en = "Easy after a short night." }
//!
//! [[limit]]
//! name = "short-night"
//! when = "sleep.last_night_h < 6 and days_since_rest >= 3"
//! rir_min = 3
//! nl = "Kort geslapen: {value:hours}. Houd {limit} herhalingen over."
//! en = "Short night: {value:hours}. Keep {limit} reps in reserve."
//!
//! [[test]]
//! name = "a short night after three days"
//! given = { sleep.last_night_h = 5.5, days_since_rest = 3 }
//! expect = { rir_min = 3 }
//! "#)?;
//! assert!(file.failing_tests().is_empty());
//!
//! let rule = file.configure(&Default::default());
//! let mut snapshot = Snapshot::unknown();
//! snapshot.set_sleep_last_night_h(Some(5.5));
//! let mut limits = Limits::no_opinion();
//! rule.apply(&snapshot, &mut limits);
//! assert_eq!(limits, Limits::no_opinion(), "days since rest are unknown, and missing is never zero");
//! # Ok::<(), rustdag_rule_file::FileErrors>(())
//! ```
//!
//! A text is bounded before anything is built of it (`read`, `token`), parsed and checked for types (`syntax`) against the
//! interface's own names (`names`), and laid flat (`program`), so that an answer costs nanoseconds. `order` reads from the
//! expressions whether a worse body never gets looser limits. `trial` runs the tests in the file, `finding` tries
//! everything else, `reference` writes the list of names for people.
#![forbid(unsafe_code)]

mod error;
mod file;
mod finding;
mod first_rule;
mod names;
mod order;
mod program;
mod read;
pub mod reference;
mod rule;
mod syntax;
mod token;
mod trial;
mod written;

pub use error::{FileError, FileErrors};
pub use file::RuleFile;
pub use finding::{Finding, Weight, check};
pub use first_rule::first_rule;
pub use names::dotted;
pub use read::FILE_BYTES_MAX;
pub use rule::FileRule;
pub use trial::Failed;
