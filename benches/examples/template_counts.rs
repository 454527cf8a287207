//! How long a week takes by the number of sessions to choose from: the official ones, and as many more like them.
//!
//! What is said of [`rustdag_catalogue::TEMPLATES_MAX`] in ARCHITECTURE.md comes from here:
//! `cargo run --release -p rustdag-benches --example template_counts`.

use jiff::ToSpan;
use jiff::civil::date;
use rustdag_catalogue::{Catalogue, TEMPLATES_MAX};
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::template::Template;
use rustdag_host::{Host, OFFICIAL};
use std::time::Instant;

const MEMBERS: usize = 60;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    rustdag_built_rules::place_in(folder.path());
    let loaded = Host::load(folder.path(), OFFICIAL);
    let until = date(2026, 5, 12);
    let members = rustdag_demo::demo_gym(7, MEMBERS, 120, until);
    println!("sessions  p50 ms  p90 ms  p99 ms  most ms  proven");
    for count in [17, 34, 45, TEMPLATES_MAX, 90] {
        let mut took = Vec::new();
        let mut proven = 0;
        for member in &members {
            let at = until.to_zoned(member.profile.zone.clone()).expect("a midnight").timestamp() + 7.hours();
            let templates = like(&Catalogue::official().templates(member.profile.level), count);
            let engine = Engine::new(loaded.rules.clone(), templates);
            let history = History::new(member.profile.clone(), member.events.clone());
            let start = Instant::now();
            let plan = engine.plan(&history, at, 7).expect("a plan");
            took.push(start.elapsed().as_secs_f64() * 1e3);
            proven += u32::from(plan.is_optimal());
        }
        took.sort_by(f64::total_cmp);
        let share = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
        println!(
            "{count:>8}  {:>6.1}  {:>6.1}  {:>6.1}  {:>7.1}  {proven}",
            share(0.5),
            share(0.9),
            share(0.99),
            share(1.0)
        );
    }
}

/// So many sessions: the official ones first, then more of them with a set more or less of each exercise in turn, as a gym's
/// own are neither the same nor wholly different.
fn like(official: &[Template], count: usize) -> Vec<Template> {
    (0..count)
        .map(|place| {
            let mut template = official[place % official.len()].clone();
            let round = place / official.len();
            template.id = format!("{}-{round}", template.id);
            for (at, item) in template.exercises.iter_mut().enumerate() {
                match (at + round) % 3 {
                    _ if round == 0 => {}
                    0 => item.sets += round as u32,
                    1 => item.sets = (item.sets - 1).max(1),
                    _ => {}
                }
            }
            template
        })
        .collect()
}
