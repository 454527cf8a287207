//! A member's ratings, forecast from a file; and the forecast, tried on diaries.

use crate::program::{Place, example};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;

/// A member who rated each of thirty mornings, mostly 7 and 3.
fn member() -> Value {
    let events: Vec<Value> = (1..=30)
        .map(|day| {
            let readiness = if day % 5 == 0 { 5 } else { 7 };
            json!({
                "source": "app",
                "eventId": format!("check-in-{day}"),
                "at": format!("2026-04-{day:02}T07:00:00Z"),
                "checkIn": {"readiness": readiness, "fatigue": 3, "soreness": 4},
            })
        })
        .collect();
    json!({
        "profile": {"displayName": "Noor", "level": "LEVEL_NOVICE", "zone": "Europe/Amsterdam"},
        "events": events,
        "at": "2026-04-30T08:00:00Z",
    })
}

#[test]
fn a_file_is_forecast_in_both_languages_and_as_the_apis_message() {
    let place = Place::with_rules();
    place.write("noor.json", &member().to_string());
    let told = place.run(&["forecast", "--member", "noor.json", "--lang", "en"]);
    assert_eq!(told.err, "", "no rule is asked and none is missed");
    let en = told.answer();
    assert!(en.contains("Readiness (0 to 10, 10 best), tomorrow: about 7; 5 to 7 on 9"), "{en}");
    assert!(en.contains("From 30 days you rated, the last one the day before."), "{en}");
    let nl = place.run(&["forecast", "--member", "noor.json", "--lang", "nl"]).answer();
    assert!(nl.contains("Gereedheid (0 tot 10, 10 is het best), morgen: ongeveer 7"), "{nl}");
    for text in [&en, &nl] {
        assert!(!text.contains(['{', '$']) && !text.contains("feeling-") && !text.contains("forecast-"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }

    let words = ["forecast", "--member", "noor.json", "--format", "json"];
    let json: Value = serde_json::from_str(&place.run(&words).answer()).unwrap();
    let readiness = &json["ratings"][0];
    assert_eq!((&readiness["feeling"], &readiness["ahead"]), (&json!("FEELING_READINESS"), &json!("AHEAD_TOMORROW")));
    assert_eq!((&readiness["expected"], &readiness["date"]), (&json!(7), &json!("2026-05-01")));
    let chances: f64 =
        readiness["chances"].as_array().unwrap().iter().map(|chance| chance["probability"].as_f64().unwrap()).sum();
    assert!((chances - 1.0).abs() < 1e-9);
    assert!(readiness["probability"].as_f64().unwrap() >= 0.8);
}

#[test]
fn who_did_not_check_in_is_told_this_morning_and_an_old_log_nothing() {
    let place = Place::with_rules();
    place.write("noor.json", &member().to_string());
    let ask = |at| place.run(&["forecast", "--member", "noor.json", "--lang", "en", "--at", at]).answer();
    let next = ask("2026-05-01T08:00+02:00");
    assert!(next.contains("this morning: about 7") && next.contains("tomorrow: about 7"), "{next}");
    let later = ask("2026-05-04T08:00+02:00");
    assert!(later.contains("last rated 4 days ago") && !later.contains("about"), "{later}");
    let early = ask("2026-04-05T12:00+02:00");
    assert!(early.contains("rated on 5 days; from 7 days on") && !early.contains("about"), "{early}");
    let none = place.run(&["forecast", "--member", &example("member.json"), "--lang", "en"]).answer();
    assert!(!none.contains("about") && none.contains("Information, not medical advice"), "{none}");
}

#[test]
fn a_readiness_that_cannot_be_is_refused_with_its_place() {
    let place = Place::with_rules();
    let mut file = member();
    file["events"][3]["checkIn"]["readiness"] = json!(11);
    place.write("noor.json", &file.to_string());
    let sentence = place.run(&["forecast", "--member", "noor.json"]).sentence(1);
    assert!(sentence.contains("events[3].check_in.readiness is 11; a readiness is 0 to 10"), "{sentence}");
}

#[test]
fn the_forecast_is_tried_on_a_folder_of_diaries() {
    let place = Place::with_rules();
    for (who, odd) in [("p01", 4), ("p02", 6)] {
        let mut text = "effective_time_frame,fatigue,readiness,sleep_duration_h,soreness\n".to_owned();
        for day in 0..60_i64 {
            let date = jiff::civil::date(2020, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
            let readiness = if day % 4 == 3 { odd } else { 8 };
            writeln!(text, "{date}T08:00:00Z,3,{readiness},7,{}", 3 + day % 2).unwrap();
        }
        fs::create_dir_all(place.path("diaries").join(who)).unwrap();
        fs::write(place.path("diaries").join(who).join("wellness.csv"), text).unwrap();
    }
    let words = ["evidence", "--pmdata", "diaries"];
    let text = place.run(&words).answer();
    for part in ["Readiness of the next recorded day", "EWMA 0.3", "engine", "p01", "Gain: ", "Intervals: "] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let json: Value = serde_json::from_str(&place.run(&[&words[..], &["--format", "json"]].concat()).answer()).unwrap();
    assert_eq!(json["participants"], json!(["p01", "p02"]));
    let judged = json["judged"].as_array().unwrap();
    assert_eq!(judged.len(), 6);
    let readiness = &judged[0];
    assert_eq!((&readiness["rating"], &readiness["asked"]), (&json!("readiness"), &json!("tomorrow")));
    assert!(readiness["gain_over_best_ewma"]["gain"].as_f64().unwrap() > 0.2, "a habit is no mean: {readiness}");
    let sentence = place.run(&["evidence", "--pmdata", "rules"]).sentence(1);
    assert!(sentence.contains("p01/wellness.csv"), "{sentence}");
}
