//! A tree laid flat: steps over a small stack of numbers, without a branch for what is unknown.
//!
//! One number stands for all there is: conditions are 1 and 0, and *unknown* is the number that is no number, which spreads
//! by itself. Missing is never zero: whatever is computed from something unknown is unknown, and so is a comparison with
//! it. `and` and `or` know better where one side already decides. A division by zero, or any result that is not finite, is
//! unknown as well: a rule file cannot fail.

use crate::syntax::{Join, Node};
use rustdag_rule_abi::Snapshot;

/// The number that stands for unknown.
pub(crate) const UNKNOWN: f32 = f32::NAN;

/// Numbers in the making, at most; an expression that needs more is refused when it is read.
pub(crate) const STACK: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Constant(f32),
    /// The value at a presence bit.
    Value(u16),
    /// The value at a presence bit, counted from the part that the limit is for.
    OfPart(u16),
    Negative,
    Not,
    Known,
    Both(Join),
    Choice,
    /// A value beside a constant: most of what rules say, in one step.
    Compare(Compared, u16, f32),
    /// The last result beside a constant.
    Than(Compared, f32),
    /// Two values, such as a need less a night.
    OfTwo(Join, u16, u16),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compared {
    Less,
    AtMost,
    More,
    AtLeast,
}

/// An expression, ready to be computed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Program {
    steps: Vec<Step>,
    /// The only step, if it is a comparison with a constant: most conditions are.
    alone: Option<(Compared, u16, f32)>,
}

impl Program {
    /// Lays a tree flat; parameters get their values, and what is constant is computed now.
    pub fn new(node: &Node, parameters: &[f32]) -> Self {
        let mut steps = Vec::new();
        lay(node, parameters, &mut steps);
        let alone = match steps[..] {
            [Step::Compare(how, bit, with)] => Some((how, bit, with)),
            _ => None,
        };
        Self { steps, alone }
    }

    /// Whether it comes to 1: whether a condition holds. What is unknown does not.
    #[inline]
    pub fn holds(&self, snapshot: &Snapshot, part: usize, stack: &mut [f32]) -> bool {
        match self.alone {
            Some((how, bit, with)) => compared(how, value(snapshot, usize::from(bit)), with) == 1.0,
            None => self.run(snapshot, part, stack) == 1.0,
        }
    }

    /// How many numbers are in the making at most while it is computed.
    pub fn height(&self) -> usize {
        let mut top = 0_usize;
        let heights = self.steps.iter().map(|step| {
            match step {
                Step::Constant(_) | Step::Value(_) | Step::OfPart(_) | Step::Compare(..) | Step::OfTwo(..) => top += 1,
                Step::Negative | Step::Not | Step::Known | Step::Than(..) => {}
                Step::Both(_) => top -= 1,
                Step::Choice => top -= 2,
            }
            top
        });
        heights.max().unwrap_or(0)
    }

    /// How many steps it has.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Its value, if it is the same for everybody; unknown is none.
    pub fn constant(&self) -> Option<f32> {
        match self.steps[..] {
            [Step::Constant(value)] if !value.is_nan() => Some(value),
            _ => None,
        }
    }

    /// Computes it for a snapshot and, where it speaks of one, a part.
    #[inline]
    pub fn run(&self, snapshot: &Snapshot, part: usize, stack: &mut [f32]) -> f32 {
        // The stack is as high as `height` says.
        let mut top = 0;
        for &step in &self.steps {
            match step {
                Step::Constant(value) => {
                    stack[top] = value;
                    top += 1;
                }
                Step::Value(bit) => {
                    stack[top] = value(snapshot, usize::from(bit));
                    top += 1;
                }
                Step::OfPart(bit) => {
                    stack[top] = value(snapshot, usize::from(bit) + part);
                    top += 1;
                }
                Step::Compare(how, bit, with) => {
                    stack[top] = compared(how, value(snapshot, usize::from(bit)), with);
                    top += 1;
                }
                Step::Than(how, with) => stack[top - 1] = compared(how, stack[top - 1], with),
                Step::OfTwo(join, a, b) => {
                    stack[top] = both(join, value(snapshot, usize::from(a)), value(snapshot, usize::from(b)));
                    top += 1;
                }
                Step::Negative => stack[top - 1] = -stack[top - 1],
                // Unknown stays unknown.
                Step::Not => stack[top - 1] = 1.0 - stack[top - 1],
                Step::Known => stack[top - 1] = truth(!stack[top - 1].is_nan()),
                Step::Both(join) => {
                    top -= 1;
                    stack[top - 1] = both(join, stack[top - 1], stack[top]);
                }
                Step::Choice => {
                    top -= 2;
                    stack[top - 1] = choice(stack[top - 1], stack[top], stack[top + 1]);
                }
            }
        }
        stack[0]
    }
}

/// A value of the snapshot. What no engine should pass on, infinite or no number, is unknown.
#[inline]
fn value(snapshot: &Snapshot, bit: usize) -> f32 {
    snapshot.value(bit).map_or(UNKNOWN, finite)
}

#[inline]
fn finite(value: f32) -> f32 {
    if value.is_finite() { value } else { UNKNOWN }
}

#[inline]
fn truth(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// A value beside a constant that is finite.
#[inline]
fn compared(how: Compared, value: f32, with: f32) -> f32 {
    let holds = match how {
        Compared::Less => value < with,
        Compared::AtMost => value <= with,
        Compared::More => value > with,
        Compared::AtLeast => value >= with,
    };
    if value.is_nan() { UNKNOWN } else { truth(holds) }
}

#[inline]
fn choice(condition: f32, yes: f32, no: f32) -> f32 {
    if condition.is_nan() {
        UNKNOWN
    } else if condition == 1.0 {
        yes
    } else {
        no
    }
}

#[inline]
fn both(join: Join, a: f32, b: f32) -> f32 {
    let is_unknown = a.is_nan() | b.is_nan();
    let unless_unknown = |holds: bool| if is_unknown { UNKNOWN } else { truth(holds) };
    match join {
        Join::Add => finite(a + b),
        Join::Subtract => finite(a - b),
        Join::Multiply => finite(a * b),
        Join::Divide => finite(a / b),
        Join::Min => {
            if is_unknown {
                UNKNOWN
            } else {
                a.min(b)
            }
        }
        Join::Max => {
            if is_unknown {
                UNKNOWN
            } else {
                a.max(b)
            }
        }
        Join::Less => unless_unknown(a < b),
        Join::AtMost => unless_unknown(a <= b),
        Join::More => unless_unknown(a > b),
        Join::AtLeast => unless_unknown(a >= b),
        Join::Equal => unless_unknown(a == b),
        Join::NotEqual => unless_unknown(a != b),
        // One side that does not hold decides, whatever the other is.
        Join::And => {
            if (a == 0.0) | (b == 0.0) {
                0.0
            } else {
                a * b
            }
        }
        // One side that holds decides.
        Join::Or => {
            if (a == 1.0) | (b == 1.0) {
                1.0
            } else {
                a + b
            }
        }
    }
}

fn lay(node: &Node, parameters: &[f32], steps: &mut Vec<Step>) {
    match node {
        Node::Constant(value) => steps.push(Step::Constant(*value)),
        // A file is only read with the values of all its parameters at hand.
        Node::Parameter(position) => steps.push(Step::Constant(parameters.get(*position).copied().unwrap_or(UNKNOWN))),
        Node::Value(field) => steps.push(match field.slot {
            Some(slot) => Step::Value((field.info.first_bit + slot) as u16),
            None => Step::OfPart(field.info.first_bit as u16),
        }),
        Node::Negative(inner) => lay_one(inner, parameters, steps, Step::Negative, |value| -value),
        Node::Not(inner) => lay_one(inner, parameters, steps, Step::Not, |value| 1.0 - value),
        Node::Known(inner) => lay_one(inner, parameters, steps, Step::Known, |value| truth(!value.is_nan())),
        Node::Both(join, left, right) => {
            lay(left, parameters, steps);
            lay(right, parameters, steps);
            join_last(*join, steps);
        }
        Node::Choice(condition, yes, no) => {
            lay(condition, parameters, steps);
            if let Some(&Step::Constant(decided)) = steps.last() {
                steps.pop();
                match choice(decided, 1.0, 0.0) {
                    1.0 => lay(yes, parameters, steps),
                    0.0 => lay(no, parameters, steps),
                    _ => steps.push(Step::Constant(UNKNOWN)),
                }
                return;
            }
            lay(yes, parameters, steps);
            lay(no, parameters, steps);
            steps.push(Step::Choice);
        }
    }
}

fn lay_one(inner: &Node, parameters: &[f32], steps: &mut Vec<Step>, step: Step, now: fn(f32) -> f32) {
    lay(inner, parameters, steps);
    match steps.last_mut() {
        Some(Step::Constant(value)) => *value = now(*value),
        _ => steps.push(step),
    }
}

/// Joins the last two results. The last step of a part is its root: if that is a constant, it is the whole part.
fn join_last(join: Join, steps: &mut Vec<Step>) {
    // How many of the last steps become which one.
    let joined = match steps[..] {
        [.., Step::Constant(a), Step::Constant(b)] => Some((2, Step::Constant(both(join, a, b)))),
        [.., Step::Value(bit), Step::Constant(with)] if with.is_finite() => {
            comparing(join).map(|how| (2, Step::Compare(how, bit, with)))
        }
        [.., Step::Constant(with), Step::Value(bit)] if with.is_finite() => {
            comparing(join).map(|how| (2, Step::Compare(mirrored(how), bit, with)))
        }
        [.., Step::Value(a), Step::Value(b)] => Some((2, Step::OfTwo(join, a, b))),
        [.., Step::Constant(with)] if with.is_finite() => comparing(join).map(|how| (1, Step::Than(how, with))),
        _ => None,
    };
    match joined {
        Some((replaced, step)) => {
            steps.truncate(steps.len() - replaced);
            steps.push(step);
        }
        None => steps.push(Step::Both(join)),
    }
}

fn comparing(join: Join) -> Option<Compared> {
    Some(match join {
        Join::Less => Compared::Less,
        Join::AtMost => Compared::AtMost,
        Join::More => Compared::More,
        Join::AtLeast => Compared::AtLeast,
        _ => return None,
    })
}

/// `3 < x` is `x > 3`.
fn mirrored(how: Compared) -> Compared {
    match how {
        Compared::Less => Compared::More,
        Compared::AtMost => Compared::AtLeast,
        Compared::More => Compared::Less,
        Compared::AtLeast => Compared::AtMost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Kind;
    use crate::syntax::{Scope, Type, parse};

    /// The value of an expression: debt 4 h, pain of the knee (joint 5) 6, three days since rest, all else unknown.
    fn value_of(text: &str) -> f32 {
        let mut snapshot = Snapshot::unknown();
        snapshot.set_sleep_debt_h(Some(4.0));
        snapshot.set_joint_pain(5, Some(6.0));
        snapshot.set_days_since_rest(Some(3.0));
        snapshot.set_hrv_z(Some(f32::INFINITY));
        let parameters = ["two".to_owned(), "zero".to_owned()];
        let scope = Scope { parameters: &parameters, part: Some(Kind::Joint) };
        let node = parse(text, Type::Number, scope).or_else(|_| parse(text, Type::Condition, scope)).expect(text);
        Program::new(&node, &[2.0, 0.0]).run(&snapshot, 5, &mut [0.0; STACK])
    }

    #[track_caller]
    fn check(text: &str, expected: Option<f32>) {
        let value = value_of(text);
        assert_eq!((!value.is_nan()).then_some(value), expected, "{text}");
    }

    #[test]
    fn computes() {
        check("1 + two * 3 - 8 / 4", Some(5.0));
        check("-(sleep.debt_h - 1)", Some(-3.0));
        check("min(sleep.debt_h, days_since_rest, 9)", Some(3.0));
        check("max(sleep.debt_h, -1)", Some(4.0));
        check("joint.pain + joint.knee.pain", Some(12.0));
        check("if sleep.debt_h > 3 then 10 else 20", Some(10.0));
        check("if two > 3 then 10 else 20", Some(20.0));
        check("3 < sleep.debt_h and sleep.debt_h <= 4", Some(1.0));
        check("4 >= sleep.debt_h and 4 > sleep.debt_h", Some(0.0));
        check("sleep.debt_h - days_since_rest >= 1", Some(1.0));
        check("sleep.debt_h - days_since_rest > 1", Some(0.0));
        check("sleep.debt_h / days_since_rest + 1 <= 2", Some(0.0));
        check("sleep.debt_h > days_since_rest", Some(1.0));
        check("days_since_rest == 3 and days_since_rest != 4", Some(1.0));
        check("known(sleep.debt_h) and not known(illness)", Some(1.0));
    }

    #[test]
    fn what_is_unknown_stays_unknown_unless_the_other_side_decides() {
        for unknown in [
            "illness + 1",
            "illness < 1",
            "not illness < 1",
            "illness == illness",
            "min(illness, 3)",
            "max(3, illness)",
            "if illness > 0 then 1 else 1",
            "illness < 1 and sleep.debt_h == 4",
            "illness < 1 or sleep.debt_h == 5",
            "joint.hip.pain * 0",
            "sleep.debt_h - illness < 9",
            "illness > sleep.debt_h",
            "true and illness > 0",
        ] {
            check(unknown, None);
        }
        check("illness < 1 and sleep.debt_h == 5", Some(0.0));
        check("sleep.debt_h == 4 or illness < 1", Some(1.0));
        check("known(illness + 1)", Some(0.0));
    }

    #[test]
    fn division_by_zero_and_what_is_not_finite_is_unknown() {
        check("1 / zero", None);
        check("sleep.debt_h / (days_since_rest - 3)", None);
        check("99999999999999999999 * 99999999999999999999", None);
        check("sleep.debt_h * 99999999999999999999 * 99999999999999999999", None);
        check("hrv_z > 0", None);
    }

    #[test]
    fn a_comparison_of_a_value_with_a_number_is_one_step() {
        let parse = |text| parse(text, Type::Condition, Scope { parameters: &[], part: None }).unwrap();
        assert_eq!(Program::new(&parse("sleep.debt_h < 2 * 3"), &[]).len(), 1);
        assert_eq!(Program::new(&parse("2 * 3 < 7"), &[]).constant(), Some(1.0));
        assert_eq!(Program::new(&parse("sleep.need_h - sleep.debt_h >= 2"), &[]).len(), 2);
        assert_eq!(Program::new(&parse("sleep.need_h + 1 < sleep.debt_h"), &[]).len(), 5);
    }

    #[test]
    fn the_height_is_what_a_computation_needs() {
        let text = format!("{}sleep.debt_h{}", "(hrv_z + ".repeat(31), ")".repeat(31));
        check(&text, None);
        let scope = Scope { parameters: &[], part: None };
        assert_eq!(Program::new(&parse(&text, Type::Number, scope).unwrap(), &[]).height(), 31);
        let mut text = "illness".to_owned();
        for _ in 0..15 {
            text = format!("1 + 2 * (if illness > 0 or hrv_z > 0 and illness < {text} then 1 else illness)");
        }
        let node = parse(&text, Type::Number, scope).unwrap();
        assert!(Program::new(&node, &[]).height() > STACK);
    }
}
