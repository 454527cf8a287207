//! Whether a session fits: the verdict, what would fit, from when, and which limit it is.

use crate::render::page::{self, Page};
use crate::render::word::instant;
use crate::render::{View, ink};
use rustdag_proto::v1::{self, Fit, Light, Quantity};
use rustdag_text::Arg;

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
    for (place, excess) in check.excesses.iter().enumerate() {
        let label = if place == 0 { limit.clone() } else { " ".repeat(column) };
        page.labelled(2, &label, &told(view, excess));
    }
    footer(view, page);
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
    if parts.is_empty() { view.texts.text("subject-whole") } else { parts.join(", ") }
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
    if excess.quantity() != Quantity::Training {
        let (asked, allowed) =
            (amount(view, excess.quantity(), excess.asked), amount(view, excess.quantity(), excess.allowed));
        let mut first =
            view.texts.with("check-excess", &[("asked", Arg::Text(&asked)), ("allowed", Arg::Text(&allowed))]);
        if let Some(reason) = &excess.reason {
            first = format!("{}: {first}", view.subject(reason));
        }
        sentences.push(format!("{first}."));
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

fn amount(view: &View<'_>, quantity: Quantity, value: f64) -> String {
    let numbers = view.texts.numbers();
    let (id, number) = match quantity {
        Quantity::HardSets => ("quantity-hard-sets", numbers.plain(value)),
        Quantity::JointLoad => ("quantity-joint-load", numbers.plain(value)),
        Quantity::SessionLoad => ("quantity-session-load", numbers.decimals(value, 0)),
        Quantity::Intensity => ("quantity-intensity", numbers.percent(value)),
        Quantity::Minutes => ("quantity-minutes", numbers.decimals(value, 0)),
        Quantity::Rir => ("quantity-rir", numbers.plain(value)),
        Quantity::Training | Quantity::Unspecified => ("quantity-training", numbers.plain(value)),
    };
    view.texts.with(id, &[("number", Arg::Text(&number))])
}
