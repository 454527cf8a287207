//! Recording: events in, judged one by one, kept gym by gym, and an answer for each.

use crate::overlap;
use crate::refusal::Refusal;
use crate::state::{State, now_us};
use crate::wire::{Invalid, event, resource};
use prost::Message as _;
use rustdag_proto::v1::{self, event_result};
use rustdag_store::{EventKey, NewEvent, Recording, StoreError};
use std::collections::BTreeMap;

/// An event that can be recorded.
pub(crate) struct Judged {
    gym: String,
    event: NewEvent,
    unmapped_exercises: Vec<String>,
    /// Of a workout or visit; see [`overlap::length_us`].
    length_us: Option<i64>,
}

impl Judged {
    /// Size of what is to be kept.
    pub(crate) fn bytes(&self) -> usize {
        self.event.body.len()
    }
}

/// Judges an event; where a gym is given, the event must be of one of its members.
pub(crate) fn judge(state: &State, record: v1::EventRecord, gym: Option<&str>) -> Result<Judged, Refusal> {
    let v1::EventRecord { member, event } = record;
    let name = resource::member("member", &member)?;
    if gym.is_some_and(|gym| gym != name.gym) {
        return Err(Invalid::new("member", format_args!("is `{name}`, which is not in the request's gym")).into());
    }
    let message = event.ok_or_else(|| Invalid::missing("event", "the event"))?;
    let body = message.encode_to_vec();
    let length_us = overlap::length_us(&message);
    let event = event::from_proto(message, state.intake()).map_err(|invalid| invalid.within("event"))?;
    Ok(Judged {
        gym: name.gym,
        unmapped_exercises: event::unmapped_exercises(&event),
        length_us,
        event: NewEvent {
            member: name.member,
            at_us: event.at.as_microsecond(),
            source: event.source,
            event_id: event.id,
            body,
        },
    })
}

/// What became of events.
pub(crate) struct Recorded {
    /// One for each, in order.
    pub(crate) results: Vec<v1::EventResult>,
    /// Why the events of a gym were not kept, if that happened to any. Those of other gyms were.
    pub(crate) failure: Option<Refusal>,
}

/// An event on its way into the store, its place among the results, and its length if it is a workout or visit.
struct Placed {
    place: usize,
    member: String,
    key: EventKey,
    length_us: Option<i64>,
}

/// Records what can be, gym by gym, each gym's events all or none.
pub(crate) fn record(state: &State, judged: Vec<Result<Judged, Refusal>>) -> Recorded {
    let mut results: Vec<_> = Vec::with_capacity(judged.len());
    let mut gyms: BTreeMap<String, (Vec<Placed>, Vec<NewEvent>)> = BTreeMap::new();
    for (place, judged) in judged.into_iter().enumerate() {
        results.push(match judged {
            Err(refusal) => refused(&refusal),
            Ok(Judged { gym, event, unmapped_exercises, length_us }) => {
                let NewEvent { member, source, event_id, at_us, body: _ } = &event;
                let key = EventKey { at_us: *at_us, source: source.clone(), event_id: event_id.clone() };
                let acknowledgement = v1::EventAcknowledgement {
                    source: source.clone(),
                    event_id: event_id.clone(),
                    recording: v1::Recording::Unspecified.into(),
                    unmapped_exercises,
                    overlaps: Vec::new(),
                    doubts: Vec::new(),
                };
                let (placed, events) = gyms.entry(gym).or_default();
                placed.push(Placed { place, member: member.clone(), key, length_us });
                events.push(event);
                v1::EventResult { result: Some(event_result::Result::Acknowledgement(acknowledgement)) }
            }
        });
    }
    let mut failure = None;
    for (gym, (placed, events)) in gyms {
        match state.store.record_events(&gym, events, now_us()) {
            Ok(recordings) => {
                for (placed, recording) in placed.into_iter().zip(recordings) {
                    settle(state, &mut results[placed.place], &gym, placed, recording);
                }
            }
            Err(error) => {
                let refusal = Refusal::from(error);
                let result = refused(&refusal);
                for Placed { place, .. } in placed {
                    results[place] = result.clone();
                }
                failure = Some(refusal);
            }
        }
    }
    Recorded { results, failure }
}

/// Writes into an event's result what became of it.
fn settle(state: &State, result: &mut v1::EventResult, gym: &str, placed: Placed, recording: Recording) {
    let Some(event_result::Result::Acknowledgement(acknowledgement)) = &mut result.result else { return };
    let Placed { place: _, member, key, length_us } = placed;
    let kept = match recording {
        Recording::Recorded => v1::Recording::Recorded,
        Recording::Duplicate => v1::Recording::Duplicate,
        Recording::Retracted => v1::Recording::Retracted,
        Recording::OtherMember => {
            let EventKey { at_us: _, source, event_id } = key;
            *result = refused(&Refusal::EventOfOtherMember { source, event_id });
            return;
        }
        Recording::NoMember => {
            *result = refused(&StoreError::NoMember { gym: gym.to_owned(), member }.into());
            return;
        }
    };
    acknowledgement.recording = kept.into();
    if let Some(length_us) = length_us {
        // The event is kept already: what cannot be looked up now makes it no less so.
        acknowledgement.overlaps =
            overlap::of_kept(&*state.store, gym, &member, &key, length_us).unwrap_or_else(|error| {
                tracing::warn!(%error, "whether a recorded event overlaps with others could not be looked up");
                Vec::new()
            });
    }
}

fn refused(refusal: &Refusal) -> v1::EventResult {
    v1::EventResult { result: Some(event_result::Result::Refusal(refusal.to_event_refusal())) }
}
