//! A gym's own file: what it adds, what it takes the place of, and what is said of it when something is wrong.

use rustdag_catalogue::{Catalogue, FILE_BYTES_MAX, Lang, TEMPLATES_MAX, WithOwn, first_file};
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::exercise::Involvement;
use rustdag_core::profile::Level;
use rustdag_core::template::DayKind;

/// A file that says nothing wrong, to change one thing in.
const GOOD: &str = r#"
[[template]]
id = "kade-legs"
nl = "Benen bij De Kade"
en = "Legs at De Kade"
rir = [3, 2, 2]
exercises = [
    { exercise = "Squat (Barbell)", sets = [2, 3, 4], reps = 8 },
    { exercise = "beenpers", sets = 3, reps = 10, rir = 1 },
]
"#;

fn read(text: &str) -> WithOwn {
    Catalogue::official().with_own(text.as_bytes()).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// Everything that is wrong, a line each.
fn wrong(text: &str) -> Vec<String> {
    let mistakes = Catalogue::official().with_own(text.as_bytes()).expect_err("a mistake");
    mistakes.0.iter().map(ToString::to_string).collect()
}

fn doubts(text: &str) -> Vec<String> {
    read(text).doubts.iter().map(ToString::to_string).collect()
}

#[test]
fn own_sessions_come_beside_the_official_ones() {
    let WithOwn { catalogue, doubts } = read(GOOD);
    assert_eq!(doubts, []);
    let official = Catalogue::official().templates(Level::Novice).len();
    assert_eq!(catalogue.templates(Level::Novice).len(), official + 1);
    assert_eq!(catalogue.template_name("kade-legs", Lang::Nl), Some("Benen bij De Kade"));
    assert_eq!(catalogue.template_name("kade-legs", Lang::En), Some("Legs at De Kade"));
    assert!(catalogue.is_own("kade-legs") && !catalogue.is_own("upper"));
    let legs = |level| catalogue.template("kade-legs", level).unwrap();
    let sets = |level| legs(level).exercises.iter().map(|item| item.sets).collect::<Vec<_>>();
    assert_eq!((sets(Level::Novice), sets(Level::Advanced)), (vec![2, 3], vec![4, 3]));
    let rir: Vec<f64> = legs(Level::Novice).exercises.iter().map(|item| item.rir.get()).collect();
    assert_eq!(rir, [3.0, 1.0], "of the template, and of the exercise itself");
    let ids: Vec<String> = legs(Level::Novice).exercises.iter().map(|item| item.exercise.id.clone()).collect();
    assert_eq!(ids, ["back-squat", "leg-press"]);
    assert!(Catalogue::official().template("kade-legs", Level::Novice).is_none(), "the official one is as it was");
}

#[test]
fn a_session_is_for_the_levels_it_names() {
    let catalogue = read(&GOOD.replace("rir = [3", "levels = [\"advanced\"]\nrir = [3")).catalogue;
    assert!(catalogue.template("kade-legs", Level::Advanced).is_some());
    assert!(catalogue.template("kade-legs", Level::Novice).is_none());
    assert!(!catalogue.templates(Level::Novice).iter().any(|template| template.id == "kade-legs"));
    assert_eq!(
        catalogue.template_name("kade-legs", Lang::En),
        Some("Legs at De Kade"),
        "the name is known all the same"
    );
}

#[test]
fn an_official_session_is_replaced_only_on_purpose() {
    let named = GOOD.replace("kade-legs", "legs");
    assert_eq!(wrong(&named), ["3:6: `legs` is an official session; give another id, or write replaces = true"]);
    let replaced = named.replace("rir = [3", "replaces = true\nrir = [3");
    let catalogue = read(&replaced).catalogue;
    assert_eq!(catalogue.template_name("legs", Lang::Nl), Some("Benen bij De Kade"));
    assert_eq!(catalogue.templates(Level::Novice).len(), Catalogue::official().templates(Level::Novice).len());
    let nothing = GOOD.replace("rir = [3", "replaces = true\nrir = [3");
    assert_eq!(wrong(&nothing), ["3:6: replaces is true, but no official session is called `kade-legs`"]);
    let alone = read(&format!("official = false\n{named}")).catalogue;
    assert_eq!(alone.templates(Level::Novice).iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["legs"]);
}

#[test]
fn without_the_official_ones_it_is_said_what_is_missing() {
    let doubts = doubts(&format!("official = false\n{GOOD}"));
    assert_eq!(doubts.len(), 6, "{doubts:?}");
    assert!(doubts[0].starts_with("1:1: for novice there is no active recovery"), "{doubts:?}");
    assert!(doubts[1].starts_with("1:1: for novice no session has a hard set for chest, "), "{doubts:?}");
    let mistakes =
        wrong(&format!("official = false\n{}", GOOD.replace("rir = [3", "levels = [\"advanced\"]\nrir = [3")));
    assert_eq!(mistakes.len(), 2, "{mistakes:?}");
    assert!(mistakes[0].starts_with("1:1: for novice no session is left to plan from"), "{mistakes:?}");
}

#[test]
fn every_mistake_is_told_at_once_with_its_place() {
    let text = r#"
equipment = ["barbel"]
[[template]]
id = "Legs"
nl = ""
en = "Legs"
kind = "rest"
levels = ["novice", "expert"]
rir = 11
exercises = [
    { exercise = "back sqat", sets = 0, reps = 0 },
    { exercise = "Zwevend trapezium", sets = [1, 2], reps = [5, 5, 500] },
    { exercise = "back-squat", sets = 2.5, reps = "many" },
    { sets = -1, repetitions = 5 },
]
cardio = { activity = "run fast", duration_min = 0, effort_rpe = nan }
[[template]]
id = "nothing"
en = "Nothing"
[[template]]
id = "nothing"
nl = "Niets"
en = "Nothing"
rir = 2
exercises = [{ exercise = "crunch", sets = [0, 1, 1], reps = 10 }]
"#;
    let expected = [
        "2:14: unknown equipment `barbel`; there are bodyweight, barbell, dumbbell, kettlebell, machine, cable, band, station, cardio",
        "4:6: the id is `Legs`; use lower-case letters, digits and hyphens, a letter first, at most 60",
        "5:6: nl is empty; write the name that people read",
        "7:8: unknown kind `rest`; there are training, active_recovery",
        "8:21: unknown level `expert`; there are novice, intermediate, advanced",
        "9:7: rir is 11; a number of repetitions in reserve is 0 to 10 repetitions",
        "11:18: unknown exercise `back sqat`; did you mean back-extension, back-squat?",
        "11:38: sets is 0 on every level; leave the exercise out",
        "11:48: reps is 0; a number of repetitions is 1 to 200 repetitions",
        "12:18: unknown exercise `Zwevend trapezium`; give another of its names, or describe it in an [[exercise]]",
        "12:46: sets has 2 values; give one, or three: novice, intermediate, advanced",
        "12:68: reps is 500; a number of repetitions is 1 to 200 repetitions",
        "13:39: sets is 2.5; an exercise has 1 to 50 sets, or 0 on a level",
        "13:51: reps is `\"many\"`, which is no number that can be used",
        "14:5: `exercise` is missing in an exercise of a template; for instance exercise = \"back-squat\"",
        "14:5: `reps` is missing in an exercise of a template; for instance reps = 8",
        "14:14: sets is -1; an exercise has 1 to 50 sets, or 0 on a level",
        "14:18: unknown key `repetitions`; an exercise of a template has exercise, sets, reps, rir",
        "16:23: unknown activity `run fast`; there are walk, run, cycle, row, swim, class",
        "16:50: duration_min is 0; a duration is 1 to 720 minutes",
        "16:66: effort_rpe is NaN; an effort (RPE) is 0 to 10 points",
        "17:1: the session is empty; write exercises or cardio (rest is no template)",
        "20:1: nothing is left of this session for novice: every exercise has 0 sets; leave it out of `levels`",
    ];
    assert_eq!(wrong(text), expected);
}

#[test]
fn what_is_no_toml_is_told_with_its_place_and_nothing_else() {
    let mistakes = wrong("official = maybe\n[[template]]\nid = \"x\n");
    assert!(
        mistakes.len() == 2 && mistakes[0].starts_with("1:12: ") && mistakes[1].starts_with("3:8: "),
        "{mistakes:?}"
    );
    assert_eq!(wrong("template = 3"), ["1:12: is integer; a template is a table"]);
    let mistakes = Catalogue::official().with_own(b"nl = \"\xff\"").unwrap_err();
    assert_eq!(mistakes.to_string(), "1:7: this is not UTF-8 text; save the file as UTF-8");
    let marked = Catalogue::official().with_own(format!("\u{feff}{GOOD}").as_bytes());
    assert!(marked.is_ok(), "a mark at the beginning is no mistake");
}

#[test]
fn two_templates_of_one_id_and_ids_with_a_meaning_are_refused() {
    assert_eq!(
        wrong(&format!("{GOOD}{GOOD}")),
        ["13:6: there are two templates `kade-legs`; give each an id of its own"]
    );
    assert_eq!(wrong(&GOOD.replace("kade-legs", "rest")), ["3:6: `rest` means something already; give another id"]);
}

#[test]
fn files_and_numbers_of_sessions_are_bounded() {
    let large = format!("{GOOD}#{}", " ".repeat(FILE_BYTES_MAX));
    assert!(wrong(&large)[0].contains("a file of sessions has at most"), "{:?}", wrong(&large));
    let many = |count: usize| (0..count).map(|it| GOOD.replace("kade-legs", &format!("legs-{it}"))).collect::<String>();
    let official = Catalogue::official().templates(Level::Novice).len();
    assert_eq!(read(&many(TEMPLATES_MAX - official)).catalogue.templates(Level::Novice).len(), TEMPLATES_MAX);
    let mistakes = wrong(&many(TEMPLATES_MAX - official + 1));
    assert_eq!(mistakes.len(), 3, "one for each level: {mistakes:?}");
    assert!(mistakes[0].contains(&format!("at most {TEMPLATES_MAX}: leave some out")), "{mistakes:?}");
}

#[test]
fn a_mistake_in_the_only_session_is_told_alone() {
    let alone = format!("official = false\n{GOOD}");
    assert!(read(&alone).catalogue.templates(Level::Novice).len() == 1);
    let mistakes = wrong(&alone.replace("beenpers", "beenprs"));
    assert!(mistakes.len() == 1 && mistakes[0].starts_with("10:18: unknown exercise `beenprs`"), "{mistakes:?}");
    let none = wrong("official = false\n");
    assert!(none.iter().any(|mistake| mistake.contains("for novice no session is left")), "{none:?}");
}

#[test]
fn a_text_in_one_language_stands_in_for_the_other() {
    let text = GOOD.replace("en = \"Legs at De Kade\"\n", "");
    assert_eq!(doubts(&text), ["2:1: `en` is missing: the Dutch name is shown in English too"]);
    assert_eq!(read(&text).catalogue.template_name("kade-legs", Lang::En), Some("Benen bij De Kade"));
    let none = text.replace("nl = \"Benen bij De Kade\"\n", "");
    assert_eq!(wrong(&none), ["2:1: the name is missing: write it in Dutch (nl) and in English (en)"]);
}

#[test]
fn what_the_gym_has_no_equipment_for_is_never_planned() {
    let text = format!("equipment = [\"dumbbell\", \"machine\"]\n{GOOD}");
    let needs = "4:6: this session needs barbell, which `equipment` does not name; it is never planned";
    assert!(doubts(&text).contains(&needs.to_owned()), "{:?}", doubts(&text));
    let catalogue = read(&text).catalogue;
    for template in catalogue.templates(Level::Novice) {
        let needed = template.equipment();
        assert!(needed.iter().all(|kind| ["dumbbell", "machine"].contains(&kind.slug())), "{} {needed:?}", template.id);
    }
    let nothing = read(&format!("equipment = []\n{GOOD}")).catalogue.templates(Level::Novice);
    assert!(nothing.iter().any(|template| template.id == "no-equipment"));
    assert!(nothing.iter().all(|template| template.equipment().is_empty()));
}

#[test]
fn what_was_probably_not_meant_is_told() {
    let long = GOOD.replace("sets = 3,", "sets = 50,").replace("sets = [2, 3, 4]", "sets = 40");
    assert_eq!(doubts(&long), ["3:6: this session takes 235 minutes; hardly anybody has those"]);
    let same = GOOD.replace("Legs at De Kade", "Legs");
    assert_eq!(doubts(&same), ["3:6: `legs` has the same name; in a week nobody can tell them apart"]);
    assert_eq!(doubts("# nothing yet\n"), ["1:1: there is no [[template]] and no [[exercise]] in this file"]);
}

const SWIM: &str = r#"
[[template]]
id = "kade-swim"
kind = "active_recovery"
nl = "Rustig zwemmen"
en = "Easy swim"
cardio = { activity = "swim", duration_min = 30, effort_rpe = 2 }
"#;

#[test]
fn active_recovery_is_easy_short_and_comes_first() {
    let templates = read(SWIM).catalogue.templates(Level::Novice);
    let first = templates.iter().find(|template| template.kind == DayKind::ActiveRecovery);
    assert_eq!(first.map(|template| template.id.as_str()), Some("kade-swim"));
    for (from, to) in
        [("effort_rpe = 2", "effort_rpe = 3"), ("duration_min = 30", "duration_min = 50"), ("\"swim\"", "\"run\"")]
    {
        let mistakes = wrong(&SWIM.replace(from, to));
        assert!(
            mistakes.len() == 3 && mistakes[0].starts_with("2:1: for novice this is no active recovery"),
            "{mistakes:?}"
        );
    }
    let walk = SWIM.replace("kind = \"active_recovery\"\n", "").replace("\"swim\"", "\"walk\"");
    assert!(wrong(&walk)[0].contains("loads no muscle and no joint"), "{:?}", wrong(&walk));
    let twice = format!(
        "{SWIM}{}",
        SWIM.replace("kade-swim", "kade-swim-2").replace("zwemmen", "spetteren").replace("swim\"\nc", "splash\"\nc")
    );
    assert_eq!(doubts(&twice), ["10:6: only the first active recovery of the file that a member can do is used"]);
}

const SLED: &str = r#"
[[exercise]]
id = "sled-twist"
nl = "Slede draaien"
en = "Sled twist"
aliases = ["Slede om de as"]
equipment = "station"
direct = ["quadriceps"]
indirect = ["glutes", "calves"]
joints = { knee = 0.7, ankle = 0.4 }
impact = true

[[template]]
id = "kade-sled"
nl = "Slede"
en = "Sled"
rir = 2
exercises = [{ exercise = "slede om de as", sets = 5, reps = 15 }]
"#;

#[test]
fn a_gym_describes_exercises_that_nobody_else_knows() {
    let WithOwn { catalogue, doubts } = read(SLED);
    assert_eq!(doubts, []);
    let sled = catalogue.find("Sled twist").unwrap();
    assert_eq!(
        (sled.muscles[Muscle::Quadriceps], sled.muscles[Muscle::Calves]),
        (Involvement::Direct, Involvement::Indirect)
    );
    assert_eq!((sled.joints[Joint::Knee], sled.impact, sled.eccentric), (0.7, true, false));
    assert_eq!(catalogue.name("sled-twist", Lang::Nl), Some("Slede draaien"));
    assert_eq!(catalogue.template("kade-sled", Level::Novice).unwrap().exercises[0].exercise.id, "sled-twist");
    assert_eq!(catalogue.find("Squat (Barbell)").unwrap().id, "back-squat", "what was known is known");
}

#[test]
fn an_exercise_loads_tissues_that_are_known() {
    for (from, to, expected) in [
        ("\"glutes\"", "\"wings\"", "9:13: unknown muscle `wings`; there are chest, "),
        ("\"glutes\"", "\"quadriceps\"", "9:13: `quadriceps` is named twice"),
        ("knee =", "tail =", "10:12: unknown joint `tail`; there are shoulder, "),
        ("0.7", "7", "10:19: knee is 7; it is 0 to 1"),
        ("\"station\"", "\"spoon\"", "7:13: unknown equipment `spoon`; there are "),
        ("impact = true", "impact = 1", "11:10: impact is true or false"),
        ("impact = true", "impakt = true", "11:1: unknown key `impakt`; an exercise has id, "),
        ("Slede om de as", "Bench press", "2:1: `Bench press` is a name of barbell-bench-press already; give another"),
        ("Slede om de as", "—", "2:1: `—` holds no word to find the exercise by"),
    ] {
        let mistakes = wrong(&SLED.replacen(from, to, 1));
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(expected)), "{expected}: {mistakes:?}");
    }
    let spoiled = wrong(&SLED.replacen("slede om de as", "sled-twist", 1).replacen("\"glutes\"", "\"wings\"", 1));
    assert_eq!(spoiled.len(), 1, "who names it is not told that it is not there: {spoiled:?}");
    for name in ["slede om de as", "Slede draaien", "sled TWIST"] {
        let text = SLED.replacen("exercise = \"slede om de as\"", &format!("exercise = \"{name}\""), 1);
        let spoiled = wrong(&text.replacen("\"glutes\"", "\"wings\"", 1));
        assert_eq!(spoiled.len(), 1, "{name}: {spoiled:?}");
    }
    let none = SLED.lines().filter(|line| !["direct", "indirect", "joints"].iter().any(|key| line.starts_with(key)));
    let none = none.collect::<Vec<_>>().join("\n");
    assert!(wrong(&none)[0].starts_with("2:1: this exercise loads no muscle and no joint"), "{:?}", wrong(&none));
    let unspared = SLED.replace("joints = { knee = 0.7, ankle = 0.4 }\n", "");
    assert!(doubts(&unspared)[0].starts_with("2:1: no joint is named"), "{:?}", doubts(&unspared));
}

#[test]
fn the_file_to_begin_with_works_and_so_does_what_is_commented_out_in_it() {
    let ids =
        |with: &WithOwn| with.catalogue.templates(Level::Advanced).into_iter().map(|it| it.id).collect::<Vec<_>>();
    let [nl, en] = [Lang::Nl, Lang::En].map(|lang| read(first_file(lang)));
    assert_eq!((&nl.doubts, &en.doubts), (&vec![], &vec![]));
    assert_eq!(nl.catalogue.templates(Level::Advanced), en.catalogue.templates(Level::Advanced));
    assert_eq!(&ids(&nl)[..3], ["our-full-body", "our-intervals", "our-easy-ride"]);
    for lang in [Lang::Nl, Lang::En] {
        let lines = first_file(lang).lines().map(|line| match line.strip_prefix("# ") {
            Some(code) if code.contains(" = ") && !code.contains(": ") || code.starts_with(['[', ']', ' ']) => code,
            _ => line,
        });
        let whole = read(&lines.collect::<Vec<_>>().join("\n"));
        assert!(whole.catalogue.find("our-sled").is_some() && whole.catalogue.is_own("upper-light"), "{lang}");
    }
}

#[test]
fn the_example_of_a_gym_is_in_order() {
    let WithOwn { catalogue, doubts } = read(include_str!("../../../examples/templates.toml"));
    assert_eq!(doubts, []);
    assert_eq!(catalogue.find("werfslede").map(|exercise| exercise.id.as_str()), Some("kade-yard-sled"));
    assert_eq!(catalogue.template_name("arms-and-core", Lang::Nl), Some("Armen op vrijdag"));
}
