//! `rule bench`: how long a rule takes, in each way it can run.

use crate::args::{Format, RuleBench};
use crate::failure::Failure;
use crate::output::Output;
use crate::render::rule_bench;
use crate::{file, language};
use rustdag_host::{MEMBERS, Measured, Measurement, ROUNDS, measure};
use rustdag_text::Texts;
use serde::Serialize;

/// Whether this program was built to be quick; one that was not says little about how quick a rule is.
const IS_OPTIMISED: bool = !cfg!(debug_assertions);

/// What was measured, for programs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Benched<'a> {
    file: String,
    rule: &'a str,
    version: &'a str,
    optimised: bool,
    rounds: usize,
    members: usize,
    measured: Vec<BenchedTier>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BenchedTier {
    tier: &'static str,
    batch: usize,
    call_ns: f64,
    least_ns: f64,
    direct_ns: f64,
    ratio: f64,
}

pub(crate) fn run(bench: &RuleBench, output: Output) -> Result<(), Failure> {
    let shown = bench.file.display().to_string();
    file::is_one(&bench.file)?;
    let texts = Texts::new(language::of(bench.lang));
    let what = texts.text("rule-bench-under-way");
    let measurement =
        measure(&bench.file, &mut |done, all| output.progress(&what, done, all)).map_err(Failure::input)?;
    output.answer(&match bench.format {
        Format::Json => json(&shown, &measurement)?,
        Format::Text => rule_bench(&texts, output.width(), &measurement, IS_OPTIMISED),
    })
}

fn json(file: &str, measurement: &Measurement) -> Result<String, Failure> {
    let of = |&Measured { tier, batch, call_ns, least_ns, direct_ns, ratio }: &Measured| {
        let tier = tier.as_str();
        BenchedTier { tier, batch, call_ns, least_ns, direct_ns, ratio }
    };
    let benched = Benched {
        file: file.to_owned(),
        rule: &measurement.id,
        version: &measurement.version,
        optimised: IS_OPTIMISED,
        rounds: ROUNDS,
        members: MEMBERS,
        measured: measurement.measured.iter().map(of).collect(),
    };
    serde_json::to_string_pretty(&benched)
        .map_err(|error| Failure::input(format!("what was measured cannot be written: {error}")))
}
