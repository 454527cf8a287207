//! Everything a rule in code can do wrong, one row each, and what is promised of it: in the service's process if it is
//! trusted, in a worker if it is not, in the sandbox. Whatever it does in a worker or in the sandbox, the other rules go on
//! answering, and it is said which rule failed and why. This test has a `main` of its own, because a worker is the program
//! itself.

mod compile;
#[path = "compile/sandboxed.rs"]
mod compile_sandboxed;
#[cfg(target_os = "linux")]
mod left;

use rustdag_core::rule::{Rule, RuleState};
use rustdag_host::{HAS_SANDBOX, Host, Loaded, OFFICIAL, Settings, Tier, Trust, serve_if_child};
use rustdag_rule_abi::{Flags, Limits, LimitsPage, Snapshot, SnapshotPage};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is promised of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Promise {
    /// The library is not loaded, and this is said.
    Refused(&'static str),
    /// It is loaded; the answer that goes wrong is a failure, and this is said. Other answers are not touched.
    Fails(&'static str),
    /// It is loaded; the answer that goes wrong is a failure, this is said, and the rule is started again.
    BreaksDown(&'static str),
    /// It goes on answering, and does no harm.
    Answers,
    /// Nothing: who trusts a library trusts it not to do this.
    Nothing,
}

use Promise::{Answers, BreaksDown, Fails, Nothing, Refused};

/// A fault: what the rule is compiled with, and the promise of each tier.
struct Fault {
    name: &'static str,
    define: &'static str,
    native: Promise,
    worker: Promise,
    sandboxed: Promise,
}

const fn fault(name: &'static str, define: &'static str, [native, worker, sandboxed]: [Promise; 3]) -> Fault {
    Fault { name, define, native, worker, sandboxed }
}

const PANICKED: Promise = Fails("it panicked");
const FAILED: Promise = Fails("it returned status -9");
const UNDECLARED: Promise = Fails("reason 7");
const TOO_MANY: Promise = Fails("4000000000 reasons");
const OUTSIDE: Promise = Fails("it reached outside its memory");
const NAN: Promise = Fails("it answered session_load_max = NaN; that is 0 or more");
const VERSION: Promise = Refused("built for rule interface 2.0 (`abi_major` differs), this host speaks 1.0");
const SIZE: Promise = Refused("`snapshot_size` is 64, expected");
const LAYOUT: Promise = Refused("`layout_hash` is 0x0000000000000001, expected");
const OTHER_ID: Promise = Refused("its manifest says id `rest-when-sore`, its info block `somebody-else`");
const OTHER_STORY: Promise = Refused("says something else once it ");
const NO_ORDER: Promise = Refused("its manifest says order_preserving, but the rested one gets a tighter limit");
const ENDED_IT: Promise = Refused("trying it ended a process (signal 6)");
const ABORTED: Promise = BreaksDown("its worker process ended (signal 6)");
const CRASHED: Promise = BreaksDown("its worker process ended (signal 11)");
const OVERRAN: Promise = BreaksDown("it took more than 1000 ms and was stopped");
const BABBLED: Promise = BreaksDown("its worker process said what is no answer");
const HUNG_UP: Promise = BreaksDown("its worker process ended");
const TOO_LARGE: Promise = BreaksDown("its worker process ended (signal 25)");

const FAULTS: &[Fault] = &[
    fault("panics, and catches it", "PANICS", [PANICKED, PANICKED, PANICKED]),
    fault("fails", "FAILS_LATER", [FAILED, FAILED, FAILED]),
    fault("aborts", "ABORTS", [Nothing, ABORTED, PANICKED]),
    fault("reaches for memory that is not there", "SEGFAULTS", [Nothing, CRASHED, OUTSIDE]),
    fault("calls itself without end", "OVERFLOWS_STACK", [Nothing, ABORTED, OUTSIDE]),
    fault("loops without end", "LOOPS", [Nothing, OVERRAN, Fails("it did not come to an end within 200000 steps")]),
    // Out of memory or out of time, whichever comes first.
    fault("allocates without end", "ALLOCATES", [Nothing, BreaksDown("it"), PANICKED]),
    fault("asks for more memory than it may have", "ASKS_FOR_MUCH", [Nothing, Answers, Answers]),
    fault("opens more files than it may", "OPENS_MUCH", [Nothing, Answers, imports("`env.")]),
    fault("writes past the end of its page", "WRITES_PAST_THE_END", [Nothing, CRASHED, OUTSIDE]),
    fault("answers what is no number", "SAYS_NAN", [NAN, NAN, NAN]),
    fault("gives a reason that is not declared", "SAYS_UNDECLARED", [UNDECLARED, UNDECLARED, UNDECLARED]),
    fault("gives more reasons than there are", "SAYS_TOO_MUCH", [TOO_MANY, TOO_MANY, TOO_MANY]),
    fault("is of another version", "MAJOR=2", [VERSION, VERSION, VERSION]),
    fault("has another size of the snapshot", "SNAPSHOT_SIZE=64", [SIZE, SIZE, SIZE]),
    fault("has another layout", "LAYOUT=1", [LAYOUT, LAYOUT, LAYOUT]),
    fault("is called otherwise in its manifest", "ID=\"somebody-else\"", [OTHER_ID, OTHER_ID, OTHER_ID]),
    fault("tells another story once it is loaded", "CHANGES_ITS_STORY", [OTHER_STORY, OTHER_STORY, OTHER_STORY]),
    fault("promises an order it does not keep", "BREAKS_ITS_PROMISE", [NO_ORDER, NO_ORDER, NO_ORDER]),
    fault("reads what its manifest does not say", "READS_MORE_THAN_IT_SAYS", [Nothing, Answers, Answers]),
    fault("aborts while it is loaded", "CRASHES_ON_LOAD", [ENDED_IT, ENDED_IT, Refused("it panicked")]),
    // What a sandbox does not have is an import, and whatever imports something is refused.
    fault("looks for secrets in the environment", "LOOKS_AROUND", [Nothing, Answers, imports("`env.getenv`")]),
    fault("starts threads that never end", "STARTS_THREADS", [Nothing, Answers, imports("`env.")]),
    // Who may start no process ends at once; of a superuser's rule the process that stays behind keeps the line open.
    fault("leaves a process behind", "LEAVES_A_CHILD", [Nothing, BreaksDown("it"), imports("`env.fork`")]),
    fault("writes to whatever is open", "BABBLES", [Nothing, BABBLED, imports("`env.write`")]),
    fault("closes whatever is open", "HANGS_UP", [Nothing, HUNG_UP, imports("`env.close`")]),
    fault("writes a file", "WRITES_A_FILE", [Nothing, TOO_LARGE, imports("`env.open`")]),
];

/// What a sandboxed rule asks for and does not get.
const fn imports(what: &'static str) -> Promise {
    Refused(what)
}

fn main() {
    // Without optimisation the compiler takes its time; this test and its children compile each rule once.
    if let Some(module) = rustdag_built_rules::module("sleep").filter(|_| HAS_SANDBOX) {
        rustdag_host::keep_compiled_rules_in(module.with_file_name("compiled"));
    }
    serve_if_child();
    #[cfg(target_os = "linux")]
    {
        let only = std::env::args().skip(1).find(|word| !word.starts_with('-'));
        for fault in FAULTS {
            if only.as_ref().is_some_and(|only| !fault.define.contains(only.as_str())) {
                continue;
            }
            println!("{}", fault.name);
            in_this_process(fault);
            in_a_worker(fault);
            in_the_sandbox(fault);
        }
        the_file_of_a_running_rule_is_nobodys_concern();
        a_worker_is_started_again_from_what_was_accepted();
        three_breakdowns_are_the_last();
        nothing_is_left_of_a_rule_that_was_dropped();
        batches_are_answered_as_single_questions_are();
        signals_break_nothing_down();
        what_takes_too_long_in_the_sandbox_is_quarantined();
    }
    println!("faults: ok");
}

/// The official rules, and the faulty one beside them.
fn loaded(folder: &Path, trust: &Trust) -> Loaded {
    rustdag_built_rules::place_in(folder);
    Host::load_trusting(&[folder], OFFICIAL, &Settings::default(), trust)
}

fn rule<'a>(loaded: &'a Loaded, id: &str) -> &'a Arc<dyn Rule> {
    loaded.rules.rules().iter().find(|rule| rule.id() == id).expect(id)
}

/// A member who says how well they feel. The self-test shows 0 to 1; below zero every fault strikes.
fn felt(wellness: f32) -> SnapshotPage {
    let mut snapshot = Snapshot::unknown();
    snapshot.set_checkin_wellness(Some(wellness));
    snapshot.set_sleep_debt_h(Some(7.0));
    SnapshotPage::new(snapshot)
}

fn ask(rule: &dyn Rule, wellness: f32) -> Result<Limits, String> {
    let mut page = LimitsPage::no_opinion();
    let answer = rule.limits(&felt(wellness), &mut page);
    if answer.is_err() {
        assert_eq!(page.limits, Limits::no_opinion(), "a failure leaves no limit");
    }
    answer.map(|()| page.limits).map_err(|failure| failure.to_string())
}

fn in_this_process(fault: &Fault) {
    let folder = tempfile::tempdir().unwrap();
    if fault.native == Nothing || compile::into(folder.path(), &[fault.define]).is_none() {
        return;
    }
    let loaded = loaded(folder.path(), &Trust::everybody());
    keeps(fault.name, fault.native, &loaded, Tier::Native);
}

fn in_a_worker(fault: &Fault) {
    let folder = tempfile::tempdir().unwrap();
    if compile::into(folder.path(), &[fault.define]).is_none() {
        return;
    }
    let loaded = loaded(folder.path(), &Trust::default());
    keeps(fault.name, fault.worker, &loaded, Tier::Worker);
    drop(loaded);
    left::nothing(fault.name);
}

fn in_the_sandbox(fault: &Fault) {
    let folder = tempfile::tempdir().unwrap();
    if compile_sandboxed::into(folder.path(), &[fault.define]).is_none() {
        return;
    }
    let loaded = loaded(folder.path(), &Trust::default());
    keeps(fault.name, fault.sandboxed, &loaded, Tier::Sandboxed);
    drop(loaded);
    left::nothing(fault.name);
}

/// Holds a loaded set with the faulty rule in it to a promise.
fn keeps(name: &str, promise: Promise, loaded: &Loaded, tier: Tier) {
    assert_eq!(loaded.loaded.iter().filter(|rule| rule.tier == Tier::Native && rule.id != FAULTY).count(), 5, "{name}");
    match promise {
        Refused(said) => {
            assert_eq!(loaded.refused.len(), 1, "{name}");
            let refused = loaded.refused[0].to_string();
            assert!(refused.contains(said) && !refused.contains('\n'), "{name}: {refused}");
            assert!(loaded.rules.rules().iter().all(|rule| rule.id() != FAULTY), "{name}");
        }
        Nothing => panic!("{name}: nothing is promised, so nothing can be held"),
        Fails(said) | BreaksDown(said) => {
            let faulty = works(name, loaded, tier);
            let failure = ask(&**faulty, -1.0).unwrap_err();
            assert!(failure.starts_with("rule rest-when-sore failed: ") && failure.contains(said), "{name}: {failure}");
            others_answer(name, loaded);
            let breaks = matches!(promise, BreaksDown(_));
            match faulty.state() {
                RuleState::Restarting(trouble) => assert!(breaks && trouble.why.contains(said), "{name}: {trouble:?}"),
                state => assert!(!breaks && state == RuleState::Running, "{name}: {state:?}"),
            }
            comes_back(name, &**faulty);
            assert_eq!(ask(&**faulty, 0.2).unwrap().flags, Flags::MUST_REST, "{name}");
        }
        Answers => {
            let faulty = works(name, loaded, tier);
            let answer = ask(&**faulty, -1.0).unwrap_or_else(|failure| panic!("{name}: {failure}"));
            assert_eq!(answer.flags, Flags::MUST_REST, "{name}");
            // What its manifest does not read, and what is in the environment, is not there to be seen.
            assert!(answer.reasons()[0].value < 0.0, "{name}");
            others_answer(name, loaded);
            assert_eq!(ask(&**faulty, 0.2).unwrap().flags, Flags::MUST_REST, "{name}");
        }
    }
    others_answer(name, loaded);
}

const FAULTY: &str = "rest-when-sore";

fn works<'a>(name: &str, loaded: &'a Loaded, tier: Tier) -> &'a Arc<dyn Rule> {
    let said = loaded.refused.first().map(ToString::to_string);
    assert_eq!(said, None, "{name}");
    let entry = loaded.loaded.iter().find(|rule| rule.id == FAULTY).expect(name);
    assert_eq!(entry.tier, tier, "{name}");
    let faulty = rule(loaded, FAULTY);
    // So that within one answer it is there or it is not.
    assert_eq!(faulty.declaration().may_break_down, matches!(tier, Tier::Worker | Tier::Sandboxed), "{name}");
    assert_eq!(ask(&**faulty, 0.8).unwrap(), Limits::no_opinion(), "{name}");
    assert_eq!(ask(&**faulty, 0.2).unwrap().flags, Flags::MUST_REST, "{name}");
    faulty
}

fn others_answer(name: &str, loaded: &Loaded) {
    for rule in loaded.rules.rules().iter().filter(|rule| rule.id() != FAULTY) {
        ask(&**rule, -1.0).unwrap_or_else(|failure| panic!("{name}: {failure}"));
    }
}

fn comes_back(name: &str, rule: &dyn Rule) {
    let until = Instant::now() + Duration::from_secs(30);
    while rule.state() != RuleState::Running {
        assert!(Instant::now() < until, "{name}: it does not come back: {:?}", rule.state());
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// What is said of a rule file that does what the rule in C does.
const RULE_FILE: &str = r#"
id = "rest-when-sore"
version = "0.3.0"
licence = "MIT"
author = "A coach"
description = { nl = "Rust bij een slecht gevoel.", en = "Rest when you feel bad." }

[[limit]]
name = "feels-bad"
when = "checkin.wellness < 0.3"
must_rest = true
nl = "Je voelt je niet goed."
en = "You do not feel well."
"#;

/// Truncated, overwritten and gone, in every tier: what runs is what was accepted.
fn the_file_of_a_running_rule_is_nobodys_concern() {
    for tier in [Tier::Native, Tier::Worker, Tier::Sandboxed, Tier::File] {
        let folder = tempfile::tempdir().unwrap();
        let place = match tier {
            // Its own bytes, so that no image of another test is meant.
            Tier::Native => compile::into(folder.path(), &["CONFIG_SIZE=64"]),
            Tier::Worker => compile::into(folder.path(), &["NOTHING_WRONG"]),
            Tier::Sandboxed => compile_sandboxed::into(folder.path(), &["ABORTS"]),
            Tier::File => Some(folder.path().join("rest-when-sore.toml")),
        };
        let Some(place) = place else { continue };
        if tier == Tier::File {
            std::fs::write(&place, RULE_FILE).unwrap();
        }
        let trust = if tier == Tier::Native { Trust::everybody() } else { Trust::default() };
        let loaded = loaded(folder.path(), &trust);
        let name = tier.as_str();
        let before = ask(&**works(name, &loaded, tier), 0.2).unwrap();
        for change in ["truncated", "replaced", "removed"] {
            match change {
                "truncated" => std::fs::File::options().write(true).open(&place).unwrap().set_len(100).unwrap(),
                "replaced" => std::fs::write(&place, [0xcc; 20_000]).unwrap(),
                _ => std::fs::remove_file(&place).unwrap(),
            }
            if tier == Tier::Sandboxed {
                // The next answer comes from an instance that is started now.
                ask(&**rule(&loaded, FAULTY), -1.0).unwrap_err();
            }
            // From other threads as well: in a sandbox each has an instance of its own.
            std::thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| assert_eq!(ask(&**rule(&loaded, FAULTY), 0.2), Ok(before), "{name}, {change}"));
                }
            });
            others_answer(name, &loaded);
        }
        // The official libraries run from copies as well.
        for id in rustdag_built_rules::IDS {
            std::fs::File::create(folder.path().join(rustdag_built_rules::file_name(id))).unwrap();
        }
        others_answer("truncated", &loaded);
    }
}

fn a_worker_is_started_again_from_what_was_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let Some(library) = compile::into(folder.path(), &["ABORTS"]) else { return };
    let loaded = loaded(folder.path(), &Trust::default());
    let faulty = rule(&loaded, FAULTY);
    std::fs::write(&library, [0xcc; 20_000]).unwrap();
    ask(&**faulty, -1.0).unwrap_err();
    comes_back("replaced", &**faulty);
    assert_eq!(ask(&**faulty, 0.2).unwrap().flags, Flags::MUST_REST, "replaced and started again");
}

fn three_breakdowns_are_the_last() {
    let folder = tempfile::tempdir().unwrap();
    if compile::into(folder.path(), &["SEGFAULTS"]).is_none() {
        return;
    }
    let loaded = loaded(folder.path(), &Trust::default());
    let faulty = rule(&loaded, FAULTY);
    for time in 1..=3 {
        assert!(ask(&**faulty, -1.0).unwrap_err().ends_with("its worker process ended (signal 11)"), "{time}");
        if time < 3 {
            let down = ask(&**faulty, 0.2).unwrap_err();
            assert!(down.ends_with("is being started again, because its worker process ended (signal 11)"), "{down}");
            comes_back("a third time", &**faulty);
        }
    }
    std::thread::sleep(Duration::from_millis(1500));
    let RuleState::Quarantined(trouble) = faulty.state() else { panic!("{:?}", faulty.state()) };
    assert_eq!(trouble.why, "its worker process ended (signal 11)");
    let ago = trouble
        .since
        .as_second()
        .abs_diff(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64);
    assert!(ago < 30, "since when: {ago} s");
    let down = ask(&**faulty, 0.2).unwrap_err();
    assert!(down.ends_with("it is quarantined, because its worker process ended (signal 11)"), "{down}");
    left::nothing("quarantined");
    others_answer("quarantined", &loaded);
    // Loaded again, it is asked again.
    let again = Host::load_trusting(&[folder.path()], OFFICIAL, &Settings::default(), &Trust::default());
    assert_eq!(ask(&**rule(&again, FAULTY), 0.2).unwrap().flags, Flags::MUST_REST);
}

fn nothing_is_left_of_a_rule_that_was_dropped() {
    let folder = tempfile::tempdir().unwrap();
    if compile::into(folder.path(), &["ABORTS"]).is_none() {
        return;
    }
    let running = loaded(folder.path(), &Trust::default());
    assert_eq!(left::children().len(), 1);
    drop(running);
    assert_eq!(left::children(), Vec::<u32>::new(), "not even for a moment");
    // Dropped while it waits to be started again, it is not.
    let broken = loaded(folder.path(), &Trust::default());
    ask(&**rule(&broken, FAULTY), -1.0).unwrap_err();
    drop(broken);
    std::thread::sleep(Duration::from_millis(600));
    left::nothing("dropped while it was down");
}

/// One page of answers for each question, in batches and singly, with failures among them.
fn batches_are_answered_as_single_questions_are() {
    let folder = tempfile::tempdir().unwrap();
    if compile::into(folder.path(), &["FAILS_LATER"]).is_none() {
        return;
    }
    let loaded = loaded(folder.path(), &Trust::default());
    let faulty = rule(&loaded, FAULTY);
    let questions: Vec<SnapshotPage> = (0..600).map(|n| felt(n as f32 / 300.0 - 0.1)).collect();
    let mut pages = vec![LimitsPage::no_opinion(); questions.len()];
    let answers = faulty.limits_many(&questions, &mut pages);
    assert_eq!(answers.len(), questions.len());
    let mut single = LimitsPage::no_opinion();
    for ((question, answer), page) in questions.iter().zip(answers).zip(&pages) {
        assert_eq!(faulty.limits(question, &mut single), answer);
        assert_eq!(single.limits, page.limits);
    }
    assert_eq!(pages.iter().filter(|page| page.limits.flags == Flags::MUST_REST).count(), 90);
}

/// A service gets signals, and what it waits for is interrupted then.
#[cfg(target_os = "linux")]
fn signals_break_nothing_down() {
    extern "C" fn nothing(_: i32) {}
    let folder = tempfile::tempdir().unwrap();
    if compile::into(folder.path(), &["NOTHING_WRONG"]).is_none() {
        return;
    }
    let loaded = loaded(folder.path(), &Trust::default());
    let faulty = works("signals", &loaded, Tier::Worker);
    let handler: extern "C" fn(i32) = nothing;
    // SAFETY: a function that does nothing may interrupt anything.
    unsafe { libc::signal(libc::SIGUSR1, handler as libc::sighandler_t) };
    // SAFETY: asks for a number.
    let asking = unsafe { libc::pthread_self() };
    let is_over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                // SAFETY: that thread waits for this one to end.
                unsafe { libc::pthread_kill(asking, libc::SIGUSR1) };
                std::thread::sleep(Duration::from_micros(50));
            }
        });
        let answers: Vec<_> = (0..20_000).map(|_| ask(&**faulty, 0.2).map(|limits| limits.flags)).collect();
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(
            answers.iter().all(|answer| *answer == Ok(Flags::MUST_REST)),
            "{:?}",
            answers.iter().find(|a| a.is_err())
        );
    });
}

/// It is asked no more until it is loaded again, and whoever lists rules is told so.
#[cfg(target_os = "linux")]
fn what_takes_too_long_in_the_sandbox_is_quarantined() {
    let folder = tempfile::tempdir().unwrap();
    if compile_sandboxed::into(folder.path(), &["FILLS_WITHOUT_END"]).is_none() {
        return;
    }
    let stopped = loaded(folder.path(), &Trust::default());
    let faulty = works("fills", &stopped, Tier::Sandboxed);
    assert_eq!(faulty.state(), RuleState::Running);
    let failure = ask(&**faulty, -1.0).unwrap_err();
    assert!(
        failure.ends_with("it took more than a second, and is not asked again until it is loaded again"),
        "{failure}"
    );
    let RuleState::Quarantined(trouble) = faulty.state() else { panic!("{:?}", faulty.state()) };
    assert_eq!(trouble.why, "it took more than a second");
    let since = trouble.since;
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(ask(&**faulty, 0.2), Err(failure));
    let RuleState::Quarantined(trouble) = faulty.state() else { panic!("{:?}", faulty.state()) };
    assert_eq!(trouble.since, since, "since it was stopped, not since it was looked at");
    others_answer("fills", &stopped);
    let again = Host::load_trusting(&[folder.path()], OFFICIAL, &Settings::default(), &Trust::default());
    assert_eq!(rule(&again, FAULTY).state(), RuleState::Running);
    assert_eq!(ask(&**rule(&again, FAULTY), 0.2).unwrap().flags, Flags::MUST_REST);
}
