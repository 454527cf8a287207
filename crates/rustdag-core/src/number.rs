//! The numbers of a member that limits look at and answers show: what a reason saw, and what can be explained.

use crate::anatomy::{Joint, Muscle};
use crate::reason::Subject;

/// A number of a member today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    /// Unrecovered fatigue of a muscle, fraction of fresh strength.
    MuscleFatigue(Muscle),
    /// Hard sets of a muscle so far in this calendar week.
    WeeklyHardSets(Muscle),
    /// Load a joint complex has not yet digested, usual sessions.
    JointAcute(Joint),
    /// Last week's load of a joint complex over what it is used to. No risk score.
    JointRamp(Joint),
    /// Last reported pain of a joint complex, 0 to 10.
    JointPain(Joint),
    /// Systemic fatigue, a fraction.
    Systemic,
    /// Last night's sleep, hours.
    LastNight,
    /// Sleep debt, hours.
    SleepDebt,
    /// Recovery-balance index, 0 to 100.
    RecoveryBalance,
    /// Mental-freshness index, 0 to 100.
    MentalFreshness,
    /// Monotony of the last seven days.
    Monotony,
    /// Training days in a row up to yesterday.
    TrainingDaysInARow,
    /// Rest days in the last six days before today.
    RestDaysInLast6,
    /// Illness as told: 1 without fever, 2 with.
    Illness,
    /// Warning signs that stand, how many.
    WarningSigns,
}

impl Number {
    /// The name in texts and the API, without the part of the body.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::MuscleFatigue(_) => "muscle_fatigue",
            Self::WeeklyHardSets(_) => "weekly_hard_sets",
            Self::JointAcute(_) => "joint_acute",
            Self::JointRamp(_) => "joint_ramp",
            Self::JointPain(_) => "joint_pain",
            Self::Systemic => "systemic_fatigue",
            Self::LastNight => "sleep_last_night_h",
            Self::SleepDebt => "sleep_debt_h",
            Self::RecoveryBalance => "recovery_balance",
            Self::MentalFreshness => "mental_freshness",
            Self::Monotony => "monotony",
            Self::TrainingDaysInARow => "training_days_in_a_row",
            Self::RestDaysInLast6 => "rest_days_in_last_6",
            Self::Illness => "illness",
            Self::WarningSigns => "warning_signs",
        }
    }

    /// The part of the body it is about.
    #[must_use]
    pub const fn subject(self) -> Subject {
        match self {
            Self::MuscleFatigue(muscle) | Self::WeeklyHardSets(muscle) => Subject::Muscle(muscle),
            Self::JointAcute(joint) | Self::JointRamp(joint) | Self::JointPain(joint) => Subject::Joint(joint),
            Self::Systemic
            | Self::LastNight
            | Self::SleepDebt
            | Self::RecoveryBalance
            | Self::MentalFreshness
            | Self::Monotony
            | Self::TrainingDaysInARow
            | Self::RestDaysInLast6
            | Self::Illness
            | Self::WarningSigns => Subject::Whole,
        }
    }

    /// The number behind a field of the snapshot; `None` for fields of which there is nothing to tell apart.
    #[must_use]
    pub fn of_field(field: &str, subject: Subject) -> Option<Self> {
        Some(match (field, subject) {
            ("muscle_fatigue", Subject::Muscle(muscle)) => Self::MuscleFatigue(muscle),
            ("muscle_weekly_hard_sets", Subject::Muscle(muscle)) => Self::WeeklyHardSets(muscle),
            ("joint_acute", Subject::Joint(joint)) => Self::JointAcute(joint),
            ("joint_ramp", Subject::Joint(joint)) => Self::JointRamp(joint),
            ("joint_pain" | "joint_pain_rising", Subject::Joint(joint)) => Self::JointPain(joint),
            ("systemic_fatigue", _) => Self::Systemic,
            ("sleep_last_night_h", _) => Self::LastNight,
            ("sleep_debt_h", _) => Self::SleepDebt,
            ("recovery_balance", _) => Self::RecoveryBalance,
            ("mental_freshness", _) => Self::MentalFreshness,
            ("load_monotony", _) => Self::Monotony,
            ("days_training_in_a_row" | "days_since_rest", _) => Self::TrainingDaysInARow,
            ("days_rest_in_last_6", _) => Self::RestDaysInLast6,
            ("illness", _) => Self::Illness,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_rule_abi::FIELDS;

    #[test]
    fn fields_that_lead_to_a_number_are_fields_of_the_snapshot() {
        let subjects = [Subject::Whole, Subject::Muscle(Muscle::Chest), Subject::Joint(Joint::Knee)];
        let known = FIELDS.iter().filter(|field| subjects.iter().any(|&s| Number::of_field(field.name, s).is_some()));
        // A name that is misspelt above would be one less.
        assert_eq!(known.count(), 16);
    }
}
