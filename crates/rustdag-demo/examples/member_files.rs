//! Makes the member files in `examples/`: the named members of the made-up gym, ten weeks each.
//!
//! `cargo run -p rustdag-demo --example member_files -- examples`

use jiff::Timestamp;
use jiff::civil::{Date, date};
use rustdag_demo::{DemoMember, demo_gym};
use rustdag_proto::{json, v1};
use rustdag_server::wire;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

const SEED: u64 = 11;
const DAYS: u32 = 70;
const UNTIL: Date = date(2026, 5, 12);

/// Files, whose they are, and the local hour at which they ask.
const FILES: &[(&str, &str)] = &[
    ("member.json", "sanne"),
    ("novice.json", "lotte"),
    ("advanced.json", "youssef"),
    ("shift-worker.json", "fatima"),
    ("runner.json", "joris"),
    ("overreaching.json", "bram"),
    ("sore-knee.json", "els"),
    ("minor.json", "tim"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name the folder to write to")?);
    let gym = demo_gym(SEED, 10, DAYS, UNTIL);
    for (file, id) in FILES {
        let member = gym.iter().find(|member| member.id == *id).ok_or("the cast has changed")?;
        fs::write(folder.join(file), text(member)?)?;
    }
    fs::write(folder.join("squat-day.json"), json::to_string_brief(&squat_day()) + "\n")?;
    Ok(())
}

/// A file people can read: one event per line.
fn text(member: &DemoMember) -> Result<String, Box<dyn Error>> {
    let at = asked_at(member)?;
    let v1::MemberFile { profile, events, at: _ } = wire::member_file::to_proto(&member.profile, &member.events);
    let head = v1::MemberFile { profile, events: Vec::new(), at: Some(wire::instant::to_proto(at)) };
    let head = json::to_string_brief(&head);
    let open = head.trim_end().strip_suffix('}').ok_or("a message is an object")?.trim_end();
    let lines =
        events.iter().map(|event| compact(event).map(|line| format!("    {line}"))).collect::<Result<Vec<_>, _>>()?;
    Ok(format!("{open},\n  \"events\": [\n{}\n  ]\n}}\n", lines.join(",\n")))
}

fn compact(event: &v1::Event) -> Result<String, Box<dyn Error>> {
    let value: serde_json::Value = serde_json::from_str(&json::to_string_brief(event))?;
    Ok(value.to_string())
}

/// Half an hour after the last thing that was logged on the last morning, or eight o'clock.
fn asked_at(member: &DemoMember) -> Result<Timestamp, Box<dyn Error>> {
    let eight = UNTIL.at(8, 0, 0, 0).to_zoned(member.profile.zone.clone())?.timestamp();
    let last = member.events.last().map_or(eight, |event| event.at);
    Ok(last.max(eight))
}

/// A heavy day for the legs.
fn squat_day() -> v1::Session {
    let exercise = |id: &str, sets: u32, reps: f64, rir: f64| v1::SessionExercise {
        exercise: id.to_owned(),
        sets,
        reps: Some(reps),
        rir: Some(rir),
    };
    v1::Session {
        exercises: vec![
            exercise("back-squat", 4, 6.0, 2.0),
            exercise("leg-press", 3, 10.0, 2.0),
            exercise("barbell-bench-press", 3, 8.0, 2.0),
            exercise("lat-pulldown", 3, 10.0, 2.0),
        ],
        ..v1::Session::default()
    }
}
