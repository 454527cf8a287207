//! A library built against version 1.0 of the interface is loaded as it was built then, and answers as it did then.
#![cfg(unix)]

use rustdag_core::rule::{FailurePolicy, Rule};
use rustdag_host::{Host, Loaded, Settings, Tier, Trust};
use rustdag_rule_abi::{Flags, Limits, LimitsPage, Reason, Snapshot, SnapshotPage};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The library's digest: what is loaded here is what was built then.
const DIGEST: &str = "e848142faf652ac7fc3f078370c687f94573026a18aa12be901c5873009ea62a";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/first_version")
}

/// As it was built then; `None` on a machine it was not built for.
fn built_then() -> Option<PathBuf> {
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Some(folder().join("librest_when_sore-x86_64-linux.so"));
    }
    eprintln!("not tried: the library was built for x86-64 Linux");
    None
}

fn load(path: &Path, settings: &Settings) -> Loaded {
    Host::load_trusting(&[path], &[], settings, &Trust::everybody())
}

fn answers(rule: &dyn Rule, snapshot: Snapshot) -> Limits {
    let mut page = LimitsPage::no_opinion();
    rule.limits(&SnapshotPage::new(snapshot), &mut page).unwrap();
    page.limits
}

/// Somebody with a tired muscle, a joint that hurts, and a bad feeling, today.
fn somebody() -> Snapshot {
    let mut snapshot = Snapshot::unknown();
    snapshot.set_muscle_fatigue(3, Some(0.25));
    snapshot.set_muscle_fatigue(4, Some(0.05));
    snapshot.set_joint_pain(5, Some(6.0));
    snapshot.set_checkin_wellness(Some(0.2));
    snapshot.set_days_ahead(Some(0.0));
    snapshot
}

fn expected(least: f32) -> Limits {
    let mut limits = Limits::no_opinion();
    limits.require_rest(Reason::whole(1, 0.2, least));
    limits.cap_muscle_sets(3, 2.0, Reason::muscle(2, 3, 0.25, 2.0));
    limits.cap_joint_load(5, 0.0, Reason::joint(3, 5, 6.0, 0.0));
    limits
}

#[test]
fn a_library_of_the_first_version_answers_as_it_did() {
    let Some(path) = built_then() else { return };
    let loaded = load(&path, &Settings::default());
    assert!(loaded.refused.is_empty(), "{}", loaded.refused[0]);
    let entry = &loaded.loaded[0];
    assert_eq!((entry.id.as_str(), entry.version.as_str(), entry.tier), ("rest-when-sore-1-0", "1.0.0", Tier::Native));
    assert_eq!(entry.digest, DIGEST);
    let rule = &*loaded.rules.rules()[0];
    assert_eq!(rule.on_failure(), FailurePolicy::Tighten);
    assert_eq!(answers(rule, Snapshot::unknown()), Limits::no_opinion());
    assert_eq!(answers(rule, somebody()), expected(0.3));
    // Not today.
    let mut tomorrow = somebody();
    tomorrow.set_days_ahead(Some(1.0));
    assert_eq!(answers(rule, tomorrow).flags & Flags::MUST_REST, 0);
}

#[test]
fn its_parameter_reaches_it() {
    let Some(path) = built_then() else { return };
    let least = BTreeMap::from([("least".to_owned(), 1.0)]);
    let loaded = load(&path, &Settings(BTreeMap::from([("rest-when-sore-1-0".to_owned(), least)])));
    assert_eq!(answers(&*loaded.rules.rules()[0], somebody()).flags, 0);
}

#[test]
fn its_source_still_builds_with_its_header_and_answers_the_same() {
    let target = tempfile::tempdir().unwrap();
    let library = target.path().join(format!("librest_when_sore{}", std::env::consts::DLL_SUFFIX));
    let compiled = std::process::Command::new("cc")
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-O2", "-shared", "-fPIC", "-o"])
        .args([&library, &folder().join("rest_when_sore.c")])
        .status();
    match compiled {
        Ok(status) => assert!(status.success()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("not tried: there is no C compiler");
            return;
        }
        Err(error) => panic!("cc cannot be started: {error}"),
    }
    let loaded = load(&library, &Settings::default());
    assert!(loaded.refused.is_empty(), "{}", loaded.refused[0]);
    assert_eq!(answers(&*loaded.rules.rules()[0], somebody()), expected(0.3));
}
