//! `evidence --pmdata`: the forecast, tried on the diaries of a folder.

use crate::args::Format;
use crate::failure::Failure;
use crate::output::Output;
use crate::render::pmdata as shown;
use rustdag_core::forecast::Feeling;
use rustdag_evidence::pmdata::{Coverage, Errors, Gain, Judged, PmDataReport, Question, Skipped, judge};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Listed<'a> {
    participants: &'a [String],
    judged: Vec<ListedJudged<'a>>,
    skipped: Vec<ListedSkipped<'a>>,
}

#[derive(Serialize)]
struct ListedJudged<'a> {
    rating: &'static str,
    asked: &'static str,
    days: usize,
    days_withheld: usize,
    methods: Vec<ListedMethod<'a>>,
    gain_over_best_ewma: ListedGain,
    gain_over_best_rounded_ewma: ListedGain,
    intervals: ListedCoverage,
}

#[derive(Serialize)]
struct ListedMethod<'a> {
    method: String,
    pooled: ListedErrors,
    participants: Vec<ListedParticipant<'a>>,
}

#[derive(Serialize)]
struct ListedParticipant<'a> {
    participant: &'a str,
    #[serde(flatten)]
    errors: ListedErrors,
}

/// Errors are `null` where there is no day.
#[derive(Serialize)]
struct ListedErrors {
    days: usize,
    mae: f64,
    rmse: f64,
}

#[derive(Serialize)]
struct ListedGain {
    over: String,
    gain: f64,
    low_95: f64,
    high_95: f64,
}

#[derive(Serialize)]
struct ListedCoverage {
    held: f64,
    stated: f64,
    points: f64,
}

#[derive(Serialize)]
struct ListedSkipped<'a> {
    place: &'a str,
    problem: &'a str,
}

pub(crate) fn run(folder: &Path, format: Format, output: Output) -> Result<(), Failure> {
    let report = judge(folder).map_err(|error| Failure::input(error.to_string()))?;
    output.answer(&match format {
        Format::Json => serde_json::to_string_pretty(&listed(&report))
            .map_err(|error| Failure::input(format!("the table cannot be written: {error}")))?,
        Format::Text => shown::pmdata(output.width(), &report),
    })
}

fn listed(report: &PmDataReport) -> Listed<'_> {
    Listed {
        participants: &report.participants,
        judged: report.judged.iter().map(|judged| listed_judged(report, judged)).collect(),
        skipped: report.skipped.iter().map(|Skipped { place, problem }| ListedSkipped { place, problem }).collect(),
    }
}

fn listed_judged<'a>(report: &'a PmDataReport, judged: &Judged) -> ListedJudged<'a> {
    let Coverage { held, stated, points } = judged.coverage;
    ListedJudged {
        rating: Feeling::slug(judged.feeling),
        asked: match judged.question {
            Question::Tomorrow => "tomorrow",
            Question::ThisMorning => "this_morning",
        },
        days: judged.scores.first().map_or(0, |scores| scores.pooled.days),
        days_withheld: judged.withheld,
        methods: judged
            .scores
            .iter()
            .map(|scores| ListedMethod {
                method: shown::method(scores.method),
                pooled: errors(scores.pooled),
                participants: report
                    .participants
                    .iter()
                    .zip(&scores.each)
                    .map(|(participant, &each)| ListedParticipant { participant, errors: errors(each) })
                    .collect(),
            })
            .collect(),
        gain_over_best_ewma: gain(&judged.gain),
        gain_over_best_rounded_ewma: gain(&judged.gain_over_rounded),
        intervals: ListedCoverage { held, stated, points },
    }
}

fn errors(Errors { days, mae, rmse }: Errors) -> ListedErrors {
    ListedErrors { days, mae, rmse }
}

fn gain(gain: &Gain) -> ListedGain {
    let (low_95, high_95) = gain.interval;
    ListedGain { over: shown::of_baseline(gain.over), gain: gain.gain, low_95, high_95 }
}
