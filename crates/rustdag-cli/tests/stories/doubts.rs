//! What is hard to believe is told to the person who asks, with the way to correct it; numbers that do harm are not.

use crate::program::Place;
use serde_json::Value;
use std::fs;

const PROFILE: &str = r#""profile": {"level": "LEVEL_INTERMEDIATE", "zone": "Europe/Amsterdam"}"#;

fn workout(day: u32, load_kg: f64) -> String {
    let set = format!(r#"{{"exercise": "back-squat", "loadKg": {load_kg}, "reps": 8, "rir": 2}}"#);
    format!(
        r#"{{"at": "2026-05-{day:02}T16:00:00Z", "workout": {{"durationMin": 45, "sets": [{set}, {set}, {set}]}}}}"#
    )
}

fn member(events: &[String]) -> String {
    format!("{{{PROFILE}, \"at\": \"2026-05-12T06:00:00Z\", \"events\": [{}]}}", events.join(", "))
}

#[test]
fn pounds_are_told_with_the_day_and_the_way_to_correct_them() {
    let place = Place::with_rules();
    let mut events: Vec<String> = (1..6).map(|day| workout(day, 80.0)).collect();
    events.push(workout(8, 176.4));
    place.write("me.json", &member(&events));
    let ask =
        |more: &[&str]| place.run(&[&["readiness", "--member", "me.json", "--rules", "rules"], more].concat()).answer();
    let text = ask(&[]).split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["Hard to believe", "Fri 8 May: Barbell back squat, 176.4 kg: looks like pounds", "log it anew"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(ask(&["--lang", "nl"]).contains("Moeilijk te geloven"));
    let json: Value = serde_json::from_str(&ask(&["--format", "json"])).unwrap();
    assert_eq!(json["doubts"][0]["codeName"], "load-pounds-as-kilograms");
    assert_eq!(json["doubts"][0]["eventId"], "#5");

    events.pop();
    place.write("me.json", &member(&events));
    assert!(!ask(&[]).contains("Hard to believe"));
}

#[test]
fn an_import_in_the_wrong_unit_is_told_by_day() {
    let place = Place::with_rules();
    let log = |first: u32, last: u32, load: f64| {
        let rows = (first..=last).flat_map(|day| {
            ["Squat (Barbell)", "Bench Press (Barbell)"]
                .map(|exercise| format!("2026-03-{day:02} 18:30:00,Gym,1h,{exercise},1,{load},8,0,0,8\n"))
        });
        let head = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n";
        head.to_owned() + &rows.collect::<String>()
    };
    place.write("before.csv", &log(1, 6, 80.0));
    place.write("after.csv", &log(8, 9, 176.4));
    let import =
        |file: &str, more: &[&str]| place.run(&[&["import", "--from", "strong", file, "--unit", "kg"], more].concat());
    let first = import("before.csv", &["--zone", "Europe/Amsterdam", "--output", "me.json"]);
    assert!(!first.err.contains("looks like"), "{}", first.err);
    let second = import("after.csv", &["--member", "me.json"]);
    assert_eq!(second.err.matches("looks like pounds, 2.2 times your usual").count(), 4, "{}", second.err);
    assert!(second.err.contains("after.csv: Sun 8 Mar: "), "{}", second.err);
    let file: Value = serde_json::from_str(&fs::read_to_string(place.path("me.json")).unwrap()).unwrap();
    assert_eq!(file["events"][7]["workout"]["sets"][0]["loadKg"], 176.4, "what was logged stays");
}

#[test]
fn numbers_of_energy_and_of_a_falling_body_mass_are_never_told() {
    let place = Place::with_rules();
    let mut events: Vec<String> = (1..6).map(|day| workout(day, 80.0)).collect();
    for (at, mass) in [("2026-01-10", 71.789), ("2026-02-10", 71.678), ("2026-05-08", 64.345), ("2026-05-09", 64.321)] {
        events.push(format!(r#"{{"at": "{at}T06:00:00Z", "measurement": {{"bodyMassKg": {mass}}}}}"#));
    }
    let asked = |events: &[String], more: &[&str]| {
        place.write("me.json", &member(events));
        place.run(&[&["readiness", "--member", "me.json", "--rules", "rules"], more].concat()).answer()
    };
    let fallen = asked(&events, &["--lang", "en"]);
    assert!(fallen.contains("body mass has fallen"), "{fallen}");
    let energy = r#"{"at": "2026-05-11T06:00:00Z", "measurement": {"energyAvailabilityKcalPerKg": 23.456}}"#;
    let mut low = events.clone();
    low.push(energy.to_owned());
    for lang in ["nl", "en"] {
        for format in ["text", "json"] {
            for events in [&events, &low] {
                let answer = asked(events, &["--lang", lang, "--format", format, "--everything"]).to_lowercase();
                for never in ["23.456", "23,5", "64.3", "64,3", "71.7", "71,7", "kcal", "calor", "testost", "cortisol"]
                {
                    assert!(!answer.contains(never), "{never} is in\n{answer}");
                }
            }
        }
    }
    assert!(asked(&low, &[]).contains("doctor or dietitian"));
    assert!(!asked(&low, &[]).contains("body mass"), "where energy is low, body mass is no subject");
}
