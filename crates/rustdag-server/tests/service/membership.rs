//! Members come, change and go.

use crate::running::{GYM, Running, details, intermediate, record, squats};
use prost_types::FieldMask;
use rustdag_proto::v1::{self, Level};
use tonic::Code;

fn update(name: &str, profile: v1::Profile, paths: &[&str]) -> v1::UpdateMemberRequest {
    v1::UpdateMemberRequest {
        member: Some(v1::Member { name: name.into(), profile: Some(profile), ..v1::Member::default() }),
        update_mask: Some(FieldMask { paths: paths.iter().map(|&path| path.to_owned()).collect() }),
        allow_missing: false,
    }
}

#[tokio::test]
async fn a_member_is_added_read_and_changed() {
    let running = Running::start().await;
    let name = running.add("1001").await;
    assert_eq!(name, "gyms/default/members/1001");
    let get = v1::GetMemberRequest { name: name.clone() };
    let member = running.members().get_member(get.clone()).await.unwrap().into_inner().member.unwrap();
    assert_eq!(member.profile, Some(intermediate()));
    assert!(member.create_time.is_some());

    let advanced = v1::Profile { level: Level::Advanced.into(), ..v1::Profile::default() };
    let request = update(&name, advanced.clone(), &["profile.level", "profile.body_mass_kg"]);
    let changed = running.members().update_member(request).await.unwrap().into_inner().member.unwrap();
    let profile = changed.profile.clone().unwrap();
    assert_eq!((profile.level(), profile.body_mass_kg), (Level::Advanced, None));
    assert_eq!(profile.display_name, "Sanne");
    assert_ne!(changed.etag, member.etag);
    assert_eq!(running.members().get_member(get).await.unwrap().into_inner().member.unwrap(), changed);

    // Who saw an older state does not overwrite a newer one.
    let mut stale = update(&name, intermediate(), &["*"]);
    stale.member.as_mut().unwrap().etag = member.etag;
    let status = running.members().update_member(stale.clone()).await.unwrap_err();
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::Aborted, "CHANGED"));
    stale.member.as_mut().unwrap().etag = changed.etag;
    running.members().update_member(stale).await.unwrap();

    let same = v1::CreateMemberRequest {
        parent: GYM.into(),
        member_id: "1001".into(),
        member: Some(v1::Member { profile: Some(intermediate()), ..v1::Member::default() }),
    };
    let status = running.members().create_member(same).await.unwrap_err();
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::AlreadyExists, "MEMBER_EXISTS"));
    running.stop().await;
}

#[tokio::test]
async fn a_gym_brings_its_members_up_to_date_by_its_own_ids() {
    let running = Running::start().await;
    let mut upsert = update("gyms/default/members/A-7", intermediate(), &["profile"]);
    let status = running.members().update_member(upsert.clone()).await.unwrap_err();
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::NotFound, "NO_MEMBER"));

    upsert.allow_missing = true;
    let first = running.members().update_member(upsert.clone()).await.unwrap().into_inner().member.unwrap();
    let second = running.members().update_member(upsert.clone()).await.unwrap().into_inner().member.unwrap();
    assert_eq!(first, second, "the same again changes nothing");

    // At the same time too.
    upsert.member.as_mut().unwrap().name = "gyms/default/members/B-1".into();
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (mut members, upsert) = (running.members(), upsert.clone());
        calls.spawn(async move { members.update_member(upsert).await.unwrap() });
    }
    assert_eq!(calls.join_all().await.len(), 8);
    running.stop().await;
}

#[tokio::test]
async fn what_is_wrong_is_named_and_nothing_is_kept() {
    let running = Running::start().await;
    let create = |member_id: &str, profile: v1::Profile| v1::CreateMemberRequest {
        parent: GYM.into(),
        member_id: member_id.into(),
        member: Some(v1::Member { profile: Some(profile), ..v1::Member::default() }),
    };
    let wrong = [
        (create("a/b", intermediate()), "member_id"),
        (create("1", v1::Profile { born: Some("2001-02-29".into()), ..intermediate() }), "member.profile.born"),
        (create("1", v1::Profile { zone: "Mars/Olympus".into(), ..intermediate() }), "member.profile.zone"),
        (create("1", v1::Profile { body_mass_kg: Some(-1.0), ..intermediate() }), "member.profile.body_mass_kg"),
        (v1::CreateMemberRequest { member: None, ..create("1", intermediate()) }, "member.profile"),
        (v1::CreateMemberRequest { parent: "default".into(), ..create("1", intermediate()) }, "parent"),
    ];
    for (request, field) in wrong {
        let status = running.members().create_member(request).await.unwrap_err();
        assert_eq!(status.code(), Code::InvalidArgument);
        assert_eq!(details(&status), (vec![field.to_owned()], "INVALID_FIELD".to_owned()));
        assert!(status.message().starts_with(field), "{}", status.message());
    }
    let elsewhere = v1::CreateMemberRequest { parent: "gyms/mars".into(), ..create("1", intermediate()) };
    let status = running.members().create_member(elsewhere).await.unwrap_err();
    assert_eq!((status.code(), details(&status).1.as_str()), (Code::NotFound, "NO_GYM"));

    let list = v1::ListMembersRequest { parent: GYM.into(), ..v1::ListMembersRequest::default() };
    assert_eq!(running.members().list_members(list).await.unwrap().into_inner().members, []);

    let name = running.add("1").await;
    for path in ["etag", "name", "profile.mass"] {
        let status = running.members().update_member(update(&name, intermediate(), &[path])).await.unwrap_err();
        assert_eq!(details(&status).0, ["update_mask"], "{path}");
    }
    // A change that would leave a member nobody can read is refused.
    let status = running.members().update_member(update(&name, v1::Profile::default(), &["profile.zone"])).await;
    assert_eq!(details(&status.unwrap_err()).0, ["member.profile.zone"]);
    running.stop().await;
}

#[tokio::test]
async fn members_are_listed_in_pages() {
    let running = Running::start().await;
    for number in 0..5 {
        running.add(&format!("m{number}")).await;
    }
    let mut seen = Vec::new();
    let mut request = v1::ListMembersRequest { parent: GYM.into(), page_size: 2, page_token: String::new() };
    let mut pages = 0;
    loop {
        let page = running.members().list_members(request.clone()).await.unwrap().into_inner();
        seen.extend(page.members.into_iter().map(|member| member.name));
        pages += 1;
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    assert_eq!(pages, 3);
    assert_eq!(seen, (0..5).map(|number| format!("gyms/default/members/m{number}")).collect::<Vec<_>>());

    request.page_token = "zz".into();
    assert_eq!(details(&running.members().list_members(request.clone()).await.unwrap_err()).0, ["page_token"]);
    request = v1::ListMembersRequest { page_size: -1, page_token: String::new(), ..request };
    assert_eq!(details(&running.members().list_members(request).await.unwrap_err()).0, ["page_size"]);
    running.stop().await;
}

#[tokio::test]
async fn a_member_who_is_erased_is_gone() {
    let running = Running::start().await;
    let name = running.add("1").await;
    running.record(vec![record(&name, "1", "2026-05-10T17:00:00Z", squats(5, 80.0))]).await;
    let erase = v1::EraseMemberRequest { name: name.clone(), etag: "\"0-0\"".into(), allow_missing: false };
    assert_eq!(running.members().erase_member(erase.clone()).await.unwrap_err().code(), Code::Aborted);

    let erase = v1::EraseMemberRequest { etag: String::new(), ..erase };
    let erased = running.members().erase_member(erase.clone()).await.unwrap().into_inner();
    assert_eq!(erased.erased_events, 1);
    assert_eq!(running.members().erase_member(erase.clone()).await.unwrap_err().code(), Code::NotFound);
    let again = v1::EraseMemberRequest { allow_missing: true, ..erase };
    assert_eq!(running.members().erase_member(again).await.unwrap().into_inner().erased_events, 0);

    let readiness = v1::GetReadinessRequest { name: name.clone(), ..v1::GetReadinessRequest::default() };
    assert_eq!(running.coach().get_readiness(readiness).await.unwrap_err().code(), Code::NotFound);
    // Who comes back begins anew.
    running.add("1").await;
    let list = v1::ListEventsRequest { parent: name, ..v1::ListEventsRequest::default() };
    assert_eq!(running.logs().list_events(list).await.unwrap().into_inner().events, []);
    running.stop().await;
}
