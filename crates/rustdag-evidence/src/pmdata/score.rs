//! Errors of forecasts, how sure a gain is, and whether intervals hold what they promise.

use super::baseline::Baseline;
use super::protocol::{Method, Question, Trial};
use rustdag_core::forecast::Feeling;

/// Times that participants are drawn anew.
const RESAMPLES: usize = 10_000;
/// Where the draws begin: any number would do; a fixed one gives everybody the same table.
const SEED: u64 = 20_191_101;
/// Share of the draws outside the interval of a gain, at each end.
const TAIL: f64 = 0.025;

/// What came of one rating, asked in one way.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// When the engine was asked.
    pub question: Question,
    /// What was rated.
    pub feeling: Feeling,
    /// Errors of every method, in the order of [`Method::all`].
    pub scores: Vec<Scores>,
    /// Days of which the engine said nothing; no method is judged on them.
    pub withheld: usize,
    /// The engine against the best exponentially weighted mean, chosen with hindsight.
    pub gain: Gain,
    /// The same, against the means rounded to points.
    pub gain_over_rounded: Gain,
    /// The engine's intervals.
    pub coverage: Coverage,
}

/// Errors of one method.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// Who forecast.
    pub method: Method,
    /// All days of all participants.
    pub pooled: Errors,
    /// By participant, in their order.
    pub each: Vec<Errors>,
}

/// Errors over some days; not numbers where there are none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// Days.
    pub days: usize,
    /// Mean absolute error, points.
    pub mae: f64,
    /// Root of the mean squared error, points.
    pub rmse: f64,
}

/// By how much the engine's mean absolute error is below that of the best of some baselines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gain {
    /// The best of them.
    pub over: Baseline,
    /// Fraction of its error; negative where the engine is worse.
    pub gain: f64,
    /// The 95 % interval when participants are drawn anew, and the best baseline chosen anew in every draw.
    pub interval: (f64, f64),
}

/// How often the rating lay in the engine's interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// Fraction of days.
    pub held: f64,
    /// Mean of what the intervals say they hold: whole points seldom hold exactly 80 %.
    pub stated: f64,
    /// Mean number of points in an interval.
    pub points: f64,
}

/// Sums of one method over one participant's days.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    days: usize,
    absolute: f64,
    squared: f64,
}

impl Sums {
    fn plus(self, other: Self) -> Self {
        Self {
            days: self.days + other.days,
            absolute: self.absolute + other.absolute,
            squared: self.squared + other.squared,
        }
    }

    fn errors(self) -> Errors {
        let days = self.days as f64;
        Errors { days: self.days, mae: self.absolute / days, rmse: (self.squared / days).sqrt() }
    }
}

/// Sums up what came of some days.
pub(super) fn judged(
    question: Question,
    feeling: Feeling,
    participants: usize,
    trials: &[Trial],
    population: f64,
) -> Judged {
    let spoken: Vec<_> = trials.iter().filter(|trial| trial.engine.is_some()).collect();
    let sums: Vec<(Method, Vec<Sums>)> = Method::all()
        .into_iter()
        .map(|method| {
            let mut each = vec![Sums::default(); participants];
            for trial in &spoken {
                let error = trial.truth - trial.forecast(method, population).unwrap_or(f64::NAN);
                let sums = &mut each[trial.participant];
                *sums = sums.plus(Sums { days: 1, absolute: error.abs(), squared: error * error });
            }
            (method, each)
        })
        .collect();
    Judged {
        question,
        feeling,
        withheld: trials.len() - spoken.len(),
        gain: gain(&sums, |baseline| matches!(baseline, Baseline::Ewma(_))),
        gain_over_rounded: gain(&sums, |baseline| matches!(baseline, Baseline::RoundedEwma(_))),
        coverage: coverage(&spoken),
        scores: sums
            .into_iter()
            .map(|(method, each)| Scores {
                method,
                pooled: each.iter().copied().fold(Sums::default(), Sums::plus).errors(),
                each: each.into_iter().map(Sums::errors).collect(),
            })
            .collect(),
    }
}

fn gain(sums: &[(Method, Vec<Sums>)], among: impl Fn(Baseline) -> bool) -> Gain {
    let engine = sums.iter().find(|(method, _)| *method == Method::Engine).map_or(&[][..], |(_, each)| each);
    let rivals: Vec<(Baseline, &[Sums])> = sums
        .iter()
        .filter_map(|(method, each)| match method {
            Method::Baseline(baseline) if among(*baseline) => Some((*baseline, &each[..])),
            _ => None,
        })
        .collect();
    let of = |drawn: &[usize]| {
        let total = |each: &[Sums]| drawn.iter().map(|&who| each[who].absolute).sum::<f64>();
        let best = rivals.iter().map(|&(baseline, each)| (baseline, total(each))).min_by(|a, b| a.1.total_cmp(&b.1));
        let (baseline, least) = best.unwrap_or((Baseline::AsToday, f64::NAN));
        (baseline, 1.0 - total(engine) / least)
    };
    let everybody: Vec<_> = (0..engine.len()).collect();
    let (over, gain) = of(&everybody);
    let mut chance = SEED;
    // A draw of people whom no method ever got wrong compares nothing with nothing.
    let mut gains: Vec<f64> = (0..RESAMPLES)
        .map(|_| of(&everybody.iter().map(|_| draw(&mut chance, everybody.len())).collect::<Vec<_>>()).1)
        .filter(|gain| gain.is_finite())
        .collect();
    gains.sort_by(f64::total_cmp);
    let quantile = |share: f64| {
        let place = (share * gains.len().saturating_sub(1) as f64).round() as usize;
        gains.get(place).copied().unwrap_or(f64::NAN)
    };
    Gain { over, gain, interval: (quantile(TAIL), quantile(1.0 - TAIL)) }
}

/// The next number below `bound` of a fixed sequence (SplitMix64, Steele, Lea & Flood 2014).
fn draw(state: &mut u64, bound: usize) -> usize {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((mixed ^ (mixed >> 31)) % bound as u64) as usize
}

fn coverage(spoken: &[&Trial]) -> Coverage {
    let (mut held, mut stated, mut points, mut days) = (0.0, 0.0, 0.0, 0.0);
    for (truth, engine) in spoken.iter().filter_map(|trial| Some((trial.truth, trial.engine.as_ref()?))) {
        let interval = engine.interval;
        held += f64::from((f64::from(interval.low)..=f64::from(interval.high)).contains(&truth));
        stated += interval.probability;
        points += f64::from(interval.high - interval.low + 1);
        days += 1.0;
    }
    Coverage { held: held / days, stated: stated / days, points: points / days }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(absolute: &[f64]) -> Vec<Sums> {
        absolute.iter().map(|&absolute| Sums { days: 10, absolute, squared: absolute }).collect()
    }

    #[test]
    fn the_gain_is_over_the_best_and_its_interval_is_the_same_every_time() {
        let sums = vec![
            (Method::Baseline(Baseline::Ewma(0.1)), each(&[10.0, 20.0, 10.0])),
            (Method::Baseline(Baseline::Ewma(0.5)), each(&[10.0, 10.0, 10.0])),
            (Method::Baseline(Baseline::AsToday), each(&[1.0, 1.0, 1.0])),
            (Method::Engine, each(&[9.0, 8.0, 10.0])),
        ];
        let ours = || gain(&sums, |baseline| matches!(baseline, Baseline::Ewma(_)));
        assert_eq!(ours().over, Baseline::Ewma(0.5));
        assert!((ours().gain - 0.1).abs() < 1e-12);
        let (low, high) = ours().interval;
        assert!((low - 0.0).abs() < 1e-12 && (high - 0.2).abs() < 1e-12, "{low} to {high}");
        assert_eq!(ours(), ours());
    }

    #[test]
    fn draws_reach_everybody_about_equally() {
        let mut state = SEED;
        let mut drawn = [0_u32; 8];
        (0..80_000).for_each(|_| drawn[draw(&mut state, 8)] += 1);
        assert!(drawn.iter().all(|&count| (9_600..10_400).contains(&count)), "{drawn:?}");
    }
}
