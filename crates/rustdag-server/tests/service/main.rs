//! Stories of the service: a real client, a real server on a port of its own, a real database in a file.

mod bad_rules;
mod coaching;
mod doubtful;
mod forecasting;
mod learning;
mod logging;
mod membership;
mod operation;
mod rules;
mod rules_again;
mod running;
mod streaming;
mod unhurried;
mod watched;
mod whole_gym;
