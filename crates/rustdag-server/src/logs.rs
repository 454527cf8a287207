//! Logs: in, store, out.

use crate::page;
use crate::refusal::Refusal;
use crate::state::{State, now_us};
use crate::wire::{Invalid, event, resource};
use prost::Message as _;
use rustdag_proto::v1::logs_service_server::LogsService;
use rustdag_proto::v1::{self, event_result};
use rustdag_store::{NewEvent, Recording, Retraction, StoreError, StoredEvent};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Request, Response, Status, Streaming};

const RECORDS_MOST: usize = 1000;
const PAGE_USUAL: u32 = 100;
const PAGE_MOST: u32 = 1000;

/// Events of a stream that share a commit, and that may wait for one.
const STREAM_AT_ONCE: usize = 256;

/// The service of the same name.
pub(crate) struct Logs(pub(crate) Arc<State>);

#[tonic::async_trait]
impl LogsService for Logs {
    async fn record_events(
        &self,
        request: Request<v1::RecordEventsRequest>,
    ) -> Result<Response<v1::RecordEventsResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| record_batch(state, request)).await?))
    }

    type StreamEventsStream = ReceiverStream<Result<v1::StreamEventsResponse, Status>>;

    async fn stream_events(
        &self,
        request: Request<Streaming<v1::StreamEventsRequest>>,
    ) -> Result<Response<Self::StreamEventsStream>, Status> {
        let (answers, out) = mpsc::channel(STREAM_AT_ONCE);
        tokio::spawn(stream(Arc::clone(&self.0), request.into_inner(), answers));
        Ok(Response::new(ReceiverStream::new(out)))
    }

    async fn list_events(
        &self,
        request: Request<v1::ListEventsRequest>,
    ) -> Result<Response<v1::ListEventsResponse>, Status> {
        Ok(Response::new(list(&self.0, request.into_inner())?))
    }

    async fn retract_event(
        &self,
        request: Request<v1::RetractEventRequest>,
    ) -> Result<Response<v1::RetractEventResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| retract(state, request)).await?))
    }
}

fn record_batch(state: &State, request: v1::RecordEventsRequest) -> Result<v1::RecordEventsResponse, Refusal> {
    let v1::RecordEventsRequest { parent, records } = request;
    let gym = resource::gym("parent", &parent)?;
    if records.is_empty() || records.len() > RECORDS_MOST {
        let count = records.len();
        return Err(Invalid::new("records", format_args!("has {count} entries; give 1 to {RECORDS_MOST}")).into());
    }
    let judged = records.into_iter().map(|record| judge(state, record, Some(&gym))).collect();
    Ok(v1::RecordEventsResponse { results: record(state, judged)? })
}

/// Records what comes until the caller has sent all, or is gone. Events that came meanwhile share a commit.
async fn stream(
    state: Arc<State>,
    mut requests: Streaming<v1::StreamEventsRequest>,
    answers: mpsc::Sender<Result<v1::StreamEventsResponse, Status>>,
) {
    let (queue, mut waiting) = mpsc::channel(STREAM_AT_ONCE);
    let reader = tokio::spawn(async move {
        loop {
            match requests.message().await {
                Ok(Some(request)) => {
                    if queue.send(Ok(request)).await.is_err() {
                        return;
                    }
                }
                Ok(None) => return,
                Err(status) => {
                    let _ = queue.send(Err(status)).await;
                    return;
                }
            }
        }
    });
    let mut index = 0;
    let mut batch = Vec::new();
    while waiting.recv_many(&mut batch, STREAM_AT_ONCE).await > 0 {
        let mut requests = Vec::with_capacity(batch.len());
        let mut broken = None;
        for item in batch.drain(..) {
            match item {
                Ok(request) => requests.push(request),
                Err(status) => broken = Some(status),
            }
        }
        for result in record_some(&state, requests).await {
            let answer = v1::StreamEventsResponse { index, result: Some(result) };
            index += 1;
            if answers.send(Ok(answer)).await.is_err() {
                reader.abort();
                return;
            }
        }
        if let Some(status) = broken {
            let _ = answers.send(Err(status)).await;
            return;
        }
    }
}

async fn record_some(state: &Arc<State>, requests: Vec<v1::StreamEventsRequest>) -> Vec<v1::EventResult> {
    let count = requests.len();
    let recorded = state.apart(move |state| {
        let judged: Vec<_> = requests
            .into_iter()
            .map(|v1::StreamEventsRequest { record }| match record {
                Some(record) => judge(state, record, None),
                None => Err(Invalid::missing("record", "the event and whose it is").into()),
            })
            .collect();
        record(state, judged)
    });
    // A stream goes on where a batch would fail as a whole: each of its events is told so.
    recorded.await.unwrap_or_else(|refusal| vec![refused(&refusal); count])
}

/// An event that can be recorded.
struct Judged {
    gym: String,
    event: NewEvent,
    unmapped_exercises: Vec<String>,
}

fn judge(state: &State, record: v1::EventRecord, gym: Option<&str>) -> Result<Judged, Refusal> {
    let v1::EventRecord { member, event } = record;
    let name = resource::member("member", &member)?;
    if gym.is_some_and(|gym| gym != name.gym) {
        return Err(Invalid::new("member", format_args!("is `{name}`, which is not in the request's gym")).into());
    }
    let message = event.ok_or_else(|| Invalid::missing("event", "the event"))?;
    let body = message.encode_to_vec();
    let event = event::from_proto(message, state.intake()).map_err(|invalid| invalid.within("event"))?;
    Ok(Judged {
        gym: name.gym,
        unmapped_exercises: event::unmapped_exercises(&event),
        event: NewEvent {
            member: name.member,
            at_us: event.at.as_microsecond(),
            source: event.source,
            event_id: event.id,
            body,
        },
    })
}

/// Records what can be, gym by gym, and answers for all in their order.
fn record(state: &State, judged: Vec<Result<Judged, Refusal>>) -> Result<Vec<v1::EventResult>, Refusal> {
    let mut results: Vec<_> = Vec::with_capacity(judged.len());
    let mut gyms: BTreeMap<String, (Vec<usize>, Vec<NewEvent>)> = BTreeMap::new();
    for (place, judged) in judged.into_iter().enumerate() {
        results.push(match judged {
            Err(refusal) => refused(&refusal),
            Ok(Judged { gym, event, unmapped_exercises }) => {
                let acknowledgement = v1::EventAcknowledgement {
                    source: event.source.clone(),
                    event_id: event.event_id.clone(),
                    recording: v1::Recording::Unspecified.into(),
                    unmapped_exercises,
                };
                let (places, events) = gyms.entry(gym).or_default();
                places.push(place);
                events.push(event);
                v1::EventResult { result: Some(event_result::Result::Acknowledgement(acknowledgement)) }
            }
        });
    }
    for (gym, (places, events)) in gyms {
        let members: Vec<_> = events.iter().map(|event| event.member.clone()).collect();
        let recordings = state.store.record_events(&gym, events, now_us())?;
        for ((place, member), recording) in places.into_iter().zip(members).zip(recordings) {
            settle(&mut results[place], &gym, member, recording);
        }
    }
    Ok(results)
}

/// Writes into an event's result what became of it.
fn settle(result: &mut v1::EventResult, gym: &str, member: String, recording: Recording) {
    let Some(event_result::Result::Acknowledgement(acknowledgement)) = &mut result.result else { return };
    let mut acknowledge = |recording: v1::Recording| acknowledgement.recording = recording.into();
    match recording {
        Recording::Recorded => acknowledge(v1::Recording::Recorded),
        Recording::Duplicate => acknowledge(v1::Recording::Duplicate),
        Recording::Retracted => acknowledge(v1::Recording::Retracted),
        Recording::OtherMember => {
            let source = std::mem::take(&mut acknowledgement.source);
            let event_id = std::mem::take(&mut acknowledgement.event_id);
            *result = refused(&Refusal::EventOfOtherMember { source, event_id });
        }
        Recording::NoMember => {
            *result = refused(&StoreError::NoMember { gym: gym.to_owned(), member }.into());
        }
    }
}

fn refused(refusal: &Refusal) -> v1::EventResult {
    v1::EventResult { result: Some(event_result::Result::Refusal(refusal.to_event_refusal())) }
}

fn list(state: &State, request: v1::ListEventsRequest) -> Result<v1::ListEventsResponse, Refusal> {
    let v1::ListEventsRequest { parent, page_size, page_token } = request;
    let name = resource::member("parent", &parent)?;
    let size = page::size(page_size, PAGE_USUAL, PAGE_MOST)?;
    let after = page::read_event(&parent, &page_token)?;
    // One more than asked for tells whether there is a next page.
    let mut events = state.store.events(&name.gym, &name.member, after.as_ref(), size + 1)?;
    let mut next_page_token = String::new();
    if events.len() > size as usize {
        events.truncate(size as usize);
        next_page_token = events.last().map(|event| page::after_event(&parent, &event.key)).unwrap_or_default();
    }
    let read = |StoredEvent { key, body }: StoredEvent| {
        v1::Event::decode(&body[..]).map_err(|error| Refusal::Unreadable {
            member: parent.clone(),
            what: format!("event {} of source {}: {error}", key.event_id, key.source),
        })
    };
    Ok(v1::ListEventsResponse { events: events.into_iter().map(read).collect::<Result<_, _>>()?, next_page_token })
}

fn retract(state: &State, request: v1::RetractEventRequest) -> Result<v1::RetractEventResponse, Refusal> {
    let v1::RetractEventRequest { parent, source, event_id } = request;
    let name = resource::member("parent", &parent)?;
    match state.store.retract_event(&name.gym, &name.member, &source, &event_id)? {
        Retraction::Retracted => Ok(v1::RetractEventResponse { changed: true }),
        Retraction::Already => Ok(v1::RetractEventResponse { changed: false }),
        Retraction::NoEvent => Err(Refusal::NoEvent { source, event_id }),
    }
}
