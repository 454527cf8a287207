//! Sessions: to check, and as planned.

use super::invalid::Place as _;
use super::{Answering, Intake, Invalid, cardio, choice, value};
use rustdag_core::answer::{PlannedExercise, PlannedSession};
use rustdag_core::quantity::{Reps, Rir};
use rustdag_core::template::{DayKind, Prescription, Template};
use rustdag_proto::v1;
use std::sync::Arc;

const EXERCISES_MAX: usize = 50;
const SETS_MAX: u32 = 50;
/// Repetitions in reserve of a set of which nothing was said (MODEL section N).
const RIR_UNSAID: f64 = 2.0;
/// Id of a session that is no template.
const ASKED: &str = "asked";

/// Reads a session to check; `templates` are those it may name.
///
/// # Errors
/// [`Invalid`] with the path of the field; an exercise or a template nobody knows cannot be checked.
pub fn from_proto(session: v1::Session, templates: &[Template], intake: Intake<'_>) -> Result<Template, Invalid> {
    let v1::Session { template_id, exercises, cardio } = session;
    if !template_id.is_empty() {
        if !exercises.is_empty() || !cardio.is_empty() {
            return Err(Invalid::new("template_id", "is given besides exercises or cardio; give one of the two"));
        }
        return templates.iter().find(|template| template.id == template_id).cloned().ok_or_else(|| {
            let known = templates.iter().map(|template| template.id.as_str()).collect::<Vec<_>>().join(", ");
            Invalid::new("template_id", format_args!("is `{template_id}`; the member's templates are {known}"))
        });
    }
    if exercises.is_empty() && cardio.is_empty() {
        return Err(Invalid::missing("exercises", "exercises, cardio or a template_id: the session is empty"));
    }
    value::at_most("exercises", &exercises, EXERCISES_MAX)?;
    let exercises = exercises.into_iter().enumerate();
    let exercises = exercises
        .map(|(place, exercise)| exercise_from_proto(exercise, intake).within_entry("exercises", place))
        .collect::<Result<_, _>>()?;
    let cardio = cardio::from_proto(cardio)?;
    for (place, bout) in cardio.iter().enumerate() {
        if bout.effort.is_none() {
            let missing = Err(Invalid::missing("effort_rpe", "the effort it will take, 0 to 10"));
            return missing.within_entry("cardio", place);
        }
    }
    Ok(Template { id: ASKED.to_owned(), kind: DayKind::Training, exercises, cardio })
}

fn exercise_from_proto(exercise: v1::SessionExercise, intake: Intake<'_>) -> Result<Prescription, Invalid> {
    let v1::SessionExercise { exercise, sets, reps, rir } = exercise;
    let known = intake.catalogue.find(&exercise).ok_or_else(|| unknown_exercise(&exercise, intake))?;
    if !(1..=SETS_MAX).contains(&sets) {
        return Err(Invalid::new("sets", format_args!("is {sets}; an exercise has 1 to {SETS_MAX} sets")));
    }
    Ok(Prescription {
        exercise: Arc::clone(known),
        sets,
        reps: value::required("reps", reps, "the repetitions of each set", Reps::new)?,
        rir: value::required("rir", Some(rir.unwrap_or(RIR_UNSAID)), "repetitions in reserve", Rir::new)?,
    })
}

fn unknown_exercise(name: &str, intake: Intake<'_>) -> Invalid {
    let near: Vec<_> = intake.catalogue.suggest(name).into_iter().map(|exercise| exercise.id.as_str()).collect();
    let hint =
        if near.is_empty() { "give another name".to_owned() } else { format!("did you mean {}?", near.join(", ")) };
    Invalid::new("exercise", format_args!("is `{name}`, which the catalogue does not know; {hint}"))
}

/// Writes a session of a plan.
pub(super) fn planned_to_proto(session: &PlannedSession, answering: Answering<'_>) -> v1::PlannedSession {
    let PlannedSession { template, minutes, load, effort, exercises, hard_sets } = session;
    v1::PlannedSession {
        template_id: template.clone(),
        display_name: answering.template_name(template).to_owned(),
        duration_min: *minutes,
        load_au: *load,
        effort_rpe: *effort,
        exercises: exercises.iter().map(|exercise| exercise_to_proto(exercise, answering)).collect(),
        hard_sets: hard_sets
            .iter()
            .map(|&(muscle, sets)| v1::MuscleSets { muscle: choice::muscle::to_proto(muscle).into(), sets })
            .collect(),
    }
}

/// Writes an exercise of a planned session.
pub(super) fn exercise_to_proto(planned: &PlannedExercise, answering: Answering<'_>) -> v1::PlannedExercise {
    let PlannedExercise { exercise, sets, reps, rir, intensity } = planned;
    v1::PlannedExercise {
        exercise: exercise.clone(),
        display_name: answering.catalogue.name(exercise, answering.lang).unwrap_or(exercise).to_owned(),
        sets: *sets,
        reps: *reps,
        rir: *rir,
        intensity: *intensity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_catalogue::Catalogue;

    fn read(session: v1::Session) -> Result<Template, Invalid> {
        let templates = [Template { id: "legs".into(), kind: DayKind::Training, exercises: vec![], cardio: vec![] }];
        from_proto(session, &templates, Intake { catalogue: Catalogue::official(), latest: jiff::Timestamp::MAX })
    }

    fn squats() -> v1::SessionExercise {
        v1::SessionExercise { exercise: "Squat (Barbell)".into(), sets: 5, reps: Some(5.0), rir: None }
    }

    #[test]
    fn exercises_become_prescriptions() {
        let template = read(v1::Session { exercises: vec![squats()], ..v1::Session::default() }).unwrap();
        assert_eq!(template.exercises[0].exercise.id, "back-squat");
        assert_eq!(template.exercises[0].rir.get(), 2.0);
        assert_eq!(read(v1::Session { template_id: "legs".into(), ..v1::Session::default() }).unwrap().id, "legs");
    }

    #[test]
    fn mistakes_are_named() {
        let refused = |session| read(session).unwrap_err().to_string();
        assert!(refused(v1::Session::default()).starts_with("exercises is missing"));
        assert!(refused(v1::Session { template_id: "arms".into(), ..v1::Session::default() }).contains("are legs"));
        let unknown = v1::SessionExercise { exercise: "Underwater squat".into(), ..squats() };
        let session = v1::Session { exercises: vec![squats(), unknown], ..v1::Session::default() };
        assert!(refused(session).starts_with("exercises[1].exercise is `Underwater squat`"));
        let none = v1::SessionExercise { sets: 0, ..squats() };
        assert!(refused(v1::Session { exercises: vec![none], ..v1::Session::default() }).contains("sets is 0"));
        let run = v1::CardioBout {
            activity: v1::Activity::Run.into(),
            duration_min: Some(30.0),
            ..v1::CardioBout::default()
        };
        let session = v1::Session { cardio: vec![run], ..v1::Session::default() };
        assert!(refused(session).starts_with("cardio[0].effort_rpe is missing"));
    }
}
