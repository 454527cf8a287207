//! A heart rate at rest that was not measured at rest, or is a slip of the finger.
//!
//! Fever and over-reaching raise the resting heart rate by five to twenty-five beats: that is news, and the safety gate
//! listens to it. Only what lies still further off is doubted, and three such mornings in a row are believed. All
//! thresholds are design values.

use super::confirmed::{Confirmed, Verdict};
use super::level::Level;

/// Distance above and below the member's own that is doubted, beats per minute …
const ABOVE_BPM: f64 = 30.0;
const BELOW_BPM: f64 = 20.0;
/// … and in spreads, if that is more.
const SPREADS: f64 = 6.0;

/// The member's heart rate at rest as it was believed so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RestingHeartRate(Confirmed);

impl RestingHeartRate {
    pub fn hear(&mut self, bpm: f64, place: usize) -> Verdict {
        self.0.judge(bpm, place, is_far)
    }
}

fn is_far(bpm: f64, usual: f64, level: &Level) -> bool {
    let distance = bpm - usual;
    let allowed = if distance > 0.0 { ABOVE_BPM } else { BELOW_BPM };
    distance.abs() > allowed && distance.abs() > SPREADS * level.spread(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(values: &[f64]) -> Verdict {
        let mut rate = RestingHeartRate::default();
        let verdicts: Vec<Verdict> = values.iter().enumerate().map(|(place, &bpm)| rate.hear(bpm, place)).collect();
        verdicts.last().unwrap().clone()
    }

    #[test]
    fn fever_is_news_and_a_run_is_no_rest() {
        let usual = [54.0, 55.0, 53.0, 56.0, 54.0, 55.0];
        let with = |bpm: &[f64]| last(&[&usual, bpm].concat());
        assert_eq!(with(&[80.0]), Verdict::Believed);
        assert_eq!(with(&[142.0]), Verdict::Doubted { usual: 54.5 });
        assert_eq!(with(&[30.0]), Verdict::Doubted { usual: 54.5 });
        assert_eq!(with(&[92.0, 90.0, 91.0]), Verdict::Confirmed { doubted: vec![6, 7] });
    }
}
