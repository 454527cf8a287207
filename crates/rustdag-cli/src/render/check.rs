//! Whether a session fits: the verdict, what would fit, from when, and which limit it is.

use crate::render::page::{self, Page};
use crate::render::word::instant;
use crate::render::{View, ink, stop};
use rustdag_proto::v1::{self, Fit, Light, Quantity};
use rustdag_text::{Arg, Numbers};

/// Limits and parts told to a person; a program gets all.
const SHOWN_MAX: usize = 4;
/// Limits are 32-bit numbers: so small a part of a step is rounding.
const LAST_BITS: f64 = 1e-4;

pub(crate) fn write(view: &View<'_>, page: &mut Page, profile: &v1::Profile, check: &v1::Check) {
    let reasons = check.excesses.iter().filter_map(|excess| excess.reason.as_ref());
    if let Some(stop) = { reasons }.find(|reason| stop::is_stop(profile, reason)) {
        // No other session and no later hour would be better.
        let shape = ink::shape(Light::Red).to_string();
        let mut plain = Page::new(page.width());
        plain.labelled(0, &format!("{shape} "), &stop::sentence(view, stop));
        let text = plain.finish().replacen(&shape, &ink::paint(ink::of_light(Light::Red), &shape), 1);
        text.lines().for_each(|line| page.line(line));
        return footer(view, page);
    }
    let (light, verdict) = verdict(view, check);
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
    let most = if view.all { usize::MAX } else { SHOWN_MAX };
    for (place, excess) in check.excesses.iter().take(most).enumerate() {
        let label = if place == 0 { limit.clone() } else { " ".repeat(column) };
        page.labelled(2, &label, &told(view, excess));
    }
    if check.excesses.len() > most {
        page.labelled(2 + column, "", &more(view, check.excesses.len() - most));
    }
    footer(view, page);
}

/// The answer in a sentence, and the light it has.
pub(super) fn verdict(view: &View<'_>, check: &v1::Check) -> (Light, String) {
    match check.fit() {
        Fit::Fits => (Light::Green, view.texts.text("check-fits")),
        Fit::FitsReduced => (Light::Amber, view.texts.text("check-reduced")),
        Fit::DoesNotFit | Fit::Unspecified => {
            (Light::Red, view.texts.with("check-not", &[("parts", Arg::Text(&parts(view, check)))]))
        }
    }
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
    let left_out = if view.all { 0 } else { parts.len().saturating_sub(SHOWN_MAX) };
    parts.truncate(parts.len() - left_out);
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
pub(super) fn told(view: &View<'_>, excess: &v1::Excess) -> String {
    let mut sentences = Vec::new();
    if let Some(amounts) = amounts(view, excess) {
        let part = excess.reason.as_ref().map(|reason| format!("{}, ", view.subject(reason))).unwrap_or_default();
        sentences.push(format!("{part}{amounts}."));
    }
    if excess.reason.is_some() {
        sentences.push(said_by(view, excess.reason.as_ref()));
    }
    sentences.join(" ")
}

/// A reason and who gave it.
pub(super) fn said_by(view: &View<'_>, reason: Option<&v1::Reason>) -> String {
    let Some(reason) = reason else { return String::new() };
    let by =
        if reason.rule == rustdag_core::reason::ENGINE { view.texts.text("engine-name") } else { reason.rule.clone() };
    let by = view.texts.with("check-by", &[("rule", Arg::Text(&by))]);
    format!("{} ({by})", reason.text)
}

/// What was asked and what there is room for; nothing where no amount is at stake. What was asked is rounded away from
/// what is allowed, so that two numbers never read as if they met.
fn amounts(view: &View<'_>, excess: &v1::Excess) -> Option<String> {
    let numbers = view.texts.numbers();
    let (id, step, write): (_, _, fn(Numbers, f64) -> String) = match excess.quantity() {
        Quantity::HardSets => ("check-hard-sets", 0.1, Numbers::plain),
        Quantity::JointLoad => ("check-joint-load", 0.1, Numbers::plain),
        Quantity::SessionLoad => ("check-session-load", 1.0, Numbers::plain),
        Quantity::Intensity => ("check-intensity", 0.01, Numbers::percent),
        Quantity::Minutes => ("check-minutes", 1.0, Numbers::plain),
        Quantity::Rir => ("check-rir", 0.1, Numbers::plain),
        Quantity::Training | Quantity::RestDays | Quantity::Unspecified => return None,
    };
    let (up, down) =
        (|value: f64| (value / step - LAST_BITS).ceil() * step, |value: f64| (value / step + LAST_BITS).floor() * step);
    let (asked, allowed) = if excess.asked > excess.allowed {
        (up(excess.asked), down(excess.allowed))
    } else {
        (down(excess.asked), up(excess.allowed))
    };
    let (asked, allowed) = (write(numbers, asked), write(numbers, allowed));
    Some(view.texts.with(id, &[("asked", Arg::Text(&asked)), ("allowed", Arg::Text(&allowed))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_text::{Clock, Lang, Texts};

    fn told(quantity: Quantity, asked: f64, allowed: f64) -> String {
        let texts = Texts::new(Lang::En);
        let clock = Clock::new(jiff::Timestamp::UNIX_EPOCH, jiff::tz::TimeZone::UTC);
        let view = View { texts: &texts, clock, width: 80, all: false };
        amounts(&view, &v1::Excess { quantity: quantity.into(), asked, allowed, reason: None }).unwrap()
    }

    #[test]
    fn what_does_not_fit_never_reads_as_if_it_did() {
        assert_eq!(told(Quantity::SessionLoad, 339.6, 339.4), "load: asked 340, room for 339");
        assert_eq!(told(Quantity::SessionLoad, 340.0, 339.6), "load: asked 340, room for 339");
        assert_eq!(told(Quantity::JointLoad, 12.02, 11.98), "joint load: asked 12.1, room for 11.9");
        assert_eq!(told(Quantity::HardSets, 8.0, f64::from(0.3_f32)), "hard sets: asked 8, room for 0.3");
        assert_eq!(told(Quantity::Intensity, 0.7504, 0.75), "intensity: asked 76% of 1RM, room up to 75%");
        assert_eq!(told(Quantity::Rir, 1.98, 2.02), "repetitions in reserve: asked 1.9, needed 2.1");
    }
}
