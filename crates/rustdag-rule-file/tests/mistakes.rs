//! What is wrong in a rule file is said with its line, its column and what to write instead.

use rustdag_rule_file::{FILE_BYTES_MAX, RuleFile, Weight, check};

const GOOD: &str = r#"id = "knees"
version = "1.0.0"
licence = "Apache-2.0"
author = "A coach"
description = { nl = "Knieën.", en = "Knees." }

[[parameter]]
name = "most_pain"
default = 4
min = 1
max = 10
unit = "0 to 10"
source = "Choice of this gym"
nl = "Pijn."
en = "Pain."

[[limit]]
name = "pain"
for = ["knee", "hip"]
when = "joint.pain >= most_pain and known(sleep.debt_h)"
joint_load_share = 0.5
nl = "{subject}: pijn {value}, tot {limit:percent}."
en = "{subject}: pain {value}, up to {limit:percent}."

[[test]]
name = "pain"
given = { joint.knee = { pain = 5, usual_load = 4 }, sleep.debt_h = 1 }
expect = { joint_load_max = { knee = 2 } }
"#;

fn errors(text: &str) -> Vec<String> {
    RuleFile::read(text).unwrap_err().errors.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn check_error(from: &str, to: &str, expected: &str) {
    let text = GOOD.replacen(from, to, 1);
    assert_ne!(text, GOOD);
    assert_eq!(errors(&text), [expected], "{to}");
}

#[test]
fn the_good_one_is_good() {
    let file = RuleFile::read(GOOD).unwrap();
    assert_eq!(file.manifest().reads, ["joint_usual_load", "joint_pain", "sleep_debt_h"]);
    assert_eq!(file.failing_tests(), []);
}

#[test]
fn mistakes_in_expressions_have_their_place() {
    check_error("sleep.debt_h)", "sleep.dept_h)", "20:43: unknown name `sleep.dept_h`; did you mean `sleep.debt_h`?");
    check_error("most_pain and", "mostpain and", "20:23: unknown name `mostpain`; did you mean `most_pain`?");
    check_error(
        "joint.pain >=",
        "muscle.fatigue >=",
        "20:9: `muscle.fatigue` is of one muscle: name it, as in `muscle.chest.fatigue`, or write `for = \"muscles\"` in this \
         limit",
    );
    check_error(
        "joint.pain >= most_pain and",
        "joint.pain and",
        "20:9: `joint.pain` is a number, and a condition, true or false is needed here; compare it with something, as in \
         `sleep.last_night_h < 6`",
    );
    check_error("= 0.5", "= \"1 / 0\"", "21:21: `1 / 0` divides by zero");
    check_error("= 0.5", "= 80", "21:20: this limit is 80; it is 0 to 3, share of the joint's usual load; 0.8 is 80 %");
    check_error("= 0.5", "= nan", "21:20: NaN is no number that can limit anything (at `nan`)");
    check_error(
        "= 0.5",
        "= \"joint.pain > 3\"",
        "21:21: `joint.pain > 3` is a condition, true or false, and a number is needed here; write a number, or choose one with `if … then … else …`",
    );
    // In a text over several lines the place is that of the line.
    check_error(
        "\"joint.pain >= most_pain and known(sleep.debt_h)\"",
        "\"\"\"\njoint.pain >= most_pain\n  and known(slep.debt_h)\"\"\"",
        "22:13: unknown name `slep.debt_h`; did you mean `sleep.debt_h`?",
    );
    // Behind an escape the letters no longer lie where they stand: the place is that of the whole.
    check_error(
        "known(sleep.debt_h)\"",
        "known(\\u0073leep.dept_h)\"",
        "20:8: unknown name `sleep.dept_h`; did you mean `sleep.debt_h`? (at `\"joint.pain >= most_pain and known(\\u0073leep.de…`)",
    );
}

#[test]
fn mistakes_around_them_have_their_place_too() {
    check_error(
        "\"knees\"",
        "\"Knees!\"",
        "1:6: the id is `Knees!`; use lower-case letters, digits and hyphens, at most 63",
    );
    check_error("when =", "whn =", "20:1: unknown key `whn`; did you mean `when`?");
    check_error("author = \"A coach\"\n", "", "1:1: `author` is missing here");
    check_error(
        "[\"knee\", \"hip\"]",
        "[\"knie\"]",
        "19:7: no muscle or joint is called `knie`; did you mean `knee`? (at `[\"knie\"]`)",
    );
    check_error(
        "[\"knee\", \"hip\"]",
        "\"everything\"",
        "19:7: `for` is `everything`; write \"muscles\", \"joints\", \"upper\", \"trunk\", \"lower\", or a list such as [\"knee\", \"hip\"]",
    );
    check_error(
        "[\"knee\", \"hip\"]",
        "[\"knee\", \"knee\"]",
        "19:7: `knee` stands twice in `for` (at `[\"knee\", \"knee\"]`)",
    );
    check_error("default = 4", "default = 14", "9:11: parameter most_pain is 14, which is not within 1 to 10");
    check_error("unit = \"0 to 10\"\n", "", "7:1: `unit` is missing here (at `[[parameter]]`)");
    let taken = GOOD.replace("most_pain", "illness");
    assert_eq!(errors(&taken), ["8:8: `illness` means something already; call the parameter something else"]);
    check_error(
        "pijn {value}",
        "pijn {valeu}",
        "22:6: `{valeu}` is no place; there are {subject}, {value} and {limit} (at `\"{subject}: pijn {valeu}, tot {limit:percent}.\"`)",
    );
    check_error(
        "joint_load_share = 0.5",
        "must_rest = false",
        "21:13: a rule only ever tightens: leave the line out instead of writing false",
    );
    check_error(
        "joint_load_share = 0.5",
        "joint_load_share = 0.5\nrir_min = 2",
        "17:1: this limit limits two things; write a [[limit]] for each, as each has its own sentence",
    );
    check_error(
        "joint_load_share = 0.5",
        "muscle_sets_max = 2",
        "17:1: say for which muscles this limit is: `for = \"muscles\"` for all of them, or `for = [\"chest\"]` (at \
         `[[limit]]`)",
    );
    check_error(
        "joint_load_share = 0.5\n",
        "",
        "17:1: this limit limits nothing; write one of session_load_share, session_load_max, intensity_max, minutes_max, rir_min, extra_rest_days, muscle_sets_share, muscle_sets_max, joint_load_share, joint_load_max, must_rest, see_professional, prefer_active (at `[[limit]]`)",
    );
    check_error(
        "en = \"{subject}: pain {value}, up to {limit:percent}.\"\n",
        "",
        "17:1: `en` is missing in this limit: a member reads why in Dutch (nl) and English (en) (at `[[limit]]`)",
    );
    check_error(
        "knee = { pain = 5",
        "kne.pain = 5, joint.knee = { pain = 5",
        "27:21: unknown name `joint.kne.pain`; did you mean `joint.knee.pain`?",
    );
    check_error(
        "joint_load_max = { knee",
        "joint_load_max = { knie",
        "28:31: no joint is called `knie`; did you mean `knee`?",
    );
    check_error(
        "expect = {",
        "parameters = { most_pain = 40 }\nexpect = {",
        "28:16: parameter most_pain is 40 in this test; it is 1 to 10",
    );
}

#[test]
fn all_mistakes_are_told_from_the_top_down() {
    let text = GOOD.replace("sleep.debt_h)", "sleep.x)").replace("= 0.5", "= 80").replace("\"1.0.0\"", "\"\"");
    let told = errors(&text);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("2:11:") && told[1].starts_with("20:43:") && told[2].starts_with("21:20:"), "{told:?}");
    let summary = RuleFile::read(&text).unwrap_err().to_string();
    assert!(
        summary.starts_with("2:11: the version is empty") && summary.ends_with(" 2 more mistakes follow."),
        "{summary}"
    );
}

#[test]
fn too_much_is_refused_before_anything_is_built() {
    let large = "#".repeat(10 * 1024 * 1024);
    assert_eq!(errors(&large), [format!("1:1: the file has 10485760 bytes; a rule file has at most {FILE_BYTES_MAX}")]);
    let nested = "(".repeat(1_900);
    check_error("joint.pain >=", &nested, "20:41: brackets are nested more than 32 deep here (at `(`)");
    let long = "(".repeat(10_000);
    let text = GOOD.replace("joint.pain >=", &long);
    assert_eq!(errors(&text), ["20:9: this expression has 10034 bytes; at most 2000 are read (at `(`)"]);
    for brackets in ["[", "{ a = "] {
        let text = format!("id = {}", brackets.repeat(10_000));
        let told = errors(&text);
        assert!(told[0].starts_with("1:"), "{told:?}");
    }
    let limit = &GOOD[GOOD.find("[[limit]]").unwrap()..GOOD.find("[[test]]").unwrap()];
    let many: String = (0..70).map(|number| limit.replace("\"pain\"", &format!("\"pain-{number}\""))).collect();
    let told = errors(&GOOD.replace(limit, &many));
    assert!(told[0].contains("there are more than 63 limits; make two rules of them"), "{told:?}");
    let costly = limit
        .replace("[\"knee\", \"hip\"]", "\"joints\"")
        .replace("= 0.5", &format!("= \"0{}\"", " + joint.pain".repeat(120)));
    let many: String = (0..5).map(|number| costly.replace("\"pain\"", &format!("\"pain-{number}\""))).collect();
    let told = errors(&GOOD.replace(limit, &many));
    assert!(told[0].contains("takes more than 4096 steps for one answer"), "{told:?}");
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    let mut bytes = GOOD.as_bytes().to_vec();
    let at = GOOD.find("A coach").unwrap();
    bytes[at] = 0xff;
    let told = RuleFile::from_bytes(&bytes).unwrap_err().to_string();
    assert_eq!(told, "4:11: this is not UTF-8 text; save the file as UTF-8");
    let with_mark = [b"\xef\xbb\xbf", GOOD.as_bytes()].concat();
    assert!(RuleFile::from_bytes(&with_mark).is_ok(), "some editors put a mark before the text");
    assert!(RuleFile::from_bytes(b"").unwrap_err().to_string().contains("is missing here"));
}

#[test]
fn a_refused_file_says_which_rule_is_missed() {
    let errors =
        RuleFile::read(&GOOD.replace("= 0.5", "= 80").replace("\"A coach\"", "\"A coach\"\non_failure = \"tighten\""));
    let missed = errors.unwrap_err().missed.unwrap();
    assert_eq!(missed, ("knees".to_owned(), rustdag_rule::manifest::OnFailure::Tighten));
}

#[test]
fn a_test_that_fails_says_how() {
    let text = GOOD.replace("knee = 2 }", "knee = 3 }, must_rest = true");
    let found: Vec<String> = check(text.as_bytes())
        .into_iter()
        .filter(|found| found.weight == Weight::Mistake)
        .map(|found| found.text)
        .collect();
    assert_eq!(
        found,
        ["25:1: test “pain” fails: joint_load_max of knee is 2, expected 3; must_rest is false, expected true"]
    );
}

#[test]
fn what_a_coach_probably_did_not_mean_is_a_doubt() {
    let doubts = |text: &str| -> Vec<String> {
        let found = check(text.as_bytes()).into_iter().filter(|found| found.weight == Weight::Doubt);
        found.map(|found| found.text).collect()
    };
    assert_eq!(doubts(GOOD), [""; 0]);
    let never = GOOD.replace("joint.pain >= most_pain", "joint.pain + most_pain > 300");
    assert_eq!(
        doubts(&never),
        ["limit `pain` held for none of 4000 made-up members; are its numbers in the right unit?"]
    );
    let unknown =
        GOOD.replace("joint.pain >= most_pain and known(sleep.debt_h)", "not known(joint.pain) and most_pain > 1");
    let unknown = unknown.replace("joint_load_share = 0.5", "joint_load_max = 1").replace("{limit:percent}", "{limit}");
    assert_eq!(doubts(&unknown).len(), 1, "{:?}", doubts(&unknown));
    assert!(doubts(&unknown)[0].starts_with("it limits a member of whom nothing is known"));
    let divided = GOOD.replace("= 0.5", "= \"0.5 / most_pain\"").replace("min = 1", "min = 0");
    assert_eq!(doubts(&divided), ["`most_pain` can be 0 and is divided by; that limit then says nothing"]);
    let without = &GOOD[..GOOD.find("[[test]]").unwrap()];
    assert!(doubts(&without.replace(">= most_pain", ">= 4"))[1].contains("parameter `most_pain` is not used"));
}
