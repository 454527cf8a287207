//! A rule written in C against the header, loaded like any other; and each way a rule can be wrong.

mod compile;

use rustdag_core::rule::FailurePolicy;
use rustdag_host::{ExpectedRule, Host, Loaded, Settings, Trust};
use rustdag_rule_abi::{Flags, LimitsPage, Reason, Snapshot, SnapshotPage};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

fn built(defines: &[&str]) -> Option<TempDir> {
    let folder = tempfile::tempdir().unwrap();
    compile::into(folder.path(), defines)?;
    Some(folder)
}

fn loaded(defines: &[&str]) -> Option<Loaded> {
    let folder = built(defines)?;
    Some(trusting(folder.path(), &Settings::default()))
}

/// Into this process: what is wrong with a rule is the same there as anywhere.
fn trusting(folder: &Path, settings: &Settings) -> Loaded {
    Host::load_trusting(&[folder], &[], settings, &Trust::everybody())
}

fn felt(wellness: f32) -> SnapshotPage {
    let mut snapshot = Snapshot::unknown();
    snapshot.set_checkin_wellness(Some(wellness));
    SnapshotPage::new(snapshot)
}

#[test]
fn a_c_rule_is_loaded_and_answers() {
    let Some(loaded) = loaded(&[]) else { return };
    assert!(loaded.refused.is_empty(), "{}", loaded.refused[0]);
    let entry = &loaded.loaded[0];
    assert_eq!((entry.id.as_str(), entry.version.as_str(), entry.digest.len()), ("rest-when-sore", "0.3.0", 64));
    let rule = &loaded.rules.rules()[0];
    assert_eq!(rule.on_failure(), FailurePolicy::Skip);
    let mut page = LimitsPage::no_opinion();
    rule.limits(&felt(0.2), &mut page).unwrap();
    assert_eq!(page.limits.flags, Flags::MUST_REST);
    assert_eq!(page.limits.reasons(), [Reason::whole(1, 0.2, 0.3)]);
    // The page still holds the last answer: the host starts from no opinion all the same.
    rule.limits(&felt(0.8), &mut page).unwrap();
    assert_eq!(page.limits, rustdag_rule_abi::Limits::no_opinion());
}

#[test]
fn a_parameter_reaches_the_rule() {
    let Some(folder) = built(&[]) else { return };
    let least =
        |value| Settings(BTreeMap::from([("rest-when-sore".into(), BTreeMap::from([("least".into(), value)]))]));
    let loaded = trusting(folder.path(), &least(0.75));
    let mut page = LimitsPage::no_opinion();
    loaded.rules.rules()[0].limits(&felt(0.5), &mut page).unwrap();
    assert_eq!(page.limits.flags, Flags::MUST_REST);
    let refused = trusting(folder.path(), &least(1.5)).refused;
    assert!(
        refused[0].to_string().ends_with("parameter least of rule rest-when-sore is 1.5; it is 0 to 1 (fraction)"),
        "{}",
        refused[0]
    );
}

#[test]
fn each_way_to_be_wrong_is_refused_with_one_sentence() {
    for (defines, expected) in [
        (&["MAJOR=2"][..], "built for rule interface 2.0 (`abi_major` differs), this host speaks 1.0"),
        (&["MINOR=3"], "built for rule interface 1.3 (`abi_minor` differs), this host speaks 1.0"),
        (&["SNAPSHOT_SIZE=64"], "`snapshot_size` is 64, expected"),
        (&["LAYOUT=1"], "`layout_hash` is 0x0000000000000001, expected"),
        (&["ID=\"somebody-else\""], "its manifest says id `rest-when-sore`, its info block `somebody-else`"),
        (&["ON_FAILURE=\"maybe\""], "the manifest cannot be read: line 5: unknown variant `maybe`"),
        (&["REASON_KEY=\"cod\""], "the manifest cannot be read: line 21: unknown field `cod`"),
        (&["NO_MANIFEST"], "is no rule: it does not export `RUSTDAG_RULE_MANIFEST_V1`"),
        (&["NO_LIMITS"], "is no rule: it does not export `rustdag_rule_limits_v1`"),
        (&["MISSING_FUNCTION"], "the system cannot load it: "),
        (&["CHANGES_ITS_STORY"], "says something else once it is loaded than its file says"),
        (&["CONFIG_SIZE=5000"], "wants 5000 bytes of configuration; there are at most 4096"),
        (
            &["BREAKS_ITS_PROMISE"],
            "failed its self-test on a rested and a worn-out member: its manifest says order_preserving",
        ),
        (&["ALWAYS_FAILS"], "failed its self-test on an unknown member: it panicked"),
    ] {
        let Some(loaded) = loaded(defines) else { return };
        assert!(loaded.loaded.is_empty(), "{defines:?}");
        let said = loaded.refused[0].to_string();
        assert!(said.contains(expected), "{defines:?}: {said}");
        assert!(said.contains("rustdag_c") && !said.contains('\n'), "{defines:?}: {said}");
    }
}

#[test]
fn an_answer_out_of_contract_is_a_failure_and_leaves_no_limit() {
    for (define, expected) in [
        ("SAYS_NAN", "rule rest-when-sore failed: it answered session_load_max = NaN; that is 0 or more"),
        ("SAYS_UNDECLARED", "rule rest-when-sore failed: it gave reason 7, which its manifest does not declare"),
        ("SAYS_TOO_MUCH", "rule rest-when-sore failed: it answered 4000000000 reasons; there are at most 16"),
        ("FAILS_LATER", "rule rest-when-sore failed: it returned status -9"),
    ] {
        let Some(loaded) = loaded(&[define]) else { return };
        let mut page = LimitsPage::no_opinion();
        let failure = loaded.rules.rules()[0].limits(&felt(-1.0), &mut page).unwrap_err();
        assert_eq!(failure.to_string(), expected);
        assert_eq!(page.limits, rustdag_rule_abi::Limits::no_opinion());
    }
}

/// What is written to the log, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_failure_is_told_in_the_log_once() {
    let Some(loaded) = loaded(&["FAILS_LATER"]) else { return };
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let rule = &loaded.rules.rules()[0];
    tracing::subscriber::with_default(subscriber, || {
        let mut page = LimitsPage::no_opinion();
        rule.limits(&felt(0.8), &mut page).unwrap();
        for _ in 0..3 {
            rule.limits(&felt(-1.0), &mut page).unwrap_err();
        }
    });
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains(" WARN ") && text.contains("rule rest-when-sore failed: it returned status -9; "), "{text}");
}

#[test]
fn an_expected_rule_cannot_loosen_its_policy() {
    let Some(folder) = built(&[]) else { return };
    let expected = [ExpectedRule { id: "rest-when-sore", on_failure: FailurePolicy::Tighten }];
    let loaded = Host::load(folder.path(), &expected);
    assert_eq!(loaded.rules.rules()[0].on_failure(), FailurePolicy::Tighten);
}
