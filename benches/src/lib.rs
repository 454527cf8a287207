//! What the benches share.

use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use rustdag_core::answer::PlannedSession;
use rustdag_core::event::{ExerciseRef, Workout, WorkoutSet};
use rustdag_core::history::History;
use rustdag_core::quantity::{Minutes, Reps, Rir};
use rustdag_core::template::Template;
use rustdag_demo::{DemoMember, demo_gym};

/// Days of history of the members that are measured.
pub const HISTORY_DAYS: u32 = 180;
/// Days of a year.
pub const YEAR_DAYS: u32 = 365;
/// Who logs every day: Sanne her four sessions a week and her nights, Youssef also his feeling and his heart.
pub const DAILY_LOGGERS: [&str; 2] = ["sanne", "youssef"];

/// A member of the made-up gym at seven in the morning of the gym's last day.
///
/// # Panics
/// If the gym has no such member.
#[must_use]
pub fn member(id: &str) -> (DemoMember, Timestamp) {
    member_of_days(id, HISTORY_DAYS)
}

/// The same with so many days of history.
///
/// # Panics
/// If the gym has no such member.
#[must_use]
pub fn member_of_days(id: &str, days: u32) -> (DemoMember, Timestamp) {
    let until = date(2026, 5, 12);
    let gym = demo_gym(7, 200, days, until);
    let member = gym.into_iter().find(|member| member.id == id).expect("a member of the made-up gym");
    let midnight = until.to_zoned(member.profile.zone.clone()).expect("a midnight").timestamp();
    (member, midnight + 7.hours())
}

/// The history of [`member`], and the instant.
#[must_use]
pub fn history(id: &str) -> (History, Timestamp) {
    let (member, at) = member(id);
    (History::new(member.profile, member.events), at)
}

/// The workout of a member who does exactly what was planned.
#[must_use]
pub fn workout_of(template: &Template, session: &PlannedSession) -> Workout {
    let sets = template.exercises.iter().zip(&session.exercises).flat_map(|(prescription, planned)| {
        (0..planned.sets).map(|_| WorkoutSet {
            exercise: ExerciseRef::Known(prescription.exercise.clone()),
            warm_up: false,
            load: None,
            reps: Reps::new(planned.reps).ok(),
            rir: Rir::new(planned.rir).ok(),
            duration: None,
        })
    });
    Workout {
        name: session.template.clone(),
        duration: Minutes::new(session.minutes).ok(),
        effort: None,
        sets: sets.collect(),
        cardio: template.cardio.clone(),
    }
}
