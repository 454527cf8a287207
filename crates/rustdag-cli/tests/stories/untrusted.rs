//! A gym installs a stranger's library. It crashes in the middle of a question; nobody else notices.

use crate::program::{Place, example};
use crate::serve::Service;
use serde_json::Value;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Compiles the host's C rule into the folder `strangers`; `None` where there is no C compiler.
pub(crate) fn stranger(place: &Place, fault: &str) -> Option<()> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::create_dir_all(place.path("strangers")).unwrap();
    let compiled = Command::new("cc")
        .args(["-std=c11", "-D_DEFAULT_SOURCE", "-shared", "-fPIC", &format!("-D{fault}"), "-I"])
        .arg(crates.join("rustdag-rule-abi/include"))
        .arg(crates.join("rustdag-host/tests/c/rule.c"))
        .arg("-o")
        .arg(place.path("strangers").join(format!("{DLL_PREFIX}stranger{DLL_SUFFIX}")))
        .status();
    match compiled {
        Ok(status) => assert!(status.success()),
        Err(_) => {
            eprintln!("not tried: there is no C compiler");
            return None;
        }
    }
    Some(())
}

fn json(place: &Place, words: &[&str]) -> Value {
    serde_json::from_str(&place.run(words).answer()).unwrap()
}

/// What the service says of the stranger.
fn state(place: &Place, url: &str) -> Value {
    let info = json(place, &["rule", "list", "--server", url, "--format", "json"]);
    let rules = info["rules"].as_array().unwrap();
    rules.iter().find(|rule| rule["rule"]["rule"] == "rest-when-sore").unwrap().clone()
}

fn is_told_to_fail(readiness: &Value) -> bool {
    let reasons = readiness["reasons"].as_array().unwrap();
    reasons.iter().any(|reason| reason["text"].as_str().unwrap().contains("rest-when-sore"))
}

#[test]
fn a_stranger_that_crashes_hurts_nobody_and_is_named() {
    let place = Place::with_rules();
    // It crashes on whoever says how they feel: Youssef does, Sanne does not.
    if stranger(&place, "CRASHES_WHEN_TOLD").is_none() {
        return;
    }
    let service = Service::start(&place, &["--demo", "--more-rules", "strangers"]);
    assert!(service.greeting.contains("rest-when-sore 0.3.0 (in a process of its own)"), "{}", service.greeting);
    let url = service.url();
    let running = state(&place, &url);
    assert_eq!((running["tier"].as_str(), running["state"].as_str()), (Some("worker"), Some("RULE_STATE_RUNNING")));

    let asked = |member: &str| json(&place, &["readiness", "--server", &url, "--member", member, "--format", "json"]);
    assert!(!is_told_to_fail(&asked("sanne")));
    let answer = asked("youssef");
    assert!(is_told_to_fail(&answer), "{answer:#}");
    assert!(answer["light"].as_str().is_some_and(|light| light != "LIGHT_UNSPECIFIED"));
    // Everybody else is answered meanwhile.
    place.run(&["plan", "--server", &url, "--member", "sanne"]).answer();

    // It is started again, and crashes again, until that is enough.
    let until = Instant::now() + Duration::from_secs(60);
    let quarantined = loop {
        assert!(Instant::now() < until, "it is never given up");
        // Readiness of the same minute is not asked of the rules again; a plan is.
        place.run(&["plan", "--server", &url, "--member", "youssef"]).answer();
        let state = state(&place, &url);
        if state["state"] == "RULE_STATE_QUARANTINED" {
            break state;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert_eq!(quarantined["trouble"], "its worker process ended (signal 11)");
    assert!(quarantined["troubleSince"].as_str().unwrap().starts_with("20"));
    let shown = place.run(&["rule", "list", "--server", &url]).answer();
    // A page is as wide as it is.
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("quarantined") && shown.contains("its worker process ended (signal 11), since "), "{shown}");
    let words = ["readiness", "--server", &url, "--member", "sanne", "--format", "json", "--lang", "nl"];
    assert!(is_told_to_fail(&json(&place, &words)), "now it fails for everybody, and this is said");

    let (said, status) = service.end("TERM");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("rule rest-when-sore broke down: its worker process ended (signal 11)"), "{said}");
    assert!(said.contains("rule rest-when-sore is quarantined: it broke down 3 times within ten minutes"), "{said}");
}

#[test]
fn who_is_trusted_runs_in_the_process_and_an_official_name_is_not_to_be_had() {
    let place = Place::with_rules();
    if stranger(&place, "NOTHING_WRONG").is_none() {
        return;
    }
    let list = |more: &[&str]| {
        let words =
            [&["rule", "list", "--rules", "rules", "--more-rules", "strangers", "--format", "json"], more].concat();
        json(&place, &words)
    };
    let tier = |list: &Value| {
        let rules = list["rules"].as_array().unwrap();
        rules.iter().find(|rule| rule["id"] == "rest-when-sore").unwrap()["tier"].clone()
    };
    let untrusted = list(&[]);
    assert_eq!(tier(&untrusted), "worker");
    assert_eq!(tier(&list(&["--trust", "rest-when-sore"])), "native");
    let digest = untrusted["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "rest-when-sore").unwrap();
    assert_eq!(tier(&list(&["--trust", digest["digest"].as_str().unwrap()])), "native");
    // Both ways it plans the same; how it runs is part of the set.
    let member = example("member.json");
    let asked = ["plan", "--member", &member, "--rules", "rules", "--more-rules", "strangers", "--format", "json"];
    let trusting = [&asked[..], &["--trust", "rest-when-sore"]].concat();
    let days = |words: &[&str]| json(&place, words)["days"].clone();
    assert_eq!(days(&asked), days(&trusting));

    // The official rule is gone, and a stranger has its file.
    std::fs::rename(
        place.path("rules").join(rustdag_built_rules::file_name("sleep")),
        place.path("strangers").join(rustdag_built_rules::file_name("sleep")),
    )
    .unwrap();
    let list = list(&[]);
    assert!(list["missing"].as_array().unwrap().iter().any(|missing| missing["id"] == "sleep"));
    let refused = list["refused"].as_array().unwrap();
    assert!(
        refused
            .iter()
            .any(|refused| refused["why"].as_str().unwrap().contains("is called `sleep`, as an official rule is"))
    );

    // Nor does it run here because somebody looks at it by itself.
    let sleep = format!("strangers/{}", rustdag_built_rules::file_name("sleep"));
    for words in
        [&["rule", "try", &sleep, "--demo", "--rules", "rules"][..], &["rule", "pack", &sleep, "-o", "sleep.rdrule"]]
    {
        let told = place.run(words);
        assert_eq!(told.status, 1, "{}", told.out);
        assert!(told.err.contains("is called `sleep`, as an official rule is"), "{}", told.err);
    }
}
