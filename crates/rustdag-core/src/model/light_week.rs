//! When a week was light: a deload, whoever planned it.
//!
//! A deload has 40 to 50 % fewer sets for five to seven days (Bell 2023, seen; numbers from memory). A week of at most 60 % of the
//! usual hard sets counts as one. The windows are design: sessions come in lumps, so only whole weeks are compared.

use std::collections::VecDeque;

/// Days of a week.
const WEEK_D: usize = 7;
/// Days before it from which its usual sets are taken.
const USUAL_D: usize = 28;
/// Days of those that must be known.
const USUAL_KNOWN_MIN: f64 = 14.0;
/// Usual hard sets a week, all muscles together, below which a week cannot be lighter than usual.
const USUAL_SETS_MIN: f64 = 8.0;
/// Share of the usual sets up to which a week is light.
const LIGHT_SHARE: f64 = 0.6;

/// Hard sets of the last days.
#[derive(Clone, Debug, PartialEq)]
pub struct LightWeek {
    /// Sets of each day, `None` for unknown days; oldest first.
    days: VecDeque<Option<f64>>,
    silent: i32,
    silent_rest_max: i32,
}

impl LightWeek {
    /// Nothing is known yet. Up to `silent_rest_max` days without a word between told ones count as rest.
    #[must_use]
    pub const fn new(silent_rest_max: i32) -> Self {
        Self { days: VecDeque::new(), silent: 0, silent_rest_max }
    }

    /// A day is over, with so many hard sets, all muscles together; `told` says whether anything said what happened on it.
    /// Whether a light week ends with it.
    pub fn close_day(&mut self, hard_sets: f64, told: bool) -> bool {
        self.silent = if told { 0 } else { self.silent + 1 };
        if self.days.len() == WEEK_D + USUAL_D {
            self.days.pop_front();
        }
        self.days.push_back(Some(hard_sets));
        if self.silent > self.silent_rest_max {
            // A silence this long is no rest, from its first day on.
            for day in self.days.iter_mut().rev().take(self.silent as usize) {
                *day = None;
            }
        }
        // Whether a silence is rest is known when it is over.
        told && self.is_light()
    }

    fn is_light(&self) -> bool {
        let Some(before) = self.days.len().checked_sub(WEEK_D) else { return false };
        let Some(week) = self.days.range(before..).try_fold(0.0, |sum, day| day.map(|sets| sum + sets)) else {
            return false;
        };
        let known = || self.days.range(..before).flatten();
        let count = known().count() as f64;
        let usual = known().sum::<f64>() / count * WEEK_D as f64;
        count >= USUAL_KNOWN_MIN && usual >= USUAL_SETS_MIN && week <= LIGHT_SHARE * usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a light week ends, day by day, after four weeks of 30 sets every other day.
    fn after_four_weeks(days: &[Option<f64>]) -> Vec<bool> {
        let mut weeks = LightWeek::new(2);
        for day in 0..28 {
            assert!(!weeks.close_day(if day % 2 == 0 { 30.0 } else { 0.0 }, true));
        }
        days.iter().map(|sets| weeks.close_day(sets.unwrap_or(0.0), sets.is_some())).collect()
    }

    #[test]
    fn half_the_sets_for_a_week_is_light_and_one_session_less_is_not() {
        let half = [15.0, 0.0, 15.0, 0.0, 15.0, 0.0, 15.0].map(Some);
        assert_eq!(after_four_weeks(&half).last(), Some(&true));
        let one_less = [30.0, 0.0, 30.0, 0.0, 30.0, 0.0, 0.0].map(Some);
        assert!(!after_four_weeks(&one_less).contains(&true));
        let rest = [Some(0.0); 7];
        assert_eq!(after_four_weeks(&rest).last(), Some(&true));
    }

    #[test]
    fn a_week_of_silence_is_not_light() {
        assert!(!after_four_weeks(&[None; 14]).contains(&true));
        let short_silences = [None, None, Some(15.0), None, None, Some(15.0), Some(0.0)];
        assert_eq!(after_four_weeks(&short_silences).last(), Some(&true));
    }

    #[test]
    fn who_hardly_trains_has_no_light_weeks() {
        let mut weeks = LightWeek::new(2);
        assert!(!(0..60).any(|day| weeks.close_day(f64::from(day % 7 == 0), true)));
    }
}
