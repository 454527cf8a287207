//! The days of a plan, and today's session in full. A rest day is never an empty cell: it says what it is for.

use crate::render::page::{self, Page};
use crate::render::word::{capitalised, in_sentence};
use crate::render::{View, ink, is_hardly_known, reasons, stop, weeks};
use rustdag_core::reason::EngineCode;
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
    let exercises: Vec<_> = plan.days.first().into_iter().flat_map(sessions).flat_map(|one| &one.exercises).collect();
    if exercises.is_empty() {
        return;
    }
    page.blank();
    let names = exercises.iter().map(|exercise| page::width(name_of(exercise))).max().unwrap_or(0);
    for exercise in exercises {
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

/// The sessions of a day: none, one or two.
fn sessions(day: &v1::PlanDay) -> impl Iterator<Item = &v1::PlannedSession> {
    day.session.iter().chain(&day.second_session)
}

fn name_of(exercise: &v1::PlannedExercise) -> &str {
    if exercise.display_name.is_empty() { &exercise.exercise } else { &exercise.display_name }
}

/// The days. What was told already, above or on an earlier day, is told again only where a day has no other reason. Days
/// on which the same thing stops all training are one line.
pub(crate) fn write(
    view: &View<'_>,
    page: &mut Page,
    profile: &v1::Profile,
    readiness: &v1::Readiness,
    plan: &v1::Plan,
) {
    // What stops all training is one line, however long the plan.
    let stopped = readiness.reasons.iter().any(|reason| stop::is_stop(profile, reason));
    let told_days = if plan.weeks.is_empty() || view.all || stopped { plan.days.len() } else { weeks::DAYS_TOLD };
    let days = &plan.days[..told_days.min(plan.days.len())];
    page.heading(&view.texts.with("heading-week", &[("days", Arg::Number(days.len() as f64))]));
    let session = days.iter().map(|day| page::width(&cells(view, day).0)).max().unwrap_or(0).min(SESSION_MAX) + 2;
    let mut told: Vec<&v1::Reason> = readiness.reasons.iter().collect();
    let stop = |day: &v1::PlanDay| match day.reasons.first().filter(|reason| stop::is_stop(profile, reason)) {
        Some(reason) if day.kind() == DayKind::Rest => Some(reason.code),
        _ => None,
    };
    for days in days.chunk_by(|one, next| stop(one).is_some() && stop(one) == stop(next)) {
        let (Some(day), Some(last)) = (days.first(), days.last()) else { continue };
        let date =
            if days.len() > 1 { format!("{} – {}", date(view, day), date(view, last)) } else { date(view, day) };
        if let (Some(_), Some(reason)) = (stop(day), day.reasons.first()) {
            let sentence = stop::sentence(view, reason);
            if page.is_narrow() {
                write_line(view, page, &date, day, session, &sentence);
            } else {
                page.labelled(2, &format!("{date}  {}  ", cells(view, day).0), &sentence);
            }
            continue;
        }
        // What a light week is for is said on its first day.
        let known =
            day.reasons.iter().take_while(|reason| is_of_week(reason) && told.iter().any(|it| is_same(it, reason)));
        let known = if view.all { 0 } else { known.count().min(day.reasons.len().saturating_sub(1)) };
        let (first, others) = day.reasons[known..].split_at(day.reasons.len().min(1));
        let new = others.iter().filter(|reason| view.all || !told.iter().any(|other| is_same(other, reason)));
        let most = match day.kind() {
            _ if view.all => usize::MAX,
            DayKind::Training => REASONS_TRAINING,
            _ => REASONS_REST,
        };
        let reasons: Vec<_> = reasons::told(first.iter().chain(new)).into_iter().take(most).collect();
        let second = names(day).into_iter().nth(1);
        let also = second.map(|name| view.texts.with("also-session", &[("session", Arg::Text(&name))]));
        let mut detail: Vec<String> = also.into_iter().chain([muscles(view, day)]).collect();
        detail.extend(day.changed_from.as_ref().map(|before| changed_from(view, before)));
        detail.extend(reasons.iter().map(|told| match told.of.as_slice() {
            [reason] if is_hardly_known(readiness) => without_numbers(view, reason),
            _ => told.text.clone(),
        }));
        write_line(view, page, &date, day, session, &sentences(&detail));
        told.extend(reasons.into_iter().flat_map(|told| told.of));
    }
}

/// What the day held in the plan of before.
fn changed_from(view: &View<'_>, before: &v1::ChangedFrom) -> String {
    if before.template_id.is_empty() {
        return view.texts.text("changed-from-rest");
    }
    view.texts.with("changed-from", &[("session", Arg::Text(&held(view, before)))])
}

/// What a day held in another plan, within a sentence.
pub(crate) fn held(view: &View<'_>, before: &v1::ChangedFrom) -> String {
    match (before.template_id.as_str(), before.display_name.as_str()) {
        ("", _) => view.texts.text("day-rest"),
        (id, "") => in_sentence(id),
        (_, name) => in_sentence(name),
    }
}

/// What a day is for, within a sentence.
pub(crate) fn name(view: &View<'_>, day: &v1::PlanDay) -> String {
    match names(day) {
        names if names.is_empty() => cells(view, day).0,
        names => names.join(" + "),
    }
}

/// The day as it is called on a page.
pub(crate) fn date(view: &View<'_>, day: &v1::PlanDay) -> String {
    day.date.parse().map_or_else(|_| day.date.clone(), |date| view.texts.day(date))
}

/// Of a member who is hardly known, how far the week's sets are is not known either.
fn without_numbers(view: &View<'_>, reason: &v1::Reason) -> String {
    match stop::engine_code(reason) {
        Some(EngineCode::TrainReady) => {
            let subject = capitalised(&view.subject(reason));
            view.texts.with("train-ready-estimated", &[("subject", Arg::Text(&subject))])
        }
        _ => reason.text.clone(),
    }
}

/// Parts one after another, each ended as a sentence is if another follows.
fn sentences(parts: &[String]) -> String {
    let mut all = String::new();
    for part in parts {
        if !all.is_empty() {
            all.push_str(if all.ends_with('.') { " " } else { ". " });
        }
        all.push_str(part);
    }
    all
}

/// Whether it says what a whole week is for.
fn is_of_week(reason: &v1::Reason) -> bool {
    use EngineCode::{LightWeekAsked, LightWeekDue, Taper};
    matches!(stop::engine_code(reason), Some(LightWeekAsked | LightWeekDue | Taper))
}

/// The same thing said of the same part; the numbers may have moved a little.
fn is_same(one: &v1::Reason, other: &v1::Reason) -> bool {
    (&one.rule, one.code, one.subject) == (&other.rule, other.code, other.subject)
}

fn write_line(view: &View<'_>, page: &mut Page, date: &str, day: &v1::PlanDay, session: usize, detail: &str) {
    // Several days are wider than one: the columns behind them move along.
    let date = page::pad(date, DAY.max(page::width(date) + 2));
    let (name, minutes, sets) = cells(view, day);
    if page.is_narrow() {
        let cells = [name, minutes, sets].into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ");
        page.labelled(2, &date, &cells);
        page.labelled(2 + DAY, "", detail);
        return;
    }
    let start = format!(
        "{date}{}{}{}",
        page::pad(&page::cut(&name, session - 2), session),
        page::pad(&minutes, MINUTES),
        page::pad(&sets, SETS)
    );
    let left = page.width().saturating_sub(2 + page::width(&start));
    let mut lines = page::wrap(detail, left).into_iter();
    page.line(&format!("  {start}{}", ink::paint(ink::QUIET, &lines.next().unwrap_or_default())));
    for line in lines {
        page.line(&format!("  {}{}", " ".repeat(page::width(&start)), ink::paint(ink::QUIET, &line)));
    }
}

/// Names of a training day's sessions, within a sentence.
fn names(day: &v1::PlanDay) -> Vec<String> {
    let trained = sessions(day).filter(|_| day.kind() == DayKind::Training);
    trained.map(|session| in_sentence(&session.display_name)).filter(|name| !name.is_empty()).collect()
}

/// Name, minutes and sets of a day; of two sessions the first one's name.
fn cells(view: &View<'_>, day: &v1::PlanDay) -> (String, String, String) {
    let kind = view.texts.text(match day.kind() {
        DayKind::Training => "day-training",
        DayKind::ActiveRecovery => "day-active-recovery",
        DayKind::Rest | DayKind::Unspecified => "day-rest",
    });
    if day.session.is_none() {
        return (kind, String::new(), String::new());
    }
    let name = names(day).into_iter().next().unwrap_or(kind);
    let duration_min: f64 = sessions(day).map(|session| session.duration_min).sum();
    let minutes = view.texts.with("minutes", &[("minutes", Arg::Number(duration_min.round()))]);
    let count: u32 = sessions(day).flat_map(|session| &session.exercises).map(|exercise| exercise.sets).sum();
    let sets =
        if count == 0 { String::new() } else { view.texts.with("sets", &[("sets", Arg::Number(f64::from(count)))]) };
    (name, minutes, sets)
}

fn muscles(view: &View<'_>, day: &v1::PlanDay) -> String {
    let mut hard_sets: Vec<_> = sessions(day).flat_map(|session| &session.hard_sets).collect();
    hard_sets.sort_by(|a, b| b.sets.total_cmp(&a.sets));
    let mut names: Vec<String> = Vec::new();
    for name in hard_sets.iter().map(|sets| view.muscle(sets.muscle())) {
        // Both sessions may have a little of one muscle.
        if names.len() < MUSCLES_MAX && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}
