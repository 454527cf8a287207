//! A gym writes sessions of its own: begins with a file that works, has it looked over, and sees them in a plan under its
//! own names.

use crate::program::{Place, example};
use serde_json::Value;
use std::fs;

#[test]
fn a_gyms_own_sessions_are_planned_under_their_own_names() {
    let place = Place::with_rules();
    let said = place.run(&["template", "new", "--lang", "nl"]).answer();
    assert!(said.starts_with("templates.toml is geschreven"), "{said}");
    let text = fs::read_to_string(place.path("templates.toml")).unwrap();
    assert!(text.contains("# Eigen trainingen voor Rustdag"), "{text}");
    let said = place.run(&["template", "check", "templates.toml"]).answer();
    assert!(said.starts_with("templates.toml: plans can be made from this. novice: 2 own, "), "{said}");
    assert!(place.run(&["template", "new"]).sentence(1).contains("templates.toml is there already"));

    // With nothing else to choose from the plan is made of them.
    place.write("templates.toml", &text.replace("official = true", "official = false"));
    let member = example("member.json");
    let plan = |lang: &str| {
        let words = [
            "plan",
            "-m",
            &member,
            "--rules",
            "rules",
            "--templates",
            "templates.toml",
            "--lang",
            lang,
            "--format",
            "json",
        ];
        serde_json::from_str::<Value>(&place.run(&words).answer()).unwrap()
    };
    let names = |plan: &Value| -> Vec<String> {
        let days = plan["days"].as_array().unwrap().iter();
        days.filter_map(|day| day["session"]["displayName"].as_str().map(str::to_owned)).collect()
    };
    let (nl, en) = (names(&plan("nl")), names(&plan("en")));
    assert!(nl.contains(&"Ons hele lichaam".to_owned()) && nl.contains(&"Rustig fietsen".to_owned()), "{nl:?}");
    assert!(en.contains(&"Our full body".to_owned()) && en.contains(&"Easy ride".to_owned()), "{en:?}");
    let words = ["plan", "-m", &member, "--rules", "rules", "--templates", "templates.toml", "--lang", "nl"];
    let page = place.run(&words).answer();
    assert!(page.contains("ons hele lichaam"), "{page}");
}

#[test]
fn sessions_are_listed_with_the_hard_sets_they_give() {
    let place = Place::with_rules();
    let file = example("templates.toml");
    let said = place.run(&["template", "list", "--templates", &file, "--lang", "en"]).answer();
    assert!(said.starts_with("Sessions for intermediate: 22, of which 4 the gym's own"), "{said}");
    for part in
        ["kade-yard", "Yard session", "quadriceps 4", "Laps in the lake · 20 min · counts as rest · own", "Friday arms"]
    {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    let novice = place.run(&["template", "list", "--templates", &file, "--level", "novice", "--lang", "nl"]).answer();
    assert!(novice.contains("Werftraining") && !novice.contains("Armen op vrijdag"), "{novice}");
    let json = place.run(&["template", "list", "--templates", &file, "--format", "json"]).answer();
    let json: Value = serde_json::from_str(&json).unwrap();
    let yard =
        json["templates"].as_array().unwrap().iter().find(|it| it["session"]["templateId"] == "kade-yard").unwrap();
    assert_eq!((yard["own"].as_bool(), yard["level"].as_str()), (Some(true), Some("LEVEL_INTERMEDIATE")));
    let needed = ["EQUIPMENT_DUMBBELL", "EQUIPMENT_KETTLEBELL", "EQUIPMENT_STATION"];
    assert_eq!(yard["equipment"], serde_json::json!(needed));
}

#[test]
fn an_exercise_of_the_gyms_own_may_be_logged_and_checked() {
    let place = Place::with_rules();
    place.write("sled.json", r#"{"exercises": [{"exercise": "Werfslede", "sets": 4, "reps": 15}]}"#);
    let (member, file) = (example("member.json"), example("templates.toml"));
    let words = ["check", "-m", &member, "--session", "sled.json", "--rules", "rules"];
    assert!(
        place
            .run(&words)
            .sentence(1)
            .contains("exercises[0].exercise is `Werfslede`, which the catalogue does not know")
    );
    let said = place.run(&[&words[..], &["--templates", &file, "--lang", "nl", "--everything"]].concat()).answer();
    assert!(said.contains("Deze training past vandaag"), "{said}");
    let by_id = r#"{"templateId": "kade-yard"}"#;
    place.write("yard.json", by_id);
    let words = ["check", "-m", &member, "--session", "yard.json", "--rules", "rules", "--templates", &file];
    place.run(&words).answer();
}

#[test]
fn every_mistake_is_told_where_it_is_and_nothing_is_planned_from_it() {
    let place = Place::with_rules();
    let text = fs::read_to_string(example("templates.toml")).unwrap();
    let broken = text
        .replace("\"push-up\"", "\"pushh-up\"")
        .replace("effort_rpe = 2 ", "effort_rpe = 12 ")
        .replace("\"glutes\"]", "\"wings\"]");
    place.write("gym.toml", &broken);
    let told = place.run(&["template", "check", "gym.toml"]);
    assert_eq!(told.status, 1);
    assert!(told.out.contains("gym.toml:10:25: unknown muscle `wings`; there are chest, "), "{}", told.out);
    assert!(told.out.contains("gym.toml:22:18: unknown exercise `pushh-up`; did you mean push-up"), "{}", told.out);
    assert!(told.out.contains("gym.toml:51:63: effort_rpe is 12; an effort (RPE) is 0 to 10 points"), "{}", told.out);
    assert_eq!(told.out.lines().count(), 3, "what follows from a mistake is no mistake of its own: {}", told.out);
    assert!(told.err.contains("mistakes and would not be loaded"), "{}", told.err);
    let json = place.run(&["template", "check", "gym.toml", "--format", "json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json["loads"].as_bool(), json["findings"][0]["line"].as_u64()), (Some(false), Some(10)));

    let member = example("member.json");
    let sentence = place.run(&["plan", "-m", &member, "--rules", "rules", "--templates", "gym.toml"]).sentence(1);
    assert!(sentence.starts_with("gym.toml:10:25: unknown muscle `wings`"), "{sentence}");
    assert!(sentence.contains("see: rustdag template check gym.toml"), "{sentence}");
    let sentence = place.run(&["serve", "--templates", "gym.toml", "--listen", "127.0.0.1:0"]).sentence(1);
    assert!(sentence.starts_with("gym.toml:10:25: "), "{sentence}");
    assert!(!place.path("rustdag.db").exists(), "no database is left behind");
    let sentence = place.run(&["template", "check", "none.toml"]).sentence(1);
    assert_eq!(sentence, "none.toml: there is no such file.");
}

#[test]
fn what_was_probably_not_meant_is_told_and_the_file_is_good() {
    let place = Place::with_rules();
    let text = fs::read_to_string(example("templates.toml")).unwrap();
    place.write("gym.toml", &text.replace("en = \"Yard session\"\n", ""));
    let said = place.run(&["template", "check", "gym.toml", "--lang", "nl"]).answer();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "gym.toml:14:1: `en` is missing: the Dutch name is shown in English too (doubt)");
    assert!(lines[1].starts_with("gym.toml: hieruit kan gepland worden. beginner: 3 eigen, 21 in totaal"), "{said}");
}

#[test]
fn a_coach_gives_sessions_for_one_plan_and_reads_in_dutch_what_contradicts() {
    let place = Place::with_rules();
    let member = example("member.json");
    let own = r#""templates": [{"templateId": "knee-week", "displayName": "Om de knie heen", "session":
        {"exercises": [{"exercise": "Lat pulldown", "sets": 4, "reps": 10, "rir": 3}]}}]"#;
    let plan = |pins: &str| {
        place.write("wishes.json", &format!("{{{own}, \"pins\": [{pins}]}}"));
        place.run(&["plan", "-m", &member, "--rules", "rules", "--wishes", "wishes.json", "--lang", "nl"])
    };
    let page = plan(r#"{"date": "2026-05-14", "templateId": "knee-week"}"#).answer();
    assert!(page.contains("om de knie heen"), "{page}");
    let sentence = plan(r#"{"date": "2026-05-14", "templateId": "knee-weak"}"#).sentence(1);
    assert_eq!(
        sentence,
        "wishes.json: op 2026-05-14 staat knee-weak, en zo'n training is er niet; bedoel je knee-week?"
    );
    let rest = r#"{"date": "2026-05-14", "rest": {}}"#;
    let sentence = plan(&format!(r#"{rest}, {{"date": "2026-05-14", "templateId": "knee-week"}}"#)).sentence(1);
    assert_eq!(sentence, "wishes.json: op 2026-05-14 staan rust en knee-week; op een dag past een van de twee.");
}

#[test]
fn a_member_without_a_free_day_reads_so_at_the_top() {
    let place = Place::with_rules();
    let text = fs::read_to_string(example("member.json")).unwrap();
    let mut member: Value = serde_json::from_str(&text).unwrap();
    member["profile"]["available"] = serde_json::json!([{"weekday": "WEEKDAY_MONDAY", "minutes": 0}]);
    place.write("busy.json", &member.to_string());
    let page = place.run(&["plan", "-m", "busy.json", "--rules", "rules", "--lang", "nl"]).answer();
    let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part} is not in\n{page}"));
    assert!(at("Op geen enkele dag van dit plan is er tijd") < at("Deze week"), "{page}");
}
