//! Snapshot and limits as the bytes that are copied into a rule's memory and out of it.
//!
//! Only what the layout names is copied; what lies behind the last field is neither read nor written.

use rustdag_rule_abi::{FIELDS, Limits, REASONS_MAX, Reason, Snapshot};
use std::mem::{offset_of, size_of};
use std::ptr;

#[cfg(target_endian = "big")]
compile_error!("the rule interface is little-endian: on this machine its pages would have to be turned around first");

/// Bytes of a snapshot up to the end of its last field.
pub(crate) const SNAPSHOT_BYTES: usize = {
    let last = &FIELDS[FIELDS.len() - 1];
    last.offset + 4 * last.shape.slots()
};
/// Bytes of limits up to the end of the last reason.
pub(crate) const LIMITS_BYTES: usize = offset_of!(Limits, reasons) + REASONS_MAX * size_of::<Reason>();

const _: () = assert!(SNAPSHOT_BYTES <= size_of::<Snapshot>() && LIMITS_BYTES <= size_of::<Limits>());

/// Copies a snapshot into the first bytes of `room`.
#[inline]
pub(crate) fn put_snapshot(snapshot: &Snapshot, room: &mut [u8; SNAPSHOT_BYTES]) {
    // SAFETY: a snapshot is `repr(C)` without gaps up to its last field, so these bytes are all initialised; `room` is
    // as long and cannot overlap what is borrowed for reading.
    unsafe { ptr::copy_nonoverlapping(ptr::from_ref(snapshot).cast::<u8>(), room.as_mut_ptr(), SNAPSHOT_BYTES) };
}

/// Copies limits into the first bytes of `room`.
#[inline]
pub(crate) fn put_limits(limits: &Limits, room: &mut [u8; LIMITS_BYTES]) {
    // SAFETY: as for a snapshot: `repr(C)`, no gaps up to the last reason.
    unsafe { ptr::copy_nonoverlapping(ptr::from_ref(limits).cast::<u8>(), room.as_mut_ptr(), LIMITS_BYTES) };
}

/// Copies limits out of a rule's memory. What they say still has to be checked.
#[inline]
pub(crate) fn take_limits(bytes: &[u8; LIMITS_BYTES], limits: &mut Limits) {
    // SAFETY: limits consist of integers and floats, so any bytes are some; both are as long.
    unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), ptr::from_mut(limits).cast::<u8>(), LIMITS_BYTES) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_come_back_as_they_went_in() {
        let mut limits = Limits::no_opinion();
        limits.cap_joint_load(23, 2.5, Reason::joint(1, 23, 3.0, 2.5));
        for code in 2..40 {
            limits.because(Reason::whole(code, 1.0, 2.0));
        }
        let mut bytes = [0; LIMITS_BYTES];
        put_limits(&limits, &mut bytes);
        let mut other = Limits::no_opinion();
        take_limits(&bytes, &mut other);
        assert_eq!(limits, other);
    }

    #[test]
    fn a_snapshot_is_copied_to_its_last_field() {
        let mut snapshot = Snapshot::unknown();
        snapshot.set_days_ahead(Some(6.0));
        let mut bytes = [0xff; SNAPSHOT_BYTES];
        put_snapshot(&snapshot, &mut bytes);
        assert_eq!(bytes[SNAPSHOT_BYTES - 4..], 6.0_f32.to_le_bytes());
        assert_eq!(bytes[..4], (size_of::<Snapshot>() as u32).to_le_bytes());
    }
}
