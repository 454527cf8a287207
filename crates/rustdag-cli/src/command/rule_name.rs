//! What a new rule may be called.

use crate::failure::Failure;
use rustdag_core::reason::ENGINE;
use rustdag_host::OFFICIAL;

/// Refuses a name under which nobody else's rule is ever loaded.
///
/// # Errors
/// [`Failure`] that says whose it is.
pub(crate) fn is_free(id: &str) -> Result<(), Failure> {
    let whose = if id == ENGINE {
        "the engine itself"
    } else if OFFICIAL.iter().any(|rule| rule.id == id) {
        "an official rule"
    } else {
        return Ok(());
    };
    Err(Failure::usage(format!("the id is `{id}`, as {whose} is called; give the rule another")))
}
