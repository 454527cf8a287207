//! What can be said of a rule file before anybody's plan depends on it: its own tests, made-up members by the thousand,
//! broken numbers, and what a coach probably did not mean.

use crate::error::Problem;
use crate::file::RuleFile;
use crate::names::dotted;
use crate::program::Program;
use crate::rule::{Ready, is_silent};
use crate::syntax::{Join, Node};
use rustdag_rule::testkit::{MadeUp, undeclared};
use rustdag_rule_abi::{FIELDS, Limits, Snapshot};
use std::collections::BTreeMap;
use std::fmt;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The file is not loaded.
    Mistake,
    /// It is loaded; have a look.
    Doubt,
    /// Good to know.
    Note,
}

impl Weight {
    /// The word in a list.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mistake => "mistake",
            Self::Doubt => "doubt",
            Self::Note => "note",
        }
    }
}

/// Something found in a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub weight: Weight,
    /// What it is, with its line and column where it has one.
    pub text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.weight.as_str(), self.text)
    }
}

/// Members that are made up for a check, and where the making begins, so that a check can be repeated.
const MEMBERS: usize = 4_000;
const SEED: u64 = 20_260_512;

/// Checks a rule file from its text: everything there is to say, the heaviest first.
#[must_use]
pub fn check(bytes: &[u8]) -> Vec<Finding> {
    let finding = |weight, text: String| Finding { weight, text };
    let file = match RuleFile::from_bytes(bytes) {
        Ok(file) => file,
        Err(errors) => {
            return errors.errors.iter().map(|error| finding(Weight::Mistake, error.to_string())).collect();
        }
    };
    let text = String::from_utf8_lossy(bytes);
    let mut findings = Vec::new();
    for failed in file.failing_tests() {
        let place = Problem::new(failed.offset..failed.offset, failed.to_string()).in_text(&text);
        findings.push(finding(Weight::Mistake, place.to_string()));
    }
    findings.extend(extremes(&file).map(|what| finding(Weight::Mistake, what)));
    findings.extend(doubts(&file).into_iter().map(|what| finding(Weight::Doubt, what)));
    findings.extend(notes(&file).into_iter().map(|what| finding(Weight::Note, what)));
    findings
}

/// Values that no engine should ever pass on, at the ends of every parameter; at most one breach of the contract.
fn extremes(file: &RuleFile) -> Option<String> {
    let manifest = &file.manifest;
    let end = |of: fn(&rustdag_rule::manifest::ParameterText) -> f64| {
        manifest.parameters.iter().map(|parameter| (parameter.name.clone(), of(parameter))).collect::<BTreeMap<_, _>>()
    };
    let settings = [BTreeMap::new(), end(|parameter| parameter.min), end(|parameter| parameter.max)];
    for values in &settings {
        let rule = file.configure(values);
        let mut made_up = MadeUp::new(SEED);
        for _ in 0..MEMBERS / settings.len() {
            let snapshot = made_up.broken_snapshot();
            let mut limits = Limits::no_opinion();
            rule.apply(&snapshot, &mut limits);
            if let Some(what) = undeclared(&limits, manifest) {
                return Some(format!("for broken numbers it answers what the engine refuses: {what}"));
            }
        }
    }
    None
}

fn doubts(file: &RuleFile) -> Vec<String> {
    let mut doubts = Vec::new();
    if file.tests.is_empty() {
        doubts.push("it has no [[test]]; write one for when it should speak, and one for when not".to_owned());
    }
    let rule = file.configure(&BTreeMap::new());
    let mut limits = Limits::no_opinion();
    rule.apply(&Snapshot::unknown(), &mut limits);
    if !is_silent(&limits) {
        doubts.push(
            "it limits a member of whom nothing is known; missing is never zero, so say what must be known".to_owned(),
        );
    }
    doubts.extend(seldom_or_always(file));
    doubts.extend(zero_divisors(file));
    doubts.extend(unused(file));
    doubts
}

/// Limits that hold for none of many made-up members, or for all of them.
fn seldom_or_always(file: &RuleFile) -> Vec<String> {
    let rule = file.configure(&BTreeMap::new());
    let mut counts = vec![0_usize; file.manifest.reasons.len() + 1];
    let mut made_up = MadeUp::new(SEED);
    for _ in 0..MEMBERS {
        let snapshot = made_up.snapshot();
        // One limit after the other: of one part only the tightest is told.
        for ready in &rule.limits {
            let mut limits = Limits::no_opinion();
            let limits_alone = vec![Ready { repeats: false, ..ready.clone() }];
            let alone = crate::FileRule { limits: limits_alone, ..rule.clone() };
            alone.apply(&snapshot, &mut limits);
            counts[ready.code as usize] += usize::from(!limits.reasons().is_empty());
        }
    }
    let said = |reason: &rustdag_rule::manifest::ReasonText| match counts[reason.code as usize] {
        0 => Some(format!(
            "limit `{}` held for none of {MEMBERS} made-up members; are its numbers in the right unit?",
            reason.name
        )),
        MEMBERS => Some(format!("limit `{}` held for all of {MEMBERS} made-up members", reason.name)),
        _ => None,
    };
    file.manifest.reasons.iter().filter_map(said).collect()
}

/// Divisors that a gym's parameters can make zero.
fn zero_divisors(file: &RuleFile) -> Vec<String> {
    let mut doubts = Vec::new();
    let parameters = &file.manifest.parameters;
    let mut see = |node: &Node| {
        if let Node::Both(Join::Divide, _, divisor) = node
            && let Node::Parameter(position) = **divisor
            && let Some(parameter) = parameters.get(position)
            && parameter.min <= 0.0
            && parameter.max >= 0.0
        {
            doubts.push(format!("`{}` can be 0 and is divided by; that limit then says nothing", parameter.name));
        }
    };
    file.limits.iter().for_each(|limit| limit.each_node(&mut see));
    doubts
}

/// Parameters that change nothing.
fn unused(file: &RuleFile) -> Vec<String> {
    let mut used = vec![false; file.manifest.parameters.len()];
    for limit in &file.limits {
        limit.each_node(|node| {
            if let Node::Parameter(position) = node {
                used[*position] = true;
            }
        });
    }
    let unused = file.manifest.parameters.iter().zip(used).filter(|(_, used)| !used);
    unused.map(|(parameter, _)| format!("parameter `{}` is not used", parameter.name)).collect()
}

fn notes(file: &RuleFile) -> Vec<String> {
    let mut notes = Vec::new();
    let names: Vec<String> =
        FIELDS.iter().filter(|field| file.manifest.reads.iter().any(|read| read == field.name)).map(dotted).collect();
    notes.push(format!("it looks at {}", if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }));
    let defaults: Vec<f32> = file.manifest.parameters.iter().map(|parameter| parameter.default as f32).collect();
    let steps: usize = file.limits.iter().map(|limit| limit.steps(&defaults)).sum();
    notes.push(format!("one answer takes at most {steps} steps"));
    let unordered = file.limits.iter().filter(|limit| !limit.is_order_preserving(&defaults));
    let names: Vec<&str> =
        unordered.filter_map(|limit| file.manifest.reason(limit.code)).map(|reason| reason.name.as_str()).collect();
    if !names.is_empty() {
        notes.push(format!(
            "it may loosen for somebody who is more tired, by {}; plans are as good and take longer to prove",
            names.join(", ")
        ));
    }
    let always = file
        .limits
        .iter()
        .filter(|limit| limit.when.as_ref().is_some_and(|when| Program::new(when, &defaults).constant().is_some()));
    for limit in always {
        if let Some(reason) = file.manifest.reason(limit.code) {
            notes.push(format!("the condition of `{}` is the same for everybody", reason.name));
        }
    }
    notes
}
