//! The same rules compiled to WebAssembly: loaded like the others, and of one mind with the native ones to the last bit.

use rustdag_core::rule::{FailurePolicy, Rule};
use rustdag_host::{HAS_SANDBOX, Host, Loaded, OFFICIAL, Settings, Tier, Trust};
use rustdag_rule::testkit::MadeUp;
use rustdag_rule_abi::{LimitsPage, Snapshot, SnapshotPage};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Made-up members a pair of rules is compared on.
const MEMBERS: usize = 300;

/// A folder with the sandboxed rules; `None` where they cannot be built or run.
fn sandboxed() -> Option<tempfile::TempDir> {
    let folder = tempfile::tempdir().unwrap();
    // Without optimisation the compiler takes a second a rule: each of them is compiled once for all tests.
    rustdag_host::keep_compiled_rules_in(rustdag_built_rules::module("sleep")?.with_file_name("compiled"));
    for id in rustdag_built_rules::IDS {
        fs::copy(rustdag_built_rules::module(id)?, folder.path().join(format!("{id}.wasm"))).unwrap();
    }
    HAS_SANDBOX.then_some(folder)
}

fn native() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    rustdag_built_rules::place_in(folder.path());
    folder
}

/// All that a rule says, in a form that shows every bit: a zero has a sign.
fn said(rule: &dyn Rule, snapshot: &Snapshot) -> String {
    let mut page = LimitsPage::no_opinion();
    let answer = rule.limits(&SnapshotPage::new(*snapshot), &mut page);
    format!("{answer:?} {:?}", page.limits)
}

fn rule<'a>(loaded: &'a Loaded, id: &str) -> &'a Arc<dyn Rule> {
    loaded.rules.rules().iter().find(|rule| rule.id() == id).unwrap()
}

/// What of a rule's parameters is set.
type Choice = fn(&rustdag_rule::manifest::ParameterText) -> f64;

#[test]
fn native_and_sandboxed_builds_of_one_source_agree_to_the_last_bit() {
    let Some(sandboxed) = sandboxed() else { return };
    let native = native();
    let manifests = Host::load(native.path(), OFFICIAL).loaded;
    for choice in [|p| p.default, |p| p.min, |p| p.max] as [Choice; 3] {
        let settings = Settings(BTreeMap::from_iter(manifests.iter().map(|rule| {
            (rule.id.clone(), rule.manifest.parameters.iter().map(|p| (p.name.clone(), choice(p))).collect())
        })));
        let ours = Host::load_with(native.path(), OFFICIAL, &settings);
        let theirs = Host::load_with(sandboxed.path(), &[], &settings);
        assert!(theirs.refused.is_empty(), "{}", theirs.refused[0]);
        assert_eq!(theirs.loaded.len(), 5);
        for (mine, other) in ours.loaded.iter().zip(&theirs.loaded) {
            assert_eq!((mine.tier, other.tier), (Tier::Native, Tier::Sandboxed));
            assert_eq!((&mine.id, &mine.manifest), (&other.id, &other.manifest));
            let (mine, other) = (rule(&ours, &mine.id), rule(&theirs, &mine.id));
            let mut made_up = MadeUp::new(31);
            let mut spoke = 0;
            for _ in 0..MEMBERS {
                for snapshot in [made_up.snapshot(), made_up.broken_snapshot()] {
                    let native = said(&**mine, &snapshot);
                    assert_eq!(native, said(&**other, &snapshot), "{}: {snapshot:?}", mine.id());
                    spoke += usize::from(native.contains("Reason { code: 1,"));
                }
            }
            assert!(spoke > MEMBERS / 100, "{} hardly speaks: {spoke}", mine.id());
        }
    }
}

#[test]
fn a_sandboxed_rule_is_loaded_beside_the_others_and_never_takes_an_official_place() {
    let Some(sandboxed) = sandboxed() else { return };
    let native = native();
    let both = Host::load_trusting(&[native.path(), sandboxed.path()], &[], &Settings::default(), &Trust::everybody());
    assert!(both.loaded.iter().all(|rule| rule.tier == Tier::Native), "libraries come first");
    assert_eq!(both.refused.len(), 5);
    assert!(both.refused[0].to_string().contains("is rule `hormones` again"), "{}", both.refused[0]);
    let alone = Host::load(sandboxed.path(), OFFICIAL);
    assert_eq!((alone.loaded.len(), alone.rules.missing().len()), (0, 5));
    let said = alone.refused[4].to_string();
    assert!(
        said.ends_with("sleep.wasm: is called `sleep`, as an official rule is; give it an id of its own"),
        "{said}"
    );
}

#[test]
fn what_is_no_rule_is_refused_with_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.wasm"), "").unwrap();
    fs::write(folder.path().join("b.wasm"), "a letter").unwrap();
    if let Some(path) = rustdag_built_rules::module("sleep") {
        let whole = fs::read(path).unwrap();
        fs::write(folder.path().join("c.wasm"), &whole[..whole.len() / 2]).unwrap();
    }
    let loaded = Host::load(folder.path(), &[]);
    assert!(loaded.loaded.is_empty() && loaded.refused.len() >= 2);
    for refused in &loaded.refused {
        let said = refused.to_string();
        let expected = match (HAS_SANDBOX, said.contains("a.wasm")) {
            (true, true) => "is empty",
            (true, false) => "is no WebAssembly module, or is damaged (",
            (false, _) => "was built without the sandbox; build it with `cargo build --release --features sandbox`",
        };
        assert!(said.contains(expected) && !said.contains('\n'), "{said}");
    }
}

#[test]
fn answers_from_many_threads_are_one_answer() {
    let Some(sandboxed) = sandboxed() else { return };
    let loaded = Host::load(sandboxed.path(), &[]);
    let snapshots: Vec<_> = {
        let mut made_up = MadeUp::new(5);
        (0..50).map(|_| made_up.snapshot()).collect()
    };
    for rule in loaded.rules.rules() {
        let expected: Vec<_> = snapshots.iter().map(|snapshot| said(&**rule, snapshot)).collect();
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let (expected, snapshots) = (&expected, &snapshots);
                scope.spawn(move || {
                    for turn in 0..snapshots.len() {
                        let place = (turn * 7 + thread * 13) % snapshots.len();
                        assert_eq!(said(&**rule, &snapshots[place]), expected[place]);
                    }
                });
            }
        });
    }
}

#[test]
fn loading_again_is_loading_the_same() {
    let Some(sandboxed) = sandboxed() else { return };
    let digests = |path: &Path| -> Vec<_> {
        let loaded = Host::load(path, &[]);
        assert!(
            loaded
                .rules
                .rules()
                .iter()
                .all(|rule| rule.on_failure() != FailurePolicy::Skip || rule.id() == "mental-freshness")
        );
        loaded.loaded.into_iter().map(|rule| rule.digest).collect()
    };
    assert_eq!(digests(sandboxed.path()), digests(sandboxed.path()));
}
