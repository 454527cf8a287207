//! `serve`.

use super::RulePlaces;
use crate::address;
use clap::{Args, ValueEnum};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Fill an empty database with a made-up gym.
    #[arg(long)]
    pub demo: bool,
    /// Address to listen on, such as localhost:50051 [default: 127.0.0.1:50051].
    #[arg(long, value_name = "ADDR", value_parser = address::read)]
    pub listen: Option<SocketAddr>,
    /// Database: sqlite://FILE [default: sqlite://rustdag.db].
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    #[command(flatten)]
    pub places: RulePlaces,
    /// Sessions of the gym's own: a file that `rustdag template check` finds no mistake in.
    #[arg(long, value_name = "FILE")]
    pub templates: Option<PathBuf>,
    /// Whether rules may be changed over the network: installed, set, switched, rolled back. The service does not know who
    /// calls [default: on if only this machine can reach it, else off].
    #[arg(long, value_enum, value_name = "ON|OFF")]
    pub rules_admin: Option<Switch>,
    /// Let libraries be installed over the network too; they run in processes of their own, with the rights of this one.
    /// Without it those that were installed before are not run either.
    #[arg(long)]
    pub native_rules: bool,
    /// Settings in TOML; what is given here on the line comes first.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Switch {
    /// Yes.
    On,
    /// No.
    Off,
}
