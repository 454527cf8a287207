//! The days of a plan, and today's session in full. A rest day is never an empty cell: it says what it is for.

use crate::render::page::{self, Page};
use crate::render::{View, ink};
use rustdag_proto::v1::{self, DayKind};
use rustdag_text::Arg;

/// Columns of the day, the session, the minutes and the sets.
const DAY: usize = 8;
const SESSION: usize = 20;
const MINUTES: usize = 9;
const SETS: usize = 9;
/// Muscles named per day: the ones that get most sets.
const MUSCLES_MAX: usize = 4;
/// Reasons told per day; a program gets all.
const REASONS_MAX: usize = 2;

/// Today's exercises, if it is a day with some.
pub(crate) fn today(view: &View<'_>, page: &mut Page, plan: &v1::Plan) {
    let Some(session) = plan.days.first().and_then(|day| day.session.as_ref()) else { return };
    if session.exercises.is_empty() {
        return;
    }
    page.blank();
    let names = session.exercises.iter().map(|exercise| page::width(name_of(exercise))).max().unwrap_or(0);
    for exercise in &session.exercises {
        let line = view.texts.with(
            "exercise-line",
            &[
                ("sets", Arg::Number(f64::from(exercise.sets))),
                ("reps", Arg::Number(exercise.reps)),
                ("percent", Arg::Text(&view.texts.numbers().percent(exercise.intensity))),
                ("rir", Arg::Number(exercise.rir)),
            ],
        );
        page.labelled(3, &format!("{}  ", page::pad(&page::cut(name_of(exercise), 34), names.min(34))), &line);
    }
}

fn name_of(exercise: &v1::PlannedExercise) -> &str {
    if exercise.display_name.is_empty() { &exercise.exercise } else { &exercise.display_name }
}

/// The days.
pub(crate) fn write(view: &View<'_>, page: &mut Page, plan: &v1::Plan) {
    page.heading(&view.texts.with("heading-week", &[("days", Arg::Number(plan.days.len() as f64))]));
    for day in &plan.days {
        write_day(view, page, day);
    }
}

fn write_day(view: &View<'_>, page: &mut Page, day: &v1::PlanDay) {
    let date = day.date.parse().map_or_else(|_| day.date.clone(), |date| view.texts.day(date));
    let mut detail = muscles(view, day);
    for reason in day.reasons.iter().take(REASONS_MAX) {
        if !detail.is_empty() {
            detail.push_str(if detail.ends_with('.') { " " } else { ". " });
        }
        detail.push_str(&reason.text);
    }
    let (name, minutes, sets) = cells(view, day);
    if page.is_narrow() {
        let cells = [name, minutes, sets].into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ");
        page.labelled(2, &page::pad(&date, DAY), &cells);
        page.labelled(2 + DAY, "", &detail);
        return;
    }
    let start = format!(
        "{}{}{}{}",
        page::pad(&date, DAY),
        page::pad(&page::cut(&name, SESSION - 2), SESSION),
        page::pad(&minutes, MINUTES),
        page::pad(&sets, SETS)
    );
    let left = page.width().saturating_sub(2 + page::width(&start));
    let mut lines = page::wrap(&detail, left).into_iter();
    page.line(&format!("  {start}{}", ink::paint(ink::QUIET, &lines.next().unwrap_or_default())));
    for line in lines {
        page.line(&format!("  {}{}", " ".repeat(page::width(&start)), ink::paint(ink::QUIET, &line)));
    }
}

/// Name, minutes and sets of a day.
fn cells(view: &View<'_>, day: &v1::PlanDay) -> (String, String, String) {
    let kind = view.texts.text(match day.kind() {
        DayKind::Training => "day-training",
        DayKind::ActiveRecovery => "day-active-recovery",
        DayKind::Rest | DayKind::Unspecified => "day-rest",
    });
    let Some(session) = &day.session else { return (kind, String::new(), String::new()) };
    let name = match day.kind() {
        DayKind::Training if !session.display_name.is_empty() => session.display_name.to_lowercase(),
        _ => kind,
    };
    let minutes = view.texts.with("minutes", &[("minutes", Arg::Number(session.duration_min.round()))]);
    let count: u32 = session.exercises.iter().map(|exercise| exercise.sets).sum();
    let sets =
        if count == 0 { String::new() } else { view.texts.with("sets", &[("sets", Arg::Number(f64::from(count)))]) };
    (name, minutes, sets)
}

fn muscles(view: &View<'_>, day: &v1::PlanDay) -> String {
    day.session.as_ref().map_or_else(String::new, |session| {
        let names = session.hard_sets.iter().take(MUSCLES_MAX).map(|sets| view.muscle(sets.muscle()));
        names.collect::<Vec<_>>().join(", ")
    })
}
