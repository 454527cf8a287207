//! A stream takes its share and no more, answers truthfully, and ends when nothing moves.

use crate::running::{Running, config, details, record, recording, refusal, squats};
use crate::watched::Watched;
use rustdag_proto::v1::{self, Recording, event::Kind};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Code, Status, Streaming};

const MAY_10: &str = "2026-05-10T17:00:00Z";
const LONG: Duration = Duration::from_secs(20);

type Requests = mpsc::Sender<v1::StreamEventsRequest>;
type Answers = Streaming<v1::StreamEventsResponse>;

async fn stream(running: &Running) -> Result<(Requests, Answers), Status> {
    let (queue, requests) = mpsc::channel(8);
    let answers = running.logs().stream_events(ReceiverStream::new(requests)).await?.into_inner();
    Ok((queue, answers))
}

fn night(member: &str, id: &str) -> v1::StreamEventsRequest {
    let night = Kind::Night(v1::Night { asleep_h: Some(7.0) });
    v1::StreamEventsRequest { record: Some(record(member, id, MAY_10, night)) }
}

async fn send(queue: &Requests, answers: &mut Answers, request: v1::StreamEventsRequest) -> v1::EventResult {
    queue.send(request).await.unwrap();
    answers.message().await.unwrap().unwrap().result.unwrap()
}

#[tokio::test]
async fn a_stream_too_many_is_refused_until_another_ends() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let running = Running::start_as(folder, config, |server| server.with_streams(1, LONG)).await;
    let name = running.add("a").await;
    let (queue, mut answers) = stream(&running).await.unwrap();
    assert_eq!(recording(&send(&queue, &mut answers, night(&name, "1")).await), Recording::Recorded);

    let status = stream(&running).await.unwrap_err();
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::ResourceExhausted, "TOO_MANY_STREAMS"));
    // Other calls are answered as ever.
    running.record(vec![record(&name, "2", MAY_10, squats(1, 60.0))]).await;

    drop(queue);
    assert!(answers.message().await.unwrap().is_none());
    let (queue, mut answers) = stream(&running).await.unwrap();
    assert_eq!(recording(&send(&queue, &mut answers, night(&name, "3")).await), Recording::Recorded);

    // Also when its caller leaves in the middle.
    drop((queue, answers));
    let came_free = timeout(LONG, async {
        while stream(&running).await.is_err() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    came_free.await.expect("who is gone holds no place");
    running.stop().await;
}

#[tokio::test]
async fn a_stream_on_which_nothing_comes_is_ended_and_what_was_acknowledged_stays() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let idle = Duration::from_secs(1);
    let running = Running::start_as(folder, config, |server| server.with_streams(8, idle)).await;
    let name = running.add("a").await;
    let (queue, mut answers) = stream(&running).await.unwrap();
    for id in ["1", "2"] {
        assert_eq!(recording(&send(&queue, &mut answers, night(&name, id)).await), Recording::Recorded);
    }
    let status = timeout(LONG, answers.message()).await.expect("silence has an end").unwrap_err();
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::DeadlineExceeded, "STREAM_IDLE"));
    let list = v1::ListEventsRequest { parent: name, ..v1::ListEventsRequest::default() };
    assert_eq!(running.logs().list_events(list).await.unwrap().into_inner().events.len(), 2);
    running.stop().await;
}

#[tokio::test]
async fn a_message_may_be_large_in_a_batch_and_not_in_a_stream() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let name_of_600_kib = v1::Workout { display_name: "x".repeat(600 << 10), ..v1::Workout::default() };
    let large = record(&name, "large", MAY_10, Kind::Workout(name_of_600_kib));
    let (queue, mut answers) = stream(&running).await.unwrap();
    assert_eq!(recording(&send(&queue, &mut answers, night(&name, "1")).await), Recording::Recorded);
    queue.send(v1::StreamEventsRequest { record: Some(large.clone()) }).await.unwrap();
    assert_eq!(answers.message().await.unwrap_err().code(), Code::OutOfRange);

    let results = running.record(vec![large, record(&name, "2", MAY_10, squats(1, 60.0))]).await;
    assert_eq!(refusal(&results[0]).field_violations[0].field, "event.workout.display_name");
    assert_eq!(recording(&results[1]), Recording::Recorded);
    // The largest event that is one fits through a stream.
    let set = v1::WorkoutSet {
        exercise: "\u{10348}".repeat(200),
        load_kg: Some(60.0),
        reps: Some(8.0),
        rir: Some(1.0),
        duration_min: Some(1.0),
        warm_up: true,
    };
    let most = v1::Workout { sets: vec![set; 500], ..v1::Workout::default() };
    let request = v1::StreamEventsRequest { record: Some(record(&name, "3", MAY_10, Kind::Workout(most))) };
    let (queue, mut answers) = stream(&running).await.unwrap();
    assert_eq!(recording(&send(&queue, &mut answers, request).await), Recording::Recorded);
    running.stop().await;
}

#[tokio::test]
async fn what_one_gym_cannot_keep_says_nothing_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let (config, _) = Watched::of(config(folder.path()), Some("noord"));
    config.store.create_gym("noord").unwrap();
    let running = Running::start_as(folder, config, |server| server).await;
    let name = running.add("a").await;
    let requests = [
        night(&name, "1"),
        night("gyms/noord/members/b", "2"),
        v1::StreamEventsRequest { record: None },
        night(&name, "3"),
    ];
    let mut answers = running.logs().stream_events(tokio_stream::iter(requests)).await.unwrap().into_inner();
    let mut results = Vec::new();
    while let Some(answer) = answers.message().await.unwrap() {
        results.push(answer.result.unwrap());
    }
    assert_eq!(recording(&results[0]), Recording::Recorded);
    assert_eq!(refusal(&results[1]).code, i32::from(Code::ResourceExhausted));
    assert_eq!(refusal(&results[2]).field_violations[0].field, "record");
    assert_eq!(recording(&results[3]), Recording::Recorded);

    // What was acknowledged is kept, and only that.
    let list = v1::ListEventsRequest { parent: name, ..v1::ListEventsRequest::default() };
    assert_eq!(running.logs().list_events(list).await.unwrap().into_inner().events.len(), 2);
    running.stop().await;
}
