//! Binding, serving, draining.

use crate::admission::Admission;
use crate::coach::Coach;
use crate::config::Config;
use crate::in_order::threads_here;
use crate::incoming;
use crate::logs::Logs;
use crate::logs_server::LogsServer;
use crate::members::Members;
use crate::rules::RulesHandler;
use crate::state::State;
use crate::stream::{Bounds, Streams};
use crate::whole_gym::{self, WholeGyms};
use rustdag_proto::descriptor::FILE_DESCRIPTOR_SET;
use rustdag_proto::v1::coach_service_server::CoachServiceServer;
use rustdag_proto::v1::logs_service_server::LogsServiceServer;
use rustdag_proto::v1::members_service_server::MembersServiceServer;
use rustdag_proto::v1::rules_service_server::RulesServiceServer;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_stream::wrappers::ReceiverStream;

/// Calls under way, over all connections. A stream is one until it is open; how many are open has a bound of its own.
const CALLS_MAX: usize = 1024;
/// Streams one connection may have open.
const STREAMS_MAX: u32 = 256;
/// A call that takes longer is given up.
const CALL_MAX: Duration = Duration::from_secs(30);
/// The largest request: a thousand events of everyday size fit.
const REQUEST_BYTES_MAX: usize = 8 << 20;
/// The largest answer.
const ANSWER_BYTES_MAX: usize = 32 << 20;
/// A connection is asked to come again after this, so that load spreads over service nodes.
const CONNECTION_AGE_MAX: Duration = Duration::from_secs(60 * 60);
/// How long calls of an aged connection may go on.
const CONNECTION_AGE_GRACE: Duration = Duration::from_secs(60);
/// How often a silent connection is asked whether it is still there, and how long it may take to say so.
const KEEPALIVE: (Duration, Duration) = (Duration::from_secs(60), Duration::from_secs(20));

/// How long calls under way may go on once the service is told to stop, if nothing else is said: long enough for every
/// call but a stream that nobody ends.
const DRAIN_USUAL: Duration = Duration::from_secs(10);

/// Why a service does not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Something listens there already.
    #[error("port {port} is in use; choose another with --listen, or stop what listens there.")]
    PortInUse {
        /// The port.
        port: u16,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}; choose another address with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The transport failed.
    #[error("the service stopped: {0}")]
    Transport(#[from] tonic::transport::Error),
    /// The API's own description cannot be read.
    #[error("reflection cannot be set up: {0}")]
    Reflection(#[from] tonic_reflection::server::Error),
}

/// Whole gyms planned at once, and how long a plan may wait to be taken. Each takes every core there is, so a second one is
/// let in and no more.
const WHOLE_GYMS_MAX: usize = 2;
const PLAN_UNTAKEN_MAX: Duration = Duration::from_secs(5 * 60);

/// A service that is bound and not yet serving.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    state: Arc<State>,
    drain: Duration,
    streams: Bounds,
    whole_gyms: whole_gym::Bounds,
}

/// Why an address cannot be listened on.
fn refused(address: SocketAddr, source: io::Error) -> ServeError {
    match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortInUse { port: address.port() },
        _ => ServeError::Listen { address, source },
    }
}

impl Server {
    /// Whether the address can be listened on at this moment: asked before a database is opened, or made, for a service
    /// that could not start.
    ///
    /// # Errors
    /// [`ServeError::PortInUse`], [`ServeError::Listen`].
    pub fn can_listen(address: SocketAddr) -> Result<(), ServeError> {
        std::net::TcpListener::bind(address).map(drop).map_err(|source| refused(address, source))
    }

    /// Binds the address, so that a port in use is told before anything else, and the port is known.
    ///
    /// # Errors
    /// [`ServeError::PortInUse`], [`ServeError::Listen`].
    pub async fn bind(config: Config) -> Result<Self, ServeError> {
        let asked = config.listen;
        let refused = |source| refused(asked, source);
        let listener = TcpListener::bind(asked).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let state = Arc::new(State::new(config));
        let whole_gyms = whole_gym::Bounds { open: WHOLE_GYMS_MAX, threads: threads_here(), idle: PLAN_UNTAKEN_MAX };
        Ok(Self { listener, address, state, drain: DRAIN_USUAL, streams: Bounds::default(), whole_gyms })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Gives calls under way this long to finish once the service is told to stop, instead of ten seconds.
    #[must_use]
    pub fn with_drain(self, drain: Duration) -> Self {
        Self { drain, ..self }
    }

    /// Lets at most `open` streams of events be open at once, over all connections, and ends one on which nothing came
    /// for as long as `idle`; instead of 64 and five minutes.
    #[must_use]
    pub fn with_streams(self, open: usize, idle: Duration) -> Self {
        Self { streams: Bounds { open, idle }, ..self }
    }

    /// Plans at most `open` whole gyms at once, each with so many threads, and gives one up whose plans nobody takes for as
    /// long as `idle`; instead of two, as many threads as there are cores, and five minutes.
    #[must_use]
    pub fn with_whole_gyms(self, open: usize, threads: NonZeroUsize, idle: Duration) -> Self {
        Self { whole_gyms: whole_gym::Bounds { open, threads, idle }, ..self }
    }

    /// Serves until `shutdown` is ready; then takes no new calls, lets those under way finish, and ends at the latest
    /// when the drain is over.
    ///
    /// # Errors
    /// [`ServeError`] if the service cannot go on.
    pub async fn run(self, shutdown: impl Future<Output = ()> + Send) -> Result<(), ServeError> {
        let Self { listener, address: _, state, drain, streams, whole_gyms } = self;
        let members = MembersServiceServer::new(Members(Arc::clone(&state)))
            .max_decoding_message_size(REQUEST_BYTES_MAX)
            .max_encoding_message_size(ANSWER_BYTES_MAX);
        let logs = Logs { state: Arc::clone(&state), streams: Streams::new(streams) };
        let logs = LogsServer::new(logs, REQUEST_BYTES_MAX, ANSWER_BYTES_MAX);
        let rules = RulesServiceServer::new(RulesHandler(Arc::clone(&state)))
            .max_decoding_message_size(REQUEST_BYTES_MAX)
            .max_encoding_message_size(ANSWER_BYTES_MAX);
        let coach = CoachServiceServer::new(Coach { state, whole_gyms: WholeGyms::new(whole_gyms) })
            .max_decoding_message_size(REQUEST_BYTES_MAX)
            .max_encoding_message_size(ANSWER_BYTES_MAX);

        let (health, health_service) = tonic_health::server::health_reporter();
        health.set_serving::<MembersServiceServer<Members>>().await;
        health.set_serving::<LogsServiceServer<Logs>>().await;
        health.set_serving::<CoachServiceServer<Coach>>().await;
        health.set_serving::<RulesServiceServer<RulesHandler>>().await;

        let draining = Notify::new();
        let stop = async {
            shutdown.await;
            health.set_service_status("", tonic_health::ServingStatus::NotServing).await;
            health.set_not_serving::<MembersServiceServer<Members>>().await;
            health.set_not_serving::<LogsServiceServer<Logs>>().await;
            health.set_not_serving::<CoachServiceServer<Coach>>().await;
            health.set_not_serving::<RulesServiceServer<RulesHandler>>().await;
            draining.notify_one();
        };
        let serving = tonic::transport::Server::builder()
            .layer(Admission::of(CALLS_MAX))
            .timeout(CALL_MAX)
            .max_concurrent_streams(STREAMS_MAX)
            .max_connection_age(CONNECTION_AGE_MAX)
            .max_connection_age_grace(CONNECTION_AGE_GRACE)
            .http2_keepalive_interval(Some(KEEPALIVE.0))
            .http2_keepalive_timeout(Some(KEEPALIVE.1))
            .add_service(health_service)
            .add_service(reflection().build_v1()?)
            // Clients in wide use still ask in the older version's name.
            .add_service(reflection().build_v1alpha()?)
            .add_service(members)
            .add_service(logs)
            .add_service(coach)
            .add_service(rules)
            .serve_with_incoming_shutdown(ReceiverStream::new(incoming::accept(listener)), stop);

        tokio::select! {
            served = serving => Ok(served?),
            () = async { draining.notified().await; sleep(drain).await } => {
                tracing::warn!("calls that were still under way after {} s were cut off", drain.as_secs());
                Ok(())
            }
        }
    }
}

fn reflection() -> tonic_reflection::server::Builder<'static> {
    tonic_reflection::server::Builder::configure()
        .register_encoded_file_descriptor_set(FILE_DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
}
