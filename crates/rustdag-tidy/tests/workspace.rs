//! This workspace keeps its own rules.

use rustdag_tidy::{
    FORBIDDEN_IN_ENGINE, FORBIDDEN_IN_RULES, Finding, SourceFile, Workspace, check_features, check_file, check_foreign,
    check_layers, code_map, purity, walk,
};
use std::path::{Path, PathBuf};

const ENGINE_SOURCES: &str = "crates/rustdag-core/src/";
const ENGINE_ROOT: &str = "crates/rustdag-core/src/lib.rs";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn workspace() -> Workspace {
    Workspace::read(&root()).unwrap_or_else(|error| panic!("{error}"))
}

fn files() -> Vec<SourceFile> {
    walk(&root()).unwrap_or_else(|error| panic!("the workspace's files cannot be read: {error}"))
}

#[track_caller]
fn nothing(findings: Vec<Finding>) {
    let lines: Vec<_> = findings.iter().map(|finding| format!("  {finding}\n")).collect();
    assert!(lines.is_empty(), "{} finding(s):\n{}", lines.len(), lines.concat());
}

#[test]
fn every_crate_depends_only_on_layers_beneath_it() {
    let workspace = workspace();
    // What is judged is really there.
    let engine = workspace.crates.iter().find(|member| member.name == "rustdag-core").unwrap();
    assert!(engine.needs.iter().any(|need| need.name == "jiff") && engine.reached.contains("jiff"));
    let server = workspace.crates.iter().find(|member| member.name == "rustdag-server").unwrap();
    assert!(server.reached.contains("libsqlite3-sys"), "transitive dependencies are seen");
    nothing(check_layers(&workspace));
}

#[test]
fn the_engine_asks_for_dates_without_a_clock() {
    nothing(check_features(&workspace()));
}

#[test]
fn foreign_crates_come_from_crates_io_under_accepted_licences() {
    let workspace = workspace();
    assert!(workspace.foreign.iter().any(|foreign| foreign.name.starts_with("tonic ")));
    nothing(check_foreign(&workspace));
}

#[test]
fn the_engine_is_pure() {
    let files = files();
    let sources: Vec<_> =
        files.iter().filter(|file| file.path.starts_with(ENGINE_SOURCES) && file.path.ends_with(".rs")).collect();
    let engine = sources.iter().find(|file| file.path == ENGINE_ROOT).expect("the engine has a root");
    nothing(purity::check_root(&engine.path, &engine.text));
    nothing(sources.iter().flat_map(|file| purity::check(&file.path, &file.text, FORBIDDEN_IN_ENGINE)).collect());
}

#[test]
fn the_official_rules_are_pure() {
    let files = files();
    let sources: Vec<_> = files
        .iter()
        .filter(|file| file.path.starts_with("plugins/") && file.path.contains("/src/") && file.path.ends_with(".rs"))
        .collect();
    assert!(sources.len() >= 5, "each of the five rules has a source");
    nothing(sources.iter().flat_map(|file| purity::check(&file.path, &file.text, FORBIDDEN_IN_RULES)).collect());
}

#[test]
fn files_are_named_and_begun_well_and_name_no_machine() {
    let files = files();
    assert!(files.iter().any(|file| file.path == "Cargo.toml"));
    nothing(files.iter().flat_map(check_file).collect());
}

#[test]
fn the_code_map_names_every_crate() {
    // Until there is one, there is nothing to hold it to.
    if let Some(map) = files().iter().find(|file| file.path == code_map::FILE) {
        nothing(code_map::check(&workspace(), &map.text));
    }
}
