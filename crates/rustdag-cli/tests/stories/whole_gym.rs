//! `plan --all`: everybody in a folder, in order, the same by any number of threads; what cannot be read is a line too.

use crate::program::{Place, example};
use serde_json::Value;
use std::path::Path;

const AT: &str = "2026-05-12T08:00+02:00";

fn examples() -> String {
    Path::new(&example("member.json")).parent().unwrap().display().to_string()
}

#[test]
fn everybody_in_a_folder_is_planned_the_same_by_any_number_of_threads() {
    let place = Place::with_rules();
    let folder = examples();
    let words = |threads| {
        ["plan", "--all", folder.as_str(), "--at", AT, "--format", "json", "--rules", "rules", "--threads", threads]
    };
    let by_one = place.run(&words("1"));
    assert!(by_one.err.contains("could not be planned"), "{}", by_one.err);
    let lines = by_one.answer();
    for threads in ["2", "4"] {
        assert_eq!(place.run(&words(threads)).answer(), lines, "{threads} threads");
    }
    let answers: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<&str> = answers.iter().map(|answer| answer["member"].as_str().unwrap()).collect();
    assert!(names.is_sorted() && names.contains(&"novice") && names.contains(&"sore-knee"), "{names:?}");
    for (place, answer) in answers.iter().enumerate() {
        assert_eq!(answer["done"], (place + 1).to_string(), "a 64-bit number is text in proto3's JSON");
        assert_eq!(answer["total"], answers.len().to_string());
        assert_ne!(answer.get("plan").is_some(), answer.get("refusal").is_some(), "{answer}");
    }
    // The plan is the one that is given alone.
    let novice = answers.iter().find(|answer| answer["member"] == "novice").unwrap();
    let file = example("novice.json");
    let alone = place.run(&["plan", "-m", &file, "--at", AT, "--format", "json", "--rules", "rules"]).answer();
    assert_eq!(novice["plan"], serde_json::from_str::<Value>(&alone).unwrap());
    // The folder also holds wishes and sessions: each is told, and none ends it.
    let wishes = answers.iter().find(|answer| answer["member"] == "wishes").unwrap();
    assert!(wishes["refusal"]["message"].as_str().unwrap().contains("wishes.json"), "{wishes}");
}

#[test]
fn for_people_a_member_is_a_line_and_the_rest_is_said_beside_it() {
    let place = Place::with_rules();
    let folder = examples();
    for (lang, planned, session) in
        [("en", "members planned as of", "full body"), ("nl", "leden gepland per", "bovenlichaam")]
    {
        let told = place.run(&["plan", "--all", &folder, "--at", AT, "--lang", lang, "--rules", "rules"]);
        assert!(told.err.contains(planned), "{}", told.err);
        let text = told.answer();
        assert!(text.contains("novice   ") && text.contains(session), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(["{ $", "whole-gym", "unknown field \"pins\" of"].iter().all(|raw| !text.contains(raw)), "{text}");
    }
}

#[test]
fn a_folder_without_members_and_words_that_contradict_each_other_are_one_sentence() {
    let place = Place::with_rules();
    place.write("notes.txt", "squat");
    let sentence = place.run(&["plan", "--all", ".", "--rules", "rules"]).sentence(1);
    assert!(sentence.contains("holds no member files"), "{sentence}");
    let sentence = place.run(&["plan", "--all", "nowhere", "--rules", "rules"]).sentence(1);
    assert!(sentence.contains("nowhere cannot be read as a folder"), "{sentence}");
    let sentence = place.run(&["plan", "--all", ".", "--rules", "rules", "--at", "2026-05-12T08:00"]).sentence(2);
    assert!(sentence.contains("without an offset; with --all everybody is planned as of one instant"), "{sentence}");
    for words in [&["plan", "--all", "--member", "a.json"][..], &["plan"], &["plan", "--all", "--threads", "0"]] {
        assert_eq!(place.run(words).status, 2, "{words:?}");
    }
}
