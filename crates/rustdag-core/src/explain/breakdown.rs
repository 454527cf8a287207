//! A number and the events it comes from, so that the parts add up to the whole.

use super::ledger::Ledger;
use super::pool::{Origin, Pool};
use crate::anatomy::{Joint, Muscle};
use crate::body::RECENT_DAYS;
use crate::dose::Dose;
use crate::event::{CheckIn, Event, EventKind, Illness};
use crate::fold::{Folded, day_after};
use crate::history::History;
use crate::model::{balance, connective, freshness};
use crate::number::Number;
use crate::snapshot::Situation;
use jiff::Timestamp;
use jiff::civil::Date;

/// Parts told apart; the smaller ones are told together.
pub const PARTS_MAX: usize = 6;

/// A number, where it starts from and what was added or taken: `value` is `from` plus all amounts.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// Which.
    pub number: Number,
    /// Its value, in its unit.
    pub value: f64,
    /// What it would be without anything: 0 for what adds up, 100 for an index, 6 for rest days. A ratio has no parts and
    /// starts from itself.
    pub from: f64,
    /// What it comes from, the largest first, at most [`PARTS_MAX`] and one for the others together.
    pub parts: Vec<Part>,
}

/// One part of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it adds, in the number's unit; less than nothing for what it takes.
    pub amount: f64,
    /// Where it comes from.
    pub cause: Cause,
}

/// Where a part of a number comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// A workout or a visit.
    Session {
        /// Which.
        event: EventRef,
        /// What it asked of the tissue: hard sets of a muscle, joint load, or session load (AU) of the whole body.
        dose: f64,
    },
    /// A day of which nothing is known, taken for the member's usual one.
    UnknownDay {
        /// Which.
        date: Date,
    },
    /// A night's sleep.
    Night {
        /// The longest sleep that ended on this day.
        event: EventRef,
        /// Hours slept, naps included.
        asleep_h: f64,
        /// How short of the need that was, hours; less than nothing for longer.
        short_h: f64,
    },
    /// A night of which nothing is known, taken as the member's mean.
    UnknownNight {
        /// The day it ended on.
        date: Date,
    },
    /// What the member told.
    CheckIn {
        /// Which.
        event: EventRef,
    },
    /// An input of the recovery balance.
    Balance(balance::Part),
    /// An input of mental freshness.
    Freshness(freshness::Part),
    /// All the others together.
    Others {
        /// How many.
        count: usize,
    },
}

/// An event of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRef {
    /// Where it came from.
    pub source: String,
    /// Its identifier there.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// A workout's name, where it has one.
    pub name: String,
}

impl EventRef {
    fn of(event: &Event) -> Self {
        let name = match &event.kind {
            EventKind::Workout(workout) => workout.name.clone(),
            _ => String::new(),
        };
        Self { source: event.source.clone(), id: event.id.clone(), at: event.at, name }
    }
}

/// One of the days that monotony is the ratio of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayLoad {
    /// Which.
    pub date: Date,
    /// Its load, AU; `None` if nothing is known of it.
    pub load: Option<f64>,
}

/// Looks numbers up in what was noted while folding.
pub(super) struct Books<'a> {
    pub history: &'a History,
    pub folded: &'a Folded,
    pub situation: &'a Situation,
    pub ledger: &'a Ledger,
}

impl Books<'_> {
    /// A number and its parts; `None` if it is unknown, or is not a sum of anything.
    pub fn breakdown(&self, number: Number) -> Option<Breakdown> {
        let (body, ledger) = (&self.folded.body, self.ledger);
        let (value, from, parts) = match number {
            Number::MuscleFatigue(muscle) => {
                let pools = &ledger.muscles[muscle];
                let mut both = pools.slow.clone();
                pools.fast.parts().iter().for_each(|&(origin, amount)| both.add(origin, amount));
                let dose = |dose: &Dose| dose.hard_sets[muscle];
                (body.muscles[muscle].fatigue.total(), 0.0, self.of_pool(&both, 1.0, dose))
            }
            Number::WeeklyHardSets(muscle) => {
                let pool = &ledger.muscles[muscle].week_hard_sets;
                let dose = |dose: &Dose| dose.hard_sets[muscle];
                (body.muscles[muscle].week_hard_sets, 0.0, self.of_pool(pool, 1.0, dose))
            }
            Number::JointAcute(joint) => {
                let pool = &ledger.joints[joint].acute;
                (body.joints[joint].acute, 0.0, self.of_pool(pool, 1.0, |dose| dose.joints[joint]))
            }
            Number::JointRamp(joint) => {
                let (state, level) = (&body.joints[joint], self.situation.level);
                let per_load = connective::ramp(1.0, state.capacity, level);
                let parts = self.of_pool(&ledger.joints[joint].recent, per_load, |dose| dose.joints[joint]);
                (connective::ramp(state.recent, state.capacity, level), 0.0, parts)
            }
            Number::Systemic => (body.systemic, 0.0, self.of_pool(&ledger.systemic, 1.0, |dose| dose.load)),
            Number::SleepDebt => (self.folded.sleep.debt_h?, 0.0, self.of_nights()),
            Number::LastNight => {
                let slept = self.folded.sleep.last_night_h?;
                let short = self.folded.sleep.need_h - slept;
                (slept, 0.0, vec![Part { amount: slept, cause: self.night(self.folded.today, Some(slept), short) }])
            }
            Number::JointPain(joint) => {
                let pain = self.situation.signals.pain[joint]?;
                let event = self.told(|told| told.joint_pain.iter().any(|&(other, _)| other == joint))?;
                let cause = Cause::CheckIn { event };
                (pain, 0.0, vec![Part { amount: pain, cause }])
            }
            Number::RecoveryBalance => {
                let inputs = self.situation.balance_inputs(self.folded.sleep.debt_h, body.monotony());
                let parts = balance::points_short(&inputs)?.into_iter();
                let parts = parts.map(|(part, points)| Part { amount: -points, cause: Cause::Balance(part) });
                (balance::recovery_balance(&inputs)?.0, 100.0, parts.collect())
            }
            Number::MentalFreshness => {
                let inputs = self.situation.freshness_inputs(body.monotony(), body.training_days_in_a_row())?;
                let parts = freshness::points_short(&inputs).into_iter();
                let parts = parts.map(|(part, points)| Part { amount: -points, cause: Cause::Freshness(part) });
                (freshness::mental_freshness(&inputs), 100.0, parts.collect())
            }
            Number::TrainingDaysInARow => {
                let days = body.training_days_in_a_row();
                (days, 0.0, self.of_days(days as usize, 1.0))
            }
            Number::RestDaysInLast6 => {
                const DAYS: usize = RECENT_DAYS - 1;
                (body.rest_days_in_last_6(), DAYS as f64, self.of_days(DAYS, -1.0))
            }
            // A ratio: its days are told instead.
            Number::Monotony => (body.monotony()?, body.monotony()?, Vec::new()),
            Number::Illness => {
                let degree = match self.situation.signals.illness? {
                    Illness::None => return None,
                    Illness::WithoutFever => 1.0,
                    Illness::Fever => 2.0,
                };
                let event = self.told(|check_in| check_in.illness.is_some())?;
                (degree, 0.0, vec![Part { amount: degree, cause: Cause::CheckIn { event } }])
            }
            Number::WarningSigns => {
                let standing = &self.situation.signals.red_flags;
                let count = standing.len() as f64;
                let event = self.told(|check_in| check_in.red_flags.iter().any(|flag| standing.contains(flag)))?;
                (count, 0.0, vec![Part { amount: count, cause: Cause::CheckIn { event } }])
            }
        };
        Some(Breakdown { number, value, from, parts: largest_first(parts) })
    }

    /// The last seven days before today, oldest first.
    pub fn days(&self) -> Vec<DayLoad> {
        let recent = self.folded.body.recent.iter().enumerate();
        recent.map(|(place, day)| DayLoad { date: self.day_at(place), load: day.load }).collect()
    }

    fn day_at(&self, place: usize) -> Date {
        day_after(self.folded.today, place as i64 - RECENT_DAYS as i64)
    }

    fn of_pool(&self, pool: &Pool, factor: f64, dose: impl Fn(&Dose) -> f64) -> Vec<Part> {
        let parts = pool.parts().iter();
        parts.map(|&(origin, amount)| Part { amount: factor * amount, cause: self.session(origin, &dose) }).collect()
    }

    fn session(&self, origin: Origin, dose: &impl Fn(&Dose) -> f64) -> Cause {
        match origin {
            Origin::Event(place) => {
                let event = &self.history.events()[place];
                let asked = match &event.kind {
                    EventKind::Workout(workout) => dose(&Dose::of_workout(workout, self.history.profile())),
                    EventKind::Visit(visit) => dose(&Dose::of_visit(visit)),
                    _ => 0.0,
                };
                Cause::Session { event: EventRef::of(event), dose: asked }
            }
            Origin::UnknownDay(place) => Cause::UnknownDay { date: self.ledger.unknown[place].0 },
            Origin::Older => Cause::Others { count: 0 },
        }
    }

    fn of_nights(&self) -> Vec<Part> {
        let nights = self.ledger.nights.iter();
        nights
            .map(|night| Part { amount: night.amount, cause: self.night(night.date, night.asleep_h, night.short_h) })
            .collect()
    }

    /// The night that ended on a day: the longest of its sleeps.
    fn night(&self, date: Date, asleep_h: Option<f64>, short_h: f64) -> Cause {
        let zone = &self.history.profile().zone;
        let events = self.history.events();
        let mut longest: Option<(f64, &Event)> = None;
        let until = events.partition_point(|event| event.at <= self.folded.at);
        for event in events[..until].iter().rev() {
            let day = zone.to_datetime(event.at).date();
            if day < date {
                break;
            }
            if let (EventKind::Night(night), true) = (&event.kind, day == date)
                && longest.is_none_or(|(hours, _)| night.asleep.get() > hours)
                && !self.history.doubts().leave_out(event, self.folded.at)
            {
                longest = Some((night.asleep.get(), event));
            }
        }
        match (asleep_h, longest) {
            (Some(asleep_h), Some((_, event))) => Cause::Night { event: EventRef::of(event), asleep_h, short_h },
            _ => Cause::UnknownNight { date },
        }
    }

    /// The last check-in of which this is true.
    fn told(&self, wanted: impl Fn(&CheckIn) -> bool) -> Option<EventRef> {
        let until = self.history.events().iter().rev().filter(|event| event.at <= self.folded.at);
        let mut told = until.filter(|event| matches!(&event.kind, EventKind::CheckIn(check_in) if wanted(check_in)));
        told.next().map(EventRef::of)
    }

    /// The training days among the last `days` before today, each by its largest session.
    fn of_days(&self, days: usize, amount: f64) -> Vec<Part> {
        let recent = self.folded.body.recent.iter().enumerate().skip(RECENT_DAYS - days.min(RECENT_DAYS));
        let trained = recent.filter(|(_, day)| day.trained);
        trained
            .map(|(place, _)| {
                let date = self.day_at(place);
                let of_day = self.ledger.counted.iter().filter(|counted| counted.date == date);
                let largest = of_day.max_by(|a, b| a.load.total_cmp(&b.load));
                let cause = largest.map_or(Cause::UnknownDay { date }, |counted| {
                    self.session(counted.origin, &|dose: &Dose| dose.load)
                });
                Part { amount, cause }
            })
            .collect()
    }
}

/// The largest first, those beyond [`PARTS_MAX`] as one, so that the sum stays what it is.
fn largest_first(mut parts: Vec<Part>) -> Vec<Part> {
    parts.retain(|part| part.amount != 0.0);
    let is_rest = |part: &Part| matches!(part.cause, Cause::Others { .. });
    parts.sort_by(|a, b| is_rest(a).cmp(&is_rest(b)).then(b.amount.abs().total_cmp(&a.amount.abs())));
    let told = parts.iter().filter(|part| !is_rest(part)).count().min(PARTS_MAX);
    if parts.len() > told {
        let others = parts.split_off(told);
        let count = others.iter().filter(|part| !is_rest(part)).count();
        let amount = others.iter().map(|part| part.amount).sum();
        parts.push(Part { amount, cause: Cause::Others { count } });
    }
    parts
}

/// Every number that is told.
pub(super) fn all_numbers() -> impl Iterator<Item = Number> {
    let muscles =
        Muscle::ALL.iter().flat_map(|&muscle| [Number::MuscleFatigue(muscle), Number::WeeklyHardSets(muscle)]);
    let joints = Joint::ALL
        .iter()
        .flat_map(|&joint| [Number::JointAcute(joint), Number::JointRamp(joint), Number::JointPain(joint)]);
    let whole = [
        Number::Systemic,
        Number::LastNight,
        Number::SleepDebt,
        Number::RecoveryBalance,
        Number::MentalFreshness,
        Number::TrainingDaysInARow,
        Number::RestDaysInLast6,
        Number::Monotony,
        Number::Illness,
        Number::WarningSigns,
    ];
    muscles.chain(joints).chain(whole)
}
