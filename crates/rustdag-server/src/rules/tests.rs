//! What many who ask at once, and gyms beside each other, cost.

use super::change::Installation;
use super::source::{File, Sent};
use super::*;
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
