//! What many who ask at once, and gyms beside each other, cost.

use super::change::Installation;
use super::source::{File, Sent};
use super::*;
use rustdag_core::rule::{FailurePolicy, MissingRule};
use rustdag_store::{DEFAULT_GYM, StoreError};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Barrier;
use std::thread;

const RULE: &str = "in-a-row";

fn rules(folder: &Path) -> Rules {
    let store = rustdag_store::open(&format!("sqlite://{}", folder.join("gym.db").display())).unwrap();
    let base = Base::new(&RuleSet::default(), Vec::new(), &Settings::default());
    let admin = RulesAdmin { open: true, ..RulesAdmin::default() };
    Rules::new(store, Catalogue::shared(), base, Trust::default(), admin)
}

/// Installs a rule with so many versions of its set; answers their ids, the oldest first.
fn sets(rules: &Rules, most: usize) -> Vec<String> {
    let text = format!(
        r#"
id = "{RULE}"
version = "1"
licence = "Apache-2.0"
author = "A coach"
description = {{ nl = "Rust na dagen op rij.", en = "Rest after days in a row." }}
[[parameter]]
name = "most_days"
default = 1
min = 1
max = 7
unit = "days"
source = "Design value"
nl = "Zoveel dagen."
en = "So many days."
[[limit]]
name = "in-a-row"
when = "days_training_in_a_row >= most_days"
must_rest = true
nl = "Rust."
en = "Rest."
"#
    );
    let files = vec![File { name: "mine.toml".into(), declared: None, bytes: text.into_bytes() }];
    let sent = Sent { files, signed_by: String::new() };
    let asked = Installation { sent, parameters: BTreeMap::new(), disabled: true, despite_findings: true };
    rules.install(DEFAULT_GYM, String::new(), asked).unwrap();
    let set = |number: usize| {
        let value = 1.0 + number as f64 / 8.0;
        let parameters = BTreeMap::from([("most_days".to_owned(), value)]);
        rules.enable(DEFAULT_GYM, String::new(), RULE, &parameters, false).unwrap().id.clone()
    };
    (0..most).map(set).collect()
}

#[test]
fn a_gym_that_is_not_there_costs_nothing_and_waits_for_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let rules = rules(folder.path());
    let changing = rules.changing.of(DEFAULT_GYM);
    let _turn = changing.take();
    thread::scope(|scope| {
        // It would wait for ever for a lock of all gyms.
        let asked = scope.spawn(|| rules.of("nowhere").map(|live| live.id.clone())).join().unwrap();
        assert_eq!(asked, Err(StoreError::NoGym { gym: "nowhere".into() }.into()));
    });
    assert!(rules.now("nowhere").is_none());
}

#[test]
fn a_set_of_before_is_put_together_once_however_many_ask_for_it() {
    const CALLERS: usize = 8;
    let folder = tempfile::tempdir().unwrap();
    let rules = rules(folder.path());
    let sets = sets(&rules, 2);
    let barrier = Barrier::new(CALLERS);
    let answers: Vec<_> = thread::scope(|scope| {
        let ask = || {
            barrier.wait();
            rules.of_set(DEFAULT_GYM, &sets[0]).unwrap()
        };
        let asking: Vec<_> = (0..CALLERS).map(|_| scope.spawn(ask)).collect();
        asking.into_iter().map(|asking| asking.join().unwrap()).collect()
    });
    assert!(answers.iter().all(|answer| Arc::ptr_eq(answer, &answers[0])));
    assert_eq!(rules.before().len(), 1);
}

#[test]
fn what_is_asked_for_again_is_the_last_that_goes() {
    let folder = tempfile::tempdir().unwrap();
    let rules = rules(folder.path());
    let sets = sets(&rules, BEFORE_MAX + 2);
    let ask = |number: usize| rules.of_set(DEFAULT_GYM, &sets[number]).unwrap();
    let first = ask(0);
    (1..BEFORE_MAX).for_each(|number| drop(ask(number)));
    assert!(Arc::ptr_eq(&first, &ask(0)));
    ask(BEFORE_MAX);
    assert!(Arc::ptr_eq(&first, &ask(0)), "another went for it");
    assert_eq!(rules.before().len(), BEFORE_MAX);
}

#[test]
fn services_on_one_database_see_each_others_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (rules(folder.path()), rules(folder.path()));
    let of = |rules: &Rules| rules.of(DEFAULT_GYM).unwrap();
    assert_eq!(of(&one).id, of(&other).id);
    let set = sets(&one, 1).remove(0);
    assert_eq!((of(&one).id.as_str(), of(&other).id.as_str()), (&*set, &*set));
    // What it loaded it does not load again, nor is anything put together that is the same.
    let ready = of(&other);
    one.disable(DEFAULT_GYM, String::new(), RULE).unwrap();
    let off = of(&other);
    assert!(!off.contents.entry(RULE).unwrap().enabled);
    assert!(Arc::ptr_eq(&ready.parts[RULE].rule, &off.parts[RULE].rule) && Arc::ptr_eq(&off, &of(&other)));
    // Either may make the next change.
    other.enable(DEFAULT_GYM, String::new(), RULE, &BTreeMap::new(), false).unwrap();
    assert_eq!(of(&one).id, set);
}

#[test]
fn services_with_other_rules_of_their_own_do_not_undo_each_others_starts() {
    let folder = tempfile::tempdir().unwrap();
    let one = rules(folder.path());
    let mut other = rules(folder.path());
    other.base.missing.push(MissingRule { id: "house".into(), on_failure: FailurePolicy::Skip });
    let number = || one.store.last_rule_change(DEFAULT_GYM).unwrap();
    for _ in 0..3 {
        assert_ne!(one.of(DEFAULT_GYM).unwrap().id, other.of(DEFAULT_GYM).unwrap().id);
    }
    assert_eq!(number(), Some(2), "each started once");
    sets(&one, 1);
    sets(&other, 1);
    assert_eq!(number(), Some(6), "either installs and sets");
}
