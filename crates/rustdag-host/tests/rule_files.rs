//! Rule files beside libraries, as a service loads them.

use rustdag_core::answer::Quantity;
use rustdag_core::rule::FailurePolicy;
use rustdag_host::{Host, Language, Loaded, OFFICIAL, Settings, Tier};
use rustdag_rule::testkit::MadeUp;
use rustdag_rule_abi::{Limits, LimitsPage, Snapshot, SnapshotPage};
use rustdag_rule_file::first_rule;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/rules")
}

/// A folder with a rule file of each name.
fn folder(files: &[(&str, String)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn rule(id: &str) -> String {
    first_rule(id, "A coach", Language::En)
}

fn load(folder: &TempDir) -> Loaded {
    Host::load(folder.path(), &[])
}

#[track_caller]
fn refusal(loaded: &Loaded) -> String {
    assert_eq!(loaded.refused.len(), 1, "{:?}", loaded.refused);
    loaded.refused[0].to_string()
}

fn answer(loaded: &Loaded, id: &str, snapshot: &Snapshot) -> Limits {
    let rule = loaded.rules.rules().iter().find(|rule| rule.id() == id).unwrap_or_else(|| panic!("no {id}"));
    let mut page = LimitsPage::no_opinion();
    rule.limits(&SnapshotPage::new(*snapshot), &mut page).unwrap();
    page.limits
}

#[test]
fn they_are_loaded_beside_libraries() {
    let folder = tempfile::tempdir().unwrap();
    rustdag_built_rules::place_in(folder.path());
    std::fs::write(folder.path().join("after-three.toml"), rule("after-three")).unwrap();
    let loaded = Host::load_all(&[folder.path(), &examples()], OFFICIAL, &Settings::default());
    assert!(loaded.refused.is_empty(), "{}", loaded.refused[0]);
    assert!(loaded.rules.missing().is_empty());
    let of_tier = |tier| loaded.loaded.iter().filter(|rule| rule.tier == tier).count();
    assert_eq!((of_tier(Tier::Native), of_tier(Tier::File)), (5, 7));
    let mine = loaded.loaded.iter().find(|rule| rule.id == "after-three").unwrap();
    assert_eq!((mine.tier.as_str(), mine.version.as_str(), mine.digest.len()), ("file", "0.1.0", 64));
    let reason = mine.manifest.reason(1).unwrap();
    assert_eq!(reason.name, "days-in-a-row");
    assert!(
        reason.get(Language::Nl).render(Language::Nl, "lichaam", 3.0, 3.0).starts_with("Trainingsdagen op rij: 3.")
    );
    let about = |id: &str| loaded.rules.rules().iter().find(|rule| rule.id() == id).unwrap().about(1);
    for id in ["after-three", "overtraining"] {
        assert_eq!(about(id).quantity, Some(Quantity::Training), "what {id} limits reaches the engine");
    }
    assert_eq!(about("after-three").field, Some("days_training_in_a_row"));
    assert!(loaded.rules.rules().iter().all(|rule| rule.is_order_preserving()), "the planner's proof stays as fast");
    let mut snapshot = Snapshot::unknown();
    snapshot.set_days_training_in_a_row(Some(3.0));
    assert_eq!(answer(&loaded, "after-three", &snapshot).reasons().len(), 1);
}

#[test]
fn one_file_may_be_named_and_what_is_no_rule_is_said_to_be_none() {
    let folder = folder(&[("mine.toml", rule("mine")), ("note.txt", "hello".to_owned())]);
    let (mine, note) = (folder.path().join("mine.toml"), folder.path().join("note.txt"));
    let loaded = Host::load_all(&[&mine, folder.path(), &note], &[], &Settings::default());
    assert_eq!(loaded.loaded.len(), 1, "named twice, loaded once");
    assert!(refusal(&loaded).ends_with("note.txt: is no rule"));
}

#[test]
fn two_rules_of_one_id_are_refused_with_both_paths() {
    let folder = folder(&[("a.toml", rule("mine")), ("b.toml", rule("mine"))]);
    let loaded = load(&folder);
    assert_eq!(loaded.loaded.len(), 1);
    let said = refusal(&loaded);
    assert!(said.contains("b.toml: is rule `mine` again; ") && said.contains("a.toml was loaded"), "{said}");
}

#[test]
fn no_file_takes_the_name_of_an_official_rule_or_of_the_engine() {
    let folder = folder(&[("a.toml", rule("sleep")), ("b.toml", rule("engine"))]);
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert_eq!(loaded.loaded.len(), 0);
    assert_eq!(loaded.rules.missing().len(), 5, "the official rules are still missed");
    assert!(
        loaded.refused[0].to_string().ends_with("is called `sleep`, as an official rule is; give it an id of its own")
    );
    assert!(
        loaded.refused[1]
            .to_string()
            .ends_with("is called `engine`, as the engine itself is; give it an id of its own")
    );
}

#[test]
fn a_mistake_is_told_with_its_place_and_a_rule_for_safety_is_missed() {
    let broken = rule("mine").replace("days_training_in_a_row >=", "days_trainin_in_a_row >=");
    let folder = folder(&[("mine.toml", broken.clone())]);
    let loaded = load(&folder);
    let said = refusal(&loaded);
    assert!(said.contains("mine.toml:42:9: unknown name `days_trainin_in_a_row`; did you mean"), "{said}");
    let missing = &loaded.rules.missing()[0];
    assert_eq!((missing.id.as_str(), missing.on_failure), ("mine", FailurePolicy::Skip));

    std::fs::write(folder.path().join("mine.toml"), broken.replace("\"skip\"", "\"tighten\"")).unwrap();
    assert_eq!(load(&folder).rules.missing()[0].on_failure, FailurePolicy::Tighten);
}

#[test]
fn a_file_that_fails_its_own_tests_is_not_loaded() {
    let folder = folder(&[("mine.toml", rule("mine").replace("default = 3", "default = 4"))]);
    let loaded = load(&folder);
    let said = refusal(&loaded);
    assert!(said.contains("test “three days in a row” fails: must_rest is false, expected true"), "{said}");
    assert_eq!((loaded.loaded.len(), loaded.rules.missing().len()), (0, 1));
}

#[test]
fn a_gym_sets_parameters_within_their_range() {
    let folder = folder(&[("mine.toml", rule("mine"))]);
    let with = |value: f64| {
        let mine = BTreeMap::from([("most_days".to_owned(), value)]);
        Host::load_with(folder.path(), &[], &Settings(BTreeMap::from([("mine".to_owned(), mine)])))
    };
    let mut snapshot = Snapshot::unknown();
    snapshot.set_days_training_in_a_row(Some(3.0));
    assert_eq!(answer(&with(4.0), "mine", &snapshot), Limits::no_opinion());
    assert_ne!(answer(&with(2.0), "mine", &snapshot), Limits::no_opinion());
    let said = refusal(&with(9.0));
    assert!(said.ends_with("parameter most_days of rule mine is 9; it is 1 to 7 (days)"), "{said}");
}

#[test]
fn a_huge_file_is_refused_without_being_read() {
    let folder = folder(&[("huge.toml", "#".repeat(10 * 1024 * 1024)), ("mine.toml", rule("mine"))]);
    let loaded = load(&folder);
    assert_eq!(loaded.loaded.len(), 1, "the others load");
    assert!(refusal(&loaded).ends_with("huge.toml:1:1: the file has 10485760 bytes; a rule file has at most 65536"));
}

/// What an example says and what the official rule says, on members by the thousand.
#[track_caller]
fn agree(example: &str, official: &str, unknown: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    rustdag_built_rules::place_in(folder.path());
    let loaded = Host::load_all(&[folder.path(), &examples()], OFFICIAL, &Settings::default());
    let mut made_up = MadeUp::new(3);
    let mut spoke = 0;
    for _ in 0..5_000 {
        let mut snapshot = made_up.snapshot();
        for field in unknown {
            snapshot.set_field(field, 0, None);
        }
        // Made-up members have values in places that are kept free; no joint of a file is there.
        for (field, slot) in ["joint_usual_load", "joint_pain"].into_iter().flat_map(|f| (7..24).map(move |s| (f, s))) {
            snapshot.set_field(field, slot, None);
        }
        let (file, native) = (answer(&loaded, example, &snapshot), answer(&loaded, official, &snapshot));
        spoke += usize::from(!native.reasons().is_empty());
        let plain = |limits: Limits| Limits { n_reasons: 0, reasons: Limits::no_opinion().reasons, ..limits };
        assert_eq!(plain(file), plain(native), "{example} and {official}: {snapshot:?}");
    }
    assert!(spoke > 1_000, "{official} spoke {spoke} times");
}

#[test]
fn the_examples_limit_what_the_official_rules_limit() {
    agree("short-nights", "sleep", &[]);
    agree("sore-joints", "injury-prevention", &[]);
    agree("recovery-and-illness", "hormones", &[]);
    agree("fresh-mind", "mental-freshness", &[]);
    agree("tired-body", "overtraining", &["overreaching_state"]);
}
