//! What is learned of a member.

use super::{Answering, choice, instant};
use rustdag_core::learning::{Estimate, ExerciseStrength, Learned, LearnedParameter};
use rustdag_proto::v1;

/// Writes what is learned.
#[must_use]
pub fn to_proto(learned: &Learned, answering: Answering<'_>) -> v1::Learned {
    let Learned { until, parameters, strengths, in_use: _ } = learned;
    v1::Learned {
        until: Some(instant::to_proto(*until)),
        parameters: parameters.iter().map(|parameter| parameter_to_proto(parameter, answering)).collect(),
        strengths: strengths.iter().map(|strength| strength_to_proto(strength, answering)).collect(),
        text: answering.words.texts(answering.lang).text("learned-note"),
    }
}

fn parameter_to_proto(learned: &LearnedParameter, answering: Answering<'_>) -> v1::LearnedParameter {
    let texts = answering.words.texts(answering.lang);
    let &LearnedParameter { parameter, prior, posterior, remaining, learned: is_learned, moves, in_use, from, next } =
        learned;
    let (first_date, last_date) = from.days.map(|(first, last)| (first.to_string(), last.to_string())).unzip();
    v1::LearnedParameter {
        parameter: choice::parameter::to_proto(parameter).into(),
        prior: Some(estimate_to_proto(prior)),
        posterior: Some(estimate_to_proto(posterior)),
        spread_left: remaining,
        learned: is_learned,
        moved: moves,
        in_use,
        lifts: from.lifts,
        soreness_answers: from.soreness,
        first_date: first_date.unwrap_or_default(),
        last_date: last_date.unwrap_or_default(),
        next_log: choice::next_log::to_proto(next).into(),
        text: texts.learned_parameter(learned),
        from_text: texts.learned_from(&from),
        next_text: texts.learned_next(next),
    }
}

fn strength_to_proto(strength: &ExerciseStrength, answering: Answering<'_>) -> v1::ExerciseStrength {
    let ExerciseStrength { exercise, e1rm_kg, lifts } = strength;
    let name = answering.catalogue.name(exercise, answering.lang).unwrap_or(exercise);
    v1::ExerciseStrength {
        exercise: exercise.clone(),
        display_name: name.to_owned(),
        e1rm_kg: Some(estimate_to_proto(*e1rm_kg)),
        lifts: *lifts,
        text: answering.words.texts(answering.lang).exercise_strength(name, strength),
    }
}

fn estimate_to_proto(Estimate { value, low, high }: Estimate) -> v1::Estimate {
    v1::Estimate { value, low, high }
}
