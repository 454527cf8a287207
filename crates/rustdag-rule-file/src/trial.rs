//! The tests within a rule file: given these values, expect these limits and no others.

use crate::error::Problem;
use crate::file::RuleFile;
use crate::names::{self, Kind as PartKind, nearest};
use crate::rule::has;
use crate::written::{Expect, Given, GivenValue, Test};
use rustdag_rule::manifest::Manifest;
use rustdag_rule_abi::{Flags, Limits, Snapshot};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use toml::Spanned;

/// A number of a test may differ by so much of itself: values are kept in single precision.
const TOLERANCE: f64 = 1e-4;

/// One test, read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trial {
    name: String,
    offset: usize,
    parameters: BTreeMap<String, f64>,
    snapshot: Box<Snapshot>,
    expected: Box<Limits>,
    reasons: Option<Vec<String>>,
}

/// A test that did not give what it expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The test's name.
    pub name: String,
    /// What differs.
    pub what: String,
    pub(crate) offset: usize,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "test “{}” fails: {}", self.name, self.what)
    }
}

/// Reads a test.
pub(crate) fn read(written: Spanned<Test>, manifest: &Manifest) -> Result<Trial, Vec<Problem>> {
    let offset = written.span().start;
    let Test { name, parameters, given, expect } = written.into_inner();
    let mut problems = Vec::new();
    let mut snapshot = Snapshot::unknown();
    set(&given, "", &mut snapshot, &mut problems);
    let mut values = BTreeMap::new();
    for (parameter, value) in parameters {
        match manifest.parameters.iter().find(|known| known.name == *parameter.get_ref()) {
            Some(known) if (known.min..=known.max).contains(&value) => {
                values.insert(known.name.clone(), value);
            }
            Some(known) => problems.push(Problem::new(
                parameter.span(),
                format!("parameter {} is {value} in this test; it is {} to {}", known.name, known.min, known.max),
            )),
            None => {
                let known = manifest.parameters.iter().map(|known| known.name.as_str());
                problems.push(unknown(parameter.span(), "parameter", parameter.get_ref(), known));
            }
        }
    }
    let expected = expected(&expect, &snapshot, name.span(), &mut problems);
    for reason in expect.reasons.iter().flatten() {
        if manifest.reasons.iter().all(|known| known.name != *reason) {
            let known = manifest.reasons.iter().map(|known| known.name.as_str());
            problems.push(unknown(name.span(), "limit", reason, known));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let (snapshot, expected) = (Box::new(snapshot), Box::new(expected));
    Ok(Trial { name: name.into_inner(), offset, parameters: values, snapshot, expected, reasons: expect.reasons })
}

fn unknown<'a>(span: Range<usize>, what: &str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Problem {
    let name = crate::error::cut_short(name);
    let todo = match nearest(&name, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", known.collect::<Vec<_>>().join(", ")),
    };
    Problem::new(span, format!("there is no {what} `{name}` in this file; {todo}"))
}

/// Sets what a test says is given. A value of all muscles or joints is given to each.
fn set(given: &Given, before: &str, snapshot: &mut Snapshot, problems: &mut Vec<Problem>) {
    for (key, value) in &given.0 {
        let name = if before.is_empty() { key.get_ref().clone() } else { format!("{before}.{}", key.get_ref()) };
        let number = match value {
            GivenValue::Table(inner) => {
                set(inner, &name, snapshot, problems);
                continue;
            }
            GivenValue::Number(number) => *number as f32,
        };
        let Some(field) = names::find(&name) else {
            let todo = match names::nearest_name(&name, &[]) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "docs/what-a-rule-sees.md lists all names".to_owned(),
            };
            let shown = crate::error::cut_short(&name);
            problems.push(Problem::new(key.span(), format!("unknown name `{shown}`; {todo}")));
            continue;
        };
        if !number.is_finite() {
            problems.push(Problem::new(key.span(), format!("`{name}` is {number}; leave out what is unknown")));
            continue;
        }
        let slots = match (field.slot, field.kind()) {
            (Some(slot), _) => slot..slot + 1,
            (None, Some(kind)) => 0..kind.slugs().len(),
            (None, None) => 0..0,
        };
        for slot in slots {
            snapshot.set_field(field.info.name, slot, Some(number));
        }
    }
}

fn expected(expect: &Expect, snapshot: &Snapshot, place: Range<usize>, problems: &mut Vec<Problem>) -> Limits {
    let mut limits = Limits::no_opinion();
    let set = |limit: &mut f32, said: Option<f64>| {
        if let Some(said) = said {
            *limit = said as f32;
        }
    };
    set(&mut limits.session_load_max, expect.session_load_max);
    set(&mut limits.intensity_max, expect.intensity_max);
    set(&mut limits.minutes_max, expect.minutes_max);
    set(&mut limits.rir_min, expect.rir_min);
    set(&mut limits.extra_rest_days, expect.extra_rest_days);
    match (expect.session_load_share, snapshot.load_usual_session()) {
        (Some(share), Some(usual)) => limits.session_load_max = share as f32 * usual,
        (Some(_), None) => {
            let what = "the test expects a share of the usual load, and none is given; give load.usual_session = 300";
            problems.push(Problem::new(place, what));
        }
        (None, _) => {}
    }
    for (said, kind) in [(&expect.muscle_sets_max, PartKind::Muscle), (&expect.joint_load_max, PartKind::Joint)] {
        for (part, value) in said {
            let slugs = kind.slugs();
            let Some(slot) = slugs.iter().position(|slug| slug == part.get_ref()) else {
                let todo = match nearest(part.get_ref(), slugs.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are {}", slugs.join(", ")),
                };
                let shown = crate::error::cut_short(part.get_ref());
                problems.push(Problem::new(part.span(), format!("no {} is called `{shown}`; {todo}", kind.word())));
                continue;
            };
            match kind {
                PartKind::Muscle => limits.muscle_sets_max[slot] = *value as f32,
                PartKind::Joint => limits.joint_load_max[slot] = *value as f32,
            }
        }
    }
    for (said, flag) in [
        (expect.must_rest, Flags::MUST_REST),
        (expect.prefer_active, Flags::PREFER_ACTIVE),
        (expect.see_professional, Flags::SEE_PROFESSIONAL),
    ] {
        limits.flags |= if said { flag } else { 0 };
    }
    limits
}

/// Runs a test; answers how it failed, if it did.
pub(crate) fn run(file: &RuleFile, trial: &Trial) -> Option<Failed> {
    let rule = file.configure(&trial.parameters);
    let mut answer = Limits::no_opinion();
    rule.apply(&trial.snapshot, &mut answer);
    let mut differences = differences(&trial.expected, &answer);
    if let Some(expected) = &trial.reasons {
        let name = |code: u32| file.manifest.reason(code).map_or("?", |reason| reason.name.as_str());
        let given: Vec<&str> = answer.reasons().iter().map(|reason| name(reason.code)).collect();
        let mut wanted: Vec<&str> = expected.iter().map(String::as_str).collect();
        let mut sorted = given.clone();
        wanted.sort_unstable();
        sorted.sort_unstable();
        sorted.dedup();
        wanted.dedup();
        if sorted != wanted {
            let said = if given.is_empty() { "none".to_owned() } else { given.join(", ") };
            differences.push(format!("the reasons are {said}, expected {}", listed(&wanted)));
        }
    }
    (!differences.is_empty()).then(|| Failed {
        name: trial.name.clone(),
        what: differences.join("; "),
        offset: trial.offset,
    })
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn differences(expected: &Limits, answer: &Limits) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |name: &str, expected: f32, given: f32| {
        if !is_near(expected, given) {
            differences.push(format!("{name} is {}, expected {}", said(given), said(expected)));
        }
    };
    compare("session_load_max", expected.session_load_max, answer.session_load_max);
    compare("intensity_max", expected.intensity_max, answer.intensity_max);
    compare("minutes_max", expected.minutes_max, answer.minutes_max);
    // For these two nothing is 0.
    let none_if_zero = |value: f32| if value == 0.0 { f32::INFINITY } else { value };
    compare("rir_min", none_if_zero(expected.rir_min), none_if_zero(answer.rir_min));
    compare("extra_rest_days", none_if_zero(expected.extra_rest_days), none_if_zero(answer.extra_rest_days));
    for (slot, slug) in PartKind::Muscle.slugs().iter().enumerate() {
        let name = format!("muscle_sets_max of {slug}");
        compare(&name, expected.muscle_sets_max[slot], answer.muscle_sets_max[slot]);
    }
    for (slot, slug) in PartKind::Joint.slugs().iter().enumerate() {
        let name = format!("joint_load_max of {slug}");
        compare(&name, expected.joint_load_max[slot], answer.joint_load_max[slot]);
    }
    for (name, flag) in [
        ("must_rest", Flags::MUST_REST),
        ("prefer_active", Flags::PREFER_ACTIVE),
        ("see_professional", Flags::SEE_PROFESSIONAL),
    ] {
        if has(expected, flag) != has(answer, flag) {
            differences.push(format!("{name} is {}, expected {}", has(answer, flag), has(expected, flag)));
        }
    }
    differences
}

fn is_near(expected: f32, given: f32) -> bool {
    if expected.is_infinite() || given.is_infinite() {
        return expected == given;
    }
    let (expected, given) = (f64::from(expected), f64::from(given));
    (expected - given).abs() <= TOLERANCE * expected.abs().max(1.0)
}

fn said(value: f32) -> String {
    if value.is_infinite() { "no limit".to_owned() } else { value.to_string() }
}
