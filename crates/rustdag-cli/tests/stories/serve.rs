//! The service as a person starts, asks and ends it.

use crate::program::{Place, example};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A service that was started here; it is ended here, whatever happens.
pub struct Service {
    child: Child,
    pub greeting: String,
}

impl Service {
    /// Starts it and reads its greeting.
    pub fn start(place: &Place, words: &[&str]) -> Self {
        let words = [&["serve", "--listen", "127.0.0.1:0", "--rules", "rules"], words].concat();
        Self::of(&mut place.command(&words))
    }

    pub fn of(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut greeting = String::new();
        while !greeting.contains("Ctrl-C") {
            let before = greeting.len();
            out.read_line(&mut greeting).unwrap();
            assert_ne!(greeting.len(), before, "it ended early: {}", rest(&mut child));
        }
        Self { child, greeting }
    }

    pub fn url(&self) -> String {
        let start = self.greeting.find("http://").unwrap();
        self.greeting[start..].split_whitespace().next().unwrap().to_owned()
    }

    /// Ends it without a chance to tidy up, as when the power goes.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The command the greeting offers, as it would be pasted into a shell.
    fn offered(&self) -> Vec<String> {
        let line = self.greeting.lines().find(|line| line.contains(" plan --server ")).expect("a command to paste");
        line.split_whitespace().map(str::to_owned).collect()
    }

    /// Sends a signal and waits; what it said last and its status.
    pub fn end(mut self, signal: &str) -> (String, Option<i32>) {
        let sent = Command::new("kill").args(["-s", signal, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let deadline = Instant::now() + Duration::from_secs(20);
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        };
        (rest(&mut self.child), status.code())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn rest(child: &mut Child) -> String {
    let mut text = String::new();
    if let Some(err) = child.stderr.as_mut() {
        let _ = err.read_to_string(&mut text);
    }
    text
}

#[test]
fn a_made_up_gym_can_be_asked_with_the_command_that_is_offered() {
    let place = Place::with_rules();
    let service = Service::start(&place, &["--demo"]);
    for rule in rustdag_built_rules::IDS {
        assert!(service.greeting.contains(rule), "{}", service.greeting);
    }
    assert!(service.greeting.contains("sqlite://rustdag.db"), "{}", service.greeting);
    let offered = service.offered();
    let output = Command::new(&offered[0]).args(&offered[1..]).env("LANG", "nl_NL.UTF-8").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.contains("Sanne") && text.contains("Deze week"), "{text}");

    let url = service.url();
    let words = ["readiness", "--server", &url, "--member", "bram", "--format", "json"];
    let readiness: Value = serde_json::from_str(&place.run(&words).answer()).unwrap();
    assert_eq!(readiness["light"], "LIGHT_RED", "the over-reaching one is seen");
    let session = example("squat-day.json");
    place.run(&["check", "--server", &url, "--member", "youssef", "--session", &session]).answer();
    let sentence = place.run(&["plan", "--server", &url, "--member", "nobody"]).sentence(1);
    assert!(sentence.contains("nobody"), "{sentence}");

    let (said, status) = service.end("INT");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("Made up a gym of 200 members"), "{said}");

    // Again on the same database: nothing is added, and it says so.
    let again = Service::start(&place, &["--demo"]);
    let (said, status) = again.end("TERM");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("has members already"), "{said}");
}

#[test]
fn stopped_while_a_gym_is_made_up_nothing_half_made_stays() {
    let place = Place::with_rules();
    let words = ["serve", "--demo", "--listen", "127.0.0.1:0", "--rules", "rules"];
    let mut child = place.command(&words).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    // Long enough to have begun, too short to be done.
    let deadline = Instant::now() + Duration::from_secs(20);
    while !place.path("rustdag.db").exists() {
        assert!(Instant::now() < deadline, "no database is made");
        std::thread::sleep(Duration::from_millis(10));
    }
    std::thread::sleep(Duration::from_millis(300));
    assert!(Command::new("kill").args(["-s", "TERM", &child.id().to_string()]).status().unwrap().success());
    let status = child.wait().unwrap();
    let said = rest(&mut child);
    assert_eq!(status.code(), Some(0), "{said}");
    let service = Service::start(&place, &[]);
    if said.contains("Made up a gym") {
        // This machine was quicker than the signal: then it is all there.
        assert!(service.greeting.contains("--member sanne"), "{}", service.greeting);
    } else {
        assert!(service.greeting.contains("There are no members yet"), "{}", service.greeting);
    }
}

#[test]
fn a_gym_that_was_cut_off_is_gone_on_with_and_somebodys_own_is_left() {
    let place = Place::with_rules();
    // A port that was free a moment ago, so that it can be asked before it greets.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (listen, url) = (format!("127.0.0.1:{port}"), format!("http://127.0.0.1:{port}"));
    let words = ["serve", "--demo", "--listen", &listen, "--rules", "rules"];
    let mut child = place.command(&words).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while place.run(&["readiness", "--server", &url, "--member", "bram"]).status != 0 {
        assert!(Instant::now() < deadline, "no member is made up");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let said = rest(&mut child);
    assert!(!said.contains("Made up"), "it was cut off: {said}");

    let (said, status) = Service::start(&place, &["--demo"]).end("INT");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("Made up the rest of a gym, now of 200 members"), "{said}");
    let (said, _) = Service::start(&place, &["--demo"]).end("INT");
    assert!(said.contains("has members already"), "now it is whole: {said}");
}

#[test]
fn a_port_in_use_is_one_sentence_and_leaves_no_database() {
    let place = Place::with_rules();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let sentence = place.run(&["serve", "--listen", &address.to_string(), "--rules", "rules"]).sentence(1);
    let port = address.port();
    assert_eq!(sentence, format!("port {port} is in use; choose another with --listen, or stop what listens there."));
    assert!(!place.path("rustdag.db").exists());
}

#[test]
fn a_database_or_settings_that_do_not_serve_are_named() {
    let place = Place::with_rules();
    let words = |more: &[&'static str]| [&["serve", "--listen", "127.0.0.1:0", "--rules", "rules"], more].concat();
    let sentence = place.run(&words(&["--database", "mysql://somewhere"])).sentence(1);
    assert!(sentence.contains("mysql://somewhere") && sentence.contains("sqlite://FILE"), "{sentence}");
    place.write("notes.txt", "this is no database, it is a list of things to buy for the gym, and it is long enough");
    let sentence = place.run(&words(&["--database", "sqlite://notes.txt"])).sentence(1);
    assert!(sentence.contains("notes.txt"), "{sentence}");
    place.write("rustdag.toml", "listen = 7\n");
    let sentence = place.run(&words(&["--config", "rustdag.toml"])).sentence(1);
    assert!(sentence.starts_with("rustdag.toml:1:"), "{sentence}");
}

#[test]
fn logs_in_a_file_have_no_colour_and_a_name_may_be_listened_on() {
    let place = Place::with_rules();
    let mut command = place.command(&["serve", "--listen", "localhost:0", "--rules", "rules"]);
    let service = Service::of(command.env("RUST_LOG", "h2=debug"));
    assert!(service.greeting.contains("http://127.0.0.1:") || service.greeting.contains("http://[::1]:"));
    let (said, status) = service.end("INT");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("DEBUG") && !said.contains('\u{1b}'), "{said}");
}

#[test]
fn an_empty_service_says_how_to_begin_and_a_missing_rule_is_named() {
    let place = Place::with_rules();
    std::fs::remove_file(place.path("rules").join(rustdag_built_rules::file_name("hormones"))).unwrap();
    let service = Service::start(&place, &["--database", "sqlite://gym.db"]);
    assert!(service.greeting.contains("missing: hormones (limits are tightened)"), "{}", service.greeting);
    assert!(service.greeting.contains("There are no members yet"), "{}", service.greeting);
    assert!(place.path("gym.db").exists());
    assert_eq!(service.end("INT").1, Some(0));
}

#[test]
fn a_whole_gym_is_planned_by_the_service_and_told_line_by_line() {
    let place = Place::with_rules();
    let service = Service::start(&place, &["--demo"]);
    let url = service.url();
    let told = place.run(&["plan", "--all", "--server", &url, "--format", "json", "--days", "3"]);
    assert!(told.err.contains("200 members planned as of"), "{}", told.err);
    let answers: Vec<Value> = told.answer().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((answers.len(), answers[199]["done"].as_str()), (200, Some("200")));
    let sanne = answers.iter().find(|answer| answer["member"] == "gyms/default/members/sanne").unwrap();
    let at = sanne["plan"]["at"].as_str().unwrap();
    assert!(answers.iter().all(|answer| answer["plan"]["at"] == at), "all of them as of one instant");
    let alone = ["plan", "--server", &url, "--member", "sanne", "--format", "json", "--days", "3", "--at", at];
    assert_eq!(sanne["plan"], serde_json::from_str::<Value>(&place.run(&alone).answer()).unwrap());
    let sentence = place.run(&["plan", "--all", "gyms/kade", "--server", &url]).sentence(1);
    assert!(sentence.contains("kade"), "{sentence}");
    assert_eq!(service.end("INT").1, Some(0));
}
