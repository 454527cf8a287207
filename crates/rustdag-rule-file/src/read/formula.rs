//! Expressions where they stand in a file, and mistakes of theirs at their place in it.

use super::Reader;
use crate::error::Problem;
use crate::program::{Program, STACK};
use crate::syntax::{Node, Scope, Type, parse};
use crate::written::Formula;
use std::ops::Range;
use toml::Spanned;

impl Reader<'_> {
    /// Reads an expression; mistakes are told at their place within the file.
    pub(super) fn formula(
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
}
