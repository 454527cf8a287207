//! Which forecasts are judged: asked of the engine as the product asks it, beside the baselines, on the same days.

use super::baseline::{Baseline, SoFar};
use super::diary::Diary;
use super::score::{self, Judged};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rustdag_core::forecast::{AHEAD_MAX_D, Ahead, Feeling, RatingForecast, forecast};
use rustdag_core::history::History;

/// Share of a participant's days from which on forecasts are judged.
const JUDGED_FROM: f64 = 0.8;
/// Share of a participant's days that the baselines may be fitted to.
const FITTED_UNTIL: f64 = 0.6;

/// When the engine is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// Right after a check-in, for the next recorded day.
    Tomorrow,
    /// On that day, right before its check-in, with last night's sleep and the load before known. As nobody else recorded
    /// it, the night is the one told in the check-in that is then withheld.
    ThisMorning,
}

/// Who forecasts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// A baseline.
    Baseline(Baseline),
    /// The engine's forecast, the median.
    Engine,
    /// The mean of the engine's distribution.
    EngineMean,
}

impl Method {
    /// All of them, in the order of the table.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all: Vec<_> = Baseline::all().into_iter().map(Self::Baseline).collect();
        all.extend([Self::Engine, Self::EngineMean]);
        all
    }
}

/// One day that is judged.
pub(super) struct Trial {
    /// Place among the participants.
    pub participant: usize,
    /// What was rated in the end.
    pub truth: f64,
    so_far: SoFar,
    /// `None` where the engine says nothing.
    pub engine: Option<RatingForecast>,
}

impl Trial {
    /// What a method forecast.
    pub fn forecast(&self, method: Method, population: f64) -> Option<f64> {
        match method {
            Method::Baseline(baseline) => Some(self.so_far.forecast(baseline, population)),
            Method::Engine => self.engine.as_ref().map(|engine| f64::from(engine.expected)),
            Method::EngineMean => self.engine.as_ref().map(|engine| engine.mean),
        }
    }
}

/// Judges every rating, asked both ways.
pub(super) fn judge(diaries: &[Diary]) -> Vec<Judged> {
    let histories: Vec<_> = diaries.iter().map(Diary::history).collect();
    let mut judged = Vec::new();
    for question in [Question::Tomorrow, Question::ThisMorning] {
        for &feeling in Feeling::ALL {
            let (mut trials, mut fitted) = (Vec::new(), Vec::new());
            for (participant, (diary, history)) in diaries.iter().zip(&histories).enumerate() {
                walk(participant, diary, history, (question, feeling), &mut trials, &mut fitted);
            }
            let population = fitted.iter().sum::<f64>() / fitted.len() as f64;
            judged.push(score::judged(question, feeling, diaries.len(), &trials, population));
        }
    }
    judged
}

/// Goes through a participant's ratings in order.
fn walk(
    participant: usize,
    diary: &Diary,
    history: &History,
    (question, feeling): (Question, Feeling),
    trials: &mut Vec<Trial>,
    fitted: &mut Vec<f64>,
) {
    let rated: Vec<(Date, Timestamp, f64)> =
        diary.days.iter().filter_map(|(&date, day)| Some((date, day.at, day.rating(feeling)?))).collect();
    let last = rated.len().saturating_sub(1) as f64;
    let mut so_far = SoFar::default();
    for (place, pair) in rated.windows(2).enumerate() {
        let ((today, at, rating), (next, next_at, truth)) = (pair[0], pair[1]);
        so_far.take(rating);
        let share = place as f64 / last;
        if days_between(today, next) > AHEAD_MAX_D {
            continue;
        }
        if share < FITTED_UNTIL {
            fitted.push(truth);
        }
        if share >= JUDGED_FROM {
            let (at, ahead) = match question {
                Question::Tomorrow => (at, Ahead::Tomorrow),
                Question::ThisMorning => (next_at - SignedDuration::from_secs(1), Ahead::Today),
            };
            let all = forecast(history, at).ratings;
            let engine = all.into_iter().find(|found| (found.feeling, found.ahead) == (feeling, ahead));
            trials.push(Trial { participant, truth, so_far, engine });
        }
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    i32::try_from(to.duration_since(from).as_hours() / 24).unwrap_or(i32::MAX)
}
