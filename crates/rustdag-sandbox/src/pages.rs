//! Snapshot and limits as the bytes that are copied into a rule's memory and out of it.
//!
//! Of a snapshot only what the rule's manifest reads is copied: the rest is unknown to it, and no business of a stranger's.
//! What lies behind the last reason of limits is neither read nor written.

use rustdag_rule_abi::{FIELDS, Limits, REASONS_MAX, Reason, Snapshot};
use std::mem::{offset_of, size_of};
use std::ops::Range;
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

/// Where the presence bits lie, and where the floats begin.
const KNOWN_AT: usize = offset_of!(Snapshot, known);
const FLOATS_AT: usize = FIELDS[0].offset;

/// What a rule gets to see of a snapshot.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Presence bits of the floats that it reads.
    needs: [u64; 4],
    /// Bytes of neighbouring floats.
    runs: Box<[Range<usize>]>,
}

impl Seen {
    /// By the presence bits of what the rule reads; bits beyond the last field mean nothing.
    pub fn new(needs: [u64; 4]) -> Self {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for bit in
            (0..(SNAPSHOT_BYTES - FLOATS_AT) / size_of::<f32>()).filter(|bit| needs[bit / 64] >> (bit % 64) & 1 == 1)
        {
            let at = FLOATS_AT + size_of::<f32>() * bit;
            match runs.last_mut().filter(|run| run.end == at) {
                Some(run) => run.end += size_of::<f32>(),
                None => runs.push(at..at + size_of::<f32>()),
            }
        }
        Self { needs, runs: runs.into() }
    }

    /// Writes a snapshot of which nothing is known; what is not seen stays like this.
    pub fn begin(room: &mut [u8; SNAPSHOT_BYTES]) {
        room.copy_from_slice(bytes(&Snapshot::unknown()));
    }

    /// Copies what is seen of a snapshot.
    #[inline]
    pub fn put(&self, snapshot: &Snapshot, room: &mut [u8; SNAPSHOT_BYTES]) {
        for (word, (known, needed)) in snapshot.known.iter().zip(self.needs).enumerate() {
            let at = KNOWN_AT + size_of::<u64>() * word;
            room[at..at + size_of::<u64>()].copy_from_slice(&(known & needed).to_le_bytes());
        }
        let bytes = bytes(snapshot);
        for run in &self.runs {
            room[run.clone()].copy_from_slice(&bytes[run.clone()]);
        }
    }
}

/// A snapshot as bytes.
#[inline]
fn bytes(snapshot: &Snapshot) -> &[u8; SNAPSHOT_BYTES] {
    // SAFETY: a snapshot is `repr(C)` without gaps up to its last field, so these bytes are all initialised; they are
    // borrowed as it is.
    unsafe { &*ptr::from_ref(snapshot).cast() }
}

/// Copies limits into the first bytes of `room`.
#[inline]
pub(crate) fn put_limits(limits: &Limits, room: &mut [u8; LIMITS_BYTES]) {
    // SAFETY: as a snapshot `repr(C)`, no gaps up to the last reason; `room` is as long and cannot overlap what is borrowed
    // for reading.
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
    fn of_a_snapshot_only_what_is_read_is_copied() {
        let bit = |name: &str| FIELDS.iter().find(|field| field.name == name).unwrap().first_bit;
        let mut needs = [0; 4];
        for bit in [bit("days_ahead"), bit("joint_pain") + 1, bit("joint_pain") + 2] {
            needs[bit / 64] |= 1 << (bit % 64);
        }
        let mut snapshot = Snapshot::unknown();
        snapshot.set_days_ahead(Some(6.0));
        snapshot.set_confidence(Some(0.9));
        for slot in 0..4 {
            snapshot.set_joint_pain(slot, Some(1.0 + slot as f32));
        }
        let seen = Seen::new(needs);
        assert_eq!(seen.runs.len(), 2);
        let mut room = [0xff; SNAPSHOT_BYTES];
        Seen::begin(&mut room);
        // Twice: nothing of the first one stays.
        for days in [None, Some(6.0)] {
            snapshot.set_days_ahead(days);
            seen.put(&snapshot, &mut room);
        }
        let mut expected = Snapshot::unknown();
        expected.set_days_ahead(Some(6.0));
        expected.set_joint_pain(1, Some(2.0));
        expected.set_joint_pain(2, Some(3.0));
        assert_eq!(&room, bytes(&expected));
        assert_eq!(room[..4], (size_of::<Snapshot>() as u32).to_le_bytes());
        seen.put(&Snapshot::unknown(), &mut room);
        assert_eq!(room[KNOWN_AT..KNOWN_AT + 32], [0; 32]);
    }
}
