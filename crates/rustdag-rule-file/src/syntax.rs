//! From words to a tree whose every part is a number or a condition, checked while it is built.

use crate::error::{Problem, cut_short};
use crate::names::{self, Field, Kind as PartKind};
use crate::token::{DEPTH_MOST, KEYWORDS, Kind, Token, tokens};
use std::ops::Range;

/// An expression that makes sense.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A number, or 1 and 0 for a condition that always or never holds.
    Constant(f32),
    /// A value of the snapshot.
    Value(Field),
    /// A parameter, by its position.
    Parameter(usize),
    /// Less than nothing.
    Negative(Box<Node>),
    /// A condition that must not hold.
    Not(Box<Node>),
    /// Whether a value is known.
    Known(Box<Node>),
    /// Two parts and what joins them.
    Both(Join, Box<Node>, Box<Node>),
    /// One of two, by a condition.
    Choice(Box<Node>, Box<Node>, Box<Node>),
}

/// What joins two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    Add,
    Subtract,
    Multiply,
    Divide,
    Min,
    Max,
    Less,
    AtMost,
    More,
    AtLeast,
    Equal,
    NotEqual,
    And,
    Or,
}

/// What an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Number,
    Condition,
}

impl Type {
    fn said(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Condition => "a condition, true or false",
        }
    }
}

/// What names mean where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'a> {
    /// Names of the file's parameters.
    pub parameters: &'a [String],
    /// What the limit is for, part by part, if it is.
    pub part: Option<PartKind>,
}

/// Reads an expression that should be of a type.
pub(crate) fn parse(text: &str, wanted: Type, scope: Scope<'_>) -> Result<Node, Problem> {
    let tokens = tokens(text)?;
    let mut parser = Parser { text, tokens: &tokens, at: 0, depth: 0, scope };
    if parser.peek() == Kind::End {
        return Err(Problem::new(0..text.len(), format!("an expression is missing; write {}", wanted.said())));
    }
    let (node, is, span) = parser.expression()?;
    match parser.peek() {
        Kind::End => {}
        Kind::Comma => {
            return Err(parser.unexpected("an expression ends before it; a decimal is written with a point, as in 6.5"));
        }
        Kind::Close => return Err(parser.unexpected("no bracket was opened for it")),
        _ => return Err(parser.unexpected("join two parts with `and`, `or` or a sign such as `<`")),
    }
    expect(text, wanted, is, &span)?;
    Ok(node)
}

type Typed = (Node, Type, Range<usize>);

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    scope: Scope<'a>,
}

fn expect(text: &str, wanted: Type, is: Type, span: &Range<usize>) -> Result<(), Problem> {
    if wanted == is {
        return Ok(());
    }
    let written = cut_short(&text[span.clone()]);
    let todo = match wanted {
        Type::Condition => "compare it with something, as in `sleep.last_night_h < 6`",
        Type::Number => "write a number, or choose one with `if … then … else …`",
    };
    let what = format!("`{written}` is {}, and {} is needed here; {todo}", is.said(), wanted.said());
    Err(Problem::new(span.clone(), what))
}

impl Parser<'_> {
    fn token(&self) -> &Token {
        &self.tokens[self.at]
    }

    fn peek(&self) -> Kind {
        self.token().kind
    }

    /// Takes the word that stands here. The last one, the end, stays.
    fn take(&mut self) -> Token {
        let token = self.token().clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    fn took(&mut self, kind: Kind) -> bool {
        let is_it = self.peek() == kind;
        if is_it {
            self.take();
        }
        is_it
    }

    fn unexpected(&self, why: &str) -> Problem {
        let token = self.token();
        if token.kind == Kind::End {
            return Problem::new(token.span.clone(), format!("the expression ends too early: {why}"));
        }
        let written = cut_short(&self.text[token.span.clone()]);
        Problem::new(token.span.clone(), format!("`{written}` does not belong here; {why}"))
    }

    fn need(&mut self, kind: Kind, why: &str) -> Result<Token, Problem> {
        if self.peek() == kind { Ok(self.take()) } else { Err(self.unexpected(why)) }
    }

    /// Everything that calls itself passes here, so that no text can fill the stack.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
        if self.depth == DEPTH_MOST {
            let what = format!("this is nested more than {DEPTH_MOST} deep");
            return Err(Problem::new(self.token().span.clone(), what));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn expression(&mut self) -> Result<Typed, Problem> {
        self.deeper(|parser| if parser.peek() == Kind::If { parser.choice() } else { parser.any() })
    }

    fn choice(&mut self) -> Result<Typed, Problem> {
        let start = self.take().span.start;
        let (condition, is, span) = self.expression()?;
        expect(self.text, Type::Condition, is, &span)?;
        self.need(Kind::Then, "`if` goes on with `then`: `if … then … else …`")?;
        let (yes, is_yes, _) = self.expression()?;
        self.need(Kind::Else, "`if … then …` goes on with `else`, for when the condition does not hold")?;
        let (no, is_no, no_span) = self.expression()?;
        expect(self.text, is_yes, is_no, &no_span)?;
        Ok((Node::Choice(Box::new(condition), Box::new(yes), Box::new(no)), is_yes, start..no_span.end))
    }

    fn any(&mut self) -> Result<Typed, Problem> {
        let mut left = self.all()?;
        while self.took(Kind::Or) {
            let right = self.all()?;
            left = self.joined(Join::Or, left, right, Type::Condition, Type::Condition)?;
        }
        Ok(left)
    }

    fn all(&mut self) -> Result<Typed, Problem> {
        let mut left = self.not()?;
        while self.took(Kind::And) {
            let right = self.not()?;
            left = self.joined(Join::And, left, right, Type::Condition, Type::Condition)?;
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Typed, Problem> {
        if self.peek() != Kind::Not {
            return self.comparison();
        }
        let start = self.take().span.start;
        let (node, is, span) = self.deeper(Self::not)?;
        expect(self.text, Type::Condition, is, &span)?;
        Ok((Node::Not(Box::new(node)), Type::Condition, start..span.end))
    }

    fn comparison(&mut self) -> Result<Typed, Problem> {
        let left = self.sum()?;
        let Some(join) = comparing(self.peek()) else { return Ok(left) };
        self.take();
        let right = self.sum()?;
        let compared = self.joined(join, left, right, Type::Number, Type::Condition)?;
        if comparing(self.peek()).is_some() {
            return Err(self.unexpected("compare two at a time and join them: `a < b and b < c`"));
        }
        Ok(compared)
    }

    fn sum(&mut self) -> Result<Typed, Problem> {
        let mut left = self.product()?;
        loop {
            let join = match self.peek() {
                Kind::Plus => Join::Add,
                Kind::Minus => Join::Subtract,
                _ => return Ok(left),
            };
            self.take();
            let right = self.product()?;
            left = self.joined(join, left, right, Type::Number, Type::Number)?;
        }
    }

    fn product(&mut self) -> Result<Typed, Problem> {
        let mut left = self.signed()?;
        loop {
            let join = match self.peek() {
                Kind::Times => Join::Multiply,
                Kind::Divide => Join::Divide,
                _ => return Ok(left),
            };
            self.take();
            let right = self.signed()?;
            if join == Join::Divide && right.0 == Node::Constant(0.0) {
                let written = cut_short(&self.text[left.2.start..right.2.end]);
                return Err(Problem::new(left.2.start..right.2.end, format!("`{written}` divides by zero")));
            }
            left = self.joined(join, left, right, Type::Number, Type::Number)?;
        }
    }

    fn signed(&mut self) -> Result<Typed, Problem> {
        if self.peek() != Kind::Minus {
            return self.single();
        }
        let start = self.take().span.start;
        let (node, is, span) = self.deeper(Self::signed)?;
        expect(self.text, Type::Number, is, &span)?;
        let node = match node {
            Node::Constant(value) => Node::Constant(-value),
            node => Node::Negative(Box::new(node)),
        };
        Ok((node, Type::Number, start..span.end))
    }

    fn single(&mut self) -> Result<Typed, Problem> {
        let token = self.token().clone();
        let constant = |value, is| Ok((Node::Constant(value), is, token.span.clone()));
        match token.kind {
            Kind::Number(value) => {
                self.take();
                constant(value, Type::Number)
            }
            Kind::True | Kind::False => {
                self.take();
                constant(f32::from(u8::from(token.kind == Kind::True)), Type::Condition)
            }
            Kind::Name => {
                self.take();
                self.name(token.span)
            }
            Kind::Open => {
                self.take();
                let (node, is, _) = self.expression()?;
                let close = self.need(Kind::Close, "a bracket that was opened is closed with `)`")?;
                Ok((node, is, token.span.start..close.span.end))
            }
            Kind::Known => self.known(),
            Kind::Min => self.extreme(Join::Min),
            Kind::Max => self.extreme(Join::Max),
            _ => Err(self.unexpected("a name, a number or a bracket comes here")),
        }
    }

    fn known(&mut self) -> Result<Typed, Problem> {
        let start = self.take().span.start;
        self.need(Kind::Open, "write `known(name)`")?;
        let (node, _, _) = self.expression()?;
        let close = self.need(Kind::Close, "`known` takes one name: `known(name)`")?;
        Ok((Node::Known(Box::new(node)), Type::Condition, start..close.span.end))
    }

    /// `min` and `max` of two or more.
    fn extreme(&mut self, join: Join) -> Result<Typed, Problem> {
        let start = self.take().span.start;
        self.need(Kind::Open, "write `min(a, b)` or `max(a, b)`")?;
        let (mut node, is, span) = self.expression()?;
        expect(self.text, Type::Number, is, &span)?;
        if self.peek() != Kind::Comma {
            return Err(self.unexpected("`min` and `max` take two or more, with a comma between: `min(a, b)`"));
        }
        while self.took(Kind::Comma) {
            let (next, is, span) = self.expression()?;
            expect(self.text, Type::Number, is, &span)?;
            node = Node::Both(join, Box::new(node), Box::new(next));
        }
        let close = self.need(Kind::Close, "a comma or `)` comes here")?;
        Ok((node, Type::Number, start..close.span.end))
    }

    fn joined(&self, join: Join, left: Typed, right: Typed, of: Type, is: Type) -> Result<Typed, Problem> {
        expect(self.text, of, left.1, &left.2)?;
        expect(self.text, of, right.1, &right.2)?;
        Ok((Node::Both(join, Box::new(left.0), Box::new(right.0)), is, left.2.start..right.2.end))
    }

    fn name(&self, span: Range<usize>) -> Result<Typed, Problem> {
        let name = &self.text[span.clone()];
        if let Some(position) = self.scope.parameters.iter().position(|parameter| parameter == name) {
            return Ok((Node::Parameter(position), Type::Number, span));
        }
        if self.peek() == Kind::Open {
            let what = format!("`{}` cannot be called; there are known(x), min(a, b) and max(a, b)", cut_short(name));
            return Err(Problem::new(span, what));
        }
        let Some(field) = names::find(name) else { return Err(self.unknown(name, span)) };
        if let (None, Some(kind)) = (field.slot, field.kind()) {
            let (word, example) = (kind.word(), kind.slugs()[0]);
            let rest = name.split_once('.').map_or(name, |(_, rest)| rest);
            if self.scope.part != Some(kind) {
                let what = format!(
                    "`{name}` is of one {word}: name it, as in `{word}.{example}.{rest}`, or write `for = \"{word}s\"` in \
                     this limit"
                );
                return Err(Problem::new(span, what));
            }
        }
        Ok((Node::Value(field), Type::Number, span))
    }

    fn unknown(&self, name: &str, span: Range<usize>) -> Problem {
        let parameters = self.scope.parameters.iter().map(String::as_str);
        let others: Vec<&str> = parameters.chain(KEYWORDS.iter().map(|&(word, _)| word)).collect();
        let todo = match names::nearest_name(name, &others) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "docs/what-a-rule-sees.md lists all names".to_owned(),
        };
        Problem::new(span, format!("unknown name `{}`; {todo}", cut_short(name)))
    }
}

fn comparing(kind: Kind) -> Option<Join> {
    Some(match kind {
        Kind::Less => Join::Less,
        Kind::AtMost => Join::AtMost,
        Kind::More => Join::More,
        Kind::AtLeast => Join::AtLeast,
        Kind::Equal => Join::Equal,
        Kind::NotEqual => Join::NotEqual,
        _ => return None,
    })
}

impl Node {
    /// Calls `see` with every part, from the left.
    pub fn each<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        see(self);
        match self {
            Self::Constant(_) | Self::Value(_) | Self::Parameter(_) => {}
            Self::Negative(inner) | Self::Not(inner) | Self::Known(inner) => inner.each(see),
            Self::Both(_, left, right) => {
                left.each(see);
                right.each(see);
            }
            Self::Choice(condition, yes, no) => {
                condition.each(see);
                yes.each(see);
                no.each(see);
            }
        }
    }

    /// The first value of the snapshot in it.
    pub fn first_value(&self) -> Option<Field> {
        let mut first = None;
        self.each(&mut |node| {
            if let Self::Value(field) = node {
                first.get_or_insert(*field);
            }
        });
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, wanted: Type, part: Option<PartKind>) -> Result<Node, Problem> {
        let parameters = ["most_days".to_owned(), "min_sleep_h".to_owned()];
        parse(text, wanted, Scope { parameters: &parameters, part })
    }

    #[track_caller]
    fn check_error(text: &str, cited: &str, expected: &str) {
        let problem = read(text, Type::Condition, None).unwrap_err();
        assert_eq!((&text[problem.span.clone()], problem.what.as_str()), (cited, expected));
    }

    #[test]
    fn what_binds_tighter_is_joined_first() {
        let same = |a: &str, b: &str| assert_eq!(read(a, Type::Condition, None), read(b, Type::Condition, None), "{a}");
        same("1 + 2 * 3 < 4 or true and not false", "((1 + (2 * 3)) < 4) or (true and (not false))");
        same("hrv_z - 1 - 2 < -most_days", "((hrv_z - 1) - 2) < (-most_days)");
        same("not illness > 0 and true", "(not (illness > 0)) and true");
        same("if true then illness > 1 else false", "if (true) then (illness > 1) else (false)");
        assert!(read("max(1, 2, min(3, sleep.debt_h))", Type::Number, None).is_ok());
    }

    #[test]
    fn a_part_is_named_or_is_the_one_the_limit_is_for() {
        assert!(read("joint.knee.pain >= 4", Type::Condition, None).is_ok());
        assert!(read("joint.pain >= 4", Type::Condition, Some(PartKind::Joint)).is_ok());
        check_error(
            "joint.pain >= 4",
            "joint.pain",
            "`joint.pain` is of one joint: name it, as in `joint.shoulder.pain`, or write `for = \"joints\"` in this limit",
        );
    }

    #[test]
    fn says_what_is_wrong_with_it() {
        check_error(
            "sleep.last_nigth_h < 6",
            "sleep.last_nigth_h",
            "unknown name `sleep.last_nigth_h`; did you mean `sleep.last_night_h`?",
        );
        check_error("min_slep_h < 6", "min_slep_h", "unknown name `min_slep_h`; did you mean `min_sleep_h`?");
        check_error(
            "testosterone > 3",
            "testosterone",
            "unknown name `testosterone`; docs/what-a-rule-sees.md lists all names",
        );
        check_error(
            "sleep.debt_h and illness > 0",
            "sleep.debt_h",
            "`sleep.debt_h` is a number, and a condition, true or false is needed here; compare it with something, as in \
             `sleep.last_night_h < 6`",
        );
        check_error(
            "1 < hrv_z < 3",
            "<",
            "`<` does not belong here; compare two at a time and join them: `a < b and b < c`",
        );
        check_error("illness > 4 / 0", "4 / 0", "`4 / 0` divides by zero");
        check_error("illness > 4 / -0", "4 / -0", "`4 / -0` divides by zero");
        check_error("(illness > 1", "", "the expression ends too early: a bracket that was opened is closed with `)`");
        check_error("illness > 1)", ")", "`)` does not belong here; no bracket was opened for it");
        check_error(
            "sqrt(illness) > 1",
            "sqrt",
            "`sqrt` cannot be called; there are known(x), min(a, b) and max(a, b)",
        );
        check_error(
            "illness > 6,5",
            ",",
            "`,` does not belong here; an expression ends before it; a decimal is written with a point, as in 6.5",
        );
        check_error("", "", "an expression is missing; write a condition, true or false");
        let nots = format!("{}true", "not ".repeat(300));
        assert_eq!(read(&nots, Type::Condition, None).unwrap_err().what, "this is nested more than 32 deep");
        let signs = format!("{}1", "-".repeat(300));
        assert_eq!(read(&signs, Type::Number, None).unwrap_err().what, "this is nested more than 32 deep");
    }
}
