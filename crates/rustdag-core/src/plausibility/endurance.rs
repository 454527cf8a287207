//! Endurance work with a heart at rest, or faster than anybody.
//!
//! Speeds are a little above the fastest sustained ones of anybody (memory); they catch metres given as kilometres and
//! seconds given as minutes.

use super::doubt::{Doubt, DoubtKind};
use crate::event::{Activity, Event, Workout};

/// Fastest there is, km/h; `None` where distance means nothing.
const fn fastest(activity: Activity) -> Option<f64> {
    match activity {
        Activity::Walk => Some(16.0),
        Activity::Run => Some(25.0),
        Activity::Cycle => Some(75.0),
        Activity::Row => Some(25.0),
        Activity::Swim => Some(9.0),
        Activity::Class | Activity::Strength => None,
    }
}

pub(super) fn hear(event: &Event, workout: &Workout, resting_bpm: Option<f64>, doubts: &mut Vec<Doubt>) {
    for (place, bout) in workout.cardio.iter().enumerate() {
        let about = |kind, value, usual| Doubt { entries: vec![place], ..Doubt::about(event, kind, value, usual) };
        if let (Some(mean), Some(rest)) = (bout.heart_rate.map(|rate| rate.get()), resting_bpm)
            && mean <= rest
        {
            doubts.push(about(DoubtKind::ExerciseHeartRateAtRest, mean, rest));
        }
        if let (Some(distance), Some(fastest)) = (bout.distance.map(|km| km.get()), fastest(bout.activity)) {
            let most = fastest * bout.duration.get() / 60.0;
            if distance > most {
                doubts.push(about(DoubtKind::DistanceTooFar, distance, most));
            }
        }
    }
}
