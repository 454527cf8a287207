//! Fills an empty database with the made-up gym, as any client would: the same calls, the same checks, the same store.

use crate::failure::Failure;
use crate::gym;
use crate::output::Output;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rustdag_demo::{DemoMember, demo_gym};
use rustdag_proto::v1;
use rustdag_proto::v1::event_result;
use rustdag_proto::v1::logs_service_client::LogsServiceClient;
use rustdag_proto::v1::members_service_client::MembersServiceClient;
use rustdag_server::wire;
use tokio::sync::watch;
use tonic::Status;
use tonic::transport::Channel;

const MEMBERS: usize = 200;
const DAYS: u32 = 120;
/// The gym is the same one every time.
const SEED: u64 = 11;
/// Events per call.
const BATCH: usize = 500;
/// Members per call.
const PAGE: i32 = 500;
/// Where the gym is.
const ZONE: &str = "Europe/Amsterdam";

/// What became of filling.
pub(crate) enum Filled {
    /// All of it is there; `rest` if it had been begun before.
    Whole { members: usize, events: usize, rest: bool },
    /// There were members: nothing was changed.
    NotEmpty,
    /// It was told to stop; what had been written was taken out again.
    Stopped,
}

/// A client of the service that was just started.
pub(crate) struct Client {
    members: MembersServiceClient<Channel>,
    logs: LogsServiceClient<Channel>,
}

impl Client {
    /// # Errors
    /// [`Failure`] if the service cannot be reached, which the machine's own rules may forbid.
    pub async fn connect(server: &str) -> Result<Self, Failure> {
        let cannot = |error: tonic::transport::Error| {
            Failure::input(format!("the service cannot be reached at {server} from this machine: {error}"))
        };
        let endpoint = Channel::from_shared(server.to_owned())
            .map_err(|error| Failure::input(format!("{server} is no address: {error}")))?;
        let channel = endpoint.connect().await.map_err(cannot)?;
        Ok(Self { members: MembersServiceClient::new(channel.clone()), logs: LogsServiceClient::new(channel) })
    }

    /// Name of the member to show first: one with a name of the made-up gym, else any.
    pub async fn some_member(&mut self) -> Result<Option<String>, Failure> {
        let sanne = gym::member("sanne");
        if self.members.get_member(v1::GetMemberRequest { name: sanne.clone() }).await.is_ok() {
            return Ok(Some(sanne));
        }
        self.first_member().await
    }

    async fn first_member(&mut self) -> Result<Option<String>, Failure> {
        let request = v1::ListMembersRequest { parent: gym::embedded(), page_size: 1, page_token: String::new() };
        let page = self.members.list_members(request).await.map_err(|status| cannot_list(&status))?.into_inner();
        Ok(page.members.into_iter().next().map(|member| member.name))
    }

    /// Every member that is there.
    async fn all_members(&mut self) -> Result<Vec<v1::Member>, Failure> {
        let mut all = Vec::new();
        let mut page_token = String::new();
        loop {
            let request = v1::ListMembersRequest { parent: gym::embedded(), page_size: PAGE, page_token };
            let page = self.members.list_members(request).await.map_err(|status| cannot_list(&status))?.into_inner();
            all.extend(page.members);
            page_token = page.next_page_token;
            if page_token.is_empty() {
                return Ok(all);
            }
        }
    }

    /// Fills an empty gym, or goes on where filling it was cut off.
    ///
    /// # Errors
    /// [`Failure`] if the service refuses something or cannot store it.
    pub async fn fill(&mut self, stop: &watch::Receiver<bool>, output: Output) -> Result<Filled, Failure> {
        const WHAT: &str = "Making up a gym";
        let there = self.all_members().await?;
        if there.len() >= MEMBERS {
            return Ok(Filled::NotEmpty);
        }
        output.progress(WHAT, there.len(), MEMBERS);
        // The rest of a gym is made up as of the day on which it was begun, so that all of it fits together.
        let gym = demo_gym(SEED, MEMBERS, DAYS, begun(&there).unwrap_or_else(today));
        if !is_beginning(&gym, &there) {
            return Ok(Filled::NotEmpty);
        }
        // The last one may be there without all of its events; those that are there are recorded once all the same.
        let first = there.len().saturating_sub(1);
        for (place, member) in gym.iter().enumerate().skip(first) {
            if *stop.borrow() {
                self.empty(&gym[..place]).await?;
                return Ok(Filled::Stopped);
            }
            if let Err(failure) = self.add(member, place < there.len()).await {
                // The disk may be full: emptying is tried, and the first failure is told.
                return Err(match self.empty(&gym[..=place]).await {
                    Ok(()) => failure,
                    Err(_) => Failure::input(format!(
                        "{failure} Part of the made-up gym is left; once that is mended, serve --demo goes on with it."
                    )),
                });
            }
            output.progress(WHAT, place + 1, gym.len());
        }
        let events = gym.iter().map(|member| member.events.len()).sum();
        Ok(Filled::Whole { members: gym.len(), events, rest: !there.is_empty() })
    }

    /// Adds a member, or only the events of one that is there.
    async fn add(&mut self, member: &DemoMember, is_there: bool) -> Result<(), Failure> {
        let refused =
            |status: Status| Failure::input(format!("member {} cannot be added: {}", member.id, status.message()));
        let v1::MemberFile { profile, events, at: _ } = wire::member_file::to_proto(&member.profile, &member.events);
        if !is_there {
            let request = v1::CreateMemberRequest {
                parent: gym::embedded(),
                member_id: member.id.clone(),
                member: Some(v1::Member { profile, ..v1::Member::default() }),
            };
            self.members.create_member(request).await.map_err(refused)?;
        }
        for batch in events.chunks(BATCH) {
            let records =
                batch.iter().map(|event| v1::EventRecord { member: name(member), event: Some(event.clone()) });
            let request = v1::RecordEventsRequest { parent: gym::embedded(), records: records.collect() };
            let answer = self.logs.record_events(request).await.map_err(refused)?.into_inner();
            for result in answer.results {
                if let Some(event_result::Result::Refusal(refusal)) = result.result {
                    return Err(Failure::input(format!("an event of {} was refused: {}", member.id, refusal.message)));
                }
            }
        }
        Ok(())
    }

    /// Takes out what was added, the last one first: what is left if this is cut off can be gone on with.
    async fn empty(&mut self, added: &[DemoMember]) -> Result<(), Failure> {
        for member in added.iter().rev() {
            let request = v1::EraseMemberRequest { name: name(member), etag: String::new(), allow_missing: true };
            self.members.erase_member(request).await.map_err(|status| {
                Failure::input(format!("member {} cannot be taken out again: {}", member.id, status.message()))
            })?;
        }
        Ok(())
    }
}

fn name(member: &DemoMember) -> String {
    gym::member(&member.id)
}

fn cannot_list(status: &Status) -> Failure {
    Failure::input(format!("the members cannot be listed: {}", status.message()))
}

/// Whether the members that are there are the first ones of the made-up gym, unchanged: somebody's own member who happens
/// to be called Sanne is not.
fn is_beginning(gym: &[DemoMember], there: &[v1::Member]) -> bool {
    there.len() <= gym.len()
        && gym.iter().take(there.len()).all(|made_up| {
            let profile = wire::profile::to_proto(&made_up.profile);
            there.iter().any(|member| member.name == name(made_up) && member.profile.as_ref() == Some(&profile))
        })
}

/// The day on which the first of these members was added, where the gym is.
fn begun(there: &[v1::Member]) -> Option<Date> {
    let first = there.iter().filter_map(|member| member.create_time).map(|at| at.seconds).min()?;
    Some(zone().to_datetime(Timestamp::from_second(first).ok()?).date())
}

/// The whole gym as of a day, as `serve --demo` makes it.
pub(crate) fn members(until: Date) -> Vec<DemoMember> {
    demo_gym(SEED, MEMBERS, DAYS, until)
}

/// Today, where the gym is.
pub(crate) fn today() -> Date {
    zone().to_datetime(Timestamp::now()).date()
}

pub(crate) fn zone() -> TimeZone {
    TimeZone::get(ZONE).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there(member: &DemoMember, at: &str) -> v1::Member {
        let at: Timestamp = at.parse().unwrap();
        v1::Member {
            name: name(member),
            profile: Some(wire::profile::to_proto(&member.profile)),
            create_time: Some(prost_types::Timestamp { seconds: at.as_second(), nanos: 0 }),
            ..v1::Member::default()
        }
    }

    #[test]
    fn only_the_beginning_of_the_made_up_gym_is_gone_on_with() {
        let day = jiff::civil::date(2026, 5, 12);
        let gym = demo_gym(SEED, 4, 10, day);
        let members: Vec<v1::Member> = gym.iter().rev().map(|member| there(member, "2026-05-11T22:30:00Z")).collect();
        assert_eq!(begun(&members), Some(day), "the day is that of the gym's own clock");
        assert!(is_beginning(&gym, &[]) && is_beginning(&gym, &members) && is_beginning(&gym, &members[2..]));
        assert!(!is_beginning(&gym, &members[..2]), "the first ones are gone: somebody took them out");
        let mut own = members[3].clone();
        own.profile.as_mut().unwrap().display_name = "Sanne de Wit".into();
        assert!(!is_beginning(&gym, &[own]), "somebody's own member");
    }
}
