//! `template list`, `template new` and `template check`: the sessions that plans choose from, and a gym's own.

use crate::args::{Format, TemplateCheck, TemplateList, TemplateNew};
use crate::failure::Failure;
use crate::output::Output;
use crate::render::template_list;
use crate::{file, language, templates};
use rustdag_catalogue::{Catalogue, Finding, Mistakes, WithOwn, first_file};
use rustdag_core::profile::Level;
use rustdag_proto::json;
use rustdag_server::wire::{Answering, NO_NAMES, template};
use rustdag_server::words::Words;
use rustdag_text::{Arg, Texts};
use serde::Serialize;

/// Lists the sessions of a level.
pub(crate) fn list(asked: &TemplateList, output: Output) -> Result<(), Failure> {
    let catalogue = templates::catalogue(asked.templates.as_deref())?;
    let (words, lang) = (Words::new(), language::of(asked.lang));
    let answering =
        Answering { words: &words, catalogue: &catalogue, lang, rules: &[], rule_set: "", names: &NO_NAMES };
    let listed = template::all_to_proto(&[Level::from(asked.level)], answering);
    output.answer(&match asked.format {
        Format::Json => json::to_string_pretty(&listed),
        Format::Text => template_list(words.texts(lang), output.width(), Level::from(asked.level), &listed.templates),
    })
}

/// Writes a file of sessions that works.
pub(crate) fn new(new: &TemplateNew, output: Output) -> Result<(), Failure> {
    let lang = language::of(new.lang);
    let shown = new.file.display().to_string();
    if new.file.symlink_metadata().is_ok() {
        return Err(Failure::input(format!("{shown} is there already; give another name, or remove the file")));
    }
    file::write(&new.file, first_file(lang))?;
    output.answer(&Texts::new(lang).with("templates-written", &[("file", Arg::Text(&shown))]))
}

/// Everything that was found, for programs.
#[derive(Serialize)]
struct Checked {
    file: String,
    loads: bool,
    findings: Vec<CheckedFinding>,
}

#[derive(Serialize)]
struct CheckedFinding {
    weight: &'static str,
    line: usize,
    column: usize,
    text: String,
}

/// Says everything there is to say of a file of sessions; fails if it would not be loaded.
pub(crate) fn check(asked: &TemplateCheck, output: Output) -> Result<(), Failure> {
    let bytes = file::bytes(&asked.file)?;
    let shown = asked.file.display().to_string();
    let read = Catalogue::official().with_own(&bytes);
    let texts = Texts::new(language::of(asked.lang));
    let (mistakes, doubts, good) = match read {
        Ok(WithOwn { catalogue, doubts }) => (Vec::new(), doubts, Some(is_good(&texts, &shown, &catalogue))),
        Err(Mistakes(mistakes)) => (mistakes, Vec::new(), None),
    };
    output.answer(&match asked.format {
        Format::Json => json_of(&shown, &mistakes, &doubts)?,
        Format::Text => {
            let wrong = mistakes.iter().map(|finding| format!("{shown}:{finding}"));
            let doubtful = doubts.iter().map(|finding| format!("{shown}:{finding} (doubt)"));
            wrong.chain(doubtful).chain(good).collect::<Vec<_>>().join("\n")
        }
    })?;
    match mistakes.len() {
        0 => Ok(()),
        1 => Err(Failure::input(format!("{shown} has a mistake and would not be loaded"))),
        more => Err(Failure::input(format!("{shown} has {more} mistakes and would not be loaded"))),
    }
}

/// How many sessions there are for each level.
fn is_good(texts: &Texts, file: &str, catalogue: &Catalogue) -> String {
    let counted = Level::ALL.iter().map(|&level| {
        let templates = catalogue.templates(level);
        let own = templates.iter().filter(|template| catalogue.is_own(&template.id)).count();
        texts.with(
            "templates-counted",
            &[
                ("level", Arg::Text(&texts.level(level))),
                ("own", Arg::Number(own as f64)),
                ("all", Arg::Number(templates.len() as f64)),
            ],
        )
    });
    let counted = counted.collect::<Vec<_>>().join(", ");
    texts.with("templates-good", &[("file", Arg::Text(file)), ("counted", Arg::Text(&counted))])
}

fn json_of(file: &str, mistakes: &[Finding], doubts: &[Finding]) -> Result<String, Failure> {
    let of = |weight: &'static str| {
        move |Finding { line, column, text }: &Finding| CheckedFinding {
            weight,
            line: *line,
            column: *column,
            text: text.clone(),
        }
    };
    let findings = mistakes.iter().map(of("mistake")).chain(doubts.iter().map(of("doubt"))).collect();
    let checked = Checked { file: file.to_owned(), loads: mistakes.is_empty(), findings };
    serde_json::to_string_pretty(&checked)
        .map_err(|error| Failure::input(format!("the findings cannot be written: {error}")))
}
