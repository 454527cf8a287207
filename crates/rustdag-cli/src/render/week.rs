//! The days of a plan, and today's session in full. A rest day is never an empty cell: it says what it is for.

use crate::render::page::{self, Page};
use crate::render::{View, ink};
use rustdag_proto::v1::{self, DayKind};
use rustdag_text::Arg;

/// Columns of the day, the minutes and the sets; that of the session is as wide as its longest name, up to a bound.
const DAY: usize = 8;
const MINUTES: usize = 9;
const SETS: usize = 9;
const SESSION_MAX: usize = 22;
/// Muscles named per day: the ones that get most sets.
const MUSCLES_MAX: usize = 3;
/// Reasons told of a day for training, which has its muscles too, and of one for rest; a program gets all.
const REASONS_TRAINING: usize = 1;
const REASONS_REST: usize = 2;

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

/// The days. What was told already, above or on an earlier day, is told again only where a day has no other reason.
pub(crate) fn write(view: &View<'_>, page: &mut Page, plan: &v1::Plan, told: &[v1::Reason]) {
    page.heading(&view.texts.with("heading-week", &[("days", Arg::Number(plan.days.len() as f64))]));
    let session = plan.days.iter().map(|day| page::width(&cells(view, day).0)).max().unwrap_or(0).min(SESSION_MAX) + 2;
    let mut told: Vec<&v1::Reason> = told.iter().collect();
    for day in &plan.days {
        let (first, others) = day.reasons.split_at(day.reasons.len().min(1));
        let new = others.iter().filter(|reason| !told.iter().any(|other| is_same(other, reason)));
        let most = if day.kind() == DayKind::Training { REASONS_TRAINING } else { REASONS_REST };
        let reasons: Vec<&v1::Reason> = first.iter().chain(new).take(most).collect();
        write_day(view, page, day, session, &reasons);
        told.extend(reasons);
    }
}

/// The same thing said of the same part; the numbers may have moved a little.
fn is_same(one: &v1::Reason, other: &v1::Reason) -> bool {
    (&one.rule, one.code, one.subject) == (&other.rule, other.code, other.subject)
}

fn write_day(view: &View<'_>, page: &mut Page, day: &v1::PlanDay, session: usize, reasons: &[&v1::Reason]) {
    let date = day.date.parse().map_or_else(|_| day.date.clone(), |date| view.texts.day(date));
    let mut detail = muscles(view, day);
    for reason in reasons {
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
        page::pad(&page::cut(&name, session - 2), session),
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
