//! Who a member is: what changes slowly and is asked once.

use crate::anatomy::PerMuscle;
use crate::exercise::Equipment;
use crate::quantity::{BodyMass, HeartRate, Minutes, SessionsPerWeek, SleepNeed};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

/// Training level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Less than about half a year of regular training.
    Novice,
    /// Half a year to about three years.
    Intermediate,
    /// Longer, and still making an effort to progress.
    Advanced,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: &[Self] = &[Self::Novice, Self::Intermediate, Self::Advanced];

    /// The name in files and the API.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Novice => "novice",
            Self::Intermediate => "intermediate",
            Self::Advanced => "advanced",
        }
    }
}

/// Sex, as far as published coefficients need it (Banister's TRIMP). Recovery clocks do not use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// What the member trains for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// Muscle size.
    Size,
    /// Maximal strength.
    Strength,
    /// General fitness.
    #[default]
    General,
}

/// A physical-activity readiness question answered with yes (PAR-Q): clearance is needed before any plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScreeningItem {
    /// A doctor found a heart condition.
    HeartCondition,
    /// Chest pain with activity or at rest.
    ChestPain,
    /// Dizziness or loss of consciousness.
    Faintness,
    /// A bone or joint problem that activity could worsen.
    BoneOrJointProblem,
    /// Medication for heart or blood pressure.
    HeartMedication,
    /// Another reason not to train.
    OtherReason,
}

/// Pregnancy and the six months after birth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pregnancy {
    /// Neither, or not told.
    #[default]
    None,
    /// Pregnant.
    Pregnant,
    /// Up to six months after birth.
    Postpartum,
}

/// Who a member is.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Name to greet with; never used by the engine.
    pub name: String,
    /// Day of birth.
    pub born: Option<Date>,
    /// Sex, if told.
    pub sex: Option<Sex>,
    /// Training level.
    pub level: Level,
    /// What the member trains for.
    pub goal: Goal,
    /// The member's time zone: a local day runs from midnight to midnight.
    pub zone: TimeZone,
    /// Body mass.
    pub body_mass: Option<BodyMass>,
    /// Sleep need, if known better than by age.
    pub sleep_need: Option<SleepNeed>,
    /// Highest heart rate.
    pub max_heart_rate: Option<HeartRate>,
    /// Heart rate at rest.
    pub resting_heart_rate: Option<HeartRate>,
    /// Sessions a week before the log begins.
    pub stated_sessions: Option<SessionsPerWeek>,
    /// Everything the member does is logged: a day without events is a day without training.
    pub logs_completely: bool,
    /// Questions answered with yes.
    pub screening: Vec<ScreeningItem>,
    /// A professional agreed to training in spite of [`Self::screening`].
    pub screening_cleared: bool,
    /// Pregnancy.
    pub pregnancy: Pregnancy,
    /// A midwife or doctor agreed to training in this pregnancy or after this birth.
    pub pregnancy_cleared: bool,
    /// The day a professional agreed to training after the last warning signs: signs reported before it are over,
    /// and so is a lag of strength that lasted after a light week.
    pub warning_signs_cleared_on: Option<Date>,
    /// The member means to lose weight, or a professional guides it: a loss is not remarked upon.
    pub loses_weight_on_purpose: bool,
    /// A guardian agreed (members of 16 and 17).
    pub guardian_consent: bool,
    /// Time available per weekday, Monday first: `None` is a day on which training is impossible.
    pub available: [Option<Minutes>; 7],
    /// Equipment at hand; empty for all.
    pub equipment: Vec<Equipment>,
    /// Weekly hard sets aimed at per muscle, where the member or coach chose them.
    pub target_sets: PerMuscle<Option<f64>>,
}

impl Profile {
    /// A profile of which only the level and the zone are known: available every day, at most two hours.
    #[must_use]
    pub fn new(level: Level, zone: TimeZone) -> Self {
        Self {
            name: String::new(),
            born: None,
            sex: None,
            level,
            goal: Goal::default(),
            zone,
            body_mass: None,
            sleep_need: None,
            max_heart_rate: None,
            resting_heart_rate: None,
            stated_sessions: None,
            logs_completely: false,
            screening: Vec::new(),
            screening_cleared: false,
            pregnancy: Pregnancy::None,
            pregnancy_cleared: false,
            warning_signs_cleared_on: None,
            loses_weight_on_purpose: false,
            guardian_consent: false,
            available: [Some(DEFAULT_SESSION); 7],
            equipment: Vec::new(),
            target_sets: PerMuscle::all(None),
        }
    }

    /// Whole years of age on a day, if the day of birth is known and not after it.
    #[must_use]
    pub fn age_on(&self, day: Date) -> Option<f64> {
        let born = self.born.filter(|&born| born <= day)?;
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        Some(f64::from(day.year() - born.year()) - if had_birthday { 0.0 } else { 1.0 })
    }

    /// Time available on a weekday.
    #[must_use]
    pub fn available_on(&self, weekday: Weekday) -> Option<Minutes> {
        self.available[weekday.to_monday_zero_offset() as usize]
    }
}

/// Longest session planned when the member says nothing: a design value.
const DEFAULT_SESSION: Minutes = match Minutes::new(120.0) {
    Ok(minutes) => minutes,
    Err(_) => panic!("two hours are a duration"),
};
