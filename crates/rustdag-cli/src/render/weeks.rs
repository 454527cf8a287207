//! A longer plan week by week: what each is for, what it holds and why; and what is expected on the day of an event.

use crate::render::page::{self, Page};
use crate::render::{View, ink};
use rustdag_proto::v1::{self, WeekKind};
use rustdag_text::Arg;

/// Days of a longer plan that are told one by one: what comes later will be planned again by then.
pub(crate) const DAYS_TOLD: usize = 14;

/// Columns of the kind, the sets and the sessions.
const KIND: usize = 10;
const SETS: usize = 10;
const SESSIONS: usize = 15;

/// The weeks, where the plan was put together from weeks.
pub(crate) fn write(view: &View<'_>, page: &mut Page, plan: &v1::Plan) {
    if plan.weeks.is_empty() {
        return;
    }
    page.heading(&view.texts.text("heading-weeks"));
    let dates: Vec<String> = plan.weeks.iter().map(|week| dates(view, week)).collect();
    let widest = dates.iter().map(|dates| page::width(dates)).max().unwrap_or(0) + 2;
    let mut told: Option<&v1::Reason> = None;
    for (week, dates) in plan.weeks.iter().zip(&dates) {
        let kind = view.texts.text(match week.kind() {
            WeekKind::Light => "week-light",
            WeekKind::Taper => "week-taper",
            WeekKind::Build | WeekKind::Unspecified => "week-build",
        });
        let sets = view.texts.with("sets", &[("sets", Arg::Number(f64::from(week.sets)))]);
        let sessions = view.texts.with("sessions", &[("sessions", Arg::Number(f64::from(week.sessions)))]);
        // The same sentence on every line would hide the ones that differ.
        let new = week.reasons.iter().find(|reason| view.all || told.is_none_or(|told| told.text != reason.text));
        told = week.reasons.first();
        let load = view.texts.with("week-load", &[("load", Arg::Number((week.load_au / 10.0).round() * 10.0))]);
        let detail = new.map_or_else(|| load.clone(), |reason| format!("{load} {}", reason.text));
        if page.is_narrow() {
            page.labelled(2, &format!("{dates}  "), &[kind, sets, sessions].join(", "));
            page.labelled(4, "", &detail);
            continue;
        }
        let start = format!(
            "{}{}{}{}",
            page::pad(dates, widest),
            page::pad(&kind, KIND),
            page::pad(&sets, SETS),
            page::pad(&sessions, SESSIONS)
        );
        let left = page.width().saturating_sub(2 + page::width(&start));
        let mut lines = page::wrap(&detail, left).into_iter();
        page.line(&format!("  {start}{}", ink::paint(ink::QUIET, &lines.next().unwrap_or_default())));
        for line in lines {
            page.line(&format!("  {}{}", " ".repeat(page::width(&start)), ink::paint(ink::QUIET, &line)));
        }
    }
    if let Some(event) = &plan.event {
        page.blank();
        page.paragraph(&outlook(view, event));
    }
}

fn outlook(view: &View<'_>, event: &v1::EventOutlook) -> String {
    let date = event.date.parse().map_or_else(|_| event.date.clone(), |date| view.texts.date(date));
    // Almost rested is not rested.
    let floor = |fraction: f64| view.texts.numbers().whole_percent((100.0 * fraction).floor());
    let id = if event.taper_days > 0 { "event-outlook" } else { "event-outlook-no-taper" };
    view.texts.with(
        id,
        &[
            ("date", Arg::Text(&date)),
            ("expected", Arg::Text(&floor(event.expected))),
            ("without", Arg::Text(&floor(event.expected_without_taper))),
            ("less", Arg::Text(&view.texts.numbers().percent(event.volume_less))),
            ("days", Arg::Number(f64::from(event.taper_days))),
        ],
    )
}

/// `12 mei – 18 mei`.
fn dates(view: &View<'_>, week: &v1::PlanWeek) -> String {
    let short = |text: &str| match text.parse::<jiff::civil::Date>() {
        Ok(date) => format!("{} {}", date.day(), view.texts.month_short(date.month())),
        Err(_) => text.to_owned(),
    };
    if week.first_date == week.last_date {
        return short(&week.first_date);
    }
    format!("{} – {}", short(&week.first_date), short(&week.last_date))
}
