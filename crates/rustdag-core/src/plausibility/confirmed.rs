//! A level that a lasting change moves: a value far off is doubted, and several that agree are a new level.

use super::level::Level;

/// Values far off that agree before they are the member's own level. Design.
const CONFIRMATIONS: usize = 3;
/// Values before any is doubted: the first ones are all that is known. Design.
const VALUES_MIN: usize = 3;

/// What is thought of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    /// It is the member's own.
    Believed,
    /// It is far from the member's own, which is this.
    Doubted { usual: f64 },
    /// It is far off, and agrees with those doubted before it: all of them are believed from now on. Where they came
    /// from.
    Confirmed { doubted: Vec<usize> },
}

/// A level, and what was doubted last.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Confirmed {
    level: Level,
    waiting: Vec<(f64, usize)>,
}

impl Confirmed {
    /// A level that is believed from the start.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        Self { level: Level::of(values), waiting: Vec::new() }
    }

    /// The spread around a value, as a standard deviation.
    pub fn spread(&self, centre: f64) -> f64 {
        self.level.spread(centre)
    }

    /// The member's own level, once enough is known to doubt anything.
    pub fn usual(&self) -> Option<f64> {
        self.level.median().filter(|_| self.level.len() >= VALUES_MIN)
    }

    /// Judges a value that came with event `place`. `is_far` says whether one value is far from another, given the
    /// spread of the level.
    pub fn judge(&mut self, value: f64, place: usize, is_far: impl Fn(f64, f64, &Level) -> bool) -> Verdict {
        let Some(usual) = self.usual().filter(|&usual| is_far(value, usual, &self.level)) else {
            self.waiting.clear();
            self.level.add(value);
            return Verdict::Believed;
        };
        // Those that do not agree with the newest are slips of their own.
        self.waiting.retain(|&(other, _)| !is_far(value, other, &self.level));
        self.waiting.push((value, place));
        if self.waiting.len() < CONFIRMATIONS {
            return Verdict::Doubted { usual };
        }
        let agreed = std::mem::take(&mut self.waiting);
        self.level = Level::of(agreed.iter().map(|&(value, _)| value));
        Verdict::Confirmed { doubted: agreed[..agreed.len() - 1].iter().map(|&(_, place)| place).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn far(value: f64, usual: f64, _: &Level) -> bool {
        (value - usual).abs() > 10.0
    }

    fn judge(values: &[f64]) -> Vec<Verdict> {
        let mut level = Confirmed::default();
        values.iter().enumerate().map(|(place, &value)| level.judge(value, place, far)).collect()
    }

    #[test]
    fn first_values_are_never_doubted() {
        assert_eq!(judge(&[50.0, 500.0, 5.0]), vec![Verdict::Believed; 3]);
    }

    #[test]
    fn a_slip_is_doubted_and_forgotten() {
        let verdicts = judge(&[50.0, 51.0, 52.0, 110.0, 51.0, 110.0, 52.0, 112.0]);
        assert_eq!(verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Doubted { .. })).count(), 3);
        assert_eq!(verdicts[3], Verdict::Doubted { usual: 51.0 });
    }

    #[test]
    fn a_lasting_change_is_believed_with_the_third() {
        let verdicts = judge(&[50.0, 51.0, 52.0, 110.0, 112.0, 111.0, 113.0, 51.0]);
        assert_eq!(verdicts[5], Verdict::Confirmed { doubted: vec![3, 4] });
        assert_eq!(verdicts[6], Verdict::Believed);
        assert_eq!(verdicts[7], Verdict::Doubted { usual: 111.5 }, "and what was usual before is far off now");
    }

    #[test]
    fn slips_that_differ_confirm_nothing() {
        let verdicts = judge(&[50.0, 51.0, 52.0, 110.0, 300.0, 700.0, 5.0]);
        assert!(verdicts[3..].iter().all(|verdict| matches!(verdict, Verdict::Doubted { .. })), "{verdicts:?}");
    }
}
