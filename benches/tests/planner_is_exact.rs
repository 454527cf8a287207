//! The search against trying everything: members of the made-up gym at random instants, the full set of session
//! templates, the five official rules loaded from their libraries and asked on every predicted day.

use jiff::civil::{Weekday, date};
use jiff::{Timestamp, ToSpan};
use rustdag_catalogue::Catalogue;
use rustdag_core::answer::OBJECTIVE_TOLERANCE;
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::planner::apart::Apart;
use rustdag_core::planner::horizon::Horizon;
use rustdag_core::planner::{exhaustive, search};
use rustdag_core::rule::RuleSet;
use rustdag_core::wishes::Wishes;
use rustdag_host::{Host, OFFICIAL};

const FIVE_DAY_INSTANCES: usize = 1000;
const SEVEN_DAY_INSTANCES: usize = 20;
const INSTANCES_WITH_ALTERNATIVES: usize = 100;
const INSTANCES_WITH_TWO_SESSIONS: usize = 50;

/// Instants spread over the gym's history, a different one for each member.
fn instances(count: usize) -> impl Iterator<Item = (usize, History, Timestamp)> {
    let until = date(2026, 5, 12);
    let gym = rustdag_demo::demo_gym(11, count, 120, until);
    gym.into_iter().enumerate().map(move |(number, member)| {
        let midnight = until.to_zoned(member.profile.zone.clone()).expect("a midnight").timestamp();
        let back = (number as i64 * 37) % (90 * 24);
        (number, History::new(member.profile, member.events), midnight + (7 - back).hours())
    })
}

fn official_rules() -> RuleSet {
    let folder = tempfile::tempdir().expect("a folder");
    rustdag_built_rules::place_in(folder.path());
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert_eq!(loaded.loaded.len(), OFFICIAL.len(), "{:?}", loaded.refused);
    loaded.rules
}

/// Hands every instance's horizon over, with what to call it.
fn each(count: usize, wishes: &Wishes, mut with: impl FnMut(&Horizon<'_>, &str)) {
    let rules = official_rules();
    for (number, history, at) in instances(count) {
        let templates = Catalogue::official().templates(history.profile().level);
        let engine = Engine::new(rules.clone(), templates);
        let horizon = engine.horizon(&history, at, wishes.clone()).expect("a horizon");
        with(&horizon, &format!("member {number} at {at}"));
    }
}

fn compare(count: usize, wishes: &Wishes) {
    let (mut trained, mut nodes) = (0, (0, 0));
    each(count, wishes, |horizon, name| {
        let (found, oracle) = (search::best_plan(horizon), exhaustive::best_plan(horizon));
        let difference = (found.objective - oracle.objective).abs();
        assert!(difference <= OBJECTIVE_TOLERANCE, "{name}: off by {difference}");
        assert!(found.bound <= found.objective + OBJECTIVE_TOLERANCE, "{name}: not proven");
        trained += found.choices.iter().flatten().count();
        nodes = (nodes.0 + found.nodes, nodes.1 + oracle.nodes);
    });
    assert!(trained > count, "instances without training prove little");
    println!("{count} instances of {} days: {} nodes searched, {} tried", wishes.days, nodes.0, nodes.1);
}

#[test]
fn five_days_are_as_good_as_trying_everything() {
    compare(FIVE_DAY_INSTANCES, &Wishes::of_days(5));
}

#[test]
fn seven_days_are_as_good_as_trying_everything() {
    compare(SEVEN_DAY_INSTANCES, &Wishes::of_days(7));
}

#[test]
fn days_with_two_sessions_are_as_good_as_trying_everything() {
    let two_sessions = Weekday::Monday.cycle_forward().take(7).collect();
    let wishes = Wishes { two_sessions, ..Wishes::of_days(4) };
    compare(INSTANCES_WITH_TWO_SESSIONS, &wishes);
    let mut pairs = 0;
    each(INSTANCES_WITH_TWO_SESSIONS, &wishes, |horizon, _| {
        let chosen = search::best_plan(horizon).choices;
        pairs += chosen.into_iter().flatten().filter(|&choice| horizon.actions[choice].second.is_some()).count();
    });
    println!("{pairs} days with two sessions");
    assert!(pairs > 0, "instances without such days prove little");
}

#[test]
fn alternatives_are_the_best_of_all_plans_that_really_differ() {
    let mut count = 0;
    each(INSTANCES_WITH_ALTERNATIVES, &Wishes::of_days(5), |horizon, name| {
        let plans = search::best_plans(horizon, 2);
        let mut apart = Apart::FROM_NOTHING;
        for plan in &plans {
            let oracle = exhaustive::best_plan_apart(horizon, &apart);
            let difference = (plan.objective - oracle.objective).abs();
            assert!(difference <= OBJECTIVE_TOLERANCE, "{name}: off by {difference}");
            assert!(plan.bound <= plan.objective + OBJECTIVE_TOLERANCE, "{name}: not proven");
            apart.add(plan.choices.clone());
        }
        if plans.len() < 3 {
            assert!(exhaustive::best_plan_apart(horizon, &apart).choices.is_empty(), "{name}: there is one more");
        }
        count += plans.len() - 1;
    });
    println!("{count} alternatives of {INSTANCES_WITH_ALTERNATIVES} instances");
    assert!(count > INSTANCES_WITH_ALTERNATIVES, "few instances had alternatives");
}
