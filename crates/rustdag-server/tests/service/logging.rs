//! Events are recorded once, for good, each with its own answer.

use crate::running::{GYM, Running, details, instant, record, recording, refusal, squats};
use rustdag_proto::v1::{self, Recording, event::Kind};
use std::time::{Duration, SystemTime};
use tonic::Code;

const MAY_10: &str = "2026-05-10T17:00:00Z";

fn list(parent: &str) -> v1::ListEventsRequest {
    v1::ListEventsRequest { parent: parent.into(), ..v1::ListEventsRequest::default() }
}

async fn ids(running: &Running, parent: &str) -> Vec<String> {
    let page = running.logs().list_events(list(parent)).await.unwrap().into_inner();
    page.events.into_iter().map(|event| event.event_id).collect()
}

#[tokio::test]
async fn each_event_of_a_batch_gets_its_own_answer() {
    let running = Running::start().await;
    let (a, b) = (running.add("a").await, running.add("b").await);
    let negative = record(&a, "3", MAY_10, squats(2, -40.0));
    let nobody = record("gyms/default/members/nobody", "4", MAY_10, Kind::Rest(v1::Rest {}));
    let elsewhere = record("gyms/noord/members/a", "5", MAY_10, Kind::Rest(v1::Rest {}));
    let results = running
        .record(vec![
            record(&a, "1", MAY_10, squats(5, 80.0)),
            record(&a, "1", MAY_10, squats(5, 80.0)),
            negative,
            nobody,
            elsewhere,
            record(&b, "1", MAY_10, Kind::Rest(v1::Rest {})),
            v1::EventRecord { member: a.clone(), event: None },
            record(&b, "6", MAY_10, Kind::Night(v1::Night { asleep_h: Some(f64::NAN) })),
        ])
        .await;
    assert_eq!(recording(&results[0]), Recording::Recorded);
    assert_eq!(recording(&results[1]), Recording::Duplicate);
    let wrong = refusal(&results[2]);
    assert_eq!(wrong.code, i32::from(Code::InvalidArgument));
    assert_eq!(wrong.message, "event.workout.sets[0].load_kg is -40; a load is 0 to 1000 kg");
    assert_eq!(wrong.field_violations[0].field, "event.workout.sets[0].load_kg");
    assert_eq!(refusal(&results[3]).code, i32::from(Code::NotFound));
    assert_eq!(refusal(&results[4]).field_violations[0].field, "member");
    assert_eq!(refusal(&results[5]).code, i32::from(Code::AlreadyExists));
    assert_eq!(refusal(&results[6]).field_violations[0].field, "event");
    assert!(refusal(&results[7]).message.starts_with("event.night.asleep_h is NaN"));

    assert_eq!(ids(&running, &a).await, ["1"]);
    assert_eq!(ids(&running, &b).await, [""; 0]);
    // A retry of the whole batch changes nothing.
    let again = running.record(vec![record(&a, "1", MAY_10, squats(1, 1.0))]).await;
    assert_eq!(recording(&again[0]), Recording::Duplicate);
    let events = running.logs().list_events(list(&a)).await.unwrap().into_inner().events;
    assert_eq!(events[0].kind, Some(squats(5, 80.0)));
    running.stop().await;
}

#[tokio::test]
async fn what_the_catalogue_does_not_know_is_kept_and_told() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let set = v1::WorkoutSet { exercise: "Underwater squat".into(), reps: Some(5.0), ..v1::WorkoutSet::default() };
    let workout = Kind::Workout(v1::Workout { sets: vec![set; 3], ..v1::Workout::default() });
    let results = running.record(vec![record(&name, "1", MAY_10, workout.clone())]).await;
    let Some(v1::event_result::Result::Acknowledgement(acknowledgement)) = &results[0].result else { panic!() };
    assert_eq!(acknowledgement.unmapped_exercises, ["Underwater squat"]);
    let events = running.logs().list_events(list(&name)).await.unwrap().into_inner().events;
    assert_eq!(events[0].kind, Some(workout));
    running.stop().await;
}

#[tokio::test]
async fn the_future_is_refused_and_tomorrow_morning_is_not() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let ahead = |hours: u64| {
        let at = SystemTime::now() + Duration::from_secs(hours * 3600);
        let mut record = record(&name, &format!("{hours}"), MAY_10, squats(3, 60.0));
        record.event.as_mut().unwrap().at = Some(at.into());
        record
    };
    let results = running.record(vec![ahead(20), ahead(30)]).await;
    assert_eq!(recording(&results[0]), Recording::Recorded);
    assert_eq!(refusal(&results[1]).field_violations[0].field, "event.at");
    running.stop().await;
}

#[tokio::test]
async fn a_stream_is_answered_event_by_event() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let requests: Vec<_> = (0..600)
        .map(|number| {
            // Every hundredth is wrong, and every tenth comes twice.
            let load = if number % 100 == 99 { -1.0 } else { 60.0 };
            let id = if number % 10 == 1 { number - 1 } else { number };
            v1::StreamEventsRequest { record: Some(record(&name, &id.to_string(), MAY_10, squats(1, load))) }
        })
        .collect();
    let mut answers = running.logs().stream_events(tokio_stream::iter(requests)).await.unwrap().into_inner();
    let mut counts = [0; 3];
    let mut expected = 0;
    while let Some(answer) = answers.message().await.unwrap() {
        assert_eq!(answer.index, expected);
        expected += 1;
        let result = answer.result.unwrap();
        let place = match &result.result {
            Some(v1::event_result::Result::Refusal(_)) => 2,
            _ if recording(&result) == Recording::Recorded => 0,
            _ => 1,
        };
        counts[place] += 1;
    }
    assert_eq!(counts, [534, 60, 6]);

    // It may also wait for each answer before it sends the next.
    let (queue, requests) = tokio::sync::mpsc::channel(1);
    let stream = tokio_stream::wrappers::ReceiverStream::new(requests);
    let mut answers = running.logs().stream_events(stream).await.unwrap().into_inner();
    for number in 1000..1003 {
        let record = record(&name, &number.to_string(), MAY_10, squats(1, 60.0));
        queue.send(v1::StreamEventsRequest { record: Some(record) }).await.unwrap();
        let answer = answers.message().await.unwrap().unwrap();
        assert_eq!(recording(&answer.result.unwrap()), Recording::Recorded);
    }
    drop(queue);
    assert!(answers.message().await.unwrap().is_none());
    running.stop().await;
}

#[tokio::test]
async fn events_are_listed_in_pages_and_taken_back() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let rest = || Kind::Rest(v1::Rest {});
    // Out of order, two at once.
    running
        .record(vec![
            record(&name, "c", "2026-05-12T10:00:00Z", rest()),
            record(&name, "a", "2026-05-10T10:00:00Z", rest()),
            record(&name, "b2", "2026-05-11T10:00:00Z", squats(1, 50.0)),
            record(&name, "b1", "2026-05-11T10:00:00Z", squats(1, 50.0)),
        ])
        .await;
    let mut seen = Vec::new();
    let mut request = v1::ListEventsRequest { page_size: 3, ..list(&name) };
    loop {
        let page = running.logs().list_events(request.clone()).await.unwrap().into_inner();
        seen.extend(page.events.into_iter().map(|event| event.event_id));
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    assert_eq!(seen, ["a", "b1", "b2", "c"]);

    let retract = v1::RetractEventRequest { parent: name.clone(), source: "app".into(), event_id: "b1".into() };
    assert!(running.logs().retract_event(retract.clone()).await.unwrap().into_inner().changed);
    assert!(!running.logs().retract_event(retract.clone()).await.unwrap().into_inner().changed);
    let replay = running.record(vec![record(&name, "b1", "2026-05-11T10:00:00Z", squats(1, 50.0))]).await;
    assert_eq!(recording(&replay[0]), Recording::Retracted);
    assert_eq!(ids(&running, &name).await, ["a", "b2", "c"]);

    let unknown = v1::RetractEventRequest { event_id: "z".into(), ..retract };
    let status = running.logs().retract_event(unknown).await.unwrap_err();
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::NotFound, "NO_EVENT"));
    running.stop().await;
}

#[tokio::test]
async fn an_empty_and_an_oversized_batch_are_refused() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let rest = record(&name, "1", MAY_10, Kind::Rest(v1::Rest {}));
    for records in [vec![], vec![rest; 1001]] {
        let request = v1::RecordEventsRequest { parent: GYM.into(), records };
        let status = running.logs().record_events(request).await.unwrap_err();
        assert_eq!(details(&status).0, ["records"]);
    }
    running.stop().await;
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let running = Running::start().await;
    let name = running.add("a").await;
    running.record(vec![record(&name, "1", MAY_10, squats(5, 80.0))]).await;
    let before = running.readiness(&name, "2026-05-11T07:00:00Z").await;

    let running = Running::start_in(running.stop().await).await;
    assert_eq!(ids(&running, &name).await, ["1"]);
    assert_eq!(running.readiness(&name, "2026-05-11T07:00:00Z").await, before);
    let events = running.logs().list_events(list(&name)).await.unwrap().into_inner().events;
    assert_eq!(events[0].at, Some(instant(MAY_10)));
    running.stop().await;
}
