//! The numbers the filter holds, and where each stands.

/// How many numbers the filter holds.
pub const SLOTS: usize = 7;
/// One number per slot of the filter.
pub type Slots = [f64; SLOTS];
/// How many of the slots are parameters; what follows them is allowed for and never used.
pub const PARAMETER_SLOTS: usize = 4;
/// The slot of the repetitions by which the reserve is guessed too low.
pub const RIR_BIAS: usize = 4;
/// The slot of the repetitions that are left where the reserve was said to be 0.
pub const LEFT_AT_ZERO: usize = 5;
/// The slot of the member's own scale of soreness, `ln`.
pub const SORENESS_SCALE: usize = 6;

pub(super) fn dot(a: &Slots, b: &Slots) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Slots of which only these are not zero.
#[cfg(test)]
pub(super) fn slope(parts: &[(usize, f64)]) -> Slots {
    let mut slope = [0.0; SLOTS];
    for &(slot, part) in parts {
        slope[slot] = part;
    }
    slope
}
