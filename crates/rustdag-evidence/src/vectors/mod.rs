//! The vectors, by what they are about.

mod charts;
mod impulse;
mod load;
mod recovery;
mod strength;

use crate::vector::Vector;

/// All of them.
pub(crate) fn all() -> Vec<Vector> {
    [impulse::vectors(), load::vectors(), strength::vectors(), recovery::vectors(), charts::vectors()].concat()
}
