//! Starting, being looked at, stopping.

use crate::running::{Running, config};
use rustdag_proto::v1;
use rustdag_server::{ServeError, Server};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;
use tonic_reflection::pb;

#[tokio::test]
async fn health_and_server_info_are_answered() {
    let running = Running::start().await;
    let mut health = HealthClient::new(running.channel.clone());
    for service in [
        "",
        "rustdag.v1.MembersService",
        "rustdag.v1.LogsService",
        "rustdag.v1.CoachService",
        "rustdag.v1.RulesService",
    ] {
        let status = health.check(HealthCheckRequest { service: service.into() }).await.unwrap().into_inner();
        assert_eq!(status.status(), ServingStatus::Serving, "{service}");
    }
    let info = running.coach().get_server_info(v1::GetServerInfoRequest {}).await.unwrap().into_inner();
    assert_eq!(info.version, env!("CARGO_PKG_VERSION"));
    assert_eq!(info.missing_rules[0].rule, "coach-jan");
    assert_eq!(info.missing_rules[0].on_failure(), v1::FailurePolicy::Skip);
    running.stop().await;
}

#[tokio::test]
async fn reflection_shows_the_api_under_both_names() {
    use pb::v1::server_reflection_request::MessageRequest;
    use pb::v1::server_reflection_response::MessageResponse;
    let running = Running::start().await;
    let ask = |request: MessageRequest| {
        let channel = running.channel.clone();
        async move {
            let request = pb::v1::ServerReflectionRequest { host: String::new(), message_request: Some(request) };
            let mut client = pb::v1::server_reflection_client::ServerReflectionClient::new(channel);
            let mut answers = client.server_reflection_info(tokio_stream::once(request)).await.unwrap().into_inner();
            answers.message().await.unwrap().unwrap().message_response.unwrap()
        }
    };
    let MessageResponse::ListServicesResponse(list) = ask(MessageRequest::ListServices(String::new())).await else {
        panic!("no list of services")
    };
    let names: Vec<_> = list.service.into_iter().map(|service| service.name).collect();
    for name in
        ["rustdag.v1.MembersService", "rustdag.v1.LogsService", "rustdag.v1.CoachService", "grpc.health.v1.Health"]
    {
        assert!(names.contains(&name.to_owned()), "{names:?}");
    }
    let symbol = MessageRequest::FileContainingSymbol("rustdag.v1.Readiness".into());
    assert!(matches!(ask(symbol).await, MessageResponse::FileDescriptorResponse(_)));

    let request = pb::v1alpha::ServerReflectionRequest {
        host: String::new(),
        message_request: Some(pb::v1alpha::server_reflection_request::MessageRequest::ListServices(String::new())),
    };
    let mut client = pb::v1alpha::server_reflection_client::ServerReflectionClient::new(running.channel.clone());
    let mut answers = client.server_reflection_info(tokio_stream::once(request)).await.unwrap().into_inner();
    assert!(answers.message().await.unwrap().is_some());
    drop(answers);
    running.stop().await;
}

#[tokio::test]
async fn a_port_in_use_is_said_before_anything_else() {
    let running = Running::start().await;
    let folder = tempfile::tempdir().unwrap();
    let config = rustdag_server::Config { listen: running.address, ..config(folder.path()) };
    let error = Server::bind(config).await.err().unwrap();
    assert!(matches!(error, ServeError::PortInUse { .. }));
    let port = running.address.port();
    assert_eq!(
        error.to_string(),
        format!("port {port} is in use; choose another with --listen, or stop what listens there.")
    );
    running.stop().await;
}

#[tokio::test]
async fn it_stops_though_somebody_holds_a_silent_connection_and_an_open_stream() {
    let mut running = Running::start().await;
    let _silent = TcpStream::connect(running.address).await.unwrap();
    // A stream on which nothing comes, and nothing will.
    let (queue, requests) = tokio::sync::mpsc::channel::<v1::StreamEventsRequest>(1);
    let requests = tokio_stream::wrappers::ReceiverStream::new(requests);
    let answers = running.logs().stream_events(requests).await.unwrap().into_inner();
    let started = Instant::now();
    running.tell_to_stop();
    timeout(Duration::from_secs(20), running.stop()).await.expect("the drain has an end");
    assert!(started.elapsed() < Duration::from_secs(8));
    drop((queue, answers));
}

#[tokio::test]
async fn a_service_without_calls_stops_at_once() {
    let running = Running::start().await;
    let started = Instant::now();
    running.stop().await;
    assert!(started.elapsed() < Duration::from_millis(1500), "it did not wait for the end of the drain");
}
