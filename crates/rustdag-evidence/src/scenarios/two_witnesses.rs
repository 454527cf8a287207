//! Scenario 4: four usual weeks, and then strength and check-ins a standard deviation down. And the second half of scenario
//! 12: what a deload does to the suspicion.

use crate::asked::Asked;
use crate::group::Group;
use rustdag_catalogue::Catalogue;
use rustdag_core::answer::{Plan, Readiness};
use rustdag_core::engine::Engine;
use rustdag_core::lift::NOISE;
use rustdag_core::model::overreaching::State;
use rustdag_core::profile::Level;
use rustdag_core::rule::RuleSet;
use rustdag_demo::Dice;
use rustdag_diary::{Diary, feeling, lift};

const LEVEL: Level = Level::Intermediate;
/// Members of each row.
const MEMBERS: u64 = 100;
const USUAL_D: i32 = 28;
/// Days that are watched after them.
const WATCHED_D: i32 = 60;
/// Check-ins: mean, standard deviation, correlation from day to day.
const FEELS: (f64, f64, f64) = (3.6, 0.4, 0.5);
/// Sets of each of the four lifts, usually and in a deload.
const SETS: (usize, usize) = (3, 1);

/// Standard deviations down.
#[derive(Clone, Copy)]
struct Down {
    strength: f64,
    wellness: f64,
}

const NOT: Down = Down { strength: 0.0, wellness: 0.0 };
const BOTH: Down = Down { strength: 1.0, wellness: 1.0 };

/// A diary written by chance.
struct Member {
    diary: Diary,
    chance: Dice,
    mood: f64,
    day: i32,
}

impl Member {
    fn new(seed: u64) -> Self {
        let mut diary = Diary::of(LEVEL);
        diary.profile.logs_completely = true;
        Self { diary, chance: Dice::new(seed, 5), mood: 0.0, day: 0 }
    }

    fn live(&mut self, days: i32, down: Down, sets: usize) {
        for _ in 0..days {
            let (mean, deviation, phi) = FEELS;
            self.mood = phi * self.mood + (1.0 - phi * phi).sqrt() * self.chance.normal(0.0, 1.0);
            let felt = (mean + deviation * (self.mood - down.wellness)).clamp(1.0, 5.0);
            // Five items of whole and half points, as forms have them.
            self.diary.sleep(self.day, 8.0).tell(self.day, feeling((felt * 10.0).round() / 10.0));
            if [0, 2, 4].contains(&self.day.rem_euclid(7)) {
                let lifts: Vec<_> = [
                    ("back-squat", 100.0),
                    ("barbell-bench-press", 80.0),
                    ("seated-cable-row", 60.0),
                    ("lying-leg-curl", 40.0),
                ]
                .into_iter()
                .map(|(id, load)| {
                    let shown = load * libm::exp(NOISE * (self.chance.normal(0.0, 1.0) - down.strength));
                    lift(id, sets, 5.0, 2.0, (shown * 2.0).round() / 2.0)
                })
                .collect();
                self.diary.train(self.day, &lifts);
            } else {
                self.diary.rest(self.day);
            }
            self.day += 1;
        }
    }

    /// What is said in the evening of a day.
    fn asked(&self, engine: &Engine, day: i32) -> Readiness {
        engine.readiness(&self.diary.history(), self.diary.at(day, 22.0))
    }

    /// The first day from `from` on with a state at least this far.
    fn first(&self, engine: &Engine, from: i32, state: State) -> Option<i32> {
        let history = self.diary.history();
        let said = |day: i32| engine.readiness(&history, self.diary.at(day, 22.0)).overreaching.state;
        (from..self.day).find(|&day| said(day) >= Some(state))
    }
}

fn engine(rules: RuleSet) -> Engine {
    Engine::new(rules, Catalogue::official().templates(LEVEL))
}

/// The first member who comes to be suspected, on that day.
fn suspected(engine: &Engine) -> Member {
    for seed in 0.. {
        let mut member = Member::new(seed);
        member.live(USUAL_D, NOT, SETS.0);
        for _ in 0..WATCHED_D {
            member.live(1, BOTH, SETS.0);
            if member.first(engine, member.day - 1, State::Suspected).is_some() {
                return member;
            }
        }
    }
    unreachable!("seeds do not end")
}

/// Sets in a plan's sessions.
fn sets(plan: &Plan) -> Vec<f64> {
    let sessions =
        plan.days.iter().filter_map(|day| day.session.as_ref()).filter(|session| !session.exercises.is_empty());
    sessions.map(|session| session.exercises.iter().map(|exercise| f64::from(exercise.sets)).sum()).collect()
}

fn least_reserve(plan: &Plan) -> f64 {
    let exercises = plan.days.iter().filter_map(|day| day.session.as_ref()).flat_map(|session| &session.exercises);
    exercises.map(|exercise| exercise.rir).fold(f64::INFINITY, f64::min)
}

/// What is planned for a member who is suspected, beside the same member of whom nothing is known to lag.
struct Planned {
    load: f64,
    reserve: f64,
    rest_days: f64,
}

impl Planned {
    fn look(rules: RuleSet) -> Option<Self> {
        let engine = engine(rules);
        let member = suspected(&engine);
        // The next day is asked about: today's session is done.
        let at = member.diary.at(member.day, 8.0);
        let history = member.diary.history();
        let plan = engine.plan(&history, at, 7).ok()?;
        let readiness = engine.readiness(&history, at);
        Some(Self {
            load: readiness.limits.session_load_max / readiness.usual_load,
            reserve: if sets(&plan).is_empty() { f64::NAN } else { least_reserve(&plan) },
            rest_days: readiness.limits.extra_rest_days,
        })
    }
}

pub(super) fn scenario(rules: &RuleSet) -> Group {
    let alone = engine(RuleSet::default());
    let mut delays: Vec<f64> = (0..MEMBERS)
        .map(|seed| {
            let mut member = Member::new(seed);
            member.live(USUAL_D, NOT, SETS.0);
            member.live(WATCHED_D, BOTH, SETS.0);
            let found = member.first(&alone, USUAL_D, State::Suspected);
            found.map_or(f64::INFINITY, |day| f64::from(day - USUAL_D))
        })
        .collect();
    delays.sort_by(f64::total_cmp);

    let mut worn = suspected(&alone);
    worn.live(8, BOTH, SETS.1);
    let mut better = Member { diary: worn.diary.clone(), chance: Dice::new(0, 6), ..worn };
    let from = better.day;
    better.live(21, NOT, SETS.0);
    let again = better.first(&alone, from, State::Suspected);
    let mut still = Member { diary: worn.diary.clone(), chance: Dice::new(0, 7), ..worn };
    still.live(42, Down { strength: 2.0, wellness: 2.0 }, SETS.0);
    let day = still.first(&alone, from, State::Persistent);
    let stopped = day.is_some_and(|day| still.asked(&alone, day).limits.must_rest);

    let planned = Asked::with(rules, &["overtraining"], Planned::look);
    let of = |number: fn(&Planned) -> f64| planned.give(move |planned| planned.as_ref().map(number));
    Group::scenario(
        4,
        "Scenario 4, over-reaching: from logged sets and check-ins, four usual weeks and then both a standard deviation down",
    )
    .at_most("median days until it is suspected, misses counted", 16.0, delays[delays.len() / 2])
    .yes("after a light week, with strength and mood back, it stays away for three weeks", again.is_none())
    .at_least("after a light week without effect: days until it is called persistent", 14.0, day.map(|day| f64::from(day - from)))
    .yes("and then the plan stops", stopped)
    .between("suspected: most load of a session, share of usual", 0.4, 0.6, of(|planned| planned.load))
    .at_least("suspected: least repetitions in reserve of any planned set", 4.0, of(|planned| planned.reserve))
    .at_least("suspected: rest days in the week beyond the level's", 1.0, of(|planned| planned.rest_days))
}
