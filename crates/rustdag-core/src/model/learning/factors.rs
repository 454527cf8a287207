//! What sets a member's clocks: factors on the population's constants, within a range that is a design value.

use super::parameter::Parameter;
use crate::anatomy::Region;

/// Factors are used within this.
pub const FACTOR_RANGE: (f64, f64) = (0.5, 2.0);

/// What sets a member's clocks: the population's constants times the member's own factors, as far as these are learned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// Factor on recovery time of the upper body, 0.5 to 2.
    pub recovery_upper: f64,
    /// Factor on recovery time of legs, hips and trunk, 0.5 to 2.
    pub recovery_lower: f64,
    /// Factor on the fatigue a bout leaves, 0.5 to 2.
    pub bout_fatigue: f64,
    /// Factor on the strength training adds, 0.5 to 2. Size is never observed, so its gain stays.
    pub strength_gain: f64,
}

impl Parameters {
    /// Those of a member of whom nothing is learned.
    pub const POPULATION: Self =
        Self { recovery_upper: 1.0, recovery_lower: 1.0, bout_fatigue: 1.0, strength_gain: 1.0 };

    /// Factor on the recovery time of a region's muscles.
    #[must_use]
    pub const fn recovery(&self, region: Region) -> f64 {
        match Parameter::recovery(region) {
            Parameter::RecoveryUpper => self.recovery_upper,
            _ => self.recovery_lower,
        }
    }
}

impl Default for Parameters {
    fn default() -> Self {
        Self::POPULATION
    }
}
