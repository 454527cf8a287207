//! How long a rule takes, in each way it can run, beside a direct call in the same rounds: what `rule bench` says.
//!
//! A library that runs in the process of who asks is measured in a child of this program, because it may end its process
//! or never come back. What is measured is what the engine calls: every check of an answer included.

use crate::child::{self, Purpose, how_it_ended};
use crate::conversation::{Heard, Listener, Speaker};
use crate::folder;
use crate::load::{Host, LoadedRule, Tier};
use crate::refusal::{Refusal, Refused};
use crate::settings::Settings;
use crate::trust::Trust;
use rustdag_core::rule::Rule;
use rustdag_rule::testkit::MadeUp;
use rustdag_rule_abi::{Limits, LimitsPage, Reason, Snapshot, SnapshotPage};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Rounds of which the middle one counts; in each the rule and the direct call take turns.
pub const ROUNDS: usize = 40;
/// Made-up members who are asked about one at a time: so few that their pages stay as near as the planner's are.
pub const MEMBERS: usize = 16;
/// Snapshots that a worker gets at once.
pub const BATCH: usize = 256;

/// Seed of the first made-up member.
const SEED: u64 = 20_260_512;
/// How long each side of a round takes at least.
const TURN: Duration = Duration::from_millis(2);
/// How long a library may be silent: a round of a rule that any plan could bear takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the child says before what it found, what a rule did wrong, why it was not loaded, and of each round.
const MEASURED: &str = "measured ";
const FAILED: &str = "failed ";
const REFUSED: &str = "refused ";
const ROUND: &str = "round";

/// How long a call takes in one way to run a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The way.
    pub tier: Tier,
    /// Snapshots it was given at once.
    pub batch: usize,
    /// One answer, ns: the median of the rounds.
    pub call_ns: f64,
    /// One answer in the quickest round, ns.
    pub least_ns: f64,
    /// A direct call of the shortest rule there can be, without any check, ns: the median of the same rounds.
    pub direct_ns: f64,
    /// How many direct calls one answer takes: the median of the rounds' ratios.
    pub ratio: f64,
}

/// How long a rule takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Each way it can run here.
    pub measured: Vec<Measured>,
}

/// A rule that cannot be measured.
#[derive(Debug, thiserror::Error)]
pub enum NotMeasured {
    /// It cannot be loaded.
    #[error("{0}")]
    Refused(Refused),
    /// It fails, so what it takes says nothing.
    #[error("{}: fails while it is measured: {what}; `rustdag rule check` says more", .path.display())]
    Fails {
        /// Its file.
        path: PathBuf,
        /// What it did.
        what: String,
    },
}

/// Measures a rule file, a library or a sandboxed rule with its manifest's own parameters. `progress` hears of each round:
/// how many are done, and how many there are.
///
/// # Errors
/// [`NotMeasured`] if the rule cannot be loaded or fails on a believable member.
pub fn measure(path: &Path, progress: &mut dyn FnMut(usize, usize)) -> Result<Measurement, NotMeasured> {
    let is_library = folder::is_library(path);
    let ways = if is_library { 3 } else { 1 };
    let mut done = 0;
    let mut round = || {
        done += 1;
        progress(done, ways * ROUNDS);
    };
    let mut measured = Vec::new();
    if is_library {
        measured.push(native(path, &mut round)?);
    }
    // A library that nobody trusts runs in a worker; where there are none, there is nothing to measure.
    let (rule, entry) = match load(path, &Trust::default()) {
        Err(Refused { why: Refusal::Untrusted(_), .. }) if is_library => load(path, &Trust::everybody())?,
        loaded => loaded?,
    };
    let tier = entry.tier;
    if !(is_library && tier == Tier::Native) {
        measured.push(rounds(&*rule, tier, 1, &mut round).map_err(|what| fails(path, what))?);
    }
    if tier == Tier::Worker {
        measured.push(rounds(&*rule, tier, BATCH, &mut round).map_err(|what| fails(path, what))?);
    }
    Ok(Measurement { id: entry.id, version: entry.version, measured })
}

impl From<Refused> for NotMeasured {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

fn fails(path: &Path, what: String) -> NotMeasured {
    NotMeasured::Fails { path: path.to_owned(), what }
}

/// Loads a rule by itself.
fn load(path: &Path, trust: &Trust) -> Result<(Arc<dyn Rule>, LoadedRule), Refused> {
    let mut loaded = Host::load_trusting(&[path], &[], &Settings::default(), trust);
    match (loaded.rules.rules().first(), loaded.loaded.pop()) {
        (Some(rule), Some(entry)) => Ok((Arc::clone(rule), entry)),
        _ => Err(loaded.refused.pop().unwrap_or_else(|| Refused { path: path.to_owned(), why: Refusal::Foreign })),
    }
}

/// A library in the process of who asks.
fn native(path: &Path, round: &mut dyn FnMut()) -> Result<Measured, NotMeasured> {
    if !child::can_be_started() {
        let (rule, entry) = load(path, &Trust::everybody())?;
        return rounds(&*rule, entry.tier, 1, round).map_err(|what| fails(path, what));
    }
    in_a_child(path, round).map_err(|error| fails(path, format!("no process can be started for it: {error}")))?
}

fn in_a_child(path: &Path, round: &mut dyn FnMut()) -> std::io::Result<Result<Measured, NotMeasured>> {
    let mut child = Listener::start(child::command(Purpose::Measurement)?.arg(path))?;
    let mut said = None;
    let mut until = Instant::now() + PATIENCE;
    let hangs = loop {
        let line = match child.hear(until) {
            Heard::Line(line) => line,
            Heard::TooLate => break true,
            Heard::Ended => break false,
        };
        if line == ROUND {
            round();
            until = Instant::now() + PATIENCE;
        } else if let Some(why) = line.strip_prefix(REFUSED) {
            let why = Refusal::Tried(why.to_owned());
            said = Some(Err(Refused { path: path.to_owned(), why }.into()));
        } else if let Some(what) = line.strip_prefix(FAILED) {
            said = Some(Err(fails(path, what.to_owned())));
        } else if let Some(measured) = line.strip_prefix(MEASURED).and_then(read) {
            said = Some(Ok(measured));
        }
    };
    let status = child.end()?;
    Ok(said.unwrap_or_else(|| {
        let what = if hangs {
            format!("it did not come to an end within {} s", PATIENCE.as_secs())
        } else {
            format!("it ended the process ({})", how_it_ended(status))
        };
        Err(fails(path, what))
    }))
}

/// What the child does: its argument is the library.
pub(crate) fn run() -> ! {
    let path = std::env::args_os().nth(1).map(PathBuf::from).unwrap_or_default();
    let Ok(mut speaker) = Speaker::new(PATIENCE) else { std::process::exit(1) };
    let mut say = |line: &str| speaker.say(line);
    match load(&path, &Trust::everybody()) {
        Err(refused) => say(&format!("{REFUSED}{}", refused.why)),
        Ok((rule, entry)) => match rounds(&*rule, entry.tier, 1, &mut || say(ROUND)) {
            Err(what) => say(&format!("{FAILED}{what}")),
            Ok(Measured { call_ns, least_ns, direct_ns, ratio, .. }) => {
                say(&format!("{MEASURED}{call_ns} {least_ns} {direct_ns} {ratio}"));
            }
        },
    }
    std::process::exit(0);
}

/// What a child says it found.
fn read(line: &str) -> Option<Measured> {
    let mut numbers = line.split(' ').map(|number| number.parse().ok());
    let mut next = || numbers.next().flatten();
    let (call_ns, least_ns, direct_ns, ratio) = (next()?, next()?, next()?, next()?);
    Some(Measured { tier: Tier::Native, batch: 1, call_ns, least_ns, direct_ns, ratio })
}

/// The shortest rule there can be: one value is looked at, and one limit set.
#[inline(never)]
fn shortest(least_h: &f32, snapshot: &Snapshot, limits: &mut Limits) {
    if let Some(slept) = snapshot.sleep_last_night_h()
        && slept < *least_h
    {
        limits.cap_minutes(40.0, Reason::whole(1, slept, *least_h));
    }
}

/// Lets the rule and the direct call take turns. An answer that fails ends it.
fn rounds(rule: &dyn Rule, tier: Tier, batch: usize, round: &mut dyn FnMut()) -> Result<Measured, String> {
    let members = if batch == 1 { MEMBERS } else { batch };
    let pages: Vec<SnapshotPage> =
        (SEED..).take(members).map(|seed| SnapshotPage::new(MadeUp::new(seed).snapshot())).collect();
    let mut limits = vec![LimitsPage::no_opinion(); batch];
    let mut answers = vec![LimitsPage::no_opinion(); batch];

    let mut place = 0;
    let mut ask = || {
        place = (place + batch) % members;
        let asked = black_box(&pages[place..place + batch]);
        if let [page] = asked {
            rule.limits(page, &mut limits[0]).map_err(|failure| failure.what)?;
        } else {
            for answer in rule.limits_many(asked, &mut limits) {
                answer.map_err(|failure| failure.what)?;
            }
        }
        black_box(&mut limits);
        Ok(())
    };
    let (mut there, least_h) = (0, 6.0);
    let mut ask_directly = || {
        there = (there + batch) % members;
        for (page, answer) in black_box(&pages[there..there + batch]).iter().zip(&mut answers) {
            answer.limits.reset();
            shortest(black_box(&least_h), &page.snapshot, &mut answer.limits);
        }
        black_box(&mut answers);
        Ok(())
    };

    let (calls, direct_calls) = (enough(&mut ask)?, enough(&mut ask_directly)?);
    let (mut took, mut took_directly) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        took.push(each(&mut ask, calls)? / batch as f64);
        took_directly.push(each(&mut ask_directly, direct_calls)? / batch as f64);
        round();
    }
    let ratios = took.iter().zip(&took_directly).map(|(rule, direct)| rule / direct).collect();
    Ok(Measured {
        tier,
        batch,
        least_ns: took.iter().copied().fold(f64::INFINITY, f64::min),
        call_ns: median(took),
        direct_ns: median(took_directly),
        ratio: median(ratios),
    })
}

/// How often something is done within a turn; doing it warms up what it needs.
fn enough(act: &mut dyn FnMut() -> Result<(), String>) -> Result<u32, String> {
    let mut times = 1;
    while each(act, times)? * f64::from(times) < TURN.as_nanos() as f64 {
        times *= 2;
    }
    Ok(times)
}

/// How long something takes, ns, done so many times.
fn each<A: FnMut() -> Result<(), String> + ?Sized>(act: &mut A, times: u32) -> Result<f64, String> {
    let began = Instant::now();
    for _ in 0..times {
        act()?;
    }
    // A clock may not have moved on.
    Ok(began.elapsed().as_nanos().max(1) as f64 / f64::from(times))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_core::rule::{Declaration, FailurePolicy, RuleFailure};
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Takes a while for each answer, and fails after so many.
    struct Slow(Declaration, AtomicUsize);

    fn slow(answers: usize) -> Slow {
        Slow(Declaration::new("slow", FailurePolicy::Skip), AtomicUsize::new(answers))
    }

    impl Rule for Slow {
        fn declaration(&self) -> &Declaration {
            &self.0
        }

        fn limits(&self, _: &SnapshotPage, _: &mut LimitsPage) -> Result<(), RuleFailure> {
            std::thread::sleep(Duration::from_micros(50));
            match self.1.fetch_sub(1, Ordering::Relaxed) {
                0 => Err(RuleFailure { rule: "slow".to_owned(), what: "it was tired".to_owned() }),
                _ => Ok(()),
            }
        }
    }

    #[test]
    fn one_answer_takes_what_it_takes_whatever_the_batch() {
        for batch in [1, 8] {
            let mut seen = 0;
            let measured = rounds(&slow(usize::MAX), Tier::File, batch, &mut || seen += 1).unwrap();
            assert!(measured.least_ns >= 50_000.0 && measured.call_ns >= measured.least_ns, "{measured:?}");
            assert!(measured.ratio > 1.0 && measured.direct_ns > 0.0, "{measured:?}");
            assert_eq!((seen, measured.batch), (ROUNDS, batch));
        }
    }

    #[test]
    fn a_rule_that_fails_is_not_measured() {
        let failed = rounds(&slow(5), Tier::File, 1, &mut || {});
        assert_eq!(failed, Err("it was tired".to_owned()));
    }

    #[test]
    fn what_a_child_says_is_read_back_and_half_a_line_is_not() {
        let line = "29.5 28 11.25 2.6";
        let Measured { call_ns, least_ns, direct_ns, ratio, .. } = read(line).unwrap();
        assert_eq!((call_ns, least_ns, direct_ns, ratio), (29.5, 28.0, 11.25, 2.6));
        assert_eq!(read("29.5 28 11.25"), None);
        assert_eq!(read("29.5 28 11.25 x"), None);
    }

    #[test]
    fn the_middle_counts() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
    }
}
