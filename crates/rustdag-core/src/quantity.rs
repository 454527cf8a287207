//! Quantities with a unit and a range: built once, trusted afterwards.

/// A value outside the range its quantity allows.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("is {value}; {quantity} is {min} to {max} {unit}")]
pub struct OutOfRange {
    /// What was to be built, for people: `a load`.
    pub quantity: &'static str,
    /// The value given.
    pub value: f64,
    /// Least value allowed.
    pub min: f64,
    /// Greatest value allowed.
    pub max: f64,
    /// Unit of the three.
    pub unit: &'static str,
}

macro_rules! quantity {
    ($( $(#[$doc:meta])* $name:ident = $what:literal, $min:literal to $max:literal $unit:literal; )+) => { $(
        $(#[$doc])*
        #[doc = concat!(" Range: ", $min, " to ", $max, " ", $unit, ".")]
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
        pub struct $name(f64);

        impl $name {
            /// Least value.
            pub const MIN: f64 = $min;
            /// Greatest value.
            pub const MAX: f64 = $max;

            /// Builds the quantity.
            ///
            /// # Errors
            /// [`OutOfRange`] outside the range, and for NaN.
            pub const fn new(value: f64) -> Result<Self, OutOfRange> {
                if value >= $min && value <= $max {
                    Ok(Self(value))
                } else {
                    Err(OutOfRange { quantity: $what, value, min: $min, max: $max, unit: $unit })
                }
            }

            /// The value in its unit.
            #[must_use]
            pub const fn get(self) -> f64 {
                self.0
            }
        }
    )+ };
}

quantity! {
    /// External load of a set.
    Kilograms = "a load", 0.0 to 1000.0 "kg";
    /// Body mass.
    BodyMass = "a body mass", 20.0 to 400.0 "kg";
    /// Height of a member.
    Centimetres = "a height", 80.0 to 260.0 "cm";
    /// Repetitions of a set.
    Reps = "a number of repetitions", 1.0 to 200.0 "repetitions";
    /// Repetitions in reserve at the end of a set.
    Rir = "a number of repetitions in reserve", 0.0 to 10.0 "repetitions";
    /// Rating of perceived exertion on the CR-10 scale.
    Rpe = "an effort (RPE)", 0.0 to 10.0 "points";
    /// Length of a session.
    Minutes = "a duration", 0.0 to 720.0 "minutes";
    /// Hours of sleep or in bed.
    SleepHours = "a night", 0.0 to 20.0 "h";
    /// A sleep need.
    SleepNeed = "a sleep need", 5.0 to 11.0 "h";
    /// Heart rate.
    HeartRate = "a heart rate", 25.0 to 240.0 "beats per minute";
    /// Natural logarithm of the root mean square of successive differences of heartbeat intervals in ms.
    LnRmssd = "an lnRMSSD", 0.5 to 6.5 "ln ms";
    /// Energy availability.
    EnergyAvailability = "an energy availability", 0.0 to 120.0 "kcal per kg fat-free mass";
    /// One wellness item of McLean's five, 5 best.
    Wellness = "a wellness item", 1.0 to 5.0 "points";
    /// Readiness as a member rates it, 10 best.
    RatedReadiness = "a readiness", 0.0 to 10.0 "points";
    /// Pain or soreness.
    Pain = "a pain or soreness", 0.0 to 10.0 "points";
    /// Distance.
    Kilometres = "a distance", 0.0 to 1000.0 "km";
    /// Sessions a week.
    SessionsPerWeek = "a number of sessions a week", 0.0 to 21.0 "sessions";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_cannot_be() {
        assert_eq!(Kilograms::new(-40.0).unwrap_err().to_string(), "is -40; a load is 0 to 1000 kg");
        assert!(Rpe::new(11.0).is_err());
        assert!(Rir::new(f64::NAN).is_err());
        assert_eq!(Reps::new(8.0).unwrap().get(), 8.0);
    }
}
