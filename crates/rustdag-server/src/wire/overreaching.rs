//! What lags behind.

use super::{Answering, choice};
use rustdag_core::model::overreaching::{FALSE_SUSPICIONS_PER_YEAR, FALSE_WATCHES_PER_YEAR};
use rustdag_core::overreaching::{LiftFall, Overreaching};
use rustdag_proto::v1;

/// Writes what the detector of over-reaching has come to.
pub(super) fn to_proto(overreaching: &Overreaching, answering: Answering<'_>) -> v1::Overreaching {
    let Overreaching {
        state,
        since,
        lifts,
        strength_since,
        wellness,
        heart,
        strength_known,
        wellness_known,
        light_week_d,
    } = overreaching;
    v1::Overreaching {
        state: state.map_or(0, |state| choice::overreaching_state::to_proto(state).into()),
        since: since.map(|date| date.to_string()),
        lifts: lifts.iter().map(|fall| fall_to_proto(fall, answering)).collect(),
        strength_since: strength_since.map(|date| date.to_string()),
        wellness_z: *wellness,
        hrv_low: *heart,
        strength_known: *strength_known,
        wellness_known: *wellness_known,
        days_since_deload: *light_week_d,
        false_suspicions_per_year: FALSE_SUSPICIONS_PER_YEAR,
        false_watches_per_year: FALSE_WATCHES_PER_YEAR,
    }
}

fn fall_to_proto(fall: &LiftFall, answering: Answering<'_>) -> v1::LiftFall {
    let LiftFall { exercise, fraction, sessions } = fall;
    v1::LiftFall {
        exercise: exercise.clone(),
        display_name: answering.catalogue.name(exercise, answering.lang).unwrap_or(exercise).to_owned(),
        fraction: *fraction,
        sessions: *sessions,
    }
}
