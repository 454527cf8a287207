//! What a manifest declares of its reason codes, in the engine's words.

use rustdag_core::answer::Quantity;
use rustdag_core::rule::About;
use rustdag_rule::manifest::{CODE_MOST, LimitName, Manifest};

/// What each code is about; a code that is not declared is about nothing.
pub(crate) fn of(manifest: &Manifest) -> [About; CODE_MOST as usize + 1] {
    let mut about = [About::default(); CODE_MOST as usize + 1];
    for reason in &manifest.reasons {
        if let Some(place) = about.get_mut(reason.code as usize) {
            *place = About { quantity: quantity(reason.limit), field: reason.value };
        }
    }
    about
}

/// The quantity of a limit; a word that a professional should look limits nothing.
const fn quantity(limit: LimitName) -> Option<Quantity> {
    Some(match limit {
        LimitName::MuscleSetsMax => Quantity::HardSets,
        LimitName::JointLoadMax => Quantity::JointLoad,
        LimitName::SessionLoadMax => Quantity::SessionLoad,
        LimitName::IntensityMax => Quantity::Intensity,
        LimitName::MinutesMax => Quantity::Minutes,
        LimitName::RirMin => Quantity::Rir,
        LimitName::ExtraRestDays => Quantity::RestDays,
        LimitName::MustRest => Quantity::Training,
        LimitName::SeeProfessional => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_official_rules_says_what_its_value_is() {
        for text in [
            include_str!("../../../plugins/sleep/rule.toml"),
            include_str!("../../../plugins/hormones/rule.toml"),
            include_str!("../../../plugins/injury-prevention/rule.toml"),
            include_str!("../../../plugins/mental-freshness/rule.toml"),
            include_str!("../../../plugins/overtraining/rule.toml"),
        ] {
            let manifest = Manifest::parse(text).unwrap();
            let about = of(&manifest);
            for reason in &manifest.reasons {
                let told = about[reason.code as usize];
                assert!(told.field.is_some(), "{} {}", manifest.id, reason.name);
                assert_eq!(told.quantity.is_none(), reason.limit == LimitName::SeeProfessional, "{}", reason.name);
            }
            assert_eq!(about[0], About::default());
        }
    }
}
