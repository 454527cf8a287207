//! Heart-rate variability that is not the member's own: another measure, another device, a slip of the finger.
//!
//! lnRMSSD varies from morning to morning by about a tenth, and by half after a bad night or in an illness: such days are
//! news and never doubted. Another measure shows as another level. SDNN, which some watches record, lies a fifth to two
//! fifths higher on the logarithmic scale than RMSSD in a short recording and far higher over a day (memory); a
//! logarithm of a logarithm lies far below. All thresholds are design values.
//!
//! A source whose level differs from that of the source the member measures with is another measure, and is left out as
//! long as the other goes on. When the old source falls silent the new one becomes the member's own, and the baseline
//! starts again: the two are never averaged.

use super::confirmed::{Confirmed, Verdict};
use super::level::Level;
use jiff::{SignedDuration, Timestamp};

/// Distance of one value from the member's own that is doubted whatever the spread, ln ms …
const FAR_LN: f64 = 0.9;
/// … and in spreads, if that is more.
const FAR_SPREADS: f64 = 6.0;
/// Distance of another source's level, ln ms …
const OTHER_LN: f64 = 0.2;
/// … and in spreads, for one value and for the median of several, if that is more.
const OTHER_SPREADS: (f64, f64) = (2.5, 1.5);
/// Values of another source before its level is known, and those it is taken from.
const OTHER_VALUES: (usize, usize) = (3, 5);
/// A spread below this is that of few values, not of a member.
const SPREAD_MIN: f64 = 0.08;
/// The member's own source is silent after this long …
const SILENT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// … and another takes its place with so many values.
const TAKES_OVER: usize = 5;
/// Values of another source that are remembered.
const TRIAL_MAX: usize = 30;

/// Two mornings of one source that are too far apart.
fn is_far(value: f64, usual: f64, level: &Level) -> bool {
    let distance = (value - usual).abs();
    distance > FAR_LN && distance > FAR_SPREADS * level.spread(usual).max(SPREAD_MIN)
}

/// The member's variability as it was believed so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Hrv {
    own: Option<(String, Timestamp)>,
    level: Confirmed,
    trial: Option<Trial>,
}

/// Another source than the member's own.
#[derive(Clone, Debug, PartialEq)]
struct Trial {
    source: String,
    first: Timestamp,
    values: Vec<(f64, usize, bool)>,
}

/// What is thought of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Heard {
    Believed,
    FarOff {
        usual: f64,
    },
    OtherMeasure {
        usual: f64,
    },
    /// It is believed, and so are those doubted before; if the baseline starts again, its first moment.
    Confirmed {
        doubted: Vec<usize>,
        since: Option<Timestamp>,
    },
}

impl Hrv {
    pub fn hear(&mut self, source: &str, at: Timestamp, value: f64, place: usize) -> Heard {
        match &mut self.own {
            Some((own, last)) if own == source => *last = at,
            Some((_, last)) => {
                let silent = at.duration_since(*last) >= SILENT;
                return self.hear_other(source, at, value, place, silent);
            }
            None => self.own = Some((source.to_owned(), at)),
        }
        match self.level.judge(value, place, is_far) {
            Verdict::Believed => Heard::Believed,
            Verdict::Doubted { usual } => Heard::FarOff { usual },
            Verdict::Confirmed { doubted } => Heard::Confirmed { doubted, since: None },
        }
    }

    fn hear_other(&mut self, source: &str, at: Timestamp, value: f64, place: usize, silent: bool) -> Heard {
        if self.trial.as_ref().is_none_or(|trial| trial.source != source) {
            self.trial = Some(Trial { source: source.to_owned(), first: at, values: Vec::new() });
        }
        let usual = self.level.usual();
        let spread = usual.map_or(0.0, |usual| self.level.spread(usual)).max(SPREAD_MIN);
        let Some(trial) = &mut self.trial else { return Heard::Believed };
        let far = usual.filter(|usual| trial.is_other(value, *usual, spread));
        if trial.values.len() == TRIAL_MAX {
            trial.values.remove(0);
        }
        trial.values.push((value, place, far.is_some()));
        if silent && trial.values.len() >= TAKES_OVER {
            return self.hand_over(at, far.is_some());
        }
        far.map_or(Heard::Believed, |usual| Heard::OtherMeasure { usual })
    }

    /// The other source becomes the member's own.
    fn hand_over(&mut self, at: Timestamp, differs: bool) -> Heard {
        let Some(trial) = self.trial.take() else { return Heard::Believed };
        let values: Vec<f64> = trial.values.iter().map(|&(value, _, _)| value).collect();
        self.own = Some((trial.source, at));
        self.level = Confirmed::of(values);
        let (doubted, _): (Vec<_>, Vec<_>) = trial.values.iter().partition(|(_, _, doubted)| *doubted);
        let mut doubted: Vec<usize> = doubted.into_iter().map(|(_, place, _)| place).collect();
        if differs {
            // The newest is no doubt any more.
            doubted.pop();
        }
        Heard::Confirmed { doubted, since: differs.then_some(trial.first) }
    }
}

impl Trial {
    /// Whether this source, with one more value, measures something else than what is usual.
    fn is_other(&self, value: f64, usual: f64, spread: f64) -> bool {
        let newest = self.values.len().saturating_sub(OTHER_VALUES.1 - 1);
        let values = Level::of(self.values[newest..].iter().map(|&(value, _, _)| value).chain([value]));
        let known = values.len() >= OTHER_VALUES.0;
        let centre = if known { values.median().unwrap_or(value) } else { value };
        let spreads = if known { OTHER_SPREADS.1 } else { OTHER_SPREADS.0 };
        (centre - usual).abs() > OTHER_LN.max(spreads * spread) || (value - usual).abs() > FAR_LN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mornings of `(source, value)`, one a day.
    fn mornings(values: &[(&str, f64)]) -> Vec<Heard> {
        let mut hrv = Hrv::default();
        let day = |day: usize| Timestamp::from_second(86_400 * day as i64).unwrap();
        values.iter().enumerate().map(|(place, &(source, value))| hrv.hear(source, day(place), value, place)).collect()
    }

    fn strap(days: usize) -> Vec<(&'static str, f64)> {
        (0..days).map(|day| ("strap", 4.1 + 0.05 * (day % 5) as f64)).collect()
    }

    #[test]
    fn a_bad_morning_is_news_and_no_doubt() {
        let mut values = strap(20);
        values.extend([("strap", 3.5), ("strap", 3.6), ("strap", 4.7)]);
        assert!(mornings(&values).iter().all(|heard| *heard == Heard::Believed));
    }

    #[test]
    fn a_logarithm_of_a_logarithm_and_a_day_long_sdnn_are_far_off() {
        for odd in [1.42, 5.4] {
            let mut values = strap(20);
            values.push(("strap", odd));
            assert!(matches!(mornings(&values)[20], Heard::FarOff { usual } if (usual - 4.2).abs() < 0.01), "{odd}");
        }
    }

    #[test]
    fn another_source_with_another_level_is_another_measure() {
        let mut values = Vec::new();
        for (day, own) in strap(20).into_iter().enumerate() {
            values.push(own);
            if day >= 10 {
                values.push(("watch", own.1 + 0.35));
            }
        }
        let heard = mornings(&values);
        let watch: Vec<&Heard> = values.iter().zip(&heard).filter(|(v, _)| v.0 == "watch").map(|(_, h)| h).collect();
        assert!(watch.iter().all(|heard| matches!(heard, Heard::OtherMeasure { .. })), "{watch:?}");
        let own = values.iter().zip(&heard).filter(|(v, _)| v.0 == "strap");
        assert!(own.into_iter().all(|(_, heard)| *heard == Heard::Believed));
    }

    #[test]
    fn another_source_with_the_same_level_is_welcome() {
        let mut values = strap(20);
        values.extend(strap(20).into_iter().map(|(_, value)| ("watch", value + 0.04)));
        assert!(mornings(&values).iter().all(|h| matches!(h, Heard::Believed | Heard::Confirmed { since: None, .. })));
    }

    #[test]
    fn a_new_watch_starts_a_new_baseline_when_the_old_one_is_silent() {
        let mut values = strap(20);
        values.extend(strap(12).into_iter().map(|(_, value)| ("watch", value + 0.35)));
        let heard = mornings(&values);
        let first = Timestamp::from_second(86_400 * 20).unwrap();
        let over = heard.iter().position(|heard| matches!(heard, Heard::Confirmed { .. })).unwrap();
        assert_eq!(heard[over], Heard::Confirmed { doubted: (20..over).collect(), since: Some(first) });
        assert_eq!(over, 26, "a week after the last of the strap");
        assert!(heard[over + 1..].iter().all(|heard| *heard == Heard::Believed));
    }
}
