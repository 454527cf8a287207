//! What a manifest declares, in the engine's words.

use rustdag_core::answer::Quantity;
use rustdag_core::rule::{About, Declaration, FailurePolicy};
use rustdag_rule::manifest::{LimitName, Manifest, OnFailure};

/// A rule that cannot break down.
pub(crate) fn of(manifest: &Manifest) -> Declaration {
    let about = |limit, field| About { quantity: quantity(limit), field };
    Declaration {
        order_preserving: manifest.order_preserving,
        about: manifest.reasons.iter().map(|reason| (reason.code, about(reason.limit, reason.value))).collect(),
        ..Declaration::new(&manifest.id, policy(manifest.on_failure))
    }
}

pub(crate) const fn policy(on_failure: OnFailure) -> FailurePolicy {
    match on_failure {
        OnFailure::Skip => FailurePolicy::Skip,
        OnFailure::Tighten => FailurePolicy::Tighten,
    }
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
            let about = of(&manifest).about;
            for reason in &manifest.reasons {
                let told = about[&reason.code];
                assert!(told.field.is_some(), "{} {}", manifest.id, reason.name);
                assert_eq!(told.quantity.is_none(), reason.limit == LimitName::SeeProfessional, "{}", reason.name);
            }
            assert_eq!(about.len(), manifest.reasons.len());
        }
    }
}
