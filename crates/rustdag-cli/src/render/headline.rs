//! The answer in one or two sentences, behind its light.

use crate::render::page::Page;
use crate::render::word::in_sentence;
use crate::render::{View, ink, stop};
use rustdag_proto::v1::{self, DayKind, Light};
use rustdag_text::Arg;

/// Muscles named in a headline; more would not be read.
const NAMED_MAX: usize = 3;

/// For what stops all training: its own sentence.
pub(crate) fn of_stop(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness, stop: &v1::Reason) {
    lit(view, page, readiness, &stop::sentence(view, stop));
}

/// For a plan, what its first day is for; without one, what the light says.
pub(crate) fn write(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness, plan: Option<&v1::Plan>) {
    let mut paragraph = match plan.and_then(|plan| plan.days.first()) {
        _ if needs_professional(readiness) => view.texts.text("headline-professional"),
        Some(today) => of_day(view, today),
        None => of_light(view, readiness),
    };
    if let Some(not_ready) = not_ready(view, readiness) {
        paragraph.push(' ');
        paragraph.push_str(&not_ready);
    }
    lit(view, page, readiness, &paragraph);
}

fn of_light(view: &View<'_>, readiness: &v1::Readiness) -> String {
    view.texts.text(match readiness.light() {
        Light::Green => "headline-green",
        Light::Amber => "headline-amber",
        Light::Red if !must_rest(readiness) => "headline-red-part",
        Light::Red => "headline-red",
        Light::Grey | Light::Unspecified => "headline-grey",
    })
}

fn of_day(view: &View<'_>, today: &v1::PlanDay) -> String {
    match (today.kind(), &today.session) {
        (DayKind::Training, Some(session)) => view.texts.with(
            "headline-training",
            &[
                ("session", Arg::Text(&in_sentence(&session.display_name))),
                ("minutes", Arg::Number(session.duration_min.round())),
            ],
        ),
        (DayKind::ActiveRecovery, Some(session)) => {
            view.texts.with("headline-active-recovery", &[("minutes", Arg::Number(session.duration_min.round()))])
        }
        _ => view.texts.text("headline-rest"),
    }
}

/// A paragraph behind its light.
fn lit(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness, paragraph: &str) {
    let light = readiness.light();
    let label = format!("{} {}", ink::shape(light), view.light(light).to_uppercase());
    // The label is measured without its colour, which takes no room.
    let mut plain = Page::new(page.width());
    plain.labelled(2, &format!("{label}   "), paragraph);
    let text = plain.finish().replacen(&label, &ink::paint(ink::of_light(light), &label), 1);
    for line in text.lines() {
        page.line(line);
    }
}

/// The muscles that may do nothing hard today and will be ready later, most tired first.
fn not_ready(view: &View<'_>, readiness: &v1::Readiness) -> Option<String> {
    let mut waiting: Vec<_> =
        readiness.muscles.iter().filter(|muscle| muscle.ready_at.is_some() && most_sets(muscle) == Some(0.0)).collect();
    if readiness.limits.as_ref().is_some_and(|limits| limits.must_rest) {
        return None;
    }
    waiting.sort_by(|a, b| b.fatigue.total_cmp(&a.fatigue));
    let names: Vec<String> = waiting
        .iter()
        .take(NAMED_MAX)
        .map(|muscle| {
            view.texts.with(
                "part-until",
                &[
                    ("part", Arg::Text(&view.muscle(muscle.muscle()))),
                    ("moment", Arg::Text(&view.ready(muscle.ready, muscle.ready_at.as_ref()))),
                ],
            )
        })
        .collect();
    (!names.is_empty()).then(|| view.texts.with("headline-not-ready", &[("muscles", Arg::Text(&names.join(", ")))]))
}

/// Most hard sets today; `None` for no limit.
pub(crate) fn most_sets(muscle: &v1::MuscleReadiness) -> Option<f64> {
    muscle.sets_today.as_ref().and_then(|range| range.max)
}

fn must_rest(readiness: &v1::Readiness) -> bool {
    readiness.limits.as_ref().is_some_and(|limits| limits.must_rest)
}

/// Rest because somebody should look first. Where it is one part that hurts, that part is said under why, and the rest
/// day has a reason of its own.
fn needs_professional(readiness: &v1::Readiness) -> bool {
    readiness.limits.as_ref().is_some_and(|limits| limits.see_professional && limits.must_rest)
        && !readiness.reasons.iter().any(stop::is_pain)
}
