//! No text makes the reader panic, and none takes long: random bytes, random words of the language, and good files with
//! something changed.

use proptest::prelude::*;
use rustdag_rule::template::Language;
use rustdag_rule::testkit::{MadeUp, undeclared};
use rustdag_rule_abi::{Limits, Snapshot};
use rustdag_rule_file::{RuleFile, first_rule};
use std::time::{Duration, Instant};

/// Far more than a file takes in a debug build on a busy machine, far less than anything that grows without bounds.
const LONG: Duration = Duration::from_secs(5);

fn read(text: &[u8]) -> Option<RuleFile> {
    let begun = Instant::now();
    let read = RuleFile::from_bytes(text);
    assert!(begun.elapsed() < LONG, "{:?} for {} bytes", begun.elapsed(), text.len());
    match read {
        Ok(file) => Some(file),
        Err(errors) => {
            for error in &errors.errors {
                assert!(error.line >= 1 && error.column >= 1);
                let said = error.to_string();
                assert!(said.len() < 1_500 && !said.contains('\n'), "{said}");
            }
            assert!(!errors.errors.is_empty());
            None
        }
    }
}

/// Words from which expressions are made, good and bad.
const WORDS: &[&str] = &[
    "sleep.last_night_h",
    "days_since_rest",
    "joint.knee.pain",
    "joint.pain",
    "muscle.fatigue",
    "illness",
    "most",
    "1",
    "0",
    "6.5",
    "and",
    "or",
    "not",
    "if",
    "then",
    "else",
    "true",
    "false",
    "known(",
    "min(",
    "max(",
    "(",
    ")",
    ",",
    "<",
    "<=",
    ">",
    ">=",
    "==",
    "!=",
    "+",
    "-",
    "*",
    "/",
    "=",
    "ë",
    "\u{0}",
    "99999999999",
];

fn with_condition(condition: &str) -> String {
    let quoted = condition.replace(|char: char| char.is_control() || ['\\', '\''].contains(&char), "");
    format!(
        "id = 'a'\nversion = '1'\nlicence = 'x'\nauthor = 'x'\ndescription = {{ nl = 'x', en = 'x' }}\n[[parameter]]\nname = \
         'most'\ndefault = 0\nmin = -5\nmax = 5\nunit = 'x'\nsource = 'x'\nnl = 'x'\nen = 'x'\n[[limit]]\nname = 'b'\nfor = \
         'joints'\nwhen = '{quoted}'\njoint_load_max = 1\nnl = 'x'\nen = 'x'\n[[limit]]\nname = 'c'\nrir_min = '{quoted}'\nnl = \
         'x'\nen = 'x'\n"
    )
}

fn answers_well(file: &RuleFile) {
    let rule = file.configure(&Default::default());
    let mut made_up = MadeUp::new(5);
    for snapshot in [Snapshot::unknown(), made_up.snapshot(), made_up.broken_snapshot(), made_up.broken_snapshot()] {
        let mut limits = Limits::no_opinion();
        rule.apply(&snapshot, &mut limits);
        assert_eq!(undeclared(&limits, file.manifest()), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read(&bytes);
    }

    #[test]
    fn any_text_as_a_condition(text in "\\PC{0,60}") {
        read(with_condition(&text).as_bytes());
    }

    #[test]
    fn any_words_as_a_condition(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..60)) {
        if let Some(file) = read(with_condition(&words.join(" ")).as_bytes()) {
            answers_well(&file);
        }
    }

    #[test]
    fn a_good_file_with_something_changed(
        at in 0_usize..3_000, length in 0_usize..40, put in "[\\PC\n]{0,20}", twice in 0_usize..3,
    ) {
        let mut text = first_rule("a", "b", Language::Nl);
        for round in 0..=twice {
            let from = floor(&text, at * (round + 1) % (text.len() + 1));
            let to = floor(&text, (from + length).min(text.len())).max(from);
            text.replace_range(from..to, &put);
        }
        if let Some(file) = read(text.as_bytes()) {
            answers_well(&file);
            let _ = file.failing_tests();
        }
    }
}

/// A condition over two others, and what it is worth.
type Shape = (String, fn(Option<bool>, Option<bool>) -> Option<bool>);

/// Conditions that are right by construction: what they are worth, computed by another road.
fn shapes() -> impl Strategy<Value = Shape> {
    let pairs: Vec<Shape> = vec![
        ("{a} and {b}".to_owned(), |a, b| match (a, b) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }),
        ("{a} or {b}".to_owned(), |a, b| match (a, b) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }),
        ("not ({a}) and {b}".to_owned(), |a, b| match (a.map(|a| !a), b) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }),
        ("if {a} then {b} else not ({b})".to_owned(), |a, b| a.and_then(|a| b.map(|b| if a { b } else { !b }))),
    ];
    proptest::sample::select(pairs)
}

proptest! {
    #[test]
    fn conditions_are_worth_what_three_valued_logic_says(
        (shape, worth) in shapes(), sleep in proptest::option::of(0_u8..10), rest in proptest::option::of(0_u8..6),
    ) {
        let condition = shape.replace("{a}", "sleep.last_night_h < 6").replace("{b}", "(days_since_rest >= 3)");
        let text = with_condition(&condition).replace("rir_min = '", "# '");
        let text = text.split("[[limit]]\nname = 'c'").next().unwrap().replace("for = 'joints'\n", "").replace("joint_load_max", "rir_min");
        let rule = RuleFile::read(&text).unwrap().configure(&Default::default());
        let mut snapshot = Snapshot::unknown();
        snapshot.set_sleep_last_night_h(sleep.map(f32::from));
        snapshot.set_days_since_rest(rest.map(f32::from));
        let mut limits = Limits::no_opinion();
        rule.apply(&snapshot, &mut limits);
        let expected = worth(sleep.map(|h| h < 6), rest.map(|days| days >= 3));
        prop_assert_eq!(limits.rir_min > 0.0, expected == Some(true), "{}", condition);
    }
}

fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
