//! Reasons as data: who says it, a code, what it is about, the value seen and the value allowed.

use crate::anatomy::{Joint, Muscle};
use crate::answer::Quantity;
use crate::number::Number;
use crate::setters::Quantities;
use rustdag_rule_abi as abi;

/// What a reason is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The whole body.
    Whole,
    /// A muscle.
    Muscle(Muscle),
    /// A joint complex.
    Joint(Joint),
}

impl Subject {
    /// Reads the ABI's number; a number without a meaning is taken as the whole body.
    #[must_use]
    pub fn from_abi(number: u32) -> Self {
        if number >= abi::Subject::FIRST_JOINT {
            let slot = (number - abi::Subject::FIRST_JOINT) as usize;
            Joint::ALL.get(slot).map_or(Self::Whole, |&joint| Self::Joint(joint))
        } else {
            Muscle::ALL.get(number as usize).map_or(Self::Whole, |&muscle| Self::Muscle(muscle))
        }
    }

    /// `quadriceps`, `knee`, or `body`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Whole => "body",
            Self::Muscle(muscle) => muscle.slug(),
            Self::Joint(joint) => joint.slug(),
        }
    }
}

/// Why a limit was set, or what a day is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// `engine`, or the id of the rule.
    pub rule: String,
    /// The rule's code; for the engine, and from 1000 on for any rule, an [`EngineCode`].
    pub code: u32,
    /// What it is about.
    pub subject: Subject,
    /// The value seen.
    pub value: f64,
    /// The value allowed, or aimed at.
    pub limit: f64,
    /// The limited quantities it explains; none for what sets no limit.
    pub quantities: Quantities,
    /// Which number of the member it looks at, where there is something to tell about it.
    pub number: Option<Number>,
}

/// Who the engine's own reasons come from.
pub const ENGINE: &str = "engine";

/// From this code on a reason is the engine's, about the rule it names.
pub const FIRST_CODE_ABOUT_RULES: u32 = 1000;

macro_rules! engine_codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $slug:literal;)+) => {
        /// The engine's own reasons.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u32)]
        pub enum EngineCode { $($(#[$doc])* $name = $number,)+ }

        impl EngineCode {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name in texts and the API.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }

            /// Finds one by its number.
            #[must_use]
            pub fn from_number(number: u32) -> Option<Self> {
                Self::ALL.iter().copied().find(|&code| code as u32 == number)
            }
        }
    };
}

engine_codes! {
    /// A muscle has not recovered. Value: its fatigue; limit: the fatigue at which it may train.
    MuscleNotRecovered = 1, "muscle-not-recovered";
    /// A muscle has partly recovered: fewer sets. Value: its fatigue; limit: hard sets allowed.
    MusclePartlyRecovered = 2, "muscle-partly-recovered";
    /// The week's most hard sets for a muscle. Value: sets so far; limit: the ceiling.
    WeeklyCeiling = 3, "weekly-ceiling";
    /// The level's least rest days. Value: rest days in the last six days; limit: days needed in seven.
    RestNeeded = 4, "rest-needed";
    /// A muscle was already loaded today. Value: its hard sets this week; limit: hard sets still allowed, none.
    MuscleLoadedToday = 5, "muscle-loaded-today";
    /// No time today, or too little. Value: minutes asked; limit: minutes there are.
    NoTime = 6, "no-time";
    /// The session needs equipment that is not there.
    NoEquipment = 7, "no-equipment";
    /// A rule is missing and its limits are tightened. Said in the name of that rule: codes from 1000 on are the
    /// engine's words whatever the reason's rule is, so a manifest's own codes stay below.
    RuleMissing = 1020, "rule-missing";
    /// A rule failed and its limits are tightened.
    RuleFailed = 1021, "rule-failed";
    /// A rule is missing and may be: the answer is given without it.
    RuleMissingSkipped = 1022, "rule-missing-skipped";
    /// A rule failed and may: the answer is given without it.
    RuleFailedSkipped = 1023, "rule-failed-skipped";
    /// A rule set this limit and gave no reason for it. Limit: what it allows.
    RuleWithoutReason = 1024, "rule-without-reason";
    /// Screening asks for a professional's agreement before any plan.
    ClearanceNeeded = 40, "clearance-needed";
    /// A warning sign that needs the emergency number.
    Emergency = 41, "emergency";
    /// A warning sign that needs care today.
    SameDayCare = 42, "same-day-care";
    /// A warning sign that needs a professional.
    SeeProfessional = 43, "see-professional";
    /// Signs of low energy or a troubled mind: no load increases, and help.
    EnergyOrMind = 44, "energy-or-mind";
    /// Fever: rest only.
    Fever = 45, "fever";
    /// Pregnant or just given birth: a clinician's agreement, no progression.
    Pregnancy = 46, "pregnancy";
    /// Under 16: supervised technique sessions only. Value: age.
    MinorSupervised = 47, "minor-supervised";
    /// 16 or 17 without a guardian's consent. Value: age.
    GuardianConsent = 48, "guardian-consent";
    /// Pain of 4 or more: that joint is not loaded. Value: pain; limit: 4.
    JointPain = 49, "joint-pain";
    /// A beginner of 65 or older: further from failure at first. Value: age; limit: least repetitions in reserve.
    OlderBeginner = 50, "older-beginner";
    /// Pain for more than two weeks: that joint is not loaded. Value: days.
    LongPain = 51, "long-pain";
    /// Strength and check-ins still lag two weeks after a light week: a doctor.
    LagsAfterDeload = 52, "lags-after-deload";
    /// Rest, because this tissue is still recovering. Value: its fatigue; limit: recovered.
    RestToRecover = 60, "rest-to-recover";
    /// Rest, because the week's sets are done. Value: sets planned or done this week; limit: aim.
    RestTargetsMet = 61, "rest-targets-met";
    /// Rest between training days: another session would add less than it costs. Value: training days in seven.
    RestBetween = 62, "rest-between";
    /// Active recovery: moving gently counts as rest. Value: minutes.
    ActiveRecovery = 63, "active-recovery";
    /// Training, because this muscle is ready and furthest from its week's aim. Value: weekly sets; limit: aim.
    TrainReady = 64, "train-ready";
    /// No time on this day: rest.
    DayUnavailable = 65, "day-unavailable";
    /// Training was already done today.
    AlreadyTrained = 67, "already-trained";
    /// Somebody decided what this day holds.
    Pinned = 80, "pinned";
    /// Somebody decided on a session that the day has no room for.
    PinNotKept = 81, "pin-not-kept";
    /// It happens anyway; the days around it make room. Value: its load; limit: the usual session's.
    Appointment = 82, "appointment";
    /// It happens anyway, and is more than the day's limits allow. Value: its load; limit: the usual session's.
    AppointmentOverLimits = 83, "appointment-over-limits";
    /// A light week, because it is time for one. Value: weeks of training before it; limit: the most in a row.
    LightWeekDue = 90, "light-week-due";
    /// A light week, because strength and check-ins lag.
    LightWeekAsked = 91, "light-week-asked";
    /// Easing towards an event. Value: days until it; limit: share of the volume of the days before.
    Taper = 92, "taper";
    /// The day of the event.
    EventDay = 93, "event-day";
    /// A week of training. Value: weekly sets of a muscle, on average; limit: aim.
    WeekOfTraining = 94, "week-of-training";
    /// A week that time or limits make light: it counts as one. Value: share of the sets of the weeks before.
    WeekTurnsOutLight = 95, "week-turns-out-light";
    /// Of a whole plan: no day of it has time.
    NoAvailableDay = 100, "no-available-day";
    /// Of a whole plan: no day has enough time for any session. Value: minutes of the shortest that would fit; limit: minutes
    /// of the longest day.
    NoTimeForAny = 101, "no-time-for-any";
    /// Of a whole plan: every session needs equipment that is not there.
    NoEquipmentForAny = 102, "no-equipment-for-any";
    /// Of a whole plan: there is no time on any of the favourite days.
    FavouritesUnavailable = 103, "favourites-unavailable";
    /// What this day still has to spare is a lighter session, by a limit of the day.
    LighterSession = 66, "lighter-session";
    /// Endurance work, to hold on to what the member is used to. Value: its weekly load, AU; limit: the usual one.
    EnduranceHabit = 75, "endurance-habit";
    /// No period for three months, by a member who follows the cycle: nothing gets heavier, and a professional should
    /// look. Value: days since the last one.
    PeriodsAbsent = 70, "periods-absent";
    /// No period logged for three months, nor anything else of the cycle. Value: days since the last one.
    PeriodsUnlogged = 71, "periods-unlogged";
    /// Body mass has fallen and nobody said that it should. Numbers are not told.
    WeightLoss = 72, "weight-loss";
    /// Too little energy for the training that is done. Numbers are not told.
    LowEnergy = 73, "low-energy";
    /// The member asked for an easier day. Value: share of the usual load.
    EasierWished = 74, "easier-wished";
}

impl EngineCode {
    /// Whether it is a word of the safety gate that stops all training.
    #[must_use]
    pub const fn stops_training(self) -> bool {
        matches!(
            self,
            Self::ClearanceNeeded
                | Self::Emergency
                | Self::SameDayCare
                | Self::SeeProfessional
                | Self::EnergyOrMind
                | Self::LagsAfterDeload
                | Self::Fever
        )
    }

    /// The limited quantities it explains; the gate says of some how far they go for this member.
    #[must_use]
    pub const fn quantities(self) -> Quantities {
        use Quantity::{HardSets, Intensity, JointLoad, Minutes, RestDays, Rir, SessionLoad, Training};
        Quantities::of(match self {
            Self::MuscleNotRecovered | Self::MusclePartlyRecovered | Self::WeeklyCeiling | Self::MuscleLoadedToday => {
                &[HardSets]
            }
            Self::JointPain | Self::LongPain => &[JointLoad],
            Self::RestNeeded
            | Self::ClearanceNeeded
            | Self::Emergency
            | Self::SameDayCare
            | Self::SeeProfessional
            | Self::EnergyOrMind
            | Self::LagsAfterDeload
            | Self::Fever => &[Training],
            Self::Pregnancy | Self::RuleMissing | Self::RuleFailed | Self::EasierWished => &[SessionLoad, Rir],
            Self::PeriodsAbsent | Self::LowEnergy | Self::WeightLoss => &[SessionLoad],
            Self::MinorSupervised | Self::GuardianConsent => &[Rir, Intensity, RestDays],
            Self::OlderBeginner => &[Rir],
            Self::NoTime => &[Minutes],
            Self::NoEquipment
            | Self::RuleMissingSkipped
            | Self::RuleFailedSkipped
            | Self::RuleWithoutReason
            | Self::RestToRecover
            | Self::RestTargetsMet
            | Self::RestBetween
            | Self::ActiveRecovery
            | Self::TrainReady
            | Self::DayUnavailable
            | Self::AlreadyTrained
            | Self::Pinned
            | Self::PinNotKept
            | Self::Appointment
            | Self::AppointmentOverLimits
            | Self::LighterSession
            | Self::EnduranceHabit
            | Self::LightWeekDue
            | Self::LightWeekAsked
            | Self::Taper
            | Self::EventDay
            | Self::WeekOfTraining
            | Self::WeekTurnsOutLight
            | Self::NoAvailableDay
            | Self::NoTimeForAny
            | Self::NoEquipmentForAny
            | Self::FavouritesUnavailable
            | Self::PeriodsUnlogged => &[],
        })
    }

    /// Which number of the member it looks at.
    #[must_use]
    pub const fn number(self, subject: Subject) -> Option<Number> {
        match (self, subject) {
            (Self::MuscleNotRecovered | Self::MusclePartlyRecovered | Self::RestToRecover, Subject::Muscle(muscle)) => {
                Some(Number::MuscleFatigue(muscle))
            }
            (Self::WeeklyCeiling | Self::MuscleLoadedToday, Subject::Muscle(muscle)) => {
                Some(Number::WeeklyHardSets(muscle))
            }
            (Self::JointPain | Self::LongPain, Subject::Joint(joint)) => Some(Number::JointPain(joint)),
            (Self::RestNeeded, _) => Some(Number::RestDaysInLast6),
            (Self::Fever, _) => Some(Number::Illness),
            (Self::Emergency | Self::SameDayCare | Self::SeeProfessional | Self::EnergyOrMind, _) => {
                Some(Number::WarningSigns)
            }
            _ => None,
        }
    }
}

impl Reason {
    /// The engine's code, if these are the engine's words.
    #[must_use]
    pub fn engine_code(&self) -> Option<EngineCode> {
        (self.rule == ENGINE || self.code >= FIRST_CODE_ABOUT_RULES)
            .then(|| EngineCode::from_number(self.code))
            .flatten()
    }

    /// A reason of the engine's own.
    #[must_use]
    pub fn engine(code: EngineCode, subject: Subject, value: f64, limit: f64) -> Self {
        Self {
            rule: ENGINE.to_owned(),
            code: code as u32,
            subject,
            value,
            limit,
            quantities: code.quantities(),
            number: code.number(subject),
        }
    }

    /// The same, explaining other quantities than its code usually does.
    #[must_use]
    pub(crate) fn explaining(self, quantities: Quantities) -> Self {
        Self { quantities, ..self }
    }

    /// Hard sets that a reason of the engine leaves, where its limit is not that number itself.
    #[must_use]
    pub fn hard_sets_left(&self) -> Option<f64> {
        match self.engine_code()? {
            EngineCode::WeeklyCeiling => Some((self.limit - self.value).max(0.0)),
            EngineCode::MuscleNotRecovered | EngineCode::MuscleLoadedToday => Some(0.0),
            _ => None,
        }
    }
}
