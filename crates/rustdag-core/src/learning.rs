//! Learning a member's parameters from the log: a pure function of the history and what was believed before it.
//!
//! The history is folded once with the population's clocks; beside it the slow fatigue of every muscle is carried at
//! the present belief, with its slopes, and every lift and every word about soreness is taken in as it comes. Nothing
//! that is learned changes the fold it is learned beside, so there is no circle. What is learned by the midnight that
//! began a day sets the clocks of that day.
//!
//! Soreness never lets anybody train sooner by itself: what it adds may lengthen a clock that lifts alone would give,
//! and never shorten it. So two beliefs are carried: one from lifts alone, one from both.

use crate::anatomy::{Muscle, PerMuscle};
use crate::body::{Body, Clocks};
use crate::calendar::day_start;
use crate::event::{CheckIn, ExerciseRef};
use crate::fold::{Folded, FoldedSession, Onlooker, SleepState, fold_watched, hours_between};
use crate::history::History;
use crate::lift::{self, Lift};
use crate::model::belief::Belief;
use crate::model::learning::{
    FACTOR_RANGE, FOUR_OF_FIVE, Filter, LEARNED_BELOW, LEFT_AT_ZERO, LiftLevel, PARAMETER_SLOTS, Parameter, Parameters,
    Priors, RIR_BIAS, SLOTS, SORENESS_SCALE, Slots,
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
/// Lifts that told of a parameter before more of them are no longer the first thing to ask for. Design.
const LIFTS_ENOUGH: u32 = 12;

/// What is learned of a member.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// Everything logged before this was looked at.
    pub until: Timestamp,
    /// Every parameter, in the order of [`Parameter::ALL`].
    pub parameters: Vec<LearnedParameter>,
    /// Strength in every exercise that lifts told of, in the order in which they were first done.
    pub strengths: Vec<ExerciseStrength>,
    /// What sets the clocks.
    pub in_use: Parameters,
}

/// One parameter, in natural units: a factor, repetitions or hours.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnedParameter {
    /// Which.
    pub parameter: Parameter,
    /// What was believed before.
    pub prior: Estimate,
    /// What is believed now.
    pub posterior: Estimate,
    /// Spread now over spread before: 1 is nothing learned. Spreads of factors are those of their logarithm.
    pub remaining: f64,
    /// Known well enough to be shown as learned.
    pub learned: bool,
    /// Whether the engine uses what was learned.
    pub moves: bool,
    /// The value the engine uses.
    pub in_use: f64,
    /// What was learned from.
    pub from: Told,
    /// What to log next to learn more.
    pub next: NextLog,
}

/// A value and the interval that holds it in four of five members.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The middle.
    pub value: f64,
    /// Lower end of the interval of 80 %.
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
}

/// What told of a parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Lifts of known load, repetitions and reserve.
    pub lifts: u32,
    /// Words about soreness.
    pub soreness: u32,
    /// First and last day of either.
    pub days: Option<(Date, Date)>,
}

/// What would tell most of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextLog {
    /// Load, repetitions and reserve of the hardest set of every exercise.
    LoadRepsAndRir,
    /// Soreness of each muscle, a day and two days after training it.
    Soreness,
    /// More of the same.
    MoreOfTheSame,
    /// The need itself, in the profile.
    StateIt,
    /// Nothing that can be logged yet.
    Nothing,
}

impl NextLog {
    /// The name in the API and the texts.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::LoadRepsAndRir => "load_reps_and_rir",
            Self::Soreness => "soreness",
            Self::MoreOfTheSame => "more_of_the_same",
            Self::StateIt => "state_it",
            Self::Nothing => "nothing",
        }
    }
}

/// Strength in one exercise when rested.
#[derive(Clone, Debug, PartialEq)]
pub struct ExerciseStrength {
    /// The catalogue's id.
    pub exercise: String,
    /// e1RM when rested, kg.
    pub e1rm_kg: Estimate,
    /// Lifts it was learned from.
    pub lifts: u32,
}

/// What the log says of a member by the midnight that began the day of `at`.
#[must_use]
pub fn learn(history: &History, at: Timestamp, priors: &Priors) -> Learned {
    let log = Log::new(history, at);
    let (both, folded) = log.learn(priors);
    let in_use = both.in_use();
    let published = |&parameter: &Parameter| published(parameter, &both.all, &in_use, history.profile(), log.age_y);
    Learned {
        until: log.until,
        parameters: Parameter::ALL.iter().map(published).collect(),
        strengths: both.all.strengths(&folded.body),
        in_use,
    }
}

/// What of [`learn`] sets the clocks; where nothing is logged that tells of them, without a second look.
#[must_use]
pub fn parameters(history: &History, at: Timestamp, priors: &Priors) -> Parameters {
    let log = Log::new(history, at);
    if log.tells() { log.learn(priors).0.in_use() } else { Filter::new(*priors.of(history.profile().level)).in_use() }
}

/// The least spread that any way of learning could leave of each number of the filter, on average over what could have
/// been logged, if the member's true distance from the prior's means were `truth`: the Cramér-Rao bound with the
/// prior.
///
/// For judging [`learn`] where the truth is known.
#[must_use]
pub fn least_spread(history: &History, at: Timestamp, priors: &Priors, truth: &Slots) -> Slots {
    let log = Log::new(history, at);
    let mut learner = log.learner(Filter::new(*priors.of(history.profile().level)).of_full_weight(), &log.reports);
    learner.truth = Some(*truth);
    fold_watched(history, log.until, &mut learner);
    learner.hear_until(log.until);
    core::array::from_fn(|slot| learner.filter.spread(slot))
}

/// The part of a history that is learned from.
struct Log<'a> {
    history: &'a History,
    until: Timestamp,
    age_y: Option<f64>,
    reports: Vec<SorenessReport<'a>>,
}

impl<'a> Log<'a> {
    fn new(history: &'a History, at: Timestamp) -> Self {
        let profile = history.profile();
        let today = profile.zone.to_datetime(at).date();
        let until = day_start(today, &profile.zone);
        Self { history, until, age_y: profile.age_on(today), reports: soreness_reports(history, until) }
    }

    /// Whether anything in it tells of a parameter.
    fn tells(&self) -> bool {
        let mut sessions =
            self.history.days().iter().take_while(|day| day.start < self.until).flat_map(|day| &day.sessions);
        !self.reports.is_empty() || sessions.any(|session| session.lifts.iter().any(|lift| !lift.at_least))
    }

    fn learner(&self, filter: Filter, reports: &'a [SorenessReport<'a>]) -> Learner<'a> {
        Learner::new(self.history.profile(), self.age_y, filter, reports)
    }

    fn learn(&'a self, priors: &Priors) -> (Both<'a>, Folded) {
        let filter = || Filter::new(*priors.of(self.history.profile().level));
        let mut both = Both {
            all: self.learner(filter(), &self.reports),
            lifts: (!self.reports.is_empty()).then(|| self.learner(filter(), &[])),
        };
        let folded = fold_watched(self.history, self.until, &mut both);
        both.all.hear_until(self.until);
        (both, folded)
    }
}

fn published(
    parameter: Parameter,
    all: &Learner<'_>,
    in_use: &Parameters,
    profile: &Profile,
    age_y: Option<f64>,
) -> LearnedParameter {
    let Some(slot) = parameter.slot() else { return kept(parameter, &all.filter, profile, age_y) };
    let remaining = all.filter.remaining(slot);
    let (prior, posterior) = (all.filter.prior().parameters[slot], all.filter.belief(slot));
    let population = all.filter.prior().parameters[slot].mean;
    let from = all.told[slot];
    let used = match parameter {
        Parameter::RecoveryUpper => in_use.recovery_upper,
        Parameter::RecoveryLower => in_use.recovery_lower,
        Parameter::BoutFatigue => in_use.bout_fatigue,
        _ => in_use.strength_gain,
    };
    let at_prior = if parameter.is_factor() { libm::exp(population) } else { population };
    LearnedParameter {
        parameter,
        prior: estimate(parameter, prior),
        posterior: estimate(parameter, posterior),
        remaining,
        learned: remaining < LEARNED_BELOW,
        moves: all.filter.moves(parameter) && used.to_bits() != at_prior.to_bits(),
        in_use: used,
        from,
        next: next_log(parameter, from),
    }
}

/// A parameter that keeps its prior, because nothing that is logged tells it: a sleep need apart from a habit, the
/// bias of the reserve apart from where sets end.
fn kept(parameter: Parameter, filter: &Filter, profile: &Profile, age_y: Option<f64>) -> LearnedParameter {
    let belief = filter.prior().parameters[parameter as usize];
    let (belief, stated) = match parameter {
        Parameter::SleepNeed => (
            Belief { mean: sleep::need_h(age_y) + belief.mean, deviation: belief.deviation },
            profile.sleep_need.map(|need| need.get()),
        ),
        _ => (belief, None),
    };
    let prior = estimate(parameter, belief);
    LearnedParameter {
        parameter,
        prior,
        posterior: prior,
        remaining: 1.0,
        learned: false,
        moves: false,
        in_use: stated.unwrap_or(belief.mean),
        from: Told::default(),
        next: next_log(parameter, Told::default()),
    }
}

fn estimate(parameter: Parameter, belief: Belief) -> Estimate {
    let reach = FOUR_OF_FIVE * belief.deviation;
    let natural = |value: f64| if parameter.is_factor() { libm::exp(value) } else { value };
    Estimate { value: natural(belief.mean), low: natural(belief.mean - reach), high: natural(belief.mean + reach) }
}

fn next_log(parameter: Parameter, from: Told) -> NextLog {
    match parameter {
        Parameter::SleepNeed => NextLog::StateIt,
        Parameter::RirBias => NextLog::Nothing,
        _ if from.lifts < LIFTS_ENOUGH => NextLog::LoadRepsAndRir,
        Parameter::StrengthGain => NextLog::MoreOfTheSame,
        _ if from.soreness < LIFTS_ENOUGH => NextLog::Soreness,
        _ => NextLog::MoreOfTheSame,
    }
}

/// What a member said about the soreness of muscles.
#[derive(Clone, Copy, Debug)]
struct SorenessReport<'a> {
    at: Timestamp,
    date: Date,
    check_in: &'a CheckIn,
}

fn soreness_reports(history: &History, until: Timestamp) -> Vec<SorenessReport<'_>> {
    let days = history.days().iter().take_while(|day| day.start < until);
    let told = days.flat_map(|day| {
        day.check_ins.iter().map(|(at, check_in)| SorenessReport { at: *at, date: day.date, check_in })
    });
    told.filter(|report| !report.check_in.muscle_soreness.is_empty()).collect()
}

/// Both beliefs, beside one fold.
struct Both<'a> {
    all: Learner<'a>,
    lifts: Option<Learner<'a>>,
}

impl Both<'_> {
    /// What sets the clocks: from lifts and soreness, but nothing that soreness alone makes recover sooner.
    fn in_use(&self) -> Parameters {
        let used = self.all.filter.in_use();
        let Some(alone) = self.lifts.as_ref().map(|lifts| lifts.filter.in_use()) else { return used };
        Parameters {
            recovery_upper: used.recovery_upper.max(alone.recovery_upper),
            recovery_lower: used.recovery_lower.max(alone.recovery_lower),
            bout_fatigue: used.bout_fatigue.max(alone.bout_fatigue),
            ..used
        }
    }
}

impl Onlooker for Both<'_> {
    fn morning(&mut self, date: Date, sleep: &SleepState) {
        self.all.morning(date, sleep);
        if let Some(lifts) = &mut self.lifts {
            lifts.morning(date, sleep);
        }
    }

    fn day(&mut self, start: Timestamp, slowing: f64) {
        self.all.day(start, slowing);
        if let Some(lifts) = &mut self.lifts {
            lifts.day(start, slowing);
        }
    }

    fn before(&mut self, session: &FoldedSession<'_>, body: &Body) {
        self.all.before(session, body);
        if let Some(lifts) = &mut self.lifts {
            lifts.before(session, body);
        }
    }
}

/// A belief that follows a fold.
struct Learner<'a> {
    filter: Filter,
    /// Slopes are taken here instead of at the present belief.
    truth: Option<Slots>,
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
    told: [Told; PARAMETER_SLOTS],
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
    fn new(profile: &Profile, age_y: Option<f64>, filter: Filter, reports: &'a [SorenessReport<'a>]) -> Self {
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
    fn hear_until(&mut self, until: Timestamp) {
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

    fn strengths(&self, body: &Body) -> Vec<ExerciseStrength> {
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
            let reach = FOUR_OF_FIVE * deviation;
            let e1rm_kg =
                Estimate { value: libm::exp(value), low: libm::exp(value - reach), high: libm::exp(value + reach) };
            Some(ExerciseStrength { exercise: exercise.id.clone(), e1rm_kg, lifts: known.lifts })
        };
        self.lifts.iter().filter_map(told).collect()
    }
}

/// Least that is left of fresh strength, as in what is expected of performances. Design.
const EXPECTED_MIN: f64 = 0.5;

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
