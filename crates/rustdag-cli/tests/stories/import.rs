//! A log of another program becomes a member file, and nothing is lost or made up on the way.

use crate::program::Place;
use serde_json::Value;
use std::fs;

const LOG: &str = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n\
    2026-03-02 18:30:00,Legs,1h 5m,Squat (Barbell),1,100,5,0,0,8\n\
    2026-03-02 18:30:00,Legs,1h 5m,Squat (Barbell),2,100,1271,0,0,\n\
    2026-03-04 18:30:00,Pull,50m,Underwater Basket Pull,1,20,10,0,0,\n";

#[test]
fn a_log_becomes_a_member_file_that_can_be_asked_about() {
    let place = Place::with_rules();
    place.write("strong.csv", LOG);
    let words = ["import", "--from", "strong", "strong.csv", "--unit", "kg", "--zone", "Europe/Amsterdam"];
    let told = place.run(&[&words[..], &["--output", "me.json"]].concat());
    for part in ["line 3", "1271", "Underwater Basket Pull", "2 workouts read", "written to me.json"] {
        assert!(told.err.contains(part), "{part} is not in {}", told.err);
    }
    told.answer();
    let file: Value = serde_json::from_str(&fs::read_to_string(place.path("me.json")).unwrap()).unwrap();
    assert_eq!(file["events"].as_array().unwrap().len(), 2);
    assert_eq!(file["events"][0]["at"], "2026-03-02T17:30:00Z");
    let plan = ["plan", "--member", "me.json", "--at", "2026-03-05T07:00", "--rules", "rules"];
    place.run(&plan).answer();
}

#[test]
fn importing_again_adds_nothing_and_changes_nothing_else() {
    let place = Place::with_rules();
    place.write("strong.csv", LOG);
    let first = ["import", "--from", "strong", "strong.csv", "--unit", "kg", "--zone", "UTC", "--output", "me.json"];
    place.run(&first).answer();
    let before = fs::read_to_string(place.path("me.json")).unwrap();
    let told = place.run(&["import", "--from", "strong", "strong.csv", "--unit", "kg", "--member", "me.json"]);
    assert!(told.err.contains("0 workouts added to me.json (2 were there already)"), "{}", told.err);
    assert_eq!(fs::read_to_string(place.path("me.json")).unwrap(), before);
}

#[test]
fn what_the_file_does_not_say_is_asked() {
    let place = Place::with_rules();
    place.write("strong.csv", LOG);
    let sentence = place.run(&["import", "--from", "strong", "strong.csv", "--zone", "UTC"]).sentence(1);
    assert!(sentence.starts_with("strong.csv: ") && sentence.contains("--unit kg"), "{sentence}");
    place.write("other.csv", "Name,Telephone\nSanne,06\n");
    let sentence = place.run(&["import", "--from", "strong", "other.csv", "--unit", "kg"]).sentence(1);
    assert!(sentence.starts_with("other.csv: ") && sentence.contains("Name,Telephone"), "{sentence}");
    let sentence = place.run(&["import", "--from", "strong", "strong.csv", "--zone", "Mars/Olympus"]).sentence(2);
    assert!(sentence.contains("Mars/Olympus"), "{sentence}");
}

#[test]
fn a_file_that_is_there_is_not_lost() {
    let place = Place::with_rules();
    place.write("strong.csv", LOG);
    place.write("me.json", "{\"mine\": true}");
    let words = ["import", "--from", "strong", "strong.csv", "--unit", "kg", "--zone", "UTC", "--output", "me.json"];
    let sentence = place.run(&words).sentence(2);
    assert!(sentence.starts_with("me.json is there already; give --member me.json to add to it"), "{sentence}");
    assert_eq!(fs::read_to_string(place.path("me.json")).unwrap(), "{\"mine\": true}");
    fs::remove_file(place.path("me.json")).unwrap();
    assert!(place.run(&words).err.contains("2 workouts written to me.json."));
    // The member's own file may be named twice, another new one may be written from it.
    let again = ["import", "--from", "strong", "strong.csv", "--unit", "kg", "--member", "me.json"];
    let told = place.run(&[&again[..], &["--output", "./me.json"]].concat());
    assert!(told.err.contains("0 workouts added to ./me.json"), "{}", told.err);
    let told = place.run(&[&again[..], &["--output", "other.json", "--lang", "nl"]].concat());
    assert!(told.err.contains("0 trainingen geschreven naar other.json (2 waren er al)."), "{}", told.err);
}

#[test]
fn the_moment_of_a_file_goes_when_something_newer_comes_in() {
    let place = Place::with_rules();
    place.write("strong.csv", LOG);
    let file = |at: &str| {
        let profile = r#""profile": {"level": "LEVEL_NOVICE", "zone": "Europe/Amsterdam"}"#;
        place.write("me.json", &format!("{{{profile}, \"at\": \"{at}\"}}"));
        place.run(&["import", "--from", "strong", "strong.csv", "--unit", "kg", "--member", "me.json"])
    };
    let told = file("2026-03-03T06:00:00Z");
    assert!(told.err.contains("me.json asked about 2026-03-03T06:00:00Z, before the newest"), "{}", told.err);
    let text = fs::read_to_string(place.path("me.json")).unwrap();
    assert!(serde_json::from_str::<Value>(&text).unwrap().get("at").is_none(), "{text}");
    place.run(&["readiness", "--member", "me.json", "--rules", "rules"]).answer();
    let told = file("2026-03-08T06:00:00Z");
    assert!(!told.err.contains("asked about"), "{}", told.err);
    let text = fs::read_to_string(place.path("me.json")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["at"], "2026-03-08T06:00:00Z");
}

#[test]
fn a_unit_that_the_file_says_itself_comes_first_and_is_told() {
    let place = Place::with_rules();
    let header = "Date,Workout Name,Exercise Name,Set Order,Weight (lbs),Reps\n";
    place.write("strong.csv", &format!("{header}2026-03-02 18:30:00,Legs,Squat (Barbell),1,100,5\n"));
    let words = ["import", "--from", "strong", "strong.csv", "--zone", "UTC", "--output", "me.json", "--unit"];
    let told = place.run(&[&words[..], &["kg"]].concat());
    assert!(told.err.contains("strong.csv says itself that weights are in lb; --unit kg"), "{}", told.err);
    assert!(told.err.contains("1 workout written to me.json."), "{}", told.err);
    fs::remove_file(place.path("me.json")).unwrap();
    let told = place.run(&[&words[..], &["lb"]].concat());
    assert!(!told.err.contains("--unit"), "{}", told.err);
}
