//! GetReadiness over loopback beside a bare tonic service that answers with the same bytes without looking: the same
//! client, the same messages, the same runtime, in one run. `repeated` asks as gyms do, without an instant, where
//! answers repeat within a minute; `distinct` asks for a different instant each time, so that every call folds.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rustdag_host::{Host, OFFICIAL, Settings, Trust};
use rustdag_proto::v1;
use rustdag_proto::v1::coach_service_client::CoachServiceClient;
use rustdag_proto::v1::coach_service_server::{CoachService, CoachServiceServer};
use rustdag_proto::v1::logs_service_client::LogsServiceClient;
use rustdag_proto::v1::members_service_client::MembersServiceClient;
use rustdag_server::{Config, RulesAdmin, Server, wire};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tonic::transport::Channel;
use tonic::{Request, Response, Status};

const CONNECTIONS: usize = 4;
const CALLS_AT_ONCE: usize = 64;
const MEMBER: &str = "gyms/default/members/sanne";

/// Answers every question for readiness with the same message.
struct Echo(v1::GetReadinessResponse);

#[tonic::async_trait]
impl CoachService for Echo {
    async fn get_readiness(
        &self,
        _: Request<v1::GetReadinessRequest>,
    ) -> Result<Response<v1::GetReadinessResponse>, Status> {
        Ok(Response::new(self.0.clone()))
    }

    async fn make_plan(&self, _: Request<v1::MakePlanRequest>) -> Result<Response<v1::MakePlanResponse>, Status> {
        Err(Status::unimplemented("an echo"))
    }

    type MakePlansStream = tonic::Streaming<v1::MakePlansResponse>;

    async fn make_plans(&self, _: Request<v1::MakePlansRequest>) -> Result<Response<Self::MakePlansStream>, Status> {
        Err(Status::unimplemented("an echo"))
    }

    async fn check_session(
        &self,
        _: Request<v1::CheckSessionRequest>,
    ) -> Result<Response<v1::CheckSessionResponse>, Status> {
        Err(Status::unimplemented("an echo"))
    }

    async fn explain(&self, _: Request<v1::ExplainRequest>) -> Result<Response<v1::ExplainResponse>, Status> {
        Err(Status::unimplemented("an echo"))
    }

    async fn get_learned(&self, _: Request<v1::GetLearnedRequest>) -> Result<Response<v1::GetLearnedResponse>, Status> {
        Err(Status::unimplemented("an echo"))
    }

    async fn get_forecast(
        &self,
        _: Request<v1::GetForecastRequest>,
    ) -> Result<Response<v1::GetForecastResponse>, Status> {
        Err(Status::unimplemented("an echo"))
    }

    async fn list_templates(
        &self,
        _: Request<v1::ListTemplatesRequest>,
    ) -> Result<Response<v1::ListTemplatesResponse>, Status> {
        Err(Status::unimplemented("an echo"))
    }

    async fn list_roster(&self, _: Request<v1::ListRosterRequest>) -> Result<Response<v1::ListRosterResponse>, Status> {
        Err(Status::unimplemented("an echo"))
    }

    async fn get_server_info(
        &self,
        _: Request<v1::GetServerInfoRequest>,
    ) -> Result<Response<v1::GetServerInfoResponse>, Status> {
        Err(Status::unimplemented("an echo"))
    }
}

async fn start_service(folder: &Path) -> SocketAddr {
    rustdag_built_rules::place_in(folder);
    let loaded = Host::load(folder, OFFICIAL);
    let store = rustdag_store::open(&format!("sqlite://{}", folder.join("gym.db").display())).expect("a database");
    let listen = "127.0.0.1:0".parse().expect("an address");
    let config = Config {
        listen,
        store,
        rules: loaded.rules,
        loaded: loaded.loaded,
        parameters: Settings::default(),
        trust: Trust::default(),
        rules_admin: RulesAdmin::default(),
        catalogue: rustdag_catalogue::Catalogue::shared(),
    };
    let server = Server::bind(config).await.expect("a free port");
    let address = server.address();
    tokio::spawn(server.run(std::future::pending()));
    address
}

async fn start_echo(answer: v1::GetReadinessResponse) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let incoming = tonic::transport::server::TcpIncoming::from(listener).with_nodelay(Some(true));
    let echo = CoachServiceServer::new(Echo(answer));
    tokio::spawn(tonic::transport::Server::builder().add_service(echo).serve_with_incoming(incoming));
    address
}

async fn connect(address: SocketAddr) -> Vec<Channel> {
    let mut channels = Vec::new();
    for _ in 0..CONNECTIONS {
        let endpoint = Channel::from_shared(format!("http://{address}")).expect("an address");
        channels.push(endpoint.connect().await.expect("a connection"));
    }
    channels
}

async fn fill(channel: Channel) {
    let (member, _) = rustdag_benches::member("sanne");
    let v1::MemberFile { profile, events, .. } = wire::member_file::to_proto(&member.profile, &member.events);
    let request = v1::CreateMemberRequest {
        parent: "gyms/default".to_owned(),
        member_id: member.id,
        member: Some(v1::Member { profile, ..v1::Member::default() }),
    };
    MembersServiceClient::new(channel.clone()).create_member(request).await.expect("a new member");
    let mut logs = LogsServiceClient::new(channel);
    for batch in events.chunks(500) {
        let records =
            batch.iter().map(|event| v1::EventRecord { member: MEMBER.to_owned(), event: Some(event.clone()) });
        let request = v1::RecordEventsRequest { parent: "gyms/default".to_owned(), records: records.collect() };
        logs.record_events(request).await.expect("recorded");
    }
}

static NEXT_SECOND: AtomicI64 = AtomicI64::new(0);

/// The question every client asks: for now, or for the next of ten hours of seconds.
fn question(distinct: bool) -> v1::GetReadinessRequest {
    static MORNING: OnceLock<i64> = OnceLock::new();
    let morning = *MORNING.get_or_init(|| rustdag_benches::member("sanne").1.as_second());
    let at = distinct.then(|| prost_types::Timestamp {
        seconds: morning + NEXT_SECOND.fetch_add(1, Ordering::Relaxed) % 36_000,
        nanos: 0,
    });
    v1::GetReadinessRequest {
        name: MEMBER.to_owned(),
        at,
        language_code: "nl".to_owned(),
        ..v1::GetReadinessRequest::default()
    }
}

/// Asks `calls` times, [`CALLS_AT_ONCE`] at a time, and says how long it took.
async fn ask(channels: &[Channel], calls: u64, distinct: bool) -> Duration {
    let start = Instant::now();
    let workers: Vec<_> = (0..CALLS_AT_ONCE)
        .map(|worker| {
            let mut client = CoachServiceClient::new(channels[worker % channels.len()].clone());
            let share = calls / CALLS_AT_ONCE as u64 + u64::from((worker as u64) < calls % CALLS_AT_ONCE as u64);
            tokio::spawn(async move {
                for _ in 0..share {
                    client.get_readiness(question(distinct)).await.expect("an answer");
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.expect("a worker that ends");
    }
    start.elapsed()
}

fn readiness_call(criterion: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let (service, echo) = runtime.block_on(async {
        let service = connect(start_service(folder.path()).await).await;
        fill(service[0].clone()).await;
        let mut client = CoachServiceClient::new(service[0].clone());
        let answer = client.get_readiness(question(true)).await.expect("an answer").into_inner();
        println!("an answer has {} bytes", prost::Message::encoded_len(&answer));
        (service, connect(start_echo(answer).await).await)
    });
    let mut group = criterion.benchmark_group("readiness_call");
    group.throughput(Throughput::Elements(1)).sample_size(20).measurement_time(Duration::from_secs(6));
    for (name, channels, distinct) in
        [("echo", &echo, false), ("service/repeated", &service, false), ("service/distinct", &service, true)]
    {
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|calls| runtime.block_on(ask(channels, calls, distinct)));
        });
    }
    group.finish();
}

criterion_group!(benches, readiness_call);
criterion_main!(benches);
