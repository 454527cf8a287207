//! Both languages say the same things: the same ids with the same places, and a text for whatever the engine names.

use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::answer::{Input, Light};
use rustdag_core::profile::{Goal, Level};
use rustdag_core::reason::{EngineCode, Reason, Subject};
use rustdag_core::template::DayKind;
use rustdag_text::{Lang, Texts};
use std::collections::{BTreeMap, BTreeSet};

/// How the ids of names begin.
const IDS: &[&str] = &["muscle-", "joint-", "input-", "level-", "day-", "light-", "goal-"];

/// Places that only choose the form of a word: not every language has such forms.
const FORMS: &[&str] = &["part"];
/// Places for what rules write in English alone: a Dutch sentence does without.
const IN_ENGLISH: &[&str] = &["unit"];

/// Ids of a file, each with the names of its places.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            current = id.to_owned();
            assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{current} is there twice");
        }
        let places = line.split('$').skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
        });
        if let Some(message) = found.get_mut(&current) {
            message.extend(places.filter(|place| ![FORMS, IN_ENGLISH].concat().contains(&place.as_str())));
        }
    }
    found
}

#[test]
fn the_same_ids_with_the_same_places() {
    let (nl, en) = (messages(include_str!("../locales/nl.ftl")), messages(include_str!("../locales/en.ftl")));
    assert!(nl.len() > 100, "the files were read");
    assert_eq!(nl, en);
}

#[test]
fn everything_the_engine_names_has_a_text() {
    for &lang in Lang::ALL {
        let texts = Texts::new(lang);
        for code in EngineCode::ALL {
            assert!(texts.has(&format!("reason-{}", code.slug())), "{lang}: {}", code.slug());
        }
        let named = [
            Muscle::ALL.iter().map(|&muscle| texts.muscle(muscle)).collect::<Vec<_>>(),
            Joint::ALL.iter().map(|&joint| texts.joint(joint)).collect(),
            Input::ALL.iter().map(|&input| texts.input(input)).collect(),
            Level::ALL.iter().map(|&level| texts.level(level)).collect(),
            [DayKind::Training, DayKind::ActiveRecovery, DayKind::Rest].map(|kind| texts.day_kind(kind)).into(),
            [Light::Green, Light::Amber, Light::Red, Light::Grey].map(|light| texts.light(light)).into(),
            [Goal::Size, Goal::Strength, Goal::General].map(|goal| texts.goal(goal)).into(),
        ];
        for names in named {
            let different: BTreeSet<_> = names.iter().collect();
            assert_eq!(different.len(), names.len(), "{lang}: two things share a name in {names:?}");
            for name in names {
                // A text that is not there is answered by its id.
                assert!(!IDS.iter().any(|id| name.starts_with(id)), "{lang}: {name} has no text");
            }
        }
    }
}

#[test]
fn every_reason_is_a_whole_sentence() {
    for &lang in Lang::ALL {
        let texts = Texts::new(lang);
        for &code in EngineCode::ALL {
            for (value, limit) in [(0.0, 0.0), (1.0, 1.0), (2.5, 12.0), (f64::NAN, f64::INFINITY)] {
                let text = texts.reason(&Reason::engine(code, Subject::Muscle(Muscle::Lats), value, limit));
                assert!(text.ends_with(['.', ')']), "{lang}: {text}");
                assert!(!text.contains(['{', '$']), "{lang}: a place was not filled in {text}");
                assert!(!text.contains("NaN") && !text.contains("inf"), "{lang}: {text}");
            }
        }
    }
}

#[test]
fn no_text_claims_more_than_is_known() {
    let too_much = [
        // Hormones and calories are never told.
        "testoster",
        "cortisol",
        "oestro",
        "estrogen",
        "progester",
        "insulin",
        "hormone",
        "hormoon",
        "kcal",
        "calor",
        "fat-free",
        "vetvrij",
        "kilojoule",
        "diagnos",
        "injury risk",
        "blessurerisico",
        "lazy",
        "lui ",
        "guilt",
        "schuldgevoel",
        "should have",
        "had moeten",
        "grows in rest",
        "groeit in rust",
    ];
    let sentences = [include_str!("../locales/nl.ftl"), include_str!("../locales/en.ftl")].map(str::to_owned);
    let sentences: Vec<String> = sentences.into_iter().chain(sentences_of_rules()).collect();
    assert!(sentences.len() > 50, "the rules' sentences were read");
    for source in sentences {
        let lower = source.to_lowercase();
        for claim in too_much {
            assert!(!lower.contains(claim), "{claim} in {source}");
        }
    }
}

/// What rules say in both languages, by their manifests.
fn sentences_of_rules() -> Vec<String> {
    let plugins = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins");
    let manifests = std::fs::read_dir(plugins).unwrap().map(|entry| entry.unwrap().path().join("rule.toml"));
    let lines = manifests.filter_map(|path| std::fs::read_to_string(path).ok()).flat_map(|text| {
        text.lines()
            .filter(|line| line.starts_with("nl = ") || line.starts_with("en = "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    lines.collect()
}
