//! Limits said as a share of what the member usually does.

use crate::{Limits, Reason, Snapshot};

/// At most this share of the member's usual session load today, for a reason about the whole body with the value seen;
/// the reason's limit is the share. Says nothing while the usual load is unknown.
#[inline]
pub fn cap_share_of_usual(limits: &mut Limits, snapshot: &Snapshot, share: f32, code: u32, value: f32) {
    if let Some(usual) = snapshot.load_usual_session() {
        limits.cap_session_load(share * usual, Reason::whole(code, value, share));
    }
}
