//! What is learned of a member over the API, and that it sets the clocks of the same service's readiness.

use crate::running::{Running, details, instant, record};
use rustdag_proto::v1::{self, event::Kind};

const EXERCISES: [&str; 3] = ["back-squat", "leg-press", "romanian-deadlift"];

fn workout(name: &str, date: &str, kg: f64) -> v1::EventRecord {
    let set = |exercise: &str| v1::WorkoutSet {
        exercise: exercise.into(),
        load_kg: Some(kg),
        reps: Some(5.0),
        rir: Some(0.0),
        ..v1::WorkoutSet::default()
    };
    let sets = EXERCISES.iter().flat_map(|id| [set(id), set(id), set(id)]).collect();
    record(name, date, &format!("{date}T17:00:00Z"), Kind::Workout(v1::Workout { sets, ..v1::Workout::default() }))
}

/// Squats on Monday and Wednesday for eleven weeks; on Wednesday so much is lifted.
fn weeks(name: &str, on_wednesday: f64) -> Vec<v1::EventRecord> {
    let days = [
        ("2026-01-05", "2026-01-07"),
        ("2026-01-12", "2026-01-14"),
        ("2026-01-19", "2026-01-21"),
        ("2026-01-26", "2026-01-28"),
        ("2026-02-02", "2026-02-04"),
        ("2026-02-09", "2026-02-11"),
        ("2026-02-16", "2026-02-18"),
        ("2026-02-23", "2026-02-25"),
        ("2026-03-02", "2026-03-04"),
        ("2026-03-09", "2026-03-11"),
        ("2026-03-16", "2026-03-18"),
    ];
    days.iter()
        .flat_map(|(monday, wednesday)| [workout(name, monday, 100.0), workout(name, wednesday, on_wednesday)])
        .collect()
}

#[tokio::test]
async fn the_slower_member_is_told_so_and_is_more_tired_of_the_same() {
    let running = Running::start().await;
    let (slow, usual) = (running.add("slow").await, running.add("usual").await);
    running.record(weeks(&slow, 84.0)).await;
    running.record(weeks(&usual, 97.0)).await;
    let at = "2026-03-19T17:00:00Z";
    let mut tired = Vec::new();
    for name in [&slow, &usual] {
        let request = v1::GetLearnedRequest { name: name.clone(), at: Some(instant(at)), language_code: "nl".into() };
        let learned = running.coach().get_learned(request.clone()).await.unwrap().into_inner().learned.unwrap();
        let again = running.coach().get_learned(request).await.unwrap().into_inner().learned.unwrap();
        assert_eq!(learned, again);
        let legs = learned.parameters[1].clone();
        assert_eq!(legs.parameter(), v1::Parameter::RecoveryLower);
        assert!(legs.text.contains("benen"), "{legs:?}");
        let request = v1::GetReadinessRequest {
            name: name.clone(),
            at: Some(instant(at)),
            language_code: "nl".into(),
            ..v1::GetReadinessRequest::default()
        };
        let readiness = running.coach().get_readiness(request).await.unwrap().into_inner().readiness.unwrap();
        let quads = readiness.muscles.iter().find(|muscle| muscle.muscle() == v1::Muscle::Quadriceps).unwrap();
        tired.push((legs.in_use, quads.fatigue));
    }
    assert!(tired[0].0 > tired[1].0 && tired[0].1 > 1.1 * tired[1].1, "{tired:?}");

    let nobody = v1::GetLearnedRequest { name: "gyms/x".into(), ..v1::GetLearnedRequest::default() };
    assert_eq!(details(&running.coach().get_learned(nobody).await.unwrap_err()).0, ["name"]);
    running.stop().await;
}
