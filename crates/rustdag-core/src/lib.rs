//! The pure engine: events in, body, limits, readiness and plans out.
//!
//! No clock, no I/O, no threads, no hash order: the same input gives the same bytes.
#![forbid(unsafe_code)]

pub mod ahead;
pub mod anatomy;
pub mod answer;
pub mod body;
mod calendar;
pub mod check;
pub mod dose;
pub mod engine;
pub mod event;
pub mod exercise;
pub mod explain;
pub mod fit;
pub mod fold;
pub mod forecast;
pub mod gate;
pub mod history;
pub mod learning;
pub mod lift;
pub mod limits;
pub mod model;
mod near;
pub mod number;
pub mod overreaching;
pub mod performance;
pub mod plan;
pub mod planner;
pub mod plausibility;
pub mod profile;
pub mod quantity;
pub mod readiness;
pub mod reason;
pub mod rule;
pub mod setters;
pub mod signals;
pub mod signs;
pub mod snapshot;
mod steady;
pub mod template;
mod usual;
pub mod weeks;
pub mod wishes;
