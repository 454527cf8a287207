//! Members whose parameters are known: they live by the engine's own transition, and log what members log.

use jiff::Timestamp;
use rustdag_core::anatomy::{Muscle, PerMuscle};
use rustdag_core::body::{Body, Clocks, Usual};
use rustdag_core::dose::Dose;
use rustdag_core::event::{CheckIn, EventKind, ExerciseRef, Workout, WorkoutSet};
use rustdag_core::exercise::Exercise;
use rustdag_core::fold::{day_factor, fold};
use rustdag_core::history::History;
use rustdag_core::model::learning::{LEFT_AT_ZERO, Parameter, Parameters, Priors, RIR_BIAS, SORENESS_SCALE, Slots};
use rustdag_core::model::{e1rm, sleep, soreness, systemic};
use rustdag_core::profile::Level;
use rustdag_core::quantity::{Kilograms, Pain, Reps, Rir};
use rustdag_demo::Dice;
use rustdag_diary::{Diary, EVENING, MORNING, exercise};
use std::sync::Arc;

/// Repetitions by which the population guesses its reserve too low.
const BIAS: f64 = 0.95;
/// What a lift differs by from the day's strength, `ln`, before load, repetitions and reserve are rounded.
const NOISE: f64 = 0.042;
/// Twelve weeks.
pub(super) const DAYS: i32 = 84;

/// What a member does and how much of it is logged: shares are chances, 0 to 1.
#[derive(Clone, Copy)]
pub(super) struct Habit {
    /// Sessions a week: the exercises of each, and how many hours may lie between them.
    pub exercises: &'static [&'static [&'static str]],
    pub sessions_a_week: &'static [i32],
    /// A planned session is done.
    pub shows_up: f64,
    /// A night is logged.
    pub logs_night: f64,
    /// The load, repetitions and reserve of an exercise's first set are logged.
    pub logs_lift: f64,
    /// On a day somebody says how sore the muscles are.
    pub says_soreness: f64,
    /// A session that was done is not logged at all.
    pub forgets: f64,
    /// Weeks of which nothing is logged, though the member trains.
    pub silent_weeks: &'static [i32],
}

/// Two sessions in turn that load all of the body.
const FULL_BODY: &[&[&str]] = &[
    &["back-squat", "barbell-bench-press", "barbell-row", "leg-press"],
    &["romanian-deadlift", "overhead-press", "lat-pulldown", "leg-press"],
    &["back-squat", "barbell-bench-press", "seated-cable-row"],
];

impl Habit {
    pub const ORDINARY: Self = Self {
        exercises: FULL_BODY,
        sessions_a_week: &[3, 4],
        shows_up: 0.92,
        logs_night: 0.8,
        logs_lift: 0.8,
        says_soreness: 0.35,
        forgets: 0.02,
        silent_weeks: &[],
    };
    pub const SORENESS_ONLY: Self = Self { logs_lift: 0.0, ..Self::ORDINARY };
    pub const GAPS: Self = Self { silent_weeks: &[3, 4, 8], logs_lift: 0.6, says_soreness: 0.2, ..Self::ORDINARY };
}

/// A member, in full.
pub(super) struct SimulatedMember {
    /// Distances from the prior's means.
    pub truth: Slots,
    pub history: History,
    pub at: Timestamp,
}

struct Life {
    chance: Dice,
    truth: Slots,
    body: Body,
    clocks: Clocks,
    usual: Usual,
    loads: Vec<f64>,
    debt_h: f64,
    need_h: f64,
    slept_h: f64,
    strengths: Vec<(&'static str, Arc<Exercise>, f64)>,
    /// Stops when as much seems left as was meant, instead of after the repetitions that were meant.
    stops_by_feel: bool,
    diary: Diary,
}

/// A member of a seed, after twelve weeks.
pub(super) fn member(habit: &Habit, priors: &Priors, seed: u64, stream: u64) -> SimulatedMember {
    let mut chance = Dice::new(seed, stream);
    let truth = draw(&mut chance, priors);
    let mut life = Life::new(chance, truth);
    life.live(habit);
    let at = life.diary.at(DAYS, 12.0);
    SimulatedMember { truth, history: life.diary.history(), at }
}

fn draw(chance: &mut Dice, priors: &Priors) -> Slots {
    let prior = priors.of(Level::Intermediate);
    core::array::from_fn(|slot| {
        let deviation = prior.of_slot(slot).deviation;
        let most = if [RIR_BIAS, LEFT_AT_ZERO].contains(&slot) { f64::INFINITY } else { core::f64::consts::LN_2 };
        chance.normal(0.0, deviation).clamp(-most, most)
    })
}

impl Life {
    fn new(chance: Dice, truth: Slots) -> Self {
        let diary = Diary::of(Level::Intermediate);
        let factor = |parameter: Parameter| libm::exp(truth[parameter as usize]);
        let own = Parameters {
            recovery_upper: factor(Parameter::RecoveryUpper),
            recovery_lower: factor(Parameter::RecoveryLower),
            bout_fatigue: factor(Parameter::BoutFatigue),
            strength_gain: factor(Parameter::StrengthGain),
        };
        let nobody = fold(&diary.history(), diary.at(0, 0.0));
        Self {
            chance,
            truth,
            body: Body::at_first(&diary.profile),
            clocks: Clocks::new(&diary.profile, None, &own),
            usual: nobody.usual,
            loads: Vec::new(),
            debt_h: 0.0,
            need_h: sleep::need_h(None),
            slept_h: 8.0,
            strengths: Vec::new(),
            stops_by_feel: false,
            diary,
        }
    }

    fn live(&mut self, habit: &Habit) {
        self.stops_by_feel = self.chance.happens(0.5);
        let sessions_a_week = self.chance.pick(habit.sessions_a_week);
        let mut next = 0;
        for day in 0..DAYS {
            let silent = habit.silent_weeks.contains(&(day / 7));
            self.wake(day, habit, silent);
            self.rest(MORNING);
            if !silent && self.chance.happens(habit.says_soreness) {
                self.tell_soreness(day);
            }
            // Weekdays shift from week to week, as they do: so many of seven days are for training.
            let trains = self.chance.happens(f64::from(sessions_a_week) / 7.0 * habit.shows_up);
            let hour = EVENING + self.chance.normal(0.0, 1.0).clamp(-3.0, 3.0);
            self.rest(hour - MORNING);
            if trains {
                let forgotten = silent || self.chance.happens(habit.forgets);
                self.train(day, hour, habit.exercises[next % habit.exercises.len()], habit, forgotten);
                next += 1;
            } else if !silent {
                self.diary.rest(day);
            }
            self.rest(24.0 - hour);
            let deficit = Some(self.need_h - self.slept_h);
            self.body.midnight(&self.clocks, sleep::adaptation_factor(deficit, Some(self.debt_h)), true, day % 7 == 6);
        }
    }

    fn wake(&mut self, day: i32, habit: &Habit, silent: bool) {
        self.slept_h = self.chance.normal(7.6, 0.8).clamp(3.0, 11.0);
        self.debt_h = sleep::debt_after(self.debt_h, self.need_h - self.slept_h);
        if !silent && self.chance.happens(habit.logs_night) {
            self.diary.sleep(day, self.slept_h);
        }
    }

    fn rest(&mut self, hours: f64) {
        self.body.rest(hours, day_factor(Some(self.debt_h), None));
        self.body.settle(&self.clocks);
    }

    fn tell_soreness(&mut self, day: i32) {
        let scale = libm::exp(self.truth[SORENESS_SCALE]);
        let mut check_in = CheckIn::default();
        for muscle in [Muscle::Quadriceps, Muscle::Chest] {
            let felt = scale * soreness::expected(self.body.muscles[muscle].fatigue.slow).0
                + self.chance.normal(0.0, soreness::NOISE);
            let said = felt.round().clamp(Pain::MIN, Pain::MAX);
            check_in.muscle_soreness.push((muscle, Pain::new(said).unwrap()));
        }
        self.diary.log(day, MORNING, EventKind::CheckIn(check_in));
    }

    /// What somebody can lift once today, over fresh strength, `ln`.
    fn form(&self, exercise: &Exercise) -> (f64, f64) {
        let whole: f64 = exercise.muscles.0.iter().map(|involvement| involvement.share()).sum();
        let shares = PerMuscle::from_fn(|muscle| exercise.muscles[muscle].share() / whole);
        let (mut local, mut gained) = (0.0, 0.0);
        for (share, state) in shares.0.iter().zip(&self.body.muscles.0) {
            local += share * state.fatigue.total();
            gained += share * state.strength / 100.0;
        }
        let sleep_factor = sleep::performance_factor(Some(self.need_h - self.slept_h));
        (libm::log((1.0 - local) * (1.0 - self.body.systemic) * sleep_factor * (1.0 + gained)), gained)
    }

    /// Repetitions done of those meant with a reserve, by somebody who can do so many; and what is left.
    fn set(&self, meant: f64, rir: f64, bias: f64, can: f64) -> (f64, f64) {
        let reps = match (self.stops_by_feel, rir > 0.0) {
            (true, true) => (can - rir - bias).round(),
            (true, false) => can.floor(),
            (false, _) => meant.min(can.floor()),
        };
        let reps = reps.clamp(1.0, 20.0);
        (reps, (can - reps).max(0.0))
    }

    fn strength(&mut self, id: &'static str) -> usize {
        if let Some(place) = self.strengths.iter().position(|(known, ..)| *known == id) {
            return place;
        }
        let start = self.chance.normal(libm::log(90.0), 0.2);
        self.strengths.push((id, exercise(id), start));
        self.strengths.len() - 1
    }

    fn train(&mut self, day: i32, hour: f64, ids: &'static [&'static str], habit: &Habit, forgotten: bool) {
        let (mut done, mut logged) = (Workout::default(), Workout::default());
        for &id in ids {
            let place = self.strength(id);
            self.strengths[place].2 += self.chance.normal(0.0, 0.006);
            let (_, exercise, start) = self.strengths[place].clone();
            let (form, gained) = self.form(&exercise);
            let usual = libm::exp(start) * (1.0 + gained);
            let today = libm::exp(start + form + self.chance.normal(0.0, NOISE));
            let (meant, rir) = (self.chance.pick(&[4.0, 5.0, 6.0]), self.chance.pick(&[0.0, 0.0, 1.0, 2.0, 3.0]));
            let load = (usual * libm::exp(0.7 * form + self.chance.normal(0.0, 0.02)) * e1rm::intensity(meant, rir)
                / 2.5)
                .round()
                * 2.5;
            let bias = BIAS + self.truth[RIR_BIAS];
            let (reps, left) = self.set(meant, rir, bias, reps_at(load / today));
            let said =
                |bias: f64| if left < 1.0 && rir == 0.0 { 0.0 } else { ((left - bias) * 2.0).round().max(0.0) / 2.0 };
            let with_load = self.chance.happens(habit.logs_lift);
            let sets = self.chance.pick(&[3_usize, 4, 5]);
            for set in 0..sets {
                let one = |rir: f64, load: Option<f64>| WorkoutSet {
                    exercise: ExerciseRef::Known(exercise.clone()),
                    warm_up: false,
                    load: load.map(|load| Kilograms::new(load).unwrap()),
                    reps: Some(Reps::new(reps).unwrap()),
                    rir: Some(Rir::new(rir.clamp(0.0, 10.0)).unwrap()),
                    duration: None,
                };
                // What tires is the reserve there was; the engine's constants are about reserves as the population
                // says them.
                done.sets.push(one(said(BIAS), None));
                logged.sets.push(one(said(bias), (set == 0 && with_load).then_some(load)));
            }
        }
        let dose = Dose::of_workout(&done, &self.diary.profile);
        if self.loads.len() >= 4 {
            self.usual.load = self.loads.iter().sum::<f64>() / self.loads.len() as f64;
        } else {
            self.usual.load = systemic::usual_load_at_first(Level::Intermediate);
        }
        self.body.train(&dose, &self.usual, &self.clocks);
        self.loads.push(dose.load);
        if !forgotten {
            self.diary.log(day, hour, EventKind::Workout(logged));
        }
    }
}

/// Repetitions that somebody can do at a share of what can be lifted once.
fn reps_at(share: f64) -> f64 {
    let (mut low, mut high) = (0.5, 20.0);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if e1rm::intensity(middle, 0.0) > share { low = middle } else { high = middle }
    }
    low
}
