//! The gRPC service; the only crate that knows both messages and engine.
//!
//! A call comes in through `wire`, is answered by the engine or the store, and goes out through `wire`. [`Server`] binds
//! and serves; [`refusal`] is the one place where errors become statuses.
#![forbid(unsafe_code)]

mod admission;
mod coach;
mod config;
mod doubtful;
mod histories;
pub mod in_order;
mod incoming;
mod logs;
mod logs_server;
mod members;
mod overlap;
mod page;
mod recording;
pub mod refusal;
pub mod rules;
mod serve;
mod state;
mod stream;
mod whole_gym;
pub mod wire;
pub mod words;

pub use config::{Config, RulesAdmin};
pub use serve::{ServeError, Server};
