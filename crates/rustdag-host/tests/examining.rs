//! `rule check` of rules in code: a good one passes every test, and each way to break the contract fails the test of its
//! name. What must not matter there must not matter to `rule bench` either. This test has a `main` of its own, because the child process is the program itself.

mod compile;
#[path = "compile/sandboxed.rs"]
mod compile_sandboxed;
#[cfg(target_os = "linux")]
mod left;

use rustdag_host::{Examination, HAS_SANDBOX, Outcome, examine, findings, is_rule_in_code, measure, serve_if_child};
use std::path::Path;
use std::time::{Duration, Instant};

/// What a rule is compiled with, the test that fails, and what is said.
const BREACHES: &[(&str, &str, &str)] = &[
    ("MAJOR=2", "is-a-rule", "built for rule interface 2.0"),
    ("NO_LIMITS", "is-a-rule", "it does not export `rustdag_rule_limits_v1`"),
    ("CRASHES_ON_LOAD", "is-a-rule", "it ended the process (signal 6)"),
    ("CRASHES_AT_THE_END", "ends-well", "it ended the process (signal 6)"),
    ("BREAKS_ITS_PROMISE", "is-a-rule", "its manifest says order_preserving, but the rested one gets a tighter limit"),
    ("LIMITS_STRANGERS", "silent-about-strangers", "it limits a member of whom nothing is known"),
    ("SAYS_NAN", "broken-numbers", "it answered session_load_max = NaN; that is 0 or more (seed "),
    ("SAYS_UNDECLARED", "broken-numbers", "it gave reason 7, which its manifest does not declare (seed "),
    ("SAYS_TOO_MUCH", "broken-numbers", "it answered 4000000000 reasons; there are at most 16 (seed "),
    ("PANICS", "broken-numbers", "it panicked (seed "),
    ("ABORTS", "broken-numbers", "it ended the process (signal 6)"),
    ("SEGFAULTS", "broken-numbers", "it ended the process (signal 11)"),
    ("WRITES_THE_SNAPSHOT", "keeps-to-its-pages", "it ended the process (signal 11)"),
    ("WRITES_BEHIND_THE_LIMITS", "keeps-to-its-pages", "it writes behind the limits (seed "),
    (
        "READS_BEHIND_THE_SNAPSHOT",
        "keeps-to-its-pages",
        "what stands behind the snapshot's last field changes its answer",
    ),
    READS_MORE,
    ("KEEPS_SOMETHING", "shuffled", "so it keeps something between calls (seed "),
    ("LOOSENS", "worse-never-loosens", "loosens minutes_max (seed "),
    ("STARTS_THREADS", "starts-no-threads", "threads were started"),
    ("ALLOCATES", "broken-numbers", "it ended the process (signal 6)"),
    ("LEAVES_A_CHILD", "broken-numbers", "it ended the process (signal 6)"),
    ("PRINTS_AND_LEAVES", "broken-numbers", "it ended the process"),
    ("BABBLES", "broken-numbers", "it wrote to a file that is not its own"),
    ("HANGS_UP", "broken-numbers", "it ended the process (status 1)"),
];

/// The same of what goes on for ever.
const ENDLESS: &[(&str, &str, &str)] = &[
    ("LOOPS", "broken-numbers", "it did not come to an end within 20 s"),
    ("PRINTS_WITHOUT_END", "broken-numbers", "it did not come to an end within 20 s"),
];

/// What a rule is compiled with that must not matter: what it prints is not taken for what is said of it, and its process is
/// one in which there is nothing to see and little to have.
const HARMLESS: &[&str] = &["PRINTS", "SEES_THE_ENVIRONMENT", "ASKS_FOR_MUCH"];

const READS_MORE: (&str, &str, &str) = (
    "READS_ANOTHER_FIELD",
    "reads-what-it-declares",
    "sleep_debt_h changes its answer, and `reads` in its manifest does not name it",
);

fn main() {
    serve_if_child();
    let folder = tempfile::tempdir().unwrap();
    if let Some(library) = compile::into(folder.path(), &[]) {
        good(&library, 15);
        for breach in BREACHES {
            // A library is loaded once by its path and never again: each has its own.
            let folder = tempfile::tempdir().unwrap();
            breached(&compile::into(folder.path(), &[breach.0]).unwrap(), breach);
        }
        for define in HARMLESS {
            let folder = tempfile::tempdir().unwrap();
            let library = compile::into(folder.path(), &[define]).unwrap();
            good(&library, 15);
            let measured = measure(&library, &mut |_, _| {}).unwrap_or_else(|error| panic!("{define}: {error}"));
            assert_eq!(measured.measured.len(), 3, "{define}: {measured:?}");
        }
        std::thread::scope(|scope| {
            for breach in ENDLESS {
                scope.spawn(|| {
                    let folder = tempfile::tempdir().unwrap();
                    let began = Instant::now();
                    breached(&compile::into(folder.path(), &[breach.0]).unwrap(), breach);
                    assert!(began.elapsed() < Duration::from_secs(60), "{}: {:?}", breach.0, began.elapsed());
                });
            }
        });
        #[cfg(target_os = "linux")]
        left::nothing("examined");
        reproduced();
        found_before_it_is_installed(&library);
    }
    if let (true, Some(module)) = (HAS_SANDBOX, rustdag_built_rules::module("mental-freshness")) {
        good(&module, 15);
    }
    // In use it would not see what it does not declare, and its author would wonder why it never speaks.
    let folder = tempfile::tempdir().unwrap();
    if let Some(module) = compile_sandboxed::into(folder.path(), &[READS_MORE.0]) {
        breached(&module, &READS_MORE);
    }
    good(&rustdag_built_rules::library("sleep"), 15);
    assert!(is_rule_in_code(Path::new("a.wasm")) && !is_rule_in_code(Path::new("a.toml")));
    println!("examining: ok");
}

/// What is asked before a rule in code is installed.
fn found_before_it_is_installed(good: &Path) {
    let of = |path: &Path| findings("../somewhere/mine.so", &std::fs::read(path).unwrap());
    assert_eq!(of(good), []);
    let folder = tempfile::tempdir().unwrap();
    let found = of(&compile::into(folder.path(), &["KEEPS_SOMETHING"]).unwrap());
    assert!(found.iter().any(|finding| finding.text.starts_with("shuffled: ")), "{found:?}");
}

fn good(path: &Path, tests: usize) {
    let examination = examine(path, None);
    assert!(examination.is_good() && examination.tests.len() == tests, "{}: {examination:?}", path.display());
    assert!(examination.rule.is_some());
}

fn failures(examination: &Examination) -> Vec<(&str, &str)> {
    let failed = |test: &rustdag_host::Examined| matches!(test.outcome, Outcome::Failed(_));
    let text = |test: &rustdag_host::Examined| format!("{:?}", test.outcome).leak() as &str;
    examination.tests.iter().filter(|test| failed(test)).map(|test| (test.name.as_str(), text(test))).collect()
}

fn breached(path: &Path, (define, name, text): &(&str, &str, &str)) {
    let examination = examine(path, None);
    assert!(!examination.is_good(), "{define}");
    let failures = failures(&examination);
    assert!(
        failures.iter().any(|(failed, said)| failed == name && said.contains(text)),
        "{define}: {name} should fail with `{text}`: {failures:?}"
    );
}

/// The seed a finding names shows it again alone, and another does not.
fn reproduced() {
    let folder = tempfile::tempdir().unwrap();
    let library = compile::into(folder.path(), &["SAYS_NAN"]).unwrap();
    let whole = examine(&library, None);
    let said = failures(&whole)[0].1;
    let seed: u64 = said.split("(seed ").nth(1).unwrap().split(')').next().unwrap().parse().unwrap();
    let again = examine(&library, Some(seed));
    assert!(failures(&again)[0].1.contains(&format!("(seed {seed})")), "{again:?}");
    // Most members have no such value.
    let silent = (1..20).filter(|seed| examine(&library, Some(*seed)).is_good()).count();
    assert!(silent > 0);
}
