//! Whether a session fits: the verdict, what would fit, from when, and which limit it is.

use crate::render::page::{self, Page};
use crate::render::word::instant;
use crate::render::{View, ink};
use rustdag_proto::v1::{self, Fit, Light, Quantity};
use rustdag_text::{Arg, Numbers};

/// Limits and parts told to a person; a program gets all.
const SHOWN_MAX: usize = 4;

pub(crate) fn write(view: &View<'_>, page: &mut Page, check: &v1::Check) {
    let (light, verdict) = match check.fit() {
        Fit::Fits => (Light::Green, view.texts.text("check-fits")),
        Fit::FitsReduced => (Light::Amber, view.texts.text("check-reduced")),
        Fit::DoesNotFit | Fit::Unspecified => {
            (Light::Red, view.texts.with("check-not", &[("parts", Arg::Text(&parts(view, check)))]))
        }
    };
    let shape = ink::shape(light).to_string();
    page.line(&format!("{} {}", ink::paint(ink::of_light(light), &shape), ink::paint(ink::HEADING, &verdict)));
    if check.fit() == Fit::Fits {
        return footer(view, page);
    }
    let labels = ["check-this-way", "check-from", "check-limit"].map(|id| view.texts.text(id));
    let column = labels.iter().map(|label| page::width(label)).max().unwrap_or(0) + 3;
    let [this_way, from, limit] = labels.map(|label| page::pad(&format!("{label}:"), column));
    if check.fit() == Fit::FitsReduced && !check.reduced.is_empty() {
        page.labelled(2, &this_way, &reduced(view, check));
    }
    let moment = match instant(check.fits_from.as_ref()) {
        Some(at) => {
            let moment = view.texts.moment(&view.clock, at);
            view.texts.with("check-from-moment", &[("moment", Arg::Text(&moment))])
        }
        None => view.texts.text("check-no-moment"),
    };
    page.labelled(2, &from, &moment);
    for (place, excess) in check.excesses.iter().take(SHOWN_MAX).enumerate() {
        let label = if place == 0 { limit.clone() } else { " ".repeat(column) };
        page.labelled(2, &label, &told(view, excess));
    }
    if check.excesses.len() > SHOWN_MAX {
        page.labelled(2 + column, "", &more(view, check.excesses.len() - SHOWN_MAX));
    }
    footer(view, page);
}

fn more(view: &View<'_>, count: usize) -> String {
    view.texts.with("reasons-more", &[("count", Arg::Number(count as f64))])
}

fn footer(view: &View<'_>, page: &mut Page) {
    page.blank();
    page.paragraph(&view.texts.text("not-medical"));
}

/// What stands in the way, each once.
fn parts(view: &View<'_>, check: &v1::Check) -> String {
    let mut parts: Vec<String> = Vec::new();
    for reason in check.excesses.iter().filter_map(|excess| excess.reason.as_ref()) {
        let part = view.subject(reason);
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    if parts.is_empty() {
        return view.texts.text("subject-whole");
    }
    let left_out = parts.len().saturating_sub(SHOWN_MAX);
    parts.truncate(SHOWN_MAX);
    let named = parts.join(", ");
    if left_out == 0 { named } else { format!("{named}, +{left_out}") }
}

/// The session with as many sets as fit.
fn reduced(view: &View<'_>, check: &v1::Check) -> String {
    let kept: Vec<String> = check
        .reduced
        .iter()
        .filter(|exercise| exercise.sets > 0)
        .map(|exercise| {
            let name = if exercise.display_name.is_empty() { &exercise.exercise } else { &exercise.display_name };
            format!("{name} {}×{}", exercise.sets, view.texts.numbers().plain(exercise.reps))
        })
        .collect();
    format!("{}.", kept.join(", "))
}

/// One limit: what was asked, what there is room for, why, by whom.
fn told(view: &View<'_>, excess: &v1::Excess) -> String {
    let mut sentences = Vec::new();
    if let Some(amounts) = amounts(view, excess) {
        let part = excess.reason.as_ref().map(|reason| format!("{}, ", view.subject(reason))).unwrap_or_default();
        sentences.push(format!("{part}{amounts}."));
    }
    if let Some(reason) = &excess.reason {
        let by = if reason.rule == rustdag_core::reason::ENGINE {
            view.texts.text("engine-name")
        } else {
            reason.rule.clone()
        };
        let by = view.texts.with("check-by", &[("rule", Arg::Text(&by))]);
        sentences.push(format!("{} ({by})", reason.text));
    }
    sentences.join(" ")
}

/// What was asked and what there is room for; nothing where no amount is at stake.
fn amounts(view: &View<'_>, excess: &v1::Excess) -> Option<String> {
    let numbers = view.texts.numbers();
    let (id, write): (_, fn(Numbers, f64) -> String) = match excess.quantity() {
        Quantity::HardSets => ("check-hard-sets", Numbers::plain),
        Quantity::JointLoad => ("check-joint-load", Numbers::plain),
        Quantity::SessionLoad => ("check-session-load", |numbers, load| numbers.decimals(load, 0)),
        Quantity::Intensity => ("check-intensity", Numbers::percent),
        Quantity::Minutes => ("check-minutes", |numbers, minutes| numbers.decimals(minutes, 0)),
        Quantity::Rir => ("check-rir", Numbers::plain),
        Quantity::Training | Quantity::Unspecified => return None,
    };
    let (asked, allowed) = (write(numbers, excess.asked), write(numbers, excess.allowed));
    Some(view.texts.with(id, &[("asked", Arg::Text(&asked)), ("allowed", Arg::Text(&allowed))]))
}
