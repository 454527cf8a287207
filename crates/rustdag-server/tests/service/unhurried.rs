//! What waits for the disk does not hold up who is answered from memory.

use crate::running::{GYM, Running, config, instant, record, squats};
use crate::watched::Watched;
use rustdag_proto::v1;

/// The service of these stories has one thread for all its calls, the story's own: what is done on it holds up all.
#[tokio::test]
async fn long_reads_hold_up_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (config, watched) = Watched::of(config(folder.path()), None);
    let running = Running::start_as(folder, config, |server| server).await;
    let name = running.add("a").await;
    let at = "2026-05-10T17:00:00Z";
    running.record(vec![record(&name, "1", at, squats(3, 80.0)), record(&name, "2", at, squats(1, 40.0))]).await;
    let taken = v1::RetractEventRequest { parent: name.clone(), source: "app".into(), event_id: "2".into() };
    running.logs().retract_event(taken).await.unwrap();
    watched.calls();

    // A history that is not known any more.
    let first = running.readiness(&name, "2026-05-11T07:00:00Z").await;
    let calls = watched.calls();
    assert!(calls.contains(&("history", false)), "{calls:?}");
    // One that is known is answered on the spot, after one short look whether it changed.
    assert_eq!(running.readiness(&name, "2026-05-11T07:00:00Z").await, first);
    assert_eq!(watched.calls(), [("last_rule_change", true), ("version", true)]);

    let list = v1::ListEventsRequest { parent: name.clone(), ..v1::ListEventsRequest::default() };
    running.logs().list_events(list).await.unwrap();
    assert_eq!(watched.calls(), [("events", false)]);
    let list = v1::ListMembersRequest { parent: GYM.into(), ..v1::ListMembersRequest::default() };
    running.members().list_members(list).await.unwrap();
    assert_eq!(watched.calls(), [("members", false)]);
    running.members().get_member(v1::GetMemberRequest { name: name.clone() }).await.unwrap();
    assert_eq!(watched.calls(), [("member", false)]);

    let at = Some(instant("2026-05-11T07:00:00Z"));
    let roster = v1::ListRosterRequest { parent: GYM.into(), at, ..v1::ListRosterRequest::default() };
    running.coach().list_roster(roster).await.unwrap();
    let plan = v1::MakePlanRequest { name, at, ..v1::MakePlanRequest::default() };
    running.coach().make_plan(plan).await.unwrap();
    let calls = watched.calls();
    assert!(!calls.is_empty() && calls.iter().all(|(_, held_up)| !held_up), "{calls:?}");
    running.stop().await;
}
