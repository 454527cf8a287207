//! Enums: the same names on both sides, in both directions.

use super::Invalid;
use rustdag_proto::v1;

macro_rules! choices {
    ($($(#[$doc:meta])* $module:ident: $wire:ident, $domain:path, [$($variant:ident),+ $(,)?];)+) => { $(
        $(#[$doc])*
        pub mod $module {
            use super::{Invalid, v1};
            use $domain as Domain;

            /// Reads the number; `None` if it was not given.
            ///
            /// # Errors
            /// [`Invalid`] for a number without a meaning.
            pub fn from_proto(field: &str, number: i32) -> Result<Option<Domain>, Invalid> {
                match v1::$wire::try_from(number) {
                    Ok(v1::$wire::Unspecified) => Ok(None),
                    $( Ok(v1::$wire::$variant) => Ok(Some(Domain::$variant)), )+
                    Err(_) => Err(Invalid::new(
                        field,
                        format_args!("is {number}, which has no meaning here; {}", NAMES),
                    )),
                }
            }

            /// Reads the number, which must be given.
            ///
            /// # Errors
            /// [`Invalid`] for none, or a number without a meaning.
            pub fn required(field: &str, number: i32) -> Result<Domain, Invalid> {
                from_proto(field, number)?.ok_or_else(|| Invalid::new(field, format_args!("is missing; {}", NAMES)))
            }

            /// Writes it.
            #[must_use]
            pub fn to_proto(value: Domain) -> v1::$wire {
                match value { $( Domain::$variant => v1::$wire::$variant, )+ }
            }

            const NAMES: Names = Names(&[$( v1::$wire::$variant ),+]);

            struct Names(&'static [v1::$wire]);

            impl std::fmt::Display for Names {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("give one of ")?;
                    for (place, value) in self.0.iter().enumerate() {
                        if place > 0 {
                            f.write_str(", ")?;
                        }
                        f.write_str(value.as_str_name())?;
                    }
                    Ok(())
                }
            }
        }
    )+ };
}

choices! {
    /// Muscles.
    muscle: Muscle, rustdag_core::anatomy::Muscle, [
        Chest, Shoulders, Lats, UpperBack, Traps, Biceps, Triceps, Forearms, Neck, Abdominals, LowerBack, Glutes,
        Quadriceps, Hamstrings, Adductors, Abductors, Calves,
    ];
    /// Joint complexes.
    joint: Joint, rustdag_core::anatomy::Joint, [Shoulder, Elbow, Wrist, Lumbar, Hip, Knee, Ankle];
    /// How firmly a plan of before is held on to.
    plan_hold: PlanHold, rustdag_core::wishes::Hold, [Plan, CoachsWeek];
    /// What an event asks.
    target_event_kind: TargetEventKind, rustdag_core::wishes::TargetEventKind, [StrengthTest, Match, Race, Other];
    /// What a week of a plan is for.
    week_kind: WeekKind, rustdag_core::answer::WeekKind, [Build, Light, Taper];
    /// Sex.
    sex: Sex, rustdag_core::profile::Sex, [Female, Male];
    /// Level.
    level: Level, rustdag_core::profile::Level, [Novice, Intermediate, Advanced];
    /// Goal.
    goal: Goal, rustdag_core::profile::Goal, [Size, Strength, General];
    /// Screening items.
    screening_item: ScreeningItem, rustdag_core::profile::ScreeningItem, [
        HeartCondition, ChestPain, Faintness, BoneOrJointProblem, HeartMedication, OtherReason,
    ];
    /// Pregnancy.
    pregnancy: Pregnancy, rustdag_core::profile::Pregnancy, [None, Pregnant, Postpartum];
    /// Weekdays.
    weekday: Weekday, jiff::civil::Weekday, [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
    /// Equipment.
    equipment: Equipment, rustdag_core::exercise::Equipment, [
        Bodyweight, Barbell, Dumbbell, Kettlebell, Machine, Cable, Band, Station, Cardio,
    ];
    /// Activities.
    activity: Activity, rustdag_core::event::Activity, [Walk, Run, Cycle, Row, Swim, Class, Strength];
    /// Illness.
    illness: Illness, rustdag_core::event::Illness, [None, WithoutFever, Fever];
    /// Warning signs.
    red_flag: RedFlag, rustdag_core::event::RedFlag, [Emergency, SameDayCare, SeeProfessional, EnergyOrMind];
    /// The traffic light.
    light: Light, rustdag_core::answer::Light, [Green, Amber, Red, Grey];
    /// How far over-reaching has come.
    overreaching_state: OverreachingState, rustdag_core::model::overreaching::State, [None, Watch, Suspected, Persistent];
    /// Inputs.
    input: Input, rustdag_core::answer::Input, [Training, Sleep, CheckIn, HeartRate];
    /// What is rated.
    feeling: Feeling, rustdag_core::forecast::Feeling, [Readiness, Fatigue, Soreness];
    /// The day that is forecast.
    ahead: Ahead, rustdag_core::forecast::Ahead, [Today, Tomorrow];
    /// Why nothing is forecast.
    forecast_withheld: ForecastWithheld, rustdag_core::forecast::WhyWithheld, [TooFew, TooLongAgo, Unwell];
    /// What is learned of members.
    parameter: Parameter, rustdag_core::model::learning::Parameter, [
        RecoveryUpper, RecoveryLower, BoutFatigue, StrengthGain, RirBias, SleepNeed,
    ];
    /// What to log next to learn more.
    next_log: NextLog, rustdag_core::learning::NextLog, [
        LoadRepsAndRir, Soreness, MoreOfTheSame, StateIt, Nothing,
    ];
    /// Kinds of days.
    day_kind: DayKind, rustdag_core::template::DayKind, [Training, ActiveRecovery, Rest];
    /// How a session fits.
    fit: Fit, rustdag_core::answer::Fit, [Fits, FitsReduced, DoesNotFit];
    /// Limited quantities.
    quantity: Quantity, rustdag_core::answer::Quantity, [
        Training, HardSets, JointLoad, SessionLoad, Intensity, Minutes, Rir, RestDays,
    ];
    /// What was done with a doubtful value.
    doubt_treatment: DoubtTreatment, rustdag_core::plausibility::Treatment, [ValueLeftOut, EventLeftOut, Counted];
    /// What happens without a rule.
    failure_policy: FailurePolicy, rustdag_core::rule::FailurePolicy, [Tighten, Skip];
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_core::anatomy::{Joint, Muscle};

    #[test]
    fn every_part_of_the_body_has_a_number_and_comes_back() {
        for &part in Muscle::ALL {
            assert_eq!(muscle::from_proto("muscle", muscle::to_proto(part).into()).unwrap(), Some(part));
            assert_eq!(muscle::to_proto(part).as_str_name(), format!("MUSCLE_{}", part.slug().to_uppercase()));
        }
        for &part in Joint::ALL {
            assert_eq!(joint::from_proto("joint", joint::to_proto(part).into()).unwrap(), Some(part));
            assert_eq!(joint::to_proto(part).as_str_name(), format!("JOINT_{}", part.slug().to_uppercase()));
        }
    }

    #[test]
    fn a_number_without_a_meaning_is_named_and_none_is_told_apart() {
        assert_eq!(light::from_proto("light", 0), Ok(None));
        assert_eq!(
            fit::from_proto("fit", 9).unwrap_err().to_string(),
            "fit is 9, which has no meaning here; give one of FIT_FITS, FIT_FITS_REDUCED, FIT_DOES_NOT_FIT"
        );
        assert!(sex::required("sex", 0).unwrap_err().to_string().starts_with("sex is missing; give one of SEX_FEMALE"));
    }
}
