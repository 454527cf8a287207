//! Plans of up to twelve weeks: light weeks, easing towards an event, and what cannot be asked for.

mod member;

use jiff::ToSpan;
use jiff::civil::Date;
use member::{Diary, engine, full_body, rules, usual_rules, with_rules};
use rustdag_core::answer::{Plan, PlanDay, PlanWeek, PlannedSession, WeekKind};
use rustdag_core::dose::Dose;
use rustdag_core::engine::Engine;
use rustdag_core::event::CardioBout;
use rustdag_core::fit::fits;
use rustdag_core::planner::longer;
use rustdag_core::planner::taper::Shape;
use rustdag_core::profile::Level;
use rustdag_core::quantity::{Minutes, Reps, Rir};
use rustdag_core::reason::EngineCode;
use rustdag_core::template::{DayKind, Prescription, Template};
use rustdag_core::wishes::{Pin, Pinned, TargetEvent, TargetEventKind, Wishes};
use rustdag_rule_abi::LimitsPage;

fn diary(level: Level) -> Diary {
    let mut diary = Diary::of(level);
    diary.weeks(4, &[0, 2, 4], &full_body());
    diary
}

/// The date of a day of the plan, from 0.
fn day(diary: &Diary, number: i64) -> Date {
    let today = diary.profile.zone.to_datetime(diary.at(28, 9.0)).date();
    today.checked_add(number.days()).unwrap()
}

fn asked(diary: &Diary, wishes: &Wishes) -> Plan {
    engine(diary.profile.level).plan(&diary.history(), diary.at(28, 9.0), wishes.clone()).expect("a plan")
}

fn refused(diary: &Diary, wishes: &Wishes) -> String {
    let refused = engine(diary.profile.level).plan(&diary.history(), diary.at(28, 9.0), wishes.clone());
    refused.expect_err("it contradicts itself").to_string()
}

fn event(diary: &Diary, number: i64, days: u32) -> Wishes {
    let event = TargetEvent { date: day(diary, number), kind: TargetEventKind::StrengthTest };
    Wishes { event: Some(event), ..Wishes::of_days(days) }
}

fn gives(reasons: &[rustdag_core::reason::Reason], code: EngineCode) -> bool {
    reasons.iter().any(|reason| reason.engine_code() == Some(code))
}

fn of_week<'a>(plan: &'a Plan, week: &PlanWeek) -> impl Iterator<Item = &'a PlanDay> + use<'a> {
    let (first, last) = (week.first, week.last);
    plan.days.iter().filter(move |day| (first..=last).contains(&day.date))
}

/// A planned session as a template of its own: what it asks of the body can be computed anew.
fn as_template(engine: &Engine, session: &PlannedSession) -> Template {
    let of = engine.templates().iter().find(|template| template.id == session.template).expect("a template");
    let minutes: f64 = of.cardio.iter().map(|bout| bout.duration.get()).sum();
    let exercise = |id: &str| of.exercises.iter().find(|of| of.exercise.id == id).expect("one of its").exercise.clone();
    let exercises = session.exercises.iter().map(|planned| Prescription {
        exercise: exercise(&planned.exercise),
        sets: planned.sets,
        reps: Reps::new(planned.reps).unwrap(),
        rir: Rir::new(planned.rir).unwrap(),
    });
    let cardio = of.cardio.iter().map(|bout| {
        let share = if session.exercises.is_empty() { session.minutes / minutes } else { 1.0 };
        CardioBout { duration: Minutes::new(bout.duration.get() * share).unwrap(), ..bout.clone() }
    });
    Template { id: of.id.clone(), kind: of.kind, exercises: exercises.collect(), cardio: cardio.collect() }
}

/// Passes a plan's days with what it says of each session, and holds every one to the limits of its day. The worth of all days.
fn passed(engine: &Engine, diary: &Diary, wishes: &Wishes, plan: &Plan) -> f64 {
    let history = diary.history();
    let horizon = engine.horizon(&history, diary.at(28, 9.0), wishes.clone()).expect("a horizon");
    let (mut body, mut worth, mut page) = (horizon.body.clone(), 0.0, LimitsPage::no_opinion());
    for (index, day) in plan.days.iter().enumerate() {
        let limits = horizon.limits(&body, index, &mut page);
        let session = day.session.as_ref().filter(|_| day.kind == DayKind::Training);
        let dose = session.map(|session| Dose::of_template(&as_template(engine, session), 0.0, &diary.profile));
        if let Some(dose) = &dose {
            assert!(fits(dose, &limits), "{}: {:?} under {limits:?}", day.date, session);
            assert!(horizon.days[index].minutes.is_some_and(|minutes| dose.minutes <= minutes), "{}", day.date);
        }
        let (next, day_worth) = horizon.step(&body, index, dose.as_ref());
        (body, worth) = (next, worth + day_worth);
    }
    worth + horizon.terminal(&body)
}

#[test]
fn no_day_of_a_longer_plan_exceeds_its_limits_and_its_worth_is_what_it_says() {
    let own = with_rules(Level::Intermediate, rules(usual_rules()));
    for (engine, level, days) in [
        (engine(Level::Novice), Level::Novice, 84),
        (engine(Level::Advanced), Level::Advanced, 35),
        (own, Level::Intermediate, 29),
    ] {
        let diary = diary(level);
        let wishes = Wishes::of_days(days);
        let plan = engine.plan(&diary.history(), diary.at(28, 9.0), wishes.clone()).expect("a plan");
        let worth = passed(&engine, &diary, &wishes, &plan);
        assert!((worth - plan.objective).abs() < 1e-9, "{level:?}: {worth} is not {}", plan.objective);
        let wishes = event(&diary, 20, 24);
        let plan = engine.plan(&diary.history(), diary.at(28, 9.0), wishes.clone()).expect("a plan");
        passed(&engine, &diary, &wishes, &plan);
    }
}

#[test]
fn light_weeks_come_every_four_to_eight_and_hold_half_the_sets_on_as_many_days() {
    for &level in Level::ALL {
        let plan = asked(&diary(level), &Wishes::of_days(84));
        assert_eq!(plan.weeks.len(), 12);
        assert!(plan.objective <= plan.bound);
        let light: Vec<usize> = (0..12).filter(|&week| plan.weeks[week].kind == WeekKind::Light).collect();
        assert!(!light.is_empty(), "{level:?}");
        for pair in light.windows(2) {
            assert!((4..=8).contains(&(pair[1] - pair[0])), "{level:?}: {light:?}");
        }
        for &week in &light {
            let (week, other) = (&plan.weeks[week], &plan.weeks[if week == 0 { 1 } else { week - 1 }]);
            let share = f64::from(week.sets) / f64::from(other.sets);
            assert!((0.4..=0.65).contains(&share), "{level:?}: {} sets beside {}", week.sets, other.sets);
            assert!(week.sessions.abs_diff(other.sessions) <= 1, "{level:?}");
            assert!(gives(&week.reasons, EngineCode::LightWeekDue));
            let reserves = of_week(&plan, week)
                .filter_map(|day| day.session.as_ref())
                .flat_map(|session| &session.exercises)
                .map(|exercise| exercise.rir);
            assert!(reserves.into_iter().all(|rir| rir >= 3.0), "two more than any session of the catalogue, or four");
        }
        for week in &plan.weeks {
            assert!(!week.reasons.is_empty());
            let sessions = of_week(&plan, week).filter(|day| day.kind == DayKind::Training).count();
            assert_eq!(sessions, week.sessions as usize);
        }
    }
}

#[test]
fn a_week_without_time_counts_as_the_light_one() {
    let diary = diary(Level::Intermediate);
    let off = (14..21).map(|number| Pin { date: day(&diary, number), what: Pinned::Rest });
    let plan = asked(&diary, &Wishes { pins: off.collect(), ..Wishes::of_days(56) });
    assert!(gives(&plan.weeks[2].reasons, EngineCode::WeekTurnsOutLight), "{:?}", plan.weeks[2].reasons);
    let after = plan.weeks[3..].iter().position(|week| week.kind == WeekKind::Light);
    assert!(after.is_none_or(|weeks| weeks >= 3), "{after:?}");
}

#[test]
fn training_eases_towards_an_event_within_the_published_range() {
    for (level, number, days) in [
        (Level::Novice, 41, 42),
        (Level::Intermediate, 83, 84),
        (Level::Intermediate, 20, 28),
        (Level::Advanced, 55, 84),
    ] {
        let diary = diary(level);
        let plan = asked(&diary, &event(&diary, number, days));
        let outlook = plan.event.expect("an event was asked for");
        assert!((0.41..=0.60).contains(&outlook.less), "{level:?}: {}", outlook.less);
        assert!((8..=14).contains(&outlook.taper_d), "{level:?}: {}", outlook.taper_d);
        assert!(outlook.expected > outlook.without_taper && outlook.expected <= 1.0, "{outlook:?}");
        let number = number as usize;
        let (taper, before) = (number - 14..number, number.saturating_sub(28)..number - 14);
        let (taper, before) = (&plan.days[taper], &plan.days[before]);
        let sessions = |days: &[PlanDay]| days.iter().filter(|day| day.kind == DayKind::Training).count() as f64;
        if before.len() == 14
            && plan.weeks.iter().filter(|week| week.kind == WeekKind::Light).all(|week| week.last < before[0].date)
        {
            assert!(sessions(taper) >= 0.7 * sessions(before), "{level:?}: the frequency is kept, nearly");
        }
        let engine = engine(level);
        for session in taper.iter().filter(|day| day.kind == DayKind::Training).filter_map(|day| day.session.as_ref()) {
            let of = engine.templates().iter().find(|template| template.id == session.template).expect("a template");
            for exercise in &session.exercises {
                let full = of.exercises.iter().find(|full| full.exercise.id == exercise.exercise).expect("one of its");
                assert!((exercise.reps, exercise.rir) == (full.reps.get(), full.rir.get()), "it stays as heavy");
                assert!(exercise.sets <= full.sets);
            }
        }
        let day = &plan.days[number];
        assert_eq!(day.kind, DayKind::Rest);
        assert!(gives(&day.reasons, EngineCode::EventDay), "{:?}", day.reasons);
        let last: Vec<WeekKind> =
            plan.weeks.iter().filter(|week| week.first <= outlook.date).map(|week| week.kind).collect();
        assert_eq!(last.last(), Some(&WeekKind::Taper));
    }
}

#[test]
fn the_model_alone_asks_for_a_shorter_and_steeper_taper_than_was_published() {
    let diary = diary(Level::Intermediate);
    let (engine, history) = (engine(Level::Intermediate), diary.history());
    let wishes = event(&diary, 41, 42);
    let plan = |shape| {
        let horizon = engine.horizon(&history, diary.at(28, 9.0), wishes.clone()).expect("a horizon");
        longer::best_plan_shaped(horizon, wishes.event, shape)
    };
    let (free, published) = (plan(Shape::Free), plan(Shape::Published));
    let days = |plan: &longer::Longer<'_>| plan.event.as_ref().expect("an event").1.days;
    let less = |plan: &longer::Longer<'_>| plan.event.as_ref().expect("an event").1.less;
    assert!(days(&free) < days(&published), "{} days", days(&free));
    assert!(less(&free) > 0.60, "{}", less(&free));
    assert!(days(&published) >= 8);
    assert!(free.found.objective >= published.found.objective, "a constraint improves nothing");
}

#[test]
fn an_event_that_is_near_is_eased_towards_from_today_on() {
    let diary = diary(Level::Intermediate);
    for number in [0, 1, 3, 6] {
        let plan = asked(&diary, &event(&diary, number, 14));
        assert!(gives(&plan.days[number as usize].reasons, EngineCode::EventDay), "{number}");
        assert_eq!(plan.days.len(), 14);
        let days: usize = plan.weeks.iter().map(|week| of_week(&plan, week).count()).sum();
        assert_eq!(days, 14, "every day is one of a week's, and of one alone");
    }
}

#[test]
fn days_without_training_before_an_event_are_not_told_as_a_share() {
    let diary = diary(Level::Intermediate);
    let rest = |number| Pin { date: day(&diary, number), what: Pinned::Rest };
    for (number, pins) in [(0, vec![]), (2, vec![rest(0), rest(1)])] {
        let plan = asked(&diary, &Wishes { pins, ..event(&diary, number, 14) });
        let week = plan.weeks.iter().find(|week| week.last == day(&diary, number)).expect("the event's week");
        assert_eq!((week.kind, week.sessions), (WeekKind::Taper, 0));
        assert!(!gives(&week.reasons, EngineCode::Taper), "nothing is no share of nothing: {:?}", week.reasons);
        assert_eq!(gives(&week.reasons, EngineCode::EventDay), number == 0, "{:?}", week.reasons);
        let said =
            plan.days[number as usize].reasons.iter().filter(|it| it.engine_code() == Some(EngineCode::EventDay));
        assert_eq!(said.count(), 1);
    }
}

#[test]
fn what_contradicts_an_event_is_named() {
    let diary = diary(Level::Intermediate);
    let (today, last) = (day(&diary, 0), day(&diary, 13));
    let over = refused(&diary, &event(&diary, -3, 14));
    assert!(over.contains(&day(&diary, -3).to_string()) && over.contains(&today.to_string()), "{over}");
    let beyond = refused(&diary, &event(&diary, 20, 14));
    assert!(beyond.contains(&day(&diary, 20).to_string()) && beyond.contains(&last.to_string()), "{beyond}");
    let pin = Pin { date: day(&diary, 9), what: Pinned::Session("upper".into()) };
    let pinned = refused(&diary, &Wishes { pins: vec![pin], ..event(&diary, 9, 14) });
    assert!(pinned.contains("upper") && pinned.contains("the event"), "{pinned}");
    assert_eq!(Wishes::days_to_reach(event(&diary, 20, 7).event, today), 21);
    assert_eq!(Wishes::days_to_reach(event(&diary, 2, 7).event, today), 7);
    assert_eq!(Wishes::days_to_reach(event(&diary, 400, 7).event, today), 84);
    assert_eq!(Wishes::days_to_reach(None, today), 7);
}

#[test]
fn the_same_question_has_the_same_answer() {
    let diary = diary(Level::Advanced);
    let wishes = event(&diary, 20, 30);
    assert_eq!(asked(&diary, &wishes), asked(&diary, &wishes));
}
