//! What a value that cannot be true looks like, added to the refusal: the range alone does not say what went wrong.

use super::Invalid;
use rustdag_core::quantity::{LnRmssd, Rir, Rpe, SleepHours};

const MINUTES_PER_HOUR: f64 = 60.0;
const SECONDS_PER_HOUR: f64 = 3600.0;
const POUNDS_PER_KG: f64 = 2.204_622_6;
/// The most of Borg's older scale, which begins at 6.
const BORG_MAX: f64 = 20.0;
/// Heaviest body mass there is, kg; see `BodyMass`.
const BODY_MASS_MAX: f64 = 400.0;

/// Adds to a refused value what it looks like, if it looks like something.
pub(super) trait Hint<T> {
    /// `guess` answers for the value that was sent.
    fn hint(self, sent: Option<f64>, guess: fn(f64) -> Option<String>) -> Result<T, Invalid>;
}

impl<T> Hint<T> for Result<T, Invalid> {
    fn hint(self, sent: Option<f64>, guess: fn(f64) -> Option<String>) -> Self {
        self.map_err(|mut invalid| {
            if let Some(guess) = sent.and_then(guess) {
                invalid.problem = format!("{}; {guess}", invalid.problem);
            }
            invalid
        })
    }
}

/// An effort beyond ten.
pub(super) fn effort(rpe: f64) -> Option<String> {
    if rpe > Rpe::MAX && rpe <= BORG_MAX {
        return Some("is it on the scale of 6 to 20? give it on the scale of 0 to 10, where 10 is all there is".into());
    }
    (rpe > BORG_MAX && rpe <= 100.0).then(|| format!("is it a percentage? then give {}", rpe / 10.0))
}

/// A reserve that is no reserve.
pub(super) fn reserve(rir: f64) -> Option<String> {
    (!rir.is_nan() && !(Rir::MIN..=Rir::MAX).contains(&rir))
        .then(|| "reserve is the repetitions that were left: 10 − RPE of the set, or leave it out".into())
}

/// A night that is longer than nights are.
pub(super) fn night(hours: f64) -> Option<String> {
    let unit = |per_hour: f64, name: &str| {
        let as_hours = hours / per_hour;
        (1.0..=16.0).contains(&as_hours).then(|| format!("is it in {name}? then give {as_hours:.2}"))
    };
    if hours.is_nan() || hours <= SleepHours::MAX {
        return None;
    }
    unit(MINUTES_PER_HOUR, "minutes").or_else(|| unit(SECONDS_PER_HOUR, "seconds")).or_else(|| {
        Some("give the hours slept; record two nights as two events, or leave out what is not known".into())
    })
}

/// Variability in milliseconds.
pub(super) fn ln_rmssd(value: f64) -> Option<String> {
    let logarithm = value.ln();
    (value > LnRmssd::MAX && logarithm <= LnRmssd::MAX).then(|| {
        format!(
            "is it RMSSD in milliseconds? then give its natural logarithm, {logarithm:.2}; SDNN is another measure and \
             is left out"
        )
    })
}

/// Body mass in pounds.
pub(super) fn body_mass(kg: f64) -> Option<String> {
    let as_kg = kg / POUNDS_PER_KG;
    (kg > BODY_MASS_MAX && as_kg <= BODY_MASS_MAX).then(|| format!("is it in pounds? then give {as_kg:.1}"))
}

/// Minutes of a session in seconds.
pub(super) fn minutes(minutes: f64) -> Option<String> {
    let as_minutes = minutes / 60.0;
    (minutes > 720.0 && as_minutes <= 720.0).then(|| format!("is it in seconds? then give {as_minutes:.1}"))
}

/// Repetitions beyond what a set holds.
pub(super) fn reps(reps: f64) -> Option<String> {
    if reps == 0.0 {
        return Some("leave it out for timed sets and unknown ones, and leave out a set that was not done".into());
    }
    (reps > 200.0).then(|| "is it the sum of several sets, or seconds? give each set by itself".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_it_looks_like() {
        assert_eq!(
            night(26.0).unwrap(),
            "give the hours slept; record two nights as two events, or leave out what is not known"
        );
        assert_eq!(night(450.0).unwrap(), "is it in minutes? then give 7.50");
        assert_eq!(night(27_000.0).unwrap(), "is it in seconds? then give 7.50");
        assert!(effort(11.0).unwrap().contains("6 to 20") && effort(80.0).unwrap().ends_with("give 8"));
        assert!(ln_rmssd(45.0).unwrap().contains("3.81"));
        assert_eq!(body_mass(420.0).unwrap(), "is it in pounds? then give 190.5");
        assert_eq!(minutes(3600.0).unwrap(), "is it in seconds? then give 60.0");
        assert!(reps(0.0).is_some() && reps(1271.0).is_some() && reserve(-1.0).is_some());
    }

    #[test]
    fn says_nothing_where_it_looks_like_nothing() {
        for nothing in [effort(-1.0), night(-1.0), ln_rmssd(0.1), body_mass(3.0), minutes(-5.0), reps(-3.0)] {
            assert_eq!(nothing, None);
        }
        for guess in [effort, reserve, night, ln_rmssd, body_mass, minutes, reps] {
            assert_eq!(guess(f64::NAN), None);
        }
        assert_eq!(effort(1000.0), None);
    }
}
