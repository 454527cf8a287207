//! What crosses between host and worker: for each question the presence bits and the floats that the rule's manifest
//! reads, for each answer its status and what of the limits can be filled. Both ends are the same program on the same
//! machine, so numbers cross as they lie in memory.
//!
//! What is not read does not cross: a snapshot has nearly a kilobyte, and a rule of a stranger has no business with the
//! rest of it.

use rustdag_rule_abi::{FIELDS, Limits, REASONS_MAX, Reason, Snapshot, Status};
use std::mem::{offset_of, size_of};

/// Most questions in one batch.
pub(crate) const BATCH_MOST: usize = 256;
/// Bytes of limits before their reasons.
const LIMITS_HEAD: usize = offset_of!(Limits, reasons);
/// Most bytes of one answer.
pub(crate) const ANSWER_MOST: usize = size_of::<i32>() + LIMITS_HEAD + REASONS_MAX * size_of::<Reason>();
/// Where the floats of a snapshot begin.
const FLOATS_AT: usize = FIELDS[0].offset;

/// Neighbouring floats of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Byte offset in the snapshot.
    at: usize,
    /// Bytes.
    len: usize,
}

/// What of a snapshot crosses for one rule.
#[derive(Clone, Debug)]
pub(crate) struct Questions {
    needs: [u64; 4],
    runs: Vec<Run>,
    /// Bytes of one question.
    pub bytes: usize,
}

impl Questions {
    /// `needs`: presence bits of the floats that the rule reads. Bits beyond the last field mean nothing.
    pub fn new(needs: [u64; 4]) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        let end = FIELDS.last().map_or(0, |field| field.first_bit + field.shape.slots());
        for bit in (0..end).filter(|bit| needs[bit / 64] >> (bit % 64) & 1 == 1) {
            let at = FLOATS_AT + size_of::<f32>() * bit;
            match runs.last_mut().filter(|run| run.at + run.len == at) {
                Some(run) => run.len += size_of::<f32>(),
                None => runs.push(Run { at, len: size_of::<f32>() }),
            }
        }
        let bytes = size_of::<[u64; 4]>() + runs.iter().map(|run| run.len).sum::<usize>();
        Self { needs, runs, bytes }
    }

    /// Appends a question.
    pub fn write(&self, snapshot: &Snapshot, out: &mut Vec<u8>) {
        for (known, needed) in snapshot.known.iter().zip(self.needs) {
            out.extend_from_slice(&(known & needed).to_ne_bytes());
        }
        let start: *const u8 = (&raw const *snapshot).cast();
        for run in &self.runs {
            // SAFETY: a run lies among the snapshot's floats, which follow each other without a gap.
            out.extend_from_slice(unsafe { std::slice::from_raw_parts(start.add(run.at), run.len) });
        }
    }

    /// Reads a question of [`Self::bytes`] bytes into a snapshot. What does not cross is left as it is.
    ///
    /// # Panics
    /// If there are fewer bytes.
    pub fn read(&self, bytes: &[u8], snapshot: &mut Snapshot) {
        let (known, mut rest) = bytes.split_at(size_of::<[u64; 4]>());
        for (word, bytes) in snapshot.known.iter_mut().zip(known.chunks_exact(size_of::<u64>())) {
            *word = u64::from_ne_bytes(bytes.try_into().expect("eight bytes"));
        }
        let start: *mut u8 = (&raw mut *snapshot).cast();
        for run in &self.runs {
            let (floats, after) = rest.split_at(run.len);
            // SAFETY: a run lies among the snapshot's floats, of which any bytes are some; `floats` has its length and is
            // elsewhere.
            unsafe { start.add(run.at).copy_from_nonoverlapping(floats.as_ptr(), run.len) };
            rest = after;
        }
    }
}

/// Appends an answer. Reasons beyond the last place do not cross; that there are too many does.
pub(crate) fn write_answer(status: i32, limits: &Limits, out: &mut Vec<u8>) {
    out.extend_from_slice(&status.to_ne_bytes());
    if status == Status::OK {
        let filled = LIMITS_HEAD + size_of_val(limits.reasons());
        // SAFETY: up to the last reason the struct consists of integers and floats without a gap.
        out.extend_from_slice(unsafe { std::slice::from_raw_parts((&raw const *limits).cast(), filled) });
    }
}

/// Takes the next answer off the bytes, into limits of which nothing stays: its status, or `None` if they are no answer.
pub(crate) fn read_answer(bytes: &mut &[u8], limits: &mut Limits) -> Option<i32> {
    let status = i32::from_ne_bytes(*bytes.split_off(..size_of::<i32>())?.first_chunk()?);
    limits.reset();
    if status == Status::OK {
        let head = bytes.split_off(..LIMITS_HEAD)?;
        let counted = head[offset_of!(Limits, n_reasons)..].first_chunk()?;
        let reasons = (u32::from_ne_bytes(*counted) as usize).min(REASONS_MAX);
        let reasons = bytes.split_off(..reasons * size_of::<Reason>())?;
        let start: *mut u8 = (&raw mut *limits).cast();
        // SAFETY: both parts lie within the limits, which consist of integers and floats: any bytes are some. Whether
        // they mean anything is checked as of every rule.
        unsafe {
            start.copy_from_nonoverlapping(head.as_ptr(), head.len());
            start.add(LIMITS_HEAD).copy_from_nonoverlapping(reasons.as_ptr(), reasons.len());
        }
    }
    Some(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A snapshot in which every float is known and says its place.
    fn full() -> Snapshot {
        let mut snapshot = Snapshot::unknown();
        for field in FIELDS {
            for slot in 0..field.shape.slots() {
                snapshot.set_field(field.name, slot, Some((field.first_bit + slot) as f32));
            }
        }
        snapshot
    }

    fn needs_of(names: &[&str]) -> [u64; 4] {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        rustdag_rule::headline::bits(&names)
    }

    #[test]
    fn what_is_read_crosses_and_nothing_else() {
        let questions = Questions::new(needs_of(&["joint_pain", "sleep_debt_h", "muscle_fatigue"]));
        let (mut bytes, mut seen) = (Vec::new(), Snapshot::unknown());
        questions.write(&full(), &mut bytes);
        assert_eq!(bytes.len(), questions.bytes);
        questions.read(&bytes, &mut seen);
        for field in FIELDS {
            let crosses = ["joint_pain", "sleep_debt_h", "muscle_fatigue"].contains(&field.name);
            for slot in 0..field.shape.slots() {
                assert_eq!(seen.field(field.name, slot), full().field(field.name, slot).filter(|_| crosses));
            }
        }
        // The next question leaves nothing of this one.
        let mut unknown = Vec::new();
        questions.write(&Snapshot::unknown(), &mut unknown);
        questions.read(&unknown, &mut seen);
        assert_eq!(seen, Snapshot::unknown());
    }

    #[test]
    fn all_fields_are_one_run_and_none_is_none() {
        let every: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
        let questions = Questions::new(needs_of(&every));
        assert_eq!(questions.runs.len(), 1);
        let (mut bytes, mut seen) = (Vec::new(), Snapshot::unknown());
        questions.write(&full(), &mut bytes);
        questions.read(&bytes, &mut seen);
        assert_eq!(seen, full());
        assert!(Questions::new([0; 4]).runs.is_empty());
        // A library may claim to need what no snapshot has; whoever loads it refuses that, and here it is nothing.
        assert_eq!(Questions::new([u64::MAX; 4]).runs, questions.runs);
    }

    #[test]
    fn answers_come_back_as_they_went_in() {
        let mut limits = Limits::no_opinion();
        limits.cap_muscle_sets(31, 3.0, Reason::muscle(1, 31, 0.2, 3.0));
        limits.keep_in_reserve(2.5, Reason::whole(2, 4.0, 2.5));
        limits.flags = 5;
        let mut bytes = Vec::new();
        write_answer(Status::OK, &limits, &mut bytes);
        write_answer(Status::PANICKED, &limits, &mut bytes);
        write_answer(Status::OK, &Limits::no_opinion(), &mut bytes);
        let (mut rest, mut read) = (&bytes[..], Limits::no_opinion());
        assert_eq!(read_answer(&mut rest, &mut read), Some(Status::OK));
        assert_eq!(read, limits);
        assert_eq!(read_answer(&mut rest, &mut read), Some(Status::PANICKED));
        assert_eq!(read, Limits::no_opinion());
        assert_eq!(read_answer(&mut rest, &mut read), Some(Status::OK));
        assert_eq!((read, rest.len()), (Limits::no_opinion(), 0));
        assert_eq!(read_answer(&mut rest, &mut read), None);
    }

    #[test]
    fn bytes_that_are_no_answer_are_none_and_too_many_reasons_are_told() {
        let mut limits = Limits::no_opinion();
        limits.n_reasons = u32::MAX;
        let mut bytes = Vec::new();
        write_answer(Status::OK, &limits, &mut bytes);
        assert_eq!(bytes.len(), ANSWER_MOST);
        for length in 0..bytes.len() {
            assert_eq!(read_answer(&mut &bytes[..length], &mut limits), None, "{length}");
        }
        assert_eq!(read_answer(&mut &bytes[..], &mut limits), Some(Status::OK));
        assert_eq!(limits.n_reasons, u32::MAX);
    }
}
