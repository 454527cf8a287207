//! Why: what binds and from which events, and what would change it.

use crate::render::breakdown::{self, Place};
use crate::render::page::{self, Page};
use crate::render::word::{capitalised, instant};
use crate::render::{View, check, header, ink, stop, ways};
use jiff::civil::Date;
use rustdag_proto::v1::{self, Light, Number, explained_limit};
use rustdag_text::Arg;

/// Limits, and ways, told to a person who did not ask for all.
pub(super) const SHOWN_MAX: usize = 4;

pub(crate) fn write(
    view: &View<'_>,
    page: &mut Page,
    profile: &v1::Profile,
    explanation: &v1::Explanation,
    muscles: &[v1::Muscle],
) {
    header::write(view, page, profile);
    let reasons = explanation.limits.iter().filter_map(|limit| limit.reason.as_ref());
    if let Some(stop) = { reasons }.find(|reason| stop::is_stop(profile, reason)) {
        // No other session and no later hour would be better, and no number explains it.
        lit(page, Light::Red, &stop::sentence(view, stop));
        return footer(view, page);
    }
    match &explanation.check {
        Some(asked) => {
            let (light, verdict) = check::verdict(view, asked);
            lit(page, light, &verdict);
        }
        None => lit(page, explanation.light(), &today(view, explanation)),
    }
    limits(view, page, explanation);
    ways::write(view, page, explanation);
    changes_of_light(view, page, explanation);
    if explanation.check.is_none() || !muscles.is_empty() {
        breakdown::write(view, page, explanation, muscles);
    }
    footer(view, page);
}

fn lit(page: &mut Page, light: Light, sentence: &str) {
    let shape = ink::shape(light).to_string();
    let mut plain = Page::new(page.width());
    plain.labelled(0, &format!("{shape} "), sentence);
    let painted = plain.finish().replacen(&shape, &ink::paint(ink::of_light(light), &shape), 1);
    painted.lines().for_each(|line| page.line(line));
}

fn today(view: &View<'_>, explanation: &v1::Explanation) -> String {
    let light = capitalised(&view.light(explanation.light()));
    if explanation.limits.is_empty() {
        let id = if explanation.light() == Light::Grey { "explain-grey" } else { "explain-green" };
        return view.texts.with(id, &[("light", Arg::Text(&light))]);
    }
    let mut parts: Vec<String> = Vec::new();
    for limit in &explanation.limits {
        let part = view.part(limited(limit));
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let left_out = if view.all { 0 } else { parts.len().saturating_sub(SHOWN_MAX) };
    parts.truncate(parts.len() - left_out);
    let mut named = parts.join(", ");
    if left_out > 0 {
        named.push_str(&format!(", +{left_out}"));
    }
    view.texts.with("explain-binds", &[("light", Arg::Text(&light)), ("parts", Arg::Text(&named))])
}

/// The limits that bind, each with where it comes from and how long it lasts.
fn limits(view: &View<'_>, page: &mut Page, explanation: &v1::Explanation) {
    if explanation.limits.is_empty() {
        return;
    }
    page.heading(&view.texts.text("heading-limits"));
    let most = if view.all { usize::MAX } else { SHOWN_MAX };
    for (place, limit) in explanation.limits.iter().take(most).enumerate() {
        let with_session = explanation.check.is_some();
        page.labelled(3, &format!("{}  ", place + 1), &told(view, limit, with_session));
        for because in &limit.because {
            if because.number() == Number::Monotony {
                page.labelled(6, "", &days(view, explanation));
            } else if let Some(from) = breakdown::from(view, because) {
                page.labelled(6, "", &from);
            }
        }
        let until = match instant(limit.until.as_ref()) {
            Some(at) => {
                let moment = view.texts.moment(&view.clock, at);
                view.texts.with("explain-until", &[("moment", Arg::Text(&moment))])
            }
            None => view.texts.text("explain-no-until"),
        };
        page.labelled(6, "", &until);
    }
    if explanation.limits.len() > most {
        let left = (explanation.limits.len() - most) as f64;
        page.labelled(6, "", &view.texts.with("reasons-more", &[("count", Arg::Number(left))]));
    }
}

fn told(view: &View<'_>, limit: &v1::ExplainedLimit, with_session: bool) -> String {
    let excess = v1::Excess {
        quantity: limit.quantity,
        asked: limit.asked.unwrap_or_default(),
        allowed: limit.allowed,
        reason: limit.reason.clone(),
    };
    if with_session { check::told(view, &excess) } else { check::said_by(view, limit.reason.as_ref()) }
}

/// What would change the light, and from when.
fn changes_of_light(view: &View<'_>, page: &mut Page, explanation: &v1::Explanation) {
    if explanation.check.is_some() || explanation.light() == Light::Green {
        return;
    }
    page.heading(&view.texts.text("heading-change"));
    for to_come in &explanation.lights {
        if let Some(at) = instant(to_come.at.as_ref()) {
            let (light, moment) = (capitalised(&view.light(to_come.light())), view.texts.moment(&view.clock, at));
            let args = [("light", Arg::Text(&light)), ("moment", Arg::Text(&moment))];
            page.labelled(3, "", &view.texts.with("explain-light-from", &args));
        }
    }
    if explanation.lights.is_empty() {
        page.labelled(3, "", &view.texts.text("explain-resting-not-enough"));
    }
    if let Some(input) = view.input(explanation.log_next()) {
        page.labelled(3, "", &view.texts.with("log-next", &[("input", Arg::Text(&input))]));
    }
}

/// The loads of the last seven days: what a ratio of days comes from.
fn days(view: &View<'_>, explanation: &v1::Explanation) -> String {
    let told: Vec<String> = explanation
        .days
        .iter()
        .filter_map(|day| {
            let date = view.texts.weekday_short(day.date.parse::<Date>().ok()?.weekday());
            let load = day.load_au.map_or_else(|| "?".to_owned(), |load| view.texts.numbers().decimals(load, 0));
            Some(format!("{date} {load}"))
        })
        .collect();
    let monotony = view.texts.numbers().plain(explanation.monotony.unwrap_or(f64::NAN));
    let (days, value) = (("days", Arg::Text(&told.join(", "))), ("monotony", Arg::Text(&monotony)));
    view.texts.with("explain-days", &[days, value])
}

fn footer(view: &View<'_>, page: &mut Page) {
    page.blank();
    page.quiet(page::MARGIN, &view.texts.text("not-medical"));
}

fn limited(limit: &v1::ExplainedLimit) -> Place {
    match limit.subject {
        Some(explained_limit::Subject::Muscle(number)) => Place::Muscle(number),
        Some(explained_limit::Subject::Joint(number)) => Place::Joint(number),
        None => Place::Whole,
    }
}
