//! A service that runs.

use rustdag_core::rule::{FailurePolicy, MissingRule, RuleSet};
use rustdag_host::{Settings, Trust};
use rustdag_proto::v1::coach_service_client::CoachServiceClient;
use rustdag_proto::v1::logs_service_client::LogsServiceClient;
use rustdag_proto::v1::members_service_client::MembersServiceClient;
use rustdag_proto::v1::rules_service_client::RulesServiceClient;
use rustdag_proto::v1::{self, event::Kind, event_result};
use rustdag_server::{Config, RulesAdmin, ServeError, Server};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tonic::Status;
use tonic::transport::Channel;
use tonic_types::StatusExt as _;

/// Short, so that stories about stopping are.
const DRAIN: Duration = Duration::from_secs(2);

pub const GYM: &str = "gyms/default";

pub struct Running {
    pub address: SocketAddr,
    pub channel: Channel,
    pub folder: TempDir,
    shutdown: Option<oneshot::Sender<()>>,
    task: JoinHandle<Result<(), ServeError>>,
}

pub fn config(folder: &Path) -> Config {
    // A rule that is not there is named and, by its policy, skipped: these stories are about the service.
    let missing = MissingRule { id: "coach-jan".into(), on_failure: FailurePolicy::Skip };
    Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        store: rustdag_store::open(&format!("sqlite://{}", folder.join("gym.db").display())).unwrap(),
        rules: RuleSet::new(vec![], vec![missing]),
        loaded: vec![],
        parameters: Settings::default(),
        trust: Trust::default(),
        rules_admin: RulesAdmin { open: true, ..RulesAdmin::default() },
        catalogue: rustdag_catalogue::Catalogue::shared(),
    }
}

impl Running {
    pub async fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap()).await
    }

    pub async fn start_in(folder: TempDir) -> Self {
        let config = config(folder.path());
        Self::start_as(folder, config, |server| server).await
    }

    /// The same with a configuration and bounds of the story's own.
    pub async fn start_as(folder: TempDir, config: Config, bounded: impl FnOnce(Server) -> Server) -> Self {
        let server = bounded(Server::bind(config).await.unwrap().with_drain(DRAIN));
        let address = server.address();
        let (shutdown, stop) = oneshot::channel::<()>();
        let task = tokio::spawn(server.run(async {
            let _ = stop.await;
        }));
        let channel = Channel::from_shared(format!("http://{address}")).unwrap().connect().await.unwrap();
        Self { address, channel, folder, shutdown: Some(shutdown), task }
    }

    pub fn tell_to_stop(&mut self) {
        self.shutdown.take().unwrap().send(()).unwrap();
    }

    /// Stops it and answers the folder, with the database in it.
    pub async fn stop(mut self) -> TempDir {
        if self.shutdown.is_some() {
            self.tell_to_stop();
        }
        drop(self.channel);
        self.task.await.unwrap().unwrap();
        self.folder
    }

    pub fn members(&self) -> MembersServiceClient<Channel> {
        MembersServiceClient::new(self.channel.clone())
    }

    pub fn logs(&self) -> LogsServiceClient<Channel> {
        LogsServiceClient::new(self.channel.clone())
    }

    pub fn rules(&self) -> RulesServiceClient<Channel> {
        RulesServiceClient::new(self.channel.clone())
    }

    pub fn coach(&self) -> CoachServiceClient<Channel> {
        CoachServiceClient::new(self.channel.clone())
    }

    /// Adds a member and answers the name.
    pub async fn add(&self, member_id: &str) -> String {
        let request = v1::CreateMemberRequest {
            parent: GYM.into(),
            member_id: member_id.into(),
            member: Some(v1::Member { profile: Some(intermediate()), ..v1::Member::default() }),
        };
        self.members().create_member(request).await.unwrap().into_inner().member.unwrap().name
    }

    /// Records events and answers what became of each.
    pub async fn record(&self, records: Vec<v1::EventRecord>) -> Vec<v1::EventResult> {
        let request = v1::RecordEventsRequest { parent: GYM.into(), records };
        self.logs().record_events(request).await.unwrap().into_inner().results
    }

    pub async fn readiness(&self, name: &str, at: &str) -> v1::Readiness {
        let request =
            v1::GetReadinessRequest { name: name.into(), at: Some(instant(at)), ..v1::GetReadinessRequest::default() };
        self.coach().get_readiness(request).await.unwrap().into_inner().readiness.unwrap()
    }
}

pub fn intermediate() -> v1::Profile {
    v1::Profile {
        display_name: "Sanne".into(),
        level: v1::Level::Intermediate.into(),
        zone: "Europe/Amsterdam".into(),
        body_mass_kg: Some(65.0),
        ..v1::Profile::default()
    }
}

pub fn instant(text: &str) -> prost_types::Timestamp {
    text.parse().unwrap()
}

pub fn record(member: &str, event_id: &str, at: &str, kind: Kind) -> v1::EventRecord {
    let event = v1::Event { source: "app".into(), event_id: event_id.into(), at: Some(instant(at)), kind: Some(kind) };
    v1::EventRecord { member: member.into(), event: Some(event) }
}

pub fn squats(sets: usize, load_kg: f64) -> Kind {
    let set = v1::WorkoutSet {
        exercise: "back-squat".into(),
        load_kg: Some(load_kg),
        reps: Some(8.0),
        rir: Some(1.0),
        ..v1::WorkoutSet::default()
    };
    Kind::Workout(v1::Workout {
        duration_min: Some(60.0),
        effort_rpe: Some(8.0),
        sets: vec![set; sets],
        ..v1::Workout::default()
    })
}

pub fn recording(result: &v1::EventResult) -> v1::Recording {
    match result.result.as_ref().unwrap() {
        event_result::Result::Acknowledgement(acknowledgement) => acknowledgement.recording(),
        event_result::Result::Refusal(refusal) => panic!("refused: {}", refusal.message),
    }
}

pub fn refusal(result: &v1::EventResult) -> &v1::EventRefusal {
    match result.result.as_ref().unwrap() {
        event_result::Result::Refusal(refusal) => refusal,
        event_result::Result::Acknowledgement(_) => panic!("acknowledged"),
    }
}

/// The fields a status names, and the reason it gives.
pub fn details(status: &Status) -> (Vec<String>, String) {
    let details = status.get_error_details();
    let fields =
        details.bad_request().map(|bad| bad.field_violations.iter().map(|wrong| wrong.field.clone()).collect());
    (fields.unwrap_or_default(), details.error_info().map(|info| info.reason.clone()).unwrap_or_default())
}
