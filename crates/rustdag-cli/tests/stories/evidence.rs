//! Anybody can see what the engine's numbers are held to.

use crate::program::Place;
use serde_json::Value;

#[test]
fn every_number_is_shown_and_passes() {
    let place = Place::with_rules();
    let told = place.run(&["evidence"]);
    assert_eq!(told.err, "");
    let text = told.answer();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for part in
        ["Morton 1990", "Williams 2017", "published formula", "formula seen", "from memory", "our own regression"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains("FAIL") && !text.contains("NaN"), "{text}");

    let json: Value = serde_json::from_str(&place.run(&["evidence", "--format", "json"]).answer()).unwrap();
    let rows = json["rows"].as_array().unwrap();
    assert_eq!((json["passed"].as_u64(), json["all"].as_u64()), (Some(rows.len() as u64), Some(rows.len() as u64)));
    assert_eq!(text.lines().last().unwrap(), format!("{0} of {0} rows pass.", rows.len()));
    for row in rows {
        let number = |name: &str| row[name].as_f64().unwrap_or_else(|| panic!("{name} of {row}"));
        assert!((number("ours") - number("expected")).abs() <= number("tolerance") * 1.001, "{row}");
        assert!(text.contains(row["id"].as_str().unwrap()), "{row}");
    }
}
