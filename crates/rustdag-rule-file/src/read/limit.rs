//! The limits of a rule file: what each limits, when, and how far.

use super::Reader;
use super::reason::Explained;
use crate::file::{Amount, LimitOfFile};
use crate::names::Kind as PartKind;
use crate::program::Program;
use crate::rule::What;
use crate::syntax::{Node, Scope, Type};
use crate::written::{self, Formula};
use rustdag_rule::manifest::{CODE_MOST, LimitName, ReasonText};
use std::ops::Range;
use toml::Spanned;

/// Steps that a file may need for one answer: a planner asks hundreds of thousands of times.
const STEPS_MOST: usize = 4_096;

impl Reader<'_> {
    pub(super) fn limits(
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
            let has_limit = limit.amount.is_some() || limit.allowed.is_some() || self.problems.len() > mistakes;
            let explained = Explained { limit: limit_name(what), seen, has_value, has_limit };
            let reason = self.reason(written, explained, &table, reasons)?;
            limit.code = reason.code;
            reasons.push(reason);
        } else if let Some(text) = written.nl.or(written.en) {
            self.wrong(
                text.span(),
                "`prefer_active` alone limits nothing, so nobody reads a sentence about it; take it out",
            );
        }
        (self.problems.len() == mistakes).then_some(limit)
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
