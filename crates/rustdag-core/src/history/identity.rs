//! Which events are the same one: those of the same source and id.

use crate::event::Event;

/// A number that is the same for the same (source, id), and seldom for others: FNV-1a of both, with an end to the source.
pub(super) fn of(event: &Event) -> u64 {
    const BEGIN: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    // No byte of UTF-8 is this one.
    const END: u8 = 0xff;
    let bytes = event.source.bytes().chain([END]).chain(event.id.bytes());
    bytes.fold(BEGIN, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// Whether two events are the same one.
pub(super) fn is_same(a: &Event, b: &Event) -> bool {
    a.id == b.id && a.source == b.source
}

/// Drops all but the first of the same event, and gives the numbers of those that stay, in order.
pub(super) fn drop_repetitions(events: &mut Vec<Event>) -> Vec<u64> {
    let mut numbered: Vec<(u64, usize)> = events.iter().map(of).zip(0..).collect();
    numbered.sort_unstable();
    let mut repeated = vec![false; events.len()];
    for same_number in numbered.chunk_by(|a, b| a.0 == b.0) {
        for (nth, &(_, place)) in same_number.iter().enumerate().skip(1) {
            repeated[place] = same_number[..nth].iter().any(|&(_, other)| is_same(&events[other], &events[place]));
        }
    }
    let mut place = 0;
    events.retain(|_| {
        place += 1;
        !repeated[place - 1]
    });
    numbered.iter().filter(|&&(_, place)| !repeated[place]).map(|&(number, _)| number).collect()
}
