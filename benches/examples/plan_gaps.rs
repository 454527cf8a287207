//! How far plans of one, two and four weeks can at most be from the best, over members of the made-up gym. Rules are loaded
//! from the folder above the example's (where a workspace build puts them).
//!
//! `cargo run --release -p rustdag-benches --example plan_gaps -- [MEMBERS]`

use jiff::ToSpan;
use jiff::civil::date;
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_host::{Host, OFFICIAL};

fn main() {
    let here = std::env::current_exe().expect("a program has a path");
    let folder = here.parent().and_then(|examples| examples.parent()).expect("the folder of the build");
    let loaded = Host::load(folder, OFFICIAL);
    println!("rules: {:?}", loaded.loaded.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>());
    let count: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(200);
    let until = date(2026, 5, 12);
    for days in [7, 14, 28] {
        let (mut gaps, mut took) = (Vec::new(), Vec::new());
        for member in rustdag_demo::demo_gym(7, count, 120, until) {
            let at = until.to_zoned(member.profile.zone.clone()).expect("a midnight").timestamp() + 7.hours();
            let engine = Engine::new(loaded.rules.clone(), Catalogue::official().templates(member.profile.level));
            let history = History::new(member.profile, member.events);
            let start = std::time::Instant::now();
            let plan = engine.plan(&history, at, days).expect("a plan");
            took.push(start.elapsed().as_secs_f64() * 1e3);
            gaps.push(100.0 * (plan.bound - plan.objective) / plan.objective.abs());
        }
        let spread = |values: &mut Vec<f64>| {
            values.sort_by(f64::total_cmp);
            [0.5, 0.9, 0.99].map(|share| values[((values.len() - 1) as f64 * share) as usize])
        };
        let ([gap, gap_90, gap_99], [ms, ms_90, ms_99]) = (spread(&mut gaps), spread(&mut took));
        println!(
            "{days} days: gap median {gap:.2} %, p90 {gap_90:.2} %, p99 {gap_99:.2} %; \
             p50 {ms:.1} ms, p90 {ms_90:.1} ms, p99 {ms_99:.1} ms"
        );
    }
}
