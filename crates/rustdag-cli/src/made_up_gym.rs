//! Fills an empty database with the made-up gym, as any client would: the same calls, the same checks, the same store.

use crate::failure::Failure;
use crate::output::Output;
use jiff::Timestamp;
use jiff::civil::Date;
use rustdag_demo::{DemoMember, demo_gym};
use rustdag_proto::v1;
use rustdag_proto::v1::event_result;
use rustdag_proto::v1::logs_service_client::LogsServiceClient;
use rustdag_proto::v1::members_service_client::MembersServiceClient;
use rustdag_server::wire;
use tokio::sync::watch;
use tonic::Status;
use tonic::transport::Channel;

/// The gym of an embedded service.
const GYM: &str = "gyms/default";
const MEMBERS: usize = 200;
const DAYS: u32 = 120;
/// The gym is the same one every time.
const SEED: u64 = 11;
/// Events per call.
const BATCH: usize = 500;
/// Where the gym is.
const ZONE: &str = "Europe/Amsterdam";

/// What became of filling.
pub(crate) enum Filled {
    /// All of it is there.
    Whole { members: usize, events: usize },
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
        let sanne = format!("{GYM}/members/sanne");
        if self.members.get_member(v1::GetMemberRequest { name: sanne.clone() }).await.is_ok() {
            return Ok(Some(sanne));
        }
        self.first_member().await
    }

    async fn first_member(&mut self) -> Result<Option<String>, Failure> {
        let request = v1::ListMembersRequest { parent: GYM.to_owned(), page_size: 1, page_token: String::new() };
        let page = self.members.list_members(request).await.map_err(|status| cannot_list(&status))?.into_inner();
        Ok(page.members.into_iter().next().map(|member| member.name))
    }

    /// Fills an empty gym.
    ///
    /// # Errors
    /// [`Failure`] if the service refuses something or cannot store it.
    pub async fn fill(&mut self, stop: &watch::Receiver<bool>, output: Output) -> Result<Filled, Failure> {
        const WHAT: &str = "Making up a gym";
        if self.first_member().await?.is_some() {
            return Ok(Filled::NotEmpty);
        }
        output.progress(WHAT, 0, MEMBERS);
        let gym = demo_gym(SEED, MEMBERS, DAYS, today());
        let mut events = 0;
        for (place, member) in gym.iter().enumerate() {
            if *stop.borrow() {
                self.empty(&gym[..place]).await?;
                return Ok(Filled::Stopped);
            }
            match self.add(member).await {
                Ok(()) => events += member.events.len(),
                Err(failure) => {
                    // The disk may be full: emptying is tried, and the first failure is told.
                    let _ = self.empty(&gym[..=place]).await;
                    return Err(failure);
                }
            }
            output.progress(WHAT, place + 1, gym.len());
        }
        Ok(Filled::Whole { members: gym.len(), events })
    }

    async fn add(&mut self, member: &DemoMember) -> Result<(), Failure> {
        let refused =
            |status: Status| Failure::input(format!("member {} cannot be added: {}", member.id, status.message()));
        let v1::MemberFile { profile, events, at: _ } = wire::member_file::to_proto(&member.profile, &member.events);
        let request = v1::CreateMemberRequest {
            parent: GYM.to_owned(),
            member_id: member.id.clone(),
            member: Some(v1::Member { profile, ..v1::Member::default() }),
        };
        self.members.create_member(request).await.map_err(refused)?;
        for batch in events.chunks(BATCH) {
            let records =
                batch.iter().map(|event| v1::EventRecord { member: name(member), event: Some(event.clone()) });
            let request = v1::RecordEventsRequest { parent: GYM.to_owned(), records: records.collect() };
            let answer = self.logs.record_events(request).await.map_err(refused)?.into_inner();
            for result in answer.results {
                if let Some(event_result::Result::Refusal(refusal)) = result.result {
                    return Err(Failure::input(format!("an event of {} was refused: {}", member.id, refusal.message)));
                }
            }
        }
        Ok(())
    }

    /// Takes out what was added.
    async fn empty(&mut self, added: &[DemoMember]) -> Result<(), Failure> {
        for member in added {
            let request = v1::EraseMemberRequest { name: name(member), etag: String::new(), allow_missing: true };
            self.members.erase_member(request).await.map_err(|status| {
                Failure::input(format!("member {} cannot be taken out again: {}", member.id, status.message()))
            })?;
        }
        Ok(())
    }
}

fn name(member: &DemoMember) -> String {
    format!("{GYM}/members/{}", member.id)
}

fn cannot_list(status: &Status) -> Failure {
    Failure::input(format!("the members cannot be listed: {}", status.message()))
}

/// Today, where the gym is.
fn today() -> Date {
    let zone = jiff::tz::TimeZone::get(ZONE).unwrap_or(jiff::tz::TimeZone::UTC);
    zone.to_datetime(Timestamp::now()).date()
}
