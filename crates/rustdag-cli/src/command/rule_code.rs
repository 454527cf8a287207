//! `rule check` of a rule in code: each part of the contract as a test with a name.

use crate::args::{Format, RuleCheck};
use crate::failure::Failure;
use crate::output::Output;
use crate::{file, language};
use rustdag_host::{Examination, Outcome, examine};
use rustdag_text::{Arg, Texts};
use serde::Serialize;

/// Everything that was tried, for programs.
#[derive(Serialize)]
struct Checked<'a> {
    file: String,
    rule: Option<&'a str>,
    loads: bool,
    tests: Vec<CheckedTest<'a>>,
}

#[derive(Serialize)]
struct CheckedTest<'a> {
    name: &'a str,
    outcome: &'static str,
    text: &'a str,
}

/// Says how each test ended; fails if one did.
pub(crate) fn check(asked: &RuleCheck, output: Output) -> Result<(), Failure> {
    let shown = asked.file.display().to_string();
    file::is_one(&asked.file)?;
    let examination = examine(&asked.file, asked.reproduce);
    output.answer(&match asked.format {
        Format::Json => json(&shown, &examination)?,
        Format::Text => text(&shown, &examination),
    })?;
    if examination.is_good() {
        return Ok(());
    }
    let failed = examination.tests.iter().filter(|test| matches!(test.outcome, Outcome::Failed(_))).count();
    let tests = if failed == 1 { "test" } else { "tests" };
    Err(Failure::input(format!("{shown} fails {failed} {tests} and should not be installed")))
}

/// The word for how a test ended, and what was seen.
fn words(outcome: &Outcome) -> (&'static str, &str) {
    match outcome {
        Outcome::Passed(text) => ("passed", text),
        Outcome::Failed(text) => ("failed", text),
        Outcome::LeftOut(text) => ("left out", text),
    }
}

fn text(file: &str, examination: &Examination) -> String {
    let widest = examination.tests.iter().map(|test| test.name.len()).max().unwrap_or(0);
    let mut lines: Vec<String> = Vec::new();
    for test in &examination.tests {
        let (word, text) = words(&test.outcome);
        let line = format!("{:widest$}  {word:8}  {text}", test.name);
        lines.push(line.trim_end().to_owned());
    }
    if let (true, Some((rule, version))) = (examination.is_good(), &examination.rule) {
        let args = [
            ("file", Arg::Text(file)),
            ("rule", Arg::Text(rule)),
            ("version", Arg::Text(version)),
            ("tests", Arg::Number(examination.tests.len() as f64)),
        ];
        lines.push(Texts::new(language::of(None)).with("rule-is-good", &args));
    }
    lines.join("\n")
}

fn json(file: &str, examination: &Examination) -> Result<String, Failure> {
    let tests = examination.tests.iter().map(|test| {
        let (outcome, text) = words(&test.outcome);
        CheckedTest { name: &test.name, outcome, text }
    });
    let checked = Checked {
        file: file.to_owned(),
        rule: examination.rule.as_ref().map(|(id, _)| id.as_str()),
        loads: examination.rule.is_some(),
        tests: tests.collect(),
    };
    serde_json::to_string_pretty(&checked)
        .map_err(|error| Failure::input(format!("the tests cannot be written: {error}")))
}
