//! What a rule's own tests use: snapshots in one line, the contract's checks, and made-up members by the thousand.
//!
//! ```
//! use rustdag_rule::testkit::{Given, Tested};
//! use rustdag_rule::{Limits, Reason, Snapshot};
//!
//! const MANIFEST: &str = r#"
//! id = "sore-knees"
//! version = "1.0.0"
//! licence = "Apache-2.0"
//! author = "A coach"
//! on_failure = "skip"
//! reads = ["joint_pain"]
//! description = { nl = "Ontziet pijnlijke knieën.", en = "Spares sore knees." }
//! [[reason]]
//! code = 1
//! name = "pain"
//! limit = "joint_load_max"
//! nl = "{subject}: pijn {value}; vandaag niet belasten."
//! en = "{subject}: pain {value}; no load today."
//! "#;
//!
//! fn limits(_: &(), snapshot: &Snapshot, limits: &mut Limits) {
//!     if let Some(pain) = snapshot.joint_pain(5).filter(|&pain| pain >= 4.0) {
//!         limits.cap_joint_load(5, 0.0, Reason::joint(1, 5, pain, 0.0));
//!     }
//! }
//!
//! let rule = Tested::new(MANIFEST, (), limits);
//! let answer = rule.answer(&Given::nothing().slot("joint_pain", 5, 6.0).snapshot());
//! assert_eq!(answer.joint_load_max[5], 0.0);
//! rule.keeps_the_contract(7, 200);
//! ```

mod given;
mod made_up;
mod tested;

pub use given::Given;
pub use made_up::{MadeUp, Range, Worse, range_of};
pub use tested::{Tested, loosened, undeclared};
