//! Rules in code: a project to begin with, and what a check says of what is built of it.

use crate::program::Place;
use std::fs;
use std::process::Command;

#[test]
fn a_rule_in_c_is_begun_built_and_checked() {
    let place = Place::with_rules();
    let said = place.run(&["rule", "new", "--kind", "c", "after-four", "--author", "Jan \"de\\Boer\""]).answer();
    assert!(said.starts_with("after-four/ holds a working rule in C."), "{said}");
    let text = fs::read_to_string(place.path("after-four/rule.c")).unwrap();
    assert!(text.contains("author = \\\"Jan deBoer\\\"") && text.contains(".id = \"after-four\""), "{text}");
    assert!(fs::read_to_string(place.path("after-four/build.sh")).unwrap().contains("after_four.wasm"));
    let library = format!("after-four/librustdag_after_four{}", std::env::consts::DLL_SUFFIX);
    let built = Command::new("cc")
        .args(["-std=c11", "-shared", "-fPIC", "after-four/rule.c", "-o", &library])
        .current_dir(place.path(""))
        .status();
    // Where there is no C compiler nothing can be built.
    if !built.is_ok_and(|status| status.success()) {
        return;
    }
    let said = place.run(&["rule", "check", &library]).answer();
    assert!(said.ends_with("rule after-four 0.1.0 can be loaded; 15 tests pass.\n"), "{said}");
    assert!(said.contains("broken-numbers             passed"), "{said}");
    let said = place.run(&["rule", "check", &library, "--reproduce", "7", "--format", "json"]).answer();
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((json["rule"].as_str(), json["tests"][0]["outcome"].as_str()), (Some("after-four"), Some("passed")));
}

#[test]
fn a_rule_in_rust_is_begun_with_its_kit() {
    let place = Place::with_rules();
    let kit = concat!(env!("CARGO_MANIFEST_DIR"), "/../rustdag-rule");
    let said = place.run(&["rule", "new", "--kind", "rust", "na-vier", "--kit", kit, "--lang", "nl"]).answer();
    assert!(said.starts_with("na-vier/ bevat een werkende regel in Rust."), "{said}");
    let manifest = fs::read_to_string(place.path("na-vier/Cargo.toml")).unwrap();
    let path = fs::canonicalize(kit).unwrap();
    assert!(
        manifest.contains("name = \"rustdag-rule-na-vier\"") && manifest.contains(path.to_str().unwrap()),
        "{manifest}"
    );
    assert!(fs::read_to_string(place.path("na-vier/rule.toml")).unwrap().contains("id = \"na-vier\""));
    assert!(place.path("na-vier/src/lib.rs").is_file());

    let again = place.run(&["rule", "new", "--kind", "rust", "na-vier", "--kit", kit]).sentence(1);
    assert!(again.starts_with("na-vier is there already"), "{again}");
    let nowhere = place.run(&["rule", "new", "--kind", "rust", "x", "--kit", "nowhere"]).sentence(1);
    assert!(nowhere.contains("name its folder in Rustdag's sources with --kit"), "{nowhere}");
    for (kind, id, whose) in [
        ("c", "sleep", "an official rule"),
        ("rust", "engine", "the engine itself"),
        ("file", "hormones", "an official rule"),
    ] {
        let said = place.run(&["rule", "new", "--kind", kind, id]).sentence(2);
        assert!(said.starts_with(&format!("the id is `{id}`, as {whose} is called")), "{said}");
    }
    // Nothing is begun of what could not be loaded, and nothing is left of it.
    let nobody = place.run(&["rule", "new", "--kind", "c", "of-nobody", "--author", " "]).sentence(2);
    assert!(nobody.starts_with("of this no rule can be made: ") && nobody.contains("author"), "{nobody}");
    let mut left: Vec<_> = fs::read_dir(place.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["na-vier", "rules"]);
    for name in ["../up", "Na-Vier", "4", "a/b", ""] {
        let said = place.run(&["rule", "new", "--kind", "c", name]).sentence(2);
        assert!(said.starts_with(&format!("the id is `{name}`")), "{said}");
    }
}

#[test]
fn what_is_no_rule_fails_its_first_test() {
    let place = Place::with_rules();
    let library = format!("letter{}", std::env::consts::DLL_SUFFIX);
    place.write(&library, "A letter.");
    let told = place.run(&["rule", "check", &library]);
    assert!(told.status == 1 && told.out.starts_with("is-a-rule  failed    is no shared library"), "{}", told.out);
    assert!(told.err.contains("fails 1 test and should not be installed"), "{}", told.err);
    place.write("letter.wasm", "A letter.");
    let told = place.run(&["rule", "check", "letter.wasm"]);
    let expected = if rustdag_host::HAS_SANDBOX { "is no WebAssembly module" } else { "built without the sandbox" };
    assert!(told.status == 1 && told.out.contains(expected), "{}", told.out);
    let said = place.run(&["rule", "check", "nothing.wasm"]).sentence(1);
    assert!(said.starts_with("nothing.wasm: there is no such file"), "{said}");
}
