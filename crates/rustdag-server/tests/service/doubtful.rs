//! What cannot be true is refused with a hint; what is hard to believe is kept, and told where it was sent and asked.

use crate::running::{Running, record, refusal, squats};
use rustdag_proto::v1::{self, DoubtTreatment, event::Kind};

fn doubts(result: &v1::EventResult) -> &[v1::Doubt] {
    match &result.result {
        Some(v1::event_result::Result::Acknowledgement(acknowledgement)) => &acknowledgement.doubts,
        other => panic!("an acknowledgement, not {other:?}"),
    }
}

fn night(asleep_h: f64) -> Kind {
    Kind::Night(v1::Night { asleep_h: Some(asleep_h) })
}

#[tokio::test]
async fn what_cannot_be_true_is_refused_with_its_range_and_what_it_looks_like() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let at = "2026-05-10T17:00:00Z";
    let effort = Kind::Workout(v1::Workout { effort_rpe: Some(11.0), ..v1::Workout::default() });
    let hrv = Kind::Measurement(v1::Measurement { ln_rmssd: Some(45.0), ..v1::Measurement::default() });
    let results = running
        .record(vec![record(&name, "1", at, effort), record(&name, "2", at, night(26.0)), record(&name, "3", at, hrv)])
        .await;
    for (result, field, range, hint) in [
        (&results[0], "event.workout.effort_rpe", "is 11; an effort (RPE) is 0 to 10 points", "6 to 20"),
        (&results[1], "event.night.asleep_h", "is 26; a night is 0 to 20 h", "two nights"),
        (&results[2], "event.measurement.ln_rmssd", "is 45; an lnRMSSD is 0.5 to 6.5 ln ms", "3.81"),
    ] {
        let violation = &refusal(result).field_violations[0];
        assert_eq!(violation.field, field);
        assert!(violation.description.starts_with(range) && violation.description.contains(hint), "{violation:?}");
    }
    running.stop().await;
}

#[tokio::test]
async fn pounds_are_told_where_they_are_sent_and_where_readiness_is_asked() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let at = |day: u32| format!("2026-05-{day:02}T17:00:00Z");
    let usual = (1..6).map(|day| record(&name, &format!("{day}"), &at(day), squats(4, 70.0)));
    let results = running.record(usual.collect()).await;
    assert!(results.iter().all(|result| doubts(result).is_empty()));

    let results = running.record(vec![record(&name, "lb", &at(7), squats(4, 154.3))]).await;
    let [doubt] = doubts(&results[0]) else { panic!("one doubt, not {:?}", results[0]) };
    assert_eq!((doubt.source.as_str(), doubt.event_id.as_str()), ("app", "lb"));
    assert_eq!(doubt.code_name, "load-pounds-as-kilograms");
    assert_eq!(doubt.fields[0], "workout.sets[0].load_kg");
    assert_eq!((doubt.exercise.as_str(), doubt.value), ("back-squat", 154.3));
    assert_eq!(doubt.treatment(), DoubtTreatment::ValueLeftOut);
    assert!(doubt.text.contains("2.2 times"), "{}", doubt.text);

    let readiness = running.readiness(&name, "2026-05-08T07:00:00Z").await;
    assert_eq!(readiness.doubts, std::slice::from_ref(doubt));
    // Taken back and logged anew, nothing is doubted any more.
    let taken = v1::RetractEventRequest { parent: name.clone(), source: "app".into(), event_id: "lb".into() };
    running.logs().retract_event(taken).await.unwrap();
    let results = running.record(vec![record(&name, "kg", &at(7), squats(4, 70.0))]).await;
    assert!(doubts(&results[0]).is_empty());
    assert!(running.readiness(&name, "2026-05-08T07:00:00Z").await.doubts.is_empty());
    running.stop().await;
}

#[tokio::test]
async fn body_mass_is_not_told_in_passing() {
    // Whoever may read it reads it with readiness, which knows from whom it is hidden.
    let running = Running::start().await;
    let name = running.add("a").await;
    let mass = |kg: f64| Kind::Measurement(v1::Measurement { body_mass_kg: Some(kg), ..v1::Measurement::default() });
    let at = |day: u32| format!("2026-05-{day:02}T06:00:00Z");
    running.record((1..5).map(|day| record(&name, &format!("{day}"), &at(day), mass(50.0))).collect()).await;
    let results = running.record(vec![record(&name, "lb", &at(6), mass(110.2))]).await;
    assert!(doubts(&results[0]).is_empty(), "{results:?}");
    let told = running.readiness(&name, "2026-05-06T07:00:00Z").await.doubts;
    assert_eq!(told.iter().map(|doubt| doubt.event_id.as_str()).collect::<Vec<_>>(), ["lb"]);
    running.stop().await;
}

#[tokio::test]
async fn the_second_source_of_a_night_is_told_whichever_of_the_two_counts() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let (woke, later) = ("2026-05-10T05:00:00Z", "2026-05-10T05:10:00Z");
    running.record(vec![record(&name, "app", woke, night(7.8))]).await;
    let mut watch = record(&name, "watch", later, night(7.2));
    watch.event.as_mut().unwrap().source = "watch".into();
    let results = running.record(vec![watch]).await;
    let [doubt] = doubts(&results[0]) else { panic!("one doubt, not {:?}", results[0]) };
    assert_eq!(doubt.code_name, "sleep-twice");
    assert_eq!((doubt.event_id.as_str(), doubt.other_event_id.as_str()), ("app", "watch"));
    assert_eq!(doubt.treatment(), DoubtTreatment::EventLeftOut);
    let readiness = running.readiness(&name, "2026-05-10T07:00:00Z").await;
    assert_eq!(readiness.whole.unwrap().sleep_last_night_h, Some(7.2));
    running.stop().await;
}
