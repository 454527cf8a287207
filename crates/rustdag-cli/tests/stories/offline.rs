//! Readiness, plans and checks on member files, without a service.

use crate::program::{Place, example};
use serde_json::Value;
use std::fs;

const MEMBERS: &[&str] = &[
    "member.json",
    "novice.json",
    "advanced.json",
    "shift-worker.json",
    "runner.json",
    "overreaching.json",
    "sore-knee.json",
    "minor.json",
];

#[test]
fn every_example_gets_a_plan_in_both_languages() {
    let place = Place::with_rules();
    for member in MEMBERS {
        let file = example(member);
        let nl = place.run(&["plan", "--member", &file, "--lang", "nl", "--rules", "rules"]).answer();
        for part in ["Herstel", "Deze week", "Informatie, geen medisch advies"] {
            assert!(nl.contains(part), "{member}: {part} is not in\n{nl}");
        }
        let en = place.run(&["plan", "--member", &file, "--lang", "en", "--rules", "rules"]).answer();
        for part in ["Recovery", "This week", "Information, not medical advice"] {
            assert!(en.contains(part), "{member}: {part} is not in\n{en}");
        }
        assert_eq!(nl.contains("Waarom"), !nl.contains("GROEN"), "{member}: green has nothing to explain\n{nl}");
        assert_eq!(en.contains("Why"), !en.contains("GREEN"), "{member}: green has nothing to explain\n{en}");
        let raw = ["NaN", "inf ", "{ $", "reason-", "muscle-", "unknown field"];
        assert!(raw.iter().all(|raw| !nl.contains(raw) && !en.contains(raw)), "{member}:\n{nl}{en}");
    }
}

#[test]
fn a_plan_for_programs_is_the_apis_message() {
    let place = Place::with_rules();
    let told = place.run(&["plan", "--member", &example("member.json"), "--format", "json", "--rules", "rules"]);
    assert_eq!(told.err, "");
    let plan: Value = serde_json::from_str(&told.answer()).unwrap();
    let days = plan["days"].as_array().unwrap();
    assert_eq!(days.len(), 7);
    assert_eq!(days[0]["date"], "2026-05-12");
    for day in days {
        let kind = day["kind"].as_str().unwrap();
        assert!(["DAY_KIND_TRAINING", "DAY_KIND_ACTIVE_RECOVERY", "DAY_KIND_REST"].contains(&kind), "{day}");
        assert!(!day["reasons"].as_array().unwrap().is_empty(), "a day says why: {day}");
        assert_eq!(kind == "DAY_KIND_REST", day.get("session").is_none(), "{day}");
    }
    assert_eq!(plan["rules"].as_array().unwrap().len(), 5);
}

#[test]
fn a_plan_grants_wishes_and_says_which_two_contradict_each_other() {
    let place = Place::with_rules();
    let words = |wishes: &str, lang: &str| {
        let words = ["plan", "-m", &example("member.json"), "--wishes", wishes, "--lang", lang, "--rules", "rules"];
        place.run(&words)
    };
    let english = words(&example("wishes.json"), "en").answer();
    assert!(english.contains("football match") && english.contains("Decided on beforehand."), "{english}");
    place.write(
        "twice.json",
        r#"{"pins":[{"date":"2026-05-13","rest":{}},{"date":"2026-05-13","templateId":"upper"}]}"#,
    );
    let told = words("twice.json", "en");
    assert_eq!(told.status, 1);
    assert!(told.err.contains("twice.json: 2026-05-13 is to hold rest and upper"), "{}", told.err);
}

#[test]
fn a_plan_comes_with_alternatives_where_they_are_asked_for() {
    let place = Place::with_rules();
    let asked = |count: &str, more: &[&str]| {
        let words = ["plan", "-m", &example("member.json"), "--rules", "rules", "--alternatives", count];
        place.run(&[&words, more].concat())
    };
    let plan: Value = serde_json::from_str(&asked("2", &["--format", "json"]).answer()).unwrap();
    let alternatives = plan["alternatives"].as_array().unwrap();
    assert_eq!(alternatives.len(), 2);
    for alternative in alternatives {
        assert!(alternative["optimal"].as_bool().unwrap() && alternative["cost"].as_f64().unwrap_or_default() >= 0.0);
        let days = alternative["days"].as_array().unwrap();
        assert!(days.iter().filter(|day| day.get("changedFrom").is_some()).count() >= 2, "{alternative}");
    }
    let dutch = asked("1", &["--lang", "nl"]).answer();
    assert!(dutch.contains("Andere plannen die passen") && dutch.contains(" in plaats van "), "{dutch}");
    let refused = asked("4", &[]);
    assert!(refused.status == 2 && refused.err.contains("give 0 to 3"), "{}", refused.err);
}

#[test]
fn the_same_question_gets_the_same_bytes() {
    let place = Place::with_rules();
    let words = ["plan", "--member", &example("runner.json"), "--format", "json", "--rules", "rules"];
    assert_eq!(place.run(&words).answer(), place.run(&words).answer());
}

#[test]
fn the_question_may_be_about_another_moment_and_fewer_days() {
    let place = Place::with_rules();
    let file = example("member.json");
    let words =
        ["plan", "-m", &file, "--at", "2026-04-20T07:30", "--days", "3", "--format", "json", "--rules", "rules"];
    let plan: Value = serde_json::from_str(&place.run(&words).answer()).unwrap();
    assert_eq!(plan["at"], "2026-04-20T05:30:00Z");
    assert_eq!(plan["days"].as_array().unwrap().len(), 3);
}

#[test]
fn readiness_has_a_light_with_a_shape_and_every_muscle_and_joint() {
    let place = Place::with_rules();
    let file = example("overreaching.json");
    let text = place.run(&["readiness", "--member", &file, "--rules", "rules"]).answer();
    assert!(text.contains("■ RED"), "{text}");
    let json = place.run(&["readiness", "--member", &file, "--rules", "rules", "--format", "json"]).answer();
    let readiness: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(readiness["light"], "LIGHT_RED");
    assert_eq!(readiness["muscles"].as_array().unwrap().len(), 17);
    assert_eq!(readiness["joints"].as_array().unwrap().len(), 7);
}

#[test]
fn a_session_that_is_too_much_says_which_part_and_a_small_one_fits() {
    let place = Place::with_rules();
    let (file, session) = (example("runner.json"), example("squat-day.json"));
    let words = ["check", "--member", &file, "--session", &session, "--lang", "nl", "--rules", "rules"];
    let text = place.run(&words).answer();
    assert!(text.starts_with("■ Past vandaag niet: ") || text.starts_with("▲ Past vandaag met minder"), "{text}");
    assert!(text.contains("Grens:") && text.contains("Wel dan:"), "{text}");
    place.write("small.json", r#"{"exercises": [{"exercise": "Biceps curl", "sets": 1, "reps": 12, "rir": 4}]}"#);
    let words = ["check", "--member", &example("advanced.json"), "--session", "small.json", "--rules", "rules"];
    let text = place.run(&words).answer();
    assert!(text.starts_with("● This session fits today."), "{text}");
}

#[test]
fn a_narrow_page_stays_narrow_and_a_pipe_has_no_colour() {
    let place = Place::with_rules();
    let file = example("member.json");
    let mut command = place.command(&["plan", "--member", &file, "--rules", "rules"]);
    let output = command.env("COLUMNS", "40").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains('\u{1b}'), "no colour in a pipe");
    for line in text.lines() {
        assert!(line.chars().count() <= 40, "{line}");
    }
}

#[test]
fn without_a_rule_an_answer_comes_all_the_same_and_says_so() {
    let place = Place::with_rules();
    fs::remove_file(place.path("rules").join(rustdag_built_rules::file_name("sleep"))).unwrap();
    let told = place.run(&["readiness", "--member", &example("advanced.json"), "--rules", "rules"]);
    assert!(told.err.contains("`sleep`") && told.err.contains("tightened"), "{}", told.err);
    assert!(told.answer().contains("“sleep”"), "the answer itself says that a rule is missing");
}

#[test]
fn a_log_that_ended_long_ago_is_said_to_be_old() {
    let place = Place::with_rules();
    place.write(
        "old.json",
        r#"{"profile": {"level": "LEVEL_NOVICE", "zone": "Europe/Amsterdam"},
            "events": [{"at": "2024-03-01T18:00:00Z", "workout": {"durationMin": 50, "effortRpe": 7}}]}"#,
    );
    let told = place.run(&["readiness", "--member", "old.json", "--rules", "rules"]);
    assert!(told.err.contains("--at 2024-03-01"), "{}", told.err);
    assert!(told.answer().contains("○ UNKNOWN"), "too little is known for a colour");
}

#[test]
fn rules_are_listed_for_people_and_programs() {
    let place = Place::with_rules();
    let text = place.run(&["rule", "list", "--rules", "rules"]).answer();
    let list: Value =
        serde_json::from_str(&place.run(&["rule", "list", "--rules", "rules", "--format", "json"]).answer()).unwrap();
    let rules = list["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 5);
    for rule in rules {
        assert!(text.contains(rule["id"].as_str().unwrap()));
        assert_eq!(rule["digest"].as_str().unwrap().len(), 64);
        assert_eq!(rule["tier"], "native");
    }
    let policy = |id: &str| rules.iter().find(|rule| rule["id"] == id).unwrap()["onFailure"].clone();
    assert_eq!((policy("sleep"), policy("mental-freshness")), ("tighten".into(), "skip".into()));
}

#[test]
fn a_folder_of_rules_that_was_named_and_cannot_be_read_is_no_list() {
    let place = Place::with_rules();
    for format in ["text", "json"] {
        let sentence = place.run(&["rule", "list", "--rules", "no-such-folder", "--format", format]).sentence(1);
        assert!(sentence.starts_with("no-such-folder: the rules folder cannot be read"), "{sentence}");
    }
    fs::remove_file(place.path("rules").join(rustdag_built_rules::file_name("sleep"))).unwrap();
    let text = place.run(&["rule", "list", "--rules", "rules", "--lang", "nl"]).answer();
    assert!(text.contains("ontbreekt") && text.contains("grenzen zijn strenger tot die er is"), "{text}");
    let told = place.run(&["readiness", "--member", &example("member.json"), "--rules", "no-such-folder"]);
    assert!(told.err.contains("no-such-folder: the rules folder cannot be read"), "{}", told.err);
    told.answer();
}

#[test]
fn every_example_explains_itself_in_both_languages() {
    let place = Place::with_rules();
    for member in MEMBERS {
        for lang in ["nl", "en"] {
            for session in [None, Some(example("squat-day.json"))] {
                let file = example(member);
                let mut words = vec!["explain", "--member", &file, "--lang", lang, "--rules", "rules", "--everything"];
                if let Some(session) = &session {
                    words.extend(["--session", session]);
                }
                let told = place.run(&words).answer();
                let raw = ["NaN", "inf ", "{ $", "reason-", "cause-", "index-", "change-", "number-", "explain-"];
                assert!(raw.iter().all(|raw| !told.contains(raw)), "{member}:\n{told}");
                // The official rules say of each limit why it is.
                assert!(!told.contains("zegt niet waarom") && !told.contains("does not say why"), "{member}:\n{told}");
                assert!(told.contains("Informatie, geen") || told.contains("Information, not"), "{told}");
            }
        }
    }
}

#[test]
fn an_explanation_names_the_workout_the_night_and_a_smaller_session() {
    let place = Place::with_rules();
    let (file, session) = (example("member.json"), example("squat-day.json"));
    let words = ["explain", "--member", &file, "--session", &session, "--rules", "rules"];
    let told = place.run(&words).answer();
    for part in
        ["It does fit like this", "Without barbell back squat", "if you rest until then", "Onderlichaam (Sat 9 May)"]
    {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
    let json = place.run(&[&words[..], &["--format", "json"]].concat()).answer();
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["check"]["fit"], "FIT_FITS_REDUCED");
    for number in json["numbers"].as_array().unwrap() {
        let parts = number["parts"].as_array().unwrap().iter().map(|part| part["amount"].as_f64().unwrap());
        let sum = number["from"].as_f64().unwrap() + parts.sum::<f64>();
        assert!((sum - number["value"].as_f64().unwrap()).abs() < 1e-12, "{number}");
    }
    let of_legs =
        ["explain", "--member", &file, "--muscle", "bovenbenen,glutes", "--format", "json", "--rules", "rules"];
    let of_legs: Value = serde_json::from_str(&place.run(&of_legs).answer()).unwrap();
    let muscles = of_legs["numbers"].as_array().unwrap().iter().filter_map(|number| number["muscle"].as_str());
    assert_eq!(
        muscles.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
        ["MUSCLE_GLUTES", "MUSCLE_QUADRICEPS"]
    );
}
