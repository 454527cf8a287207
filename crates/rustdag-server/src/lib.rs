//! The gRPC service; the only crate that knows both messages and engine.
#![forbid(unsafe_code)]

pub mod wire;
pub mod words;
