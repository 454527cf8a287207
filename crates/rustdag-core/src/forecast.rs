//! How a member will probably rate this morning, if they did not check in, and tomorrow.
//!
//! What was rated before carries the forecast; last night and the load of the days before shift it where they are known
//! ([`model::forecast`](crate::model::forecast)). Nothing here enters a limit or a plan: it is a member's own scale, told
//! back ahead of time.

use crate::event::{CheckIn, Illness};
use crate::fold::days_between;
use crate::history::{History, LoggedDay};
use crate::model::forecast::{FATIGUE, Interval, Outcome, READINESS, Ratings, SORENESS, Scale};
use crate::quantity::{RatedReadiness, Wellness};
use crate::signals::signals;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// Ratings without which nothing is forecast. Design.
pub const RATINGS_MIN: u32 = 7;
/// Days after the last rating for which something is forecast. Design: as far as it was tried.
pub const AHEAD_MAX_D: i32 = 3;
/// Probability that an interval holds at least.
pub const INTERVAL: f64 = 0.80;
/// Nights without which a member's mean night is unknown. Design.
const NIGHTS_MIN: u32 = 5;
/// What a night counts in the mean after the next one.
const NIGHTS_DECAY: f64 = 0.95;
/// Days over which the load before is averaged.
const LOAD_D: i32 = 3;
/// Days over which the usual load is learned, those of [`LOAD_D`] included.
const LOAD_USUAL_D: i32 = 28;
/// Days trained within them without which the usual load is unknown. Design.
const LOAD_TRAINED_MIN: u32 = 6;

/// What a member rates in a check-in and is forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feeling {
    /// Readiness, 0 to 10, 10 best.
    Readiness,
    /// Fatigue, 1 to 5, 5 fresh.
    Fatigue,
    /// General soreness, 1 to 5, 5 none.
    Soreness,
}

impl Feeling {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Readiness, Self::Fatigue, Self::Soreness];

    /// The name in texts.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Readiness => "readiness",
            Self::Fatigue => "fatigue",
            Self::Soreness => "soreness",
        }
    }

    /// What was rated in a check-in, points.
    #[must_use]
    pub fn rated(self, check_in: &CheckIn) -> Option<f64> {
        match self {
            Self::Readiness => check_in.readiness.map(RatedReadiness::get),
            Self::Fatigue => check_in.fatigue.map(Wellness::get),
            Self::Soreness => check_in.soreness.map(Wellness::get),
        }
    }

    /// Its scale.
    #[must_use]
    pub const fn scale(self) -> Scale {
        match self {
            Self::Readiness => READINESS,
            Self::Fatigue => FATIGUE,
            Self::Soreness => SORENESS,
        }
    }
}

/// The day that is forecast, seen from the instant that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ahead {
    /// The local day of the instant: for who did not check in on it.
    Today,
    /// The day after it.
    Tomorrow,
}

/// What will probably be rated, as of an instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// The instant; what was logged later was not looked at.
    pub at: Timestamp,
    /// What is forecast, by what is rated, today before tomorrow.
    pub ratings: Vec<RatingForecast>,
    /// Of what nothing is said, and why.
    pub withheld: Vec<Withheld>,
}

/// One rating to come.
#[derive(Clone, Debug, PartialEq)]
pub struct RatingForecast {
    /// What is rated.
    pub feeling: Feeling,
    /// When, as a word.
    pub ahead: Ahead,
    /// When, as a date.
    pub day: Date,
    /// The median: the point with the smallest expected absolute error.
    pub expected: u8,
    /// The mean, points.
    pub mean: f64,
    /// The fewest points around the median that hold [`INTERVAL`], and what they do hold.
    pub interval: Interval,
    /// How likely each point is.
    pub outcome: Outcome,
    /// What it rests on.
    pub basis: Basis,
}

/// What a forecast rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Basis {
    /// Days with a rating so far.
    pub ratings: u32,
    /// Days from the last of them to the day that is forecast.
    pub ahead_d: i32,
    /// The night before the day that is forecast, minus the member's mean night, hours; `None` if it is unknown or says
    /// nothing about this rating.
    pub sleep_h: Option<f64>,
    /// Load of the last three finished days, in usual training days per day, minus the share of days usually trained; `None`
    /// if it is unknown or says nothing about this rating.
    pub load: Option<f64>,
}

/// Of what nothing is forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// What is rated.
    pub feeling: Feeling,
    /// Days with a rating so far.
    pub ratings: u32,
    /// Days since the last of them.
    pub last_rated_d: Option<i32>,
    /// Why not.
    pub why: WhyWithheld,
}

/// Why nothing is forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyWithheld {
    /// Fewer than [`RATINGS_MIN`] days have a rating.
    TooFew,
    /// The last rating is more than [`AHEAD_MAX_D`] days ago.
    TooLongAgo,
    /// The member is ill, or told of a warning sign: earlier days say nothing about that.
    Unwell,
}

/// Forecasts this morning's ratings where they were not given, and tomorrow's.
#[must_use]
pub fn forecast(history: &History, at: Timestamp) -> Forecast {
    forecast_unless(history, at, false)
}

/// [`forecast`], and nothing of a member whose training the safety gate has stopped: a good number beside a stop would be
/// read as a permission.
#[must_use]
pub fn forecast_unless(history: &History, at: Timestamp, stopped: bool) -> Forecast {
    let today = history.profile().zone.to_datetime(at).date();
    let end = history.days().partition_point(|day| day.start <= at);
    let days = &history.days()[..end];
    let mut forecast = Forecast { at, ratings: Vec::new(), withheld: Vec::new() };
    let (sleep_h, load) = (night(days, at, today), load_before(history, days, at, today));
    let heard = signals(history, at, today);
    let unwell =
        stopped || heard.illness.is_some_and(|illness| illness != Illness::None) || !heard.red_flags.is_empty();
    for &feeling in Feeling::ALL {
        let (ratings, last) = rated(days, at, feeling);
        let last_rated_d = last.map(|last| days_between(last, today));
        let withheld = |why| Withheld { feeling, ratings: ratings.number(), last_rated_d, why };
        let age = match last_rated_d {
            Some(_) if unwell => Err(WhyWithheld::Unwell),
            Some(age) if ratings.number() >= RATINGS_MIN => Ok(age),
            _ => Err(WhyWithheld::TooFew),
        };
        let age = match age {
            Ok(age) => age,
            Err(why) => {
                forecast.withheld.push(withheld(why));
                continue;
            }
        };
        let before = forecast.ratings.len();
        for ahead in [Ahead::Today, Ahead::Tomorrow] {
            let (day, ahead_d, sleep_h) = match ahead {
                Ahead::Today => (Some(today), age, sleep_h),
                // The night before tomorrow has not been slept.
                Ahead::Tomorrow => (today.checked_add(1.day()).ok(), age + 1, None),
            };
            let (Some(day), 1..=AHEAD_MAX_D) = (day, ahead_d) else { continue };
            let scale = feeling.scale();
            let sleep_h = sleep_h.filter(|_| scale.heeds_sleep());
            let load = load.filter(|_| scale.heeds_load());
            let Some(outcome) = ratings.next(sleep_h, load) else { continue };
            forecast.ratings.push(RatingForecast {
                feeling,
                ahead,
                day,
                expected: outcome.median(),
                mean: outcome.mean(),
                interval: outcome.interval(INTERVAL),
                outcome,
                basis: Basis { ratings: ratings.number(), ahead_d, sleep_h, load },
            });
        }
        if forecast.ratings.len() == before {
            forecast.withheld.push(withheld(WhyWithheld::TooLongAgo));
        }
    }
    forecast
}

/// The last rating of each day, and the day of the last one.
fn rated(days: &[LoggedDay], at: Timestamp, feeling: Feeling) -> (Ratings, Option<Date>) {
    let mut ratings = Ratings::none(feeling.scale());
    let mut last = None;
    for day in days {
        let mut said = day.check_ins.iter().rev().filter(|(when, _)| *when <= at);
        if let Some(rating) = said.find_map(|(_, check_in)| feeling.rated(check_in)) {
            ratings.take(rating);
            last = Some(day.date);
        }
    }
    (ratings, last)
}

/// The night that ended today, minus the mean of those before, hours.
fn night(days: &[LoggedDay], at: Timestamp, today: Date) -> Option<f64> {
    let slept = |day: &LoggedDay| {
        let mut known = day.nights_at(at).peekable();
        known.peek()?;
        Some(known.map(|night| night.asleep_h).sum::<f64>())
    };
    let (mut sum, mut weight, mut number) = (0.0, 0.0, 0);
    for asleep_h in days.iter().filter(|day| day.date < today).filter_map(slept) {
        sum = sum * NIGHTS_DECAY + asleep_h;
        weight = weight * NIGHTS_DECAY + 1.0;
        number += 1;
    }
    let last = days.last().filter(|day| day.date == today).and_then(slept)?;
    (number >= NIGHTS_MIN).then(|| last - sum / weight)
}

/// Load of the last three finished days, in usual training days per day, minus the share of days usually trained.
///
/// Days of which nothing was logged count as rest here as they do for the body: up to two of them. Three say nothing.
fn load_before(history: &History, days: &[LoggedDay], at: Timestamp, today: Date) -> Option<f64> {
    let (mut sum, mut trained, mut lately, mut told) = (0.0, 0, 0.0, history.profile().logs_completely);
    for day in days.iter().rev() {
        let age = days_between(day.date, today);
        if age > LOAD_USUAL_D {
            break;
        }
        if age < 1 {
            continue;
        }
        let load: f64 = day.sessions.iter().filter(|session| session.at <= at).map(|session| session.dose.load).sum();
        sum += load;
        trained += u32::from(load > 0.0);
        if age <= LOAD_D {
            lately += load;
            told |= day.tells_training(at);
        }
    }
    // Before four weeks are known a share of them would count the time before the log as rest.
    told &= days.first().is_some_and(|first| days_between(first.date, today) >= LOAD_USUAL_D);
    let usual = sum / f64::from(trained.max(1));
    let share = f64::from(trained) / f64::from(LOAD_USUAL_D);
    (told && trained >= LOAD_TRAINED_MIN).then(|| lately / f64::from(LOAD_D) / usual - share)
}
