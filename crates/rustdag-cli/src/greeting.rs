//! What a service says once it is ready: where it is, what it loaded, and a command to try.

use crate::gym;
use rustdag_core::rule::FailurePolicy;
use rustdag_host::{Loaded, LoadedRule, Tier};
use std::fmt::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The greeting; `rules_admin` is whether rules may be changed over the network, `member` the name of a member that can be
/// asked about.
pub(crate) fn text(
    address: SocketAddr,
    database: &str,
    places: &[PathBuf],
    loaded: &Loaded,
    rules_admin: bool,
    member: Option<&str>,
) -> String {
    let mut text = format!(
        "rustdag {} is ready\n  listens   http://{address} (gRPC, with health and reflection)\n  database  {database}\n",
        env!("CARGO_PKG_VERSION")
    );
    let places: Vec<String> = places.iter().map(|place| shown(place)).collect();
    let apart = |tier| if tier == Tier::Worker { " (in a process of its own)" } else { "" };
    let name = |rule: &LoadedRule| format!("{} {}{}", rule.id, rule.version, apart(rule.tier));
    let names: Vec<String> = loaded.loaded.iter().map(name).collect();
    let count = names.len();
    let listed = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
    // Writing to a string does not fail.
    let _ = writeln!(text, "  rules     {count} from {}{listed}", places.join(" and "));
    for missing in loaded.rules.missing() {
        let until = match missing.on_failure {
            FailurePolicy::Tighten => "limits are tightened",
            FailurePolicy::Skip => "answers come without it",
        };
        let _ = writeln!(text, "            missing: {} ({until})", missing.id);
    }
    for refused in &loaded.refused {
        let _ = writeln!(text, "            refused: {refused}");
    }
    let may_be_changed =
        if rules_admin { "yes, by whoever reaches this address" } else { "no (--rules-admin on lets them be)" };
    let _ = writeln!(text, "            rules may be changed: {may_be_changed}");
    let program = std::env::current_exe().map_or_else(|_| "rustdag".to_owned(), |program| shown(&program));
    match member {
        Some(member) => {
            let short = gym::short(member);
            let _ = write!(
                text,
                "\nAsk it, from another terminal in this folder:\n  \
                 {program} plan --server http://{address} --member {short}\n\
                 or with any gRPC client, for example:\n  \
                 grpcurl -plaintext -d '{{\"name\": \"{member}\"}}' {address} rustdag.v1.CoachService/GetReadiness\n"
            );
        }
        None => {
            let _ = write!(
                text,
                "\nThere are no members yet. Add one with any gRPC client, for example:\n  \
                 grpcurl -plaintext -d '{{\"parent\": \"{}\", \"member_id\": \"sanne\", \"member\": {{\"profile\": \
                 {{\"level\": \"LEVEL_NOVICE\", \"zone\": \"Europe/Amsterdam\"}}}}}}' {address} \
                 rustdag.v1.MembersService/CreateMember\n",
                gym::embedded()
            );
        }
    }
    text.push_str("Ctrl-C ends it.\n");
    text
}

/// A path as seen from the working folder, which is shorter and can be typed.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let inside = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    match inside {
        Some(inside) if inside.as_os_str().is_empty() => ".".to_owned(),
        // A program in this very folder is only found with its folder named.
        Some(inside) if inside.components().count() == 1 => Path::new(".").join(inside).display().to_string(),
        Some(inside) => inside.display().to_string(),
        None => path.display().to_string(),
    }
}
