//! Readiness and the week of the named members of the made-up gym, in short: how plans read was judged from this.

use jiff::ToSpan;
use jiff::civil::date;
use rustdag_catalogue::Catalogue;
use rustdag_core::answer::{Plan, PlanDay, Readiness};
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::reason::Reason;
use rustdag_core::template::DayKind;
use rustdag_host::{Host, OFFICIAL};

fn main() {
    let here = std::env::current_exe().expect("a program has a path");
    let folder = here.parent().and_then(|examples| examples.parent()).expect("the folder of the build");
    let loaded = Host::load(folder, OFFICIAL);
    let until = date(2026, 5, 12);
    let mut rest_days = [[0; 8]; 3];
    let mut lights = std::collections::BTreeMap::<String, u32>::new();
    let mut slowest_ms = 0.0_f64;
    let mut reading = Reading::default();
    for (number, member) in rustdag_demo::demo_gym(7, 200, 120, until).into_iter().enumerate() {
        let at = until.to_zoned(member.profile.zone.clone()).expect("a midnight").timestamp() + 7.hours();
        let level = member.profile.level;
        let engine = Engine::new(loaded.rules.clone(), Catalogue::official().templates(level));
        let history = History::new(member.profile, member.events);
        let readiness = engine.readiness(&history, at);
        let start = std::time::Instant::now();
        let plan = engine.plan(&history, at, 7).expect("a week");
        slowest_ms = slowest_ms.max(start.elapsed().as_secs_f64() * 1e3);
        let rests = plan.days.iter().filter(|day| day.kind != DayKind::Training).count();
        rest_days[level as usize][rests] += 1;
        reading.of(&plan);
        *lights.entry(format!("{:?}", readiness.light)).or_default() += 1;
        if number >= 10 {
            continue;
        }
        println!("{} {:?} {level:?}", member.id, member.archetype);
        show(&readiness);
        println!("  plan: {} nodes, optimal {}", plan.nodes, plan.is_optimal());
        for day in &plan.days {
            let session = day.session.as_ref().map_or("-", |session| &session.template);
            println!("    {} {:?} {session}: {}", day.date, day.kind, reasons(&day.reasons));
        }
    }
    println!("rest days (0 to 7) by level: {rest_days:?}; lights {lights:?}; slowest plan {slowest_ms:.0} ms");
    println!("{reading:?}");
}

/// What a coach would look at first in many weeks.
#[derive(Default, Debug)]
struct Reading {
    weeks: u32,
    sessions: u32,
    /// Sessions by template.
    by_template: std::collections::BTreeMap<String, u32>,
    /// Light sessions, or technique.
    light: u32,
    /// Weeks without any other.
    only_light: u32,
    /// Weeks with the same session on two days running.
    same_next_day: u32,
    /// Weeks in which one session comes right after itself, with rest between or not.
    repeats: u32,
    /// Weeks of three sessions or more that are all the same.
    all_same: u32,
}

impl Reading {
    fn of(&mut self, plan: &Plan) {
        let training = |day: &PlanDay| day.session.clone().filter(|_| day.kind == DayKind::Training);
        let sessions: Vec<Option<String>> =
            plan.days.iter().map(|day| training(day).map(|session| session.template)).collect();
        let done: Vec<&String> = sessions.iter().flatten().collect();
        let is_light = |id: &&&String| id.ends_with("light") || id.as_str() == "technique";
        self.weeks += u32::from(!done.is_empty());
        self.sessions += done.len() as u32;
        self.light += done.iter().filter(is_light).count() as u32;
        self.only_light += u32::from(!done.is_empty() && done.iter().all(|id| is_light(&id)));
        self.same_next_day += u32::from(sessions.windows(2).any(|two| two[0].is_some() && two[0] == two[1]));
        self.repeats += u32::from(done.windows(2).any(|two| two[0] == two[1]));
        self.all_same += u32::from(done.len() > 2 && done.iter().all(|id| *id == done[0]));
        for id in done {
            *self.by_template.entry(id.clone()).or_default() += 1;
        }
    }
}

fn show(readiness: &Readiness) {
    println!(
        "  {:?} confidence {:.2} next {:?} load {:.0}-{:.0} of {:.0}",
        readiness.light,
        readiness.confidence,
        readiness.log_next,
        readiness.load_today.0,
        readiness.load_today.1,
        readiness.usual_load
    );
    println!("  {:?}", readiness.whole);
    println!("  {:?}", readiness.limits);
    for muscle in readiness.muscles.iter().filter(|muscle| muscle.fatigue > 0.02) {
        println!(
            "    {} {:.3} {:?} {:.1}-{:.1}",
            muscle.muscle.slug(),
            muscle.fatigue,
            muscle.ready,
            muscle.sets_today.0,
            muscle.sets_today.1
        );
    }
    for joint in &readiness.joints {
        print!(
            " {} C {:.2} X {:.2} usual {:.1} max {:.1};",
            joint.joint.slug(),
            joint.acute,
            joint.ramp,
            joint.usual_load,
            joint.load_max
        );
    }
    println!("\n  why: {}", reasons(&readiness.reasons));
}

fn reasons(reasons: &[Reason]) -> String {
    let said = reasons.iter().map(|reason| {
        let code = reason.engine_code().map_or_else(|| reason.code.to_string(), |code| code.slug().to_owned());
        format!("{}/{code}({} {:.2}|{:.2})", reason.rule, reason.subject.slug(), reason.value, reason.limit)
    });
    said.collect::<Vec<_>>().join(" ")
}
