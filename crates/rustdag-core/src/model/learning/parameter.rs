//! What is learned of a member, by name.

use crate::anatomy::Region;

/// What is learned of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parameter {
    /// Recovery time of the upper body, as a factor on the population's.
    RecoveryUpper,
    /// Recovery time of legs, hips and trunk, as a factor on the population's.
    RecoveryLower,
    /// Fatigue that a bout leaves, as a factor on the population's.
    BoutFatigue,
    /// Strength that training adds, as a factor on the population's.
    StrengthGain,
    /// Repetitions by which the member guesses the reserve too low. It keeps its prior: only sets known to have ended
    /// at failure would tell it, and a reserve of 0 is said where nothing more seems possible too.
    RirBias,
    /// Sleep need, hours. Nothing that is logged tells it apart from habit, so it keeps its prior.
    SleepNeed,
}

impl Parameter {
    /// All of them; those of the filter first, in the order of its slots.
    pub const ALL: &[Self] = &[
        Self::RecoveryUpper,
        Self::RecoveryLower,
        Self::BoutFatigue,
        Self::StrengthGain,
        Self::RirBias,
        Self::SleepNeed,
    ];

    /// The name in files and the API.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::RecoveryUpper => "recovery_upper",
            Self::RecoveryLower => "recovery_lower",
            Self::BoutFatigue => "bout_fatigue",
            Self::StrengthGain => "strength_gain",
            Self::RirBias => "rir_bias",
            Self::SleepNeed => "sleep_need",
        }
    }

    /// Its slot in the filter; `None` for what is not learned.
    #[must_use]
    pub const fn slot(self) -> Option<usize> {
        match self {
            Self::RirBias | Self::SleepNeed => None,
            _ => Some(self as usize),
        }
    }

    /// Whether it is a factor, believed in its logarithm.
    #[must_use]
    pub const fn is_factor(self) -> bool {
        !matches!(self, Self::RirBias | Self::SleepNeed)
    }

    /// The recovery clock of a region. The trunk goes with the legs: squats and pulls are what mostly loads it.
    #[must_use]
    pub const fn recovery(region: Region) -> Self {
        match region {
            Region::Upper => Self::RecoveryUpper,
            Region::Trunk | Region::Lower => Self::RecoveryLower,
        }
    }
}
