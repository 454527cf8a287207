//! From a text to a rule file: what is too large is refused first, then everything is checked, and every mistake is said
//! with its place.

mod formula;
mod limit;
mod parameter;
mod parts;
mod reason;

use crate::error::{FileErrors, Problem, cut_short};
use crate::file::{LimitOfFile, RuleFile};
use crate::names::nearest;
use crate::rule::What;
use crate::trial;
use crate::written;
use rustdag_rule::manifest::{Manifest, NAME_MOST, TEXT_MOST, Text, VERSION_MOST, is_name};
use std::ops::Range;
use toml::Spanned;

pub(crate) use limit::limit_name;

/// Largest rule file that is read, bytes.
pub const FILE_BYTES_MAX: usize = 64 * 1024;
/// Most tests.
const TESTS_MOST: usize = 500;
/// Mistakes that are told; after so many one begins again.
const MISTAKES_MOST: usize = 20;

/// Reads a rule file.
pub(crate) fn file(text: &str) -> Result<RuleFile, FileErrors> {
    let refuse = |problem: Problem| FileErrors { errors: vec![problem.in_text(text)], missed: None };
    if text.len() > FILE_BYTES_MAX {
        return Err(refuse(too_large(text.len() as u64)));
    }
    let written: written::File = toml::from_str(text).map_err(|error| refuse(of_toml(text, &error)))?;
    let missed = is_name(written.id.get_ref()).then(|| (written.id.get_ref().clone(), written.on_failure));
    let mut reader = Reader { text, problems: Vec::new() };
    let file = reader.file(written);
    if reader.problems.is_empty() {
        return Ok(file);
    }
    reader.problems.sort_by_key(|problem| problem.span.start);
    reader.problems.truncate(MISTAKES_MOST);
    Err(FileErrors { errors: reader.problems.into_iter().map(|problem| problem.in_text(text)).collect(), missed })
}

/// Reads a rule file from bytes.
pub(crate) fn bytes(bytes: &[u8]) -> Result<RuleFile, FileErrors> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(refused_as_too_large(bytes.len() as u64));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => file(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned();
            let problem = Problem::new(good.len()..good.len(), "this is not UTF-8 text; save the file as UTF-8");
            Err(FileErrors { errors: vec![problem.in_text(&good)], missed: None })
        }
    }
}

/// The refusal of a file of so many bytes, which nobody has to read for it.
pub(crate) fn refused_as_too_large(bytes: u64) -> FileErrors {
    FileErrors { errors: vec![too_large(bytes).in_text("")], missed: None }
}

fn too_large(bytes: u64) -> Problem {
    Problem::new(0..0, format!("the file has {bytes} bytes; a rule file has at most {FILE_BYTES_MAX}"))
}

/// What the TOML reader says, with the key that was probably meant.
fn of_toml(text: &str, error: &toml::de::Error) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let message = error.message();
    let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
    let what = match unknown {
        Some((key, rest)) => {
            let known: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
            match nearest(key, known.iter().copied()) {
                Some(near) => format!("unknown key `{key}`; did you mean `{near}`?"),
                None => format!("unknown key `{}`; there are {}", cut_short(key), known.join(", ")),
            }
        }
        None => match message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
            Some(key) => format!("`{key}` is missing here"),
            None => message.to_owned(),
        },
    };
    // A missing key is told of the whole table: its first line is the place.
    let first_line = text.get(span.clone()).and_then(|cited| cited.find('\n')).map_or(span.end, |end| span.start + end);
    Problem::new(span.start..first_line, what)
}

/// Reads on after a mistake, so that all are told at once.
struct Reader<'a> {
    text: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn wrong(&mut self, span: Range<usize>, what: impl Into<String>) {
        self.problems.push(Problem::new(span, what));
    }

    fn file(&mut self, written: written::File) -> RuleFile {
        let written::File { id, version, licence, author, on_failure, description, parameters, limits, tests } =
            written;
        if !is_name(id.get_ref()) {
            let shown = cut_short(id.get_ref());
            self.wrong(
                id.span(),
                format!("the id is `{shown}`; use lower-case letters, digits and hyphens, at most {NAME_MOST}"),
            );
        }
        self.length("the version", &version, VERSION_MOST);
        self.length("the licence", &licence, NAME_MOST);
        self.length("the author", &author, TEXT_MOST);
        let written::Sentence { nl, en } = description;
        self.length("the description, nl,", &nl, TEXT_MOST);
        self.length("the description, en,", &en, TEXT_MOST);
        let description = Text { nl: nl.into_inner(), en: en.into_inner() };
        let parameters = self.parameters(parameters);
        let names: Vec<String> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
        let mut manifest = Manifest {
            id: id.into_inner(),
            version: version.into_inner(),
            licence: licence.into_inner(),
            author: author.into_inner(),
            on_failure,
            order_preserving: false,
            reads: Vec::new(),
            description,
            parameters,
            reasons: Vec::new(),
        };
        let defaults: Vec<f32> = manifest.parameters.iter().map(|parameter| parameter.default as f32).collect();
        let limits = self.limits(limits, &names, &defaults, &mut manifest.reasons);
        manifest.reads = reads(&limits);
        let mut file = RuleFile { manifest, limits, tests: Vec::new() };
        file.manifest.order_preserving = file.is_order_preserving(&defaults);
        if tests.len() > TESTS_MOST {
            let span = tests[TESTS_MOST].span();
            self.wrong(span, format!("there are more than {TESTS_MOST} tests"));
            return file;
        }
        let read: Vec<_> = tests.into_iter().map(|test| trial::read(test, &file.manifest)).collect();
        for test in read {
            match test {
                Ok(test) => file.tests.push(test),
                Err(problems) => self.problems.extend(problems),
            }
        }
        file
    }

    fn length(&mut self, what: &str, written: &Spanned<String>, most: usize) {
        let text = written.get_ref();
        if text.trim().is_empty() {
            self.wrong(written.span(), format!("{what} is empty"));
        } else if text.chars().count() > most {
            self.wrong(written.span(), format!("{what} has {} characters; at most {most}", text.chars().count()));
        }
    }

    /// The line on which a table begins.
    fn first_line(&self, table: Range<usize>) -> Range<usize> {
        let end = self.text[table.clone()].find('\n').map_or(table.end, |end| table.start + end);
        table.start..end
    }
}

/// Names of the snapshot's fields that the limits read, in the order of the layout.
fn reads(limits: &[LimitOfFile]) -> Vec<String> {
    let mut read = Vec::new();
    for limit in limits {
        let usual = match limit.what {
            What::SessionLoad { share: true } => Some("load_usual_session"),
            What::MuscleSets { share: true } => Some("muscle_usual_hard_sets"),
            What::JointLoad { share: true } => Some("joint_usual_load"),
            _ => None,
        };
        read.extend(usual);
        limit.each_value(|field| read.push(field.info.name));
    }
    let fields = rustdag_rule_abi::FIELDS.iter().filter(|field| read.contains(&field.name));
    fields.map(|field| field.name.to_owned()).collect()
}
