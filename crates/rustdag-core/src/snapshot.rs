//! From a body on a day to the flat copy that rules read. Made for today and for every predicted day alike.

use crate::anatomy::{Joint, Muscle};
use crate::answer::Input;
use crate::body::{Body, Usual};
use crate::event::Illness;
use crate::fold::{Folded, SleepState};
use crate::model::{balance, confidence, connective, freshness, guidance};
use crate::profile::Level;
use crate::signals::Signals;
use rustdag_rule_abi::Snapshot;

/// What holds for a whole planning horizon: the member, what was told lately, and what a usual session asks.
#[derive(Clone, Debug)]
pub struct Situation {
    /// Training level.
    pub level: Level,
    /// Age in years.
    pub age_y: Option<f64>,
    /// Days since the log began.
    pub history_d: f64,
    /// Energy availability.
    pub energy_availability: Option<f64>,
    /// What was told or measured lately.
    pub signals: Signals,
    /// What a usual session asks.
    pub usual: Usual,
    /// Confidence of answers, 0 to 1.
    pub confidence: f64,
    /// What to log next.
    pub log_next: Option<Input>,
}

impl Situation {
    /// The situation of a folded history.
    #[must_use]
    pub fn new(level: Level, folded: &Folded, signals: Signals) -> Self {
        let history_d = f64::from(crate::fold::days_between(folded.since, folded.today));
        let (confidence, log_next) = confidence::of_answer(|input| signals.known(input), history_d);
        Self {
            level,
            age_y: folded.age_y,
            history_d,
            energy_availability: folded.energy_availability,
            signals,
            usual: folded.usual.clone(),
            confidence,
            log_next,
        }
    }

    /// Recovery balance, 0 to 100, and the weight of what is known.
    #[must_use]
    pub fn recovery_balance(&self, sleep_debt_h: Option<f64>, monotony: Option<f64>) -> Option<(f64, f64)> {
        balance::recovery_balance(&self.balance_inputs(sleep_debt_h, monotony))
    }

    /// What is known for the recovery balance.
    #[must_use]
    pub fn balance_inputs(&self, sleep_debt_h: Option<f64>, monotony: Option<f64>) -> balance::Inputs {
        balance::Inputs {
            sleep_debt_h,
            energy_availability: self.energy_availability,
            hrv_z: self.signals.hrv_z,
            resting_hr_delta: self.signals.resting_hr_delta,
            monotony,
            wellness: self.signals.wellness.map(|(value, _)| value),
        }
    }

    /// Mental freshness, 0 to 100; unknown without a recent check-in.
    #[must_use]
    pub fn mental_freshness(&self, monotony: Option<f64>, days_since_rest: f64) -> Option<f64> {
        Some(freshness::mental_freshness(&self.freshness_inputs(monotony, days_since_rest)?))
    }

    /// What is known for mental freshness; `None` without a recent check-in.
    #[must_use]
    pub fn freshness_inputs(&self, monotony: Option<f64>, days_since_rest: f64) -> Option<freshness::Inputs> {
        let (wellness, _) = self.signals.wellness?;
        Some(freshness::Inputs {
            wellness,
            effort_drift: self.signals.effort_drift,
            monotony,
            days_since_rest: Some(days_since_rest),
        })
    }
}

/// The snapshot of a settled body on a day `days_ahead` of today (0 today), with that day's sleep.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn snapshot(body: &Body, situation: &Situation, sleep: &SleepState, days_ahead: f64) -> Snapshot {
    let known = |value: f64| Some(value as f32);
    let maybe = |value: Option<f64>| value.map(|value| value as f32);
    let signals = &situation.signals;
    let mut snapshot = Snapshot::unknown();
    let fatigue = body.fatigue();
    for &muscle in Muscle::ALL {
        let slot = muscle.slot();
        snapshot.set_muscle_fatigue(slot, known(fatigue[muscle]));
        snapshot.set_muscle_weekly_hard_sets(slot, known(body.muscles[muscle].week_hard_sets));
        snapshot.set_muscle_usual_hard_sets(slot, known(situation.usual.hard_sets[muscle]));
    }
    for &joint in Joint::ALL {
        let slot = joint.slot();
        let state = &body.joints[joint];
        snapshot.set_joint_acute(slot, known(state.acute));
        snapshot.set_joint_ramp(slot, known(connective::ramp(state.recent, state.capacity, situation.level)));
        snapshot.set_joint_usual_load(slot, known(situation.usual.joints[joint]));
        snapshot.set_joint_pain(slot, maybe(signals.pain[joint]));
        snapshot.set_joint_pain_rising(slot, signals.pain[joint].and(known(signals.pain_rising[joint])));
    }
    let monotony = body.monotony();
    let in_a_row = body.training_days_in_a_row();
    snapshot.set_systemic_fatigue(known(body.systemic));
    snapshot.set_sleep_last_night_h(maybe(sleep.last_night_h));
    snapshot.set_sleep_need_h(known(sleep.need_h));
    snapshot.set_sleep_debt_h(maybe(sleep.debt_h));
    snapshot.set_sleep_irregularity_h(maybe(sleep.irregularity_h));
    snapshot.set_hrv_z(maybe(signals.hrv_z));
    snapshot.set_resting_hr_delta(maybe(signals.resting_hr_delta));
    snapshot.set_energy_availability(maybe(situation.energy_availability));
    snapshot.set_recovery_balance(maybe(situation.recovery_balance(sleep.debt_h, monotony).map(|(value, _)| value)));
    snapshot.set_mental_freshness(maybe(situation.mental_freshness(monotony, in_a_row)));
    snapshot.set_load_monotony(maybe(monotony));
    snapshot.set_load_week(maybe(week_load(body)));
    snapshot.set_load_usual_session(known(situation.usual.load));
    snapshot.set_days_since_rest(known(in_a_row));
    snapshot.set_days_training_in_a_row(known(in_a_row));
    snapshot.set_days_rest_in_last_6(known(body.rest_days_in_last_6()));
    snapshot.set_days_rest_needed(known(guidance::rest_days_min(situation.level)));
    snapshot.set_member_age_y(maybe(situation.age_y));
    snapshot.set_member_level(known(f64::from(situation.level as u8)));
    let overreaching = &signals.overreaching;
    snapshot.set_overreaching_state(overreaching.state.map(|state| f32::from(state as u8)));
    snapshot.set_days_since_deload(maybe(overreaching.light_week_d.map(|days| days + days_ahead)));
    snapshot.set_effort_drift(maybe(signals.effort_drift));
    snapshot.set_checkin_wellness(maybe(signals.wellness.map(|(value, _)| value)));
    snapshot.set_checkin_age_d(maybe(signals.wellness.map(|(_, age)| age)));
    snapshot.set_illness(signals.illness.map(|illness| match illness {
        Illness::None => 0.0,
        Illness::WithoutFever => 1.0,
        Illness::Fever => 2.0,
    }));
    snapshot.set_history_known_d(known(situation.history_d));
    snapshot.set_confidence(known(situation.confidence));
    snapshot.set_days_ahead(known(days_ahead));
    snapshot
}

/// Load of the last seven days, if all of them are known.
fn week_load(body: &Body) -> Option<f64> {
    body.recent.iter().map(|day| day.load).sum()
}
