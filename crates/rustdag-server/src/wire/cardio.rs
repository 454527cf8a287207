//! Endurance work.

use super::hint::{self, Hint as _};
use super::invalid::Place as _;
use super::{Invalid, choice, value};
use rustdag_core::event::CardioBout;
use rustdag_core::quantity::{HeartRate, Kilometres, Minutes, Rpe};
use rustdag_proto::v1;

const BOUTS_MAX: usize = 50;

/// Reads bouts, under the name `cardio`.
pub(super) fn from_proto(bouts: Vec<v1::CardioBout>) -> Result<Vec<CardioBout>, Invalid> {
    value::at_most("cardio", &bouts, BOUTS_MAX)?;
    let bouts = bouts.into_iter().enumerate();
    bouts.map(|(place, bout)| bout_from_proto(bout).within_entry("cardio", place)).collect()
}

fn bout_from_proto(bout: v1::CardioBout) -> Result<CardioBout, Invalid> {
    let v1::CardioBout { activity, duration_min, effort_rpe, heart_rate_bpm, distance_km, downhill } = bout;
    Ok(CardioBout {
        activity: choice::activity::required("activity", activity)?,
        duration: value::required("duration_min", duration_min, "its length in minutes", Minutes::new)
            .hint(duration_min, hint::minutes)?,
        effort: value::effort("effort_rpe", effort_rpe)?,
        heart_rate: value::optional("heart_rate_bpm", heart_rate_bpm, HeartRate::new)?,
        distance: value::optional("distance_km", distance_km, Kilometres::new)?,
        downhill,
    })
}

pub(super) fn to_proto(bout: &CardioBout) -> v1::CardioBout {
    let CardioBout { activity, duration, effort, heart_rate, distance, downhill } = bout;
    v1::CardioBout {
        activity: choice::activity::to_proto(*activity).into(),
        duration_min: Some(duration.get()),
        effort_rpe: effort.map(Rpe::get),
        heart_rate_bpm: heart_rate.map(HeartRate::get),
        distance_km: distance.map(Kilometres::get),
        downhill: *downhill,
    }
}
