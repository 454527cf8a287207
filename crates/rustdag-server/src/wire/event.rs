//! Events: where each comes from, when, and what it is of.

use super::hint::{self, Hint as _};
use super::invalid::Place as _;
use super::{Intake, Invalid, check_in, choice, instant, value, workout};
use rustdag_core::event::{Cycle, Event, EventKind, ExerciseRef, Measurement, Night, Visit};
use rustdag_core::quantity::{BodyMass, EnergyAvailability, HeartRate, LnRmssd, Minutes, Pain, SleepHours};
use rustdag_proto::v1::{self, event::Kind};

const SOURCE_MAX: usize = 100;
const ID_MAX: usize = 200;

/// Reads an event that says where it comes from.
///
/// # Errors
/// [`Invalid`] with the path of the field.
pub fn from_proto(event: v1::Event, intake: Intake<'_>) -> Result<Event, Invalid> {
    let v1::Event { source, event_id, at, kind } = event;
    if source.is_empty() {
        return Err(Invalid::missing("source", "the name of the system it comes from, such as `reception`"));
    }
    if event_id.is_empty() {
        return Err(Invalid::missing("event_id", "an id that the source never uses again, so that retries are safe"));
    }
    Ok(Event {
        source: value::text("source", source, SOURCE_MAX)?,
        id: value::text("event_id", event_id, ID_MAX)?,
        at: instant::of_event("at", at, intake)?,
        kind: kind_from_proto(kind, intake)?,
    })
}

fn kind_from_proto(kind: Option<Kind>, intake: Intake<'_>) -> Result<EventKind, Invalid> {
    let kind = kind.ok_or_else(|| {
        Invalid::missing("kind", "one of workout, rest, night, check_in, measurement, visit or cycle")
    })?;
    Ok(match kind {
        Kind::Workout(workout) => EventKind::Workout(workout::from_proto(workout, intake).within("workout")?),
        Kind::Rest(v1::Rest {}) => EventKind::Rest,
        Kind::Night(night) => EventKind::Night(night_from_proto(night).within("night")?),
        Kind::CheckIn(check_in) => EventKind::CheckIn(check_in::from_proto(check_in).within("check_in")?),
        Kind::Measurement(measurement) => {
            EventKind::Measurement(measurement_from_proto(measurement).within("measurement")?)
        }
        Kind::Visit(visit) => EventKind::Visit(visit_from_proto(visit).within("visit")?),
        Kind::Cycle(cycle) => EventKind::Cycle(cycle_from_proto(cycle).within("cycle")?),
    })
}

fn night_from_proto(night: v1::Night) -> Result<Night, Invalid> {
    let v1::Night { asleep_h } = night;
    let asleep = value::required("asleep_h", asleep_h, "the hours slept", SleepHours::new);
    Ok(Night { asleep: asleep.hint(asleep_h, hint::night)? })
}

fn measurement_from_proto(measurement: v1::Measurement) -> Result<Measurement, Invalid> {
    let v1::Measurement { ln_rmssd, resting_heart_rate_bpm, body_mass_kg, energy_availability_kcal_per_kg } =
        measurement;
    Ok(Measurement {
        ln_rmssd: value::optional("ln_rmssd", ln_rmssd, LnRmssd::new).hint(ln_rmssd, hint::ln_rmssd)?,
        resting_heart_rate: value::optional("resting_heart_rate_bpm", resting_heart_rate_bpm, HeartRate::new)?,
        body_mass: value::optional("body_mass_kg", body_mass_kg, BodyMass::new).hint(body_mass_kg, hint::body_mass)?,
        energy_availability: value::optional(
            "energy_availability_kcal_per_kg",
            energy_availability_kcal_per_kg,
            EnergyAvailability::new,
        )?,
    })
}

fn visit_from_proto(visit: v1::Visit) -> Result<Visit, Invalid> {
    let v1::Visit { activity, duration_min } = visit;
    Ok(Visit {
        activity: choice::activity::required("activity", activity)?,
        duration: value::minutes("duration_min", duration_min)?,
    })
}

fn cycle_from_proto(cycle: v1::Cycle) -> Result<Cycle, Invalid> {
    let v1::Cycle { period_began, none_expected, symptoms, wants_easier } = cycle;
    Ok(Cycle { period_began, none_expected, symptoms: value::optional("symptoms", symptoms, Pain::new)?, wants_easier })
}

/// Names of exercises in an event that the catalogue does not know, each once, in order.
#[must_use]
pub fn unmapped_exercises(event: &Event) -> Vec<String> {
    let mut names = Vec::new();
    if let EventKind::Workout(workout) = &event.kind {
        for set in &workout.sets {
            if let ExerciseRef::Unmapped(name) = &set.exercise
                && !names.contains(name)
            {
                names.push(name.clone());
            }
        }
    }
    names
}

/// Writes an event.
#[must_use]
pub fn to_proto(event: &Event) -> v1::Event {
    let Event { source, id, at, kind } = event;
    v1::Event {
        source: source.clone(),
        event_id: id.clone(),
        at: Some(instant::to_proto(*at)),
        kind: Some(match kind {
            EventKind::Workout(workout) => Kind::Workout(workout::to_proto(workout)),
            EventKind::Rest => Kind::Rest(v1::Rest {}),
            EventKind::Night(Night { asleep }) => Kind::Night(v1::Night { asleep_h: Some(asleep.get()) }),
            EventKind::CheckIn(check_in) => Kind::CheckIn(check_in::to_proto(check_in)),
            EventKind::Measurement(measurement) => Kind::Measurement(measurement_to_proto(measurement)),
            EventKind::Visit(Visit { activity, duration }) => Kind::Visit(v1::Visit {
                activity: choice::activity::to_proto(*activity).into(),
                duration_min: duration.map(Minutes::get),
            }),
            EventKind::Cycle(cycle) => Kind::Cycle(cycle_to_proto(cycle)),
        }),
    }
}

fn measurement_to_proto(measurement: &Measurement) -> v1::Measurement {
    let Measurement { ln_rmssd, resting_heart_rate, body_mass, energy_availability } = measurement;
    v1::Measurement {
        ln_rmssd: ln_rmssd.map(LnRmssd::get),
        resting_heart_rate_bpm: resting_heart_rate.map(HeartRate::get),
        body_mass_kg: body_mass.map(BodyMass::get),
        energy_availability_kcal_per_kg: energy_availability.map(EnergyAvailability::get),
    }
}

fn cycle_to_proto(cycle: &Cycle) -> v1::Cycle {
    let Cycle { period_began, none_expected, symptoms, wants_easier } = cycle;
    v1::Cycle {
        period_began: *period_began,
        none_expected: *none_expected,
        symptoms: symptoms.map(Pain::get),
        wants_easier: *wants_easier,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use rustdag_catalogue::Catalogue;
    use rustdag_core::anatomy::{Joint, Muscle};
    use rustdag_core::event::{Activity, CardioBout, CheckIn, Illness, RedFlag, Workout, WorkoutSet};
    use rustdag_core::quantity::{Kilograms, Kilometres, RatedReadiness, Reps, Rir, Rpe, Wellness};
    use std::sync::Arc;

    fn read(event: v1::Event) -> Result<Event, Invalid> {
        from_proto(event, Intake { catalogue: Catalogue::official(), latest: "2026-05-13T00:00:00Z".parse().unwrap() })
    }

    fn event(kind: EventKind) -> Event {
        let at: Timestamp = "2026-05-12T07:00:00Z".parse().unwrap();
        Event { source: "app".into(), id: "1".into(), at, kind }
    }

    fn set(load_kg: f64) -> v1::WorkoutSet {
        v1::WorkoutSet {
            exercise: "Squat (Barbell)".into(),
            load_kg: Some(load_kg),
            reps: Some(5.0),
            ..v1::WorkoutSet::default()
        }
    }

    fn workout(sets: Vec<v1::WorkoutSet>) -> v1::Event {
        let kind = Kind::Workout(v1::Workout { sets, ..v1::Workout::default() });
        v1::Event { kind: Some(kind), ..to_proto(&event(EventKind::Rest)) }
    }

    #[test]
    fn every_kind_comes_back() {
        let bout = CardioBout {
            activity: Activity::Run,
            duration: Minutes::new(30.0).unwrap(),
            effort: Rpe::new(4.0).ok(),
            heart_rate: HeartRate::new(150.0).ok(),
            distance: Kilometres::new(5.0).ok(),
            downhill: true,
        };
        let set = WorkoutSet {
            exercise: ExerciseRef::Known(Arc::clone(Catalogue::official().get("back-squat").unwrap())),
            warm_up: true,
            load: Kilograms::new(0.0).ok(),
            reps: Reps::new(5.0).ok(),
            rir: Rir::new(0.0).ok(),
            duration: Minutes::new(1.0).ok(),
        };
        let unmapped = WorkoutSet { exercise: ExerciseRef::Unmapped("Underwater squat".into()), ..set.clone() };
        let kinds = [
            EventKind::Workout(Workout {
                name: "Legs".into(),
                duration: Minutes::new(55.0).ok(),
                effort: Rpe::new(8.0).ok(),
                sets: vec![set, unmapped],
                cardio: vec![bout],
            }),
            EventKind::Rest,
            EventKind::Night(Night { asleep: SleepHours::new(0.0).unwrap() }),
            EventKind::CheckIn(CheckIn {
                readiness: RatedReadiness::new(0.0).ok(),
                fatigue: Wellness::new(1.0).ok(),
                sleep_quality: Wellness::new(2.0).ok(),
                soreness: Wellness::new(3.0).ok(),
                stress: Wellness::new(4.0).ok(),
                mood: Wellness::new(5.0).ok(),
                joint_pain: vec![(Joint::Knee, Pain::new(0.0).unwrap())],
                muscle_soreness: vec![(Muscle::Calves, Pain::new(7.0).unwrap())],
                illness: Some(Illness::None),
                red_flags: vec![RedFlag::SeeProfessional],
            }),
            EventKind::Measurement(Measurement {
                ln_rmssd: LnRmssd::new(4.1).ok(),
                resting_heart_rate: HeartRate::new(51.0).ok(),
                body_mass: BodyMass::new(80.0).ok(),
                energy_availability: EnergyAvailability::new(45.0).ok(),
            }),
            EventKind::Visit(Visit { activity: Activity::Class, duration: Minutes::new(45.0).ok() }),
            EventKind::Cycle(Cycle {
                period_began: true,
                none_expected: true,
                symptoms: Pain::new(3.0).ok(),
                wants_easier: true,
            }),
        ];
        for kind in kinds {
            let event = event(kind);
            assert_eq!(read(to_proto(&event)), Ok(event));
        }
    }

    #[test]
    fn the_path_leads_to_the_mistake() {
        let refused = |event| read(event).unwrap_err().to_string();
        assert_eq!(
            refused(workout(vec![set(40.0), set(-40.0)])),
            "workout.sets[1].load_kg is -40; a load is 0 to 1000 kg"
        );
        assert!(refused(workout(vec![set(f64::NAN)])).starts_with("workout.sets[0].load_kg is NaN"));
        let night = v1::Event { kind: Some(Kind::Night(v1::Night { asleep_h: None })), ..workout(vec![]) };
        assert!(refused(night).starts_with("night.asleep_h is missing"));
        assert!(refused(v1::Event { kind: None, ..workout(vec![]) }).starts_with("kind is missing"));
        assert!(refused(v1::Event { event_id: String::new(), ..workout(vec![]) }).starts_with("event_id is missing"));
        let nameless = v1::WorkoutSet { exercise: " ".into(), ..set(1.0) };
        assert!(refused(workout(vec![nameless])).starts_with("workout.sets[0].exercise is missing"));
    }

    #[test]
    fn the_future_and_the_deep_past_are_refused() {
        let at = |text: &str| v1::Event { at: Some(instant::to_proto(text.parse().unwrap())), ..workout(vec![]) };
        assert!(read(at("2026-05-13T00:00:00Z")).is_ok());
        let refused = read(at("2026-05-13T00:00:01Z")).unwrap_err().to_string();
        assert!(refused.starts_with("at is 2026-05-13T00:00:01Z, in the future"), "{refused}");
        assert!(read(at("1970-01-01T00:00:00Z")).unwrap_err().to_string().starts_with("at is 1970"));
    }

    #[test]
    fn a_name_nobody_knows_is_kept_and_told_once() {
        let log_press = v1::WorkoutSet { exercise: "Underwater squat".into(), ..set(60.0) };
        let event = read(workout(vec![set(40.0), log_press.clone(), log_press])).unwrap();
        assert_eq!(unmapped_exercises(&event), ["Underwater squat"]);
    }
}
