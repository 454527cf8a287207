//! Each muscle and joint, and the body as a whole: how far, when ready, what today.

use crate::render::headline::most_sets;
use crate::render::page::{self, Page};
use crate::render::{View, bar, ink, is_hardly_known};
use rustdag_proto::v1;
use rustdag_text::Arg;

/// A joint with room for this share of its usual load is as usual: limits are 32-bit numbers.
const AS_USUAL_SHARE: f64 = 0.999;
/// Room for less than this share of its usual load is room for nothing that is worth doing. Design.
const NOTHING_SHARE: f64 = 0.1;

/// Columns of names, of percentages and of moments.
const NAME: usize = 18;
const NAME_NARROW: usize = 16;
const PERCENT: usize = 5;
const READY: usize = 9;
/// Systemic fatigue at which its bar is empty: twice the fatigue at which the model asks for rest.
const SYSTEMIC_EMPTY: f64 = 0.10;
/// Sleep debt at which its bar is empty, hours: the model's largest.
const DEBT_EMPTY_H: f64 = 20.0;
/// A change of a joint's weekly load that is worth a word.
const CHANGE_TOLD: f64 = 0.10;

struct Row {
    name: String,
    share: Option<f64>,
    /// The share in digits, where digits say something.
    figure: String,
    ready: String,
    today: String,
    /// Less than `today`, for a narrow page; nothing where today is as usual.
    today_short: String,
    /// What else there is to say.
    notes: Vec<String>,
    /// It reads as recovered because nothing that was logged says otherwise.
    recovered: bool,
}

impl Row {
    fn new(name: String, share: Option<f64>, ready: String) -> Self {
        let nothing = String::new;
        let notes = Vec::new();
        Self {
            name,
            share,
            figure: nothing(),
            ready,
            today: nothing(),
            today_short: nothing(),
            notes,
            recovered: false,
        }
    }

    /// Says that it is not known, where only silence says that it has recovered.
    fn doubt(&mut self, view: &View<'_>) {
        self.share = None;
        self.figure.clear();
        self.ready = view.texts.text("unknown");
    }

    fn write(&self, page: &mut Page) {
        if page.is_narrow() {
            let name = page::pad(&page::cut(&self.name, NAME_NARROW), NAME_NARROW);
            let (figure, ready) = (page::pad_left(&self.figure, PERCENT), page::pad(&self.ready, READY));
            page.line(&format!("  {name}{figure} {ready} {}", self.today_short));
            if !self.notes.is_empty() {
                page.labelled(4, "", &self.notes.join(" · "));
            }
            return;
        }
        let start = wide_start(&self.name, &bar::bar(self.share), &self.figure, &self.ready);
        let today = [&self.today].into_iter().chain(&self.notes).filter(|part| !part.is_empty());
        page.labelled(0, &start, &today.map(String::as_str).collect::<Vec<_>>().join(" · "));
    }
}

fn wide_start(name: &str, bar: &str, figure: &str, ready: &str) -> String {
    let name = page::pad(&page::cut(name, NAME), NAME);
    format!("  {name} {bar} {}  {}  ", page::pad_left(figure, PERCENT), page::pad(ready, READY))
}

pub(crate) fn write(view: &View<'_>, page: &mut Page, readiness: &v1::Readiness) {
    page.blank();
    let title = view.texts.text("heading-recovery");
    let (ready, today) = (view.texts.text("heading-ready"), view.texts.text("heading-today-sets"));
    let columns = if page.is_narrow() {
        format!("{:1$}{ready}", "", 2 + NAME_NARROW + PERCENT + 1)
    } else {
        format!("{}{today}", wide_start("", &" ".repeat(bar::CELLS), "", &ready))
    };
    // The heading stands where the names stand.
    let rest: String = columns.chars().skip(2 + page::width(&title)).collect();
    page.line(&format!("  {}{rest}", ink::paint(ink::HEADING, &title)));
    let must_rest = readiness.limits.as_ref().is_some_and(|limits| limits.must_rest);
    let mut rows: Vec<Row> = readiness.muscles.iter().map(|muscle| muscle_row(view, muscle)).collect();
    rows.extend(readiness.joints.iter().map(|joint| joint_row(view, joint, must_rest)));
    rows.extend(readiness.whole.iter().flat_map(|whole| whole_rows(view, whole)));
    for mut row in rows {
        if is_hardly_known(readiness) && row.recovered {
            row.doubt(view);
        }
        row.write(page);
    }
}

fn muscle_row(view: &View<'_>, muscle: &v1::MuscleReadiness) -> Row {
    let numbers = view.texts.numbers();
    let least = muscle.sets_today.as_ref().map_or(0.0, |range| range.min);
    let (today, today_short) = match most_sets(muscle).map(f64::floor) {
        None => (view.texts.text("load-usual"), String::new()),
        Some(most) if most < 1.0 => (view.texts.text("load-none"), view.texts.text("load-none")),
        Some(most) => {
            // Whole sets only: nobody does a third of one.
            let range = numbers.range(least.ceil().clamp(1.0, most), most);
            let told = view.texts.with("sets-range", &[("range", Arg::Text(&range)), ("to", Arg::Number(most))]);
            (told, range)
        }
    };
    Row {
        figure: whole_percent(view, muscle.recovered),
        recovered: muscle.ready,
        today,
        today_short,
        ..Row::new(
            view.muscle(muscle.muscle()),
            Some(muscle.recovered),
            view.ready(muscle.ready, muscle.ready_at.as_ref()),
        )
    }
}

fn joint_row(view: &View<'_>, joint: &v1::JointReadiness, must_rest: bool) -> Row {
    // What it can take of a usual session: after one and a half of them, half of the next.
    let room = (2.0 - joint.acute).clamp(0.0, 1.0);
    let today = match joint.load_max {
        _ if must_rest => "load-none",
        Some(most) if most <= 0.0 || most < joint.usual_load * NOTHING_SHARE => "load-not-today",
        Some(most) if most < joint.usual_load * AS_USUAL_SHARE => "load-light",
        _ => "load-usual",
    };
    let today_short = match today {
        "load-usual" => String::new(),
        "load-not-today" => view.texts.text("load-none"),
        other => view.texts.text(other),
    };
    // What may not be loaded at all is not ready, however much it has digested.
    let ready = if joint.load_max == Some(0.0) && joint.ready {
        String::new()
    } else {
        view.ready(joint.ready, joint.ready_at.as_ref())
    };
    let mut notes = Vec::new();
    if let Some(pain) = joint.pain.filter(|&pain| pain > 0.0) {
        notes.push(view.texts.with("joint-pain", &[("pain", Arg::Number(pain))]));
    }
    if joint.ramp.is_finite() && joint.ramp - 1.0 >= CHANGE_TOLD {
        let change = format!("+{}", view.texts.numbers().percent(joint.ramp - 1.0));
        notes.push(view.texts.with("joint-change", &[("change", Arg::Text(&change))]));
    }
    Row {
        figure: whole_percent(view, room),
        recovered: joint.ready && joint.pain.is_none_or(|pain| pain <= 0.0),
        today: view.texts.text(today),
        today_short,
        notes,
        ..Row::new(view.joint(joint.joint()), Some(room), ready)
    }
}

fn whole_rows(view: &View<'_>, whole: &v1::WholeBody) -> Vec<Row> {
    let numbers = view.texts.numbers();
    let unknown = || view.texts.text("unknown");
    let systemic = (1.0 - whole.systemic_fatigue / SYSTEMIC_EMPTY).clamp(0.0, 1.0);
    let score = |id: &str, value: Option<f64>| {
        let told = value.map(|value| view.texts.with("score", &[("score", Arg::Text(&numbers.decimals(value, 0)))]));
        Row::new(view.texts.text(id), value.map(|value| value / 100.0), told.unwrap_or_else(unknown))
    };
    let debt =
        whole.sleep_debt_h.map(|debt| view.texts.with("sleep-debt", &[("debt", Arg::Text(&numbers.hours(debt)))]));
    let night = whole.sleep_last_night_h.map(|night| {
        let need = numbers.hours(whole.sleep_need_h);
        view.texts.with("sleep-night", &[("night", Arg::Text(&numbers.hours(night))), ("need", Arg::Text(&need))])
    });
    let empty = whole.sleep_debt_h.map(|debt| 1.0 - debt / DEBT_EMPTY_H);
    vec![
        Row {
            figure: whole_percent(view, systemic),
            recovered: whole.ready,
            ..Row::new(
                view.texts.text("row-systemic"),
                Some(systemic),
                view.ready(whole.ready, whole.ready_at.as_ref()),
            )
        },
        Row {
            notes: night.into_iter().collect(),
            ..Row::new(view.texts.text("row-sleep"), empty, debt.unwrap_or_else(unknown))
        },
        score("row-mind", whole.mental_freshness),
        score("row-balance", whole.recovery_balance),
    ]
}

/// Rounded down, so that nothing reads as recovered before it is.
fn whole_percent(view: &View<'_>, share: f64) -> String {
    /// The last bit of a sum must not cost a whole percent.
    const LAST_BIT: f64 = 1e-9;
    view.texts.numbers().whole_percent((share * 100.0 + LAST_BIT).floor())
}
