//! A member before anything happens: who, when, how well, and how much of it gets logged.

use crate::archetype::Archetype;
use crate::story::Story;
use jiff::civil::Weekday;
use rustdag_core::event::Activity;
use rustdag_core::profile::Profile;

/// A member before anything happens.
pub(crate) struct Character {
    pub id: String,
    pub archetype: Archetype,
    pub profile: Profile,
    /// Templates in turn, on these days; the hour is that of most sessions.
    pub lifting: Habit,
    /// Endurance work by weekday.
    pub endurance: Vec<Endurance>,
    /// One-repetition maximum of a big barbell lift for the legs, as a share of body mass.
    pub strength: f64,
    /// Growth of strength per week, fraction.
    pub progress: f64,
    pub sleep: Sleep,
    pub logs: Logs,
    /// Chance that a session of the habit is done.
    pub adherence: f64,
    /// Days before the end on which training began, if that is within the history.
    pub began_days_ago: Option<u32>,
    /// Days away, counted back from the end: first and last.
    pub holiday: Option<(u32, u32)>,
    pub story: Story,
}

/// Lifting by habit.
pub(crate) struct Habit {
    pub days: Vec<Weekday>,
    /// Ids of the catalogue's templates.
    pub rotation: &'static [&'static str],
    pub hour: i8,
}

/// Endurance work by habit.
#[derive(Clone, Copy)]
pub(crate) struct Endurance {
    pub day: Weekday,
    pub activity: Activity,
    pub minutes: f64,
    pub effort: f64,
}

/// How a member sleeps.
#[derive(Clone, Copy)]
pub(crate) struct Sleep {
    pub mean_h: f64,
    pub spread_h: f64,
    /// Chance of a night that is two to three hours short.
    pub bad: f64,
    /// Early, late and night shifts in turn, a week each.
    pub shifts: bool,
}

/// How much gets logged: chances, 0 to 1.
#[derive(Clone, Copy)]
pub(crate) struct Logs {
    /// A workout that was done is logged.
    pub workouts: f64,
    /// A logged workout has its sets; otherwise it is a visit.
    pub sets: f64,
    /// A set has its repetitions in reserve.
    pub reserve: f64,
    pub nights: f64,
    pub check_ins: f64,
    pub heart: f64,
    /// A day without training is logged as rest.
    pub rest: f64,
}
