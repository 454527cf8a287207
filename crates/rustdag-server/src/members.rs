//! Members: in, store, out.

use crate::page;
use crate::refusal::Refusal;
use crate::state::{State, now_us};
use crate::wire::resource::{self, MemberName};
use crate::wire::{Invalid, instant, profile};
use jiff::Timestamp;
use prost::Message as _;
use rustdag_proto::v1::members_service_server::MembersService;
use rustdag_proto::{mask, v1};
use rustdag_store::{Member, StoreError, Version};
use std::sync::Arc;
use tonic::{Request, Response, Status};

const PAGE_USUAL: u32 = 50;
const PAGE_MOST: u32 = 500;

/// How often an update without an etag is tried on top of changes that came in between.
const UPDATE_TRIES: usize = 8;

/// The service of the same name.
pub(crate) struct Members(pub(crate) Arc<State>);

#[tonic::async_trait]
impl MembersService for Members {
    async fn create_member(
        &self,
        request: Request<v1::CreateMemberRequest>,
    ) -> Result<Response<v1::CreateMemberResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| create(state, request)).await?))
    }

    async fn get_member(
        &self,
        request: Request<v1::GetMemberRequest>,
    ) -> Result<Response<v1::GetMemberResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| get(state, request)).await?))
    }

    async fn update_member(
        &self,
        request: Request<v1::UpdateMemberRequest>,
    ) -> Result<Response<v1::UpdateMemberResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| update(state, request)).await?))
    }

    async fn list_members(
        &self,
        request: Request<v1::ListMembersRequest>,
    ) -> Result<Response<v1::ListMembersResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| list(state, request)).await?))
    }

    async fn erase_member(
        &self,
        request: Request<v1::EraseMemberRequest>,
    ) -> Result<Response<v1::EraseMemberResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| erase(state, request)).await?))
    }
}

fn create(state: &State, request: v1::CreateMemberRequest) -> Result<v1::CreateMemberResponse, Refusal> {
    let v1::CreateMemberRequest { parent, member_id, member } = request;
    let gym = resource::gym("parent", &parent)?;
    let name = MemberName { gym, member: resource::member_id("member_id", &member_id)? };
    let profile = member.and_then(|member| member.profile);
    Ok(v1::CreateMemberResponse { member: Some(add(state, &name, profile)?) })
}

fn add(state: &State, name: &MemberName, profile: Option<v1::Profile>) -> Result<v1::Member, Refusal> {
    let profile = judged(profile)?;
    let member = state.store.create_member(&name.gym, &name.member, &profile.encode_to_vec(), now_us())?;
    to_proto(&name.gym, &member)
}

/// A profile that the engine can read.
fn judged(profile: Option<v1::Profile>) -> Result<v1::Profile, Invalid> {
    let profile = profile.ok_or_else(|| Invalid::missing("member.profile", "at least the member's level and zone"))?;
    profile::from_proto(profile.clone()).map_err(|invalid| invalid.within("member.profile"))?;
    Ok(profile)
}

fn get(state: &State, request: v1::GetMemberRequest) -> Result<v1::GetMemberResponse, Refusal> {
    let v1::GetMemberRequest { name } = request;
    let name = resource::member("name", &name)?;
    let member = state.store.member(&name.gym, &name.member)?.ok_or_else(|| no_member(&name))?;
    Ok(v1::GetMemberResponse { member: Some(to_proto(&name.gym, &member)?) })
}

fn update(state: &State, request: v1::UpdateMemberRequest) -> Result<v1::UpdateMemberResponse, Refusal> {
    let v1::UpdateMemberRequest { member, update_mask, allow_missing } = request;
    let patch = member.ok_or_else(|| Invalid::missing("member", "the member, with its name"))?;
    let name = resource::member("member.name", &patch.name)?;
    let paths = update_mask.map(|mask| mask.paths).unwrap_or_default();
    may_change(&paths)?;
    let mut tries = UPDATE_TRIES;
    loop {
        tries -= 1;
        let outcome = match state.store.member(&name.gym, &name.member)? {
            Some(stored) => change(state, &name, stored, &patch, &paths),
            None if allow_missing => add(state, &name, patch.profile.clone()),
            None => Err(no_member(&name).into()),
        };
        match outcome {
            // Somebody else was quicker; without an etag the caller does not mind on top of what.
            Err(Refusal::Store(StoreError::Changed { .. })) if patch.etag.is_empty() && tries > 0 => {}
            Err(Refusal::Store(StoreError::MemberExists { .. })) if allow_missing && tries > 0 => {}
            outcome => return Ok(v1::UpdateMemberResponse { member: Some(outcome?) }),
        }
    }
}

/// Only the profile is the caller's to change.
fn may_change(paths: &[String]) -> Result<(), Invalid> {
    match paths.iter().find(|path| !(*path == "*" || *path == "profile" || path.starts_with("profile."))) {
        Some(path) => Err(Invalid::new(
            "update_mask",
            format_args!("names `{path}`; only `profile` and its parts can be changed"),
        )),
        None => Ok(()),
    }
}

fn change(
    state: &State,
    name: &MemberName,
    stored: Member,
    patch: &v1::Member,
    paths: &[String],
) -> Result<v1::Member, Refusal> {
    if !patch.etag.is_empty() && patch.etag != etag(stored.version) {
        return Err(StoreError::Changed { gym: name.gym.clone(), member: name.member.clone() }.into());
    }
    let current = to_proto(&name.gym, &stored)?;
    let mut target = v1::Member { profile: current.profile.clone(), ..v1::Member::default() };
    let patch = v1::Member { profile: patch.profile.clone(), ..v1::Member::default() };
    mask::apply(&mut target, &patch, paths).map_err(|error| Invalid::new("update_mask", error))?;
    if target.profile == current.profile {
        return Ok(current);
    }
    let profile = judged(target.profile)?.encode_to_vec();
    let member = state.store.update_member(&name.gym, &name.member, &profile, stored.version, now_us())?;
    to_proto(&name.gym, &member)
}

fn list(state: &State, request: v1::ListMembersRequest) -> Result<v1::ListMembersResponse, Refusal> {
    let v1::ListMembersRequest { parent, page_size, page_token } = request;
    let gym = resource::gym("parent", &parent)?;
    let size = page::size(page_size, PAGE_USUAL, PAGE_MOST)?;
    let after = page::read_member(&parent, &page_token)?;
    let (members, next_page_token) = member_page(state, &gym, &parent, after.as_deref(), size)?;
    let members = members.iter().map(|member| to_proto(&gym, member)).collect::<Result<_, _>>()?;
    Ok(v1::ListMembersResponse { members, next_page_token })
}

/// A page of members, and the token of the next.
pub(crate) fn member_page(
    state: &State,
    gym: &str,
    parent: &str,
    after: Option<&str>,
    size: u32,
) -> Result<(Vec<Member>, String), Refusal> {
    // One more than asked for tells whether there is a next page.
    let mut members = state.store.members(gym, after, size + 1)?;
    let mut token = String::new();
    if members.len() > size as usize {
        members.truncate(size as usize);
        token = members.last().map(|member| page::after_member(parent, &member.id)).unwrap_or_default();
    }
    Ok((members, token))
}

fn erase(state: &State, request: v1::EraseMemberRequest) -> Result<v1::EraseMemberResponse, Refusal> {
    let v1::EraseMemberRequest { name, etag: seen, allow_missing } = request;
    let name = resource::member("name", &name)?;
    let version = if seen.is_empty() { None } else { state.store.version(&name.gym, &name.member)? };
    if version.is_some_and(|version| etag(version) != seen) {
        return Err(StoreError::Changed { gym: name.gym, member: name.member }.into());
    }
    let outcome = state.store.erase_member(&name.gym, &name.member, version);
    if matches!(outcome, Ok(_) | Err(StoreError::NoMember { .. })) {
        state.histories.forget(&name);
    }
    match outcome {
        Ok(events) => Ok(v1::EraseMemberResponse { erased_events: i64::try_from(events).unwrap_or(i64::MAX) }),
        Err(StoreError::NoMember { .. }) if allow_missing => Ok(v1::EraseMemberResponse { erased_events: 0 }),
        Err(error) => Err(error.into()),
    }
}

fn no_member(name: &MemberName) -> StoreError {
    StoreError::NoMember { gym: name.gym.clone(), member: name.member.clone() }
}

/// The state of a profile, quoted as HTTP does it. The log is not part of it: recording does not disturb who edits.
fn etag(version: Version) -> String {
    let Version { created_us, revision, log_revision: _ } = version;
    format!("\"{created_us:x}-{revision:x}\"")
}

fn to_proto(gym: &str, member: &Member) -> Result<v1::Member, Refusal> {
    let name = MemberName { gym: gym.to_owned(), member: member.id.clone() }.to_string();
    let profile = v1::Profile::decode(&member.profile[..])
        .map_err(|error| Refusal::Unreadable { of: name.clone(), what: error.to_string() })?;
    Ok(v1::Member {
        name,
        profile: Some(profile),
        etag: etag(member.version),
        create_time: time(member.version.created_us),
        update_time: time(member.updated_us),
    })
}

fn time(us: i64) -> Option<prost_types::Timestamp> {
    Timestamp::from_microsecond(us).ok().map(instant::to_proto)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, RulesAdmin};
    use rustdag_core::rule::RuleSet;
    use rustdag_host::{Settings, Trust};

    #[test]
    fn erasing_a_member_leaves_nothing_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let state = State::new(Config {
            listen: ([127, 0, 0, 1], 0).into(),
            store: rustdag_store::open(&format!("sqlite://{}", folder.path().join("gym.db").display())).unwrap(),
            rules: RuleSet::default(),
            loaded: Vec::new(),
            parameters: Settings::default(),
            trust: Trust::default(),
            rules_admin: RulesAdmin::default(),
            catalogue: rustdag_catalogue::Catalogue::shared(),
        });
        let name = MemberName { gym: "default".into(), member: "1".into() };
        let level = v1::Level::Novice.into();
        let profile = v1::Profile { level, zone: "Europe/Amsterdam".into(), ..v1::Profile::default() };
        add(&state, &name, Some(profile)).unwrap();
        let known = Arc::downgrade(&state.histories.get(&*state.store, &name).unwrap());
        assert!(known.upgrade().is_some(), "it is kept for the next question");

        let request = v1::EraseMemberRequest { name: name.to_string(), ..v1::EraseMemberRequest::default() };
        erase(&state, request).unwrap();
        assert!(known.upgrade().is_none());
    }
}
