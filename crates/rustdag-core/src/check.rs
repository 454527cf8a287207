//! Does this session fit today; which part of it does not; with how many sets it would; from when all of it does.

use crate::ahead::Resting;
use crate::answer::{Check, Excess, Fit, Quantity};
use crate::dose::Dose;
use crate::fit::{Over, exceeded, fits};
use crate::fold::Folded;
use crate::gate::Gate;
use crate::limits::ask;
use crate::plan::planned_exercises;
use crate::profile::Profile;
use crate::reason::Subject;
use crate::rule::RuleSet;
use crate::snapshot::{Situation, snapshot};
use crate::template::Template;
use jiff::Timestamp;
use rustdag_rule_abi::{Flags, Limits};

/// Checks a session against today's limits.
#[must_use]
pub fn check(profile: &Profile, folded: &Folded, situation: &Situation, rules: &RuleSet, session: &Template) -> Check {
    let gate = Gate::new(profile, situation);
    let asked = ask(&folded.body, situation, &gate, snapshot(&folded.body, situation, &folded.sleep, 0.0), rules);
    let dose = Dose::of_template(session, 0.0, profile);
    // Active recovery is within every limit but a stop.
    let found = if gate.rest_only { vec![Over::TRAINING] } else { exceeded(&dose, &asked.limits) };
    let found: Vec<Excess> = found.into_iter().map(|over| over.because(&asked)).collect();
    if found.is_empty() {
        return Check { at: folded.at, fit: Fit::Fits, excesses: found, reduced: Vec::new(), fits_from: None };
    }
    let reduced =
        (asked.limits.flags & Flags::MUST_REST == 0).then(|| reduce(session, &asked.limits, profile)).flatten();
    Check {
        at: folded.at,
        fit: if reduced.is_some() { Fit::FitsReduced } else { Fit::DoesNotFit },
        excesses: found,
        reduced: reduced
            .map(|template| planned_exercises(&template, f64::from(asked.limits.rir_min)))
            .unwrap_or_default(),
        fits_from: fits_from(profile, folded, situation, &gate, rules, &dose),
    }
}

/// The session with sets taken off, one at a time from the exercise that weighs most on the worst excess, until it
/// fits. `None` if no set would be left.
fn reduce(session: &Template, limits: &Limits, profile: &Profile) -> Option<Template> {
    let mut reduced = session.clone();
    let rir_min = f64::from(limits.rir_min);
    loop {
        let dose = Dose::of_template(&reduced, rir_min, profile);
        if fits(&dose, limits) {
            return (!reduced.exercises.is_empty()).then_some(reduced);
        }
        let worst = exceeded(&dose, limits).into_iter().max_by(|a, b| share_over(a).total_cmp(&share_over(b)))?;
        let place = heaviest(&reduced, &worst, rir_min, profile)?;
        reduced.exercises[place].sets -= 1;
        reduced.exercises.retain(|prescription| prescription.sets > 0);
    }
}

fn share_over(over: &Over) -> f64 {
    if over.allowed <= 0.0 { f64::INFINITY } else { over.asked / over.allowed }
}

/// The exercise whose removal lowers the exceeded quantity most; the last one among equals.
fn heaviest(session: &Template, over: &Over, rir_min: f64, profile: &Profile) -> Option<usize> {
    let weight = |index: usize| {
        let mut alone = session.clone();
        alone.exercises = vec![session.exercises[index].clone()];
        alone.cardio.clear();
        let dose = Dose::of_template(&alone, rir_min, profile);
        match (over.quantity, over.subject) {
            (Quantity::HardSets, Subject::Muscle(muscle)) => dose.fatigue[muscle],
            (Quantity::JointLoad, Subject::Joint(joint)) => dose.joints[joint],
            (Quantity::SessionLoad, _) => dose.load,
            (Quantity::Minutes, _) => dose.minutes,
            (Quantity::Intensity, _) => dose.intensity,
            _ => 0.0,
        }
    };
    (0..session.exercises.len())
        .map(|index| (index, weight(index)))
        .filter(|&(_, weight)| weight > 0.0)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(index, _)| index)
}

/// The first full hour at which all of the session fits if the member rests until then.
fn fits_from(
    profile: &Profile,
    folded: &Folded,
    situation: &Situation,
    gate: &Gate,
    rules: &RuleSet,
    dose: &Dose,
) -> Option<Timestamp> {
    if gate.rest_only {
        return None;
    }
    let mut resting = Resting::new(folded, &profile.zone);
    while resting.next_hour() {
        let snapshot = snapshot(&resting.body, situation, &resting.sleep, resting.days_ahead as f64);
        if fits(dose, &ask(&resting.body, situation, gate, snapshot, rules).limits) {
            return Some(resting.at);
        }
    }
    None
}
