//! Today's limits: the gate's and the engine's own, tightened by every rule, with the reason of each.

use crate::anatomy::Muscle;
use crate::answer::Quantity;
use crate::body::Body;
use crate::gate::Gate;
use crate::model::{guidance, local_muscle};
use crate::number::Number;
use crate::reason::{ENGINE, EngineCode, Reason, Subject};
use crate::rule::{FailurePolicy, Rule, RuleSet};
use crate::setters::{Quantities, Setters};
use crate::snapshot::Situation;
use rustdag_rule_abi::{Flags, Limits, LimitsPage, Snapshot, SnapshotPage};

/// A missing or failed safety rule holds sessions at this share of the usual load …
const TIGHTENED_LOAD: f64 = 0.8;
/// … and this far from failure.
const TIGHTENED_RIR: f64 = 2.0;
/// An easier day, where the member asks for one, is at most this share of the usual load …
const EASIER_LOAD: f64 = 0.7;
/// … and this far from failure. Design.
const EASIER_RIR: f64 = 3.0;
/// Less than any set counts: what is left of a full week still lets a muscle take part in endurance work.
const NO_WHOLE_SET: f64 = 0.25;

/// The limits of a day, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The tightest of all.
    pub limits: Limits,
    /// Why, the engine's own reasons first.
    pub reasons: Vec<Reason>,
    /// Least rest days in seven days.
    pub rest_days_min: f64,
    /// Somebody asks for full rest: not even active recovery.
    pub full_rest: bool,
    /// Who set which limit.
    pub setters: Setters,
}

impl Asked {
    /// The gate's reasons that stop all training: they come before everything else a day has to say.
    #[must_use]
    pub fn stops(&self) -> Vec<Reason> {
        self.reasons
            .iter()
            .filter(|reason| reason.engine_code().is_some_and(EngineCode::stops_training))
            .cloned()
            .collect()
    }

    /// Why a limit is what it is: the tightest word about it of whoever set it. A rule that gives none is named.
    #[must_use]
    pub fn why(&self, quantity: Quantity, subject: Subject) -> Reason {
        let explains = |reason: &&Reason| reason.quantities.has(quantity);
        let of_engine = |reason: &&Reason| reason.rule == ENGINE;
        if quantity == Quantity::Training
            && let Some(reason) = self.reasons.iter().filter(explains).find(of_engine)
        {
            // The safety gate and the week's rest days come before what rules have to say about today.
            return reason.clone();
        }
        let setter = self.setters.of(quantity, subject);
        let about = |subject: Subject| {
            let words = self.reasons.iter().filter(explains);
            words
                .filter(|reason| reason.rule == setter && reason.subject == subject)
                .min_by(|a, b| room(a, quantity).total_cmp(&room(b, quantity)))
        };
        about(subject).or_else(|| about(Subject::Whole)).cloned().unwrap_or_else(|| Reason {
            rule: setter.to_owned(),
            ..Reason::engine(EngineCode::RuleWithoutReason, subject, 0.0, 0.0)
                .explaining(Quantities::NONE.and(quantity))
        })
    }
}

/// How much room a reason leaves, in the unit its speaker uses; only reasons of one speaker compare.
fn room(reason: &Reason, quantity: Quantity) -> f64 {
    let limit = reason.hard_sets_left().unwrap_or(reason.limit);
    if quantity.is_least() { -limit } else { limit }
}

/// Asks the gate, the engine and every rule about a settled body on a day.
#[must_use]
pub fn ask(body: &Body, situation: &Situation, gate: &Gate, snapshot: Snapshot, rules: &RuleSet) -> Asked {
    let mut asked = Asked {
        limits: gate.limits,
        reasons: gate.reasons.clone(),
        rest_days_min: gate.rest_days_min,
        full_rest: gate.rest_only,
        setters: Setters::default(),
    };
    let mut page = LimitsPage::no_opinion();
    let telling = Some(Telling::default());
    let mut asking = Asking { situation, gate, limits: gate.limits, telling, full_rest: gate.rest_only };
    asking.engine(body);
    asking.wish(&snapshot);
    asking.rules(&SnapshotPage::new(snapshot), rules, &mut page, Failures::Tighten);
    asking.rest_days(body);
    asked.limits = asking.limits;
    let Telling { reasons, setters, alternates } = asking.telling.unwrap_or_default();
    if alternates {
        // The gate has said already that supervised members do not train on two days running: today that is why.
        for reason in &mut asked.reasons {
            let code = reason.engine_code();
            if matches!(code, Some(EngineCode::MinorSupervised | EngineCode::GuardianConsent)) {
                reason.quantities = reason.quantities.and(Quantity::Training);
            }
        }
    }
    asked.reasons.extend(reasons);
    asked.setters = setters;
    asked.rest_days_min += f64::from(asking.limits.extra_rest_days);
    asked.full_rest = asking.full_rest;
    asked
}

/// The tightest limits of a day, without reasons: what the planner's search asks.
pub(crate) fn tightest(
    body: &Body,
    situation: &Situation,
    gate: &Gate,
    snapshot: &SnapshotPage,
    rules: &RuleSet,
    page: &mut LimitsPage,
    failures: Failures,
) -> Limits {
    let mut asking = Asking { situation, gate, limits: gate.limits, telling: None, full_rest: gate.rest_only };
    asking.engine(body);
    asking.wish(&snapshot.snapshot);
    asking.rules(snapshot, rules, page, failures);
    asking.rest_days(body);
    asking.limits
}

/// What a rule that fails does to the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failures {
    /// What its policy says.
    Tighten,
    /// Nothing: where the loosest limits are wanted, and the rule may answer about another body.
    Loosen,
}

/// Limits while they are being asked for.
struct Asking<'a> {
    situation: &'a Situation,
    gate: &'a Gate,
    limits: Limits,
    telling: Option<Telling>,
    full_rest: bool,
}

/// What is noted of why limits are what they are, where somebody wants to know.
#[derive(Default)]
struct Telling {
    reasons: Vec<Reason>,
    setters: Setters,
    /// Today is rest because yesterday was not, for a member who trains on alternate days.
    alternates: bool,
}

impl Asking<'_> {
    fn say(&mut self, code: EngineCode, subject: Subject, value: f64, limit: f64) {
        if let Some(telling) = &mut self.telling {
            telling.reasons.push(Reason::engine(code, subject, value, limit));
        }
    }

    /// The engine's words about a rule, in the rule's name.
    fn say_of(&mut self, rule: &str, code: EngineCode, limit: f64) {
        if let Some(telling) = &mut self.telling {
            telling.reasons.push(Reason { rule: rule.to_owned(), ..Reason::engine(code, Subject::Whole, 0.0, limit) });
        }
    }

    /// An easier day, where the member asked for one: today only.
    fn wish(&mut self, snapshot: &Snapshot) {
        if !self.situation.signals.signs.wants_easier || snapshot.days_ahead().is_some_and(|days| days > 0.0) {
            return;
        }
        let usual = self.situation.usual.load;
        self.limits.session_load_max = self.limits.session_load_max.min(narrow(EASIER_LOAD * usual));
        self.limits.rir_min = self.limits.rir_min.max(narrow(EASIER_RIR));
        self.say(EngineCode::EasierWished, Subject::Whole, EASIER_LOAD, 0.0);
    }

    /// Per muscle: fatigue, the week's ceiling, and one loading a day.
    fn engine(&mut self, body: &Body) {
        let ceiling = guidance::weekly_ceiling(self.situation.level, self.situation.age_y);
        for &muscle in Muscle::ALL {
            let state = &body.muscles[muscle];
            let fatigue = state.fatigue.total();
            let subject = Subject::Muscle(muscle);
            let mut sets = (ceiling - state.week_hard_sets).max(NO_WHOLE_SET);
            if state.loaded_today {
                sets = 0.0;
                self.say(EngineCode::MuscleLoadedToday, subject, state.week_hard_sets, sets);
            } else if fatigue > local_muscle::RECOVERED {
                let allowed = f64::from(sets_by_fatigue(fatigue, self.situation.usual.hard_sets[muscle]));
                sets = sets.min(allowed);
                if allowed > 0.0 {
                    self.say(EngineCode::MusclePartlyRecovered, subject, fatigue, allowed);
                } else {
                    self.say(EngineCode::MuscleNotRecovered, subject, fatigue, local_muscle::REST_ABOVE);
                }
            }
            self.say(EngineCode::WeeklyCeiling, subject, state.week_hard_sets, ceiling);
            let slot = &mut self.limits.muscle_sets_max[muscle.slot()];
            *slot = slot.min(narrow(sets));
        }
    }

    /// Every rule that is there, and what becomes of those that are not or do not answer.
    fn rules(&mut self, snapshot: &SnapshotPage, rules: &RuleSet, page: &mut LimitsPage, failures: Failures) {
        for missing in rules.missing() {
            match missing.on_failure {
                FailurePolicy::Tighten => self.degrade(&missing.id, EngineCode::RuleMissing),
                FailurePolicy::Skip => self.say_of(&missing.id, EngineCode::RuleMissingSkipped, 0.0),
            }
        }
        for rule in rules.rules() {
            page.limits = Limits::no_opinion();
            match rule.limits(snapshot, page) {
                Ok(()) => self.hear(&**rule, &page.limits),
                Err(_) if failures == Failures::Loosen => {}
                Err(_) => match rule.on_failure() {
                    FailurePolicy::Tighten => self.degrade(rule.id(), EngineCode::RuleFailed),
                    FailurePolicy::Skip => self.say_of(rule.id(), EngineCode::RuleFailedSkipped, 0.0),
                },
            }
        }
    }

    fn hear(&mut self, rule: &dyn Rule, said: &Limits) {
        // Who asks for rest without a word about moving gently asks for full rest, whatever others prefer.
        self.full_rest |= said.flags & (Flags::MUST_REST | Flags::PREFER_ACTIVE) == Flags::MUST_REST;
        if let Some(telling) = &mut self.telling {
            telling.setters.hear(rule.id(), said, &self.limits);
            telling.reasons.extend(said.reasons().iter().map(|reason| {
                let (about, subject) = (rule.about(reason.code), Subject::from_abi(reason.subject));
                Reason {
                    rule: rule.id().to_owned(),
                    code: reason.code,
                    subject,
                    value: f64::from(reason.value),
                    limit: f64::from(reason.limit),
                    quantities: about.quantity.into(),
                    number: about.field.and_then(|field| Number::of_field(field, subject)),
                }
            }));
        }
        self.limits.tighten(said);
    }

    fn degrade(&mut self, rule: &str, code: EngineCode) {
        let load = TIGHTENED_LOAD * self.situation.usual.load;
        let said = Limits { session_load_max: narrow(load), rir_min: narrow(TIGHTENED_RIR), ..Limits::no_opinion() };
        if let Some(telling) = &mut self.telling {
            telling.setters.hear(rule, &said, &self.limits);
        }
        self.limits.tighten(&said);
        self.say_of(rule, code, load);
    }

    /// Rest days: the level's least and what rules ask beyond it, in any seven days that end today. Active recovery is
    /// rest too, so this asks for no full rest.
    fn rest_days(&mut self, body: &Body) {
        let rested = body.rest_days_in_last_6();
        let needed = self.gate.rest_days_min + f64::from(self.limits.extra_rest_days);
        if rested < needed {
            self.limits.flags |= Flags::MUST_REST;
            self.say(EngineCode::RestNeeded, Subject::Whole, rested, needed);
        }
        if self.gate.alternate_days && (body.training_days_in_a_row() > 0.0 || body.trained_today) {
            // Supervised members train once a day, and not on two days running.
            self.limits.flags |= Flags::MUST_REST;
            if let Some(telling) = &mut self.telling {
                telling.alternates = true;
            }
        }
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

#[allow(clippy::cast_possible_truncation)]
fn narrow(value: f64) -> f32 {
    value as f32
}
