//! Rules that are not trusted run in a process of their own: one worker per rule. What a rule does there, it does to
//! itself: a crash, an endless loop or a wild write ends its worker, and everything else goes on answering.
//!
//! `encoding` is what crosses, `process` the host's end of it, `child` the worker's, `rule` a rule as the engine sees it,
//! with its restarts and its quarantine.
//!
//! A worker is a wall against faults, not against malice: a library in it still runs as the service's user.

mod child;
mod encoding;
mod process;
mod rule;

pub(crate) use child::run;
pub(crate) use process::Recipe;
pub(crate) use rule::WorkerRule;
