//! A rule file that was read: who wrote it, what may be set, what it limits, and its tests.

use crate::error::FileErrors;
use crate::names::{Field, Kind};
use crate::order::trend;
use crate::program::Program;
use crate::read::{self, limit_name};
use crate::rule::{FileRule, Ready, What};
use crate::syntax::Node;
use crate::trial;
use crate::trial::{Failed, Trial};
use rustdag_rule::manifest::Manifest;
use std::collections::BTreeMap;

/// A rule file, read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleFile {
    pub(crate) manifest: Manifest,
    pub(crate) limits: Vec<LimitOfFile>,
    pub(crate) tests: Vec<Trial>,
}

impl RuleFile {
    /// Reads a rule file.
    ///
    /// # Errors
    /// [`FileErrors`] with every mistake that was found, each with its line and column.
    pub fn read(text: &str) -> Result<Self, FileErrors> {
        read::file(text)
    }

    /// The same from bytes, which may be no text at all.
    ///
    /// # Errors
    /// [`FileErrors`] as [`Self::read`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FileErrors> {
        read::bytes(bytes)
    }

    /// The refusal of a file of so many bytes, more than [`FILE_BYTES_MAX`](crate::FILE_BYTES_MAX), without reading it.
    #[must_use]
    pub fn too_large(bytes: u64) -> FileErrors {
        read::refused_as_too_large(bytes)
    }

    /// Who wrote it, what may be set, what it says. `order_preserving` is what the expressions show, with the defaults of
    /// the parameters.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// How many tests it has.
    #[must_use]
    pub fn test_count(&self) -> usize {
        self.tests.len()
    }

    /// The rule with values for its parameters; what is not said keeps its default. The caller has compared names and
    /// ranges with the manifest; a name it does not have changes nothing.
    #[must_use]
    pub fn configure(&self, values: &BTreeMap<String, f64>) -> FileRule {
        let value = |name: &String, default: f64| values.get(name).copied().unwrap_or(default) as f32;
        let parameters: Vec<f32> =
            self.manifest.parameters.iter().map(|parameter| value(&parameter.name, parameter.default)).collect();
        let mut limits: Vec<Ready> =
            self.limits.iter().map(|limit| limit.ready(&parameters, self.family(limit))).collect();
        // One condition often has two consequences: it is computed once.
        for place in 1..limits.len() {
            limits[place].repeats = limits[place].is_asked_as(&limits[place - 1]);
        }
        let height = limits.iter().map(Ready::height).max().unwrap_or(0);
        FileRule { order_preserving: self.is_order_preserving(&parameters), limits, height }
    }

    /// Runs the tests of the file.
    #[must_use]
    pub fn failing_tests(&self) -> Vec<Failed> {
        self.tests.iter().filter_map(|test| trial::run(self, test)).collect()
    }

    /// Codes of the limits of the same thing, one bit each.
    fn family(&self, limit: &LimitOfFile) -> u64 {
        let same = self.limits.iter().filter(|other| limit_name(other.what) == limit_name(limit.what));
        same.fold(0, |bits, other| bits | 1 << other.code)
    }

    /// Whether every limit only ever comes to hold and only ever tightens as a body gets worse.
    pub(crate) fn is_order_preserving(&self, parameters: &[f32]) -> bool {
        self.limits.iter().all(|limit| limit.is_order_preserving(parameters))
    }
}

/// One limit of a file, before the parameters have values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LimitOfFile {
    pub what: What,
    pub part: Option<Kind>,
    pub slots: Vec<usize>,
    pub when: Option<Node>,
    pub amount: Option<Node>,
    pub value: Option<Node>,
    pub allowed: Option<Node>,
    pub prefer_active: bool,
    pub code: u32,
}

impl LimitOfFile {
    fn expressions(&self) -> impl Iterator<Item = &Node> {
        [&self.when, &self.amount, &self.value, &self.allowed].into_iter().flatten()
    }

    /// Calls `see` with every part of every expression.
    pub fn each_node<'a>(&'a self, mut see: impl FnMut(&'a Node)) {
        self.expressions().for_each(|node| node.each(&mut see));
    }

    /// Calls `see` with every value of the snapshot that is read.
    pub fn each_value(&self, mut see: impl FnMut(Field)) {
        self.each_node(|node| {
            if let Node::Value(field) = node {
                see(*field);
            }
        });
    }

    /// Steps that one answer takes at most.
    pub fn steps(&self, parameters: &[f32]) -> usize {
        let steps: usize = self.expressions().map(|node| Program::new(node, parameters).len()).sum();
        (steps + 1) * self.slots.len()
    }

    fn ready(&self, parameters: &[f32], family: u64) -> Ready {
        let program = |node: &Option<Node>| node.as_ref().map(|node| Program::new(node, parameters));
        Ready {
            what: self.what,
            part: self.part,
            slots: self.slots.clone(),
            when: program(&self.when),
            amount: program(&self.amount),
            value: program(&self.value),
            allowed: program(&self.allowed),
            prefer_active: self.prefer_active,
            code: self.code,
            family,
            repeats: false,
        }
    }

    /// Whether it only ever comes to hold and only ever tightens as a body gets worse.
    pub fn is_order_preserving(&self, parameters: &[f32]) -> bool {
        let comes_to_hold = self.when.as_ref().is_none_or(|when| trend(when, parameters).never_falls());
        let only_tightens = self.amount.as_ref().is_none_or(|amount| {
            let trend = trend(amount, parameters);
            match self.what {
                What::Rir | What::ExtraRestDays => trend.never_falls(),
                _ => trend.never_rises(),
            }
        });
        comes_to_hold && only_tightens
    }
}

/// What the number of a limit can be.
pub(crate) struct Amount {
    pub least: f32,
    pub most: f32,
    pub unit: &'static str,
}

impl Amount {
    pub fn of(what: What) -> Self {
        let (most, unit) = match what {
            What::SessionLoad { share: true } => (1.5, "share of the usual session load; 0.8 is 80 %"),
            What::MuscleSets { share: true } => (1.5, "share of the muscle's usual hard sets; 0.8 is 80 %"),
            What::JointLoad { share: true } => (3.0, "share of the joint's usual load; 0.8 is 80 %"),
            What::SessionLoad { share: false } => (10_000.0, "AU: session-RPE times minutes"),
            What::Intensity => (1.0, "fraction of one-repetition maximum"),
            What::Minutes => (600.0, "minutes"),
            What::Rir => (10.0, "repetitions in reserve"),
            What::ExtraRestDays => (7.0, "days"),
            What::MuscleSets { share: false } => (100.0, "hard sets"),
            What::JointLoad { share: false } => (1_000.0, "joint-load units"),
            What::MustRest | What::SeeProfessional | What::Nothing => (0.0, "no number"),
        };
        Self { least: 0.0, most, unit }
    }
}
