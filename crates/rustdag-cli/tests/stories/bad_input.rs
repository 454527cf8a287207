//! Whatever is wrong with what was typed or read gets one sentence that names the place, and a status.

use crate::program::{Place, example};

const PROFILE: &str = r#""profile": {"level": "LEVEL_NOVICE", "zone": "Europe/Amsterdam"}"#;

/// Asks for the readiness of a member file with this text.
fn asked(text: &str) -> String {
    let place = Place::with_rules();
    place.write("broken.json", text);
    place.run(&["readiness", "--member", "broken.json", "--rules", "rules"]).sentence(1)
}

fn with_event(event: &str) -> String {
    asked(&format!("{{{PROFILE}, \"events\": [{event}]}}"))
}

#[test]
fn a_wrong_value_is_named_with_its_path() {
    let sets =
        r#"{"at": "2026-05-11T18:00:00Z", "workout": {"sets": [{"exercise": "Squat", "loadKg": -40, "reps": 5}]}}"#;
    let sentence = with_event(sets);
    assert!(sentence.starts_with("broken.json: events[0].workout.sets[0].load_kg is -40; "), "{sentence}");
    let sentence = with_event(r#"{"at": "2026-05-11T18:00:00Z", "night": {"asleepH": "NaN"}}"#);
    assert!(sentence.starts_with("broken.json: events[0].night.asleep_h is NaN; "), "{sentence}");
    let sentence = with_event(r#"{"at": "2999-05-11T18:00:00Z", "rest": {}}"#);
    assert!(sentence.starts_with("broken.json: events[0].at is 2999-05-11T18:00:00Z"), "{sentence}");
}

#[test]
fn what_is_no_member_file_is_named_with_its_line() {
    for (text, place) in [
        ("", "is empty; give a file with JSON in it."),
        ("  \n", "is empty; give a file with JSON in it."),
        ("{\n\"events\": [{\"at\": \"2026-0", "ends too early, in line 2; part of it is missing"),
        ("{\n\"profile\": {\"levle\": 1}}", "line 2"),
        ("[]", "line 1"),
        ("{\"events\": [{\"at\": \"2026-02-30T10:00:00Z\"}]}", "events[0].at"),
    ] {
        let sentence = asked(text);
        assert!(sentence.starts_with("broken.json: ") && sentence.contains(place), "{sentence}");
    }
    assert!(asked("{}").contains("profile is missing"));
    let sentence = asked(r#"{"profile": {"level": "LEVEL_NOVICE", "zone": "Europe/Atlantis"}}"#);
    assert!(sentence.contains("profile.zone") && sentence.contains("Europe/Atlantis"), "{sentence}");
}

#[test]
fn events_after_the_files_own_moment_are_named_with_it() {
    let event = r#"{"at": "2026-05-20T18:00:00Z", "rest": {}}"#;
    let file = format!("{{{PROFILE}, \"at\": \"2026-05-12T06:00:00Z\", \"events\": [{event}]}}");
    let sentence = asked(&file);
    assert_eq!(
        sentence,
        "broken.json: events[0].at is 2026-05-20T18:00:00Z, after the file's own `at`, 2026-05-12T06:00:00Z; take that \
         `at` out of the file, or add --at 2026-05-20T18:00:00Z."
    );
    let place = Place::with_rules();
    place.write("me.json", &file);
    let words = ["readiness", "--member", "me.json", "--rules", "rules", "--at", "2026-05-20T18:00:00Z"];
    place.run(&words).answer();
}

#[test]
fn moments_and_births_that_nobody_can_be_asked_about() {
    let sentence = asked(&format!("{{{PROFILE}, \"at\": \"9999-05-12T06:00:00Z\"}}"));
    assert!(sentence.starts_with("broken.json: at is 9999-05-12T06:00:00Z; ask about an instant"), "{sentence}");
    let place = Place::with_rules();
    let words = ["plan", "--member", &example("member.json"), "--rules", "rules", "--at", "1979-12-31"];
    assert!(place.run(&words).sentence(2).starts_with("--at is 1979-12-31T"));
    let born = PROFILE.replacen('{', "{\"born\": \"2026-05-13\", ", 1);
    let sentence = asked(&format!("{{{born}, \"at\": \"2026-05-12T06:00:00Z\"}}"));
    let expected = "broken.json: profile.born is 2026-05-13, after the day that is asked about, 2026-05-12; ";
    assert!(sentence.starts_with(expected), "{sentence}");
}

#[test]
fn an_empty_history_two_workouts_at_once_and_a_child_are_no_mistakes() {
    let place = Place::with_rules();
    let workout = r#"{"at": "2026-05-11T18:00:00Z", "workout": {"durationMin": 50, "effortRpe": 7}}"#;
    for (name, text) in [
        ("empty.json", format!("{{{PROFILE}}}")),
        ("twice.json", format!("{{{PROFILE}, \"events\": [{workout}, {workout}], \"at\": \"2026-05-12T07:00:00Z\"}}")),
    ] {
        place.write(name, &text);
        place.run(&["plan", "--member", name, "--rules", "rules"]).answer();
    }
    let text = place.run(&["plan", "--member", &example("minor.json"), "--rules", "rules"]).answer();
    assert!(text.contains("At 12: technique with a trainer beside you"), "{text}");
}

#[test]
fn files_that_are_not_there_and_moments_that_are_none() {
    let place = Place::with_rules();
    let file = example("member.json");
    let sentence = place.run(&["plan", "--member", "nobody.json"]).sentence(1);
    assert_eq!(sentence, "nobody.json: there is no such file.");
    let sentence = place.run(&["plan", "--member", &file, "--at", "yesterday"]).sentence(2);
    assert!(sentence.starts_with("--at is `yesterday`, which is no instant; give one such as "), "{sentence}");
    let sentence = place.run(&["plan", "--member", &file, "--at", "2026-02-30"]).sentence(2);
    assert!(sentence.starts_with("--at is `2026-02-30`, which is no day or time there is; "), "{sentence}");
    let sentence = place.run(&["check", "--member", &file, "--session", "none.json"]).sentence(1);
    assert_eq!(sentence, "none.json: there is no such file.");
    place.write("unknown.json", r#"{"exercises": [{"exercise": "back sqat", "sets": 3, "reps": 5}]}"#);
    let sentence =
        place.run(&["check", "--member", &file, "--session", "unknown.json", "--rules", "rules"]).sentence(1);
    assert!(sentence.starts_with("unknown.json: exercises[0].exercise is `back sqat`"), "{sentence}");
    let sentence = place.run(&["plan", "--server", "http://127.0.0.1:1", "--member", "sanne"]).sentence(1);
    assert!(sentence.starts_with("nothing answers at http://127.0.0.1:1"), "{sentence}");
}

#[test]
fn what_cannot_be_typed_ends_with_two() {
    let place = Place::with_rules();
    let file = example("member.json");
    for words in [
        &["plan"][..],
        &["plan", "--member", &file, "--days", "85"],
        &["plan", "--member", &file, "--days", "abc"],
        &["plan", "--member", &file, "--lang", "tlh"],
        &["plan", "--member", &file, "--format", "yaml"],
        &["lift"],
        &["serve", "--listen", "nowhere"],
    ] {
        let told = place.run(words);
        assert_eq!(told.status, 2, "{words:?}: {}", told.err);
        assert!(told.err.contains("error:"), "{words:?}: {}", told.err);
    }
}

#[test]
fn libraries_that_are_no_rules_are_named_and_the_answer_comes() {
    let place = Place::with_rules();
    let sleep = place.path("rules").join(rustdag_built_rules::file_name("sleep"));
    let whole = std::fs::read(&sleep).unwrap();
    std::fs::write(&sleep, &whole[..whole.len() / 3]).unwrap();
    let foreign = format!("rules/{}other{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    place.write(&foreign, "not a library");
    let told = place.run(&["readiness", "--member", &example("member.json"), "--rules", "rules"]);
    for named in [rustdag_built_rules::file_name("sleep"), "other".to_owned(), "`sleep` is not in rules".to_owned()] {
        assert!(told.err.contains(&named), "{named} is not in {}", told.err);
    }
    told.answer();
}
