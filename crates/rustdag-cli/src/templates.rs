//! The exercises and sessions that are planned from: the official ones, or those with a gym's own file.

use crate::failure::Failure;
use crate::file;
use rustdag_catalogue::{Catalogue, Mistakes, WithOwn};
use std::path::Path;
use std::sync::Arc;

/// The official catalogue, or with a gym's own file.
///
/// # Errors
/// [`Failure`] naming the file and its first mistake.
pub(crate) fn catalogue(own: Option<&Path>) -> Result<Arc<Catalogue>, Failure> {
    let Some(path) = own else { return Ok(Catalogue::shared()) };
    let bytes = file::bytes(path)?;
    match Catalogue::official().with_own(&bytes) {
        Ok(WithOwn { catalogue, doubts: _ }) => Ok(Arc::new(catalogue)),
        Err(mistakes) => Err(Failure::input(first_of(path, &mistakes))),
    }
}

/// The first mistake, and how to see the others.
fn first_of(path: &Path, Mistakes(mistakes): &Mistakes) -> String {
    let file = path.display();
    let first = mistakes.first().map_or_else(String::new, ToString::to_string);
    match mistakes.len().saturating_sub(1) {
        0 => format!("{file}:{first}"),
        more => {
            let mistakes = if more == 1 { "mistake" } else { "mistakes" };
            format!("{file}:{first} ({more} more {mistakes}; see: rustdag template check {file})")
        }
    }
}
