//! Impulse and response fitted to a file, with what the fit does not tell.

use crate::program::Place;
use serde_json::Value;
use std::fmt::Write;

/// A hundred days of made-up loads; a test on every tenth, of a curve with noise that no model made.
fn file() -> String {
    let mut text = "Day,Load,Power\n".to_owned();
    for day in 1..=100_i32 {
        let load = if day % 7 == 0 { 0 } else { 20 + day * 13 % 90 };
        let test = if day % 10 == 0 { (250 + day / 4 + day * 7 % 5).to_string() } else { String::new() };
        writeln!(text, "{day},{load},{test}").unwrap();
    }
    text
}

#[test]
fn a_file_is_fitted_and_what_is_not_known_is_said() {
    let place = Place::with_rules();
    place.write("rider.csv", &file());
    let text = place.run(&["evidence", "--banister", "rider.csv"]).answer();
    for part in
        ["rider.csv: 100 days, 10 tests", "95 % interval", "RMSE", "R²", "Five parameters from 10 tests: 5 are left"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let words = ["evidence", "--banister", "rider.csv", "--format", "json"];
    let json: Value = serde_json::from_str(&place.run(&words).answer()).unwrap();
    assert_eq!((&json["days"], &json["tests"]), (&100.into(), &10.into()));
    assert_eq!(json["parameters"].as_array().unwrap().len(), 5);
    assert!(json["rmse"].as_f64().unwrap() < 4.0, "{json}");
    let bounded = place.run(&[words.as_slice(), &["--days", "40..60", "--gains", "0..0.5"]].concat()).answer();
    let bounded: Value = serde_json::from_str(&bounded).unwrap();
    for (parameter, (from, to)) in [(1, (0.0, 0.5)), (3, (40.0, 60.0)), (4, (40.0, 60.0))] {
        let value = bounded["parameters"][parameter]["value"].as_f64().unwrap();
        assert!((from..=to).contains(&value), "{bounded}");
    }
    assert!(bounded["sse"].as_f64() >= json["least_sse"].as_f64(), "{bounded}");
}

#[test]
fn a_file_that_cannot_be_believed_is_told_by_line_and_column() {
    let place = Place::with_rules();
    place.write("rider.csv", &file().replace("\n50,", "\n51,"));
    let said = place.run(&["evidence", "--banister", "rider.csv"]).sentence(1);
    assert!(said.starts_with("rider.csv: line 51, column Day: this day comes 2 days after the line before"), "{said}");
    place.write("few.csv", "day,load,test\n1,10,200\n2,0,\n");
    let said = place.run(&["evidence", "--banister", "few.csv"]).sentence(1);
    assert!(said.starts_with("few.csv: there are 1 tests; five parameters need at least 6"), "{said}");
    assert!(place.run(&["evidence", "--banister", "no.csv"]).sentence(1).contains("there is no such file"));
}
