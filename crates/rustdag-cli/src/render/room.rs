//! What today has room for: the load range and the limits on how.

use crate::render::View;
use crate::render::page::Page;
use rustdag_proto::v1;
use rustdag_text::Arg;

/// An effort most sessions have, CR-10: turns a load into minutes people can picture.
const PICTURED_EFFORT: f64 = 6.0;
/// Loads and minutes are told in steps: more digits would say more than is known.
const LOAD_STEP: f64 = 10.0;
const MINUTES_STEP: f64 = 5.0;

pub(crate) fn write(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness) {
    let mut lines = vec![load(view, readiness)];
    if let Some(limits) = &readiness.limits {
        let trains = most_load(readiness) != Some(0.0);
        if trains {
            lines.extend(how(view, limits));
        }
        if limits.extra_rest_days > 0.0 {
            lines.push(view.texts.with("today-extra-rest", &[("days", Arg::Number(limits.extra_rest_days))]));
        }
        if limits.prefer_active {
            lines.push(view.texts.text("today-prefer-active"));
        }
    }
    page.heading(&view.texts.text("heading-today"));
    for line in lines {
        page.labelled(3, "", &line);
    }
}

fn most_load(readiness: &v1::Readiness) -> Option<f64> {
    readiness.load_today_au.as_ref().and_then(|range| range.max)
}

fn load(view: &View<'_>, readiness: &v1::Readiness) -> String {
    let least = readiness.load_today_au.as_ref().map_or(0.0, |range| range.min);
    // Without a limit the member's usual session is what makes sense.
    let most = most_load(readiness).unwrap_or(readiness.usual_load_au.max(least));
    if most <= 0.0 {
        return view.texts.text("today-load-none");
    }
    let numbers = view.texts.numbers();
    let minutes = (most / PICTURED_EFFORT / MINUTES_STEP).floor().max(1.0) * MINUTES_STEP;
    view.texts.with(
        "today-load",
        &[
            ("range", Arg::Text(&numbers.range(in_steps(least), in_steps(most)))),
            ("usual", Arg::Number(in_steps(readiness.usual_load_au))),
            ("minutes", Arg::Number(minutes)),
            ("effort", Arg::Number(PICTURED_EFFORT)),
        ],
    )
}

/// Downwards, so that a range told is never beyond the limit.
fn in_steps(load: f64) -> f64 {
    (load / LOAD_STEP).floor() * LOAD_STEP
}

fn how(view: &View<'_>, limits: &v1::DayLimits) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(most) = limits.intensity_max {
        lines.push(view.texts.with("today-intensity", &[("percent", Arg::Text(&view.texts.numbers().percent(most)))]));
    }
    if limits.rir_min > 0.0 {
        lines.push(view.texts.with("today-rir", &[("reps", Arg::Number(limits.rir_min))]));
    }
    if let Some(most) = limits.duration_max_min {
        lines.push(view.texts.with("today-minutes", &[("minutes", Arg::Number(most.round()))]));
    }
    lines
}
