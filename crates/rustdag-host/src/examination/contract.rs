//! The tests, each one part of the contract.

use super::{Examined, Outcome, Said, load};
use crate::Tier;
use crate::official::OFFICIAL;
use crate::settings::Settings;
use rustdag_core::rule::{Rule, RuleFailure};
use rustdag_rule::manifest::{Manifest, ParameterText};
use rustdag_rule::testkit::{MadeUp, Worse, loosened, range_of, undeclared};
use rustdag_rule_abi::{FIELDS, Limits, LimitsPage, Snapshot, SnapshotPage};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// The first test: without it there are no others.
pub(super) const IS_A_RULE: &str = "is-a-rule";
/// Seed of the first made-up member.
const SEED: u64 = 20_260_512;
/// Members that are made up.
const MEMBERS: u64 = 400;
/// Members each of whose values is changed; there are hundreds of them.
const CLOSELY: u64 = 40;
/// Threads that ask at once.
const THREADS: usize = 8;

/// How long loading may take.
const LOAD_MOST: Duration = Duration::from_millis(100);
/// How long one answer may take on average: a plan asks thousands of times.
const ANSWER_MOST: Duration = Duration::from_micros(20);

type Answer = Result<Limits, RuleFailure>;

/// A rule under examination.
struct Subject<'a> {
    path: &'a Path,
    rule: Box<dyn Rule>,
    manifest: Manifest,
    tier: Tier,
    /// Seeds of the members it is asked about.
    seeds: Vec<u64>,
}

/// A test by name.
type Test = (&'static str, fn(&Subject<'_>) -> Outcome);

const TESTS: &[Test] = &[
    ("silent-about-strangers", silent_about_strangers),
    ("made-up-members", made_up_members),
    ("broken-numbers", broken_numbers),
    ("ends-of-parameters", ends_of_parameters),
    ("repeated", repeated),
    ("shuffled", shuffled),
    ("parallel", parallel),
    ("reads-what-it-declares", reads_what_it_declares),
    ("forgetting-never-tightens", forgetting_never_tightens),
    ("worse-never-loosens", worse_never_loosens),
    ("keeps-to-its-pages", keeps_to_its_pages),
    ("budget", budget),
];

/// Runs all of them.
pub(super) fn run(path: &Path, seed: Option<u64>, say: &mut dyn FnMut(Said)) {
    say(Said::Begun(IS_A_RULE));
    let threads = threads_of_this_process();
    let began = Instant::now();
    let (rule, manifest, tier) = match load(path, &Settings::default()) {
        Ok(loaded) => loaded,
        Err(why) => return say(ended(IS_A_RULE, Outcome::Failed(why))),
    };
    let took = began.elapsed();
    say(Said::Rule(manifest.id.clone(), manifest.version.clone()));
    say(ended(IS_A_RULE, is_a_rule(&manifest, tier)));
    say(Said::Begun("loads-quickly"));
    say(ended("loads-quickly", loads_quickly(took)));

    let seeds = seed.map_or_else(|| (SEED..SEED + MEMBERS).collect(), |seed| vec![seed]);
    let subject = Subject { path, rule, manifest, tier, seeds };
    for (name, test) in TESTS {
        say(Said::Begun(name));
        say(ended(name, test(&subject)));
        // A rule may start one at any call; with thousands of them no other test would come to its end.
        let threads = starts_no_threads(threads, tier);
        let is_last = TESTS.last().is_some_and(|(last, _)| last == name);
        if is_last || matches!(threads, Outcome::Failed(_)) {
            say(Said::Begun("starts-no-threads"));
            return say(ended("starts-no-threads", threads));
        }
    }
}

fn ended(name: &str, outcome: Outcome) -> Said {
    Said::Ended(Examined { name: name.to_owned(), outcome })
}

fn passed() -> Outcome {
    Outcome::Passed(String::new())
}

impl Subject<'_> {
    fn answer(&self, snapshot: &Snapshot) -> Answer {
        answer(&*self.rule, snapshot)
    }

    /// Asks about each member; the first problem ends the test.
    fn of_each(&self, most: u64, problem: impl Fn(&Snapshot, u64) -> Option<String>) -> Outcome {
        for &seed in self.seeds.iter().take(most as usize) {
            let snapshot = MadeUp::new(seed).snapshot();
            if let Some(problem) = problem(&snapshot, seed) {
                return Outcome::Failed(format!("{problem} (seed {seed})"));
            }
        }
        passed()
    }

    /// What is wrong with an answer, if anything.
    fn problem(&self, answer: &Answer) -> Option<String> {
        match answer {
            Err(failure) => Some(failure.what.clone()),
            Ok(limits) => undeclared(limits, &self.manifest),
        }
    }
}

fn answer(rule: &dyn Rule, snapshot: &Snapshot) -> Answer {
    let mut page = LimitsPage::no_opinion();
    rule.limits(&SnapshotPage::new(*snapshot), &mut page)?;
    Ok(page.limits)
}

/// A text that shows every bit of an answer.
fn bits(answer: &Answer) -> String {
    format!("{answer:?}")
}

fn is_a_rule(manifest: &Manifest, tier: Tier) -> Outcome {
    let official = OFFICIAL.iter().any(|rule| rule.id == manifest.id);
    Outcome::Passed(if official {
        format!("{}; its id is that of an official rule, so nobody else's file is loaded under it", tier.as_str())
    } else {
        tier.as_str().to_owned()
    })
}

/// What a rule takes too long for counts against it only in a program that was built to be fast.
fn in_time(is_in_time: bool, text: String, failure: impl Fn(&str) -> String) -> Outcome {
    match (is_in_time, cfg!(debug_assertions)) {
        (true, _) => Outcome::Passed(text),
        (false, true) => Outcome::LeftOut(format!("{text}, in a program that was built without optimisation")),
        (false, false) => Outcome::Failed(failure(&text)),
    }
}

fn loads_quickly(took: Duration) -> Outcome {
    let text = format!("{} ms", took.as_millis());
    in_time(took <= LOAD_MOST, text, |text| {
        format!("it takes {text} to load; at most {} ms are allowed", LOAD_MOST.as_millis())
    })
}

/// Missing is never zero, so what is unknown must not tighten by itself.
fn silent_about_strangers(subject: &Subject<'_>) -> Outcome {
    match subject.answer(&Snapshot::unknown()) {
        Err(failure) => Outcome::Failed(failure.what),
        Ok(limits) if limits == Limits::no_opinion() => passed(),
        Ok(_) => Outcome::Failed(
            "it limits a member of whom nothing is known; ask whether a value is known before using it".to_owned(),
        ),
    }
}

fn made_up_members(subject: &Subject<'_>) -> Outcome {
    let outcome = subject.of_each(MEMBERS, |snapshot, _| subject.problem(&subject.answer(snapshot)));
    if outcome != passed() {
        return outcome;
    }
    let speaks = |seed: &&u64| {
        let answer = subject.answer(&MadeUp::new(**seed).snapshot());
        answer.is_ok_and(|limits| limits != Limits::no_opinion())
    };
    let count = subject.seeds.iter().filter(speaks).count();
    Outcome::Passed(format!("it speaks to {count} of {}", subject.seeds.len()))
}

fn broken_numbers(subject: &Subject<'_>) -> Outcome {
    subject.of_each(MEMBERS, |_, seed| subject.problem(&subject.answer(&MadeUp::new(seed).broken_snapshot())))
}

/// Which end of a parameter's range.
type End = (&'static str, fn(&ParameterText) -> f64);

fn ends_of_parameters(subject: &Subject<'_>) -> Outcome {
    if subject.manifest.parameters.is_empty() {
        return Outcome::LeftOut("it has no parameters".to_owned());
    }
    let ends: [End; 2] = [("least", |parameter| parameter.min), ("greatest", |parameter| parameter.max)];
    for (end, value) in ends {
        let values = subject.manifest.parameters.iter().map(|parameter| (parameter.name.clone(), value(parameter)));
        let settings = Settings(BTreeMap::from([(subject.manifest.id.clone(), values.collect())]));
        let rule = match load(subject.path, &settings) {
            Ok((rule, ..)) => rule,
            Err(why) => return Outcome::Failed(format!("with every parameter at its {end}: {why}")),
        };
        let outcome = subject.of_each(MEMBERS, |snapshot, seed| {
            let broken = MadeUp::new(seed).broken_snapshot();
            let problem = |snapshot| subject.problem(&answer(&*rule, snapshot));
            problem(snapshot).or_else(|| problem(&broken))
        });
        if let Outcome::Failed(what) = outcome {
            return Outcome::Failed(format!("with every parameter at its {end}: {what}"));
        }
    }
    passed()
}

fn repeated(subject: &Subject<'_>) -> Outcome {
    subject.of_each(MEMBERS, |snapshot, _| {
        let first = bits(&subject.answer(snapshot));
        let differs = (0..3).any(|_| bits(&subject.answer(snapshot)) != first);
        differs.then(|| "asked again about the same member it answers something else".to_owned())
    })
}

/// What a rule keeps between calls shows when the calls come in another order.
fn shuffled(subject: &Subject<'_>) -> Outcome {
    let snapshots: Vec<_> = subject.seeds.iter().map(|&seed| MadeUp::new(seed).snapshot()).collect();
    let said: Vec<_> = snapshots.iter().map(|snapshot| bits(&subject.answer(snapshot))).collect();
    // Back to front, and in leaps: seven divides no number of members that is used.
    let leaps = (0..snapshots.len()).map(|turn| turn * 7 % snapshots.len());
    for place in (0..snapshots.len()).rev().chain(leaps) {
        if bits(&subject.answer(&snapshots[place])) != said[place] {
            let seed = subject.seeds[place];
            return Outcome::Failed(format!(
                "asked in another order it answers something else, so it keeps something between calls (seed {seed})"
            ));
        }
    }
    passed()
}

fn parallel(subject: &Subject<'_>) -> Outcome {
    let snapshots: Vec<_> = subject.seeds.iter().map(|&seed| MadeUp::new(seed).snapshot()).collect();
    let said: Vec<_> = snapshots.iter().map(|snapshot| bits(&subject.answer(snapshot))).collect();
    let (rule, snapshots, said) = (&*subject.rule, &snapshots, &said);
    let differs = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                scope.spawn(move || {
                    let start = thread * snapshots.len() / THREADS;
                    let places = (start..snapshots.len()).chain(0..start);
                    places.clone().find(|&place| bits(&answer(rule, &snapshots[place])) != said[place])
                })
            })
            .collect();
        threads.into_iter().find_map(|thread| thread.join().ok().flatten())
    });
    match differs {
        None => Outcome::Passed(format!("{THREADS} threads")),
        Some(place) => Outcome::Failed(format!(
            "asked from {THREADS} threads at once it answers something else (seed {})",
            subject.seeds[place]
        )),
    }
}

/// Every value of the snapshot that is known: its field's name and slot.
fn known(snapshot: &Snapshot) -> impl Iterator<Item = (&'static str, usize, f32)> {
    FIELDS
        .iter()
        .flat_map(|field| (0..field.shape.slots()).map(move |slot| (field.name, slot)))
        .filter_map(move |(name, slot)| Some((name, slot, snapshot.field(name, slot)?)))
}

fn with(snapshot: &Snapshot, name: &str, slot: usize, value: Option<f32>) -> Snapshot {
    let mut other = *snapshot;
    other.set_field(name, slot, value);
    other
}

impl Subject<'_> {
    fn reads(&self, field: &str) -> bool {
        self.manifest.reads.iter().any(|read| read == field)
    }
}

fn reads_what_it_declares(subject: &Subject<'_>) -> Outcome {
    subject.of_each(CLOSELY, |snapshot, _| {
        let first = bits(&subject.answer(snapshot));
        let (name, ..) = known(snapshot)
            .filter(|(name, ..)| !subject.reads(name))
            .find(|&(name, slot, _)| bits(&subject.answer(&with(snapshot, name, slot, None))) != first)?;
        Some(format!("{name} changes its answer, and `reads` in its manifest does not name it"))
    })
}

fn forgetting_never_tightens(subject: &Subject<'_>) -> Outcome {
    subject.of_each(CLOSELY, |snapshot, _| {
        let before = subject.answer(snapshot).ok()?;
        known(snapshot).filter(|(name, ..)| subject.reads(name)).find_map(|(name, slot, value)| {
            let forgotten = subject.answer(&with(snapshot, name, slot, None)).ok()?;
            let what = loosened(&forgotten, &before)?;
            Some(format!("forgetting {name}[{slot}] = {value} tightens {what}"))
        })
    })
}

/// More fatigue or less sleep never loosens a limit. Who promises that is held to it; who does not is told.
fn worse_never_loosens(subject: &Subject<'_>) -> Outcome {
    let found = subject.of_each(CLOSELY, |snapshot, seed| {
        // Somebody else, whose values are put in the places of this member's.
        let other = MadeUp::new(!seed).snapshot();
        known(snapshot).filter(|(name, ..)| subject.reads(name)).find_map(|(name, slot, value)| {
            let theirs = other.field(name, slot)?;
            let (better, worse) = match range_of(name)?.worse {
                Worse::Higher => (value.min(theirs), value.max(theirs)),
                Worse::Lower => (value.max(theirs), value.min(theirs)),
                Worse::Neither => return None,
            };
            let at = |value| subject.answer(&with(snapshot, name, slot, Some(value))).ok();
            let what = loosened(&at(better)?, &at(worse)?)?;
            Some(format!("{name}[{slot}] from {better} to the worse {worse} loosens {what}"))
        })
    });
    match found {
        Outcome::Failed(what) if !subject.manifest.order_preserving => Outcome::LeftOut(format!(
            "it does not promise this (`order_preserving`), and {what}; plans are as good and take longer to prove"
        )),
        Outcome::Passed(_) if !subject.manifest.order_preserving => Outcome::Passed(
            "it could promise this: `order_preserving = true` in its manifest lets plans be proven faster".to_owned(),
        ),
        other => other,
    }
}

#[cfg(unix)]
fn keeps_to_its_pages(subject: &Subject<'_>) -> Outcome {
    if subject.tier == Tier::Sandboxed {
        return Outcome::Passed("a sandbox leaves it no others".to_owned());
    }
    let left_out = |error: std::io::Error| Outcome::LeftOut(format!("the system gives no such memory: {error}"));
    let pages = match super::fenced::Pages::new() {
        Ok(pages) => pages,
        Err(error) => return left_out(error),
    };
    let lacking = RefCell::new(None);
    let outcome = subject.of_each(MEMBERS, |snapshot, _| {
        pages.problem(&*subject.rule, snapshot).unwrap_or_else(|error| {
            lacking.borrow_mut().get_or_insert(error);
            None
        })
    });
    match lacking.into_inner() {
        // Who was not tried with every member has not passed.
        Some(error) if outcome == passed() => left_out(error),
        _ => outcome,
    }
}

#[cfg(not(unix))]
fn keeps_to_its_pages(_: &Subject<'_>) -> Outcome {
    Outcome::LeftOut("this system has no such test".to_owned())
}

fn budget(subject: &Subject<'_>) -> Outcome {
    let snapshots: Vec<_> = subject.seeds.iter().map(|&seed| SnapshotPage::new(MadeUp::new(seed).snapshot())).collect();
    let mut page = LimitsPage::no_opinion();
    // Steps of a sandboxed rule are counted while it answers: who takes too many has failed before.
    let mut fastest = Duration::MAX;
    for _ in 0..5 {
        let began = Instant::now();
        for snapshot in &snapshots {
            _ = subject.rule.limits(snapshot, &mut page);
        }
        fastest = fastest.min(began.elapsed() / snapshots.len() as u32);
    }
    let text = format!("{} ns an answer", fastest.as_nanos());
    in_time(fastest <= ANSWER_MOST, text, |text| {
        format!("it takes {text}; a plan asks thousands of times, so at most {ANSWER_MOST:?}")
    })
}

/// Threads of this process, where the system tells.
fn threads_of_this_process() -> Option<usize> {
    Some(std::fs::read_dir("/proc/self/task").ok()?.count())
}

fn starts_no_threads(before: Option<usize>, tier: Tier) -> Outcome {
    if tier == Tier::Sandboxed {
        return Outcome::Passed("a sandbox has none".to_owned());
    }
    // One that was joined may still be on its way out.
    let mut after = threads_of_this_process();
    for _ in 0..50 {
        if after <= before {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
        after = threads_of_this_process();
    }
    match (before, after) {
        (Some(before), Some(after)) if after > before => {
            Outcome::Failed(format!("{} threads were started", after - before))
        }
        (Some(_), Some(_)) => passed(),
        _ => Outcome::LeftOut("this system does not tell".to_owned()),
    }
}
