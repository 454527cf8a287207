//! From a search's choices to a plan that people read: sessions, rest that says what it is for, and the reasons of
//! each day.

use crate::anatomy::{Joint, Muscle};
use crate::answer::{Alternative, Plan, PlanDay, PlannedExercise, PlannedSession};
use crate::body::Body;
use crate::dose::Dose;
use crate::event::Activity;
use crate::fit::{exceeded, fits};
use crate::limits::Asked;
use crate::model::{e1rm, guidance, local_muscle};
use crate::planner::horizon::{Action, Horizon, eased_to};
use crate::planner::search::Found;
use crate::readiness::{most_binding_first, rank};
use crate::reason::{EngineCode, Reason, Subject};
use crate::template::{DayKind, Template};
use crate::wishes::{Before, Hold, Pinned, Wishes};
use core::cmp::Reverse;
use jiff::Timestamp;
use rustdag_rule_abi::{Flags, Limits};

/// Days of active recovery after which a full rest day follows.
const ACTIVE_DAYS_MAX: u32 = 2;
/// Reasons a day gives at most.
const REASONS_PER_DAY: usize = 4;

/// Writes out the plans a search found: the best, and its alternatives. Without any there is no plan.
#[must_use]
pub fn write_out(horizon: &Horizon<'_>, wishes: &Wishes, found: &[Found], at: Timestamp) -> Plan {
    let (best, others) = found.split_first().expect("resting is always a plan");
    let id = |choice: &Option<usize>| choice.map(|choice| horizon.actions[choice].id.clone());
    let dates = horizon.days.iter().map(|day| day.date);
    let of_best = Before { days: dates.zip(best.choices.iter().map(id)).collect(), hold: Hold::Plan };
    let alternatives = others.iter().map(|other| Alternative {
        days: days(horizon, wishes, &other.choices, Some(&of_best)),
        objective: other.objective,
        bound: other.bound,
        nodes: other.nodes,
    });
    let days_of_best = days(horizon, wishes, &best.choices, wishes.before.as_ref());
    Plan {
        at,
        reasons: of_whole(horizon, wishes, &days_of_best),
        days: days_of_best,
        objective: best.objective,
        bound: best.bound,
        nodes: best.nodes,
        confidence: horizon.situation.confidence,
        alternatives: alternatives.collect(),
        weeks: Vec::new(),
        event: None,
    }
}

/// The days of a plan; `before` is what each is compared with.
fn days(horizon: &Horizon<'_>, wishes: &Wishes, choices: &[Option<usize>], before: Option<&Before>) -> Vec<PlanDay> {
    let templates = &horizon.templates;
    // Appointments stand at the end: they are nobody's way to recover.
    let own = &templates[..templates.len() - wishes.appointments.len()];
    let recovery =
        own.iter().find(|it| it.kind == DayKind::ActiveRecovery && it.possible_with(&horizon.profile.equipment));
    let mut body = horizon.body.clone();
    let mut active_days = 0;
    let mut days = Vec::with_capacity(choices.len());
    for (index, &choice) in choices.iter().enumerate() {
        let asked = horizon.ask(&body, index);
        let dose = choice.and_then(|choice| horizon.admissible(choice, index, &asked.limits));
        let mut day = match (choice, dose) {
            (Some(choice), Some(dose)) => {
                active_days = 0;
                let action = &horizon.actions[choice];
                let template = &templates[action.template];
                if action.fixed {
                    appointed_day(horizon, index, template, dose, asked)
                } else {
                    training_day(horizon, &body, index, action, dose, asked)
                }
            }
            _ if horizon.days[index].done => done_day(horizon, index, &asked),
            _ => {
                let day = rest_day(horizon, &body, index, recovery, active_days < ACTIVE_DAYS_MAX, asked);
                active_days = if day.kind == DayKind::ActiveRecovery { active_days + 1 } else { 0 };
                day
            }
        };
        let is_fixed = choice.is_some_and(|choice| horizon.actions[choice].fixed);
        let appointed = wishes.appointments.iter().any(|appointment| appointment.date == day.date);
        if !horizon.days[index].done
            && !is_stopped(&day)
            && let Some(code) = of_decided(wishes.pinned(day.date), appointed && !is_fixed, &day)
        {
            // What the gate has to say comes with it: it is what an appointment gives way to.
            let gate = horizon.gate.reasons.iter().filter(|reason| appointed && !day.reasons.contains(reason));
            let told: Vec<Reason> =
                core::iter::once(Reason::engine(code, Subject::Whole, 0.0, 0.0)).chain(gate.cloned()).collect();
            day.reasons.splice(0..0, told);
        }
        let planned = choice.map(|choice| horizon.actions[choice].id.as_str());
        let before = before.and_then(|before| before.held_on(day.date)).filter(|before| *before != planned);
        day.changed_from = before.map(|before| before.map(str::to_owned));
        body = horizon.step(&body, index, dose).0;
        days.push(day);
    }
    days
}

fn is_stopped(day: &PlanDay) -> bool {
    day.reasons.iter().any(|reason| reason.engine_code().is_some_and(EngineCode::stops_training))
}

/// What a day has to say about what somebody decided for it.
fn of_decided(pinned: Option<&Pinned>, given_up: bool, day: &PlanDay) -> Option<EngineCode> {
    match (pinned, day.kind) {
        _ if given_up => Some(EngineCode::PinNotKept),
        (None, _) => None,
        (Some(Pinned::Session(_)), DayKind::ActiveRecovery | DayKind::Rest) => Some(EngineCode::PinNotKept),
        (Some(_), _) => Some(EngineCode::Pinned),
    }
}

/// A day of something that happens anyway, and which limits it exceeds.
fn appointed_day(horizon: &Horizon<'_>, index: usize, template: &Template, dose: &Dose, asked: Asked) -> PlanDay {
    let mut exceeded: Vec<Reason> =
        exceeded(dose, &asked.limits).into_iter().map(|over| over.because(&asked).reason).collect();
    exceeded.sort_by_key(rank);
    exceeded.dedup();
    let code = if exceeded.is_empty() { EngineCode::Appointment } else { EngineCode::AppointmentOverLimits };
    let appointment = Reason::engine(code, Subject::Whole, dose.load, horizon.situation.usual.load);
    // What the gate says is never left out: somebody who has pain is to read so beside the match.
    let mut reasons = vec![appointment];
    reasons.extend(horizon.gate.reasons.iter().cloned());
    let room = REASONS_PER_DAY.saturating_sub(reasons.len());
    reasons.extend(exceeded.into_iter().filter(|reason| !horizon.gate.reasons.contains(reason)).take(room));
    PlanDay {
        date: horizon.days[index].date,
        kind: template.kind,
        session: Some(planned_session(template, 0.0, dose)),
        second_session: None,
        reasons,
        changed_from: None,
    }
}

fn training_day(
    horizon: &Horizon<'_>,
    body: &Body,
    index: usize,
    action: &Action,
    dose: &Dose,
    asked: Asked,
) -> PlanDay {
    let mut reasons = vec![train_reason(horizon, body, dose)];
    let rir_min = eased_to(&asked.limits) as f64;
    let planned = |template: usize| {
        let template = &horizon.templates[template];
        let kept = rir_min.min((action.doses.len() - 1) as f64);
        planned_session(template, rir_min, &Dose::of_template(template, kept, horizon.profile))
    };
    let rules = most_binding_first(asked, &horizon.situation);
    reasons.extend(rules.into_iter().filter(|reason| concerns(reason, dose)));
    reasons.truncate(REASONS_PER_DAY);
    PlanDay {
        date: horizon.days[index].date,
        kind: DayKind::Training,
        session: Some(planned(action.template)),
        second_session: action.second.map(planned),
        reasons,
        changed_from: None,
    }
}

/// Share of the most trained muscle's sets from which a muscle is one that the session is for.
const MAIN_MUSCLE_SHARE: f64 = 0.6;

/// Of the recovered muscles that the session is for, the one that is furthest from its week's aim, in hard sets.
fn train_reason(horizon: &Horizon<'_>, body: &Body, dose: &Dose) -> Reason {
    let aim = |muscle: Muscle| horizon.objective.muscles[muscle].aim;
    let need = |muscle: Muscle| if aim(muscle) > 0.0 { 1.0 - body.muscles[muscle].weekly / aim(muscle) } else { 0.0 };
    let recovered = |muscle: Muscle| body.muscles[muscle].fatigue.total() <= local_muscle::RECOVERED;
    let weighted = |muscle: Muscle| guidance::muscle_weight(muscle) * dose.hard_sets[muscle];
    let most = Muscle::ALL.iter().map(|&muscle| weighted(muscle)).fold(0.0, f64::max);
    let trained = Muscle::ALL
        .iter()
        .copied()
        .filter(|&muscle| most > 0.0 && weighted(muscle) >= MAIN_MUSCLE_SHARE * most && recovered(muscle));
    match trained.max_by(|&a, &b| need(a).total_cmp(&need(b))) {
        Some(muscle) => {
            let hard_sets = |effective: f64| effective / horizon.objective.effect_of_hard_set;
            let weekly = body.muscles[muscle].weekly;
            Reason::engine(EngineCode::TrainReady, Subject::Muscle(muscle), hard_sets(weekly), hard_sets(aim(muscle)))
        }
        None => holds_habit(horizon, body, dose).unwrap_or_else(|| {
            Reason::engine(EngineCode::LighterSession, Subject::Whole, dose.load, horizon.situation.usual.load)
        }),
    }
}

/// That a session is endurance work that the member is used to.
fn holds_habit(horizon: &Horizon<'_>, body: &Body, dose: &Dose) -> Option<Reason> {
    let habit = horizon.objective.habit.as_ref().filter(|habit| habit.of_dose(dose) > 0.0)?;
    Some(Reason::engine(EngineCode::EnduranceHabit, Subject::Whole, habit.weekly(body), habit.usual))
}

/// Hard sets from which a session concerns a muscle.
const SETS_CONCERNED_MIN: f64 = 1.0;

/// Whether a reason says something about this session: it is about the whole body, or a tissue the session loads.
fn concerns(reason: &Reason, dose: &Dose) -> bool {
    match reason.subject {
        Subject::Whole => true,
        Subject::Muscle(muscle) => dose.hard_sets[muscle] >= SETS_CONCERNED_MIN,
        Subject::Joint(joint) => dose.joints[joint] > 0.0,
    }
}

fn done_day(horizon: &Horizon<'_>, index: usize, asked: &Asked) -> PlanDay {
    let mut reasons = asked.stops();
    reasons.push(Reason::engine(EngineCode::AlreadyTrained, Subject::Whole, 0.0, 0.0));
    PlanDay {
        date: horizon.days[index].date,
        kind: DayKind::Training,
        session: None,
        second_session: None,
        reasons,
        changed_from: None,
    }
}

fn rest_day(
    horizon: &Horizon<'_>,
    body: &Body,
    index: usize,
    recovery: Option<&Template>,
    active_allowed: bool,
    asked: Asked,
) -> PlanDay {
    let day = &horizon.days[index];
    let must_rest = asked.limits.flags & Flags::MUST_REST != 0;
    let full_rest = must_rest && asked.full_rest;
    let mut reasons = asked.stops();
    reasons.extend(no_room(horizon, index, &asked.limits));
    let possible = reasons.is_empty()
        && (0..horizon.actions.len()).any(|action| horizon.admissible(action, index, &asked.limits).is_some());
    if !possible {
        // Nothing may be trained: the day says what stands in the way, and then which limits of the whole body hold.
        let in_the_way = in_the_way(horizon, &asked).filter(|reason| !reasons.contains(reason));
        reasons.extend(in_the_way);
        let why = most_binding_first(asked, &horizon.situation);
        let whole = why.into_iter().filter(|reason| reason.subject == Subject::Whole);
        let new: Vec<Reason> = whole.filter(|reason| !reasons.contains(reason)).collect();
        reasons.extend(new);
        reasons.truncate(REASONS_PER_DAY - 1);
    }
    let purpose = purpose_of_rest(horizon, body);
    // Rest between training days is chosen: a day on which nothing could be chosen has said why.
    if possible || reasons.is_empty() || purpose.engine_code() != Some(EngineCode::RestBetween) {
        reasons.push(purpose);
    }
    reasons.truncate(REASONS_PER_DAY);
    let session = recovery
        .filter(|template| active_allowed && !full_rest && spares_joints(template, &horizon.gate.limits))
        .map(|template| planned_session(template, 0.0, &Dose::of_template(template, 0.0, horizon.profile)))
        .filter(|session| day.minutes.is_some_and(|minutes| session.minutes <= minutes));
    if let Some(session) = &session {
        reasons.push(Reason::engine(EngineCode::ActiveRecovery, Subject::Whole, session.minutes, 0.0));
    }
    PlanDay {
        date: day.date,
        kind: if session.is_some() { DayKind::ActiveRecovery } else { DayKind::Rest },
        session,
        reasons,
        second_session: None,
        changed_from: None,
    }
}

/// Joints that bear weight in walking.
const WALKING: [Joint; 3] = [Joint::Hip, Joint::Knee, Joint::Ankle];

/// Whether gentle movement keeps off the joints that hurt: a sore knee is not told to go for a walk.
fn spares_joints(recovery: &Template, gate: &Limits) -> bool {
    let sore = |joint: Joint| gate.joint_load_max[joint.slot()] <= 0.0;
    let on_foot = recovery.cardio.iter().any(|bout| matches!(bout.activity, Activity::Walk | Activity::Run));
    !(on_foot && WALKING.into_iter().any(sore))
}

/// Why the member's time or equipment has no room for any session that the body has room for.
fn no_room(horizon: &Horizon<'_>, index: usize, limits: &Limits) -> Option<Reason> {
    let Some(minutes) = horizon.days[index].minutes else {
        return Some(Reason::engine(EngineCode::DayUnavailable, Subject::Whole, 0.0, 0.0));
    };
    if horizon.actions.is_empty() && !horizon.profile.equipment.is_empty() {
        return Some(Reason::engine(EngineCode::NoEquipment, Subject::Whole, 0.0, 0.0));
    }
    let eased = horizon.actions.iter().filter_map(|action| action.doses.get(eased_to(limits)).or(action.doses.last()));
    let fitting = eased.filter(|dose| fits(dose, limits));
    let shortest = fitting.map(|dose| dose.minutes).min_by(f64::total_cmp)?;
    (shortest > minutes).then(|| Reason::engine(EngineCode::NoTime, Subject::Whole, shortest, minutes))
}

/// What holds of the whole plan: why no day of it holds training, where that is the member's time or equipment, and favourite
/// days on which there is no time.
fn of_whole(horizon: &Horizon<'_>, wishes: &Wishes, days: &[PlanDay]) -> Vec<Reason> {
    let whole = |code, value, limit| Reason::engine(code, Subject::Whole, value, limit);
    let of = |day: &PlanDay, code: EngineCode| day.reasons.iter().find(|it| it.engine_code() == Some(code)).cloned();
    let closed = |day: &PlanDay| of(day, EngineCode::DayUnavailable).is_some();
    if days.iter().all(closed) {
        return vec![whole(EngineCode::NoAvailableDay, 0.0, 0.0)];
    }
    let open: Vec<&PlanDay> = days.iter().filter(|day| !closed(day)).collect();
    let mut reasons = Vec::new();
    if open.iter().all(|day| of(day, EngineCode::NoEquipment).is_some()) {
        reasons.push(whole(EngineCode::NoEquipmentForAny, 0.0, 0.0));
    }
    let too_short: Vec<Reason> = open.iter().filter_map(|day| of(day, EngineCode::NoTime)).collect();
    if too_short.len() == open.len() {
        let shortest = too_short.iter().map(|reason| reason.value).fold(f64::INFINITY, f64::min);
        let longest = too_short.iter().map(|reason| reason.limit).fold(0.0, f64::max);
        reasons.push(whole(EngineCode::NoTimeForAny, shortest, longest));
    }
    let mut favourites = horizon.days.iter().filter(|day| wishes.favourites.contains(&day.date.weekday())).peekable();
    if favourites.peek().is_some() && favourites.all(|day| day.minutes.is_none()) {
        reasons.push(whole(EngineCode::FavouritesUnavailable, 0.0, 0.0));
    }
    reasons
}

/// What stands in the way of the sessions that are nearest to fitting, and of most of these: a joint may do so as well as
/// the whole body. What the gate keeps off every day explains none of them, unless it keeps off everything.
fn in_the_way(horizon: &Horizon<'_>, asked: &Asked) -> Option<Reason> {
    let eased = |action: &'_ Action| action.doses.get(eased_to(&asked.limits)).or(action.doses.last()).cloned();
    let reasons_against = |dose: &Dose| {
        let mut against: Vec<Reason> = Vec::new();
        for over in exceeded(dose, &asked.limits) {
            let reason = over.because(asked).reason;
            if !against.contains(&reason) {
                against.push(reason);
            }
        }
        against
    };
    let sessions: Vec<Vec<Reason>> = horizon
        .actions
        .iter()
        .filter(|action| !action.fixed)
        .filter_map(eased)
        .map(|dose| reasons_against(&dose))
        .filter(|against| !against.is_empty())
        .collect();
    let is_of_gate = |against: &Vec<Reason>| against.iter().any(|reason| horizon.gate.reasons.contains(reason));
    let all_of_gate = sessions.iter().all(is_of_gate);
    let considered = || sessions.iter().filter(|against| all_of_gate || !is_of_gate(against));
    let fewest = considered().map(Vec::len).min()?;
    let nearest = || considered().filter(|against| against.len() == fewest);
    let kept_off = |reason: &Reason| nearest().filter(|against| against.contains(reason)).count();
    nearest().flatten().min_by_key(|reason| (Reverse(kept_off(reason)), rank(reason))).cloned()
}

/// What a day of rest is for: the tissue that is still recovering, the week's aim that is met, or room between sessions.
fn purpose_of_rest(horizon: &Horizon<'_>, body: &Body) -> Reason {
    let counted = || Muscle::ALL.iter().copied().filter(|&muscle| guidance::is_main(muscle));
    let fatigue = |muscle: Muscle| body.muscles[muscle].fatigue.total();
    let tired = counted().max_by(|&a, &b| fatigue(a).total_cmp(&fatigue(b)));
    if let Some(muscle) = tired.filter(|&muscle| fatigue(muscle) > local_muscle::RECOVERED) {
        return Reason::engine(
            EngineCode::RestToRecover,
            Subject::Muscle(muscle),
            fatigue(muscle),
            local_muscle::RECOVERED,
        );
    }
    let weekly: f64 = counted().map(|muscle| body.muscles[muscle].weekly).sum();
    let aim: f64 = counted().map(|muscle| horizon.objective.muscles[muscle].aim).sum();
    if weekly >= aim {
        let effect = horizon.objective.effect_of_hard_set;
        return Reason::engine(EngineCode::RestTargetsMet, Subject::Whole, weekly / effect, aim / effect);
    }
    let trained = body.recent.iter().filter(|day| day.trained).count() as f64;
    Reason::engine(
        EngineCode::RestBetween,
        Subject::Whole,
        trained,
        guidance::sessions_per_week(horizon.situation.level).1,
    )
}

/// A template as it will be done with at least `rir_min` in reserve.
#[must_use]
pub fn planned_session(template: &Template, rir_min: f64, dose: &Dose) -> PlannedSession {
    let mut hard_sets: Vec<(Muscle, f64)> =
        dose.hard_sets.iter().filter(|(_, sets)| **sets > 0.0).map(|(muscle, &sets)| (muscle, sets)).collect();
    hard_sets.sort_by(|a, b| b.1.total_cmp(&a.1));
    PlannedSession {
        template: template.id.clone(),
        minutes: dose.minutes,
        load: dose.load,
        effort: dose.effort,
        exercises: planned_exercises(template, rir_min),
        hard_sets,
    }
}

/// The exercises of a template as they will be done.
#[must_use]
pub fn planned_exercises(template: &Template, rir_min: f64) -> Vec<PlannedExercise> {
    template
        .exercises
        .iter()
        .map(|prescription| {
            let (reps, rir) = (prescription.reps.get(), prescription.rir.get().max(rir_min));
            PlannedExercise {
                exercise: prescription.exercise.id.clone(),
                sets: prescription.sets,
                reps,
                rir,
                intensity: e1rm::intensity(reps, rir),
            }
        })
        .collect()
}
