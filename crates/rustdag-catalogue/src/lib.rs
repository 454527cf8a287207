//! Exercises and session templates, with Dutch and English names.
//!
//! The data are four files in `data/`, embedded and read once: `exercises.csv` says what each exercise asks of the body,
//! `aliases.toml` what else people call it, `activities.toml` names endurance work, `templates.toml` holds the sessions
//! a planner may choose from.
//!
//! A gym adds sessions and exercises of its own, or plans from those alone: [`Catalogue::with_own`].
//!
//! ```
//! use rustdag_catalogue::{Catalogue, Lang};
//! let catalogue = Catalogue::official();
//! let squat = catalogue.find("Squat (Barbell)").unwrap();
//! assert_eq!(squat.id, "back-squat");
//! assert_eq!(catalogue.name("back-squat", Lang::Nl), Some("Squat met halterstang"));
//! assert!(catalogue.find("Squat (Underwater)").is_none());
//! ```
#![forbid(unsafe_code)]

mod activities;
mod catalogue;
mod error;
mod exercises;
mod finding;
mod index;
mod key;
mod naming;
mod own;
mod own_exercises;
mod template_parts;
mod templates;
mod written;

pub use catalogue::Catalogue;
pub use error::CatalogueError;
pub use finding::{Finding, Mistakes};
pub use naming::is_template_id;
pub use own::{FILE_BYTES_MAX, TEMPLATES_MAX, WithOwn, first_file};
pub use rustdag_text::Lang;
