//! The five official rules, built by cargo, loaded as the service loads them.

use rustdag_core::anatomy::Joint;
use rustdag_core::rule::{FailurePolicy, MissingRule};
use rustdag_host::{Host, Language, Loaded, OFFICIAL, Settings, Tier};
use rustdag_rule::manifest::LimitName;
use rustdag_rule_abi::{Flags, Limits, LimitsPage, Snapshot, SnapshotPage};
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

fn rules_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    rustdag_built_rules::place_in(folder.path());
    folder
}

fn ids(loaded: &Loaded) -> Vec<&str> {
    loaded.loaded.iter().map(|rule| rule.id.as_str()).collect()
}

fn combined(loaded: &Loaded, snapshot: &Snapshot) -> Limits {
    let page = SnapshotPage::new(*snapshot);
    let mut all = Limits::no_opinion();
    for rule in loaded.rules.rules() {
        let mut limits = LimitsPage::no_opinion();
        rule.limits(&page, &mut limits).unwrap();
        all.tighten(&limits.limits);
    }
    all
}

#[test]
fn all_five_are_loaded_with_version_digest_and_texts() {
    let folder = rules_folder();
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert!(loaded.refused.is_empty(), "{}", loaded.refused[0]);
    assert!(loaded.rules.missing().is_empty());
    assert_eq!(ids(&loaded), ["hormones", "injury-prevention", "mental-freshness", "overtraining", "sleep"]);
    for (rule, expected) in loaded.loaded.iter().zip(OFFICIAL) {
        assert_eq!((rule.id.as_str(), rule.version.as_str(), rule.tier), (expected.id, "1.0.0", Tier::Native));
        assert!(rule.digest.len() == 64 && rule.digest.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert!(rule.path.starts_with(folder.path()));
        assert!(!rule.manifest.description.get(Language::Nl).is_empty());
        assert!(!rule.manifest.reasons.is_empty());
    }
    for (rule, expected) in loaded.rules.rules().iter().zip(OFFICIAL) {
        assert_eq!((rule.id(), rule.on_failure()), (expected.id, expected.on_failure));
    }
    // What manifests declare of their reasons reaches whoever asks the loaded rule.
    for (told, rule) in loaded.loaded.iter().zip(loaded.rules.rules()) {
        for reason in &told.manifest.reasons {
            let about = rule.about(reason.code);
            assert_eq!(about.field, reason.value, "{} {}", told.id, reason.name);
            assert_eq!(
                about.quantity.is_none(),
                reason.limit == LimitName::SeeProfessional,
                "{} {}",
                told.id,
                reason.name
            );
        }
        assert_eq!(rule.about(63).quantity, None);
    }
}

#[test]
fn together_they_tighten_and_say_nothing_of_an_unknown_member() {
    let folder = rules_folder();
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert_eq!(combined(&loaded, &Snapshot::unknown()), Limits::no_opinion());
    let mut snapshot = Snapshot::unknown();
    snapshot.set_load_usual_session(Some(400.0));
    snapshot.set_sleep_last_night_h(Some(5.5));
    snapshot.set_sleep_need_h(Some(8.0));
    snapshot.set_recovery_balance(Some(55.0));
    snapshot.set_mental_freshness(Some(55.0));
    snapshot.set_joint_pain(Joint::Knee.slot(), Some(5.0));
    snapshot.set_systemic_fatigue(Some(0.06));
    let all = combined(&loaded, &snapshot);
    assert!((all.session_load_max - 280.0).abs() < 1e-3, "{}", all.session_load_max);
    assert_eq!((all.rir_min, all.extra_rest_days, all.joint_load_max[Joint::Knee.slot()]), (2.0, 1.0, 0.0));
    assert_eq!(all.flags, Flags::ALL);
}

#[test]
fn a_rule_that_is_taken_away_is_missing_with_its_policy() {
    let folder = rules_folder();
    for id in ["sleep", "mental-freshness"] {
        std::fs::remove_file(folder.path().join(rustdag_built_rules::file_name(id))).unwrap();
    }
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert_eq!(ids(&loaded), ["hormones", "injury-prevention", "overtraining"]);
    let missing = |id: &str, on_failure| MissingRule { id: id.to_owned(), on_failure };
    assert_eq!(
        loaded.rules.missing(),
        [missing("mental-freshness", FailurePolicy::Skip), missing("sleep", FailurePolicy::Tighten)]
    );
}

#[test]
fn a_folder_that_is_not_there_is_said_and_everything_is_missing() {
    let loaded = Host::load(Path::new("no/such/folder"), OFFICIAL);
    assert_eq!(loaded.rules.missing().len(), 5);
    let said = loaded.refused[0].to_string();
    assert!(said.starts_with("no/such/folder: the rules folder cannot be read ("), "{said}");
}

#[test]
fn two_files_of_one_rule_are_one_rule() {
    let folder = rules_folder();
    let again = format!("z_{}", rustdag_built_rules::file_name("sleep"));
    std::fs::copy(rustdag_built_rules::library("sleep"), folder.path().join(&again)).unwrap();
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert_eq!(loaded.loaded.len(), 5);
    let said = loaded.refused[0].to_string();
    assert!(said.contains(&again) && said.contains("is rule `sleep` again; "), "{said}");
}

#[test]
fn empty_cut_off_overwritten_and_foreign_files_are_refused_one_by_one() {
    let folder = rules_folder();
    let sleep = std::fs::read(rustdag_built_rules::library("sleep")).unwrap();
    let suffix = std::env::consts::DLL_SUFFIX;
    let write =
        |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(format!("{name}{suffix}")), bytes).unwrap();
    std::fs::remove_file(folder.path().join(rustdag_built_rules::file_name("sleep"))).unwrap();
    write("a_empty", b"");
    write("b_text", b"This is a letter, not a library.\n");
    write("c_foreign_machine", &other_machine(&sleep));
    write("librustdag_d_zeroes", &vec![0; 4096]);
    for (name, part) in [("e", 0.001), ("f", 0.1), ("g", 0.5), ("h", 0.9), ("i", 0.9999)] {
        write(&format!("{name}_cut"), &sleep[..(sleep.len() as f64 * part) as usize]);
    }
    std::fs::create_dir(folder.path().join(format!("j_folder{suffix}"))).unwrap();
    std::fs::write(folder.path().join("readme.txt"), "not looked at").unwrap();
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert_eq!(ids(&loaded), ["hormones", "injury-prevention", "mental-freshness", "overtraining"]);
    assert_eq!(loaded.refused.len(), 9);
    for refused in &loaded.refused {
        let said = refused.to_string();
        assert!(said.contains(folder.path().to_str().unwrap()) && !said.contains('\n'), "{said}");
    }
    assert!(loaded.refused[0].to_string().ends_with("is empty; copy or build the library again"));
    assert!(loaded.refused[1].to_string().contains("is no shared library, or is damaged"));
}

/// The library with another machine written into its header, where the format has it at a known place.
fn other_machine(library: &[u8]) -> Vec<u8> {
    let mut bytes = library.to_owned();
    if bytes.starts_with(b"\x7fELF") {
        bytes[18..20].copy_from_slice(&[0xf3, 0]);
    } else {
        bytes.truncate(100);
    }
    bytes
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_refused() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    symlink(folder.path().join("nowhere"), folder.path().join(rustdag_built_rules::file_name("sleep"))).unwrap();
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert_eq!(loaded.refused.len(), 1);
    assert!(loaded.refused[0].to_string().contains("cannot be read: "), "{}", loaded.refused[0]);
}

#[test]
fn parameters_are_checked_against_the_manifest() {
    let folder = rules_folder();
    let with = |rule: &str, name: &str, value: f64| {
        let settings = Settings(BTreeMap::from([(rule.into(), BTreeMap::from([(name.into(), value)]))]));
        Host::load_with(folder.path(), OFFICIAL, &settings)
    };
    let good = with("sleep", "short_night_load", 0.5);
    assert!(good.refused.is_empty());
    let mut snapshot = Snapshot::unknown();
    snapshot.set_load_usual_session(Some(400.0));
    snapshot.set_sleep_last_night_h(Some(5.5));
    snapshot.set_sleep_need_h(Some(8.0));
    assert_eq!(combined(&good, &snapshot).session_load_max, 200.0);
    for (rule, name, value, expected) in [
        ("sleep", "short_night_load", 4.0, "parameter short_night_load of rule sleep is 4; it is 0.3 to 1 "),
        ("sleep", "short_night_load", f64::NAN, "parameter short_night_load of rule sleep is NaN; it is 0.3 to 1 "),
        ("sleep", "short_nite", 1.0, "rule sleep has no parameter `short_nite`; it has short_night_gap_h, "),
        ("sleeep", "short_night_load", 0.5, "there are parameters for rule sleeep, which is not loaded"),
    ] {
        let loaded = with(rule, name, value);
        assert_eq!(loaded.refused.len(), 1);
        assert!(loaded.refused[0].to_string().contains(expected), "{}", loaded.refused[0]);
    }
}

#[test]
fn the_texts_read_well_in_both_languages() {
    let folder = rules_folder();
    let loaded = Host::load(folder.path(), OFFICIAL);
    let sleep = loaded.loaded.iter().find(|rule| rule.id == "sleep").unwrap();
    let reason = sleep.manifest.reasons.iter().find(|reason| reason.name == "short-night-load").unwrap();
    let say = |language| reason.get(language).render(language, "", 5.0 + 2.0 / 3.0, 0.8);
    assert_eq!(say(Language::Nl), "Kort geslapen: 5 u 40. Hooguit 80 % van je gewone belasting.");
    assert_eq!(say(Language::En), "Short night: 5 h 40. At most 80% of your usual load.");
}

#[test]
fn a_loaded_rule_answers_from_many_threads_at_once() {
    let folder = rules_folder();
    let loaded = Host::load(folder.path(), OFFICIAL);
    let mut snapshot = Snapshot::unknown();
    snapshot.set_sleep_last_night_h(Some(3.0));
    let expected = combined(&loaded, &snapshot);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..200 {
                    assert_eq!(combined(&loaded, &snapshot), expected);
                }
            });
        }
    });
}
