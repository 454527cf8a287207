//! Doubts about logged values.

use super::{Answering, choice, instant};
use rustdag_core::plausibility::Doubt;
use rustdag_proto::v1;

/// Most doubts of one answer.
const TOLD_MOST: usize = 50;

/// Writes a doubt with its sentence.
#[must_use]
pub fn to_proto(doubt: &Doubt, answering: Answering<'_>) -> v1::Doubt {
    let Doubt { source, event_id, at, kind, exercise, entries: _, value, usual, other, since: _, until: _ } = doubt;
    let (other_source, other_event_id) = other.clone().unwrap_or_default();
    let name = exercise
        .as_deref()
        .map(|exercise| answering.catalogue.name(exercise, answering.lang).unwrap_or(exercise).to_owned());
    v1::Doubt {
        source: source.clone(),
        event_id: event_id.clone(),
        at: Some(instant::to_proto(*at)),
        code_name: kind.slug().to_owned(),
        fields: doubt.fields(),
        exercise: exercise.clone().unwrap_or_default(),
        value: *value,
        usual: *usual,
        other_source,
        other_event_id,
        treatment: choice::doubt_treatment::to_proto(kind.treatment()).into(),
        text: answering.words.texts(answering.lang).doubt(doubt, name.as_deref()),
    }
}

/// Writes doubts in their order, the first ones where there are very many.
pub(super) fn all_to_proto(doubts: &[Doubt], answering: Answering<'_>) -> Vec<v1::Doubt> {
    doubts.iter().take(TOLD_MOST).map(|doubt| to_proto(doubt, answering)).collect()
}
