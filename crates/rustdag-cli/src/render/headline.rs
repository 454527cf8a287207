//! The answer in one or two sentences, behind its light.

use crate::render::page::Page;
use crate::render::{View, ink};
use rustdag_proto::v1::{self, DayKind, Light};
use rustdag_text::Arg;

/// Muscles named in a headline; more would not be read.
const NAMED_MAX: usize = 3;

/// For readiness without a plan.
pub(crate) fn of_readiness(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness) {
    let sentence = if needs_professional(readiness) {
        view.texts.text("headline-professional")
    } else {
        view.texts.text(match readiness.light() {
            Light::Green => "headline-green",
            Light::Amber => "headline-amber",
            Light::Red if !must_rest(readiness) => "headline-red-part",
            Light::Red => "headline-red",
            Light::Grey | Light::Unspecified => "headline-grey",
        })
    };
    write(view, page, readiness, &sentence);
}

/// For a plan: what its first day is for.
pub(crate) fn of_plan(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness, plan: &v1::Plan) {
    let Some(today) = plan.days.first() else { return of_readiness(view, page, readiness) };
    let sentence = match (today.kind(), &today.session) {
        _ if needs_professional(readiness) => view.texts.text("headline-professional"),
        (DayKind::Training, Some(session)) => view.texts.with(
            "headline-training",
            &[
                ("session", Arg::Text(&session.display_name.to_lowercase())),
                ("minutes", Arg::Number(session.duration_min.round())),
            ],
        ),
        (DayKind::ActiveRecovery, Some(session)) => {
            view.texts.with("headline-active-recovery", &[("minutes", Arg::Number(session.duration_min.round()))])
        }
        _ => view.texts.text("headline-rest"),
    };
    write(view, page, readiness, &sentence);
}

fn write(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness, sentence: &str) {
    let light = readiness.light();
    let label = format!("{} {}", ink::shape(light), view.light(light).to_uppercase());
    let mut paragraph = sentence.to_owned();
    if let Some(not_ready) = not_ready(view, readiness) {
        paragraph.push(' ');
        paragraph.push_str(&not_ready);
    }
    // The label is measured without its colour, which takes no room.
    let mut plain = Page::new(page.width());
    plain.labelled(2, &format!("{label}   "), &paragraph);
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

fn needs_professional(readiness: &v1::Readiness) -> bool {
    readiness.limits.as_ref().is_some_and(|limits| limits.see_professional && limits.must_rest)
}
