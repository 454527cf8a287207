//! What may depend on what. The engine knows nobody above it, a rule knows its kit only, and each foreign crate that
//! would spread has one home.
//!
//! Tests may look at anything: dev-dependencies are not judged.

use crate::finding::Finding;
use crate::workspace::{Crate, Workspace};

/// What one crate of the workspace may be built from.
struct Layer {
    name: &'static str,
    /// Crates of the workspace.
    beneath: Beneath,
}

enum Beneath {
    These(&'static [&'static str]),
    /// Everything: it stands at the top.
    All,
}

use Beneath::{All, These};

const LAYERS: &[Layer] = &[
    Layer { name: "rustdag-rule-abi", beneath: These(&[]) },
    Layer { name: "rustdag-rule", beneath: These(&["rustdag-rule-abi"]) },
    Layer { name: "rustdag-core", beneath: These(&["rustdag-rule-abi"]) },
    Layer { name: "rustdag-rule-file", beneath: These(&["rustdag-core", "rustdag-rule", "rustdag-rule-abi"]) },
    Layer { name: "rustdag-sandbox", beneath: These(&["rustdag-rule-abi"]) },
    Layer {
        name: "rustdag-host",
        beneath: These(&["rustdag-core", "rustdag-rule", "rustdag-rule-abi", "rustdag-rule-file", "rustdag-sandbox"]),
    },
    // Archives of rules: bytes and names, whatever is in them.
    Layer { name: "rustdag-rule-pack", beneath: These(&[]) },
    Layer { name: "rustdag-text", beneath: These(&["rustdag-core", "rustdag-rule"]) },
    Layer { name: "rustdag-catalogue", beneath: These(&["rustdag-core", "rustdag-text"]) },
    Layer { name: "rustdag-import", beneath: These(&["rustdag-catalogue", "rustdag-core"]) },
    Layer { name: "rustdag-demo", beneath: These(&["rustdag-catalogue", "rustdag-core"]) },
    Layer { name: "rustdag-diary", beneath: These(&["rustdag-catalogue", "rustdag-core"]) },
    Layer {
        name: "rustdag-evidence",
        beneath: These(&["rustdag-catalogue", "rustdag-core", "rustdag-demo", "rustdag-diary"]),
    },
    Layer { name: "rustdag-store", beneath: These(&[]) },
    Layer { name: "rustdag-proto", beneath: These(&[]) },
    Layer {
        name: "rustdag-server",
        // It installs rules, so it loads them.
        beneath: These(&[
            "rustdag-catalogue",
            "rustdag-core",
            "rustdag-host",
            "rustdag-proto",
            "rustdag-rule-abi",
            "rustdag-rule-pack",
            "rustdag-store",
            "rustdag-text",
        ]),
    },
    Layer {
        name: "rustdag-cli",
        beneath: These(&[
            "rustdag-catalogue",
            "rustdag-core",
            "rustdag-demo",
            "rustdag-diary",
            "rustdag-evidence",
            "rustdag-host",
            "rustdag-import",
            "rustdag-proto",
            "rustdag-rule-file",
            "rustdag-rule-pack",
            "rustdag-server",
            "rustdag-store",
            "rustdag-text",
        ]),
    },
    Layer { name: "rustdag-tidy", beneath: These(&[]) },
    // For tests: has the rules' libraries built.
    Layer { name: "rustdag-built-rules", beneath: All },
    Layer { name: "rustdag-benches", beneath: All },
];

/// What every rule library of `plugins/` may be built from.
const RULE_LIBRARY: &[&str] = &["rustdag-rule"];

/// All that two crates may ask of others.
const ALLOWED_OUTSIDE: &[(&str, &[&str])] = &[
    ("rustdag-rule-abi", &[]),
    ("rustdag-core", &["jiff", "libm", "strsim", "thiserror"]),
    ("rustdag-evidence", &["csv", "jiff", "libm", "thiserror"]),
];

/// A foreign crate, and the members whose manifests may name it.
struct Home {
    foreign: &'static [&'static str],
    at: &'static [&'static str],
    what: &'static str,
}

const HOMES: &[Home] = &[
    Home { foreign: &["rusqlite", "libsqlite3-sys"], at: &["rustdag-store"], what: "SQL" },
    Home { foreign: &["wasmtime", "wasmparser"], at: &["rustdag-sandbox"], what: "WebAssembly" },
    Home { foreign: &["libloading", "object"], at: &["rustdag-host", "rustdag-benches"], what: "loading libraries" },
    Home {
        foreign: &[
            "prost",
            "prost-reflect",
            "prost-types",
            "protox",
            "tonic",
            "tonic-health",
            "tonic-prost",
            "tonic-prost-build",
            "tonic-reflection",
            "tonic-types",
        ],
        at: &["rustdag-proto", "rustdag-server", "rustdag-cli", "rustdag-benches"],
        what: "the wire",
    },
    Home {
        foreign: &["tokio", "tokio-stream", "tower"],
        at: &["rustdag-server", "rustdag-cli", "rustdag-benches"],
        what: "async",
    },
    Home {
        foreign: &["ed25519-dalek", "flate2", "getrandom", "tar"],
        at: &["rustdag-rule-pack"],
        what: "archives and signatures",
    },
    Home { foreign: &["rand_chacha"], at: &["rustdag-demo"], what: "chance" },
];

/// What a crate must not be built from at all, however far down.
struct Absent {
    from: &'static [&'static str],
    never: &'static [&'static str],
}

const ABSENT: &[Absent] = &[
    Absent {
        from: &[
            "rustdag-rule-abi",
            "rustdag-rule",
            "rustdag-rule-file",
            "rustdag-rule-pack",
            "rustdag-core",
            "rustdag-host",
            "rustdag-text",
            "rustdag-catalogue",
            "rustdag-import",
            "rustdag-demo",
            "rustdag-diary",
            "rustdag-evidence",
            "rustdag-store",
        ],
        never: &["tokio", "tonic", "prost", "hyper", "h2"],
    },
    Absent {
        from: &[
            "rustdag-rule-abi",
            "rustdag-rule",
            "rustdag-rule-file",
            "rustdag-core",
            "rustdag-host",
            "rustdag-text",
            "rustdag-catalogue",
            "rustdag-import",
            "rustdag-demo",
            "rustdag-diary",
            "rustdag-evidence",
            "rustdag-proto",
        ],
        never: &["rusqlite", "libsqlite3-sys"],
    },
    Absent {
        from: &["rustdag-rule-abi", "rustdag-rule", "rustdag-core"],
        never: &["rand", "rand_core", "rand_chacha", "getrandom", "chrono", "time", "iana-time-zone", "libloading"],
    },
];

/// Judges every crate of the workspace.
#[must_use]
pub fn check(workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for member in &workspace.crates {
        neighbours(member, workspace, &mut findings);
        allowed_outside(member, workspace, &mut findings);
        homes(member, &mut findings);
        absent(member, &mut findings);
    }
    // A rule that speaks of a crate nobody has any more holds nothing.
    let is_member = |name: &str| workspace.crates.iter().any(|member| member.name == name);
    for layer in LAYERS.iter().filter(|layer| !is_member(layer.name)) {
        findings.push(Finding::new(layer.name, "has a layer and is not in the workspace", "take its layer out"));
    }
    findings
}

/// The crates of the workspace it knows.
fn neighbours(member: &Crate, workspace: &Workspace, findings: &mut Vec<Finding>) {
    let layer = LAYERS.iter().find(|layer| layer.name == member.name);
    let beneath = match layer {
        Some(Layer { beneath: All, .. }) => return,
        Some(Layer { beneath: These(beneath), .. }) => beneath,
        None if member.folder.starts_with("plugins/") => RULE_LIBRARY,
        None => {
            findings.push(Finding::new(&member.folder, "has no layer", "say in LAYERS what it may depend on, and why"));
            return;
        }
    };
    for need in &member.needs {
        let is_member = workspace.crates.iter().any(|other| other.name == need.name);
        if is_member && !beneath.contains(&need.name.as_str()) {
            let may = if beneath.is_empty() { "no crate of the workspace".to_owned() } else { beneath.join(", ") };
            findings.push(Finding::new(
                &member.folder,
                format!("depends on {}", need.name),
                format!("it may know {may}; move what it needs to where both may reach it"),
            ));
        }
    }
}

fn allowed_outside(member: &Crate, workspace: &Workspace, findings: &mut Vec<Finding>) {
    let Some((_, allowed)) = ALLOWED_OUTSIDE.iter().find(|(name, _)| *name == member.name) else { return };
    for need in &member.needs {
        let is_member = workspace.crates.iter().any(|other| other.name == need.name);
        if !is_member && !allowed.contains(&need.name.as_str()) {
            let may = if allowed.is_empty() { "nothing of others".to_owned() } else { allowed.join(", ") };
            findings.push(Finding::new(
                &member.folder,
                format!("depends on {}", need.name),
                format!("it may use {may}; do this in a crate above it"),
            ));
        }
    }
}

fn homes(member: &Crate, findings: &mut Vec<Finding>) {
    for home in HOMES {
        for need in &member.needs {
            if home.foreign.contains(&need.name.as_str()) && !home.at.contains(&member.name.as_str()) {
                findings.push(Finding::new(
                    &member.folder,
                    format!("depends on {}", need.name),
                    format!("{} is at home in {}; ask there", home.what, home.at.join(", ")),
                ));
            }
        }
    }
}

fn absent(member: &Crate, findings: &mut Vec<Finding>) {
    for Absent { from, never } in ABSENT {
        let is_rule = member.folder.starts_with("plugins/") && from.contains(&"rustdag-rule");
        if !is_rule && !from.contains(&member.name.as_str()) {
            continue;
        }
        for &never in never.iter().filter(|&&never| member.reached.contains(never)) {
            findings.push(Finding::new(
                &member.folder,
                format!("is built from {never}"),
                format!(
                    "`cargo tree -p {} -e normal,build -i {never}` shows by whose doing; take that out",
                    member.name
                ),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Need;

    /// A workspace of all layers, in which one crate is built from something more.
    fn with(name: &str, folder: &str, needs: &[&str], reached: &[&str]) -> Vec<String> {
        let member =
            |name: &str, folder: &str| Crate { name: name.to_owned(), folder: folder.to_owned(), ..Crate::default() };
        let mut crates: Vec<_> =
            LAYERS.iter().map(|layer| member(layer.name, &format!("crates/{}", layer.name))).collect();
        crates.retain(|other| other.name != name);
        let needs = needs.iter().map(|&need| Need { name: need.to_owned(), ..Need::default() });
        crates.push(Crate {
            needs: needs.collect(),
            reached: reached.iter().map(|&name| name.to_owned()).collect(),
            ..member(name, folder)
        });
        let workspace = Workspace { crates, foreign: Vec::new() };
        check(&workspace).iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn one(found: Vec<String>, starts: &str) {
        assert!(found.len() == 1 && found[0].starts_with(starts), "{found:?}");
    }

    #[test]
    fn what_is_asked_for_today_is_allowed() {
        assert!(with("rustdag-core", "crates/rustdag-core", &["jiff", "rustdag-rule-abi"], &["jiff"]).is_empty());
        assert!(with("rustdag-rule-sleep", "plugins/sleep", &["rustdag-rule"], &["serde_json"]).is_empty());
    }

    #[test]
    fn the_engine_knows_nobody_above_it() {
        one(
            with("rustdag-core", "crates/rustdag-core", &["rustdag-text"], &[]),
            "crates/rustdag-core: depends on rustdag-text",
        );
        one(with("rustdag-core", "crates/rustdag-core", &["serde"], &[]), "crates/rustdag-core: depends on serde");
        one(
            with("rustdag-core", "crates/rustdag-core", &["jiff"], &["tokio"]),
            "crates/rustdag-core: is built from tokio",
        );
        one(with("rustdag-core", "crates/rustdag-core", &[], &["rand"]), "crates/rustdag-core: is built from rand");
    }

    #[test]
    fn the_rule_interface_depends_on_nothing() {
        one(with("rustdag-rule-abi", "abi", &["libm"], &["libm"]), "abi: depends on libm");
    }

    #[test]
    fn a_rule_knows_its_kit_only() {
        one(
            with("rustdag-rule-sleep", "plugins/sleep", &["rustdag-core"], &[]),
            "plugins/sleep: depends on rustdag-core",
        );
        one(with("rustdag-rule-sleep", "plugins/sleep", &[], &["getrandom"]), "plugins/sleep: is built from getrandom");
    }

    #[test]
    fn the_store_knows_neither_messages_nor_engine() {
        one(with("rustdag-store", "store", &["rustdag-core"], &[]), "store: depends on rustdag-core");
        one(with("rustdag-store", "store", &["rustdag-proto"], &[]), "store: depends on rustdag-proto");
        one(with("rustdag-store", "store", &["prost-types"], &[]), "store: depends on prost-types");
        one(with("rustdag-store", "store", &["rusqlite"], &["tonic"]), "store: is built from tonic");
    }

    #[test]
    fn messages_and_engine_meet_in_the_server() {
        one(with("rustdag-import", "import", &["rustdag-proto"], &[]), "import: depends on rustdag-proto");
        one(with("rustdag-proto", "proto", &["rustdag-core"], &[]), "proto: depends on rustdag-core");
        one(with("rustdag-server", "server", &["rustdag-cli"], &[]), "server: depends on rustdag-cli");
        one(with("rustdag-server", "server", &["rusqlite"], &[]), "server: depends on rusqlite");
    }

    #[test]
    fn a_new_crate_says_where_it_stands() {
        one(with("rustdag-new", "crates/rustdag-new", &[], &[]), "crates/rustdag-new: has no layer");
    }

    #[test]
    fn a_layer_of_nobody_is_told() {
        let found = check(&Workspace::default());
        assert_eq!(found.len(), LAYERS.len());
    }
}
