//! `serve`: the service, from its settings to its end.

use crate::args;
use crate::config::Config;
use crate::failure::Failure;
use crate::made_up_gym::{self, Filled};
use crate::output::Output;
use crate::{greeting, rules, templates};
use rustdag_host::{Loaded, Trust};
use rustdag_server::{ServeError, Server};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use tokio::sync::watch;
use tokio::task::JoinError;
use tracing_subscriber::EnvFilter;

pub(crate) fn run(serve: &args::Serve, output: Output) -> Result<(), Failure> {
    let config = Config::of(serve)?;
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn")))
        .with_writer(std::io::stderr)
        .with_ansi(output.notes_in_colour())
        .init();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::input(format!("the service cannot start: {error}")))?
        .block_on(serve_until_told(&config, output))
}

async fn serve_until_told(config: &Config, output: Output) -> Result<(), Failure> {
    // Asked for first, so that a signal during the start is not lost.
    let mut stop = told_to_stop()?;
    // Before a database is made: what is wrong with the file is mended first.
    let catalogue = templates::catalogue(config.templates.as_deref())?;
    // A service that cannot listen leaves no new database behind.
    Server::can_listen(config.listen).map_err(Failure::input)?;
    let store = rustdag_store::open(&config.database).map_err(Failure::input)?;
    let loaded = rules::load_with(&config.places, &config.parameters);
    let server = Server::bind(rustdag_server::Config {
        listen: config.listen,
        store,
        rules: loaded.rules.clone(),
        loaded: loaded.loaded.clone(),
        parameters: config.parameters.clone(),
        trust: Trust::named(config.places.trust.iter().cloned()),
        rules_admin: config.rules_admin(),
        catalogue,
    })
    .await
    .map_err(Failure::input)?;
    let address = reachable(server.address());
    // Told to end apart from being told to stop: what is being made up is taken out again first, by calls.
    let (end, mut ended) = watch::channel(false);
    let mut running = tokio::spawn(server.run(async move {
        // An error means that nobody can tell any more: then it is time as well.
        let _ = ended.wait_for(|told| *told).await;
    }));
    let greeted = greet(config, &config.places.all(), &loaded, address, &stop, output).await;
    if greeted.is_ok() {
        tokio::select! {
            early = &mut running => return outcome(early),
            _ = stop.wait_for(|told| *told) => output.note("Ending: calls under way are finished first."),
        }
    }
    end.send_replace(true);
    let served = outcome(running.await);
    greeted.and(served)
}

fn outcome(served: Result<Result<(), ServeError>, JoinError>) -> Result<(), Failure> {
    match served {
        Ok(served) => served.map_err(Failure::input),
        Err(error) => Err(Failure::input(format!("the service ended unexpectedly: {error}"))),
    }
}

/// Fills an empty database where that is asked for, and says where everything is.
async fn greet(
    config: &Config,
    places: &[PathBuf],
    loaded: &Loaded,
    address: SocketAddr,
    stop: &watch::Receiver<bool>,
    output: Output,
) -> Result<(), Failure> {
    let server = format!("http://{address}");
    let mut gym = made_up_gym::Client::connect(&server).await?;
    if config.demo {
        match gym.fill(stop, output).await? {
            Filled::Whole { members, events, rest } => {
                let what = if rest { "the rest of a gym, now" } else { "a gym" };
                output.note(&format!("Made up {what} of {members} members with {events} events."));
            }
            Filled::NotEmpty => output.note(&format!(
                "{} has members already, so no gym was made up; everything in it was left as it is.",
                config.database
            )),
            Filled::Stopped => {
                output.note("Stopped; what was made up so far was taken out again.");
                return Ok(());
            }
        }
    }
    let member = gym.some_member().await?;
    output.answer(&greeting::text(
        address,
        &config.database,
        places,
        loaded,
        config.rules_admin().open,
        member.as_deref(),
    ))
}

/// Where a client on this machine finds a service that listens everywhere.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
    };
    SocketAddr::new(ip, address.port())
}

/// Turns true at Ctrl-C and, where there is one, SIGTERM.
fn told_to_stop() -> Result<watch::Receiver<bool>, Failure> {
    let (tell, told) = watch::channel(false);
    let cannot = |error: std::io::Error| Failure::input(format!("signals cannot be listened for: {error}"));
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).map_err(cannot)?;
    #[cfg(unix)]
    let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt()).map_err(cannot)?;
    tokio::spawn(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await.map_err(cannot);
        tell.send_replace(true);
        // The receivers outlive this; the value stays.
    });
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_here_reaches_a_service_that_listens_everywhere() {
        let reached = |address: &str| reachable(address.parse().unwrap()).to_string();
        assert_eq!(reached("0.0.0.0:50051"), "127.0.0.1:50051");
        assert_eq!(reached("[::]:50051"), "[::1]:50051");
        assert_eq!(reached("192.168.1.7:50051"), "192.168.1.7:50051");
    }
}
