//! `rule bench` tells what an answer of a rule takes, in each way it can run. Never how long: machines differ.

use crate::program::{Place, example};
use serde_json::Value;

/// What is told of each way: its tier, its batch, and numbers that belong together.
#[track_caller]
fn ways(told: &Value) -> Vec<(String, u64)> {
    let number = |way: &Value, name: &str| way[name].as_f64().unwrap_or_else(|| panic!("no {name} in {way}"));
    let each = told["measured"].as_array().unwrap().iter().map(|way| {
        assert!(number(way, "leastNs") > 0.0 && number(way, "leastNs") <= number(way, "callNs"), "{way}");
        assert!(number(way, "directNs") > 0.0 && number(way, "ratio") > 0.0, "{way}");
        (way["tier"].as_str().unwrap().to_owned(), way["batch"].as_u64().unwrap())
    });
    each.collect()
}

fn told(place: &Place, file: &str) -> Value {
    serde_json::from_str(&place.run(&["rule", "bench", file, "--format", "json"]).answer()).unwrap()
}

#[test]
fn a_rule_file_is_measured_beside_a_direct_call() {
    let place = Place::with_rules();
    let file = example("rules/short-nights.toml");
    let json = told(&place, &file);
    assert_eq!((json["rule"].as_str(), json["rounds"].as_u64()), (Some("short-nights"), Some(40)));
    assert_eq!(json["optimised"], !cfg!(debug_assertions));
    assert_eq!(ways(&json), [("file".to_owned(), 1)]);
    let said = place.run(&["rule", "bench", &file, "--lang", "nl"]).answer();
    assert!(said.starts_with("short-nights ") && said.contains("wat een antwoord kost"), "{said}");
    assert!(said.contains("Middelste van 40 rondes"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_library_is_measured_here_and_in_a_process_of_its_own() {
    let place = Place::with_rules();
    let file = format!("rules/{}", rustdag_built_rules::file_name("sleep"));
    let json = told(&place, &file);
    assert_eq!(ways(&json), [("native".to_owned(), 1), ("worker".to_owned(), 1), ("worker".to_owned(), 256)]);
    let said = place.run(&["rule", "bench", &file]).answer();
    assert!(said.contains("worker × 256") && said.contains("called without any check"), "{said}");
}

#[test]
fn a_sandboxed_rule_is_measured_where_there_is_a_sandbox() {
    let place = Place::with_rules();
    let Some(module) = rustdag_built_rules::module("sleep") else { return };
    let module = module.display().to_string();
    if rustdag_host::HAS_SANDBOX {
        assert_eq!(ways(&told(&place, &module)), [("sandboxed".to_owned(), 1)]);
    } else {
        let sentence = place.run(&["rule", "bench", &module]).sentence(1);
        assert!(sentence.contains("--features sandbox"), "{sentence}");
    }
}

#[test]
fn what_cannot_be_measured_is_said_in_a_sentence() {
    let place = Place::with_rules();
    assert!(place.run(&["rule", "bench", "no.toml"]).sentence(1).starts_with("no.toml: there is no such file"));
    assert!(place.run(&["rule", "bench", "rules"]).sentence(1).contains("is a folder; name one file of it"));
    place.write("mine.toml", "id = ");
    assert!(place.run(&["rule", "bench", "mine.toml"]).sentence(1).starts_with("mine.toml:1:"));
    place.write("mine.txt", "id = ");
    assert!(place.run(&["rule", "bench", "mine.txt"]).sentence(1).contains("is no rule"));
}

/// A library that ends its process ends one of its own, and this is told.
#[cfg(unix)]
#[test]
fn a_library_that_breaks_is_not_measured() {
    let place = Place::with_rules();
    if crate::untrusted::stranger(&place, "CRASHES_WHEN_TOLD").is_none() {
        return;
    }
    let library = format!("strangers/{}stranger{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let sentence = place.run(&["rule", "bench", &library]).sentence(1);
    assert!(sentence.contains("fails while it is measured: it ended the process (signal 11)"), "{sentence}");
}
