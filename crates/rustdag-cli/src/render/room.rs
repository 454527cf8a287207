//! What today has room for: the load range and the limits on how.

use crate::render::page::Page;
use crate::render::{View, is_hardly_known};
use rustdag_proto::v1::{self, DayKind};
use rustdag_text::Arg;

/// An effort most sessions have, CR-10: turns a load into minutes people can picture.
const PICTURED_EFFORT: f64 = 6.0;
/// Loads and minutes are told in steps: more digits would say more than is known.
const LOAD_STEP: f64 = 10.0;
const MINUTES_STEP: f64 = 5.0;

pub(crate) fn write(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness, plan: Option<&v1::Plan>) {
    let mut lines = vec![load(view, readiness, is_for_rest(plan))];
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

/// Whether the plan gives today to rest: then the room is an upper bound, and not what to do.
fn is_for_rest(plan: Option<&v1::Plan>) -> bool {
    plan.and_then(|plan| plan.days.first()).is_some_and(|today| today.kind() != DayKind::Training)
}

fn load(view: &View<'_>, readiness: &v1::Readiness, for_rest: bool) -> String {
    let least = readiness.load_today_au.as_ref().map_or(0.0, |range| range.min);
    // Without a limit the member's usual session is what makes sense.
    let most = most_load(readiness).unwrap_or(readiness.usual_load_au.max(least));
    if most <= 0.0 {
        return view.texts.text("today-load-none");
    }
    let numbers = view.texts.numbers();
    let minutes = (most / PICTURED_EFFORT / MINUTES_STEP).floor().max(1.0) * MINUTES_STEP;
    let (minutes, effort) = (("minutes", Arg::Number(minutes)), ("effort", Arg::Number(PICTURED_EFFORT)));
    let told_most = ("most", Arg::Number(in_steps(most)));
    if for_rest {
        return view.texts.with("today-load-anyway", &[told_most, minutes, effort]);
    }
    if is_hardly_known(readiness) {
        return view.texts.with("today-load-estimated", &[told_most, minutes, effort]);
    }
    let range = numbers.range(in_steps(least), in_steps(most));
    let usual = ("usual", Arg::Number(in_steps(readiness.usual_load_au)));
    view.texts.with("today-load", &[("range", Arg::Text(&range)), usual, minutes, effort])
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
