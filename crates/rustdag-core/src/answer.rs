//! What the engine answers: readiness, a plan, and whether a session fits.

use crate::anatomy::{Joint, Muscle};
use crate::overreaching::Overreaching;
use crate::plausibility::Doubt;
use crate::reason::Reason;
use crate::template::DayKind;
use crate::wishes::TargetEventKind;
use jiff::Timestamp;
use jiff::civil::Date;

/// The traffic light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// Nothing binds the member's usual session.
    Green,
    /// Some limit binds the member's usual session.
    Amber,
    /// Rest is required, or a professional.
    Red,
    /// Too little is known to say.
    Grey,
}

/// An input that may be logged, named when knowing it would raise confidence most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// Workouts and rest days.
    Training,
    /// Nights.
    Sleep,
    /// Morning check-ins.
    CheckIn,
    /// Heart-rate variability or resting heart rate.
    HeartRate,
}

impl Input {
    /// All inputs.
    pub const ALL: &[Self] = &[Self::Training, Self::Sleep, Self::CheckIn, Self::HeartRate];

    /// The name in texts and the API.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Sleep => "sleep",
            Self::CheckIn => "check_in",
            Self::HeartRate => "heart_rate",
        }
    }
}

/// From when something is ready again if the member rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ready {
    /// It is.
    Now,
    /// From this instant, a full hour.
    From(Timestamp),
    /// Not within the days that are looked ahead.
    Later,
}

impl Ready {
    /// The instant it is ready from, if it is not yet and will be.
    #[must_use]
    pub const fn instant(self) -> Option<Timestamp> {
        match self {
            Self::From(at) => Some(at),
            Self::Now | Self::Later => None,
        }
    }
}

/// One muscle today.
#[derive(Clone, Debug, PartialEq)]
pub struct MuscleReadiness {
    /// Which.
    pub muscle: Muscle,
    /// Unrecovered fatigue, fraction of fresh strength.
    pub fatigue: f64,
    /// How far it has recovered, 0 to 1: one minus fatigue over what the heaviest single session can leave behind
    /// (0.30), so that 0.9 is the threshold of "recovered".
    pub recovered: f64,
    /// When it will have recovered.
    pub ready: Ready,
    /// Hard sets so far in this calendar week.
    pub weekly_hard_sets: f64,
    /// Hard sets that make sense today: from holding what there is to the tightest limit; both 0 for none.
    pub sets_today: (f64, f64),
}

/// One joint complex today.
#[derive(Clone, Debug, PartialEq)]
pub struct JointReadiness {
    /// Which.
    pub joint: Joint,
    /// Load not yet digested, in usual sessions.
    pub acute: f64,
    /// Last week over what it is used to.
    pub ramp: f64,
    /// Last reported pain, 0 to 10.
    pub pain: Option<f64>,
    /// Usual session load, joint-load units.
    pub usual_load: f64,
    /// Most load today, joint-load units; infinite for no limit.
    pub load_max: f64,
    /// When a usual session fits what it has not yet digested.
    pub ready: Ready,
}

/// The whole body today.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeBody {
    /// Systemic fatigue, fraction.
    pub systemic_fatigue: f64,
    /// When systemic fatigue will be below its amber threshold.
    pub ready: Ready,
    /// Last night's sleep, hours.
    pub sleep_last_night_h: Option<f64>,
    /// Sleep need, hours.
    pub sleep_need_h: f64,
    /// Sleep debt, hours.
    pub sleep_debt_h: Option<f64>,
    /// Recovery-balance index, 0 to 100, with the weight of the inputs that were known, 0 to 1.
    pub recovery_balance: Option<(f64, f64)>,
    /// Mental-freshness index, 0 to 100.
    pub mental_freshness: Option<f64>,
    /// Monotony of the last seven days.
    pub monotony: Option<f64>,
    /// Chronic and acute load (42 and 7 days), for charts only.
    pub chronic_load: f64,
    /// See [`Self::chronic_load`].
    pub acute_load: f64,
}

/// What today's limits come to.
#[derive(Clone, Debug, PartialEq)]
pub struct DayLimits {
    /// Today must be a rest day.
    pub must_rest: bool,
    /// Active recovery is preferred over full rest, and nobody asks for full rest.
    pub prefer_active: bool,
    /// A professional should look at this.
    pub see_professional: bool,
    /// Most session load, AU; infinite for none.
    pub session_load_max: f64,
    /// Highest intensity, fraction of 1RM; infinite for none.
    pub intensity_max: f64,
    /// Longest session, minutes; infinite for none.
    pub minutes_max: f64,
    /// Least reps in reserve; 0 for none.
    pub rir_min: f64,
    /// Rest days beyond the level's least.
    pub extra_rest_days: f64,
}

/// Today.
#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    /// The instant it is about.
    pub at: Timestamp,
    /// The traffic light.
    pub light: Light,
    /// Every muscle, in the order of [`Muscle::ALL`].
    pub muscles: Vec<MuscleReadiness>,
    /// Every joint complex, in the order of [`Joint::ALL`].
    pub joints: Vec<JointReadiness>,
    /// The rest.
    pub whole: WholeBody,
    /// Limits of today.
    pub limits: DayLimits,
    /// The load range of what is left of today, AU: from holding what there is to the tightest limit, less what was
    /// done today; both 0 for rest.
    pub load_today: (f64, f64),
    /// The member's usual session load, AU.
    pub usual_load: f64,
    /// Why, most binding first.
    pub reasons: Vec<Reason>,
    /// Whether strength and how the member feels lag behind.
    pub overreaching: Overreaching,
    /// 0 to 1.
    pub confidence: f64,
    /// What to log next to raise confidence most.
    pub log_next: Option<Input>,
    /// Logged values of the last four weeks that are hard to believe, newest event first.
    pub doubts: Vec<Doubt>,
}

/// A session in a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedSession {
    /// The template's id.
    pub template: String,
    /// Length, minutes.
    pub minutes: f64,
    /// Session-RPE load, AU.
    pub load: f64,
    /// Expected session RPE.
    pub effort: f64,
    /// Strength exercises.
    pub exercises: Vec<PlannedExercise>,
    /// Hard sets per muscle, only muscles that have some, most first.
    pub hard_sets: Vec<(Muscle, f64)>,
}

/// One exercise of a planned session.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedExercise {
    /// The exercise's id.
    pub exercise: String,
    /// Sets.
    pub sets: u32,
    /// Repetitions.
    pub reps: f64,
    /// Repetitions in reserve.
    pub rir: f64,
    /// Load as a fraction of one-repetition maximum.
    pub intensity: f64,
}

/// One day of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanDay {
    /// Local date.
    pub date: Date,
    /// What the day is for.
    pub kind: DayKind,
    /// The session, for training and active recovery.
    pub session: Option<PlannedSession>,
    /// The second session of the day, of other muscles, where two were asked for.
    pub second_session: Option<PlannedSession>,
    /// Why; never empty.
    pub reasons: Vec<Reason>,
    /// Where the day differs from the plan of before, and in an alternative from the best plan: the template's id there,
    /// or `None` for rest.
    pub changed_from: Option<Option<String>>,
}

/// A week, or as many days as were asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The instant from which it was made.
    pub at: Timestamp,
    /// Its days, without gaps.
    pub days: Vec<PlanDay>,
    /// What holds of the plan as a whole: why there is no training in it at all, or which wish it leaves aside. Mostly none.
    pub reasons: Vec<Reason>,
    /// Value of the objective.
    pub objective: f64,
    /// Proven upper bound on any plan's objective within the same limits; equal to `objective` if optimal.
    pub bound: f64,
    /// Nodes looked at.
    pub nodes: u64,
    /// 0 to 1.
    pub confidence: f64,
    /// The next best plans that really differ, as many as were asked for and there are; the best first.
    pub alternatives: Vec<Alternative>,
    /// Its weeks, where it was put together from weeks: more than four of them, or an event to be fresh for.
    pub weeks: Vec<PlanWeek>,
    /// What is expected on the day of the event, if there is one.
    pub event: Option<EventOutlook>,
}

/// Another plan, for whoever would rather train on other days.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Its days, without gaps.
    pub days: Vec<PlanDay>,
    /// Value of the objective.
    pub objective: f64,
    /// Proven upper bound on the objective of any plan that really differs from those before it.
    pub bound: f64,
    /// Nodes looked at for it.
    pub nodes: u64,
}

/// What a week of a longer plan is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WeekKind {
    /// Training towards the weekly aim.
    Build,
    /// Half the sets, further from failure, on the same days: what is called a deload.
    Light,
    /// Easing towards an event.
    Taper,
}

/// A week of a longer plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanWeek {
    /// First local date.
    pub first: Date,
    /// Last local date: six days later, but for the first and last week of a plan and the one that ends with an event.
    pub last: Date,
    /// What it is for.
    pub kind: WeekKind,
    /// Sessions for training.
    pub sessions: u32,
    /// Sum of the sessions' loads, AU.
    pub load: f64,
    /// Working sets.
    pub sets: u32,
    /// Hard sets of the muscles that people train for: planned, and what the week aims at.
    pub muscles: Vec<WeekSets>,
    /// Why it is what it is; never empty.
    pub reasons: Vec<Reason>,
}

/// Hard sets of a muscle in a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeekSets {
    /// Which.
    pub muscle: Muscle,
    /// Hard sets planned; indirect work counts half.
    pub planned: f64,
    /// Hard sets aimed at.
    pub target: f64,
}

/// What the model expects on the day of an event, before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventOutlook {
    /// Local date.
    pub date: Date,
    /// What is asked.
    pub kind: TargetEventKind,
    /// Performance expected as a fraction of what the member could do wholly rested.
    pub expected: f64,
    /// The same had training not eased.
    pub without_taper: f64,
    /// Share of the volume that the taper takes away; 0 where there was no time for one.
    pub less: f64,
    /// Days before the event on which easing begins; 0 where it does not.
    pub taper_d: u32,
}

impl Plan {
    /// Whether no better plan exists within the limits.
    #[must_use]
    pub fn is_optimal(&self) -> bool {
        self.bound <= self.objective + OBJECTIVE_TOLERANCE
    }
}

/// Two objectives closer than this are the same.
pub const OBJECTIVE_TOLERANCE: f64 = 1e-9;

/// How a session fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// As asked.
    Fits,
    /// With the sets of [`Check::reduced`].
    FitsReduced,
    /// Not today.
    DoesNotFit,
}

/// One limit a session exceeds.
#[derive(Clone, Debug, PartialEq)]
pub struct Excess {
    /// What was asked: sets, joint load, AU, minutes, fraction of 1RM or RIR, by the reason's kind.
    pub asked: f64,
    /// What is allowed.
    pub allowed: f64,
    /// Which quantity.
    pub quantity: Quantity,
    /// Who set the limit, and why.
    pub reason: Reason,
}

/// A limited quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// Training at all.
    Training,
    /// Hard sets of a muscle.
    HardSets,
    /// Load of a joint complex.
    JointLoad,
    /// Session load, AU.
    SessionLoad,
    /// Fraction of one-repetition maximum.
    Intensity,
    /// Minutes.
    Minutes,
    /// Repetitions in reserve.
    Rir,
    /// Rest days in any seven days: what may make a day one of rest.
    RestDays,
}

impl Quantity {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Training,
        Self::HardSets,
        Self::JointLoad,
        Self::SessionLoad,
        Self::Intensity,
        Self::Minutes,
        Self::Rir,
        Self::RestDays,
    ];

    /// Whether its limit is a least amount rather than a most.
    #[must_use]
    pub const fn is_least(self) -> bool {
        matches!(self, Self::Rir | Self::RestDays)
    }
}

/// Whether a session fits, what does not, and from when it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The instant it is about.
    pub at: Timestamp,
    /// The answer.
    pub fit: Fit,
    /// Every limit exceeded.
    pub excesses: Vec<Excess>,
    /// The same session with as many sets as fit, when [`Fit::FitsReduced`]: sets per exercise, in order.
    pub reduced: Vec<PlannedExercise>,
    /// The earliest instant at which all of it fits if the member rests; `None` within fourteen days, or if it fits.
    pub fits_from: Option<Timestamp>,
}
