//! The forecast tried on people, for people: errors per method and participant, what is gained, what intervals hold.

use crate::render::page::{self, Page};
use crate::render::{WIDTH_MAX, WIDTH_MIN, ink};
use rustdag_core::forecast::Feeling;
use rustdag_evidence::pmdata::{Baseline, Gain, Judged, Method, PmDataReport, Question, Scores};

/// Columns of one number and of the space before it.
const NUMBER: usize = 8;
/// Skipped values told one by one; of more the number is told.
const SKIPPED_MAX: usize = 8;

/// The whole page.
pub(crate) fn pmdata(width: usize, report: &PmDataReport) -> String {
    let mut page = Page::new(width.clamp(WIDTH_MIN, WIDTH_MAX));
    for judged in &report.judged {
        table(&mut page, report, judged);
    }
    page.blank();
    page.labelled(
        0,
        "",
        "Judged on the last fifth of every participant's days. Every method is asked about the same days, with what was \
         recorded before. Intervals of gains: participants drawn anew 10,000 times. So many people say little about \
         others.",
    );
    for skipped in report.skipped.iter().take(SKIPPED_MAX) {
        page.labelled(0, &format!("{}: ", skipped.place), &format!("left out: {}.", skipped.problem));
    }
    if report.skipped.len() > SKIPPED_MAX {
        page.labelled(0, "", &format!("{} more values were left out.", report.skipped.len() - SKIPPED_MAX));
    }
    page.finish()
}

fn table(page: &mut Page, report: &PmDataReport, judged: &Judged) {
    page.blank();
    let asked = match judged.question {
        Question::Tomorrow => "the next recorded day, after today's check-in",
        Question::ThisMorning => "this morning without a check-in, last night known",
    };
    let days = judged.scores.first().map_or(0, |scores| scores.pooled.days);
    let title = format!("{} of {asked}: {days} days", name(judged.feeling));
    for line in page::wrap(&title, page.width()) {
        page.line(&ink::paint(ink::HEADING, &line));
    }
    let label = judged.scores.iter().map(|scores| page::width(&method(scores.method))).max().unwrap_or(0);
    let fit = (page.width().saturating_sub(label) / NUMBER).max(3);
    // Pooled errors first; participants in as many blocks as the page is wide.
    let participants: Vec<usize> = (0..report.participants.len()).collect();
    let (first, rest) = participants.split_at(participants.len().min(fit - 2));
    block(page, report, judged, label, true, first);
    for some in rest.chunks(fit) {
        block(page, report, judged, label, false, some);
    }
    page.labelled(0, "Gain: ", &format!("{}; {}.", gain(&judged.gain), gain(&judged.gain_over_rounded)));
    let coverage = &judged.coverage;
    page.labelled(
        0,
        "Intervals: ",
        &format!(
            "{:.1} % of days lay in them, they say {:.1} %; {:.1} points wide on average.",
            100.0 * coverage.held,
            100.0 * coverage.stated,
            coverage.points
        ),
    );
    if judged.withheld > 0 {
        page.labelled(0, "Withheld: ", &format!("{} days, judged for no method.", judged.withheld));
    }
}

fn block(page: &mut Page, report: &PmDataReport, judged: &Judged, label: usize, pooled: bool, some: &[usize]) {
    let number =
        |value: f64| page::pad_left(&if value.is_finite() { format!("{value:.3}") } else { "-".into() }, NUMBER);
    let mut titles: Vec<String> = if pooled { vec!["MAE".into(), "RMSE".into()] } else { Vec::new() };
    titles.extend(some.iter().map(|&who| page::cut(&report.participants[who], NUMBER - 1)));
    let titles: String = titles.iter().map(|title| page::pad_left(title, NUMBER)).collect();
    page.line(&format!("{:label$}{titles}", ""));
    for Scores { method: by, pooled: all, each } in &judged.scores {
        let mut cells = if pooled { number(all.mae) + &number(all.rmse) } else { String::new() };
        cells.extend(some.iter().map(|&who| number(each[who].mae)));
        page.line(&format!("{}{cells}", page::pad(&method(*by), label)));
    }
}

/// What is rated.
pub(crate) fn name(feeling: Feeling) -> &'static str {
    match feeling {
        Feeling::Readiness => "Readiness",
        Feeling::Fatigue => "Fatigue",
        Feeling::Soreness => "Soreness",
    }
}

/// A method's name, the same for people and for programs.
pub(crate) fn method(method: Method) -> String {
    match method {
        Method::Baseline(baseline) => of_baseline(baseline),
        Method::Engine => "engine".to_owned(),
        Method::EngineMean => "engine, its mean".to_owned(),
    }
}

/// A baseline's name.
pub(crate) fn of_baseline(baseline: Baseline) -> String {
    match baseline {
        Baseline::AsToday => "as today".to_owned(),
        Baseline::RunningMean => "running mean".to_owned(),
        Baseline::Ewma(gain) => format!("EWMA {gain}"),
        Baseline::RoundedEwma(gain) => format!("EWMA {gain}, rounded"),
        Baseline::Population => "population".to_owned(),
    }
}

fn gain(gain: &Gain) -> String {
    let (low, high) = gain.interval;
    format!(
        "{:.1} % below {} (95 % interval {:.1} to {:.1})",
        100.0 * gain.gain,
        of_baseline(gain.over),
        100.0 * low,
        100.0 * high
    )
}
