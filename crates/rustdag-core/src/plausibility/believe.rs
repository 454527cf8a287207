//! An event as it is believed: what is doubted counts as unknown.

use super::doubt::{Doubt, DoubtKind, Treatment};
use crate::event::{EventKind, Measurement, Workout};
use std::borrow::Cow;

/// What of an event counts, given the doubts about it; `None` for nothing.
pub(crate) fn believed<'a, 'd>(
    kind: &'a EventKind,
    doubts: impl Iterator<Item = &'d Doubt>,
) -> Option<Cow<'a, EventKind>> {
    let mut believed = Cow::Borrowed(kind);
    for doubt in doubts {
        match doubt.kind.treatment() {
            Treatment::Counted => {}
            Treatment::EventLeftOut => return None,
            Treatment::ValueLeftOut => match believed.to_mut() {
                EventKind::Workout(workout) => leave_out(workout, doubt),
                EventKind::Measurement(measurement) => leave_out_measured(measurement, doubt.kind),
                EventKind::Visit(visit) => visit.duration = None,
                // Without its hours a night says nothing.
                EventKind::Night(_) => return None,
                EventKind::Rest | EventKind::CheckIn(_) | EventKind::Cycle(_) => {}
            },
        }
    }
    Some(believed)
}

fn leave_out(workout: &mut Workout, doubt: &Doubt) {
    match doubt.kind {
        DoubtKind::SessionTooShort | DoubtKind::SessionTooLong => workout.duration = None,
        DoubtKind::EffortNone | DoubtKind::EffortAgainstReserve => workout.effort = None,
        _ => {}
    }
    for &entry in &doubt.entries {
        if doubt.kind == DoubtKind::ExerciseHeartRateAtRest {
            if let Some(bout) = workout.cardio.get_mut(entry) {
                bout.heart_rate = None;
            }
            continue;
        }
        let Some(set) = workout.sets.get_mut(entry) else { continue };
        match doubt.kind {
            DoubtKind::LoadPoundsAsKilograms | DoubtKind::LoadKilogramsAsPounds | DoubtKind::LoadFarOff => {
                set.load = None;
            }
            DoubtKind::RepsFarOff => set.reps = None,
            DoubtKind::ReserveLikeEffort => set.rir = None,
            _ => {}
        }
    }
}

fn leave_out_measured(measurement: &mut Measurement, kind: DoubtKind) {
    match kind {
        DoubtKind::HrvOtherMeasure | DoubtKind::HrvFarOff => measurement.ln_rmssd = None,
        DoubtKind::RestingHeartRateFarOff => measurement.resting_heart_rate = None,
        DoubtKind::BodyMassUnit | DoubtKind::BodyMassFarOff => measurement.body_mass = None,
        _ => {}
    }
}

/// The one value of a measurement that a doubt is about.
pub(crate) fn value_alone(measurement: &Measurement, kind: DoubtKind) -> Measurement {
    let mut alone = Measurement::default();
    match kind {
        DoubtKind::HrvOtherMeasure | DoubtKind::HrvFarOff => alone.ln_rmssd = measurement.ln_rmssd,
        DoubtKind::RestingHeartRateFarOff => alone.resting_heart_rate = measurement.resting_heart_rate,
        DoubtKind::BodyMassUnit | DoubtKind::BodyMassFarOff => alone.body_mass = measurement.body_mass,
        _ => {}
    }
    alone
}

/// Whether what a session asks of the body rests on a doubted value.
pub(crate) const fn lowers_session(kind: DoubtKind) -> bool {
    matches!(
        kind,
        DoubtKind::RepsFarOff
            | DoubtKind::ReserveLikeEffort
            | DoubtKind::EffortNone
            | DoubtKind::EffortAgainstReserve
            | DoubtKind::SessionTooShort
            | DoubtKind::SessionTooLong
            | DoubtKind::VisitTooLong
            | DoubtKind::ExerciseHeartRateAtRest
    )
}
