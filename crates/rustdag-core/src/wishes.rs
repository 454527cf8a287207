//! What a plan is asked for beyond the profile: days that are decided already, appointments, what was planned before,
//! weekdays the member likes to train on, and an event to be fresh for.

use crate::engine::{PLAN_DAYS_DEFAULT, PLAN_DAYS_MAX, SEARCHED_DAYS_MAX};
use crate::exercise::Equipment;
use crate::fold::days_between;
use crate::template::Template;
use jiff::civil::{Date, Weekday};

/// What a plan is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wishes {
    /// Days, 1 to [`PLAN_DAYS_MAX`].
    pub days: u32,
    /// Days that a coach or the member decided.
    pub pins: Vec<Pin>,
    /// What happens anyway: a match, a fixed class. Limits do not move it; the days around it make room.
    pub appointments: Vec<Appointment>,
    /// What was planned or drawn up before. A day that stays as it was is worth something.
    pub before: Option<Before>,
    /// Weekdays on which the member would rather train. None: all the same.
    pub favourites: Vec<Weekday>,
    /// Weekdays on which a day may hold two sessions, of different muscles. Together they keep to what a day allows.
    pub two_sessions: Vec<Weekday>,
    /// Plans beside the best that really differ from it and from each other, up to [`ALTERNATIVES_MAX`]: they train on
    /// other days, and hold something else on two days of seven.
    ///
    /// [`ALTERNATIVES_MAX`]: crate::engine::ALTERNATIVES_MAX
    pub alternatives: u32,
    /// What the member wants to be fresh for: training eases towards it.
    pub event: Option<TargetEvent>,
}

/// Something that the member wants to be fresh for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetEvent {
    /// Local date.
    pub date: Date,
    /// What is asked of the body on it.
    pub kind: TargetEventKind,
}

/// What an event asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TargetEventKind {
    /// Maximal strength: a meet, a test. Until then strength is what the member trains for.
    StrengthTest,
    /// A match: the legs, mostly.
    Match,
    /// A race on foot: the legs. Endurance itself is not planned for.
    Race,
    /// Anything else: the whole body.
    #[default]
    Other,
}

/// A day that is decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// Local date.
    pub date: Date,
    /// What it holds.
    pub what: Pinned,
}

/// What a decided day holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Pinned {
    /// No training.
    Rest,
    /// This session template by id, if the day's limits allow it, and no other.
    Session(String),
}

/// Something that happens on a day anyway.
#[derive(Clone, Debug, PartialEq)]
pub struct Appointment {
    /// Local date.
    pub date: Date,
    /// What it asks of the body.
    pub session: Template,
}

/// A plan of before.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// Its days, each with the template's id, of two sessions with a `+` between them; `None` for rest.
    pub days: Vec<(Date, Option<String>)>,
    /// How firmly it is held on to.
    pub hold: Hold,
}

impl Before {
    /// What it held on a day, if the day was one of its days.
    #[must_use]
    pub fn held_on(&self, date: Date) -> Option<Option<&str>> {
        let (_, held) = self.days.iter().find(|(day, _)| *day == date)?;
        Some(held.as_deref())
    }
}

/// How firmly a plan of before is held on to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Yesterday's plan: a day changes where that is worth somewhat more.
    Plan,
    /// A coach's own week: a day changes only where limits leave no room for it, or hardly any worth.
    CoachsWeek,
}

/// Price of a day that differs from the plan of before, in the objective's units. Design.
const CHANGE_PRICE: f64 = 0.2;
/// The same for a coach's own week: more than a session is worth. Design.
const COACHS_CHANGE_PRICE: f64 = 20.0;
/// Price of rest where a session was decided on: more than all that a plan is worth, so that no other day takes the room
/// it needs. Design.
const PIN_PRICE: f64 = 100.0;
/// Price of training on a day that is none of the favourites. Design.
const NO_FAVOURITE_PRICE: f64 = 0.1;

/// Wishes that cannot be granted: each names the two things that contradict each other, or what is not known.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// The horizon is not one the planner serves.
    #[error("days is {0}; a plan has 1 to {PLAN_DAYS_MAX} days")]
    Horizon(u32),
    /// The event is over.
    #[error("the event is on {date}, before this plan begins on {first}; give a day from then on")]
    EventOver {
        /// The day of the event.
        date: Date,
        /// First day of the plan.
        first: Date,
    },
    /// The plan ends before the event.
    #[error("the event is on {date}, after this plan ends on {last}; a plan reaches {PLAN_DAYS_MAX} days at most")]
    EventBeyond {
        /// The day of the event.
        date: Date,
        /// Last day of the plan.
        last: Date,
    },
    /// Alternatives are asked for to a plan that is put together from weeks.
    #[error("alternatives is {0}; a plan towards an event, or of more than {SEARCHED_DAYS_MAX} days, has none")]
    Alternatives(u32),
    /// Two sessions a day are asked for in a plan that is put together from weeks.
    #[error(
        "two sessions are wished for on a day; a plan towards an event, or of more than {SEARCHED_DAYS_MAX} days, has one"
    )]
    TwoSessions,
    /// A session is decided on for the day of the event.
    #[error("{date} is to hold {id} and the event; a day holds one of them, and what the event asks is an appointment")]
    PinnedOnEvent {
        /// The day.
        date: Date,
        /// The id.
        id: String,
    },
    /// One day is decided twice.
    #[error("{date} is to hold {first} and {second}; a day holds one of them")]
    Twice {
        /// The day.
        date: Date,
        /// What was decided first.
        first: String,
        /// What was decided next.
        second: String,
    },
    /// A decided day is not one of the plan's.
    #[error("{date} is not a day of this plan, which goes from {first} to {last}")]
    Outside {
        /// The day.
        date: Date,
        /// First day of the plan.
        first: Date,
        /// Last day of the plan.
        last: Date,
    },
    /// No template has this id.
    #[error("{date} is to hold {id}, which is no session template{}", or_these(near))]
    UnknownTemplate {
        /// The day.
        date: Date,
        /// The id.
        id: String,
        /// Ids that look like it.
        near: Vec<String>,
    },
    /// A decided session is active recovery, which is a way to rest.
    #[error("{date} is to hold {id}, which is active recovery and no training; pin rest")]
    NotTraining {
        /// The day.
        date: Date,
        /// The id.
        id: String,
    },
    /// A decided session needs equipment that the member does not have.
    #[error("{date} is to hold {id}, which needs equipment that the member does not have: {}", listed(lacking))]
    Equipment {
        /// The day.
        date: Date,
        /// The id.
        id: String,
        /// What the member does not have.
        lacking: Vec<Equipment>,
    },
    /// A session is decided on for a day on which the member has no time at all.
    #[error("{date} is to hold {id}; on {weekday:?}s the member has no time")]
    Unavailable {
        /// The day.
        date: Date,
        /// The id.
        id: String,
        /// Its day of the week.
        weekday: Weekday,
    },
    /// A decided session needs more time than there is.
    #[error("{date} is to hold {id}, which takes {needed} minutes; the member has {available} on that day")]
    Time {
        /// The day.
        date: Date,
        /// The id.
        id: String,
        /// Minutes it takes.
        needed: f64,
        /// Minutes there are.
        available: f64,
    },
}

fn or_these(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) }
}

fn listed(equipment: &[Equipment]) -> String {
    equipment.iter().map(|kind| kind.slug()).collect::<Vec<_>>().join(", ")
}

impl Default for Wishes {
    fn default() -> Self {
        Self::of_days(PLAN_DAYS_DEFAULT)
    }
}

/// So many days, and nothing else.
impl From<u32> for Wishes {
    fn from(days: u32) -> Self {
        Self::of_days(days)
    }
}

impl Wishes {
    /// So many days, and nothing else.
    #[must_use]
    pub fn of_days(days: u32) -> Self {
        Self {
            days,
            pins: Vec::new(),
            appointments: Vec::new(),
            before: None,
            favourites: Vec::new(),
            two_sessions: Vec::new(),
            alternatives: 0,
            event: None,
        }
    }

    /// What a choice costs on a day beside the objective: `template` is its id as in [`Before::days`], `None` for rest.
    pub(crate) fn price(&self, date: Date, template: Option<&str>) -> f64 {
        let dislikes = template.is_some() && !self.favourites.is_empty() && !self.favourites.contains(&date.weekday());
        let before = self.before.as_ref().and_then(|before| before.held_on(date));
        let changes = before.is_some_and(|before| before != template);
        let change = match self.before.as_ref().map(|before| before.hold) {
            Some(Hold::CoachsWeek) => COACHS_CHANGE_PRICE,
            Some(Hold::Plan) | None => CHANGE_PRICE,
        };
        let breaks = template.is_none() && matches!(self.pinned(date), Some(Pinned::Session(_)));
        let priced = [(dislikes, NO_FAVOURITE_PRICE), (changes, change), (breaks, PIN_PRICE)];
        priced.into_iter().filter(|(holds, _)| *holds).map(|(_, price)| price).sum()
    }

    /// What is decided for a day.
    pub(crate) fn pinned(&self, date: Date) -> Option<&Pinned> {
        self.pins.iter().find(|pin| pin.date == date).map(|pin| &pin.what)
    }

    /// Days that a plan needs to reach the event from `today`: a week at least, and no more than a plan may have. A week
    /// where there is no event, or none to come.
    #[must_use]
    pub fn days_to_reach(event: Option<TargetEvent>, today: Date) -> u32 {
        let ahead = event.map_or(0, |event| days_between(today, event.date).saturating_add(1));
        u32::try_from(ahead).unwrap_or(0).clamp(PLAN_DAYS_DEFAULT, PLAN_DAYS_MAX)
    }

    /// Finds what contradicts itself about the event.
    fn check_event(&self, first: Date, last: Date) -> Result<(), PlanError> {
        let Some(TargetEvent { date, .. }) = self.event else { return Ok(()) };
        if date < first {
            return Err(PlanError::EventOver { date, first });
        }
        if date > last {
            return Err(PlanError::EventBeyond { date, last });
        }
        match self.pinned(date) {
            Some(Pinned::Session(id)) => Err(PlanError::PinnedOnEvent { date, id: id.clone() }),
            Some(Pinned::Rest) | None => Ok(()),
        }
    }

    /// Finds what contradicts itself: a day decided twice, or not one of `first` to `last`.
    pub(crate) fn check_days(&self, first: Date, last: Date) -> Result<(), PlanError> {
        let pins = self.pins.iter().map(|pin| match &pin.what {
            Pinned::Rest => (pin.date, "rest"),
            Pinned::Session(id) => (pin.date, id.as_str()),
        });
        let appointments =
            self.appointments.iter().map(|appointment| (appointment.date, appointment.session.id.as_str()));
        let mut decided: Vec<(Date, &str)> = Vec::new();
        for (date, what) in pins.chain(appointments) {
            if !(first..=last).contains(&date) {
                return Err(PlanError::Outside { date, first, last });
            }
            if let Some((_, other)) = decided.iter().find(|(day, _)| *day == date) {
                return Err(PlanError::Twice { date, first: (*other).to_owned(), second: what.to_owned() });
            }
            decided.push((date, what));
        }
        self.check_event(first, last)
    }
}
