//! Readiness, plans and checks follow from what was logged, and from nothing else.

use crate::running::{GYM, Running, config, details, instant, intermediate, record, squats};
use rustdag_proto::v1::{self, DayKind, Fit, Muscle, event::Kind};
use rustdag_store::NewEvent;
use std::sync::Arc;
use tonic::Code;
use tonic_types::StatusExt as _;

const MORNING_AFTER: &str = "2026-05-11T07:00:00Z";

fn fatigue(readiness: &v1::Readiness, muscle: Muscle) -> f64 {
    readiness.muscles.iter().find(|entry| entry.muscle() == muscle).unwrap().fatigue
}

/// Three weeks of squats every third day, and nights.
fn diary(member: &str) -> Vec<v1::EventRecord> {
    let mut records = Vec::new();
    for day in 19..=30 {
        let night = Kind::Night(v1::Night { asleep_h: Some(7.5) });
        records.push(record(member, &format!("n{day}"), &format!("2026-04-{day}T05:30:00Z"), night));
        if day % 3 == 0 {
            records.push(record(member, &format!("w{day}"), &format!("2026-04-{day}T17:00:00Z"), squats(4, 70.0)));
        }
    }
    records
}

fn belongs_to(record: &v1::EventRecord, member: &str, mark: &str) -> v1::EventRecord {
    let mut record = v1::EventRecord { member: member.into(), ..record.clone() };
    record.event.as_mut().unwrap().event_id.push_str(mark);
    record
}

#[tokio::test]
async fn a_session_tires_what_it_trains_and_rest_recovers_it() {
    let running = Running::start().await;
    let name = running.add("a").await;
    running.record(diary(&name)).await;
    let before = running.readiness(&name, MORNING_AFTER).await;
    assert_eq!(before.muscles.len(), 17);
    assert_eq!(before.joints.len(), 7);
    assert_eq!(before.at, Some(instant(MORNING_AFTER)));

    // It comes late, and counts from when it happened.
    running.record(vec![record(&name, "late", "2026-05-10T17:00:00Z", squats(10, 80.0))]).await;
    let after = running.readiness(&name, MORNING_AFTER).await;
    assert!(fatigue(&after, Muscle::Quadriceps) > fatigue(&before, Muscle::Quadriceps) + 0.01);
    let recovered = running.readiness(&name, "2026-05-16T07:00:00Z").await;
    assert!(fatigue(&recovered, Muscle::Quadriceps) < fatigue(&after, Muscle::Quadriceps));
    // What happened later than the question is not looked at.
    let sunday = running.readiness(&name, "2026-05-10T16:00:00Z").await;
    assert!(fatigue(&sunday, Muscle::Quadriceps) < fatigue(&after, Muscle::Quadriceps));

    let retract = v1::RetractEventRequest { parent: name.clone(), source: "app".into(), event_id: "late".into() };
    running.logs().retract_event(retract).await.unwrap();
    assert_eq!(running.readiness(&name, MORNING_AFTER).await, before);
    running.stop().await;
}

#[tokio::test]
async fn order_and_repetition_change_nothing() {
    let running = Running::start().await;
    let (a, b) = (running.add("a").await, running.add("b").await);
    let diary = diary(&a);
    running.record(diary.clone()).await;
    for entry in diary.iter().rev().chain(&diary) {
        running.record(vec![belongs_to(entry, &b, "-b")]).await;
    }
    assert_eq!(running.readiness(&a, MORNING_AFTER).await, running.readiness(&b, MORNING_AFTER).await);
    running.stop().await;
}

#[tokio::test]
async fn two_workouts_at_once_both_count() {
    let running = Running::start().await;
    let (a, b) = (running.add("a").await, running.add("b").await);
    let at = "2026-05-10T17:00:00Z";
    running
        .record(vec![
            record(&a, "1", at, squats(3, 80.0)),
            record(&b, "2", at, squats(3, 80.0)),
            record(&b, "3", at, squats(3, 80.0)),
        ])
        .await;
    let (once, twice) = (running.readiness(&a, MORNING_AFTER).await, running.readiness(&b, MORNING_AFTER).await);
    assert!(fatigue(&twice, Muscle::Quadriceps) > fatigue(&once, Muscle::Quadriceps));
    running.stop().await;
}

#[tokio::test]
async fn a_profile_that_changes_changes_the_answer() {
    let running = Running::start().await;
    let name = running.add("a").await;
    running.record(diary(&name)).await;
    let plan =
        v1::MakePlanRequest { name: name.clone(), at: Some(instant(MORNING_AFTER)), ..v1::MakePlanRequest::default() };
    let free = running.coach().make_plan(plan.clone()).await.unwrap().into_inner().plan.unwrap();
    assert!(free.days.iter().any(|day| day.kind() == DayKind::Training));

    // From now on only Sunday is free.
    let sunday = v1::Availability { weekday: v1::Weekday::Sunday.into(), minutes: Some(90.0) };
    let profile = v1::Profile { available: vec![sunday], ..intermediate() };
    let member = v1::Member { name, profile: Some(profile), ..v1::Member::default() };
    let update = v1::UpdateMemberRequest { member: Some(member), ..v1::UpdateMemberRequest::default() };
    running.members().update_member(update).await.unwrap();
    let bound = running.coach().make_plan(plan).await.unwrap().into_inner().plan.unwrap();
    // 2026-05-17 is a Sunday.
    for day in bound.days.iter().filter(|day| day.date != "2026-05-17") {
        assert_ne!(day.kind(), DayKind::Training, "{}", day.date);
    }
    running.stop().await;
}

#[tokio::test]
async fn a_plan_has_a_reason_for_every_day_in_the_language_asked_for() {
    let running = Running::start().await;
    let name = running.add("a").await;
    running.record(diary(&name)).await;
    let ask = |language_code: &str| v1::MakePlanRequest {
        name: name.clone(),
        at: Some(instant(MORNING_AFTER)),
        days: 7,
        language_code: language_code.into(),
        wishes: None,
        rule_set: String::new(),
    };
    let dutch = running.coach().make_plan(ask("nl")).await.unwrap().into_inner().plan.unwrap();
    let english = running.coach().make_plan(ask("en-GB")).await.unwrap().into_inner().plan.unwrap();
    assert_eq!(dutch.days.len(), 7);
    assert!(dutch.optimal);
    let dates: Vec<_> = dutch.days.iter().map(|day| day.date.as_str()).collect();
    assert_eq!((dates[0], dates[6]), ("2026-05-11", "2026-05-17"));
    for (dutch, english) in dutch.days.iter().zip(&english.days) {
        assert_eq!(dutch.kind, english.kind);
        assert!(!dutch.reasons.is_empty());
        for (nl, en) in dutch.reasons.iter().zip(&english.reasons) {
            assert_eq!(nl.code, en.code);
            assert!(!nl.text.is_empty() && !nl.code_name.is_empty(), "{nl:?}");
            assert_ne!(nl.text, en.text);
        }
        if dutch.kind() == DayKind::Training {
            let session = dutch.session.as_ref().unwrap();
            assert_ne!(session.display_name, session.template_id);
            assert!(session.exercises.iter().all(|exercise| exercise.display_name != exercise.exercise));
        }
    }

    let wishing = |pins: Vec<v1::Pin>| v1::MakePlanRequest {
        wishes: Some(v1::PlanWishes { pins, ..v1::PlanWishes::default() }),
        ..ask("en")
    };
    let trained = dutch.days.iter().find(|day| day.kind() == DayKind::Training).expect("some training");
    let rest = |date: &str| v1::Pin { date: date.into(), what: Some(v1::pin::What::Rest(v1::Rest {})) };
    let wished =
        running.coach().make_plan(wishing(vec![rest(&trained.date)])).await.unwrap().into_inner().plan.unwrap();
    let day = wished.days.iter().find(|day| day.date == trained.date).unwrap();
    assert_ne!(day.kind(), DayKind::Training);
    assert_eq!(day.reasons[0].code_name, "pinned");
    let status = running.coach().make_plan(wishing(vec![rest("2026-06-01")])).await.unwrap_err();
    assert_eq!(details(&status).0, ["wishes.pins[0].date"]);
    let dutch = v1::MakePlanRequest { language_code: "nl".into(), ..wishing(vec![rest("2026-06-01")]) };
    let status = running.coach().make_plan(dutch).await.unwrap_err();
    let told = status.get_details_localized_message().unwrap();
    assert_eq!(told.locale, "nl");
    assert!(told.message.starts_with("2026-06-01 is geen dag van dit plan"), "{}", told.message);
    let status = running.coach().make_plan(wishing(vec![rest("soon")])).await.unwrap_err();
    assert_eq!(details(&status).0, ["wishes.pins[0].date"]);

    let status = running.coach().make_plan(v1::MakePlanRequest { days: 85, ..ask("nl") }).await.unwrap_err();
    assert_eq!(details(&status).0, ["days"]);
    let status = running.coach().make_plan(ask("tlh")).await.unwrap_err();
    assert_eq!(details(&status).0, ["language_code"]);
    running.stop().await;
}

#[tokio::test]
async fn a_session_is_checked_against_the_limits_of_the_day() {
    let running = Running::start().await;
    let name = running.add("a").await;
    running.record(diary(&name)).await;
    running.record(vec![record(&name, "hard", "2026-05-10T17:00:00Z", squats(12, 85.0))]).await;
    let squat_day = v1::Session {
        exercises: vec![v1::SessionExercise {
            exercise: "Squat (Barbell)".into(),
            sets: 5,
            reps: Some(5.0),
            rir: Some(1.0),
        }],
        ..v1::Session::default()
    };
    let ask = |session: v1::Session| v1::CheckSessionRequest {
        name: name.clone(),
        at: Some(instant(MORNING_AFTER)),
        session: Some(session),
        language_code: "nl".into(),
    };
    let check = running.coach().check_session(ask(squat_day.clone())).await.unwrap().into_inner().check.unwrap();
    assert_ne!(check.fit(), Fit::Fits);
    let excess = &check.excesses[0];
    assert!(excess.asked > excess.allowed, "{excess:?}");
    assert!(!excess.reason.as_ref().unwrap().text.is_empty());
    assert!(check.fits_from.unwrap().seconds > instant(MORNING_AFTER).seconds);

    let walk = v1::CardioBout {
        activity: v1::Activity::Walk.into(),
        duration_min: Some(20.0),
        effort_rpe: Some(2.0),
        ..v1::CardioBout::default()
    };
    let walk = v1::Session { cardio: vec![walk], ..v1::Session::default() };
    let check = running.coach().check_session(ask(walk)).await.unwrap().into_inner().check.unwrap();
    assert_eq!(check.fit(), Fit::Fits, "{check:?}");

    let unknown = v1::SessionExercise { exercise: "Underwater squat".into(), ..squat_day.exercises[0].clone() };
    let status = running.coach().check_session(ask(v1::Session { exercises: vec![unknown], ..squat_day })).await;
    assert_eq!(details(&status.unwrap_err()).0, ["session.exercises[0].exercise"]);
    let none = v1::CheckSessionRequest { session: None, ..ask(v1::Session::default()) };
    let status = running.coach().check_session(none).await;
    assert_eq!(details(&status.unwrap_err()).0, ["session.exercises"]);
    running.stop().await;
}

#[tokio::test]
async fn an_empty_history_is_answered_and_said_to_be_uncertain() {
    let running = Running::start().await;
    let name = running.add("a").await;
    let now = v1::GetReadinessRequest { name: name.clone(), ..v1::GetReadinessRequest::default() };
    let readiness = running.coach().get_readiness(now).await.unwrap().into_inner().readiness.unwrap();
    assert_eq!(readiness.light(), v1::Light::Grey);
    assert!(readiness.confidence < 0.3);

    let absurd = v1::GetReadinessRequest {
        name,
        at: Some(prost_types::Timestamp { seconds: i64::MAX, nanos: 0 }),
        ..v1::GetReadinessRequest::default()
    };
    let status = running.coach().get_readiness(absurd).await.unwrap_err();
    assert_eq!((status.code(), details(&status).0), (Code::InvalidArgument, vec!["at".to_owned()]));
    running.stop().await;
}

#[tokio::test]
async fn the_roster_shows_everybody() {
    let running = Running::start().await;
    for id in ["a", "b", "c"] {
        let name = running.add(id).await;
        running.record(diary(&name).iter().map(|entry| belongs_to(entry, &name, id)).collect()).await;
    }
    let fever = Kind::CheckIn(v1::CheckIn { illness: v1::Illness::Fever.into(), ..v1::CheckIn::default() });
    running.record(vec![record("gyms/default/members/b", "ill", "2026-05-11T06:00:00Z", fever)]).await;
    let mut request = v1::ListRosterRequest {
        parent: GYM.into(),
        at: Some(instant(MORNING_AFTER)),
        language_code: "en".into(),
        page_size: 2,
        page_token: String::new(),
    };
    let first = running.coach().list_roster(request.clone()).await.unwrap().into_inner();
    request.page_token = first.next_page_token;
    let second = running.coach().list_roster(request).await.unwrap().into_inner();
    assert_eq!((first.entries.len(), second.entries.len()), (2, 1));
    let ill = &first.entries[1];
    assert_eq!((ill.member.as_str(), ill.display_name.as_str()), ("gyms/default/members/b", "Sanne"));
    assert_eq!(ill.light(), v1::Light::Red);
    assert!(ill.reason.is_some());
    assert_ne!(second.entries[0].light(), v1::Light::Red);
    running.stop().await;
}

#[tokio::test]
async fn a_member_who_cannot_be_read_is_grey_on_the_roster_and_hides_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let store = Arc::clone(&config.store);
    let running = Running::start_as(folder, config, |server| server).await;
    for id in ["a", "c"] {
        running.add(id).await;
    }
    // Two ways to be unreadable: a profile, and an event.
    let now_us = 1_778_000_000_000_000;
    store.create_member("default", "b", b"\xff no profile", now_us).unwrap();
    let damaged = NewEvent {
        member: "c".into(),
        source: "app".into(),
        event_id: "1".into(),
        at_us: now_us,
        body: b"\xff no event".to_vec(),
    };
    store.record_events("default", vec![damaged], now_us).unwrap();
    drop(store);

    let request = v1::ListRosterRequest {
        parent: GYM.into(),
        at: Some(instant(MORNING_AFTER)),
        ..v1::ListRosterRequest::default()
    };
    let entries = running.coach().list_roster(request).await.unwrap().into_inner().entries;
    let shown: Vec<_> = entries.iter().map(|entry| (entry.member.as_str(), entry.display_name.as_str())).collect();
    assert_eq!(
        shown,
        [("gyms/default/members/a", "Sanne"), ("gyms/default/members/b", ""), ("gyms/default/members/c", "Sanne")]
    );
    for entry in &entries[1..] {
        assert_eq!((entry.light(), entry.confidence), (v1::Light::Grey, 0.0));
        assert!(entry.reason.is_none());
        let ask = v1::GetReadinessRequest { name: entry.member.clone(), ..v1::GetReadinessRequest::default() };
        assert_eq!(running.coach().get_readiness(ask).await.unwrap_err().code(), Code::DataLoss);
    }
    running.stop().await;
}

#[tokio::test]
async fn a_refusal_is_explained_and_the_change_it_names_is_enough() {
    let running = Running::start().await;
    let name = running.add("a").await;
    running.record(diary(&name)).await;
    running.record(vec![record(&name, "hard", "2026-05-10T17:00:00Z", squats(8, 80.0))]).await;
    let squat = v1::SessionExercise { exercise: "back-squat".into(), sets: 8, reps: Some(8.0), rir: Some(1.0) };
    let press = v1::SessionExercise { exercise: "barbell-bench-press".into(), ..squat.clone() };
    let session = v1::Session { exercises: vec![squat, press], ..v1::Session::default() };
    let asked = v1::ExplainRequest {
        name: name.clone(),
        at: Some(instant("2026-05-11T16:00:00Z")),
        session: Some(session.clone()),
        muscles: vec![Muscle::Quadriceps.into()],
        language_code: "nl".into(),
    };
    let answer = running.coach().explain(asked.clone()).await.unwrap().into_inner().explanation.unwrap();
    let quads = Some(v1::explained_limit::Subject::Muscle(Muscle::Quadriceps.into()));
    let limit = answer.limits.iter().find(|limit| limit.subject == quads).unwrap();
    assert_eq!(limit.quantity(), v1::Quantity::HardSets);
    assert!(limit.reason.as_ref().unwrap().text.starts_with("Bovenbenen"), "{limit:?}");
    let Some(v1::part::Cause::Session(cause)) = &limit.because[0].parts[0].cause else { panic!("{limit:?}") };
    assert_eq!(cause.event.as_ref().unwrap().event_id, "hard");
    assert!(answer.numbers.iter().all(|row| match row.subject {
        Some(v1::breakdown::Subject::Muscle(muscle)) => muscle == i32::from(Muscle::Quadriceps),
        _ => true,
    }));
    // Later is a way too, and for the one way that is for now the check of the changed session says yes.
    let later = |way: &v1::Way| matches!(way.changes[0].change, Some(v1::change::Change::Later(_)));
    assert_eq!(
        answer.ways.iter().filter(|way| later(way)).count(),
        usize::from(answer.check.unwrap().fits_from.is_some())
    );
    let way = answer.ways.iter().find(|way| !later(way)).expect("a way for now");
    let exercises = way.exercises.iter().map(|planned| v1::SessionExercise {
        exercise: planned.exercise.clone(),
        sets: planned.sets,
        reps: Some(planned.reps),
        rir: Some(planned.rir),
    });
    let changed = v1::Session { exercises: exercises.collect(), ..v1::Session::default() };
    let check = v1::CheckSessionRequest { name, at: asked.at, session: Some(changed), language_code: String::new() };
    let check = running.coach().check_session(check).await.unwrap().into_inner().check.unwrap();
    assert_eq!(check.fit(), Fit::Fits);

    let unknown = v1::ExplainRequest { muscles: vec![Muscle::Chest.into(), 99], ..asked };
    let refused = running.coach().explain(unknown).await.unwrap_err();
    assert_eq!(refused.code(), Code::InvalidArgument);
    assert_eq!(details(&refused).0, ["muscles[1]"]);
    running.stop().await;
}

#[tokio::test]
async fn a_gyms_own_sessions_are_listed_and_planned() {
    let folder = tempfile::tempdir().unwrap();
    let own = b"official = false\n[[template]]\nid = \"kade\"\nnl = \"De Kade\"\nen = \"The Quay\"\nrir = 2\n\
        exercises = [{ exercise = \"goblet-squat\", sets = 3, reps = 8 }, { exercise = \"push-up\", sets = 3, reps = 8 }]";
    let catalogue = Arc::new(rustdag_catalogue::Catalogue::official().with_own(own).unwrap().catalogue);
    let config = rustdag_server::Config { catalogue, ..config(folder.path()) };
    let running = Running::start_as(folder, config, |server| server).await;
    let name = running.add("a").await;

    let ask = |level: v1::Level| v1::ListTemplatesRequest {
        parent: GYM.into(),
        level: level.into(),
        language_code: "nl".into(),
    };
    let listed = running.coach().list_templates(ask(v1::Level::Novice)).await.unwrap().into_inner().templates;
    let session = listed[0].session.as_ref().unwrap();
    assert_eq!((listed.len(), session.template_id.as_str(), session.display_name.as_str()), (1, "kade", "De Kade"));
    assert!(listed[0].own && session.duration_min > 20.0 && !session.hard_sets.is_empty(), "{listed:?}");
    assert_eq!(listed[0].equipment().collect::<Vec<_>>(), [v1::Equipment::Kettlebell]);
    let all = running.coach().list_templates(ask(v1::Level::Unspecified)).await.unwrap().into_inner().templates;
    assert_eq!(all.len(), 3, "one for each level");
    let status = running.coach().list_templates(v1::ListTemplatesRequest::default()).await.unwrap_err();
    assert_eq!(details(&status).0, ["parent"]);

    let request = v1::MakePlanRequest {
        name,
        at: Some(instant(MORNING_AFTER)),
        language_code: "en".into(),
        ..v1::MakePlanRequest::default()
    };
    let plan = running.coach().make_plan(request).await.unwrap().into_inner().plan.unwrap();
    let names: Vec<&str> =
        plan.days.iter().filter_map(|day| day.session.as_ref()).map(|session| session.display_name.as_str()).collect();
    assert!(!names.is_empty() && names.iter().all(|name| *name == "The Quay"), "{names:?}");
    // What the plan was made of besides rules and log is told.
    assert_eq!(plan.templates_digest, rustdag_host::digest(own));
    assert_eq!(plan.engine_version, env!("CARGO_PKG_VERSION"));
    running.stop().await;
}

#[tokio::test]
async fn who_is_not_there_is_told_so_whatever_is_asked() {
    let running = Running::start().await;
    for name in ["gyms/default/members/nobody", "gyms/nowhere/members/nobody"].map(String::from) {
        let mut coach = running.coach();
        let rule_set = "gyms/nowhere/ruleSets/0".to_owned();
        let refused = [
            coach.get_readiness(v1::GetReadinessRequest { name: name.clone(), ..Default::default() }).await.err(),
            coach.make_plan(v1::MakePlanRequest { name: name.clone(), ..Default::default() }).await.err(),
            coach.check_session(v1::CheckSessionRequest { name: name.clone(), ..Default::default() }).await.err(),
            coach.explain(v1::ExplainRequest { name: name.clone(), ..Default::default() }).await.err(),
            coach.get_learned(v1::GetLearnedRequest { name: name.clone(), ..Default::default() }).await.err(),
            coach.get_forecast(v1::GetForecastRequest { name: name.clone(), ..Default::default() }).await.err(),
            coach.make_plan(v1::MakePlanRequest { name: name.clone(), rule_set, ..Default::default() }).await.err(),
        ];
        for (place, status) in refused.into_iter().enumerate() {
            let status = status.unwrap();
            assert_eq!((status.code(), &*details(&status).1), (Code::NotFound, "NO_MEMBER"), "{place} of {name}");
        }
    }
    running.stop().await;
}
