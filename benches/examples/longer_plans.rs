//! Plans of eight and twelve weeks, with and without an event, over members of the made-up gym: what they hold, how far from the best
//! they can at most be, and how long they take. Rules are loaded from the folder above the example's.
//!
//! `cargo run --release -p rustdag-benches --example longer_plans -- [MEMBERS] [show]`

use jiff::ToSpan;
use jiff::civil::date;
use rustdag_catalogue::Catalogue;
use rustdag_core::answer::WeekKind;
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::wishes::{TargetEvent, TargetEventKind, Wishes};
use rustdag_host::{Host, OFFICIAL};

fn main() {
    let here = std::env::current_exe().expect("a program has a path");
    let folder = here.parent().and_then(|examples| examples.parent()).expect("the folder of the build");
    let loaded = Host::load(folder, OFFICIAL);
    println!("rules: {:?}", loaded.loaded.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>());
    let count: usize = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(40);
    let show = std::env::args().nth(2).is_some();
    let until = date(2026, 5, 12);
    let test = |ahead: i64| TargetEvent { date: until + ahead.days(), kind: TargetEventKind::StrengthTest };
    for (what, days, event) in [
        ("8 weeks", 56, None),
        ("12 weeks", 84, None),
        ("12 weeks to a test", 84, Some(test(83))),
        ("4 weeks, test after 3", 28, Some(test(20))),
    ] {
        let (mut gaps, mut took, mut less, mut gained, mut taper) = (vec![], vec![], vec![], vec![], vec![]);
        for member in rustdag_demo::demo_gym(7, count, 120, until) {
            let at = until.to_zoned(member.profile.zone.clone()).expect("a midnight").timestamp() + 7.hours();
            let engine = Engine::new(loaded.rules.clone(), Catalogue::official().templates(member.profile.level));
            let level = member.profile.level;
            let history = History::new(member.profile, member.events);
            let wishes = Wishes { event, ..Wishes::of_days(days) };
            let start = std::time::Instant::now();
            let plan = engine.plan(&history, at, wishes).expect("a plan");
            took.push(start.elapsed().as_secs_f64() * 1e3);
            gaps.push(100.0 * (plan.bound - plan.objective) / plan.objective.abs());
            if let Some(event) = plan.event {
                less.push(100.0 * event.less);
                gained.push(100.0 * (event.expected - event.without_taper));
                taper.push(f64::from(event.taper_d));
            }
            if show {
                let weeks = plan.weeks.iter().map(|week| {
                    let kind = match week.kind {
                        WeekKind::Build => "",
                        WeekKind::Light => "L",
                        WeekKind::Taper => "T",
                    };
                    format!("{kind}{}/{}", week.sets, week.sessions)
                });
                println!(
                    "{level:?} {:.1} of {:.1}: {}",
                    plan.objective,
                    plan.bound,
                    weeks.collect::<Vec<_>>().join(" ")
                );
            }
        }
        let spread = |values: &mut Vec<f64>| {
            values.sort_by(f64::total_cmp);
            [0.1, 0.5, 0.9].map(|share| {
                values.get(((values.len().max(1) - 1) as f64 * share) as usize).copied().unwrap_or(f64::NAN)
            })
        };
        println!(
            "{what} (p10, p50, p90): gap {:.2?} %, {:.0?} ms; taper {:.0?} % less over {:.0?} days, {:.2?} points fresher",
            spread(&mut gaps),
            spread(&mut took),
            spread(&mut less),
            spread(&mut taper),
            spread(&mut gained)
        );
    }
}
