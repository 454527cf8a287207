//! From a text to a rule file: what is too large is refused first, then everything is checked, and every mistake is said
//! with its place.

use crate::error::{FileErrors, Problem, cut_short};
use crate::file::{Amount, LimitOfFile, RuleFile};
use crate::names::{self, Kind as PartKind, nearest};
use crate::program::{Program, STACK};
use crate::rule::What;
use crate::syntax::{Node, Scope, Type, parse};
use crate::token::KEYWORDS;
use crate::trial;
use crate::written::{self, Formula, Parts};
use rustdag_core::anatomy::{Muscle, Region};
use rustdag_rule::manifest::{
    CODE_MOST, LimitName, Manifest, NAME_MOST, ParameterText, ReasonText, TEXT_MOST, Text, VERSION_MOST, is_name,
};
use rustdag_rule::template::Template;
use std::ops::Range;
use toml::Spanned;

/// Largest rule file that is read, bytes.
pub const FILE_BYTES_MAX: usize = 64 * 1024;
/// Most parameters.
const PARAMETERS_MOST: usize = 64;
/// Most tests.
const TESTS_MOST: usize = 500;
/// Steps that a file may need for one answer: a planner asks hundreds of thousands of times.
const STEPS_MOST: usize = 4_096;
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

    fn parameters(&mut self, written: Vec<written::Parameter>) -> Vec<ParameterText> {
        let mut parameters: Vec<ParameterText> = Vec::new();
        for (place, written::Parameter { name, default, min, max, unit, source, nl, en }) in
            written.into_iter().enumerate()
        {
            if place == PARAMETERS_MOST {
                self.wrong(name.span(), format!("there are more than {PARAMETERS_MOST} parameters"));
                break;
            }
            let (span, name) = (name.span(), name.into_inner());
            if !is_parameter_name(&name) {
                let shown = cut_short(&name);
                self.wrong(
                    span,
                    format!("a parameter is called `{shown}`; use lower-case letters, digits and `_`, a letter first"),
                );
            } else if names::find(&name).is_some() || KEYWORDS.iter().any(|(word, _)| *word == name) {
                self.wrong(span, format!("`{name}` means something already; call the parameter something else"));
            } else if parameters.iter().any(|other| other.name == name) {
                self.wrong(span, format!("there are two parameters `{name}`"));
            }
            let value = *default.get_ref();
            if !(min.is_finite() && max.is_finite() && min <= value && value <= max) {
                self.wrong(
                    default.span(),
                    format!("parameter {} is {value}, which is not within {min} to {max}", cut_short(&name)),
                );
            }
            self.length("the unit", &unit, TEXT_MOST);
            self.length("the source", &source, TEXT_MOST);
            self.length("the meaning, nl,", &nl, TEXT_MOST);
            self.length("the meaning, en,", &en, TEXT_MOST);
            parameters.push(ParameterText {
                name,
                default: value,
                min,
                max,
                unit: unit.into_inner(),
                source: source.into_inner(),
                nl: nl.into_inner(),
                en: en.into_inner(),
            });
        }
        parameters
    }

    fn limits(
        &mut self,
        written: Vec<Spanned<written::Limit>>,
        names: &[String],
        defaults: &[f32],
        reasons: &mut Vec<ReasonText>,
    ) -> Vec<LimitOfFile> {
        let mut limits = Vec::new();
        let mut steps = 0;
        for written in written {
            let span = self.first_line(written.span());
            if limits.len() == CODE_MOST as usize {
                self.wrong(span, format!("there are more than {CODE_MOST} limits; make two rules of them"));
                break;
            }
            let Some(limit) = self.limit(written, names, defaults, reasons) else { continue };
            steps += limit.steps(defaults);
            if steps > STEPS_MOST {
                self.wrong(
                    span,
                    format!(
                        "up to here the file takes more than {STEPS_MOST} steps for one answer; make two rules of it"
                    ),
                );
                break;
            }
            limits.push(limit);
        }
        if limits.is_empty() && self.problems.is_empty() {
            self.wrong(0..0, "the file limits nothing; write a [[limit]]");
        }
        limits
    }

    /// One limit with its reason; `None` if it cannot be used, which has been said.
    fn limit(
        &mut self,
        written: Spanned<written::Limit>,
        names: &[String],
        defaults: &[f32],
        reasons: &mut Vec<ReasonText>,
    ) -> Option<LimitOfFile> {
        let mistakes = self.problems.len();
        let table = self.first_line(written.span());
        let mut written = written.into_inner();
        let parts = written.parts.take().map(|parts| self.parts(&parts));
        // A `for` that was not understood has been told; what follows from it would only confuse.
        let parts = match parts {
            Some(None) => return None,
            Some(Some(parts)) => Some(parts),
            None => None,
        };
        let scope = Scope { parameters: names, part: parts.as_ref().map(|(kind, _)| *kind) };
        let prefer_active = self.flag(written.prefer_active.as_ref());
        let (what, amount) = self.what(&mut written, scope, defaults, &table, prefer_active)?;
        self.fits_parts(what, scope.part, &table);
        let when = written.when.as_ref().and_then(|when| self.formula(when, Type::Condition, scope, defaults));
        let value = match &written.value {
            Some(value) => self.formula(value, Type::Number, scope, defaults),
            None => when.as_ref().and_then(Node::first_value).map(Node::Value),
        };
        let allowed = written.limit.as_ref().and_then(|limit| self.formula(limit, Type::Number, scope, defaults));
        let slots = parts.map_or_else(|| vec![0], |(_, slots)| slots);
        // A value that is one of the snapshot's can be looked up in the member's events.
        let seen = match &value {
            Some(Node::Value(field)) => Some(field.info.name),
            _ => None,
        };
        // Of an expression that was not understood nothing more can be told.
        let has_value = value.is_some() || self.problems.len() > mistakes;
        let mut limit =
            LimitOfFile { what, part: scope.part, slots, when, amount, value, allowed, prefer_active, code: 0 };
        if what != What::Nothing {
            limit.code = reasons.len() as u32 + 1;
            let has_limit = limit.amount.is_some() || limit.allowed.is_some() || self.problems.len() > mistakes;
            let reason =
                self.reason(written, limit.code, limit_name(what), seen, has_value, has_limit, &table, reasons)?;
            reasons.push(reason);
        } else if let Some(text) = written.nl.or(written.en) {
            self.wrong(
                text.span(),
                "`prefer_active` alone limits nothing, so nobody reads a sentence about it; take it out",
            );
        }
        (self.problems.len() == mistakes).then_some(limit)
    }

    #[allow(clippy::too_many_arguments)]
    fn reason(
        &mut self,
        written: written::Limit,
        code: u32,
        limit: LimitName,
        seen: Option<&'static str>,
        has_value: bool,
        has_limit: bool,
        table: &Range<usize>,
        reasons: &[ReasonText],
    ) -> Option<ReasonText> {
        let written::Limit { name, nl, en, .. } = written;
        let missing =
            |key: &str| format!("`{key}` is missing in this limit: a member reads why in Dutch (nl) and English (en)");
        if nl.is_none() {
            self.wrong(table.clone(), missing("nl"));
        }
        if en.is_none() {
            self.wrong(table.clone(), missing("en"));
        }
        let Some(name) = name else {
            self.wrong(
                table.clone(),
                "`name` is missing in this limit: the reason's name in answers, such as \"short-night\"",
            );
            return None;
        };
        if !is_name(name.get_ref()) {
            let shown = cut_short(name.get_ref());
            self.wrong(
                name.span(),
                format!("the name is `{shown}`; use lower-case letters, digits and hyphens, at most {NAME_MOST}"),
            );
        } else if reasons.iter().any(|other| other.name == *name.get_ref()) {
            self.wrong(name.span(), format!("there are two limits called `{}`", name.get_ref()));
        }
        let nl = self.template(&nl?, has_value, has_limit);
        let en = self.template(&en?, has_value, has_limit);
        Some(ReasonText { code, name: name.into_inner(), limit, value: seen, nl: nl?, en: en? })
    }

    fn template(&mut self, written: &Spanned<String>, has_value: bool, has_limit: bool) -> Option<Template> {
        let text = written.get_ref();
        self.length("the sentence", written, TEXT_MOST);
        if text.contains("{value") && !has_value {
            self.wrong(
                written.span(),
                "the sentence says {value}, but this limit has none; write `value = …` with what was seen",
            );
        }
        if text.contains("{limit") && !has_limit {
            self.wrong(
                written.span(),
                "the sentence says {limit}, but this limit has no number; write `limit = …` with what is allowed",
            );
        }
        match text.parse() {
            Ok(template) => Some(template),
            Err(error) => {
                self.wrong(written.span(), error.to_string());
                None
            }
        }
    }

    fn flag(&mut self, written: Option<&Spanned<bool>>) -> bool {
        match written {
            Some(flag) if !flag.get_ref() => {
                self.wrong(flag.span(), "a rule only ever tightens: leave the line out instead of writing false");
                false
            }
            Some(_) => true,
            None => false,
        }
    }

    /// What the limit limits, and its number. Exactly one thing, so that each has a sentence of its own.
    fn what(
        &mut self,
        written: &mut written::Limit,
        scope: Scope<'_>,
        defaults: &[f32],
        table: &Range<usize>,
        prefer_active: bool,
    ) -> Option<(What, Option<Node>)> {
        let numbers = [
            (What::SessionLoad { share: true }, written.session_load_share.take()),
            (What::SessionLoad { share: false }, written.session_load_max.take()),
            (What::Intensity, written.intensity_max.take()),
            (What::Minutes, written.minutes_max.take()),
            (What::Rir, written.rir_min.take()),
            (What::ExtraRestDays, written.extra_rest_days.take()),
            (What::MuscleSets { share: true }, written.muscle_sets_share.take()),
            (What::MuscleSets { share: false }, written.muscle_sets_max.take()),
            (What::JointLoad { share: true }, written.joint_load_share.take()),
            (What::JointLoad { share: false }, written.joint_load_max.take()),
        ];
        let flags =
            [(What::MustRest, written.must_rest.take()), (What::SeeProfessional, written.see_professional.take())];
        let mut found: Vec<(What, Option<Spanned<Formula>>)> = Vec::new();
        for (what, formula) in numbers {
            found.extend(formula.map(|formula| (what, Some(formula))));
        }
        for (what, flag) in flags {
            if self.flag(flag.as_ref()) {
                found.push((what, None));
            } else if flag.is_some() {
                return None;
            }
        }
        if found.len() > 1 {
            self.wrong(
                table.clone(),
                "this limit limits two things; write a [[limit]] for each, as each has its own sentence",
            );
            return None;
        }
        let Some((what, formula)) = found.pop() else {
            if prefer_active {
                return Some((What::Nothing, None));
            }
            self.wrong(
                table.clone(),
                "this limit limits nothing; write one of session_load_share, session_load_max, intensity_max, minutes_max, \
                 rir_min, extra_rest_days, muscle_sets_share, muscle_sets_max, joint_load_share, joint_load_max, must_rest, \
                 see_professional, prefer_active",
            );
            return None;
        };
        let Some(formula) = formula else { return Some((what, None)) };
        let node = self.formula(&formula, Type::Number, scope, defaults)?;
        self.amount_makes_sense(what, &node, defaults, formula.span());
        Some((what, Some(node)))
    }

    /// A number that is the same for everybody lies within what the limit can be.
    fn amount_makes_sense(&mut self, what: What, node: &Node, defaults: &[f32], span: Range<usize>) {
        let Some(amount) = Program::new(node, defaults).constant() else { return };
        let Amount { least, most, unit } = Amount::of(what);
        if !(least..=most).contains(&amount) {
            self.wrong(span, format!("this limit is {amount}; it is {least} to {most}, {unit}"));
        }
    }

    fn fits_parts(&mut self, what: What, part: Option<PartKind>, table: &Range<usize>) {
        let wanted = match what {
            What::MuscleSets { .. } => Some(PartKind::Muscle),
            What::JointLoad { .. } => Some(PartKind::Joint),
            _ => None,
        };
        if let Some(wanted) = wanted.filter(|_| wanted != part) {
            let (word, example) = (wanted.word(), wanted.slugs()[0]);
            self.wrong(
                table.clone(),
                format!(
                    "say for which {word}s this limit is: `for = \"{word}s\"` for all of them, or `for = [\"{example}\"]`"
                ),
            );
        }
    }

    fn parts(&mut self, written: &Spanned<Parts>) -> Option<(PartKind, Vec<usize>)> {
        let of_region = |region: Region| {
            let muscles = Muscle::ALL.iter().filter(|muscle| muscle.region() == region);
            Some((PartKind::Muscle, muscles.map(|muscle| muscle.slot()).collect()))
        };
        let all = |kind: PartKind| Some((kind, (0..kind.slugs().len()).collect()));
        match written.get_ref() {
            Parts::Group(group) => match group.as_str() {
                "muscles" => all(PartKind::Muscle),
                "joints" => all(PartKind::Joint),
                "upper" => of_region(Region::Upper),
                "trunk" => of_region(Region::Trunk),
                "lower" => of_region(Region::Lower),
                other => {
                    let shown = cut_short(other);
                    let what = format!(
                        "`for` is `{shown}`; write \"muscles\", \"joints\", \"upper\", \"trunk\", \"lower\", or a list such as \
                         [\"knee\", \"hip\"]"
                    );
                    self.wrong(written.span(), what);
                    None
                }
            },
            Parts::List(names) => self.list(names, written.span()),
        }
    }

    fn list(&mut self, names: &[String], span: Range<usize>) -> Option<(PartKind, Vec<usize>)> {
        let find =
            |kind: PartKind, name: &str| kind.slugs().iter().position(|slug| *slug == name).map(|slot| (kind, slot));
        let mut slots = Vec::new();
        let mut kinds = Vec::new();
        for name in names {
            let Some((kind, slot)) = find(PartKind::Muscle, name).or_else(|| find(PartKind::Joint, name)) else {
                let slugs = [PartKind::Muscle.slugs(), PartKind::Joint.slugs()].concat();
                let todo = match nearest(name, slugs.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are {}", slugs.join(", ")),
                };
                self.wrong(span, format!("no muscle or joint is called `{}`; {todo}", cut_short(name)));
                return None;
            };
            if slots.contains(&slot) && kinds.contains(&kind) {
                self.wrong(span, format!("`{name}` stands twice in `for`"));
                return None;
            }
            slots.push(slot);
            kinds.push(kind);
        }
        let Some(&kind) = kinds.first() else {
            self.wrong(span, "`for` names no muscle and no joint");
            return None;
        };
        if kinds.iter().any(|other| *other != kind) {
            self.wrong(span, "`for` names muscles and joints; write a limit for each kind");
            return None;
        }
        slots.sort_unstable();
        Some((kind, slots))
    }

    /// Reads an expression; mistakes are told at their place within the file.
    fn formula(
        &mut self,
        written: &Spanned<Formula>,
        wanted: Type,
        scope: Scope<'_>,
        defaults: &[f32],
    ) -> Option<Node> {
        let span = written.span();
        let text = match written.get_ref() {
            Formula::Text(text) => text,
            Formula::Number(number) if wanted == Type::Number => {
                let narrow = *number as f32;
                if narrow.is_finite() {
                    return Some(Node::Constant(narrow));
                }
                self.wrong(span, format!("{number} is no number that can limit anything"));
                return None;
            }
            Formula::Truth(truth) if wanted == Type::Condition => {
                return Some(Node::Constant(f32::from(u8::from(*truth))));
            }
            Formula::Number(_) | Formula::Truth(_) => {
                let needed =
                    if wanted == Type::Number { "a number" } else { "a condition, such as \"sleep.last_night_h < 6\"" };
                self.wrong(span, format!("{needed} is needed here"));
                return None;
            }
        };
        let read = parse(text, wanted, scope).and_then(|node| {
            if Program::new(&node, defaults).height() <= STACK {
                return Ok(node);
            }
            Err(Problem::new(0..1, "this expression keeps too many numbers in mind; make two limits of it"))
        });
        match read {
            Ok(node) => Some(node),
            Err(Problem { span: within, what }) => {
                self.wrong(self.within(&span, text, within), what);
                None
            }
        }
    }

    /// Where a piece of a text stands in the file. A text with escapes does not lie there letter by letter: then it is the
    /// whole.
    fn within(&self, literal: &Range<usize>, text: &str, piece: Range<usize>) -> Range<usize> {
        let written = &self.text[literal.clone()];
        let quotes = ["\"\"\"\r\n", "\"\"\"\n", "'''\r\n", "'''\n", "\"\"\"", "'''", "\"", "'"];
        let start = quotes.iter().find(|quote| written.starts_with(**quote)).map_or(0, |quote| quote.len());
        if written[start..].starts_with(text) {
            let start = literal.start + start;
            start + piece.start..start + piece.end
        } else {
            literal.clone()
        }
    }

    /// The line on which a table begins.
    fn first_line(&self, table: Range<usize>) -> Range<usize> {
        let end = self.text[table.clone()].find('\n').map_or(table.end, |end| table.start + end);
        table.start..end
    }
}

fn is_parameter_name(name: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    name.len() <= NAME_MOST && name.bytes().all(known) && name.starts_with(|first: char| first.is_ascii_lowercase())
}

/// The limit as manifests call it.
pub(crate) fn limit_name(what: What) -> LimitName {
    match what {
        What::SessionLoad { .. } => LimitName::SessionLoadMax,
        What::Intensity => LimitName::IntensityMax,
        What::Minutes => LimitName::MinutesMax,
        What::Rir => LimitName::RirMin,
        What::ExtraRestDays => LimitName::ExtraRestDays,
        What::MuscleSets { .. } => LimitName::MuscleSetsMax,
        What::JointLoad { .. } => LimitName::JointLoadMax,
        What::MustRest => LimitName::MustRest,
        What::SeeProfessional | What::Nothing => LimitName::SeeProfessional,
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
