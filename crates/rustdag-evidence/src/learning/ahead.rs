//! Whether what was learned forecasts the next lift better than who knows no model: one step ahead, over the last
//! weeks of simulated members.

use super::member::{Habit, SimulatedMember, member};
use crate::group::Group;
use crate::row::Certainty;
use jiff::ToSpan;
use rustdag_core::fold::fold_from_first;
use rustdag_core::learning::learn;
use rustdag_core::model::belief::Belief;
use rustdag_core::model::learning::{LevelPrior, Parameter, Parameters, Priors};
use rustdag_core::performance::Watch;
use rustdag_core::profile::Level;
use std::collections::BTreeMap;

const MEMBERS: u64 = 100;
const SEED: u64 = 11;
/// The days that are forecast.
const LAST_DAYS: i32 = 28;
/// Weights of the newest value; the best is chosen with hindsight.
const EWMA: [f64; 4] = [0.1, 0.2, 0.3, 0.5];

/// Mean squared errors of `ln` e1RM.
#[derive(Default)]
struct Errors {
    learned: f64,
    population: f64,
    last: f64,
    ewma: [f64; EWMA.len()],
    count: f64,
}

/// Priors in which no member differs from the population: strength in every exercise is all that is learned.
fn nobody_differs() -> Priors {
    let design = *Priors::design().of(Level::Intermediate);
    let known = |belief: Belief| Belief { deviation: 1e-6, ..belief };
    let mut parameters = design.parameters;
    for parameter in Parameter::ALL.iter().filter(|parameter| parameter.slot().is_some()) {
        parameters[*parameter as usize] = known(parameters[*parameter as usize]);
    }
    Priors::design().with(Level::Intermediate, LevelPrior { parameters, ..design })
}

fn forecast(errors: &mut Errors, stream: u64) {
    let design = Priors::design();
    let SimulatedMember { history, at, .. } = member(&Habit::ORDINARY, &design, SEED, stream);
    let own = lifts(&history, at, &Parameters::POPULATION);
    let mut seen: BTreeMap<&str, (f64, [f64; EWMA.len()])> = BTreeMap::new();
    let first_day = at - (i64::from(LAST_DAYS) * 24).hours();
    let mut day_of = None;
    let mut known = Vec::new();
    for (lift, place) in own.iter().zip(0..) {
        if lift.at >= first_day {
            let date = history.profile().zone.to_datetime(lift.at).date();
            if day_of != Some(date) {
                day_of = Some(date);
                known = [&design, &nobody_differs()]
                    .map(|priors| {
                        let learned = learn(&history, lift.at, priors);
                        let expected = lifts(&history, lift.at, &learned.in_use);
                        (learned, expected)
                    })
                    .into();
            }
            let from_model = |which: usize| {
                let (learned, expected): &(rustdag_core::learning::Learned, Vec<Lifted>) = &known[which];
                let strength = learned.strengths.iter().find(|strength| strength.exercise == lift.exercise)?;
                Some(libm::log(strength.e1rm_kg.value * expected.get(place)?.expected))
            };
            if let (Some(learned), Some(population), Some((last, ewma))) =
                (from_model(0), from_model(1), seen.get(lift.exercise.as_str()))
            {
                let square = |forecast: f64| (forecast - lift.ln_e1rm) * (forecast - lift.ln_e1rm);
                errors.learned += square(learned);
                errors.population += square(population);
                errors.last += square(*last);
                for (error, ewma) in errors.ewma.iter_mut().zip(ewma) {
                    *error += square(*ewma);
                }
                errors.count += 1.0;
            }
        }
        let (last, ewma) = seen.entry(&lift.exercise).or_insert((lift.ln_e1rm, [lift.ln_e1rm; EWMA.len()]));
        *last = lift.ln_e1rm;
        for (value, gain) in ewma.iter_mut().zip(EWMA) {
            *value += gain * (lift.ln_e1rm - *value);
        }
    }
}

/// A lift as it was shown and as it was to be expected, of which the e1RM is more than a lower bound.
struct Lifted {
    exercise: String,
    at: jiff::Timestamp,
    ln_e1rm: f64,
    expected: f64,
}

fn lifts(history: &rustdag_core::history::History, at: jiff::Timestamp, learned: &Parameters) -> Vec<Lifted> {
    let mut lifts = Vec::new();
    let mut watch = Watch::new(|performance, _| {
        if !performance.lift.at_least {
            lifts.push(Lifted {
                exercise: performance.key().as_str().to_owned(),
                at: performance.at,
                ln_e1rm: libm::log(performance.lift.e1rm_kg),
                expected: performance.expected,
            });
        }
    });
    fold_from_first(history, at, learned, &mut watch);
    lifts
}

/// The rows: errors of the engine over those of others.
pub(super) fn compared() -> Group {
    let mut errors = Errors::default();
    for stream in 0..MEMBERS {
        forecast(&mut errors, stream);
    }
    let over = |other: f64| (errors.learned / other).sqrt();
    let best = errors.ewma.iter().copied().fold(f64::INFINITY, f64::min);
    Group::simulation(
        3,
        Certainty::OwnRequirement,
        "100 simulated members, every lift of the last four of twelve weeks forecast from the days before",
    )
    .below("root mean squared error of ln e1RM over that of the last value", 1.0, over(errors.last))
    .below("over that of the best EWMA, chosen with hindsight", 1.0, over(best))
    .below("over that of the same model with the population's parameters", 1.0, over(errors.population))
}
