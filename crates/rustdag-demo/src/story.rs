//! What happens to a member, as a tide that lifts or lowers a day.

use rustdag_core::anatomy::Joint;
use rustdag_core::event::Illness;

/// What happens to a member.
#[derive(Clone, Copy)]
pub(crate) enum Story {
    /// Nothing in particular.
    Steady,
    /// More and more leg work in the last two weeks, and three short nights.
    HeavyLegs,
    /// Four weeks of rising load while performance falls.
    Overreaching,
    /// Three weeks of a knee that hurts more.
    SoreKnee,
    /// Lighter by the week.
    Pregnant,
    /// Ill: days before the end on which it began and on which it was over.
    Ill { began: u32, over: u32 },
}

/// How a story changes one day.
#[derive(Clone, Copy)]
pub(crate) struct Tide {
    /// Sets, as a factor.
    pub sets: f64,
    /// Extra sets of exercises for the legs.
    pub leg_sets: u32,
    /// Strength, as a factor.
    pub strength: f64,
    /// Hours of sleep, added.
    pub sleep_h: f64,
    /// Wellness items of 1 to 5, added.
    pub wellness: f64,
    /// Session RPE, added.
    pub effort: f64,
    /// lnRMSSD, added.
    pub ln_rmssd: f64,
    /// Resting heart rate, added.
    pub heart_rate: f64,
    pub trains: bool,
    pub pain: Option<(Joint, f64)>,
    pub illness: Option<Illness>,
}

impl Tide {
    const CALM: Self = Self {
        sets: 1.0,
        leg_sets: 0,
        strength: 1.0,
        sleep_h: 0.0,
        wellness: 0.0,
        effort: 0.0,
        ln_rmssd: 0.0,
        heart_rate: 0.0,
        trains: true,
        pain: None,
        illness: None,
    };
}

/// How long over-reaching builds up, days.
const BUILD_UP_DAYS: u32 = 28;
/// How long a knee has been hurting, days.
const KNEE_DAYS: u32 = 21;
/// How long legs have been trained harder, days.
const LEG_DAYS: u32 = 14;
/// Fever lasts this long at the start of an illness, days.
const FEVER_DAYS: u32 = 4;

impl Story {
    /// The tide on a day, counted back from the end.
    pub fn tide(self, days_ago: u32) -> Tide {
        match self {
            Self::Steady => Tide::CALM,
            Self::HeavyLegs => Tide {
                leg_sets: u32::from(days_ago < LEG_DAYS),
                sleep_h: match days_ago {
                    0 => -2.2,
                    1..=3 => -0.5,
                    _ => 0.0,
                },
                ..Tide::CALM
            },
            Self::Overreaching if days_ago < BUILD_UP_DAYS => {
                // From 0 when it begins to 1 today.
                let built_up = f64::from(BUILD_UP_DAYS - days_ago) / f64::from(BUILD_UP_DAYS);
                Tide {
                    sets: 1.0 + 0.5 * built_up,
                    strength: 1.0 - 0.09 * built_up,
                    sleep_h: -1.3 * built_up,
                    wellness: -1.9 * built_up,
                    effort: 1.5 * built_up,
                    ln_rmssd: -0.25 * built_up,
                    heart_rate: 6.0 * built_up,
                    ..Tide::CALM
                }
            }
            Self::Overreaching => Tide::CALM,
            Self::SoreKnee if days_ago < KNEE_DAYS => {
                let worse = f64::from(KNEE_DAYS - days_ago) / f64::from(KNEE_DAYS);
                Tide { pain: Some((Joint::Knee, (1.0 + 4.0 * worse).round())), ..Tide::CALM }
            }
            Self::SoreKnee => Tide { pain: Some((Joint::Knee, 0.0)), ..Tide::CALM },
            Self::Pregnant => Tide { sets: 0.7, strength: 0.8, ..Tide::CALM },
            Self::Ill { began, over } => Self::ill(days_ago, began, over),
        }
    }

    fn ill(days_ago: u32, began: u32, over: u32) -> Tide {
        /// Back to full strength after this many days.
        const BACK_DAYS: u32 = 10;
        if days_ago > began {
            return Tide::CALM;
        }
        if days_ago > over {
            let fever = began - days_ago < FEVER_DAYS;
            return Tide {
                trains: false,
                illness: Some(if fever { Illness::Fever } else { Illness::WithoutFever }),
                sleep_h: 0.8,
                wellness: if fever { -2.0 } else { -1.2 },
                heart_rate: if fever { 10.0 } else { 5.0 },
                ln_rmssd: -0.2,
                ..Tide::CALM
            };
        }
        let back = f64::from((over - days_ago).min(BACK_DAYS)) / f64::from(BACK_DAYS);
        Tide {
            illness: (days_ago == over).then_some(Illness::None),
            sets: 0.6 + 0.4 * back,
            strength: 0.93 + 0.07 * back,
            ..Tide::CALM
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_illness_begins_ends_and_is_reported_over() {
        let story = Story::Ill { began: 20, over: 6 };
        assert!(story.tide(21).illness.is_none() && story.tide(21).trains);
        assert_eq!(story.tide(20).illness, Some(Illness::Fever));
        assert_eq!(story.tide(7).illness, Some(Illness::WithoutFever));
        assert!(!story.tide(7).trains);
        assert_eq!(story.tide(6).illness, Some(Illness::None));
        assert!(story.tide(5).trains);
    }

    #[test]
    fn over_reaching_builds_up() {
        let (before, half, now) =
            (Story::Overreaching.tide(40), Story::Overreaching.tide(14), Story::Overreaching.tide(0));
        assert!(before.strength > half.strength && half.strength > now.strength);
        assert!(before.sets < half.sets && half.sets < now.sets);
    }
}
