//! Whether a less tired, better slept body never gets a tighter limit, read from the expressions themselves.
//!
//! Each part of an expression is found to stay the same, to rise or to fall as a body gets worse. What cannot be told is
//! `Mixed`: then nothing is promised, and the planner proves its plans without the promise. That is always right, only
//! slower.

use crate::syntax::{Join, Node};
use rustdag_rule::testkit::{Worse, range_of};

/// What happens to a number, or to how much a condition holds, as a body gets worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trend {
    Same,
    Rises,
    Falls,
    Mixed,
}

impl Trend {
    fn flipped(self) -> Self {
        match self {
            Self::Rises => Self::Falls,
            Self::Falls => Self::Rises,
            other => other,
        }
    }

    /// Of two that pull together.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, trend) | (trend, Self::Same) => trend,
            (a, b) if a == b => a,
            _ => Self::Mixed,
        }
    }

    /// Whether a condition only comes to hold, or a number only rises.
    pub fn never_falls(self) -> bool {
        matches!(self, Self::Same | Self::Rises)
    }

    /// Whether a number only falls.
    pub fn never_rises(self) -> bool {
        matches!(self, Self::Same | Self::Falls)
    }
}

/// Fields that differ between the bodies a planner compares without one of them being the worse.
const WITHOUT_ORDER: &[&str] = &["load_week", "days_since_deload"];

/// The trend of an expression, with the values of its parameters.
pub(crate) fn trend(node: &Node, parameters: &[f32]) -> Trend {
    match node {
        Node::Constant(_) | Node::Parameter(_) => Trend::Same,
        Node::Value(field) => match range_of(field.info.name).map(|range| range.worse) {
            Some(Worse::Higher) => Trend::Rises,
            Some(Worse::Lower) => Trend::Falls,
            Some(Worse::Neither) if !WITHOUT_ORDER.contains(&field.info.name) => Trend::Same,
            Some(Worse::Neither) | None => Trend::Mixed,
        },
        Node::Negative(inner) | Node::Not(inner) => trend(inner, parameters).flipped(),
        // Being known is no better and no worse.
        Node::Known(inner) => of_same(trend(inner, parameters)),
        Node::Both(join, left, right) => of_both(*join, left, right, parameters),
        Node::Choice(condition, yes, no) => of_choice(condition, yes, no, parameters),
    }
}

fn of_same(trend: Trend) -> Trend {
    if trend == Trend::Same { Trend::Same } else { Trend::Mixed }
}

fn of_both(join: Join, left: &Node, right: &Node, parameters: &[f32]) -> Trend {
    let (a, b) = (trend(left, parameters), trend(right, parameters));
    match join {
        Join::Add | Join::Min | Join::Max | Join::And | Join::Or => a.with(b),
        // `a > b` comes to hold as `a - b` rises.
        Join::Subtract | Join::More | Join::AtLeast => a.with(b.flipped()),
        Join::Less | Join::AtMost => a.flipped().with(b),
        Join::Equal | Join::NotEqual => of_same(a.with(b)),
        Join::Multiply => times(a, sign(right, parameters)).with(times(b, sign(left, parameters))),
        Join::Divide => {
            let divisor = if b == Trend::Same { times(a, sign(right, parameters)) } else { Trend::Mixed };
            if a == Trend::Same { of_same(b) } else { divisor }
        }
    }
}

/// A choice between a smaller and a larger number by a condition that comes to hold; all else is not told.
fn of_choice(condition: &Node, yes: &Node, no: &Node, parameters: &[f32]) -> Trend {
    let either = trend(yes, parameters).with(trend(no, parameters));
    let turns = trend(condition, parameters);
    if turns == Trend::Same {
        return either;
    }
    let Some((yes, no)) = constant(yes, parameters).zip(constant(no, parameters)) else { return Trend::Mixed };
    if yes >= no { turns } else { turns.flipped() }
}

fn times(trend: Trend, factor: Sign) -> Trend {
    match factor {
        _ if trend == Trend::Same => Trend::Same,
        Sign::NotBelowZero => trend,
        Sign::NotAboveZero => trend.flipped(),
        Sign::Either => Trend::Mixed,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    NotBelowZero,
    NotAboveZero,
    Either,
}

fn sign(node: &Node, parameters: &[f32]) -> Sign {
    if let Some(value) = constant(node, parameters) {
        return if value >= 0.0 { Sign::NotBelowZero } else { Sign::NotAboveZero };
    }
    match node {
        Node::Value(field) if range_of(field.info.name).is_some_and(|range| range.least >= 0.0) => Sign::NotBelowZero,
        Node::Negative(inner) => match sign(inner, parameters) {
            Sign::NotBelowZero => Sign::NotAboveZero,
            Sign::NotAboveZero => Sign::NotBelowZero,
            Sign::Either => Sign::Either,
        },
        Node::Both(Join::Add | Join::Multiply | Join::Divide | Join::Min, left, right)
            if sign(left, parameters) == Sign::NotBelowZero && sign(right, parameters) == Sign::NotBelowZero =>
        {
            Sign::NotBelowZero
        }
        Node::Both(Join::Max, left, right)
            if sign(left, parameters) == Sign::NotBelowZero || sign(right, parameters) == Sign::NotBelowZero =>
        {
            Sign::NotBelowZero
        }
        _ => Sign::Either,
    }
}

fn constant(node: &Node, parameters: &[f32]) -> Option<f32> {
    crate::program::Program::new(node, parameters).constant()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Scope, Type, parse};

    #[track_caller]
    fn check(text: &str, expected: Trend) {
        let parameters = ["half".to_owned(), "minus".to_owned()];
        let scope = Scope { parameters: &parameters, part: None };
        let node = parse(text, Type::Number, scope).or_else(|_| parse(text, Type::Condition, scope)).expect(text);
        assert_eq!(trend(&node, &[0.5, -2.0]), expected, "{text}");
    }

    #[test]
    fn numbers_rise_or_fall_as_a_body_gets_worse() {
        check("sleep.debt_h", Trend::Rises);
        check("sleep.last_night_h", Trend::Falls);
        check("sleep.need_h - sleep.last_night_h", Trend::Rises);
        check("sleep.debt_h + sleep.last_night_h", Trend::Mixed);
        check("load.usual_session * half", Trend::Same);
        check("load.usual_session * sleep.last_night_h * half", Trend::Falls);
        check("minus * sleep.debt_h", Trend::Falls);
        check("hrv_z * sleep.last_night_h", Trend::Mixed);
        check("sleep.debt_h / load.usual_session", Trend::Rises);
        check("1 / sleep.debt_h", Trend::Mixed);
        check("max(0, 2 - joint.knee.acute)", Trend::Falls);
        check("load.week", Trend::Mixed);
        check("if sleep.debt_h > 15 then half else 1", Trend::Falls);
        check("if sleep.debt_h > 15 then 1 else half", Trend::Rises);
        check("if member.level < 1 then sleep.debt_h else systemic_fatigue", Trend::Rises);
    }

    #[test]
    fn conditions_come_to_hold_or_cease() {
        check("sleep.debt_h >= 10 and recovery_balance < 60", Trend::Rises);
        check("not sleep.debt_h >= 10", Trend::Falls);
        check("sleep.debt_h >= 10 and sleep.debt_h < 15", Trend::Mixed);
        check("illness == 1", Trend::Mixed);
        check("member.level == 1 and systemic_fatigue > 0.05", Trend::Rises);
        check("known(sleep.debt_h)", Trend::Mixed);
        check("known(load.usual_session) or hrv_z < 0", Trend::Rises);
    }
}
