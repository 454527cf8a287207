//! Scenario 8: load that rises by a tenth a week.

use super::course::{Course, MON_THU};
use crate::asked::{Asked, OFFICIAL};
use crate::group::Group;
use rustdag_catalogue::Catalogue;
use rustdag_core::anatomy::Joint;
use rustdag_core::body::Body;
use rustdag_core::engine::Engine;
use rustdag_core::model::{connective, local_muscle};
use rustdag_core::profile::Level;
use rustdag_core::rule::RuleSet;
use rustdag_core::template::DayKind;
use rustdag_diary::{Diary, full_body, sets};

const LEVEL: Level = Level::Intermediate;
/// Weeks of the same two sessions before load rises.
const USED_TO_WEEKS: i32 = 52;
const RISING_WEEKS: i32 = 8;

fn ramp(body: &Body) -> f64 {
    let knee = body.joints[Joint::Knee];
    connective::ramp(knee.recent, knee.capacity, LEVEL)
}

/// A tenth more sets each week: the highest ramp of each week, and the highest fatigue before a session.
fn by_a_tenth() -> (Vec<f64>, Option<f64>) {
    let mut course = Course::of(LEVEL, 1.0).live(7 * USED_TO_WEEKS, 1.0, super::course::on(MON_THU, 5.0, 2.0));
    course.before.clear();
    let mut highest = Vec::new();
    for week in 0..RISING_WEEKS {
        let sets = 5.0 * libm::pow(1.1, f64::from(week));
        let mut top: f64 = 0.0;
        for day in 0..7 {
            course = course.live(1, 1.0, |_| MON_THU.contains(&day).then_some((sets, 2.0)));
            top = top.max(ramp(&course.body));
        }
        highest.push(top);
    }
    (highest, course.before.iter().copied().reduce(f64::max))
}

/// A member who did two sessions a week for a year follows the planner's advice of each day for eight weeks: the highest
/// ramp of any joint, and how many sessions it were.
fn left_to_the_planner(rules: RuleSet) -> (f64, f64) {
    let engine = Engine::new(rules, Catalogue::official().templates(LEVEL));
    let mut diary = Diary::of(LEVEL);
    diary.weeks(USED_TO_WEEKS, MON_THU, &full_body());
    let (mut top, mut sessions) = (0.0_f64, 0.0);
    for day in 7 * USED_TO_WEEKS..7 * (USED_TO_WEEKS + RISING_WEEKS) {
        diary.sleep(day, 8.0);
        let plan = engine.plan(&diary.history(), diary.at(day, 17.0), 7).ok();
        let today = plan.iter().map(|plan| &plan.days[0]).find(|today| today.kind == DayKind::Training);
        match today.and_then(|today| today.session.as_ref()) {
            Some(session) => {
                let lifts = session.exercises.iter();
                let lifts: Vec<_> =
                    lifts.map(|one| sets(&one.exercise, one.sets as usize, one.reps, one.rir)).collect();
                diary.train(day, &lifts);
                sessions += 1.0;
            }
            None => {
                diary.rest(day);
            }
        }
        let joints = engine.readiness(&diary.history(), diary.at(day + 1, 0.0)).joints;
        top = joints.iter().map(|joint| joint.ramp).fold(top, f64::max);
    }
    (top, sessions)
}

pub(super) fn scenario(rules: &RuleSet) -> Group {
    let (highest, before) = by_a_tenth();
    let asked = Asked::with(rules, &OFFICIAL, left_to_the_planner);
    let of_week = |week: usize| highest.get(week - 1).copied();
    Group::scenario(
        8,
        "Scenario 8, joints are slower than muscles: squats of 5 sets twice a week for a year, then a tenth more every \
         week (a limit on rises, not a risk of injury)",
    )
    .at_most("highest fatigue of the legs before a session, 8 weeks", local_muscle::RECOVERED, before)
    .at_least("highest rise at the knee in week 3", connective::RAMP_AMBER, of_week(3))
    .within("the same, reference", 1.33, 0.01, of_week(3))
    .at_least("highest rise at the knee in week 6", connective::RAMP_RED, of_week(6))
    .within("the same, reference", 1.56, 0.01, of_week(6))
    .at_most(
        "eight weeks as the planner and the five rules advise: highest rise at any joint (1.5 was aimed at; a rule \
             sees the rise before the session)",
        1.6,
        asked.give(|found| found.0),
    )
    .at_least("sessions in these weeks", 16.0, asked.give(|found| found.1))
}
