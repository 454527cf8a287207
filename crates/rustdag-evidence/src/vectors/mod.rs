//! The vectors, by what they are about.

mod charts;
mod impulse;
mod load;
mod recovery;
mod strength;

use crate::group::Group;

/// All of them.
pub(crate) fn all() -> Vec<Group> {
    [impulse::vectors(), load::vectors(), strength::vectors(), recovery::vectors(), charts::vectors()].concat()
}
