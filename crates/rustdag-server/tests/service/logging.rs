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

#[tokio::test]
async fn a_page_of_large_events_ends_before_it_is_too_large_for_anybody() {
    let running = Running::start().await;
    let name = running.add("a").await;
    // 500 sets under a long name are about 130 KB; 60 of them are more than a client takes in one answer.
    let set = v1::WorkoutSet { exercise: "U".repeat(200), load_kg: Some(60.0), ..v1::WorkoutSet::default() };
    let workout = Kind::Workout(v1::Workout { sets: vec![set; 500], ..v1::Workout::default() });
    for half in 0..2 {
        let records = (0..30).map(|number| {
            let at = format!("2026-0{}-{:02}T17:00:00Z", half + 3, number + 1);
            record(&name, &format!("{half}-{number:02}"), &at, workout.clone())
        });
        running.record(records.collect()).await;
    }
    let mut request = v1::ListEventsRequest { page_size: 1000, ..list(&name) };
    let mut sizes = Vec::new();
    let mut seen = Vec::new();
    loop {
        let page = running.logs().list_events(request.clone()).await.unwrap().into_inner();
        sizes.push(page.events.len());
        seen.extend(page.events.into_iter().map(|event| event.event_id));
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    let expected: Vec<_> = (0..60).map(|place| format!("{}-{:02}", place / 30, place % 30)).collect();
    assert_eq!(seen, expected);
    assert!(sizes.len() > 1 && sizes.iter().all(|&size| size > 0), "{sizes:?}");
    running.stop().await;
}

fn overlaps(result: &v1::EventResult) -> Vec<&str> {
    let Some(v1::event_result::Result::Acknowledgement(acknowledgement)) = &result.result else { panic!("refused") };
    acknowledgement.overlaps.iter().map(|event| event.event_id.as_str()).collect()
}

#[tokio::test]
async fn two_sessions_at_once_are_both_kept_and_each_is_told_of_the_other() {
    let running = Running::start().await;
    let (a, b) = (running.add("a").await, running.add("b").await);
    let visit = |minutes| {
        let activity = v1::Activity::Strength.into();
        Kind::Visit(v1::Visit { activity, duration_min: minutes })
    };
    let at = |clock: &str| format!("2026-05-10T{clock}:00Z");
    // An hour of squats from 17:00 as the app has it, and as the turnstile has it; within one batch.
    let results = running
        .record(vec![
            record(&a, "app", &at("17:00"), squats(3, 80.0)),
            record(&a, "turnstile", &at("16:50"), visit(Some(80.0))),
            record(&a, "night", &at("17:30"), Kind::Night(v1::Night { asleep_h: Some(7.0) })),
            record(&b, "of another", &at("17:00"), squats(3, 80.0)),
        ])
        .await;
    assert_eq!(overlaps(&results[0]), ["turnstile"]);
    assert_eq!(overlaps(&results[1]), ["app"]);
    assert_eq!(overlaps(&results[2]), [""; 0]);
    assert_eq!(overlaps(&results[3]), [""; 0]);

    // One after the other, with the edges: what begins as the other ends is no overlap; of unknown length, its start.
    for (id, clock, kind, expected) in [
        ("after", "18:10", squats(1, 50.0), &[][..]),
        ("before", "15:50", squats(1, 50.0), &[]),
        ("moment within", "17:20", visit(None), &["turnstile", "app"]),
        ("same moment", "17:20", visit(None), &["turnstile", "app", "moment within"]),
        ("moment outside", "19:30", visit(None), &[]),
        ("evening", "19:00", visit(Some(720.0)), &["after", "moment outside"]),
    ] {
        let results = running.record(vec![record(&a, id, &at(clock), kind)]).await;
        assert_eq!(recording(&results[0]), Recording::Recorded);
        assert_eq!(overlaps(&results[0]), expected, "{id}");
    }
    // Long after midnight the evening is still going on.
    let results = running.record(vec![record(&a, "late", "2026-05-11T06:59:00Z", visit(None))]).await;
    assert_eq!(overlaps(&results[0]), ["evening"]);

    // A retry is told the same; what is kept decides, not what it says now.
    let retry = record(&a, "app", &at("17:00"), squats(9, 10.0));
    assert_eq!(overlaps(&running.record(vec![retry]).await[0]), ["turnstile", "moment within", "same moment"]);
    let elsewhen = record(&a, "app", &at("19:30"), squats(3, 80.0));
    assert_eq!(overlaps(&running.record(vec![elsewhen]).await[0]), [""; 0]);

    // Taking one back settles it.
    let retract = v1::RetractEventRequest { parent: a.clone(), source: "app".into(), event_id: "app".into() };
    running.logs().retract_event(retract).await.unwrap();
    let retry = record(&a, "turnstile", &at("16:50"), visit(Some(80.0)));
    assert_eq!(overlaps(&running.record(vec![retry]).await[0]), ["moment within", "same moment"]);
    running.stop().await;
}

#[tokio::test]
async fn a_stream_tells_of_overlaps_too_and_names_ten_at_most() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let requests: Vec<_> = (0..20)
        .map(|number| v1::StreamEventsRequest {
            record: Some(record(&name, &format!("{number:02}"), MAY_10, squats(1, 50.0))),
        })
        .collect();
    let mut answers = running.logs().stream_events(tokio_stream::iter(requests)).await.unwrap().into_inner();
    let mut last = Vec::new();
    while let Some(answer) = answers.message().await.unwrap() {
        last = overlaps(answer.result.as_ref().unwrap()).into_iter().map(str::to_owned).collect();
    }
    assert_eq!(last, ["00", "01", "02", "03", "04", "05", "06", "07", "08", "09"]);
    running.stop().await;
}
