//! How many rest days come out of the planner, by level and by the price of a training day: how the price was
//! calibrated. Rules are loaded from the folder above the example's (where a workspace build puts them).
//!
//! `cargo run --release --example rest_days -- [PRICE …]`; without prices, the engine's own.

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::event::{Event, EventKind, Night};
use rustdag_core::history::History;
use rustdag_core::planner::search;
use rustdag_core::profile::{Goal, Level, Profile};
use rustdag_core::quantity::SleepHours;
use rustdag_core::template::DayKind;
use rustdag_core::wishes::Wishes;
use rustdag_host::{Host, OFFICIAL};

const WEEKS: i64 = 8;

fn main() {
    let here = std::env::current_exe().expect("a program has a path");
    let folder = here.parent().and_then(|examples| examples.parent()).expect("the folder of the build");
    let loaded = Host::load(folder, OFFICIAL);
    println!("rules: {:?}", loaded.loaded.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>());
    let args: Vec<String> = std::env::args().skip(1).collect();
    let verbose = args.iter().any(|arg| arg == "-v");
    let mut prices: Vec<Option<f64>> = args.iter().filter_map(|arg| arg.parse().ok()).map(Some).collect();
    if prices.is_empty() {
        prices.push(None);
    }
    for &level in Level::ALL {
        for goal in [Goal::Size, Goal::Strength, Goal::General] {
            for &price in &prices {
                let engine = Engine::new(loaded.rules.clone(), Catalogue::official().templates(level));
                follow(&engine, level, goal, price, verbose);
            }
        }
    }
}

/// A member who follows the plan week after week.
fn follow(engine: &Engine, level: Level, goal: Goal, price: Option<f64>, verbose: bool) {
    let mut profile = Profile::new(level, TimeZone::get("Europe/Amsterdam").expect("bundled"));
    profile.goal = goal;
    profile.logs_completely = true;
    let mut at: Timestamp = "2026-01-07T06:00:00Z".parse().expect("an instant");
    let mut events = vec![event("rest", at, EventKind::Rest)];
    let (mut rests, mut nodes, mut slowest_ms, mut proven) = (Vec::new(), Vec::new(), 0.0_f64, 0);
    for week in 0..WEEKS {
        for night in 0..7 {
            let slept = EventKind::Night(Night { asleep: SleepHours::new(7.8).expect("a night") });
            events.push(event(&format!("night-{week}-{night}"), at + (24 * (night - 6)).hours(), slept));
        }
        let history = History::new(profile.clone(), events.clone());
        let start = std::time::Instant::now();
        let mut horizon = engine.horizon(&history, at, 7).expect("a week");
        horizon.objective.day_price = price.unwrap_or(horizon.objective.day_price);
        let found = search::best_plan(&horizon);
        slowest_ms = slowest_ms.max(start.elapsed().as_secs_f64() * 1e3);
        let plan = rustdag_core::plan::write_out(&horizon, &Wishes::of_days(7), std::slice::from_ref(&found), at);
        nodes.push(plan.nodes);
        proven += i32::from(plan.is_optimal());
        rests.push(plan.days.iter().filter(|day| day.kind != DayKind::Training).count());
        for (index, day) in plan.days.iter().enumerate() {
            let session = day.session.as_ref().filter(|_| day.kind == DayKind::Training);
            if verbose && week >= WEEKS - 2 {
                println!("  {} {:?} {}", day.date, day.kind, session.map_or("", |session| &session.template));
                for reason in &day.reasons {
                    let code =
                        reason.engine_code().map_or_else(|| reason.code.to_string(), |code| code.slug().to_owned());
                    println!(
                        "      {} {code} {} {:.2} {:.2}",
                        reason.rule,
                        reason.subject.slug(),
                        reason.value,
                        reason.limit
                    );
                }
            }
            if let Some(session) = session {
                let template = engine.templates().iter().find(|template| template.id == session.template);
                let workout = rustdag_benches::workout_of(template.expect("its own template"), session);
                let when = at + (24 * index as i64 + 11).hours();
                events.push(event(&format!("{week}-{index}"), when, EventKind::Workout(workout)));
            }
        }
        at += (24 * 7).hours();
    }
    println!(
        "{level:?} {goal:?} price {price:?}: rest days {rests:?}, nodes {nodes:?}, slowest {slowest_ms:.0} ms, proven {proven} of {WEEKS}"
    );
}

fn event(id: &str, at: Timestamp, kind: EventKind) -> Event {
    Event { source: "calibration".to_owned(), id: id.to_owned(), at, kind }
}
