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
    /// calls [default: on if it listens for this machine alone, else off]. A proxy in front makes this untrue: give
    /// --rules-admin off.
    #[arg(long, value_enum, value_name = "ON|OFF")]
    pub rules_admin: Option<Switch>,
    /// Whether libraries may be installed over the network too; they run in processes of their own, with the rights of this
    /// one. If not, those that were installed before are not run either [default: off; on if no more is said].
    #[arg(long, value_enum, value_name = "ON|OFF", num_args = 0..=1, default_missing_value = "on")]
    pub native_rules: Option<Switch>,
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
