//! Readiness: what today's body and limits come to, for a person.

use crate::ahead::Resting;
use crate::anatomy::{Joint, Muscle, PerJoint, PerMuscle};
use crate::answer::{DayLimits, JointReadiness, Light, MuscleReadiness, Quantity, Readiness, Ready, WholeBody};
use crate::body::{Body, Usual};
use crate::fit::{self, Over};
use crate::fold::Folded;
use crate::gate::Gate;
use crate::history::History;
use crate::limits::{Asked, ask};
use crate::model::{adaptation, confidence, connective, guidance, local_muscle, systemic};
use crate::plausibility::Doubt;
use crate::profile::Profile;
use crate::reason::{EngineCode, Reason, Subject};
use crate::rule::RuleSet;
use crate::snapshot::{Situation, snapshot};
use jiff::{SignedDuration, Timestamp};
use rustdag_rule_abi::{Flags, Limits};

/// Sets from which a muscle belongs to the member's usual training. Design.
const USUAL_SETS_MIN: f64 = 1.0;
/// Reserve of the usual session; asking for more binds it.
const USUAL_RIR: f64 = 2.0;
/// A session of less than this part of the usual one holds what there is. Design.
const HOLDING_SHARE: f64 = 0.5;
/// A session may be this much above the usual one where no limit says otherwise. Design.
const STRETCH_SHARE: f64 = 1.2;

/// Readiness of a folded history.
#[must_use]
pub fn readiness(history: &History, folded: &Folded, situation: &Situation, rules: &RuleSet) -> Readiness {
    let profile = history.profile();
    let gate = Gate::new(profile, situation);
    let body = &folded.body;
    let asked = ask(body, situation, &gate, snapshot(body, situation, &folded.sleep, 0.0), rules);
    let ready = ReadyAt::look(profile, folded);
    let limits = day_limits(&asked);
    let monotony = body.monotony();
    let usual_load = situation.usual.load;
    let most = load_left(&limits, situation, body.load_today);
    Readiness {
        at: folded.at,
        light: light(situation, &asked),
        muscles: Muscle::ALL
            .iter()
            .map(|&muscle| muscle_readiness(muscle, folded, situation, &asked, &ready))
            .collect(),
        joints: Joint::ALL.iter().map(|&joint| joint_readiness(joint, folded, situation, &asked, &ready)).collect(),
        whole: WholeBody {
            systemic_fatigue: body.systemic,
            ready: ready.systemic,
            sleep_last_night_h: folded.sleep.last_night_h,
            sleep_need_h: folded.sleep.need_h,
            sleep_debt_h: folded.sleep.debt_h,
            recovery_balance: situation.recovery_balance(folded.sleep.debt_h, monotony),
            mental_freshness: situation.mental_freshness(monotony, body.training_days_in_a_row()),
            monotony,
            chronic_load: body.chronic,
            acute_load: body.acute,
        },
        load_today: (most.min(HOLDING_SHARE * usual_load), most),
        usual_load,
        limits,
        reasons: most_binding_first(asked, situation),
        overreaching: situation.signals.overreaching.clone(),
        confidence: situation.confidence,
        log_next: situation.log_next,
        doubts: doubts(history, folded.at, &gate),
    }
}

/// Doubts worth telling: about events that still weigh, and never about body mass where its numbers do harm.
fn doubts(history: &History, at: Timestamp, gate: &Gate) -> Vec<Doubt> {
    let since = at.checked_sub(SignedDuration::from_hours(24 * confidence::WINDOW_D as i64)).unwrap_or(Timestamp::MIN);
    let mut doubts = history.doubts().standing(since, at);
    doubts.retain(|doubt| !(gate.hides_body && doubt.kind.is_body_mass()));
    doubts
}

/// The most load that the rest of today has room for.
fn load_left(limits: &DayLimits, situation: &Situation, done: f64) -> f64 {
    if limits.must_rest {
        return 0.0;
    }
    // Of somebody who is hardly known no more is asked than the usual.
    let stretch = if situation.confidence < confidence::GREY_BELOW { 1.0 } else { STRETCH_SHARE };
    (limits.session_load_max.min(stretch * situation.usual.load) - done).max(0.0)
}

/// Limits as an answer shows them.
#[must_use]
pub fn day_limits(asked: &Asked) -> DayLimits {
    let limits = &asked.limits;
    DayLimits {
        must_rest: limits.flags & Flags::MUST_REST != 0,
        prefer_active: limits.flags & Flags::PREFER_ACTIVE != 0 && !asked.full_rest,
        see_professional: limits.flags & Flags::SEE_PROFESSIONAL != 0,
        session_load_max: f64::from(limits.session_load_max),
        intensity_max: f64::from(limits.intensity_max),
        minutes_max: f64::from(limits.minutes_max),
        rir_min: f64::from(limits.rir_min),
        extra_rest_days: f64::from(limits.extra_rest_days),
    }
}

/// The traffic light of a day's limits.
pub(crate) fn light(situation: &Situation, asked: &Asked) -> Light {
    let limits = &asked.limits;
    if limits.flags & (Flags::MUST_REST | Flags::SEE_PROFESSIONAL) != 0 {
        return Light::Red;
    }
    if situation.confidence < confidence::GREY_BELOW {
        return Light::Grey;
    }
    if binding(situation, asked).is_empty() { Light::Green } else { Light::Amber }
}

/// The limits that leave less than the member's usual session; of intensity and minutes any limit does.
pub(crate) fn binding(situation: &Situation, asked: &Asked) -> Vec<Over> {
    let (usual, limits) = (&situation.usual, &asked.limits);
    let mut found = Vec::new();
    let mut bind = |quantity, subject, asked: f64, allowed: f64| found.push(Over { quantity, subject, asked, allowed });
    if limits.flags & Flags::MUST_REST != 0 {
        bind(Quantity::Training, Subject::Whole, 1.0, 0.0);
    }
    for &muscle in Muscle::ALL {
        if is_usual(muscle, situation) && muscle_binds(muscle, limits, usual) {
            let most = limits.muscle_sets_max[muscle.slot()];
            bind(Quantity::HardSets, Subject::Muscle(muscle), usual.hard_sets[muscle], f64::from(most));
        }
    }
    for &joint in Joint::ALL {
        if joint_binds(joint, limits, usual) {
            let most = limits.joint_load_max[joint.slot()];
            bind(Quantity::JointLoad, Subject::Joint(joint), usual.joints[joint], f64::from(most));
        }
    }
    if fit::over(usual.load, limits.session_load_max) {
        bind(Quantity::SessionLoad, Subject::Whole, usual.load, f64::from(limits.session_load_max));
    }
    if f64::from(limits.rir_min) > USUAL_RIR {
        bind(Quantity::Rir, Subject::Whole, USUAL_RIR, f64::from(limits.rir_min));
    }
    if limits.intensity_max.is_finite() {
        bind(Quantity::Intensity, Subject::Whole, f64::INFINITY, f64::from(limits.intensity_max));
    }
    if limits.minutes_max.is_finite() {
        bind(Quantity::Minutes, Subject::Whole, f64::INFINITY, f64::from(limits.minutes_max));
    }
    found
}

/// Whether a muscle's limit leaves less than its usual session.
fn muscle_binds(muscle: Muscle, limits: &Limits, usual: &Usual) -> bool {
    fit::over(usual.hard_sets[muscle], limits.muscle_sets_max[muscle.slot()])
}

/// Whether a joint's limit leaves less than its usual session.
fn joint_binds(joint: Joint, limits: &Limits, usual: &Usual) -> bool {
    fit::over(usual.joints[joint], limits.joint_load_max[joint.slot()])
}

/// Whether a muscle belongs to what the member usually trains.
fn is_usual(muscle: Muscle, situation: &Situation) -> bool {
    guidance::is_main(muscle) && situation.usual.hard_sets[muscle] >= USUAL_SETS_MIN
}

fn muscle_readiness(
    muscle: Muscle,
    folded: &Folded,
    situation: &Situation,
    asked: &Asked,
    ready: &ReadyAt,
) -> MuscleReadiness {
    let state = &folded.body.muscles[muscle];
    let fatigue = state.fatigue.total();
    let (least, most) = guidance::weekly_sets(situation.level);
    let sessions = guidance::sessions_per_muscle(situation.level);
    let rest = asked.limits.flags & Flags::MUST_REST != 0;
    let allowed = if rest { 0.0 } else { f64::from(asked.limits.muscle_sets_max[muscle.slot()]) };
    let high = allowed.min((most / sessions).max(situation.usual.hard_sets[muscle]));
    let holding = adaptation::holding_sets(state.size) / sessions;
    MuscleReadiness {
        muscle,
        fatigue,
        recovered: (1.0 - fatigue / local_muscle::BOUT_FATIGUE_MAX).clamp(0.0, 1.0),
        ready: ready.muscles[muscle],
        weekly_hard_sets: state.week_hard_sets,
        sets_today: (high.min((least / sessions).max(holding)), high),
    }
}

fn joint_readiness(
    joint: Joint,
    folded: &Folded,
    situation: &Situation,
    asked: &Asked,
    ready: &ReadyAt,
) -> JointReadiness {
    let state = &folded.body.joints[joint];
    JointReadiness {
        joint,
        acute: state.acute,
        ramp: connective::ramp(state.recent, state.capacity, situation.level),
        pain: situation.signals.pain[joint],
        usual_load: situation.usual.joints[joint],
        load_max: f64::from(asked.limits.joint_load_max[joint.slot()]),
        ready: ready.joints[joint],
    }
}

/// When each tissue will be ready if the member rests.
struct ReadyAt {
    muscles: PerMuscle<Ready>,
    joints: PerJoint<Ready>,
    systemic: Ready,
}

impl ReadyAt {
    fn look(profile: &Profile, folded: &Folded) -> Self {
        let mut resting = Resting::new(folded, &profile.zone);
        let mut ready =
            Self { muscles: PerMuscle::all(Ready::Later), joints: PerJoint::all(Ready::Later), systemic: Ready::Later };
        ready.see(&resting.body, Ready::Now);
        while ready.waits() && resting.next_hour() {
            ready.see(&resting.body, Ready::From(resting.at));
        }
        ready
    }

    /// Notes what has become ready in this body.
    fn see(&mut self, body: &Body, now: Ready) {
        let note = |ready: &mut Ready, is_ready: bool| {
            if *ready == Ready::Later && is_ready {
                *ready = now;
            }
        };
        for (ready, state) in self.muscles.0.iter_mut().zip(&body.muscles.0) {
            note(ready, state.fatigue.total() <= local_muscle::RECOVERED);
        }
        for (ready, state) in self.joints.0.iter_mut().zip(&body.joints.0) {
            // A usual session counts one: it fits while what is not digested leaves room for one.
            note(ready, state.acute <= connective::ACUTE_MAX - 1.0);
        }
        note(&mut self.systemic, body.systemic < systemic::AMBER);
    }

    fn waits(&self) -> bool {
        let all = self.muscles.0.iter().chain(&self.joints.0).chain([&self.systemic]);
        all.into_iter().any(|ready| *ready == Ready::Later)
    }
}

/// Leaves the reasons that bind a usual session, the most urgent kind first: a limit that leaves room for what the member
/// usually does with a muscle or joint is no news.
#[must_use]
pub fn most_binding_first(asked: Asked, situation: &Situation) -> Vec<Reason> {
    let Asked { limits, mut reasons, .. } = asked;
    let usual = &situation.usual;
    reasons.retain(|reason| match reason.subject {
        Subject::Muscle(muscle) => {
            is_usual(muscle, situation)
                && muscle_binds(muscle, &limits, usual)
                && reason.hard_sets_left().is_none_or(|left| left < usual.hard_sets[muscle])
        }
        Subject::Joint(joint) => joint_binds(joint, &limits, usual),
        Subject::Whole => true,
    });
    // Once the gate has unloaded a joint for pain, nobody else has anything to add about it.
    let hurts: Vec<Subject> = reasons.iter().filter(|reason| is_pain(reason)).map(|reason| reason.subject).collect();
    reasons.retain(|reason| is_pain(reason) || !hurts.contains(&reason.subject));
    // Within a rank each speaker's own order stands; only tired muscles compare with each other.
    let tired = |reason: &Reason| match (reason.engine_code(), reason.subject) {
        (Some(_), Subject::Muscle(_)) => reason.value,
        _ => 0.0,
    };
    reasons.sort_by(|a, b| rank(a).cmp(&rank(b)).then(tired(b).total_cmp(&tired(a))));
    reasons.dedup();
    reasons
}

fn is_pain(reason: &Reason) -> bool {
    matches!(reason.engine_code(), Some(EngineCode::JointPain | EngineCode::LongPain))
}

/// Safety first, the most urgent before the rest; then rest, what rules ask, and muscles.
pub(crate) fn rank(reason: &Reason) -> u8 {
    match reason.engine_code() {
        Some(EngineCode::Emergency) => 0,
        Some(EngineCode::SameDayCare) => 1,
        Some(
            EngineCode::SeeProfessional
            | EngineCode::EnergyOrMind
            | EngineCode::LagsAfterDeload
            | EngineCode::ClearanceNeeded
            | EngineCode::Fever
            | EngineCode::Pregnancy
            | EngineCode::PeriodsAbsent
            | EngineCode::LowEnergy,
        ) => 2,
        Some(EngineCode::JointPain | EngineCode::LongPain) => 3,
        Some(
            EngineCode::MinorSupervised
            | EngineCode::GuardianConsent
            | EngineCode::OlderBeginner
            | EngineCode::PeriodsUnlogged
            | EngineCode::WeightLoss,
        ) => 4,
        Some(EngineCode::RestNeeded | EngineCode::EasierWished) => 5,
        None if reason.subject == Subject::Whole => 6,
        None => 7,
        Some(EngineCode::MuscleNotRecovered | EngineCode::MuscleLoadedToday) => 8,
        Some(EngineCode::MusclePartlyRecovered | EngineCode::WeeklyCeiling) => 9,
        Some(
            EngineCode::RuleMissing
            | EngineCode::RuleFailed
            | EngineCode::RuleMissingSkipped
            | EngineCode::RuleFailedSkipped,
        ) => 10,
        Some(_) => 11,
    }
}
