//! Writes one week of one member as tables that a constraint solver can read, and judges the solver's week by the planner's own
//! transition, limits and objective. See `benches/cp_sat/README.md`.
//!
//! `cp_sat_instance write MEMBER DAYS > instance.json`; `cp_sat_instance judge MEMBER DAYS < choices` where the choices are a
//! line of numbers: per day an action's place, or -1 for rest.

use jiff::ToSpan;
use jiff::civil::date;
use rustdag_catalogue::Catalogue;
use rustdag_core::anatomy::Muscle;
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::model::{adaptation, guidance, local_muscle};
use rustdag_core::planner::horizon::Horizon;
use rustdag_core::planner::objective::NEXT_DAY_PRICE;
use rustdag_core::planner::search::{self, Found};
use rustdag_core::rule::RuleSet;
use rustdag_rule_abi::{Flags, LimitsPage};
use serde_json::{Value, json};
use std::time::Instant;

/// Weekly sets between points of the curves that the solver gets.
const CURVE_STEP: f64 = 0.25;
/// Weekly sets up to which they are drawn.
const CURVE_TO: f64 = 40.0;
/// Searches of which the least time is given.
const RUNS: usize = 20;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [task, id, days] = &words[..] else { panic!("give write or judge, a member such as sanne, and days") };
    let days: u32 = days.parse().expect("a number of days");
    let (member, at) = {
        let until = date(2026, 5, 12);
        let gym = rustdag_demo::demo_gym(7, 200, 120, until);
        let member = gym.into_iter().find(|member| member.id == *id).expect("a member of the made-up gym");
        let midnight = until.to_zoned(member.profile.zone.clone()).expect("a midnight").timestamp();
        (member, midnight + 7.hours())
    };
    // Rules are code, which no solver reads: the week is bounded by the engine's own limits and the safety gate.
    let engine = Engine::new(RuleSet::default(), Catalogue::official().templates(member.profile.level));
    let history = History::new(member.profile, member.events);
    let horizon = engine.horizon(&history, at, days).expect("a horizon");
    let (found, ms) = searched(&horizon);
    match task.as_str() {
        "write" => println!("{}", instance(&horizon, &found, ms)),
        "judge" => {
            let mut line = String::new();
            std::io::stdin().read_line(&mut line).expect("a line of choices");
            let choices: Vec<Option<usize>> = line
                .split_whitespace()
                .map(|word| word.parse::<i64>().ok().and_then(|place| usize::try_from(place).ok()))
                .collect();
            println!("{}", judged(&horizon, &choices));
        }
        other => panic!("{other} is neither write nor judge"),
    }
}

/// The proven best week, and the least time in which it was found and proven, ms.
fn searched(horizon: &Horizon<'_>) -> (Found, f64) {
    let mut least = f64::INFINITY;
    let mut found = search::best_plan(horizon);
    for _ in 0..RUNS {
        let start = Instant::now();
        found = search::best_plan(horizon);
        least = least.min(start.elapsed().as_secs_f64() * 1e3);
    }
    (found, least)
}

/// The week as tables.
fn instance(horizon: &Horizon<'_>, found: &Found, ms: f64) -> Value {
    assert!(horizon.objective.habit.is_none(), "choose a member without endurance work: the solver is not told of it");
    let per_muscle = |of: &dyn Fn(Muscle) -> f64| Muscle::ALL.iter().map(|&muscle| of(muscle)).collect::<Vec<f64>>();
    let clocks = horizon.clocks();
    let body = &horizon.body;
    let slow_share = |muscle: Muscle| local_muscle::slow_share(1.0 - body.muscles[muscle].protection);
    let actions: Vec<Value> = horizon
        .actions
        .iter()
        .map(|action| {
            let dose = &action.doses[0];
            let novelty = |muscle: Muscle| 1.0 - body.muscles[muscle].protection;
            let asked = |muscle: Muscle| dose.fatigue[muscle] + novelty(muscle) * dose.fatigue_novel[muscle];
            json!({
                "minutes": dose.minutes,
                "load": dose.load,
                "hard_sets": per_muscle(&|muscle| dose.hard_sets[muscle]),
                "size_sets": per_muscle(&|muscle| adaptation::session_sets(dose.size_sets[muscle])),
                "strength_sets": per_muscle(&|muscle| dose.strength_sets[muscle]),
                // What stays overnight of a bout in a fresh muscle, at today's novelty.
                "fatigue": per_muscle(&|muscle| if dose.loads(muscle) {
                    local_muscle::bout_fatigue(asked(muscle), clocks.bout_fatigue) * slow_share(muscle)
                } else { 0.0 }),
                "loads": per_muscle(&|muscle| f64::from(u8::from(dose.loads(muscle)))),
                "trains": per_muscle(&|muscle| f64::from(u8::from(dose.trains(muscle)))),
            })
        })
        .collect();
    // What a rested night and day leave of slow fatigue, from the transition itself.
    let mut resting = body.clone();
    for state in &mut resting.muscles.0 {
        state.fatigue.slow = 1.0;
        state.fatigue.fast = 0.0;
    }
    let days: Vec<Value> = (0..horizon.days.len())
        .map(|day| {
            let here = &horizon.days[day];
            let (next, _) = horizon.step(&resting, day, None);
            let sleep = horizon.sleep_factor(day);
            let curve = |of: &dyn Fn(Muscle, f64) -> f64| -> Vec<Vec<f64>> {
                Muscle::ALL.iter().map(|&muscle| points().map(|weekly| of(muscle, weekly)).collect()).collect()
            };
            let aims = &horizon.objective.muscles;
            json!({
                "date": here.date.to_string(),
                "minutes": here.minutes.filter(|_| !here.done),
                "new_week_after": here.date.weekday() == jiff::civil::Weekday::Sunday,
                "kept": per_muscle(&|muscle| next.muscles[muscle].fatigue.slow),
                "size": curve(&|muscle, weekly| aims[muscle].size_above(weekly, sleep).value),
                "strength": curve(&|muscle, weekly| aims[muscle].strength_above(weekly, sleep).value),
            })
        })
        .collect();
    let sleep = horizon.last_sleep_factor();
    let end = |of: &dyn Fn(Muscle, f64) -> f64| -> Vec<Vec<f64>> {
        Muscle::ALL.iter().map(|&muscle| points().map(|weekly| of(muscle, weekly)).collect()).collect()
    };
    let aims = &horizon.objective.muscles;
    json!({
        "curve_step": CURVE_STEP,
        "days": days,
        "actions": actions,
        "names": horizon.actions.iter().map(|action| horizon.templates[action.template].id.clone()).collect::<Vec<_>>(),
        "end_size": end(&|muscle, weekly| aims[muscle].terminal_size.at(weekly, sleep)),
        "end_strength": end(&|muscle, weekly| aims[muscle].terminal_strength.at(weekly, sleep)),
        "fatigue_now": per_muscle(&|muscle| body.muscles[muscle].fatigue.total()),
        "weekly_now": per_muscle(&|muscle| body.muscles[muscle].weekly),
        "weekly_strength_now": per_muscle(&|muscle| body.muscles[muscle].weekly_strength),
        "week_hard_sets_now": per_muscle(&|muscle| body.muscles[muscle].week_hard_sets),
        "usual_sets": per_muscle(&|muscle| horizon.situation.usual.hard_sets[muscle]),
        "weekly_ceiling": guidance::weekly_ceiling(horizon.situation.level, horizon.situation.age_y),
        "recovered": local_muscle::RECOVERED,
        "rest_above": local_muscle::REST_ABOVE,
        "weekly_gain": adaptation::weekly_gain(),
        "day_price": horizon.objective.day_price,
        "fatigue_price": 40.0,
        "next_day_price": per_muscle(&|muscle| NEXT_DAY_PRICE * guidance::muscle_weight(muscle)),
        "trained_yesterday": per_muscle(&|muscle| f64::from(u8::from(body.muscles[muscle].trained.1))),
        "rest_days_min": horizon.gate.rest_days_min,
        "trained_before": body.recent.iter().map(|day| day.trained).collect::<Vec<_>>(),
        "ours": {
            "choices": found.choices.iter().map(|choice| choice.map_or(-1, |place| place as i64)).collect::<Vec<_>>(),
            "objective": found.objective,
            "bound": found.bound,
            "nodes": found.nodes,
            "milliseconds": ms,
        },
    })
}

fn points() -> impl Iterator<Item = f64> {
    (0..=(CURVE_TO / CURVE_STEP) as usize).map(|point| point as f64 * CURVE_STEP)
}

/// What a week is worth by the planner's own objective, and on which days it does not fit.
fn judged(horizon: &Horizon<'_>, choices: &[Option<usize>]) -> Value {
    let mut page = LimitsPage::no_opinion();
    let (mut body, mut worth, mut unfit) = (horizon.body.clone(), 0.0, Vec::new());
    for (day, &choice) in choices.iter().enumerate() {
        let limits = horizon.limits(&body, day, &mut page);
        let dose = choice.map(|action| &horizon.actions[action].doses[0]);
        if choice.is_some_and(|action| horizon.admissible(action, day, &limits).is_none()) {
            let rest = limits.flags & Flags::MUST_REST != 0;
            unfit.push(json!({ "day": day, "must_rest": rest }));
        }
        let (next, day_worth) = horizon.step(&body, day, dose);
        (body, worth) = (next, worth + day_worth);
    }
    json!({ "objective": worth + horizon.terminal(&body), "unfit": unfit })
}
