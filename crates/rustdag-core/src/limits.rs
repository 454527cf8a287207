//! Today's limits: the engine's own, tightened by every rule, with the reason of each.

use crate::anatomy::{Joint, Muscle};
use crate::body::Body;
use crate::event::{Illness, RedFlag};
use crate::model::{guidance, local_muscle};
use crate::profile::{Level, Pregnancy, Profile};
use crate::reason::{EngineCode, Reason, Subject};
use crate::rule::{FailurePolicy, RuleSet};
use crate::signals::Signals;
use crate::snapshot::Situation;
use rustdag_rule_abi::{Flags, Limits, LimitsPage, Snapshot, SnapshotPage};

/// Pain from which a joint is not loaded at all.
const PAIN_STOP: f64 = 4.0;
/// A missing or failed safety rule holds sessions at this share of the usual load …
const TIGHTENED_LOAD: f64 = 0.8;
/// … and this far from failure.
const TIGHTENED_RIR: f64 = 2.0;
/// Under this age sessions are supervised (AAP 2020, NSCA 2009 exist; numbers from memory).
const SUPERVISED_BELOW_Y: f64 = 16.0;
/// Under this age a guardian consents.
const CONSENT_BELOW_Y: f64 = 18.0;
/// Least repetitions in reserve of supervised, pregnant and older novice members. Design.
const CAREFUL_RIR: f64 = 3.0;
/// Highest intensity of supervised members: no maximal tests. Design.
const SUPERVISED_INTENSITY: f64 = 0.75;
/// Rest days a week of supervised members: two or three sessions, not on consecutive days.
const SUPERVISED_REST_DAYS: f64 = 4.0;
/// From this age a novice starts further from failure.
const OLDER_FROM_Y: f64 = 65.0;

/// The limits of a day, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The tightest of all.
    pub limits: Limits,
    /// Why, the engine's own reasons first.
    pub reasons: Vec<Reason>,
    /// Least rest days in seven days.
    pub rest_days_min: f64,
}

/// What of the profile and the signals stops or softens plans: the same on every day of a horizon.
#[derive(Clone, Debug)]
pub struct Gate {
    limits: Limits,
    reasons: Vec<Reason>,
    /// Least rest days in seven days.
    pub rest_days_min: f64,
    /// Training on two days running is not allowed.
    pub alternate_days: bool,
    /// Not even active recovery: somebody should be seen first, or a fever has to pass.
    pub rest_only: bool,
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
        };
        gate.warning_signs(&situation.signals);
        gate.screening(profile);
        gate.illness(&situation.signals);
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

    fn stop(&mut self, code: EngineCode) {
        self.limits.flags |= Flags::MUST_REST | Flags::SEE_PROFESSIONAL;
        self.rest_only = true;
        self.reasons.push(Reason::engine(code, Subject::Whole, 0.0, 0.0));
    }

    fn hold(&mut self, load_max: f64, rir_min: f64) {
        self.limits.session_load_max = self.limits.session_load_max.min(narrow(load_max));
        self.limits.rir_min = self.limits.rir_min.max(narrow(rir_min));
    }

    fn screening(&mut self, profile: &Profile) {
        if !profile.screening.is_empty() && !profile.cleared {
            self.stop(EngineCode::ClearanceNeeded);
        }
    }

    fn warning_signs(&mut self, signals: &Signals) {
        for flag in &signals.red_flags {
            match flag {
                RedFlag::Emergency => self.stop(EngineCode::Emergency),
                RedFlag::SameDayCare => self.stop(EngineCode::SameDayCare),
                RedFlag::SeeProfessional => self.stop(EngineCode::SeeProfessional),
                RedFlag::EnergyOrMind => self.stop(EngineCode::EnergyOrMind),
            }
        }
    }

    fn illness(&mut self, signals: &Signals) {
        if signals.illness == Some(Illness::Fever) {
            self.limits.flags |= Flags::MUST_REST;
            self.rest_only = true;
            self.reasons.push(Reason::engine(EngineCode::Fever, Subject::Whole, 0.0, 0.0));
        }
    }

    fn pain(&mut self, signals: &Signals) {
        for &joint in Joint::ALL {
            if let Some(pain) = signals.pain[joint].filter(|&pain| pain >= PAIN_STOP) {
                self.limits.joint_load_max[joint.slot()] = 0.0;
                self.limits.flags |= Flags::SEE_PROFESSIONAL;
                self.reasons.push(Reason::engine(EngineCode::JointPain, Subject::Joint(joint), pain, PAIN_STOP));
            }
        }
    }

    fn pregnancy(&mut self, profile: &Profile, situation: &Situation) {
        if profile.pregnancy == Pregnancy::None {
            return;
        }
        if profile.cleared {
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
        } else if age >= OLDER_FROM_Y && profile.level == Level::Novice {
            self.limits.rir_min = self.limits.rir_min.max(narrow(CAREFUL_RIR));
            self.reasons.push(Reason::engine(EngineCode::OlderBeginner, Subject::Whole, age, CAREFUL_RIR));
        }
    }
}

/// Asks the gate, the engine and every rule about a settled body on a day.
#[must_use]
pub fn ask(body: &Body, situation: &Situation, gate: &Gate, snapshot: Snapshot, rules: &RuleSet) -> Asked {
    let mut reasons = Some(gate.reasons.clone());
    let mut page = LimitsPage::no_opinion();
    let limits = tightest(body, situation, gate, &SnapshotPage::new(snapshot), rules, &mut page, &mut reasons);
    let rest_days_min = gate.rest_days_min + f64::from(limits.extra_rest_days);
    Asked { limits, reasons: reasons.unwrap_or_default(), rest_days_min }
}

/// The tightest limits of a day. Reasons are collected only where they are wanted: the planner's search asks without.
pub(crate) fn tightest(
    body: &Body,
    situation: &Situation,
    gate: &Gate,
    snapshot: &SnapshotPage,
    rules: &RuleSet,
    page: &mut LimitsPage,
    reasons: &mut Option<Vec<Reason>>,
) -> Limits {
    let mut limits = gate.limits;
    muscle_limits(body, situation, &mut limits, reasons);
    for missing in rules.missing() {
        if missing.on_failure == FailurePolicy::Tighten {
            degrade(&mut limits, situation, &missing.id, EngineCode::RuleMissing, reasons);
        }
    }
    for rule in rules.rules() {
        page.limits = Limits::no_opinion();
        match rule.limits(snapshot, page) {
            Ok(()) => {
                limits.tighten(&page.limits);
                if let Some(reasons) = reasons {
                    reasons.extend(page.limits.reasons().iter().map(|reason| Reason {
                        rule: rule.id().to_owned(),
                        code: reason.code,
                        subject: Subject::from_abi(reason.subject),
                        value: f64::from(reason.value),
                        limit: f64::from(reason.limit),
                    }));
                }
            }
            Err(_) if rule.on_failure() == FailurePolicy::Tighten => {
                degrade(&mut limits, situation, rule.id(), EngineCode::RuleFailed, reasons);
            }
            Err(_) => {}
        }
    }
    rest_day_limit(body, gate, &mut limits, reasons);
    limits
}

/// A muscle that has not recovered, the week's ceiling, and one loading a day.
fn muscle_limits(body: &Body, situation: &Situation, limits: &mut Limits, reasons: &mut Option<Vec<Reason>>) {
    let (_, ceiling) = guidance::weekly_sets(situation.level);
    for &muscle in Muscle::ALL {
        let state = &body.muscles[muscle];
        let fatigue = state.fatigue.total();
        let usual = situation.usual.hard_sets[muscle];
        let subject = Subject::Muscle(muscle);
        let mut sets = (ceiling - state.week_hard_sets).max(0.0);
        let mut say = |code, value, limit| {
            if let Some(reasons) = reasons {
                reasons.push(Reason::engine(code, subject, value, limit));
            }
        };
        if state.loaded_today {
            sets = 0.0;
            say(EngineCode::MuscleLoadedToday, state.week_hard_sets, sets);
        } else if fatigue > local_muscle::RECOVERED {
            let allowed = f64::from(sets_by_fatigue(fatigue, usual));
            sets = sets.min(allowed);
            if allowed > 0.0 {
                say(EngineCode::MusclePartlyRecovered, fatigue, allowed);
            } else {
                say(EngineCode::MuscleNotRecovered, fatigue, local_muscle::REST_ABOVE);
            }
        }
        // It explains a session of many sets even where it leaves room for the usual one.
        say(EngineCode::WeeklyCeiling, state.week_hard_sets, ceiling);
        let slot = &mut limits.muscle_sets_max[muscle.slot()];
        *slot = slot.min(narrow(sets));
    }
}

/// Hard sets that a muscle's fatigue leaves: all when recovered, fewer up to the fatigue at which it rests.
#[must_use]
pub fn sets_by_fatigue(fatigue: f64, usual_sets: f64) -> f32 {
    if fatigue <= local_muscle::RECOVERED {
        return f32::INFINITY;
    }
    let span = local_muscle::REST_ABOVE - local_muscle::RECOVERED;
    narrow((usual_sets * (local_muscle::REST_ABOVE - fatigue) / span).max(0.0))
}

fn degrade(
    limits: &mut Limits,
    situation: &Situation,
    rule: &str,
    code: EngineCode,
    reasons: &mut Option<Vec<Reason>>,
) {
    let load = TIGHTENED_LOAD * situation.usual.load;
    limits.session_load_max = limits.session_load_max.min(narrow(load));
    limits.rir_min = limits.rir_min.max(narrow(TIGHTENED_RIR));
    if let Some(reasons) = reasons {
        reasons.push(Reason { rule: rule.to_owned(), ..Reason::engine(code, Subject::Whole, 0.0, load) });
    }
}

/// Rest days: the level's least and what rules ask beyond it, in any seven days that end today.
fn rest_day_limit(body: &Body, gate: &Gate, limits: &mut Limits, reasons: &mut Option<Vec<Reason>>) {
    let rested = body.rest_days_in_last_6();
    let needed = gate.rest_days_min + f64::from(limits.extra_rest_days);
    if rested < needed {
        limits.flags |= Flags::MUST_REST;
        if let Some(reasons) = reasons {
            reasons.push(Reason::engine(EngineCode::RestNeeded, Subject::Whole, rested, needed));
        }
    }
    if gate.alternate_days && body.training_days_in_a_row() > 0.0 {
        // The gate has said why already: supervised members do not train on two days running.
        limits.flags |= Flags::MUST_REST;
    }
}

#[allow(clippy::cast_possible_truncation)]
fn narrow(value: f64) -> f32 {
    value as f32
}
