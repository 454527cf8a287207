//! `rule new` and `rule check`: a coach's own rule file, from its first line to what can be said of it.

use crate::args::{Format, RuleCheck, RuleNew};
use crate::command::rule_name;
use crate::failure::Failure;
use crate::output::Output;
use crate::{file, language};
use rustdag_host::{Host, Language, Manifest};
use rustdag_rule_file::{Finding, RuleFile, Weight, check as findings_of, first_rule};
use rustdag_text::{Arg, Lang, Texts};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Writes a working rule file into the working folder.
pub(crate) fn new(new: &RuleNew, output: Output) -> Result<(), Failure> {
    // What is typed may be the name of the file.
    let name = new.name.strip_suffix(".toml").unwrap_or(&new.name);
    rule_name::is_free(name)?;
    let lang = language::of(new.lang);
    let text = first_rule(name, &new.author, as_rules_say(lang));
    if let Err(errors) = RuleFile::read(&text) {
        let wrong = errors.errors.first().map_or_else(String::new, |error| error.problem.clone());
        return Err(Failure::usage(wrong));
    }
    let path = PathBuf::from(format!("{name}.toml"));
    let shown = path.display().to_string();
    if path.symlink_metadata().is_ok() {
        return Err(Failure::input(format!(
            "{shown} is there already; give the rule another name, or remove the file"
        )));
    }
    file::write(&path, &text)?;
    output.answer(&Texts::new(lang).with("rule-written", &[("file", Arg::Text(&shown))]))
}

/// The language as rules call it.
pub(crate) fn as_rules_say(lang: Lang) -> Language {
    match lang {
        Lang::Nl => Language::Nl,
        Lang::En => Language::En,
    }
}

/// Everything that was found, for programs.
#[derive(Serialize)]
struct Checked {
    file: String,
    rule: Option<String>,
    loads: bool,
    findings: Vec<CheckedFinding>,
}

#[derive(Serialize)]
struct CheckedFinding {
    weight: &'static str,
    text: String,
}

/// Says everything there is to say of a rule file; fails if it would not be loaded.
pub(crate) fn check(asked: &RuleCheck, output: Output) -> Result<(), Failure> {
    let bytes = file::bytes(&asked.file)?;
    let mut findings = findings_of(&bytes);
    let manifest = RuleFile::from_bytes(&bytes).ok().map(|file| (file.manifest().clone(), file.test_count()));
    if findings.iter().all(|finding| finding.weight != Weight::Mistake) {
        // What only whoever loads it can tell: an id that is taken, a promise that does not hold.
        findings.extend(refusals(&asked.file));
    }
    findings.sort_by_key(|finding| finding.weight);
    let mistakes = findings.iter().filter(|finding| finding.weight == Weight::Mistake).count();
    let shown = asked.file.display().to_string();
    output.answer(&match asked.format {
        Format::Json => json(&shown, manifest.as_ref(), mistakes, findings)?,
        Format::Text => text(&shown, manifest.as_ref(), mistakes, &findings),
    })?;
    match mistakes {
        0 => Ok(()),
        1 => Err(Failure::input(format!("{shown} has a mistake and would not be loaded"))),
        more => Err(Failure::input(format!("{shown} has {more} mistakes and would not be loaded"))),
    }
}

fn refusals(path: &Path) -> Vec<Finding> {
    let loaded = Host::load_sent(path);
    let said = |refused: &rustdag_host::Refused| Finding { weight: Weight::Mistake, text: refused.why.to_string() };
    loaded.refused.iter().map(said).collect()
}

fn text(file: &str, manifest: Option<&(Manifest, usize)>, mistakes: usize, findings: &[Finding]) -> String {
    let mut lines = Vec::new();
    for Finding { weight, text } in findings {
        // A mistake with a place is written as compilers do, so that an editor can go there.
        let has_place = text.starts_with(|first: char| first.is_ascii_digit());
        let between = if has_place { "" } else { " " };
        lines.push(format!(
            "{file}:{between}{text}{}",
            if *weight == Weight::Mistake { "" } else { weight_behind(*weight) }
        ));
    }
    if let Some((manifest, tests)) = manifest.filter(|_| mistakes == 0) {
        let texts = Texts::new(language::of(None));
        let args = [
            ("file", Arg::Text(file)),
            ("rule", Arg::Text(&manifest.id)),
            ("version", Arg::Text(&manifest.version)),
            ("tests", Arg::Number(*tests as f64)),
        ];
        lines.push(texts.with("rule-is-good", &args));
    }
    lines.join("\n")
}

fn weight_behind(weight: Weight) -> &'static str {
    if weight == Weight::Doubt { " (doubt)" } else { "" }
}

fn json(
    file: &str,
    manifest: Option<&(Manifest, usize)>,
    mistakes: usize,
    findings: Vec<Finding>,
) -> Result<String, Failure> {
    let of = |finding: Finding| CheckedFinding { weight: finding.weight.as_str(), text: finding.text };
    let checked = Checked {
        file: file.to_owned(),
        rule: manifest.map(|(manifest, _)| manifest.id.clone()),
        loads: mistakes == 0,
        findings: findings.into_iter().map(of).collect(),
    };
    serde_json::to_string_pretty(&checked)
        .map_err(|error| Failure::input(format!("the findings cannot be written: {error}")))
}
