//! A coach's rule in a running service: begun, changed, checked, installed, seen in the plan, taken back, and there again
//! after the power went.

use crate::program::Place;
use crate::serve::Service;
use serde_json::Value;
use std::fs;

/// A member with a week of training, as a member of the service.
fn made_up(place: &Place) -> Service {
    Service::start(place, &["--demo", "--database", "sqlite://gym.db"])
}

#[test]
fn a_coach_installs_a_rule_sees_the_plan_change_in_dutch_and_takes_it_back() {
    let place = Place::with_rules();
    let service = made_up(&place);
    let url = service.url();
    let json = |words: &[&str]| -> Value { serde_json::from_str(&place.run(words).answer()).unwrap() };
    let at = "2026-05-12T07:00+02:00";
    let asked = ["plan", "--server", &url, "--member", "sanne", "--lang", "nl", "--format", "json"];
    // One instant for all, as late as the made-up gym's own log.
    let now = json(&asked)["at"].as_str().unwrap().to_owned();
    let plan = |more: &[&str]| json(&[&asked, &["--at", &now][..], more].concat());
    let before = plan(&[]);

    place.run(&["rule", "new", "rustig-aan", "--lang", "nl"]).answer();
    let text = fs::read_to_string(place.path("rustig-aan.toml")).unwrap();
    place.write("rustig-aan.toml", &text.replace("default = 3", "default = 1"));
    place.run(&["rule", "check", "rustig-aan.toml"]).answer();
    let install = ["rule", "install", "rustig-aan.toml", "--server", &url, "--lang", "nl", "--by", "Jan"];
    let said = place.run(&install).answer();
    assert!(said.starts_with("rustig-aan 0.1.0 is geïnstalleerd en in gebruik.\nRegelset "), "{said}");

    let after = plan(&[]);
    assert_ne!(after["days"], before["days"]);
    let days = after["days"].as_array().unwrap();
    let reasons = days.iter().flat_map(|day| day["reasons"].as_array().unwrap());
    let own: Vec<&str> =
        reasons.filter(|reason| reason["rule"] == "rustig-aan").filter_map(|reason| reason["text"].as_str()).collect();
    assert!(own.iter().any(|text| text.ends_with(". Tijd voor een rustdag, of rustig bewegen.")), "{own:?}");

    // The plan of before, while the rule is there; and the rule's plan once it is not.
    let set = |plan: &Value| plan["ruleSet"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    assert_eq!(plan(&["--rule-set", &set(&before)]), before);
    let set_by = ["rule", "enable", "rustig-aan", "--set", "most_days=4", "--address", &url];
    let said = place.run(&set_by).answer();
    assert!(said.contains("most_days is 4 (may be 1–7 days)."), "{said}");
    let sentence = place.run(&["rule", "enable", "rustig-aan", "--set", "most_days=99", "--server", &url]).sentence(1);
    assert!(sentence.contains("parameter most_days of rule rustig-aan is 99; it is 1 to 7 (days)"), "{sentence}");
    let sentence = place.run(&["rule", "disable", "injury-prevention", "--server", &url]).sentence(1);
    assert!(sentence.starts_with("rule injury-prevention keeps people safe and cannot be switched off"), "{sentence}");
    for _ in 0..2 {
        place.run(&["rule", "rollback", "--server", &url, "--by", "Els"]).answer();
    }
    assert_eq!(plan(&[]), before, "the old plan is back, byte for byte");
    assert_eq!(plan(&["--rule-set", &set(&after)]), after);

    let history = place.run(&["rule", "history", "--server", &url, "--lang", "nl"]).answer();
    assert!(history.contains("geïnstalleerd, door Jan") && history.contains("teruggedraaid, door Els"), "{history}");
    assert!(history.contains("rustig-aan: most_days: 1 → 4"), "{history}");
    assert_eq!(
        place.run(&["plan", "--member", "x.json", "--rule-set", "x", "--at", at]).status,
        2,
        "files have no history"
    );

    // Installed again; then the power goes.
    place.run(&install).answer();
    let (listed, after) = (json(&["rule", "list", "--server", &url, "--format", "json"]), plan(&[]));
    service.kill();
    let service = made_up(&place);
    let url = service.url();
    assert_eq!(json(&["rule", "list", "--server", &url, "--format", "json"]), listed);
    let asked = ["plan", "--server", &url, "--member", "sanne", "--lang", "nl", "--format", "json", "--at", &now];
    assert_eq!(json(&asked), after);
    let table = place.run(&["rule", "list", "--server", &url]).answer();
    assert!(table.contains("rustig-aan") && table.contains("in use") && table.contains("Rule set "), "{table}");
    service.kill();
}

#[test]
fn a_rule_is_installed_switched_off_with_values_and_with_doubts_and_taken_back_to_any_set() {
    let place = Place::with_rules();
    let service = Service::start(&place, &["--database", "sqlite://gym.db"]);
    let may = "rules may be changed: yes, by whoever reaches this address";
    assert!(service.greeting.contains(may), "{}", service.greeting);
    let url = service.url();
    let rule = |words: &[&str]| place.run(&[&["rule"], words, &["--server", &url]].concat());
    let json = |words: &[&str]| -> Value {
        serde_json::from_str(&rule(&[words, &["--format", "json"]].concat()).answer()).unwrap()
    };
    let most_days = |answer: &Value| answer["parameters"][0]["value"].as_f64();

    // With a value of the gym's own, and not yet used.
    rule_file(&place, "easy", "");
    let answer = json(&["install", "easy.toml", "--set", "most_days=5", "--disabled", "--gym", "gyms/default"]);
    let installed = &answer["rules"][0];
    assert_eq!((installed["standing"].as_str(), most_days(installed)), (Some("RULE_STANDING_DISABLED"), Some(5.0)));
    let off = answer["ruleSet"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let on = json(&["enable", "easy"]);
    assert_eq!((on["rule"]["standing"].as_str(), most_days(&on["rule"])), (Some("RULE_STANDING_ENABLED"), Some(5.0)));
    assert_eq!(most_days(&json(&["enable", "easy", "--reset"])["rule"]), Some(3.0));
    let said = rule(&["enable", "easy", "--set", "most_days=4", "--lang", "nl"]).answer();
    assert!(said.contains("most_days is 4 (mag 1–7 zijn)."), "the unit is written in English: {said}");

    // What the check doubts is installed only when somebody insists.
    rule_file(&place, "doubtful", UNUSED);
    let refused = rule(&["install", "doubtful.toml"]).sentence(1);
    assert!(refused.contains("least_days"), "{refused}");
    let said = rule(&["install", "doubtful.toml", "--despite-findings"]).answer();
    assert!(said.contains("least_days") && said.contains("doubtful 0.1.0 is installed and in use."), "{said}");

    // To a set that is named, whatever came in between.
    let said = rule(&["rollback", "--to", &off]).answer();
    assert!(said.contains(&format!("Rule set {off}")), "{said}");
    let there = json(&["list"]);
    let easy = there["rules"].as_array().unwrap().iter().find(|rule| rule["rule"]["rule"] == "easy").unwrap();
    assert_eq!((easy["standing"].as_str(), most_days(easy)), (Some("RULE_STANDING_DISABLED"), Some(5.0)));

    let some = rule(&["history", "--count", "2"]).answer();
    assert!(some.contains("taken back") && some.ends_with("These are the latest 2; there are more.\n"), "{some}");
    let all = rule(&["history"]).answer();
    assert!(all.contains("easy: most_days: 5 → 3") && !all.contains("there are more"), "{all}");
    for count in ["0", "101", "500"] {
        assert_eq!(rule(&["history", "--count", count]).status, 2, "{count}");
    }
    service.kill();
}

/// The rule to begin with under a name, with something added.
fn rule_file(place: &Place, name: &str, more: &str) {
    place.run(&["rule", "new", name]).answer();
    let file = format!("{name}.toml");
    let text = fs::read_to_string(place.path(&file)).unwrap();
    place.write(&file, &format!("{text}\n{more}"));
}

/// A parameter that nothing uses.
const UNUSED: &str = r#"
[[parameter]]
name = "least_days"
default = 1
min = 1
max = 7
unit = "days"
source = "Nobody"
nl = "Minste dagen."
en = "Least days."
"#;

#[test]
fn rules_are_packed_signed_and_refused_where_somebody_changed_them() {
    let place = Place::with_rules();
    for name in ["one", "two"] {
        place.run(&["rule", "new", name]).answer();
    }
    let said = place.run(&["rule", "keygen", "coach.key"]).answer();
    let key = said.split('"').nth(1).unwrap().to_owned();
    assert_eq!(key.len(), 64, "{said}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(place.path("coach.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "a secret is for its owner's eyes");
    }
    assert!(place.run(&["rule", "keygen", "coach.key"]).sentence(1).contains("coach.key: is there already"));
    let packed = ["rule", "pack", "one.toml", "two.toml", "-o", "both.rdrule", "--sign", "coach.key"];
    let said = place.run(&packed).answer();
    assert!(said.contains("both.rdrule is written: 2 rules") && said.contains(&key), "{said}");
    let sentence = place.run(&["rule", "pack", "one.toml", "one.toml", "-o", "twice.rdrule"]).sentence(1);
    assert!(sentence.contains("are both rule `one`; keep one of the two"), "{sentence}");
    assert!(place.run(&["rule", "pack", "one.toml", "-o", "one.zip"]).sentence(2).contains("does not end in .rdrule"));
    place.write("broken.toml", "id = 3");
    assert!(place.run(&["rule", "pack", "broken.toml", "-o", "b.rdrule"]).sentence(1).contains("broken.toml:1:6:"));

    place.write("rustdag.toml", &format!("trusted_keys = [\"{key}\"]\n"));
    let service = Service::start(&place, &["--config", "rustdag.toml", "--database", "sqlite://gym.db"]);
    let url = service.url();
    let install = |file: &str| place.run(&["rule", "install", file, "--server", &url]);
    assert!(install("one.toml").sentence(1).contains("installs only archives signed by a key it trusts"));
    let mut archive = fs::read(place.path("both.rdrule")).unwrap();
    let said = install("both.rdrule").answer();
    assert!(said.contains("one 0.1.0 is installed") && said.contains("two 0.1.0 is installed"), "{said}");
    assert!(said.contains(&format!("Signed with key {key}")), "{said}");
    let middle = archive.len() / 2;
    archive[middle] ^= 0x10;
    fs::write(place.path("changed.rdrule"), archive).unwrap();
    assert!(install("changed.rdrule").sentence(1).starts_with("archive "));
    service.kill();

    // A service that others can reach keeps its rules to itself.
    let words = ["serve", "--listen", "127.0.0.1:0", "--rules", "rules", "--rules-admin", "off"];
    let service = Service::of(&mut place.command(&words));
    assert!(service.greeting.contains("rules may be changed: no"), "{}", service.greeting);
    let said = place.run(&["rule", "install", "both.rdrule", "--server", &service.url()]).sentence(1);
    assert!(
        said.contains("are not changed over the network; who runs it may start it with --rules-admin on"),
        "{said}"
    );
    service.kill();
}
