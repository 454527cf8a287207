//! Why: numbered, most binding first, each cause once.

use crate::render::View;
use crate::render::page::Page;
use rustdag_core::reason::FIRST_CODE_ABOUT_RULES;
use rustdag_proto::v1;
use rustdag_text::Arg;

/// Reasons shown to a person who did not ask for all; a program gets all.
const SHOWN_MAX: usize = 5;

/// A cause, and all that follows from it.
pub(crate) struct Told<'a> {
    pub text: String,
    pub of: Vec<&'a v1::Reason>,
}

/// Reasons in their order, those of one cause as one: what was seen is said once, then each thing that follows.
pub(crate) fn told<'a>(reasons: impl IntoIterator<Item = &'a v1::Reason>) -> Vec<Told<'a>> {
    let mut all: Vec<Told<'a>> = Vec::new();
    for reason in reasons {
        let same = all.iter_mut().find(|told| told.of.iter().any(|other| is_same_cause(other, reason)));
        match (same, causes_and_consequence(&reason.text)) {
            (Some(told), Some((_, consequence))) => {
                if !told.text.ends_with(consequence) {
                    told.text.push(' ');
                    told.text.push_str(consequence);
                }
                told.of.push(reason);
            }
            _ => all.push(Told { text: reason.text.clone(), of: vec![reason] }),
        }
    }
    all
}

/// Whether two reasons of one rule saw the same thing, and say so in the same words.
fn is_same_cause(one: &v1::Reason, other: &v1::Reason) -> bool {
    let cause = |reason: &v1::Reason| causes_and_consequence(&reason.text).map(|(cause, _)| cause.to_owned());
    (&one.rule, one.subject, one.value) == (&other.rule, other.subject, other.value)
        && cause(one).is_some_and(|one| cause(other) == Some(one))
}

/// The first sentence, which says what was seen, and the rest, which says what follows.
fn causes_and_consequence(text: &str) -> Option<(&str, &str)> {
    text.split_once(". ")
}

pub(crate) fn write(view: &View<'_>, page: &mut Page, reasons: Vec<Told<'_>>) {
    if reasons.is_empty() {
        return;
    }
    page.heading(&view.texts.text("heading-why"));
    let most = if view.all { usize::MAX } else { SHOWN_MAX };
    let about_rules = |told: &&Told<'_>| told.of.iter().any(|reason| reason.code >= FIRST_CODE_ABOUT_RULES);
    let (first, others) = reasons.split_at(reasons.len().min(most));
    // A rule that is missing or failed makes every answer less than it could be: that is always told.
    let shown: Vec<&Told<'_>> = first.iter().chain(others.iter().filter(about_rules)).collect();
    for (place, told) in shown.iter().enumerate() {
        page.labelled(3, &format!("{}  ", place + 1), &told.text);
    }
    let left_out = reasons.len() - shown.len();
    if left_out > 0 {
        page.labelled(6, "", &view.texts.with("reasons-more", &[("count", Arg::Number(left_out as f64))]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(rule: &str, value: f64, text: &str) -> v1::Reason {
        v1::Reason { rule: rule.into(), value: Some(value), text: text.into(), ..v1::Reason::default() }
    }

    #[test]
    fn one_cause_is_told_once_with_all_that_follows() {
        let reasons = [
            reason("sleep", 5.2, "Short night: 5 h 12. At most 80%."),
            reason("engine", 0.1, "Quadriceps: 62% recovered."),
            reason("sleep", 5.2, "Short night: 5 h 12. Keep 2 in reserve."),
            reason("sleep", 6.0, "Sleep debt of 6 h. At most 90%."),
            reason("hormones", 5.2, "Short night: 5 h 12. Said by another."),
        ];
        let texts: Vec<String> = told(&reasons).into_iter().map(|told| told.text).collect();
        assert_eq!(
            texts,
            [
                "Short night: 5 h 12. At most 80%. Keep 2 in reserve.",
                "Quadriceps: 62% recovered.",
                "Sleep debt of 6 h. At most 90%.",
                "Short night: 5 h 12. Said by another.",
            ]
        );
    }
}
