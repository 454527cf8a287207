//! Explanations.

use super::invalid::Place as _;
use super::{Answering, Invalid, cardio, check, choice, instant, reason, session, value};
use rustdag_core::anatomy::Muscle;
use rustdag_core::explain::{Breakdown, Cause, Change, EventRef, ExplainedLimit, Explanation, Part, Way};
use rustdag_core::model::{balance, freshness};
use rustdag_core::number::Number;
use rustdag_core::reason::Subject;
use rustdag_proto::v1;
use rustdag_proto::v1::{breakdown, change, explained_limit, part};

/// Reads the muscles whose numbers are asked for.
///
/// # Errors
/// [`Invalid`] with the place of a number without a meaning.
pub fn muscles_from_proto(muscles: &[i32]) -> Result<Vec<Muscle>, Invalid> {
    let muscles = muscles.iter().enumerate();
    muscles.map(|(place, &number)| choice::muscle::required("", number).within_entry("muscles", place)).collect()
}

/// Writes an explanation; of muscles only the numbers of these, all if there are none.
#[must_use]
pub fn to_proto(explanation: &Explanation, muscles: &[Muscle], answering: Answering<'_>) -> v1::Explanation {
    let Explanation { at, light, numbers, monotony, days, limits, check, ways, lights, log_next } = explanation;
    let asked = |breakdown: &&Breakdown| match breakdown.number.subject() {
        Subject::Muscle(muscle) => muscles.is_empty() || muscles.contains(&muscle),
        Subject::Joint(_) | Subject::Whole => true,
    };
    v1::Explanation {
        at: Some(instant::to_proto(*at)),
        light: choice::light::to_proto(*light).into(),
        numbers: numbers.iter().filter(asked).map(breakdown_to_proto).collect(),
        monotony: *monotony,
        days: days.iter().map(|day| v1::DayLoad { date: day.date.to_string(), load_au: day.load }).collect(),
        limits: limits.iter().map(|limit| limit_to_proto(limit, answering)).collect(),
        check: check.as_ref().map(|check| check::to_proto(check, answering)),
        ways: ways.iter().map(|way| way_to_proto(way, answering)).collect(),
        lights: lights
            .iter()
            .map(|from| v1::LightFrom {
                light: choice::light::to_proto(from.light).into(),
                at: Some(instant::to_proto(from.at)),
            })
            .collect(),
        log_next: log_next.map_or(v1::Input::Unspecified, choice::input::to_proto).into(),
        rules: answering.rules.to_vec(),
        rule_set: answering.rule_set.to_owned(),
    }
}

/// Writes a number with its parts.
fn breakdown_to_proto(breakdown: &Breakdown) -> v1::Breakdown {
    let Breakdown { number, value, from, parts } = breakdown;
    let name = match number {
        Number::MuscleFatigue(_) => v1::Number::MuscleFatigue,
        Number::WeeklyHardSets(_) => v1::Number::WeeklyHardSets,
        Number::JointAcute(_) => v1::Number::JointAcute,
        Number::JointRamp(_) => v1::Number::JointRamp,
        Number::JointPain(_) => v1::Number::JointPain,
        Number::Systemic => v1::Number::SystemicFatigue,
        Number::LastNight => v1::Number::SleepLastNightH,
        Number::SleepDebt => v1::Number::SleepDebtH,
        Number::RecoveryBalance => v1::Number::RecoveryBalance,
        Number::MentalFreshness => v1::Number::MentalFreshness,
        Number::TrainingDaysInARow => v1::Number::TrainingDaysInARow,
        Number::RestDaysInLast6 => v1::Number::RestDaysInLast6,
        Number::Monotony => v1::Number::Monotony,
        Number::Illness => v1::Number::Illness,
        Number::WarningSigns => v1::Number::WarningSigns,
    };
    v1::Breakdown {
        number: name.into(),
        subject: match number.subject() {
            Subject::Whole => None,
            Subject::Muscle(muscle) => Some(breakdown::Subject::Muscle(choice::muscle::to_proto(muscle).into())),
            Subject::Joint(joint) => Some(breakdown::Subject::Joint(choice::joint::to_proto(joint).into())),
        },
        value: *value,
        from: *from,
        parts: parts.iter().map(part_to_proto).collect(),
    }
}

fn part_to_proto(part: &Part) -> v1::Part {
    let Part { amount, cause } = part;
    let cause = match cause {
        Cause::Session { event, dose } => {
            part::Cause::Session(v1::SessionPart { event: Some(event_to_proto(event)), dose: *dose })
        }
        Cause::UnknownDay { date } => part::Cause::UnknownDay(date.to_string()),
        Cause::Night { event, asleep_h, short_h } => part::Cause::Night(v1::NightPart {
            event: Some(event_to_proto(event)),
            asleep_h: *asleep_h,
            short_h: *short_h,
        }),
        Cause::UnknownNight { date } => part::Cause::UnknownNight(date.to_string()),
        Cause::CheckIn { event } => part::Cause::CheckIn(event_to_proto(event)),
        Cause::Balance(input) => part::Cause::IndexInput(balance_input(*input).into()),
        Cause::Freshness(input) => part::Cause::IndexInput(freshness_input(*input).into()),
        Cause::Others { count } => part::Cause::Others(u32::try_from(*count).unwrap_or(u32::MAX)),
    };
    v1::Part { amount: *amount, cause: Some(cause) }
}

const fn balance_input(input: balance::Part) -> v1::IndexInput {
    match input {
        balance::Part::Sleep => v1::IndexInput::Sleep,
        balance::Part::Energy => v1::IndexInput::Energy,
        balance::Part::HeartRateVariability => v1::IndexInput::HeartRateVariability,
        balance::Part::RestingHeartRate => v1::IndexInput::RestingHeartRate,
        balance::Part::Monotony => v1::IndexInput::Monotony,
        balance::Part::Wellness => v1::IndexInput::Wellness,
    }
}

const fn freshness_input(input: freshness::Part) -> v1::IndexInput {
    match input {
        freshness::Part::Wellness => v1::IndexInput::Wellness,
        freshness::Part::EffortDrift => v1::IndexInput::EffortDrift,
        freshness::Part::Monotony => v1::IndexInput::Monotony,
        freshness::Part::DaysSinceRest => v1::IndexInput::DaysSinceRest,
    }
}

fn event_to_proto(event: &EventRef) -> v1::EventRef {
    let EventRef { source, id, at, name } = event;
    v1::EventRef {
        source: source.clone(),
        event_id: id.clone(),
        at: Some(instant::to_proto(*at)),
        display_name: name.clone(),
    }
}

fn limit_to_proto(limit: &ExplainedLimit, answering: Answering<'_>) -> v1::ExplainedLimit {
    let ExplainedLimit { quantity, subject, asked, allowed, reason: why, because, until } = limit;
    v1::ExplainedLimit {
        quantity: choice::quantity::to_proto(*quantity).into(),
        subject: match *subject {
            Subject::Whole => None,
            Subject::Muscle(muscle) => Some(explained_limit::Subject::Muscle(choice::muscle::to_proto(muscle).into())),
            Subject::Joint(joint) => Some(explained_limit::Subject::Joint(choice::joint::to_proto(joint).into())),
        },
        asked: value::finite(*asked),
        allowed: *allowed,
        reason: Some(reason::to_proto(why, answering)),
        because: because.iter().map(breakdown_to_proto).collect(),
        until: until.instant().map(instant::to_proto),
    }
}

fn way_to_proto(way: &Way, answering: Answering<'_>) -> v1::Way {
    let Way { changes, exercises, cardio, load, kept, smallest } = way;
    v1::Way {
        changes: changes.iter().map(|change| change_to_proto(change, answering)).collect(),
        exercises: exercises.iter().map(|exercise| session::exercise_to_proto(exercise, answering)).collect(),
        cardio: cardio.iter().map(cardio::to_proto).collect(),
        load_au: *load,
        kept: *kept,
        smallest: *smallest,
    }
}

fn change_to_proto(change: &Change, answering: Answering<'_>) -> v1::Change {
    let place = |place: &usize| u32::try_from(*place).unwrap_or(u32::MAX);
    let change = match change {
        Change::FewerSets { exercise, place: at, from, to } => change::Change::FewerSets(v1::FewerSets {
            exercise: exercise.clone(),
            display_name: answering.catalogue.name(exercise, answering.lang).unwrap_or(exercise).to_owned(),
            place: place(at),
            from_sets: *from,
            to_sets: *to,
        }),
        Change::MoreInReserve { from, to } => {
            change::Change::MoreInReserve(v1::MoreInReserve { from_rir: *from, to_rir: *to })
        }
        Change::ShorterCardio { activity, place: at, from, to } => change::Change::ShorterCardio(v1::ShorterCardio {
            activity: choice::activity::to_proto(*activity).into(),
            place: place(at),
            from_min: *from,
            to_min: *to,
        }),
        Change::EasierCardio { activity, place: at, from, to } => change::Change::EasierCardio(v1::EasierCardio {
            activity: choice::activity::to_proto(*activity).into(),
            place: place(at),
            from_rpe: *from,
            to_rpe: *to,
        }),
        Change::Later { from } => change::Change::Later(instant::to_proto(*from)),
    };
    v1::Change { change: Some(change) }
}
