//! Numbers, and what each comes from: its parts, the largest first.

use crate::render::View;
use crate::render::page::Page;
use crate::render::word::{capitalised, instant};
use jiff::civil::Date;
use rustdag_core::model::local_muscle::BOUT_FATIGUE_MAX;
use rustdag_proto::v1::part::Cause;
use rustdag_proto::v1::{self, IndexInput, Number, breakdown};
use rustdag_text::Arg;

/// Muscles and joints whose numbers are told where none was asked for.
const BODY_PARTS_MAX: usize = 3;
/// Parts of a number that are told one by one; a program gets all there are.
const PARTS_MAX: usize = 3;
/// A part that would be written as nothing is told with the others …
const TOLD_MIN: f64 = 0.05;
/// … and so is less than half a percent or a point, where there are a hundred.
const TOLD_MIN_OF_HUNDRED: f64 = 0.5;

/// Today's numbers and what each comes from.
pub(crate) fn write(view: &View<'_>, page: &mut Page, explanation: &v1::Explanation, muscles: &[v1::Muscle]) {
    let rows = chosen(view, explanation, muscles);
    if rows.is_empty() {
        return;
    }
    page.heading(&view.texts.text("heading-from"));
    for row in rows {
        let name = capitalised(&view.number_name(row));
        let parts = parts(view, row);
        let figure = figure(view, row, row.value);
        let line = if parts.is_empty() { format!("{name}: {figure}.") } else { format!("{name}: {figure}. {parts}") };
        page.labelled(3, "", &line);
    }
}

/// Numbers worth a line: of the muscles asked for, else of the parts of the body that are furthest from rested.
fn chosen<'a>(view: &View<'_>, explanation: &'a v1::Explanation, muscles: &[v1::Muscle]) -> Vec<&'a v1::Breakdown> {
    let most_first = |number: Number, most: usize| {
        let mut rows: Vec<&v1::Breakdown> =
            explanation.numbers.iter().filter(|row| row.number() == number && amount_shown(row, row.value)).collect();
        rows.sort_by(|a, b| b.value.total_cmp(&a.value));
        rows.truncate(if view.all { usize::MAX } else { most });
        rows
    };
    if !muscles.is_empty() {
        let asked = explanation.numbers.iter();
        return asked.filter(|row| matches!(row.subject, Some(breakdown::Subject::Muscle(_)))).collect();
    }
    let mut rows = most_first(Number::MuscleFatigue, BODY_PARTS_MAX);
    rows.extend(most_first(Number::JointAcute, BODY_PARTS_MAX));
    for number in [Number::SystemicFatigue, Number::SleepDebtH, Number::RecoveryBalance, Number::MentalFreshness] {
        rows.extend(explanation.numbers.iter().find(|row| row.number() == number));
    }
    rows
}

/// What a number behind a limit comes from: one sentence. Nothing where there are no parts.
pub(crate) fn from(view: &View<'_>, row: &v1::Breakdown) -> Option<String> {
    let parts = parts(view, row);
    let name = capitalised(&view.number_name(row));
    if is_told(row.number()) {
        return (!parts.is_empty()).then(|| format!("{name}. {parts}"));
    }
    let figure = figure(view, row, row.value);
    (!parts.is_empty()).then(|| format!("{name}: {figure}. {parts}"))
}

/// Whether a number only stands for what the member told.
fn is_told(number: Number) -> bool {
    matches!(number, Number::Illness | Number::WarningSigns)
}

/// The parts of a number, the largest first, the small ones together.
fn parts(view: &View<'_>, row: &v1::Breakdown) -> String {
    if matches!(row.number(), Number::SleepLastNightH | Number::JointPain) || is_told(row.number()) {
        // It is its only part: the event is told, not the amount again.
        let causes = row.parts.iter().filter_map(|part| cause(view, part));
        return causes.map(|cause| format!("{}.", capitalised(&cause))).collect();
    }
    let shown = |part: &&v1::Part| !matches!(part.cause, Some(Cause::Others(_))) && amount_shown(row, part.amount);
    // Days are few, and each counts.
    let of_days = matches!(row.number(), Number::RestDaysInLast6 | Number::TrainingDaysInARow);
    let most = if view.all || of_days { usize::MAX } else { PARTS_MAX };
    let told: Vec<&v1::Part> = row.parts.iter().filter(shown).take(most).collect();
    let mut sentences: Vec<String> = told
        .iter()
        .filter_map(|part| Some(format!("{} {}", cause(view, part)?, signed(view, row, part.amount))))
        .collect();
    let rest: f64 =
        row.parts.iter().map(|part| part.amount).sum::<f64>() - told.iter().map(|part| part.amount).sum::<f64>();
    if !sentences.is_empty() && amount_shown(row, rest) {
        sentences.push(format!("{} {}", view.texts.text("cause-others"), signed(view, row, rest)));
    }
    if sentences.is_empty() { String::new() } else { format!("{}.", capitalised(&sentences.join("; "))) }
}

/// Points, hours, sets or percent: what the number is written in.
fn scale(row: &v1::Breakdown) -> f64 {
    match row.number() {
        // As everywhere: how far it is from recovered, of what the heaviest single session can leave behind.
        Number::MuscleFatigue => 100.0 / BOUT_FATIGUE_MAX,
        Number::JointRamp | Number::SystemicFatigue => 100.0,
        _ => 1.0,
    }
}

fn amount_shown(row: &v1::Breakdown, amount: f64) -> bool {
    let least = match row.number() {
        Number::MuscleFatigue | Number::JointRamp | Number::RecoveryBalance | Number::MentalFreshness => {
            TOLD_MIN_OF_HUNDRED
        }
        _ => TOLD_MIN,
    };
    (amount * scale(row)).abs() >= least
}

/// A value of a number.
fn figure(view: &View<'_>, row: &v1::Breakdown, value: f64) -> String {
    let numbers = view.texts.numbers();
    let plain = numbers.plain(value * scale(row));
    match row.number() {
        Number::MuscleFatigue => {
            let recovered = numbers.whole_percent((100.0 * (1.0 - value / BOUT_FATIGUE_MAX).clamp(0.0, 1.0)).floor());
            view.texts.with("figure-recovered", &[("recovered", Arg::Text(&recovered))])
        }
        Number::WeeklyHardSets => view.texts.with("figure-hard-sets", &[("sets", Arg::Number(value))]),
        Number::JointAcute => {
            // As it is written: one is one, not one and a hundredth.
            let sessions = (value * 10.0).round() / 10.0;
            view.texts.with("figure-usual-sessions", &[("sessions", Arg::Number(sessions))])
        }
        Number::JointRamp | Number::SystemicFatigue => {
            let id = if row.number() == Number::JointRamp { "figure-used-to" } else { "figure-fatigue" };
            view.texts.with(id, &[("percent", Arg::Text(&numbers_percent(view, row, value)))])
        }
        Number::SleepLastNightH | Number::SleepDebtH => numbers.hours(value),
        Number::RecoveryBalance | Number::MentalFreshness => {
            let score = numbers.decimals(value, 0);
            view.texts.with("score", &[("score", Arg::Text(&score))])
        }
        Number::JointPain => view.texts.with("joint-pain", &[("pain", Arg::Text(&plain))]),
        Number::TrainingDaysInARow
        | Number::RestDaysInLast6
        | Number::Monotony
        | Number::Illness
        | Number::WarningSigns
        | Number::Unspecified => plain,
    }
}

fn numbers_percent(view: &View<'_>, row: &v1::Breakdown, value: f64) -> String {
    let percent = view.texts.numbers().plain(value * scale(row));
    view.texts.with("figure-percent", &[("percent", Arg::Text(&percent))])
}

/// What a part adds or takes.
fn signed(view: &View<'_>, row: &v1::Breakdown, amount: f64) -> String {
    let sign = if amount < 0.0 { "−" } else { "+" };
    let size = amount.abs();
    let text = match row.number() {
        // What is not yet recovered is taken from a hundred, so that the parts explain the percentage that is shown.
        Number::MuscleFatigue => {
            return format!("−{}", numbers_percent(view, row, size));
        }
        Number::JointRamp | Number::SystemicFatigue => numbers_percent(view, row, size),
        Number::SleepDebtH | Number::SleepLastNightH => view.texts.numbers().hours(size),
        _ => view.texts.numbers().plain(size * scale(row)),
    };
    format!("{sign}{text}")
}

fn cause(view: &View<'_>, part: &v1::Part) -> Option<String> {
    let texts = view.texts;
    let day_of = |event: Option<&v1::EventRef>| {
        let at = instant(event.and_then(|event| event.at.as_ref()))?;
        Some(texts.date(view.clock.local(at).date()))
    };
    let date = |text: &str| text.parse::<Date>().ok().map(|date| texts.date(date));
    Some(match part.cause.as_ref()? {
        Cause::Session(v1::SessionPart { event, .. }) => {
            let day = day_of(event.as_ref())?;
            match event.as_ref().map(|event| event.display_name.trim()).filter(|name| !name.is_empty()) {
                Some(name) => format!("{name} ({day})"),
                None => texts.with("cause-session", &[("day", Arg::Text(&day))]),
            }
        }
        Cause::UnknownDay(day) => texts.with("cause-unknown-day", &[("day", Arg::Text(&date(day)?))]),
        Cause::Night(v1::NightPart { event, asleep_h, .. }) => {
            let (day, hours) = (day_of(event.as_ref())?, texts.numbers().hours(*asleep_h));
            texts.with("cause-night", &[("day", Arg::Text(&day)), ("hours", Arg::Text(&hours))])
        }
        Cause::UnknownNight(day) => texts.with("cause-unknown-night", &[("day", Arg::Text(&date(day)?))]),
        Cause::CheckIn(event) => texts.with("cause-check-in", &[("day", Arg::Text(&day_of(Some(event))?))]),
        Cause::IndexInput(input) => {
            let name = IndexInput::try_from(*input).unwrap_or_default().as_str_name().to_ascii_lowercase();
            texts.text(&format!("index-{}", name.trim_start_matches("index_input_")))
        }
        Cause::Others(_) => return None,
    })
}

/// A part of the body as the messages have it: a muscle, a joint complex, or neither.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    Muscle(i32),
    Joint(i32),
    Whole,
}

impl View<'_> {
    pub(crate) fn part(&self, place: Place) -> String {
        match place {
            Place::Muscle(number) => self.muscle(v1::Muscle::try_from(number).unwrap_or_default()),
            Place::Joint(number) => self.joint(v1::Joint::try_from(number).unwrap_or_default()),
            Place::Whole => self.texts.text("subject-whole"),
        }
    }

    /// What a number is called: by its part of the body where that says enough.
    fn number_name(&self, row: &v1::Breakdown) -> String {
        let place = match row.subject {
            Some(breakdown::Subject::Muscle(number)) => Place::Muscle(number),
            Some(breakdown::Subject::Joint(number)) => Place::Joint(number),
            None => Place::Whole,
        };
        let name = row.number().as_str_name().trim_start_matches("NUMBER_").to_ascii_lowercase();
        self.texts.with(&format!("number-{name}"), &[("part", Arg::Text(&self.part(place)))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_text::{Clock, Lang, Texts};

    fn row(number: Number, value: f64, from: f64, parts: &[(f64, Cause)]) -> v1::Breakdown {
        let parts = parts.iter().map(|(amount, cause)| v1::Part { amount: *amount, cause: Some(cause.clone()) });
        v1::Breakdown { number: number.into(), subject: None, value, from, parts: parts.collect() }
    }

    fn event(at: i64, name: &str) -> Option<v1::EventRef> {
        let at = Some(prost_types::Timestamp { seconds: at, nanos: 0 });
        Some(v1::EventRef { source: "app".into(), event_id: "1".into(), at, display_name: name.into() })
    }

    fn told(lang: Lang, row: &v1::Breakdown) -> String {
        let texts = Texts::new(lang);
        let clock = Clock::new(jiff::Timestamp::UNIX_EPOCH, jiff::tz::TimeZone::UTC);
        from(&View { texts: &texts, clock, width: 80, all: false }, row).unwrap_or_default()
    }

    #[test]
    fn the_parts_told_add_up_to_what_is_shown() {
        let session = |at, name| Cause::Session(v1::SessionPart { event: event(at, name), dose: 4.0 });
        let mut quads = row(
            Number::MuscleFatigue,
            0.084,
            0.0,
            &[(0.066, session(0, "Legs")), (0.012, session(-86_400, "")), (0.006, Cause::Others(3))],
        );
        quads.subject = Some(breakdown::Subject::Muscle(v1::Muscle::Quadriceps.into()));
        assert_eq!(
            told(Lang::En, &quads),
            "Quadriceps: 72% recovered. Legs (Thu 1 Jan) −22%; training (Wed 31 Dec) −4%; others −2%."
        );
        let night = |at, asleep_h| Cause::Night(v1::NightPart { event: event(at, ""), asleep_h, short_h: 0.0 });
        let debt = row(Number::SleepDebtH, 2.5, 0.0, &[(4.0, night(0, 4.0)), (-1.5, night(86_400, 9.5))]);
        assert_eq!(
            told(Lang::Nl, &debt),
            "Slaaptekort: 2 u 30. 4 u geslapen (do 1 jan) +4 u; 9 u 30 geslapen (vr 2 jan) −1 u 30."
        );
        let balance = row(
            Number::RecoveryBalance,
            76.0,
            100.0,
            &[
                (-20.0, Cause::IndexInput(IndexInput::Sleep.into())),
                (-4.0, Cause::IndexInput(IndexInput::Wellness.into())),
            ],
        );
        assert_eq!(told(Lang::En, &balance), "Recovery balance: 76 of 100. Sleep −20; how you feel −4.");
    }

    #[test]
    fn an_assumed_day_reads_as_assumed() {
        let systemic = row(Number::SystemicFatigue, 0.02, 0.0, &[(0.02, Cause::UnknownDay("2026-05-05".into()))]);
        assert_eq!(
            told(Lang::En, &systemic),
            "Whole body: 2% fatigue. Nothing logged, a usual day assumed (Tue 5 May) +2%."
        );
    }
}
