//! A belief about a member's parameters that follows a fold, and hears what is said of soreness in between.

use super::learned::{Estimate, ExerciseStrength, Told};
use super::soreness_report::SorenessReport;
use crate::anatomy::{Muscle, PerMuscle};
use crate::body::{Body, Clocks};
use crate::event::ExerciseRef;
use crate::fold::{FoldedSession, Onlooker, SleepState, hours_between};
use crate::lift::{self, Lift};
use crate::model::belief::Belief;
use crate::model::learning::{
    FACTOR_RANGE, Filter, LEFT_AT_ZERO, LiftLevel, PARAMETER_SLOTS, Parameter, Parameters, RIR_BIAS, SLOTS,
    SORENESS_SCALE, Slots,
};
use crate::model::muscle_trace::MuscleTrace;
use crate::model::{sleep, soreness};
use crate::profile::Profile;
use jiff::Timestamp;
use jiff::civil::Date;

const HOURS_PER_DAY: f64 = 24.0;
/// Slope of an observation in a parameter, times the parameter's prior spread and over the noise, from which it counts
/// as having told of it. Design.
const TELLS_FROM: f64 = 0.02;
/// Least that is left of fresh strength, as in what is expected of performances. Design.
const EXPECTED_MIN: f64 = 0.5;

/// A belief that follows a fold.
pub(super) struct Learner<'a> {
    pub(super) filter: Filter,
    /// Slopes are taken here instead of at the present belief.
    pub(super) truth: Option<Slots>,
    tau_h: PerMuscle<f64>,
    muscles: PerMuscle<MuscleTrace>,
    /// Rested hours, divided by their day's factor, at which each muscle's trace stands.
    stands_at_h: PerMuscle<f64>,
    last_bout: PerMuscle<Option<Timestamp>>,
    /// Rested hours, divided by their day's factor, up to `now`.
    rested_h: f64,
    now: Option<Timestamp>,
    slowing: f64,
    sleep_factor: f64,
    lifts: Vec<KnownLift>,
    /// Usual sessions that unknown days were taken for, until now.
    unknown_sessions: u32,
    reports: &'a [SorenessReport<'a>],
    pub(super) told: [Told; PARAMETER_SLOTS],
    /// Day of the last word about the upper and the lower body that was taken in.
    heard: [Option<Date>; 2],
}

/// What is believed of one exercise.
struct KnownLift {
    exercise: ExerciseRef,
    level: LiftLevel,
    last: Timestamp,
    lifts: u32,
    /// [`Learner::unknown_sessions`] at the last lift.
    unknown_sessions: u32,
}

/// What takes off, or adds to, fresh strength in a lift: `ln`, its slope, and the variance of what was only assumed.
struct Expected {
    ln: f64,
    slope: Slots,
    variance: f64,
}

impl<'a> Learner<'a> {
    pub(super) fn new(
        profile: &Profile,
        age_y: Option<f64>,
        filter: Filter,
        reports: &'a [SorenessReport<'a>],
    ) -> Self {
        Self {
            filter,
            truth: None,
            tau_h: Clocks::new(profile, age_y, &Parameters::POPULATION).tau_h,
            muscles: PerMuscle::default(),
            stands_at_h: PerMuscle::all(0.0),
            last_bout: PerMuscle::all(None),
            rested_h: 0.0,
            now: None,
            slowing: 1.0,
            sleep_factor: 1.0,
            lifts: Vec::new(),
            unknown_sessions: 0,
            reports,
            told: [Told::default(); PARAMETER_SLOTS],
            heard: [None; 2],
        }
    }

    /// Where slopes are taken: distances from the prior's means.
    fn here(&self) -> Slots {
        self.truth.unwrap_or(self.filter.x)
    }

    fn factor(&self, parameter: Parameter) -> f64 {
        let slot = parameter as usize;
        libm::exp(self.filter.prior().parameters[slot].mean + self.here()[slot]).clamp(FACTOR_RANGE.0, FACTOR_RANGE.1)
    }

    /// Lets time pass; muscles follow when they are next looked at.
    fn pass(&mut self, to: Timestamp) {
        if let Some(now) = self.now.filter(|&now| now < to) {
            self.rested_h += hours_between(now, to) / self.slowing;
        }
        self.now = Some(self.now.map_or(to, |now| now.max(to)));
    }

    /// Brings a muscle's trace to the present.
    fn settle(&mut self, muscle: Muscle) {
        let hours = self.rested_h - self.stands_at_h[muscle];
        if hours > 0.0 {
            let tau_h = self.tau_h[muscle] * self.factor(Parameter::recovery(muscle.region()));
            self.muscles[muscle].rest(hours, tau_h);
            self.stands_at_h[muscle] = self.rested_h;
        }
    }

    /// Takes in every word about soreness before an instant.
    pub(super) fn hear_until(&mut self, until: Timestamp) {
        while let Some((report, later)) = self.reports.split_first()
            && report.at < until
        {
            self.reports = later;
            self.pass(report.at);
            self.hear(report);
        }
        self.pass(until);
    }

    /// Of each half of the body the muscle speaks that is believed to be most tired: what is said of its neighbours is
    /// mostly the same word again. More than one word a day adds nothing either.
    fn hear(&mut self, report: &SorenessReport<'_>) {
        for (half, recovery) in [Parameter::RecoveryUpper, Parameter::RecoveryLower].into_iter().enumerate() {
            if self.heard[half] == Some(report.date) {
                continue;
            }
            let mut loudest: Option<(Muscle, f64)> = None;
            for &(muscle, answer) in &report.check_in.muscle_soreness {
                let silent =
                    self.last_bout[muscle].is_none_or(|bout| hours_between(bout, report.at) < soreness::SILENT_H);
                if Parameter::recovery(muscle.region()) != recovery || silent {
                    continue;
                }
                self.settle(muscle);
                if loudest.is_none_or(|(other, _)| self.muscles[muscle].slow > self.muscles[other].slow) {
                    loudest = Some((muscle, answer.get()));
                }
            }
            if let Some((muscle, answer)) = loudest {
                self.heard[half] = Some(report.date);
                self.hear_muscle(muscle, recovery, answer, report.date);
            }
        }
    }

    fn hear_muscle(&mut self, muscle: Muscle, recovery: Parameter, answer: f64, date: Date) {
        let trace = self.muscles[muscle];
        let here = self.here();
        let (points, per_fatigue) = soreness::expected(trace.slow);
        let scale = libm::exp(here[SORENESS_SCALE]);
        let expected = scale * points;
        let mut slope = [0.0; SLOTS];
        slope[recovery as usize] = scale * per_fatigue * trace.by_recovery;
        slope[Parameter::BoutFatigue as usize] = scale * per_fatigue * trace.by_bout;
        slope[SORENESS_SCALE] = expected;
        let (surprise, mut variance) = match self.truth {
            Some(_) => (0.0, 1.0 / soreness::information(expected)),
            None => soreness::told(answer, expected),
        };
        variance += scale * per_fatigue * scale * per_fatigue * self.doubt(muscle);
        self.count(&slope, variance, date, |told| &mut told.soreness);
        let before = self.filter.x;
        self.filter.observe(surprise, &slope, variance);
        self.follow(&before);
    }

    /// Takes in what a session says of strength in the exercises that the catalogue knows.
    fn look(&mut self, session: &FoldedSession<'_>, body: &Body) {
        let before = self.filter.x;
        let here = self.here();
        for lift in session.lifts.iter().filter(|lift| !lift.at_least) {
            let Some(shares) = lift.shares() else { continue };
            let expected = self.expected(lift, &shares, body);
            let told = libm::log(lift.e1rm_kg) - expected.ln;
            // What is expected lowers what is told of fresh strength; the slopes are of what is expected.
            let variance = lift::NOISE * lift::NOISE + expected.variance;
            let Some(known) = self.lifts.iter_mut().find(|known| lift.is_of(&known.exercise)) else {
                let level = LiftLevel::first(told, &here, &expected.slope, variance);
                self.lifts.push(KnownLift {
                    exercise: lift.exercise.clone(),
                    level,
                    last: session.at,
                    lifts: 1,
                    unknown_sessions: self.unknown_sessions,
                });
                continue;
            };
            let unknown = self.unknown_sessions - known.unknown_sessions;
            known.level.drift(hours_between(known.last, session.at) / HOURS_PER_DAY, unknown);
            (known.last, known.lifts, known.unknown_sessions) = (session.at, known.lifts + 1, self.unknown_sessions);
            let tells = known.level.observe(&mut self.filter, &here, told, &expected.slope, variance);
            self.count(&tells, variance, session.date, |told| &mut told.lifts);
        }
        self.follow(&before);
    }

    fn expected(&mut self, lift: &Lift, shares: &PerMuscle<f64>, body: &Body) -> Expected {
        let here = self.here();
        let mut slope = [0.0; SLOTS];
        let (mut left, mut gained, mut doubt) = (1.0, 0.0, 0.0);
        for &muscle in Muscle::ALL {
            let share = shares[muscle];
            if share <= 0.0 {
                continue;
            }
            self.settle(muscle);
            let (trace, state) = (&self.muscles[muscle], &body.muscles[muscle]);
            left -= share * (trace.slow + state.fatigue.fast);
            slope[Parameter::recovery(muscle.region()) as usize] -= share * trace.by_recovery;
            slope[Parameter::BoutFatigue as usize] -= share * (trace.by_bout + state.fatigue.fast);
            doubt += share * self.doubt(muscle).sqrt();
            gained += share * state.strength / 100.0;
        }
        let left = left.max(EXPECTED_MIN);
        for slope in &mut slope {
            *slope /= left;
        }
        let gain = gained * self.factor(Parameter::StrengthGain);
        slope[Parameter::StrengthGain as usize] = gain / (1.0 + gain);
        // What was left is what was said and the bias, or another remainder where nothing was said to be left.
        // Strength is told in the terms of the log: as a set with the population's bias shows it.
        let said = lift.rir.min(1.0);
        let mut too_low = -self.filter.prior().of_slot(RIR_BIAS).mean;
        for (slot, part) in [(RIR_BIAS, said), (LEFT_AT_ZERO, 1.0 - said)] {
            too_low += part * (self.filter.prior().of_slot(slot).mean + here[slot]);
            slope[slot] = -part * lift.rir_slope;
        }
        let guessed_too_low = lift.rir_slope * too_low;
        let whole = left * (1.0 - body.systemic) * self.sleep_factor * (1.0 + gain);
        Expected { ln: libm::log(whole) - guessed_too_low, slope, variance: (doubt / left) * (doubt / left) }
    }

    /// Variance of a muscle's fatigue that no parameter explains. What could be told at most is told without any.
    fn doubt(&self, muscle: Muscle) -> f64 {
        let trace = &self.muscles[muscle];
        trace.assumed * trace.assumed + if self.truth.is_some() { 0.0 } else { trace.doubt }
    }

    /// Carries every muscle over to the present belief.
    fn follow(&mut self, before: &Slots) {
        if self.truth.is_some() || self.filter.x == *before {
            return;
        }
        let rose = |parameter: Parameter| self.filter.x[parameter as usize] - before[parameter as usize];
        let (upper, lower) = (rose(Parameter::RecoveryUpper), rose(Parameter::RecoveryLower));
        let bout = rose(Parameter::BoutFatigue);
        for (&muscle, trace) in Muscle::ALL.iter().zip(&mut self.muscles.0) {
            let recovery = if Parameter::recovery(muscle.region()) == Parameter::RecoveryUpper { upper } else { lower };
            trace.follow(recovery, bout);
        }
    }

    fn count(&mut self, slope: &Slots, variance: f64, date: Date, which: impl Fn(&mut Told) -> &mut u32) {
        for (slot, told) in self.told.iter_mut().enumerate() {
            if slope[slot].abs() * self.filter.prior().parameters[slot].deviation >= TELLS_FROM * variance.sqrt() {
                *which(told) += 1;
                told.days = Some((told.days.map_or(date, |(first, _)| first), date));
            }
        }
    }

    pub(super) fn strengths(&self, body: &Body) -> Vec<ExerciseStrength> {
        let gain = self.factor(Parameter::StrengthGain);
        let told = |known: &KnownLift| {
            let ExerciseRef::Known(exercise) = &known.exercise else { return None };
            let whole: f64 = exercise.muscles.0.iter().map(|involvement| involvement.share()).sum();
            let gained: f64 = exercise
                .muscles
                .iter()
                .map(|(muscle, involvement)| involvement.share() * body.muscles[muscle].strength)
                .sum();
            let (ln, deviation) = known.level.belief(&self.filter);
            let value = ln + libm::log(1.0 + gain * gained / whole / 100.0);
            let e1rm_kg = Estimate::of_factor(Belief { mean: value, deviation });
            Some(ExerciseStrength { exercise: exercise.id.clone(), e1rm_kg, lifts: known.lifts })
        };
        self.lifts.iter().filter_map(told).collect()
    }
}

impl Onlooker for Learner<'_> {
    fn morning(&mut self, _date: Date, sleep: &SleepState) {
        self.sleep_factor = sleep::performance_factor(sleep.deficit_h());
    }

    fn day(&mut self, start: Timestamp, slowing: f64) {
        self.hear_until(start);
        self.slowing = slowing;
    }

    fn before(&mut self, session: &FoldedSession<'_>, body: &Body) {
        self.hear_until(session.at);
        self.look(session, body);
        self.unknown_sessions += u32::from(session.event.is_none());
        let factor = self.factor(Parameter::BoutFatigue);
        for &muscle in Muscle::ALL {
            let novelty = 1.0 - body.muscles[muscle].protection;
            let dose = session.dose.fatigue[muscle] + novelty * session.dose.fatigue_novel[muscle];
            if dose <= 0.0 {
                continue;
            }
            self.settle(muscle);
            if session.event.is_some() {
                self.muscles[muscle].train(dose, novelty, factor);
            } else {
                self.muscles[muscle].train_unknown(dose, novelty, factor);
            }
            self.last_bout[muscle] = Some(session.at);
        }
    }
}
