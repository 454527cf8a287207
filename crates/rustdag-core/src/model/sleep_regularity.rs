//! Sleep regularity: how alike the days are, hour by hour.
//!
//! The index is that of Phillips 2017 (seen): the chance of being in the same state, asleep or awake, at two moments a
//! day apart, stretched from −100 (always the opposite) to 100 (every day the same); 0 by chance. Its median is 81 in the
//! UK Biobank (Windred 2024, seen). For charts and evidence only: it needs the moments of falling asleep and waking,
//! where a log often has only hours slept; the daily rule looks at the spread of the moment of waking. A warning below 70
//! is design.
//!
//! Symbols: hours since the midnight that begins the day of waking, negative for the evening before; the index has no
//! unit.

/// Pairs of nights on days next to each other without which the index says nothing. Design.
pub const PAIRS_MIN: usize = 5;
/// Index below which sleep is irregular. Design.
pub const WARN_BELOW: f64 = 70.0;

const DAY_H: f64 = 24.0;
/// A day of sleep begins at the noon before the day of waking.
const NOON_BEFORE_H: f64 = -12.0;
const NOON_H: f64 = 12.0;

/// The index, −100 to 100, of nights day by day: when each began and ended, in hours since the midnight of the day of
/// waking; `None` where a night is unknown. Of each day from noon to noon one sleep counts, and what reaches over noon
/// is cut off. `None` with fewer than [`PAIRS_MIN`] pairs of known nights on days next to each other.
#[must_use]
pub fn index(nights: impl IntoIterator<Item = Option<(f64, f64)>>) -> Option<f64> {
    let (mut pairs, mut alike_h) = (0_usize, 0.0);
    let mut before = None;
    for night in nights {
        let night = night.filter(|(from, to)| from <= to).map(within_the_day);
        if let (Some(before), Some(night)) = (before, night) {
            pairs += 1;
            alike_h += DAY_H - apart_h(before, night);
        }
        before = night;
    }
    (pairs >= PAIRS_MIN).then(|| 200.0 * alike_h / (DAY_H * pairs as f64) - 100.0)
}

fn within_the_day((from, to): (f64, f64)) -> (f64, f64) {
    (from.clamp(NOON_BEFORE_H, NOON_H), to.clamp(NOON_BEFORE_H, NOON_H))
}

/// Hours in which one sleeps and the other does not.
fn apart_h(one: (f64, f64), other: (f64, f64)) -> f64 {
    let both = (one.1.min(other.1) - one.0.max(other.0)).max(0.0);
    (one.1 - one.0) + (other.1 - other.0) - 2.0 * both
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(night: impl Fn(usize) -> (f64, f64)) -> f64 {
        index((0..10).map(|day| Some(night(day)))).unwrap()
    }

    #[test]
    fn from_always_the_same_to_always_the_opposite() {
        assert!((of(|_| (-1.0, 7.0)) - 100.0).abs() < 1e-9);
        assert!((of(|day| if day % 2 == 0 { (-12.0, 0.0) } else { (0.0, 12.0) }) + 100.0).abs() < 1e-9);
        // An hour later every other day: two of twenty-four hours differ.
        let later = of(|day| if day % 2 == 0 { (-1.0, 7.0) } else { (0.0, 8.0) });
        assert!((later - 83.333).abs() < 1e-3 && later > WARN_BELOW, "{later}");
    }

    #[test]
    fn an_unknown_night_is_no_night_awake() {
        let known = |day: usize| (day != 4).then_some((-1.0, 7.0));
        assert!((index((0..10).map(known)).unwrap() - 100.0).abs() < 1e-9);
        // Every other night unknown: no two days next to each other, and nothing to compare.
        assert_eq!(index((0..30).map(|day| (day % 2 == 0).then_some((-1.0, 7.0)))), None);
        assert_eq!(index((0..5).map(|_| Some((-1.0, 7.0)))), None);
    }

    #[test]
    fn impossible_nights_are_unknown_and_the_index_stays_in_its_range() {
        assert_eq!(index((0..10).map(|_| Some((7.0, -1.0)))), None);
        assert_eq!(index((0..10).map(|_| Some((f64::NAN, 7.0)))), None);
        let wild = of(|day| ((day * 7 % 30) as f64 - 20.0, (day * 7 % 30) as f64));
        assert!((-100.0..=100.0).contains(&wild), "{wild}");
    }
}
