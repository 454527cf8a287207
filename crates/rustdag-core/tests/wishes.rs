//! Plans as they are wished for: decided days, appointments, favourite days, and a plan of before.

mod member;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use member::random::member;
use member::{Diary, engine, full_body, pain, rules, sets, template, usual_rules, with_rules};
use proptest::prelude::*;
use rustdag_core::anatomy::Joint;
use rustdag_core::answer::{OBJECTIVE_TOLERANCE, Plan, PlanDay};
use rustdag_core::engine::Engine;
use rustdag_core::planner::{exhaustive, search};
use rustdag_core::profile::Level;
use rustdag_core::quantity::Minutes;
use rustdag_core::reason::EngineCode;
use rustdag_core::template::{DayKind, Template};
use rustdag_core::wishes::{Appointment, Before, Hold, Pin, Pinned, Wishes};

fn diary() -> Diary {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(4, &[0, 2, 4], &full_body());
    diary
}

fn asked(diary: &Diary, wishes: &Wishes) -> Plan {
    engine(diary.profile.level).plan(&diary.history(), diary.at(28, 9.0), wishes.clone()).expect("a plan")
}

fn refused(diary: &Diary, wishes: &Wishes) -> String {
    let refused = engine(diary.profile.level).plan(&diary.history(), diary.at(28, 9.0), wishes.clone());
    refused.expect_err("it contradicts itself").to_string()
}

/// The date of a day of the plan, from 0.
fn day(diary: &Diary, number: i64) -> Date {
    let today = diary.profile.zone.to_datetime(diary.at(28, 9.0)).date();
    today.checked_add(number.days()).unwrap()
}

fn pin(diary: &Diary, number: i64, what: Pinned) -> Wishes {
    Wishes { pins: vec![Pin { date: day(diary, number), what }], ..Wishes::default() }
}

fn held(day: &PlanDay) -> Option<&str> {
    day.session.as_ref().filter(|_| day.kind == DayKind::Training).map(|session| session.template.as_str())
}

fn gives(day: &PlanDay, code: EngineCode) -> bool {
    day.reasons.iter().any(|reason| reason.engine_code() == Some(code))
}

fn match_day() -> Template {
    template("match", &[sets("back-squat", 6, 10.0, 0.0), sets("deadlift", 6, 8.0, 0.0)])
}

fn before(plan: &Plan, hold: Hold) -> Option<Before> {
    Some(Before { days: plan.days.iter().map(|day| (day.date, held(day).map(str::to_owned))).collect(), hold })
}

#[test]
fn a_day_decided_to_be_rest_holds_no_training_and_says_so() {
    let diary = diary();
    let free = asked(&diary, &Wishes::default());
    let trained = free.days.iter().position(|day| day.kind == DayKind::Training).expect("some training");
    let plan = asked(&diary, &pin(&diary, trained as i64, Pinned::Rest));
    assert!(held(&plan.days[trained]).is_none());
    assert!(gives(&plan.days[trained], EngineCode::Pinned));
    assert!(plan.objective <= free.objective);
}

#[test]
fn a_decided_session_is_kept_where_there_is_room() {
    let diary = diary();
    for id in ["upper", "lower-light"] {
        let plan = asked(&diary, &pin(&diary, 2, Pinned::Session(id.to_owned())));
        assert_eq!(held(&plan.days[2]), Some(id));
        assert_eq!(plan.days[2].reasons[0].engine_code(), Some(EngineCode::Pinned));
    }
}

#[test]
fn a_decided_session_without_room_becomes_rest_that_names_the_limit() {
    let mut diary = diary();
    diary.train_at(27, 18.0, &[sets("back-squat", 10, 10.0, 0.0), sets("leg-press", 6, 10.0, 0.0)]);
    let plan = asked(&diary, &pin(&diary, 0, Pinned::Session("lower".to_owned())));
    assert_eq!(held(&plan.days[0]), None);
    assert!(gives(&plan.days[0], EngineCode::PinNotKept), "{:?}", plan.days[0].reasons);
    assert!(plan.days[0].reasons.len() > 1);
}

#[test]
fn an_appointment_stands_whatever_the_limits_and_the_days_around_make_room() {
    let diary = diary();
    let appointments = vec![Appointment { date: day(&diary, 2), session: match_day() }];
    let plan = asked(&diary, &Wishes { appointments, ..Wishes::default() });
    assert_eq!(held(&plan.days[2]), Some("match"));
    assert_eq!(plan.days[2].reasons[0].engine_code(), Some(EngineCode::AppointmentOverLimits));
    assert!(plan.is_optimal());
    let legs = |day: &PlanDay| {
        let sets = day.session.iter().flat_map(|session| &session.hard_sets);
        sets.filter(|(muscle, _)| muscle.slug() == "quadriceps").map(|(_, sets)| sets).sum::<f64>()
    };
    assert_eq!(legs(&plan.days[3]), 0.0, "the day after a match is not for legs");
}

#[test]
fn a_stop_also_cancels_what_was_decided() {
    let mut diary = diary();
    diary.profile.screening = vec![rustdag_core::profile::ScreeningItem::ChestPain];
    let appointments = vec![Appointment { date: day(&diary, 2), session: match_day() }];
    let pins = vec![Pin { date: day(&diary, 1), what: Pinned::Session("upper".to_owned()) }];
    let plan = asked(&diary, &Wishes { appointments, pins, ..Wishes::default() });
    for day in &plan.days {
        assert_eq!(held(day), None);
        assert_eq!(day.reasons[0].engine_code(), Some(EngineCode::ClearanceNeeded));
    }
}

#[test]
fn an_appointment_over_the_limits_says_so_and_one_that_loads_a_painful_joint_is_not_planned() {
    let mut diary = diary();
    let appointed = |diary: &Diary| {
        let appointments = vec![Appointment { date: day(diary, 0), session: match_day() }];
        asked(diary, &Wishes { appointments, ..Wishes::default() }).days.swap_remove(0)
    };
    diary.train_at(27, 18.0, &[sets("back-squat", 10, 10.0, 0.0)]);
    let tired = appointed(&diary);
    assert_eq!(tired.reasons[0].engine_code(), Some(EngineCode::AppointmentOverLimits));
    assert!(tired.reasons.len() > 1, "it names a limit: {:?}", tired.reasons);
    diary.train_at(28, 8.0, &[sets("barbell-bench-press", 2, 8.0, 3.0)]);
    assert_eq!(held(&appointed(&diary)), Some("match"), "a light session this morning was not the match");
    let mut played = diary.clone();
    played.train_at(28, 8.5, &[sets("back-squat", 6, 10.0, 0.0), sets("deadlift", 6, 8.0, 0.0)]);
    assert_ne!(held(&appointed(&played)), Some("match"), "it was logged already");
    diary.tell(28, pain(Joint::Knee, 6.0));
    let hurt = diary;
    let plan = {
        let appointments = vec![Appointment { date: day(&hurt, 1), session: match_day() }];
        asked(&hurt, &Wishes { appointments, ..Wishes::default() })
    };
    let tomorrow = &plan.days[1];
    assert_ne!(held(tomorrow), Some("match"));
    assert!(
        gives(tomorrow, EngineCode::PinNotKept) && gives(tomorrow, EngineCode::JointPain),
        "{:?}",
        tomorrow.reasons
    );
}

#[test]
fn a_plan_held_on_to_does_not_change_without_a_reason() {
    let diary = diary();
    let plan = asked(&diary, &Wishes::default());
    let again = asked(&diary, &Wishes { before: before(&plan, Hold::Plan), ..Wishes::default() });
    assert!(again.days.iter().all(|day| day.changed_from.is_none()));
    assert_eq!(again.objective, plan.objective);
}

#[test]
fn after_a_missed_session_fewer_days_change_than_without_holding_on() {
    let diary = diary();
    let engine = engine(Level::Intermediate);
    let plan = asked(&diary, &Wishes::default());
    let (mut changed_free, mut changed_held) = (0, 0);
    for missed in (0..7).filter(|&number: &usize| held(&plan.days[number]).is_some()) {
        // Nothing was done on that day; the next morning the rest of the week is planned again.
        let today = 28 + missed as i32 + 1;
        let mut later = diary.clone();
        later.rest(today - 1);
        let replan = |before| {
            let wishes = Wishes { before, ..Wishes::default() };
            engine.plan(&later.history(), later.at(today, 9.0), wishes).unwrap()
        };
        let differs = |new: &Plan| {
            let old = |date| plan.days.iter().find(|day| day.date == date);
            new.days.iter().filter(|day| old(day.date).is_some_and(|old| held(old) != held(day))).count()
        };
        let (free, held_on) = (replan(None), replan(before(&plan, Hold::Plan)));
        assert!(differs(&held_on) <= differs(&free), "day {missed}");
        assert_eq!(held_on.days.iter().filter(|day| day.changed_from.is_some()).count(), differs(&held_on));
        changed_free += differs(&free);
        changed_held += differs(&held_on);
    }
    assert!(changed_held < changed_free, "holding on spared no day: {changed_held} of {changed_free}");
}

#[test]
fn a_coachs_week_is_kept_where_limits_allow_it_and_every_difference_is_told() {
    let diary = diary();
    let mut week: Vec<(Date, Option<String>)> = (0..7).map(|number| (day(&diary, number), None)).collect();
    week[1].1 = Some("upper".to_owned());
    week[3].1 = Some("lower".to_owned());
    week[4].1 = Some("lower".to_owned());
    let drawn = Before { days: week, hold: Hold::CoachsWeek };
    let plan = asked(&diary, &Wishes { before: Some(drawn), ..Wishes::default() });
    let kept: Vec<_> = plan.days.iter().map(held).collect();
    assert_eq!(kept[1], Some("upper"));
    assert!(kept[3] != Some("lower") || kept[4] != Some("lower"), "the same legs on two days running");
    let changed: Vec<usize> = (0..7).filter(|&number| plan.days[number].changed_from.is_some()).collect();
    assert_eq!(changed.len(), 1, "{kept:?}");
    assert_eq!(plan.days[changed[0]].changed_from, Some(Some("lower".to_owned())));
}

#[test]
fn favourite_days_are_chosen_where_they_are_as_good() {
    let diary = diary();
    let planned =
        |favourites: &[Weekday]| asked(&diary, &Wishes { favourites: favourites.to_vec(), ..Wishes::default() }).days;
    let on = |days: &[PlanDay], weekdays: &[Weekday]| {
        days.iter().filter(|day| held(day).is_some() && weekdays.contains(&day.date.weekday())).count()
    };
    let without = planned(&[]);
    // The weekdays that a week without favourites leaves free are to hold more training once they are favourites.
    let free: Vec<Weekday> = without.iter().filter(|day| held(day).is_none()).map(|day| day.date.weekday()).collect();
    assert!(free.len() >= 2, "{free:?}");
    assert_eq!(on(&without, &free), 0);
    assert!(on(&planned(&free), &free) > 0, "{free:?}");
}

#[test]
fn contradictions_name_the_two_things() {
    let mut diary = diary();
    let (monday, tuesday) = (day(&diary, 0), day(&diary, 1));
    let session = |id: &str| Pinned::Session(id.to_owned());
    let twice = Wishes {
        pins: vec![Pin { date: tuesday, what: Pinned::Rest }, Pin { date: tuesday, what: session("upper") }],
        ..Wishes::default()
    };
    assert_eq!(refused(&diary, &twice), format!("{tuesday} is to hold rest and upper; a day holds one of them"));
    let (late, last) = (day(&diary, 9), day(&diary, 6));
    assert_eq!(
        refused(&diary, &pin(&diary, 9, Pinned::Rest)),
        format!("{late} is not a day of this plan, which goes from {monday} to {last}")
    );
    assert_eq!(
        refused(&diary, &pin(&diary, 1, session("uper"))),
        format!("{tuesday} is to hold uper, which is no session template; did you mean upper?")
    );
    assert_eq!(
        refused(&diary, &pin(&diary, 1, session("zwemles"))),
        format!("{tuesday} is to hold zwemles, which is no session template")
    );
    assert_eq!(
        refused(&diary, &pin(&diary, 1, session("active-recovery"))),
        format!("{tuesday} is to hold active-recovery, which is active recovery and no training; pin rest")
    );
    diary.profile.available = [Some(Minutes::new(20.0).unwrap()); 7];
    let refusal = refused(&diary, &pin(&diary, 1, session("upper")));
    assert!(refusal.ends_with("minutes; the member has 20 on that day"), "{refusal}");
    diary.profile.available = [None; 7];
    let refusal = refused(&diary, &pin(&diary, 1, session("upper")));
    assert_eq!(refusal, format!("{tuesday} is to hold upper; on Tuesdays the member has no time"));
    diary.profile.equipment = vec![rustdag_core::exercise::Equipment::Band];
    let refusal = refused(&diary, &pin(&diary, 1, session("upper")));
    let lacking = "barbell, dumbbell, cable";
    assert_eq!(
        refusal,
        format!("{tuesday} is to hold upper, which needs equipment that the member does not have: {lacking}")
    );
}

#[test]
fn favourite_days_without_time_are_told_and_others_are_taken() {
    let mut diary = diary();
    let favour = |days: &[Weekday]| Wishes { favourites: days.to_vec(), ..Wishes::default() };
    let codes = |plan: &Plan| plan.reasons.iter().map(|reason| reason.engine_code()).collect::<Vec<_>>();
    diary.profile.available[Weekday::Wednesday.to_monday_zero_offset() as usize] = None;
    let plan = asked(&diary, &favour(&[Weekday::Wednesday]));
    assert_eq!(codes(&plan), [Some(EngineCode::FavouritesUnavailable)]);
    assert!(plan.days.iter().any(|day| held(day).is_some()), "there is a plan all the same");
    assert_eq!(codes(&asked(&diary, &favour(&[Weekday::Wednesday, Weekday::Friday]))), []);
    assert_eq!(codes(&asked(&diary, &favour(&[]))), []);
}

#[test]
fn sessions_for_one_plan_are_chosen_and_pinned_like_any_other() {
    let diary = diary();
    let own = template("knee-week", &[sets("lat-pulldown", 4, 10.0, 2.0)]);
    let wishes = pin(&diary, 2, Pinned::Session("knee-week".into()));
    assert!(refused(&diary, &wishes).contains("knee-week, which is no session template"));
    let engine = engine(diary.profile.level).with_more_templates(vec![own]);
    let plan = engine.plan(&diary.history(), diary.at(28, 9.0), wishes).unwrap();
    assert_eq!(held(&plan.days[2]), Some("knee-week"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn wishes_are_searched_as_well_as_tried_and_never_make_a_plan_worth_more(
        member in member(), from in 0..12_usize, pinned in 0..5_i64, rest in any::<bool>(), appointed in 0..5_i64, hold in any::<bool>(),
    ) {
        let templates: Vec<_> = engine(member.level).templates().iter().cycle().skip(from).step_by(3).take(4).cloned().collect();
        let engine = Engine::new(rules(usual_rules()), templates.clone());
        let history = member.diary().history();
        let today = history.profile().zone.to_datetime(member.now()).date();
        let date = |number: i64| today.checked_add(number.days()).unwrap();
        let what = if rest { Pinned::Rest } else { Pinned::Session(templates[0].id.clone()) };
        let training = templates[0].kind == DayKind::Training && templates[0].possible_with(&history.profile().equipment);
        let may_pin = rest || training && history.profile().available_on(date(pinned).weekday()).is_some();
        let mut wishes = Wishes::of_days(5);
        if pinned != appointed && may_pin {
            wishes.pins.push(Pin { date: date(pinned), what });
        }
        let free = engine.horizon(&history, member.now(), 5).expect("five days");
        let free = search::best_plan(&free);
        if let Ok(horizon) = engine.horizon(&history, member.now(), wishes.clone()) {
            prop_assert!(search::best_plan(&horizon).objective <= free.objective + OBJECTIVE_TOLERANCE);
        } else {
            wishes.pins.clear();
        }
        wishes.appointments.push(Appointment { date: date(appointed), session: match_day() });
        if hold {
            let days = (0..5).map(|number| (date(number), (number % 2 == 0).then(|| templates[1].id.clone()))).collect();
            wishes.before = Some(Before { days, hold: Hold::Plan });
            wishes.favourites = vec![Weekday::Tuesday, Weekday::Thursday];
        }
        for engine in [engine, with_rules(member.level, rules([]))] {
            let engine = Engine::new(engine.rules().clone(), templates.clone());
            let horizon = engine.horizon(&history, member.now(), wishes.clone()).expect("wishes that can be granted");
            let (found, oracle) = (search::best_plan(&horizon), exhaustive::best_plan(&horizon));
            prop_assert!((found.objective - oracle.objective).abs() <= OBJECTIVE_TOLERANCE, "{found:?} {oracle:?}");
            prop_assert!(found.bound <= found.objective + OBJECTIVE_TOLERANCE, "{found:?}");
        }
    }
}

#[test]
fn alternatives_train_on_other_days_and_say_where_they_differ_from_the_best() {
    let diary = diary();
    let plan = asked(&diary, &Wishes { alternatives: 3, ..Wishes::default() });
    assert_eq!(plan.alternatives.len(), 3);
    assert_eq!(plan.days, asked(&diary, &Wishes::default()).days, "the best plan is the same");
    let trained = |days: &[PlanDay]| days.iter().map(|day| held(day).is_some()).collect::<Vec<_>>();
    let mut seen = vec![trained(&plan.days)];
    let mut worth = plan.objective;
    for alternative in &plan.alternatives {
        assert!(alternative.objective <= worth + OBJECTIVE_TOLERANCE && alternative.objective <= alternative.bound);
        worth = alternative.objective;
        assert!(!seen.contains(&trained(&alternative.days)), "other days: {seen:?}");
        seen.push(trained(&alternative.days));
        let pairs = alternative.days.iter().zip(&plan.days);
        let differ = pairs.clone().filter(|(other, best)| held(other) != held(best)).count();
        assert!(differ >= 2, "on {differ} days");
        for (other, best) in pairs {
            let from = (held(other) != held(best)).then(|| held(best).map(str::to_owned));
            assert_eq!(other.changed_from, from, "{}", other.date);
        }
    }
}

#[test]
fn where_only_rest_is_possible_there_is_no_alternative() {
    let diary = diary();
    let pins = (0..7).map(|number| Pin { date: day(&diary, number), what: Pinned::Rest }).collect();
    let plan = asked(&diary, &Wishes { pins, alternatives: 2, ..Wishes::default() });
    assert!(plan.alternatives.is_empty());
}

#[test]
fn two_sessions_of_a_day_are_for_different_muscles_and_keep_to_what_it_allows() {
    let mut diary = Diary::of(Level::Advanced);
    diary.weeks(4, &[0, 1, 3, 4], &full_body());
    diary.profile.available[Weekday::Wednesday.to_monday_zero_offset() as usize] = Some(Minutes::new(90.0).unwrap());
    let engine = Engine::new(
        rules(usual_rules()),
        vec![
            template("upper", &[sets("barbell-bench-press", 3, 8.0, 2.0)]),
            template("lower", &[sets("leg-press", 3, 8.0, 2.0)]),
            template("more-lower", &[sets("back-squat", 3, 8.0, 2.0)]),
        ],
    );
    let (history, at) = (diary.history(), diary.at(28, 9.0));
    let plan = |two_sessions: Vec<Weekday>| {
        engine.plan(&history, at, Wishes { two_sessions, ..Wishes::default() }).expect("a plan")
    };
    let (one, two) = (plan(Vec::new()), plan(vec![Weekday::Wednesday, Weekday::Saturday]));
    assert!(one.days.iter().all(|day| day.second_session.is_none()));
    assert!(two.is_optimal() && two.objective >= one.objective, "more is allowed");
    let doubled: Vec<_> = two.days.iter().filter(|day| day.second_session.is_some()).collect();
    assert!(!doubled.is_empty(), "{:?}", two.days);
    for day in doubled {
        assert!([Weekday::Wednesday, Weekday::Saturday].contains(&day.date.weekday()), "{}", day.date);
        let (first, second) = (day.session.as_ref().unwrap(), day.second_session.as_ref().unwrap());
        assert_eq!((first.template.as_str(), second.template.ends_with("lower")), ("upper", true));
        let minutes = diary.profile.available_on(day.date.weekday()).map(|minutes| minutes.get());
        assert!(minutes.is_some_and(|minutes| first.minutes + second.minutes <= minutes));
    }
}
