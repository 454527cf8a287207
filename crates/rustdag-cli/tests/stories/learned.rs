//! What is learned of a member, read from a file.

use crate::program::{Place, example};
use serde_json::{Value, json};

/// Twelve weeks of squats on Monday and Wednesday; on Wednesday less is lifted.
fn member(on_wednesday: f64) -> Value {
    let set = |exercise: &str, kg: f64| json!({"exercise": exercise, "loadKg": kg, "reps": 5, "rir": 0});
    let mut events = Vec::new();
    for week in 0..12 {
        for (day, kg) in [(0, 100.0), (2, on_wednesday)] {
            let date = jiff::civil::date(2026, 1, 5).checked_add(jiff::Span::new().days(7 * week + day)).unwrap();
            let exercises = ["back-squat", "leg-press", "romanian-deadlift"];
            let sets: Vec<Value> = exercises.iter().flat_map(|id| [set(id, kg), set(id, kg), set(id, kg)]).collect();
            events.push(json!({
                "source": "app",
                "eventId": date.to_string(),
                "at": format!("{date}T17:00:00Z"),
                "workout": {"sets": sets},
            }));
        }
    }
    json!({
        "profile": {
            "displayName": "Noor",
            "level": "LEVEL_INTERMEDIATE",
            "zone": "Europe/Amsterdam",
            "logsCompletely": true,
        },
        "events": events,
        "at": "2026-03-30T08:00:00Z",
    })
}

#[test]
fn what_is_learned_is_told_in_both_languages_and_as_the_apis_message() {
    let place = Place::with_rules();
    place.write("noor.json", &member(86.0).to_string());
    let told = place.run(&["learned", "--member", "noor.json", "--lang", "en"]);
    assert_eq!(told.err, "", "no rule is asked and none is missed");
    let en = told.answer();
    assert!(en.contains("Recovery time of legs and trunk: 1."), "{en}");
    assert!(en.contains("Plans use 1.") && en.contains("Mon 5 Jan") || en.contains("Wed 7 Jan"), "{en}");
    assert!(en.contains("Barbell back squat: 1") && en.contains("from 24 lifts"), "{en}");
    let nl = place.run(&["learned", "--member", "noor.json", "--lang", "nl"]).answer();
    assert!(nl.contains("Hersteltijd van benen en romp: 1,"), "{nl}");
    for text in [&en, &nl] {
        assert!(!text.contains(['{', '$']) && !text.contains("learned-"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }

    let words = ["learned", "--member", "noor.json", "--format", "json"];
    let json: Value = serde_json::from_str(&place.run(&words).answer()).unwrap();
    let legs = &json["parameters"][1];
    assert_eq!((&legs["parameter"], &legs["moved"]), (&json!("PARAMETER_RECOVERY_LOWER"), &json!(true)));
    assert!(legs["inUse"].as_f64().unwrap() > 1.1, "{legs}");
    assert_eq!(json["until"], json!("2026-03-29T22:00:00Z"), "midnight where the member lives");
    assert_eq!(json["strengths"][0]["exercise"], json!("back-squat"));
}

#[test]
fn a_log_that_tells_nothing_leaves_what_holds_for_people_in_general() {
    let place = Place::with_rules();
    let json = place.run(&["learned", "--member", &example("novice.json"), "--format", "json"]).answer();
    let json: Value = serde_json::from_str(&json).unwrap();
    for parameter in json["parameters"].as_array().unwrap() {
        let id = parameter["parameter"].as_str().unwrap();
        if ["PARAMETER_RIR_BIAS", "PARAMETER_SLEEP_NEED"].contains(&id) {
            assert_eq!(parameter["prior"], parameter["posterior"], "{parameter}");
            assert_eq!(parameter["moved"], json!(false), "{parameter}");
        }
    }
}
