//! A stream of events: recorded as they come, in batches that are bounded in number and bytes, for as long as something
//! moves. How many streams are open is bounded too.

use crate::recording::{Judged, Recorded, judge, record};
use crate::refusal::Refusal;
use crate::state::State;
use crate::wire::Invalid;
use rustdag_proto::v1;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::time::timeout;
use tokio_stream::{Stream, StreamExt as _};
use tonic::{Status, Streaming};

/// Events that share a commit.
const AT_ONCE: usize = 256;
/// Bytes of events after which a batch takes no more.
const BYTES_AT_ONCE: usize = 1 << 20;
/// Answers that wait to be taken.
const ANSWERS_WAITING: usize = 16;

/// What streams may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// Streams that may be open, over all connections.
    pub(crate) open: usize,
    /// How long nothing may come on a stream, and how long an answer may wait to be taken.
    pub(crate) idle: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { open: 64, idle: Duration::from_secs(5 * 60) }
    }
}

/// Opens streams.
pub(crate) struct Streams {
    places: Arc<Semaphore>,
    idle: Duration,
}

/// A place among the open streams: held by the task that answers, and by the answers until the last is taken.
pub(crate) type Place = Arc<OwnedSemaphorePermit>;

impl Streams {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Self { places: Arc::new(Semaphore::new(bounds.open)), idle: bounds.idle }
    }

    /// Records what comes, for as long as the caller sends.
    pub(crate) fn open(
        &self,
        state: Arc<State>,
        requests: Streaming<v1::StreamEventsRequest>,
    ) -> Result<Answers<v1::StreamEventsResponse>, Refusal> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Refusal::TooManyStreams)?;
        let place = Arc::new(place);
        let (answers, out) = mpsc::channel(ANSWERS_WAITING);
        let (end, ended) = oneshot::channel();
        let of_task = Arc::clone(&place);
        let idle = self.idle;
        tokio::spawn(async move {
            let _place = of_task;
            let outcome = run(&state, requests, &answers, idle).await;
            // Whoever is gone needs no end.
            let _ = end.send(outcome.map_err(Status::from));
        });
        Ok(Answers::new(out, ended, place))
    }
}

/// The answers of a stream. A stream that did not end well says so after the last of them.
pub(crate) struct Answers<T> {
    out: mpsc::Receiver<T>,
    /// How the stream ends, and its place until it has.
    open: Option<(oneshot::Receiver<Result<(), Status>>, Place)>,
}

impl<T> Answers<T> {
    /// Hands on what comes `out`, and then how it `ended`: told before the last sender is gone. Holds the place until then.
    pub(crate) fn new(out: mpsc::Receiver<T>, ended: oneshot::Receiver<Result<(), Status>>, place: Place) -> Self {
        Self { out, open: Some((ended, place)) }
    }
}

impl<T> Stream for Answers<T> {
    type Item = Result<T, Status>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(answer) = std::task::ready!(self.out.poll_recv(context)) else {
            let Some((mut ended, _place)) = self.open.take() else { return Poll::Ready(None) };
            // A task that panicked said nothing.
            let outcome = ended.try_recv().unwrap_or_else(|_| Err(Refusal::Unfinished.into()));
            return Poll::Ready(outcome.err().map(Err));
        };
        Poll::Ready(Some(Ok(answer)))
    }
}

/// Why a stream is over before its caller ended it.
enum Cut {
    Refused(Refusal),
    /// The transport says so.
    Broken(Status),
}

impl From<Refusal> for Cut {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Cut> for Status {
    fn from(cut: Cut) -> Self {
        match cut {
            Cut::Refused(refusal) => refusal.into(),
            Cut::Broken(status) => status,
        }
    }
}

/// Records what comes until the caller has sent all, or is gone.
async fn run(
    state: &Arc<State>,
    mut requests: impl Stream<Item = Result<v1::StreamEventsRequest, Status>> + Unpin,
    answers: &mpsc::Sender<v1::StreamEventsResponse>,
    idle: Duration,
) -> Result<(), Cut> {
    let nothing_moved = |_| Refusal::StreamIdle { seconds: idle.as_secs() };
    let mut index = 0;
    loop {
        let batch = next_batch(&mut requests, |request| judge_request(state, request));
        let Batch { judged, after } = timeout(idle, batch).await.map_err(nothing_moved)?;
        // A gym whose events were not kept is told so event by event, and the stream goes on.
        let Recorded { results, failure: _ } = state.apart(move |state| Ok(record(state, judged))).await?;
        for result in results {
            let answer = v1::StreamEventsResponse { index, result: Some(result) };
            index += 1;
            if timeout(idle, answers.send(answer)).await.map_err(nothing_moved)?.is_err() {
                return Ok(()); // The caller is gone.
            }
        }
        match after {
            After::More => {}
            After::End => return Ok(()),
            After::Broken(status) => return Err(Cut::Broken(status)),
        }
    }
}

fn judge_request(state: &State, request: v1::StreamEventsRequest) -> Result<Judged, Refusal> {
    let v1::StreamEventsRequest { record } = request;
    judge(state, record.ok_or_else(|| Invalid::missing("record", "the event and whose it is"))?, None)
}

/// Events that share a commit.
struct Batch {
    judged: Vec<Result<Judged, Refusal>>,
    after: After,
}

/// What comes after a batch.
enum After {
    More,
    End,
    Broken(Status),
}

/// Waits for a message, and takes along what came meanwhile. Each is judged before the next is taken, so that of what
/// was sent only that is held which can be kept.
async fn next_batch(
    requests: &mut (impl Stream<Item = Result<v1::StreamEventsRequest, Status>> + Unpin),
    judge: impl Fn(v1::StreamEventsRequest) -> Result<Judged, Refusal>,
) -> Batch {
    let mut judged = Vec::new();
    let mut bytes = 0;
    let mut next = requests.next().await;
    loop {
        match next {
            None => return Batch { judged, after: After::End },
            Some(Err(status)) => return Batch { judged, after: After::Broken(status) },
            Some(Ok(request)) => {
                let event = judge(request);
                bytes += event.as_ref().map_or(0, Judged::bytes);
                judged.push(event);
            }
        }
        if judged.len() >= AT_ONCE || bytes >= BYTES_AT_ONCE {
            return Batch { judged, after: After::More };
        }
        next = tokio::select! {
            biased;
            next = requests.next() => next,
            () = std::future::ready(()) => return Batch { judged, after: After::More },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, RulesAdmin};
    use rustdag_core::rule::RuleSet;
    use rustdag_host::{Settings, Trust};
    use rustdag_proto::v1::event::Kind;
    use tonic::Code;

    const SOON: Duration = Duration::from_millis(100);

    fn state() -> (tempfile::TempDir, Arc<State>) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            store: rustdag_store::open(&format!("sqlite://{}", folder.path().join("gym.db").display())).unwrap(),
            rules: RuleSet::default(),
            loaded: Vec::new(),
            parameters: Settings::default(),
            trust: Trust::default(),
            rules_admin: RulesAdmin::default(),
            catalogue: rustdag_catalogue::Catalogue::shared(),
        };
        (folder, Arc::new(State::new(config)))
    }

    fn request(number: usize, sets: usize) -> v1::StreamEventsRequest {
        let set = v1::WorkoutSet { exercise: "x".repeat(200), ..v1::WorkoutSet::default() };
        let event = v1::Event {
            source: "app".into(),
            event_id: number.to_string(),
            at: Some(prost_types::Timestamp { seconds: 1_778_000_000, nanos: 0 }),
            kind: Some(Kind::Workout(v1::Workout { sets: vec![set; sets], ..v1::Workout::default() })),
        };
        let member = "gyms/default/members/1".into();
        v1::StreamEventsRequest { record: Some(v1::EventRecord { member, event: Some(event) }) }
    }

    /// A caller who has sent everything already.
    struct AllThere<I>(I);

    impl<I: Iterator + Unpin> Stream for AllThere<I> {
        type Item = I::Item;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
            Poll::Ready(self.0.next())
        }
    }

    #[tokio::test]
    async fn a_batch_is_bounded_in_number_and_in_bytes() {
        let (_folder, state) = state();
        let batch_of = async |sets: usize| {
            let mut requests = AllThere((0..1000).map(|number| Ok(request(number, sets))));
            let Batch { judged, after } = next_batch(&mut requests, |request| judge_request(&state, request)).await;
            assert!(matches!(after, After::More));
            let bytes: usize = judged.iter().map(|event| event.as_ref().map_or(0, Judged::bytes)).sum();
            (judged.len(), bytes)
        };
        assert_eq!(batch_of(0).await.0, AT_ONCE);
        // About 100 KB each: the one that reaches the bound is the last.
        let (events, bytes) = batch_of(500).await;
        assert!(events < 12 && (BYTES_AT_ONCE..BYTES_AT_ONCE + (200 << 10)).contains(&bytes), "{events}, {bytes}");
        // What is refused is not held at all.
        assert_eq!(batch_of(501).await, (AT_ONCE, 0));
    }

    #[tokio::test]
    async fn what_comes_before_an_end_is_in_the_batch() {
        let (_folder, state) = state();
        let judge = |request| judge_request(&state, request);
        let mut ends = tokio_stream::iter([Ok(request(1, 0)), Ok(request(2, 0))]);
        let Batch { judged, after } = next_batch(&mut ends, judge).await;
        assert!(judged.len() == 2 && matches!(after, After::End));
        let mut breaks = tokio_stream::iter([Ok(request(1, 0)), Err(Status::cancelled("gone"))]);
        let Batch { judged, after } = next_batch(&mut breaks, judge).await;
        assert!(judged.len() == 1 && matches!(after, After::Broken(status) if status.code() == Code::Cancelled));
    }

    #[tokio::test]
    async fn answers_that_nobody_takes_end_the_stream() {
        let (_folder, state) = state();
        let (answers, untaken) = mpsc::channel(ANSWERS_WAITING);
        let requests = tokio_stream::iter((0..ANSWERS_WAITING + 1).map(|number| Ok(request(number, 0))));
        let outcome = timeout(Duration::from_secs(20), run(&state, requests, &answers, SOON)).await.unwrap();
        let status = Status::from(outcome.unwrap_err());
        assert_eq!(status.code(), Code::DeadlineExceeded);
        drop(untaken);
    }

    #[tokio::test]
    async fn an_answer_that_was_not_finished_is_said_to_be_so() {
        let places = Arc::new(Semaphore::new(1));
        let (answers, out) = mpsc::channel(1);
        let (end, ended) = oneshot::channel();
        let place = Arc::new(Arc::clone(&places).try_acquire_owned().unwrap());
        let mut answers_taken = Answers::new(out, ended, place);
        answers.send(v1::StreamEventsResponse::default()).await.unwrap();
        // As if the task had panicked.
        drop((answers, end));
        assert!(answers_taken.next().await.unwrap().is_ok());
        assert_eq!(answers_taken.next().await.unwrap().unwrap_err().code(), Code::Internal);
        assert_eq!(places.available_permits(), 1);
        assert!(answers_taken.next().await.is_none());
    }
}
