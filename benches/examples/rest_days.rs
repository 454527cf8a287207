//! How many rest days come out of the planner, by level: how the price of a training day was calibrated.

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::event::{Event, EventKind};
use rustdag_core::history::History;
use rustdag_core::profile::{Goal, Level, Profile};
use rustdag_core::rule::RuleSet;
use rustdag_core::template::DayKind;

fn main() {
    let zone = TimeZone::get("Europe/Amsterdam").expect("bundled");
    let _ = zone;
    for &level in Level::ALL {
        for goal in [Goal::Size, Goal::Strength, Goal::General] {
            let mut profile = Profile::new(level, TimeZone::get("Europe/Amsterdam").expect("bundled"));
            profile.goal = goal;
            profile.logs_completely = true;
            let engine = Engine::new(RuleSet::default(), Catalogue::official().templates(level));
            let mut at: Timestamp = "2026-01-05T06:00:00Z".parse().expect("instant");
            let mut events: Vec<Event> = vec![Event { source: "x".into(), id: "r".into(), at, kind: EventKind::Rest }];
            let (mut rests, mut nodes, mut slow, mut proven) = (Vec::new(), Vec::new(), 0.0_f64, 0);
            // Follow the plan week after week.
            for week in 0..8 {
                let history = History::new(profile.clone(), events.clone());
                let start = std::time::Instant::now();
                let plan = engine.plan(&history, at, 7).expect("a week");
                slow = slow.max(start.elapsed().as_secs_f64());
                nodes.push(plan.nodes);
                proven += i32::from(plan.is_optimal());
                rests.push(plan.days.iter().filter(|day| day.kind != DayKind::Training).count());
                if week == 7 || week == 0 {
                    for day in &plan.days {
                        println!(
                            "   {} {:?} {} {:?}",
                            day.date,
                            day.kind,
                            day.session.as_ref().map_or("-".into(), |s| format!(
                                "{} {:.0} min {:.0} AU",
                                s.template, s.minutes, s.load
                            )),
                            day.reasons.iter().map(|r| format!("{}:{} {} {:.2}/{:.2}", r.rule, r.engine_code().map_or("", |c| c.slug()), r.subject.slug(), r.value, r.limit)).collect::<Vec<_>>()
                        );
                    }
                }
                for (index, day) in plan.days.iter().enumerate() {
                    if let Some(session) = day.session.as_ref().filter(|_| day.kind == DayKind::Training) {
                        let template = engine.templates().iter().find(|t| t.id == session.template).expect("its own");
                        let when = at + (24 * index as i64 + 11).hours();
                        events.push(Event {
                            source: "x".into(),
                            id: format!("{week}-{index}"),
                            at: when,
                            kind: EventKind::Workout(rustdag_benches::workout_of(template, session)),
                        });
                    }
                }
                at = at + 168.hours();
            }
            println!("{level:?} {goal:?} rest days {rests:?} nodes {nodes:?} slowest {:.1} ms proven {proven}/8", slow * 1e3);
        }
    }
}
