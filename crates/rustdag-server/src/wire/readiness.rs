//! Readiness.

use super::{Answering, choice, doubt, instant, overreaching, reason, value};
use rustdag_core::answer::{DayLimits, JointReadiness, MuscleReadiness, Readiness, Ready, WholeBody};
use rustdag_proto::v1;

/// Writes readiness.
#[must_use]
pub fn to_proto(readiness: &Readiness, answering: Answering<'_>) -> v1::Readiness {
    let Readiness {
        at,
        light,
        muscles,
        joints,
        whole,
        limits,
        load_today,
        usual_load,
        reasons,
        overreaching,
        confidence,
        log_next,
        doubts,
    } = readiness;
    v1::Readiness {
        at: Some(instant::to_proto(*at)),
        light: choice::light::to_proto(*light).into(),
        muscles: muscles.iter().map(muscle_to_proto).collect(),
        joints: joints.iter().map(joint_to_proto).collect(),
        whole: Some(whole_to_proto(whole)),
        limits: Some(limits_to_proto(limits)),
        load_today_au: Some(range(*load_today)),
        usual_load_au: *usual_load,
        reasons: reason::all_to_proto(reasons, answering),
        confidence: *confidence,
        log_next: log_next.map_or(0, |input| choice::input::to_proto(input).into()),
        rules: answering.rules.to_vec(),
        rule_set: answering.rule_set.to_owned(),
        doubts: doubt::all_to_proto(doubts, answering),
        overreaching: Some(overreaching::to_proto(overreaching, answering)),
    }
}

fn range((min, max): (f64, f64)) -> v1::Range {
    v1::Range { min, max: value::finite(max) }
}

/// Whether it is, and from when.
fn ready_to_proto(ready: Ready) -> (bool, Option<prost_types::Timestamp>) {
    match ready {
        Ready::Now => (true, None),
        Ready::From(at) => (false, Some(instant::to_proto(at))),
        Ready::Later => (false, None),
    }
}

fn muscle_to_proto(readiness: &MuscleReadiness) -> v1::MuscleReadiness {
    let MuscleReadiness { muscle, fatigue, recovered, ready, weekly_hard_sets, sets_today } = readiness;
    let (ready, ready_at) = ready_to_proto(*ready);
    v1::MuscleReadiness {
        muscle: choice::muscle::to_proto(*muscle).into(),
        fatigue: *fatigue,
        recovered: *recovered,
        ready,
        ready_at,
        weekly_hard_sets: *weekly_hard_sets,
        sets_today: Some(range(*sets_today)),
    }
}

fn joint_to_proto(readiness: &JointReadiness) -> v1::JointReadiness {
    let JointReadiness { joint, acute, ramp, pain, usual_load, load_max, ready } = readiness;
    let (ready, ready_at) = ready_to_proto(*ready);
    v1::JointReadiness {
        joint: choice::joint::to_proto(*joint).into(),
        acute: *acute,
        ramp: *ramp,
        pain: *pain,
        usual_load: *usual_load,
        load_max: value::finite(*load_max),
        ready,
        ready_at,
    }
}

fn whole_to_proto(whole: &WholeBody) -> v1::WholeBody {
    let WholeBody {
        systemic_fatigue,
        ready,
        sleep_last_night_h,
        sleep_need_h,
        sleep_debt_h,
        recovery_balance,
        mental_freshness,
        monotony,
        chronic_load,
        acute_load,
    } = whole;
    let (ready, ready_at) = ready_to_proto(*ready);
    v1::WholeBody {
        systemic_fatigue: *systemic_fatigue,
        ready,
        ready_at,
        sleep_last_night_h: *sleep_last_night_h,
        sleep_need_h: *sleep_need_h,
        sleep_debt_h: *sleep_debt_h,
        recovery_balance: recovery_balance.map(|(index, _)| index),
        recovery_balance_known: recovery_balance.map(|(_, known)| known),
        mental_freshness: *mental_freshness,
        monotony: *monotony,
        chronic_load_au: *chronic_load,
        acute_load_au: *acute_load,
    }
}

fn limits_to_proto(limits: &DayLimits) -> v1::DayLimits {
    let DayLimits {
        must_rest,
        prefer_active,
        see_professional,
        session_load_max,
        intensity_max,
        minutes_max,
        rir_min,
        extra_rest_days,
    } = limits;
    v1::DayLimits {
        must_rest: *must_rest,
        prefer_active: *prefer_active,
        see_professional: *see_professional,
        session_load_max_au: value::finite(*session_load_max),
        intensity_max: value::finite(*intensity_max),
        duration_max_min: value::finite(*minutes_max),
        rir_min: *rir_min,
        extra_rest_days: *extra_rest_days,
    }
}
