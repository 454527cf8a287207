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
