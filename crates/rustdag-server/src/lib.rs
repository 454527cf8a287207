//! The gRPC service; the only crate that knows both messages and engine.
