//! Body mass in another unit, or of another person.
//!
//! A pound is 0.45359 kg, exactly. Nobody's mass changes by a fifth within weeks; the threshold is a design value.

use super::confirmed::{Confirmed, Verdict};
use super::doubt::DoubtKind;
use super::level::Level;

/// Pounds in a kilogram.
pub(super) const POUNDS_PER_KG: f64 = 2.204_622_6;
/// Two masses further apart than this share are not of one member. Design.
const CHANGE_MAX: f64 = 0.22;
/// How near to the ratio of the units a ratio of masses is to look like it. Design.
const UNIT_WITHIN: f64 = 0.12;

/// The member's body mass as it was believed so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mass(Confirmed);

impl Mass {
    pub fn hear(&mut self, kg: f64, place: usize) -> Verdict {
        self.0.judge(kg, place, |kg, usual, _: &Level| libm::log(kg / usual).abs() > CHANGE_MAX)
    }
}

/// What a doubtful mass looks like.
pub(super) fn kind(kg: f64, usual: f64) -> DoubtKind {
    let distance = libm::log(kg / usual).abs() - libm::log(POUNDS_PER_KG);
    if distance.abs() < UNIT_WITHIN { DoubtKind::BodyMassUnit } else { DoubtKind::BodyMassFarOff }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pounds_are_doubted_and_a_diet_is_not() {
        let mut mass = Mass::default();
        for (place, kg) in [80.0, 79.5, 80.2, 76.0, 74.0, 72.0].into_iter().enumerate() {
            assert_eq!(mass.hear(kg, place), Verdict::Believed, "{kg}");
        }
        assert!(matches!(mass.hear(169.8, 6), Verdict::Doubted { .. }));
        assert_eq!(kind(169.8, 77.0), DoubtKind::BodyMassUnit);
        assert_eq!(kind(34.9, 77.0), DoubtKind::BodyMassUnit);
        assert_eq!(kind(120.0, 77.0), DoubtKind::BodyMassFarOff);
    }
}
