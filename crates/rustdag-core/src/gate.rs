//! The safety gate: what of a member's profile and words stops or softens every plan, whatever rules and models say.
//!
//! PAR-Q items and the order of warning signs: seen; ages and numbers for minors from memory; the rest is design.

use crate::anatomy::Joint;
use crate::answer::Quantity;
use crate::event::{Illness, RedFlag};
use crate::model::guidance;
use crate::model::overreaching::State;
use crate::profile::{Level, Pregnancy, Profile};
use crate::reason::{EngineCode, Reason, Subject};
use crate::setters::Quantities;
use crate::signals::Signals;
use crate::signs::Periods;
use crate::snapshot::Situation;
use rustdag_rule_abi::{Flags, Limits};

/// Pain from which a joint is not loaded at all.
const PAIN_STOP: f64 = 4.0;
/// Resting heart rate above the member's own mean, over a week, from which plans pause and a doctor should look.
const RESTING_HR_STOP: f64 = 10.0;
/// Mornings in a week so far above the usual that one alone would be taken for a slip. Design.
const FAR_ABOVE_MORNINGS: usize = 2;
/// Under this age sessions are supervised (AAP 2020, NSCA 2009 exist; numbers from memory).
pub(crate) const SUPERVISED_BELOW_Y: f64 = 16.0;
/// Under this age a guardian consents.
const CONSENT_BELOW_Y: f64 = 18.0;
/// Least repetitions in reserve of supervised, pregnant and older novice members. Design.
const CAREFUL_RIR: f64 = 3.0;
/// Highest intensity of supervised members: no maximal tests. Design.
const SUPERVISED_INTENSITY: f64 = 0.75;
/// Rest days a week of supervised members: two or three sessions, not on consecutive days.
const SUPERVISED_REST_DAYS: f64 = 4.0;

/// What of the profile and the signals stops or softens plans: the same on every day of a horizon.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Limits of the gate alone.
    pub(crate) limits: Limits,
    /// Why.
    pub(crate) reasons: Vec<Reason>,
    /// Least rest days in seven days.
    pub rest_days_min: f64,
    /// Training on two days running is not allowed.
    pub alternate_days: bool,
    /// Not even active recovery: somebody should be seen first, or a fever has to pass.
    pub rest_only: bool,
    /// Numbers of the body, such as body mass, are kept from sight: they would do harm here.
    pub hides_body: bool,
}

impl Gate {
    /// Applies the safety gate to a member.
    #[must_use]
    pub fn new(profile: &Profile, situation: &Situation) -> Self {
        let mut gate = Self {
            limits: Limits::no_opinion(),
            reasons: Vec::new(),
            rest_days_min: guidance::rest_days_min(profile.level),
            alternate_days: false,
            rest_only: false,
            hides_body: situation.age_y.is_some_and(|age| age < SUPERVISED_BELOW_Y),
        };
        gate.warning_signs(&situation.signals);
        gate.screening(profile);
        gate.resting_heart_rate(&situation.signals);
        gate.lags_after_deload(&situation.signals);
        gate.illness(&situation.signals);
        gate.signs(situation);
        gate.pain(&situation.signals);
        gate.pregnancy(profile, situation);
        gate.age(profile, situation.age_y);
        gate
    }

    /// Least repetitions in reserve that the gate alone asks.
    #[must_use]
    pub fn rir_min(&self) -> f64 {
        f64::from(self.limits.rir_min)
    }

    /// Whether nothing at all may be trained.
    #[must_use]
    pub fn stops_training(&self) -> bool {
        self.limits.flags & Flags::MUST_REST != 0
    }

    fn stop(&mut self, code: EngineCode) {
        self.limits.flags |= Flags::MUST_REST | Flags::SEE_PROFESSIONAL;
        self.rest_only = true;
        let reason = Reason::engine(code, Subject::Whole, 0.0, 0.0);
        self.reasons.push(reason.explaining(Quantities::of(&[Quantity::Training])));
    }

    fn hold(&mut self, load_max: f64, rir_min: f64) {
        self.limits.session_load_max = self.limits.session_load_max.min(narrow(load_max));
        self.limits.rir_min = self.limits.rir_min.max(narrow(rir_min));
    }

    fn screening(&mut self, profile: &Profile) {
        if !profile.screening.is_empty() && !profile.screening_cleared {
            self.stop(EngineCode::ClearanceNeeded);
        }
    }

    fn warning_signs(&mut self, signals: &Signals) {
        for flag in &signals.red_flags {
            match flag {
                RedFlag::Emergency => self.stop(EngineCode::Emergency),
                RedFlag::SameDayCare => self.stop(EngineCode::SameDayCare),
                RedFlag::SeeProfessional => self.stop(EngineCode::SeeProfessional),
                RedFlag::EnergyOrMind => {
                    self.hides_body = true;
                    self.stop(EngineCode::EnergyOrMind);
                }
            }
        }
    }

    fn resting_heart_rate(&mut self, signals: &Signals) {
        let far_above = signals.resting_hr_far_above >= FAR_ABOVE_MORNINGS;
        if far_above || signals.resting_hr_delta.is_some_and(|delta| delta >= RESTING_HR_STOP) {
            self.stop(EngineCode::SeeProfessional);
        }
    }

    fn lags_after_deload(&mut self, signals: &Signals) {
        if signals.overreaching.state == Some(State::Persistent) {
            self.stop(EngineCode::LagsAfterDeload);
        }
    }

    fn illness(&mut self, signals: &Signals) {
        if signals.illness == Some(Illness::Fever) {
            self.limits.flags |= Flags::MUST_REST;
            self.rest_only = true;
            self.reasons.push(Reason::engine(EngineCode::Fever, Subject::Whole, 0.0, 0.0));
        }
    }

    /// What the log tells beside warning signs: no load increases, and a word.
    fn signs(&mut self, situation: &Situation) {
        let signs = &situation.signals.signs;
        let child = situation.age_y.is_some_and(|age| age < SUPERVISED_BELOW_Y);
        let look = |gate: &mut Self, code, value: f64| {
            gate.hides_body = true;
            gate.limits.flags |= Flags::SEE_PROFESSIONAL;
            gate.hold(situation.usual.load, 0.0);
            gate.reasons.push(Reason::engine(code, Subject::Whole, value, 0.0));
        };
        match signs.periods {
            Periods::Quiet => {}
            Periods::Absent => look(self, EngineCode::PeriodsAbsent, signs.since_period_d),
            Periods::Unlogged => {
                let (code, days) = (EngineCode::PeriodsUnlogged, signs.since_period_d);
                self.reasons.push(Reason::engine(code, Subject::Whole, days, 0.0));
            }
        }
        // The number itself is never told.
        if signs.low_energy && !child {
            look(self, EngineCode::LowEnergy, 0.0);
        }
        if signs.weight_loss && !self.hides_body {
            self.hold(situation.usual.load, 0.0);
            self.reasons.push(Reason::engine(EngineCode::WeightLoss, Subject::Whole, 0.0, 0.0));
        }
    }

    fn pain(&mut self, signals: &Signals) {
        for &joint in Joint::ALL {
            let Some(pain) = signals.pain[joint] else { continue };
            let code = if pain >= PAIN_STOP {
                EngineCode::JointPain
            } else if signals.hurts_long(joint) {
                EngineCode::LongPain
            } else {
                continue;
            };
            self.limits.joint_load_max[joint.slot()] = 0.0;
            self.limits.flags |= Flags::SEE_PROFESSIONAL;
            let (value, limit) =
                if code == EngineCode::JointPain { (pain, PAIN_STOP) } else { (signals.pain_d[joint], 0.0) };
            self.reasons.push(Reason::engine(code, Subject::Joint(joint), value, limit));
        }
    }

    fn pregnancy(&mut self, profile: &Profile, situation: &Situation) {
        if profile.pregnancy == Pregnancy::None {
            return;
        }
        if profile.pregnancy_cleared {
            self.hold(situation.usual.load, CAREFUL_RIR);
            self.reasons.push(Reason::engine(EngineCode::Pregnancy, Subject::Whole, 0.0, 0.0));
        } else {
            self.stop(EngineCode::Pregnancy);
        }
    }

    fn age(&mut self, profile: &Profile, age_y: Option<f64>) {
        let Some(age) = age_y else { return };
        let consent_missing = age < CONSENT_BELOW_Y && !profile.guardian_consent;
        if age < SUPERVISED_BELOW_Y || consent_missing {
            let code = if age < SUPERVISED_BELOW_Y { EngineCode::MinorSupervised } else { EngineCode::GuardianConsent };
            self.limits.rir_min = self.limits.rir_min.max(narrow(CAREFUL_RIR));
            self.limits.intensity_max = self.limits.intensity_max.min(narrow(SUPERVISED_INTENSITY));
            self.rest_days_min = self.rest_days_min.max(SUPERVISED_REST_DAYS);
            self.alternate_days = true;
            self.reasons.push(Reason::engine(code, Subject::Whole, age, CONSENT_BELOW_Y));
        } else if age >= guidance::OLDER_FROM_Y && profile.level == Level::Novice {
            self.limits.rir_min = self.limits.rir_min.max(narrow(CAREFUL_RIR));
            self.reasons.push(Reason::engine(EngineCode::OlderBeginner, Subject::Whole, age, CAREFUL_RIR));
        }
    }
}

#[allow(clippy::cast_possible_truncation)]
fn narrow(value: f64) -> f32 {
    value as f32
}
