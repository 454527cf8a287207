//! The rule files of `examples/rules` and the ones that are written for a beginner: all are read, pass their own tests and
//! keep the contract that every rule keeps.

use rustdag_rule::template::Language;
use rustdag_rule::testkit::Tested;
use rustdag_rule_file::{RuleFile, Weight, check, first_rule};
use std::collections::BTreeMap;
use std::path::Path;

fn examples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/rules");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let mut all: Vec<(String, String)> = files
        .iter()
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap()))
        .collect();
    all.push(("my-rule".to_owned(), first_rule("my-rule", "A coach", Language::Nl)));
    all.push(("my-rule".to_owned(), first_rule("my-rule", "A coach", Language::En)));
    all
}

#[test]
fn nothing_is_found_wrong_or_doubtful_in_them() {
    assert!(examples().len() >= 8);
    for (name, text) in examples() {
        let file = RuleFile::read(&text).unwrap_or_else(|errors| panic!("{name}: {errors}"));
        assert_eq!(file.manifest().id, name);
        assert!(file.test_count() >= 3, "{name}");
        let serious: Vec<String> = check(text.as_bytes())
            .iter()
            .filter(|found| found.weight != Weight::Note)
            .map(ToString::to_string)
            .collect();
        assert!(serious.is_empty(), "{name}: {serious:?}");
    }
}

#[test]
fn they_keep_the_contract_of_every_rule() {
    for (name, text) in examples() {
        let file = RuleFile::read(&text).unwrap();
        assert!(file.manifest().order_preserving, "{name}: a tired member never gets more room");
        let rule = file.configure(&BTreeMap::new());
        Tested::of(file.manifest().clone(), rule, |rule, snapshot, limits| rule.apply(snapshot, limits))
            .keeps_the_contract(11, 60);
    }
}

#[test]
fn of_one_joint_only_the_tightest_limit_is_explained_and_what_is_no_limit_of_load_stays() {
    let (_, text) = examples().into_iter().find(|(name, _)| name == "sore-joints").unwrap();
    let file = RuleFile::read(&text).unwrap();
    let mut snapshot = rustdag_rule_abi::Snapshot::unknown();
    // The knee hurts, and has much to digest: pain comes first and nothing is tighter. The hip only rises fast.
    for (field, joint, value) in [
        ("joint_usual_load", 5, 4.0),
        ("joint_pain", 5, 6.0),
        ("joint_acute", 5, 1.9),
        ("joint_usual_load", 4, 4.0),
        ("joint_acute", 4, 1.0),
        ("joint_ramp", 4, 1.6),
    ] {
        snapshot.set_field(field, joint, Some(value));
    }
    let mut limits = rustdag_rule_abi::Limits::no_opinion();
    file.configure(&BTreeMap::new()).apply(&snapshot, &mut limits);
    let name = |code| file.manifest().reason(code).unwrap().name.as_str();
    let mut told: Vec<_> = limits.reasons().iter().map(|reason| (reason.subject - 64, name(reason.code))).collect();
    told.sort_unstable();
    assert_eq!(told, [(4, "ramp"), (5, "pain"), (5, "pain-professional")]);
    assert_eq!((limits.joint_load_max[4], limits.joint_load_max[5]), (2.0, 0.0));
}

#[test]
fn what_the_guides_show_is_in_the_file_they_explain() {
    for (page, language) in [("your-first-rule.md", Language::En), ("je-eerste-regel.md", Language::Nl)] {
        let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
        let guide = std::fs::read_to_string(guide).unwrap();
        let file = first_rule("x", "y", language);
        let shown = guide.split("```toml\n[[").skip(1).map(|rest| format!("[[{}", rest.split("```").next().unwrap()));
        let mut count = 0;
        for piece in shown {
            count += 1;
            for line in piece.lines() {
                let has_line = file.lines().any(|own| own.split(" #").next().unwrap().trim_end() == line);
                assert!(has_line, "{page} shows a line that the file does not have: {line}");
            }
        }
        assert_eq!(count, 2, "{page}");
    }
}
