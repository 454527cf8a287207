//! The search against trying everything: members of the made-up gym at random instants, the full set of session
//! templates, the five official rules loaded from their libraries and asked on every predicted day.

use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use rustdag_catalogue::Catalogue;
use rustdag_core::answer::OBJECTIVE_TOLERANCE;
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::planner::{exhaustive, search};
use rustdag_host::{Host, OFFICIAL};

const FIVE_DAY_INSTANCES: usize = 200;
const SEVEN_DAY_INSTANCES: usize = 3;

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

fn compare(count: usize, days: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    rustdag_built_rules::place_in(folder.path());
    let loaded = Host::load(folder.path(), OFFICIAL);
    assert_eq!(loaded.loaded.len(), OFFICIAL.len(), "{:?}", loaded.refused);
    let (mut trained, mut nodes) = (0, (0, 0));
    for (number, history, at) in instances(count) {
        let templates = Catalogue::official().templates(history.profile().level);
        let engine = Engine::new(loaded.rules.clone(), templates);
        let horizon = engine.horizon(&history, at, days).expect("a horizon");
        let (found, oracle) = (search::best_plan(&horizon), exhaustive::best_plan(&horizon));
        let difference = (found.objective - oracle.objective).abs();
        assert!(difference <= OBJECTIVE_TOLERANCE, "member {number} at {at}: off by {difference}");
        assert!(found.bound <= found.objective + OBJECTIVE_TOLERANCE, "member {number} at {at}: not proven");
        trained += found.choices.iter().flatten().count();
        nodes = (nodes.0 + found.nodes, nodes.1 + oracle.nodes);
    }
    assert!(trained > count, "instances without training prove little");
    println!("{count} instances of {days} days: {} nodes searched, {} tried", nodes.0, nodes.1);
}

#[test]
fn five_days_are_as_good_as_trying_everything() {
    compare(FIVE_DAY_INSTANCES, 5);
}

#[test]
fn seven_days_are_as_good_as_trying_everything() {
    compare(SEVEN_DAY_INSTANCES, 7);
}
