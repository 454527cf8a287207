//! Logs: in, store, out.

use crate::recording::{Recorded, judge, record};
use crate::refusal::Refusal;
use crate::state::State;
use crate::stream::{Answers, Streams};
use crate::wire::{Invalid, resource};
use crate::{doubtful, page};
use prost::Message as _;
use rustdag_proto::v1;
use rustdag_proto::v1::logs_service_server::LogsService;
use rustdag_store::{EventPage, PageLimit, Retraction, StoredEvent};
use std::sync::Arc;
use tonic::{Request, Response, Status, Streaming};

const RECORDS_MOST: usize = 1000;
const PAGE_USUAL: u32 = 100;
const PAGE_MOST: u32 = 1000;
/// A page ends after this: clients take answers of 4 MiB if nobody tells them otherwise.
const PAGE_BYTES_MOST: usize = 3 << 20;

/// The service of the same name.
pub(crate) struct Logs {
    pub(crate) state: Arc<State>,
    pub(crate) streams: Streams,
}

#[tonic::async_trait]
impl LogsService for Logs {
    async fn record_events(
        &self,
        request: Request<v1::RecordEventsRequest>,
    ) -> Result<Response<v1::RecordEventsResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.state.apart(|state| record_batch(state, request)).await?))
    }

    type StreamEventsStream = Answers<v1::StreamEventsResponse>;

    async fn stream_events(
        &self,
        request: Request<Streaming<v1::StreamEventsRequest>>,
    ) -> Result<Response<Self::StreamEventsStream>, Status> {
        Ok(Response::new(self.streams.open(Arc::clone(&self.state), request.into_inner())?))
    }

    async fn list_events(
        &self,
        request: Request<v1::ListEventsRequest>,
    ) -> Result<Response<v1::ListEventsResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.state.apart(|state| list(state, request)).await?))
    }

    async fn retract_event(
        &self,
        request: Request<v1::RetractEventRequest>,
    ) -> Result<Response<v1::RetractEventResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.state.apart(|state| retract(state, request)).await?))
    }
}

fn record_batch(state: &State, request: v1::RecordEventsRequest) -> Result<v1::RecordEventsResponse, Refusal> {
    let v1::RecordEventsRequest { parent, records } = request;
    let gym = resource::gym("parent", &parent)?;
    if records.is_empty() || records.len() > RECORDS_MOST {
        let count = records.len();
        return Err(Invalid::new("records", format_args!("has {count} entries; give 1 to {RECORDS_MOST}")).into());
    }
    let members: Vec<String> = records.iter().map(|record| record.member.clone()).collect();
    let judged = records.into_iter().map(|record| judge(state, record, Some(&gym))).collect();
    match record(state, judged) {
        // All are of one gym: nothing was kept, and a retry is safe.
        Recorded { failure: Some(failure), .. } => Err(failure),
        Recorded { mut results, failure: None } => {
            doubtful::tell(state, &members, &mut results);
            Ok(v1::RecordEventsResponse { results })
        }
    }
}

fn list(state: &State, request: v1::ListEventsRequest) -> Result<v1::ListEventsResponse, Refusal> {
    let v1::ListEventsRequest { parent, page_size, page_token } = request;
    let name = resource::member("parent", &parent)?;
    let size = page::size(page_size, PAGE_USUAL, PAGE_MOST)?;
    let after = page::read_event(&parent, &page_token)?;
    let limit = PageLimit { events: size, bytes: PAGE_BYTES_MOST };
    let EventPage { events, has_more } = state.store.events(&name.gym, &name.member, after.as_ref(), limit)?;
    let last = events.last().filter(|_| has_more);
    let next_page_token = last.map(|event| page::after_event(&parent, &event.key)).unwrap_or_default();
    let read = |StoredEvent { key, body }: StoredEvent| {
        v1::Event::decode(&body[..]).map_err(|error| Refusal::Unreadable {
            of: parent.clone(),
            what: format!("event {} of source {}: {error}", key.event_id, key.source),
        })
    };
    Ok(v1::ListEventsResponse { events: events.into_iter().map(read).collect::<Result<_, _>>()?, next_page_token })
}

fn retract(state: &State, request: v1::RetractEventRequest) -> Result<v1::RetractEventResponse, Refusal> {
    let v1::RetractEventRequest { parent, source, event_id } = request;
    let name = resource::member("parent", &parent)?;
    let retraction = state.store.retract_event(&name.gym, &name.member, &source, &event_id)?;
    // What was taken back is not kept in memory either, whether or not somebody asks again.
    state.histories.forget(&name);
    match retraction {
        Retraction::Retracted => Ok(v1::RetractEventResponse { changed: true }),
        Retraction::Already => Ok(v1::RetractEventResponse { changed: false }),
        Retraction::NoEvent => Err(Refusal::NoEvent { source, event_id }),
    }
}
