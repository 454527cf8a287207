//! The pure engine: events in, body, limits, readiness and plans out.
//!
//! No clock, no I/O, no threads, no hash order: the same input gives the same bytes.
#![forbid(unsafe_code)]

pub mod anatomy;
pub mod answer;
pub mod engine;
pub mod event;
pub mod exercise;
pub mod history;
pub mod profile;
pub mod quantity;
pub mod reason;
pub mod rule;
pub mod template;
