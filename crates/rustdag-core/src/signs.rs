//! Signs in what a member volunteered that somebody should look at: periods that stay away, too little energy, body mass
//! that falls without anybody meaning it. And a wish for an easier day.
//!
//! Periods absent for three months and low energy availability are warning signs of relative energy deficiency (IOC 2023,
//! seen; the threshold of 30 kcal per kg of fat-free mass from memory). A loss of five percent of body mass within half a
//! year to a year is what clinics ask about (memory). Lengths of cycles and numbers of values are design values.
//!
//! Nothing here is predicted and no clock uses it: the evidence on cycle phase and recovery is mixed. Silence is not
//! absence: who stops logging is asked once, gently, and then left in peace.

use crate::fold::days_between;
use crate::history::{History, LoggedDay};
use crate::profile::{Pregnancy, Profile};
use jiff::Timestamp;
use jiff::civil::Date;

/// Days without a period that are three months.
const ABSENT_D: i32 = 90;
/// First days of periods without which there is no habit of logging them.
const PERIODS_MIN: usize = 3;
/// A cycle that was logged without a gap has so many days.
const CYCLE_D: std::ops::RangeInclusive<i32> = 15..=60;
/// Days for which a word about the cycle says that it is still followed.
const FOLLOWED_D: i32 = 35;
/// Days for which the question about silence is asked.
const ASKED_D: i32 = 30;
/// Energy availability below which somebody should look, kcal per kg of fat-free mass and day. Never shown.
const ENERGY_LOW: f64 = 30.0;
/// Days for which volunteered energy availability speaks, as in `fold`.
const ENERGY_VALID_D: i32 = 14;
/// Share of body mass whose loss is worth a question.
const LOSS: f64 = 0.05;
/// Days of the present and of the past mass, and the least values of each.
const MASS_NOW_D: i32 = 21;
const MASS_THEN_D: std::ops::RangeInclusive<i32> = 42..=365;
const MASS_VALUES_MIN: usize = 2;

/// What the log says of periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Periods {
    /// Nothing that asks for a word.
    #[default]
    Quiet,
    /// None logged for three months, and nothing else of the cycle: perhaps absent, perhaps no longer logged.
    Unlogged,
    /// None for three months, by a member who goes on logging the cycle.
    Absent,
}

/// Signs as of an instant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signs {
    /// Periods.
    pub periods: Periods,
    /// Days since the last first day of a period; 0 without one.
    pub since_period_d: f64,
    /// Energy availability was volunteered lately and is low.
    pub low_energy: bool,
    /// Body mass has fallen, and nobody said that it should.
    pub weight_loss: bool,
    /// The member wants an easier day today.
    pub wants_easier: bool,
}

/// Reads the signs of a history at an instant on its local day.
#[must_use]
pub fn signs(history: &History, at: Timestamp, today: Date) -> Signs {
    let profile = history.profile();
    let days = &history.days()[..history.days().partition_point(|day| day.start <= at)];
    // A professional's agreement answers signs that were there before it.
    let cleared_d = profile.warning_signs_cleared_on.map_or(i32::MAX, |cleared| days_between(cleared, today));
    let (periods, since_period_d) = periods(profile, days, at, today, cleared_d);
    Signs {
        periods,
        since_period_d,
        low_energy: low_energy(days, at, today, cleared_d),
        weight_loss: !profile.loses_weight_on_purpose && weight_loss(days, at, today, cleared_d),
        wants_easier: days.last().is_some_and(|day| {
            day.date == today && day.cycle.iter().any(|(when, cycle)| *when <= at && cycle.wants_easier)
        }),
    }
}

fn periods(profile: &Profile, days: &[LoggedDay], at: Timestamp, today: Date, cleared_d: i32) -> (Periods, f64) {
    let mut starts: Vec<i32> = Vec::new();
    let (mut last_word, mut expected) = (None, profile.pregnancy == Pregnancy::None);
    for day in days {
        let age = days_between(day.date, today);
        for (_, cycle) in day.cycle.iter().filter(|(when, _)| *when <= at) {
            if cycle.period_began {
                // Two words within a few days are about one period.
                if starts.last().is_none_or(|&last| last - age >= *CYCLE_D.start()) {
                    starts.push(age);
                }
                expected = profile.pregnancy == Pregnancy::None;
            }
            expected &= !cycle.none_expected;
            last_word = Some(age);
        }
    }
    let Some(&since) = starts.last() else { return (Periods::Quiet, 0.0) };
    let regular = starts.len() >= PERIODS_MIN
        && starts[starts.len() - PERIODS_MIN..].windows(2).all(|pair| CYCLE_D.contains(&(pair[0] - pair[1])));
    let periods = if !regular || !expected || since < ABSENT_D || cleared_d < ABSENT_D {
        Periods::Quiet
    } else if last_word.is_some_and(|age| age < FOLLOWED_D && age < since) {
        Periods::Absent
    } else if since < ABSENT_D + ASKED_D {
        Periods::Unlogged
    } else {
        Periods::Quiet
    };
    (periods, f64::from(since))
}

fn low_energy(days: &[LoggedDay], at: Timestamp, today: Date, cleared_d: i32) -> bool {
    let told = days.iter().rev().flat_map(|day| day.measurements.iter().rev().map(move |told| (day.date, told)));
    let mut told = told.filter(|(_, (when, _))| *when <= at);
    let last = told.find_map(|(date, (_, measured))| Some((date, measured.energy_availability?.get())));
    last.is_some_and(|(date, energy)| {
        let age = days_between(date, today);
        age < ENERGY_VALID_D && age < cleared_d && energy < ENERGY_LOW
    })
}

fn weight_loss(days: &[LoggedDay], at: Timestamp, today: Date, cleared_d: i32) -> bool {
    let (mut now, mut then) = (Vec::new(), Vec::new());
    for day in days {
        let age = days_between(day.date, today);
        let told = day.measurements.iter().filter(|(when, _)| *when <= at);
        let masses = told.filter_map(|(_, measured)| measured.body_mass).map(|mass| mass.get());
        let confirmed = day.confirmed.iter().filter(|(when, _, _)| *when <= at);
        let masses = masses.chain(confirmed.filter_map(|(_, _, measured)| measured.body_mass).map(|mass| mass.get()));
        if age < MASS_NOW_D {
            now.extend(masses);
        } else if MASS_THEN_D.contains(&age) && age < cleared_d {
            then.extend(masses);
        }
    }
    match (median(now), median(then)) {
        (Some(now), Some(then)) => now <= then * (1.0 - LOSS),
        _ => false,
    }
}

fn median(mut masses: Vec<f64>) -> Option<f64> {
    masses.sort_by(f64::total_cmp);
    (masses.len() >= MASS_VALUES_MIN).then(|| masses[masses.len() / 2])
}
