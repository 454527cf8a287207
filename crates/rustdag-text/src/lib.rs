//! Dutch and English texts for what the engine and the rules say.
//!
//! The engine answers with codes and numbers; here they become sentences. The texts live in `locales/`, one file per
//! language with the same message ids in each. Rules bring their own sentences, see [`Texts::add_rule`].
//!
//! ```
//! use rustdag_core::{anatomy::Joint, reason::{EngineCode, Reason, Subject}};
//! use rustdag_text::{Lang, Texts};
//! let reason = Reason::engine(EngineCode::JointPain, Subject::Joint(Joint::Knee), 5.0, 4.0);
//! let text = Texts::new(Lang::En).reason(&reason);
//! assert!(text.starts_with("Knee: pain 5 out of 10"));
//! ```
#![forbid(unsafe_code)]

mod contradiction;
mod doubt;
mod forecast;
mod lang;
mod learned;
mod name;
mod number;
mod reason;
mod texts;
mod time;

pub use lang::{Lang, UnknownLanguage};
pub use number::Numbers;
pub use rustdag_rule::template::{Template, TemplateError};
pub use texts::{Arg, Texts};
pub use time::Clock;
