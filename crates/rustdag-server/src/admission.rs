//! A limit on calls under way. Beyond it a call is told at once, in gRPC's words, when to come back.

use crate::refusal::Refusal;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::Semaphore;
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::http::{Request, Response};
use tower::{Layer, Service};

/// Puts the limit around a service.
#[derive(Clone)]
pub(crate) struct Admission(Arc<Semaphore>);

impl Admission {
    /// At most `calls` under way.
    pub(crate) fn of(calls: usize) -> Self {
        Self(Arc::new(Semaphore::new(calls)))
    }
}

impl<S> Layer<S> for Admission {
    type Service = Admitted<S>;

    fn layer(&self, inner: S) -> Admitted<S> {
        Admitted { inner, calls: Arc::clone(&self.0) }
    }
}

/// A service with a limit.
#[derive(Clone)]
pub(crate) struct Admitted<S> {
    inner: S,
    calls: Arc<Semaphore>,
}

impl<S> Service<Request<Body>> for Admitted<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let Ok(permit) = Arc::clone(&self.calls).try_acquire_owned() else {
            return Box::pin(async { Ok(Status::from(Refusal::Busy).into_http()) });
        };
        let answer = self.inner.call(request);
        Box::pin(async move {
            let _permit = permit;
            answer.await
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonic::Code;

    /// Answers never, or at once.
    #[derive(Clone)]
    struct Inner {
        hangs: bool,
    }

    impl Service<Request<Body>> for Inner {
        type Response = Response<Body>;
        type Error = std::convert::Infallible;
        type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Self::Error>> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: Request<Body>) -> Self::Future {
            if self.hangs {
                Box::pin(std::future::pending())
            } else {
                Box::pin(async { Ok(Status::ok("").into_http()) })
            }
        }
    }

    #[tokio::test]
    async fn a_call_too_many_is_refused_and_place_comes_free() {
        let admission = Admission::of(1);
        let mut hanging = admission.layer(Inner { hangs: true });
        let mut quick = admission.layer(Inner { hangs: false });

        let under_way = hanging.call(Request::new(Body::empty()));
        let refused = quick.call(Request::new(Body::empty())).await.unwrap();
        let status = Status::from_header_map(refused.headers()).unwrap();
        assert_eq!(status.code(), Code::ResourceExhausted);

        drop(under_way);
        let answered = quick.call(Request::new(Body::empty())).await.unwrap();
        assert_eq!(Status::from_header_map(answered.headers()).unwrap().code(), Code::Ok);
    }
}
