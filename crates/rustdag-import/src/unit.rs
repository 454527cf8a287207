//! Units in which programs write weights and distances.

use std::str::FromStr;

/// Unit of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightUnit {
    /// Kilograms.
    Kilograms,
    /// Pounds.
    Pounds,
}

/// Unit of distances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DistanceUnit {
    /// Metres.
    Metres,
    /// Kilometres.
    Kilometres,
    /// Miles.
    Miles,
}

/// A unit nobody told us about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a unit of {quantity}; choose {choices}")]
pub struct UnknownUnit {
    found: String,
    quantity: &'static str,
    choices: &'static str,
}

/// International avoirdupois pound: exact by definition.
const KILOGRAMS_PER_POUND: f64 = 0.453_592_37;
/// International mile: exact by definition.
const KILOMETRES_PER_MILE: f64 = 1.609_344;

impl WeightUnit {
    /// A weight of this unit in kilograms.
    #[must_use]
    pub fn to_kilograms(self, weight: f64) -> f64 {
        match self {
            Self::Kilograms => weight,
            Self::Pounds => weight * KILOGRAMS_PER_POUND,
        }
    }

    /// `kg` or `lb`.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Kilograms => "kg",
            Self::Pounds => "lb",
        }
    }
}

impl DistanceUnit {
    /// A distance of this unit in kilometres.
    #[must_use]
    pub fn to_kilometres(self, distance: f64) -> f64 {
        match self {
            Self::Metres => distance / 1000.0,
            Self::Kilometres => distance,
            Self::Miles => distance * KILOMETRES_PER_MILE,
        }
    }
}

impl FromStr for WeightUnit {
    type Err = UnknownUnit;

    fn from_str(text: &str) -> Result<Self, UnknownUnit> {
        match text.trim().to_lowercase().as_str() {
            "kg" | "kgs" => Ok(Self::Kilograms),
            "lb" | "lbs" => Ok(Self::Pounds),
            _ => Err(UnknownUnit { found: text.trim().to_owned(), quantity: "weight", choices: "kg or lb" }),
        }
    }
}

impl FromStr for DistanceUnit {
    type Err = UnknownUnit;

    fn from_str(text: &str) -> Result<Self, UnknownUnit> {
        match text.trim().to_lowercase().as_str() {
            "m" | "meter" | "meters" => Ok(Self::Metres),
            "km" | "kilometer" | "kilometers" => Ok(Self::Kilometres),
            "mi" | "mile" | "miles" => Ok(Self::Miles),
            _ => Err(UnknownUnit { found: text.trim().to_owned(), quantity: "distance", choices: "m, km or mi" }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_converts() {
        assert_eq!("lbs".parse(), Ok(WeightUnit::Pounds));
        assert!((WeightUnit::Pounds.to_kilograms(225.0) - 102.058).abs() < 1e-3);
        assert_eq!("km".parse(), Ok(DistanceUnit::Kilometres));
        assert!((DistanceUnit::Miles.to_kilometres(26.2) - 42.165).abs() < 1e-3);
        let error = "stone".parse::<WeightUnit>().unwrap_err();
        assert_eq!(error.to_string(), "`stone` is not a unit of weight; choose kg or lb");
    }
}
