//! The service of logs with a limit of its own for the messages of a stream: a batch of a thousand events may be large,
//! one event may not.

use crate::logs::Logs;
use rustdag_proto::v1::logs_service_server::LogsServiceServer;
use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};
use tonic::body::Body;
use tonic::codegen::http::{Request, Response};
use tonic::server::NamedService;
use tower::Service;

/// The largest message of a stream: one event with as many sets as an event may have, under the longest names.
const STREAMED_BYTES_MAX: usize = 512 << 10;
const STREAM: &str = "/rustdag.v1.LogsService/StreamEvents";

/// The service, once for calls and once for streams.
#[derive(Clone)]
pub(crate) struct LogsServer {
    calls: LogsServiceServer<Logs>,
    streams: LogsServiceServer<Logs>,
}

impl LogsServer {
    /// Takes requests of calls, and gives answers, up to so many bytes.
    pub(crate) fn new(logs: Logs, request_bytes: usize, answer_bytes: usize) -> Self {
        let logs = Arc::new(logs);
        let server = |request_bytes| {
            LogsServiceServer::from_arc(Arc::clone(&logs))
                .max_decoding_message_size(request_bytes)
                .max_encoding_message_size(answer_bytes)
        };
        Self { calls: server(request_bytes), streams: server(STREAMED_BYTES_MAX) }
    }
}

impl NamedService for LogsServer {
    const NAME: &'static str = <LogsServiceServer<Logs> as NamedService>::NAME;
}

impl Service<Request<Body>> for LogsServer {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = <LogsServiceServer<Logs> as Service<Request<Body>>>::Future;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        // Both always are.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let server = if request.uri().path() == STREAM { &mut self.streams } else { &mut self.calls };
        server.call(request)
    }
}
