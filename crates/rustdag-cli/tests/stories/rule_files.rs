//! A coach writes a rule: begins with one that works, changes a line, has it looked over, tries it, and sees the plan change
//! with its reason.

use crate::program::{Place, example};
use serde_json::Value;
use std::fs;

#[test]
fn a_first_rule_changes_a_plan_and_says_why_in_dutch() {
    let place = Place::with_rules();
    let said = place.run(&["rule", "new", "rustig-aan", "--author", "Coach Jan", "--lang", "nl"]).answer();
    assert!(said.starts_with("rustig-aan.toml is geschreven"), "{said}");
    let text = fs::read_to_string(place.path("rustig-aan.toml")).unwrap();
    assert!(text.contains("# Een regel voor Rustdag") && text.contains("author = \"Coach Jan\""), "{text}");
    place.write("rustig-aan.toml", &text.replace("default = 3", "default = 1"));
    let said = place.run(&["rule", "check", "rustig-aan.toml"]).answer();
    assert!(said.contains("rule rustig-aan 0.1.0 can be loaded; 4 tests pass"), "{said}");

    let member = example("member.json");
    let asked = ["plan", "--member", &member, "--rules", "rules", "--lang", "nl", "--format", "json"];
    let plan =
        |more: &[&str]| -> Value { serde_json::from_str(&place.run(&[&asked, more].concat()).answer()).unwrap() };
    let (before, after) = (plan(&[]), plan(&["--more-rules", "rustig-aan.toml"]));
    assert_ne!(before["days"], after["days"]);
    let reasons = after["days"].as_array().unwrap().iter().flat_map(|day| day["reasons"].as_array().unwrap());
    let own: Vec<&str> = reasons
        .filter(|reason| reason["rule"] == "rustig-aan")
        .map(|reason| reason["text"].as_str().unwrap())
        .collect();
    assert!(own.contains(&"Trainingsdagen op rij: 1. Tijd voor een rustdag, of rustig bewegen."), "{own:?}");
    let versions = after["rules"].as_array().unwrap();
    assert!(versions.iter().any(|rule| rule["rule"] == "rustig-aan" && rule["version"] == "0.1.0"), "{versions:?}");

    let tried = ["rule", "try", "rustig-aan.toml", "--member", &member, "--rules", "rules", "--lang", "nl"];
    let said = place.run(&tried).answer();
    assert!(said.starts_with("rustig-aan verandert de kleur of de week die komt van 1 van de 1 leden."), "{said}");
    assert!(said.contains("Sanne") && said.contains(" → ") && said.contains("Trainingsdagen op rij: 1."), "{said}");
    let json: Value = serde_json::from_str(&place.run(&[&tried[..], &["--format", "json"]].concat()).answer()).unwrap();
    assert_eq!((json["rule"].as_str(), json["asked"].as_u64()), (Some("rustig-aan"), Some(1)));
    assert!(!json["changed"][0]["days"].as_array().unwrap().is_empty());
    // With the rule among those that are there it is compared with what would be without it.
    fs::copy(place.path("rustig-aan.toml"), place.path("rules/rustig-aan.toml")).unwrap();
    assert_eq!(place.run(&tried).answer(), said);
}

#[test]
fn a_rule_that_says_what_the_official_ones_say_changes_nothing() {
    let place = Place::with_rules();
    let (file, member) = (example("rules/short-nights.toml"), example("member.json"));
    let said = place.run(&["rule", "try", &file, "--member", &member, "--rules", "rules"]).answer();
    assert!(said.starts_with("short-nights changes nothing for this member"), "{said}");
}

#[test]
fn one_rule_is_asked_for_and_a_folder_or_nothing_is_none() {
    let place = Place::with_rules();
    place.run(&["rule", "new", "mine"]).answer();
    let folder = place.path("").display().to_string();
    for (path, said) in [(folder.as_str(), "is a folder; name one file of it"), ("gone.toml", "there is no such file")]
    {
        for words in
            [&["rule", "try", path, "--demo"][..], &["rule", "pack", path, "-o", "a.rdrule"], &["rule", "check", path]]
        {
            let sentence = place.run(words).sentence(1);
            assert!(sentence.ends_with(&format!("{path}: {said}.")), "{words:?}: {sentence}");
        }
    }
}

#[test]
fn rule_files_are_listed_with_their_tier() {
    let place = Place::with_rules();
    place.run(&["rule", "new", "mine"]).answer();
    let listed = ["rule", "list", "--rules", "rules", "--more-rules", "mine.toml", "--format", "json"];
    let list: Value = serde_json::from_str(&place.run(&listed).answer()).unwrap();
    let mine = list["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "mine").unwrap();
    assert_eq!((mine["tier"].as_str(), mine["onFailure"].as_str()), (Some("file"), Some("skip")));
    assert_eq!(mine["digest"].as_str().unwrap().len(), 64);
}

#[test]
fn mistakes_are_all_told_and_the_file_is_not_loaded() {
    let place = Place::with_rules();
    place.run(&["rule", "new", "mine"]).answer();
    let text = fs::read_to_string(place.path("mine.toml")).unwrap();
    let broken = text.replace("sleep.last_night_h < short", "sleep.last_nigth_h < short").replace("= 40 #", "= -40 #");
    place.write("mine.toml", &broken);
    let told = place.run(&["rule", "check", "mine.toml"]);
    assert_eq!(told.status, 1);
    assert!(
        told.out.contains("mine.toml:51:9: unknown name `sleep.last_nigth_h`; did you mean `sleep.last_night_h`?"),
        "{}",
        told.out
    );
    assert!(told.out.contains("mine.toml:52:15: this limit is -40; it is 0 to 600, minutes"), "{}", told.out);
    assert!(told.err.contains("mine.toml has 2 mistakes and would not be loaded"), "{}", told.err);
    let answered =
        place.run(&["readiness", "--member", &example("member.json"), "--rules", "rules", "--more-rules", "mine.toml"]);
    assert!(answered.err.contains("mine.toml:51:9: unknown name"), "{}", answered.err);
    assert!(answered.answer().contains("“mine”"), "an answer without a rule says so");

    let sentence = place.run(&["rule", "try", "mine.toml", "--member", "x.json"]).sentence(1);
    assert!(sentence.contains("mine.toml:51:9:"), "{sentence}");
    assert!(place.run(&["rule", "new", "mine"]).sentence(1).contains("mine.toml is there already"));
    assert!(place.run(&["rule", "new", "My rule"]).sentence(2).starts_with("the id is `My rule`"));
    place.write("sleep.toml", &text.replace("\"mine\"", "\"sleep\""));
    let told = place.run(&["rule", "check", "sleep.toml"]);
    assert!(told.status == 1 && told.out.contains("is called `sleep`, as an official rule is"), "{}", told.out);
}
