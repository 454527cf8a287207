//! Weeks that read as a coach would write them.

mod member;

use jiff::civil::Weekday;
use member::{Diary, engine, full_body, pain};
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::answer::{Plan, PlanDay, PlannedSession};
use rustdag_core::event::Activity;
use rustdag_core::model::guidance;
use rustdag_core::profile::Level;
use rustdag_core::quantity::Minutes;
use rustdag_core::reason::EngineCode;
use rustdag_core::template::DayKind;

const WEEKS: i32 = 6;

fn steady(level: Level) -> Diary {
    let mut diary = Diary::of(level);
    diary.weeks(WEEKS, &[0, 2, 4], &full_body());
    diary
}

fn week(diary: &Diary) -> Plan {
    engine(diary.profile.level).plan(&diary.history(), diary.at(7 * WEEKS, 9.0), 7).expect("a plan")
}

fn training(day: &PlanDay) -> Option<&PlannedSession> {
    day.session.as_ref().filter(|_| day.kind == DayKind::Training)
}

fn hard_sets(session: &PlannedSession, muscle: Muscle) -> f64 {
    session.hard_sets.iter().find(|(of, _)| *of == muscle).map_or(0.0, |(_, sets)| *sets)
}

/// Days on which a main muscle gets two hard sets or more after it did on the day before.
fn next_days(plan: &Plan) -> usize {
    let again = |two: &[PlanDay], muscle: Muscle| {
        two.iter().all(|day| training(day).is_some_and(|session| hard_sets(session, muscle) >= 2.0))
    };
    let main = || Muscle::ALL.iter().copied().filter(|&muscle| guidance::is_main(muscle));
    plan.days.windows(2).filter(|two| main().any(|muscle| again(two, muscle))).count()
}

#[test]
fn a_day_is_left_between_sessions_for_the_same_muscles() {
    for level in [Level::Novice, Level::Intermediate] {
        let plan = week(&steady(level));
        assert!(plan.days.iter().filter_map(training).count() >= 3, "{level:?}");
        assert_eq!(next_days(&plan), 0, "{level:?}");
    }
}

#[test]
fn who_has_two_days_that_touch_trains_on_both() {
    let mut diary = steady(Level::Intermediate);
    diary.profile.available = [None; 7];
    for day in [Weekday::Saturday, Weekday::Sunday] {
        diary.profile.available[day.to_monday_zero_offset() as usize] = Some(Minutes::new(90.0).unwrap());
    }
    assert_eq!(week(&diary).days.iter().filter_map(training).count(), 2);
}

#[test]
fn a_runner_goes_on_running_and_nobody_else_is_told_to() {
    let runs = |plan: &Plan| plan.days.iter().filter_map(training).filter(|it| it.template == "easy-run").count();
    let mut runner = Diary::of(Level::Intermediate);
    runner.weeks(WEEKS, &[0, 3], &full_body());
    for week in 0..WEEKS {
        for day in [1, 4, 6] {
            runner.endure(7 * week + day, Activity::Run, 40.0, 4.0);
        }
    }
    let plan = week(&runner);
    assert!(runs(&plan) >= 2, "{:?}", plan.days.iter().filter_map(training).map(|it| &it.template).collect::<Vec<_>>());
    let is_habit = |day: &&PlanDay| day.reasons.iter().any(|it| it.engine_code() == Some(EngineCode::EnduranceHabit));
    assert_eq!(plan.days.iter().filter(is_habit).count(), runs(&plan));
    assert_eq!(runs(&week(&steady(Level::Intermediate))), 0);
}

#[test]
fn a_sore_knee_is_not_told_to_go_for_a_walk() {
    let mut diary = steady(Level::Intermediate);
    let walks = |plan: &Plan| plan.days.iter().filter(|day| day.kind == DayKind::ActiveRecovery).count();
    assert!(walks(&week(&diary)) > 0);
    diary.tell(7 * WEEKS, pain(Joint::Elbow, 6.0));
    assert!(walks(&week(&diary)) > 0, "an elbow goes along");
    diary.tell(7 * WEEKS, pain(Joint::Knee, 6.0));
    assert_eq!(walks(&week(&diary)), 0);
}
