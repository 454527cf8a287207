//! A bar from 0 to 1.

/// Cells of a bar.
pub(crate) const CELLS: usize = 10;

/// `▰▰▰▱▱`; a value that is unknown has neither.
pub(crate) fn bar(share: Option<f64>) -> String {
    let Some(share) = share.filter(|share| share.is_finite()) else { return "·".repeat(CELLS) };
    // Full only when full: nine tenths and a bit are not ready.
    let full = (share.clamp(0.0, 1.0) * CELLS as f64 + 1e-9).floor() as usize;
    format!("{}{}", "▰".repeat(full), "▱".repeat(CELLS - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_full_only_when_full() {
        assert_eq!(bar(Some(1.0)), "▰▰▰▰▰▰▰▰▰▰");
        assert_eq!(bar(Some(0.99)), "▰▰▰▰▰▰▰▰▰▱");
        assert_eq!(bar(Some(0.3)), "▰▰▰▱▱▱▱▱▱▱");
        assert_eq!(bar(Some(-2.0)), "▱▱▱▱▱▱▱▱▱▱");
        assert_eq!(bar(None), "··········");
        assert_eq!(bar(Some(f64::NAN)), "··········");
    }
}
