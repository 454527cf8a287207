//! Anybody can see what the engine's numbers are held to.

use crate::program::Place;
use serde_json::Value;

#[test]
fn every_number_is_shown_and_passes() {
    let place = Place::with_rules();
    let told = place.run(&["evidence", "--rules", "rules"]);
    assert_eq!(told.err, "");
    let text = told.answer();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for part in
        ["Morton 1990", "Williams 2017", "published formula", "formula seen", "from memory", "our own regression"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains("FAIL") && !text.contains("NaN"), "{text}");

    let json: Value =
        serde_json::from_str(&place.run(&["evidence", "--rules", "rules", "--format", "json"]).answer()).unwrap();
    let rows = json["rows"].as_array().unwrap();
    assert_eq!((json["passed"].as_u64(), json["all"].as_u64()), (Some(rows.len() as u64), Some(rows.len() as u64)));
    assert_eq!(text.lines().last().unwrap(), format!("{0} of {0} rows pass.", rows.len()));
    for row in rows {
        assert!(text.contains(row["id"].as_str().unwrap()), "{row}");
        let ours = row["ours"].as_f64().unwrap_or_else(|| panic!("ours of {row}"));
        let required = &row["required"];
        if let (Some(expected), Some(tolerance)) =
            (required["near"]["expected"].as_f64(), required["near"]["tolerance"].as_f64())
        {
            assert!((ours - expected).abs() <= tolerance * 1.001, "{row}");
        } else if required == "yes" {
            assert_eq!(ours, 1.0, "{row}");
        } else {
            let bound = |name: &str| required[name].as_f64();
            let is_met = bound("at_least").map(|bound| ours >= bound).or(bound("at_most").map(|bound| ours <= bound));
            let is_met =
                is_met.or(bound("above").map(|bound| ours > bound)).or(bound("below").map(|bound| ours < bound));
            let between = || {
                required["between"]
                    .as_array()
                    .map(|ends| ends[0].as_f64() <= Some(ours) && Some(ours) <= ends[1].as_f64())
            };
            assert_eq!(is_met.or_else(between), Some(true), "{row}");
        }
    }
    let scenarios: std::collections::BTreeSet<_> =
        rows.iter().filter(|row| row["part"] == "scenario").map(|row| row["source"].as_str().unwrap()).collect();
    assert!(scenarios.len() >= 10, "{scenarios:?}");
}

#[test]
fn rules_that_are_not_where_they_were_said_to_be_are_a_failure() {
    let place = Place::with_rules();
    let told = place.run(&["evidence", "--rules", "no-such-folder"]);
    assert_eq!(told.status, 1, "{}", told.err);
    assert!(told.err.contains("the engine does not give what is expected in S"), "{}", told.err);
    assert!(told.out.contains("no rule") && !told.out.contains("FAIL"), "{}", told.out);
}
