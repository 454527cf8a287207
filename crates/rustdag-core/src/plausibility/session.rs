//! Minutes, effort and reserve of one session that contradict each other or what was done in it.
//!
//! A set with its pause takes well over a minute; in a circuit hardly less than half of one. CR-10 effort of a session is
//! near ten minus what is left in reserve, within two or three points (design, from the RIR scale). All thresholds are
//! design values, wide enough that only what cannot go together is doubted.

use super::doubt::{Doubt, DoubtKind};
use super::level::Level;
use crate::event::{Event, Visit, Workout, WorkoutSet};

/// Least minutes of a set with its pause.
const SET_MINUTES_MIN: f64 = 0.4;
/// Sets from which minutes are judged by them.
const SETS_MIN: usize = 5;
/// Least share of the minutes of endurance work that a session lasts.
const CARDIO_SHARE_MIN: f64 = 0.9;
/// Sessions up to this length are ordinary, minutes.
const ORDINARY_MIN: f64 = 240.0;
/// How many times the usual, and what the sets take, a longer session may be.
const LONG_RATIO: f64 = 3.0;
/// Minutes of a set with its pause, and those besides, as in `dose`.
const SET_MINUTES: f64 = 2.5;
const MINUTES_BESIDES: f64 = 10.0;
/// Sessions before their usual length is known.
const SESSIONS_MIN: usize = 5;
/// Points that effort may lie under ten minus reserve.
const EFFORT_BELOW: f64 = 5.5;
/// Mean reserve from which it may be effort written in the wrong place, in a session at least this hard.
const RESERVE_HIGH: f64 = 6.0;
const HARD: f64 = 6.5;
/// Sets with a reserve that say something about the session.
const RESERVE_SETS_MIN: usize = 3;

/// How long the member's sessions and visits take, as logged: when long ones become usual they are ordinary.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sessions {
    workout_minutes: Level,
    visit_minutes: Level,
}

impl Sessions {
    pub fn hear_workout(&mut self, event: &Event, workout: &Workout, doubts: &mut Vec<Doubt>) {
        self.length(event, workout, doubts);
        effort(event, workout, doubts);
    }

    fn length(&mut self, event: &Event, workout: &Workout, doubts: &mut Vec<Doubt>) {
        let Some(minutes) = workout.duration.map(|minutes| minutes.get()) else { return };
        let sets = workout.sets.len();
        let cardio: f64 = workout.cardio.iter().map(|bout| bout.duration.get()).sum();
        let least = SET_MINUTES_MIN * sets as f64 + CARDIO_SHARE_MIN * cardio;
        let judged = sets >= SETS_MIN || cardio > 0.0 || (minutes <= 0.0 && sets > 0);
        if judged && minutes < least {
            doubts.push(Doubt::about(event, DoubtKind::SessionTooShort, minutes, least));
            return;
        }
        let content =
            if sets > 0 || cardio > 0.0 { Some(SET_MINUTES * sets as f64 + MINUTES_BESIDES + cardio) } else { None };
        if let Some(expected) = too_long(minutes, content, &self.workout_minutes) {
            doubts.push(Doubt::about(event, DoubtKind::SessionTooLong, minutes, expected));
        }
        self.workout_minutes.add(minutes);
    }

    pub fn hear_visit(&mut self, event: &Event, visit: &Visit, doubts: &mut Vec<Doubt>) {
        let Some(minutes) = visit.duration.map(|minutes| minutes.get()) else { return };
        if let Some(expected) = too_long(minutes, None, &self.visit_minutes) {
            doubts.push(Doubt::about(event, DoubtKind::VisitTooLong, minutes, expected));
        }
        self.visit_minutes.add(minutes);
    }
}

/// What was to be expected, if minutes are far beyond it.
fn too_long(minutes: f64, content: Option<f64>, usual: &Level) -> Option<f64> {
    let usual = usual.median().filter(|_| usual.len() >= SESSIONS_MIN);
    let expected = match (content, usual) {
        (Some(content), usual) => content.max(usual.unwrap_or(0.0)),
        (None, usual) => usual?,
    };
    (minutes > ORDINARY_MIN && minutes > LONG_RATIO * expected).then_some(expected)
}

/// Effort and reserve against each other.
fn effort(event: &Event, workout: &Workout, doubts: &mut Vec<Doubt>) {
    let Some(effort) = workout.effort.map(|effort| effort.get()) else { return };
    let working = || workout.sets.iter().filter(|set| !set.warm_up);
    let (sets, told, sum) = working().fold((0, 0, 0.0), |(sets, told, sum), set: &WorkoutSet| match set.rir {
        Some(rir) => (sets + 1, told + 1, sum + rir.get()),
        None => (sets + 1, told, sum),
    });
    let reserve = (told >= RESERVE_SETS_MIN && 2 * told >= sets).then(|| sum / told as f64);
    let derived = reserve.map(|reserve| 10.0 - reserve);
    if effort <= 0.0 && sets > 0 {
        doubts.push(Doubt::about(event, DoubtKind::EffortNone, effort, derived.unwrap_or(0.0)));
    } else if let (Some(reserve), Some(derived)) = (reserve, derived) {
        if effort < derived - EFFORT_BELOW {
            doubts.push(Doubt::about(event, DoubtKind::EffortAgainstReserve, effort, derived));
        } else if effort >= HARD && reserve >= RESERVE_HIGH {
            let entries = workout.sets.iter().enumerate().filter(|(_, set)| set.rir.is_some());
            doubts.push(Doubt {
                entries: entries.map(|(place, _)| place).collect(),
                ..Doubt::about(event, DoubtKind::ReserveLikeEffort, reserve, 10.0 - effort)
            });
        }
    }
}
