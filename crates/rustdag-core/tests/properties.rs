//! What holds for every member, whatever was logged.

mod member;

use member::random::{Day, Member, Training, Trouble, member, trouble};
use member::{Diary, OwnRule, engine, pain, rules, usual_rules, with_rules};
use proptest::prelude::*;
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::answer::{Light, OBJECTIVE_TOLERANCE, Plan};
use rustdag_core::dose::Dose;
use rustdag_core::engine::{Engine, SEARCHED_DAYS_MAX};
use rustdag_core::event::Event;
use rustdag_core::fold::{Folded, day_factor, fold};
use rustdag_core::history::History;
use rustdag_core::limits::Asked;
use rustdag_core::planner::branching::{Measure, Standing};
use rustdag_core::planner::horizon::{Horizon, eased_to};
use rustdag_core::planner::succession::REST;
use rustdag_core::planner::{exhaustive, search};
use rustdag_core::rule::RuleSet;
use rustdag_core::signals::signals;
use rustdag_core::snapshot::{Situation, snapshot};
use rustdag_core::template::DayKind;
use rustdag_rule_abi::{Flags, Snapshot};

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

/// Everything that tires, in one row.
fn tiredness(folded: &Folded) -> Vec<f64> {
    let muscles = folded.body.fatigue();
    let joints = folded.body.joints.0.iter().map(|joint| joint.acute);
    muscles.0.into_iter().chain(joints).chain([folded.body.systemic]).collect()
}

/// An answer as text: equal text is equal bits.
fn bits(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}")
}

/// Asks about the first day of a week.
fn asked_today(engine: &Engine, history: &History, member: &Member) -> Asked {
    let horizon = engine.horizon(history, member.now(), 1).expect("a day");
    horizon.ask(&horizon.body, 0)
}

/// Whether `tight` allows nothing that `loose` forbids.
fn is_at_least_as_tight(tight: &Asked, loose: &Asked) -> bool {
    let (a, b) = (&tight.limits, &loose.limits);
    let no_more = |a: &[f32], b: &[f32]| a.iter().zip(b).all(|(a, b)| a <= b);
    no_more(&a.muscle_sets_max, &b.muscle_sets_max)
        && no_more(&a.joint_load_max, &b.joint_load_max)
        && a.session_load_max <= b.session_load_max
        && a.intensity_max <= b.intensity_max
        && a.minutes_max <= b.minutes_max
        && a.rir_min >= b.rir_min
        && a.flags & b.flags == b.flags
        && tight.rest_days_min >= loose.rest_days_min
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn nothing_tires_on_a_day_without_load(member in member(), which in any::<prop::sample::Index>()) {
        prop_assume!(!member.days.is_empty());
        let mut member = member.who_tells_everything();
        let day = which.index(member.days.len());
        member.days[day].training = Training::Rest;
        let day = i32::try_from(day).unwrap();
        let (diary, history) = (member.diary(), member.diary().history());
        let mut before = tiredness(&fold(&history, diary.at(day, 0.0)));
        for instant in [0.5, 6.0, 11.0, 16.0, 22.9].map(|hour| diary.at(day, hour)).into_iter().chain([diary.at(day + 1, 0.0)]) {
            let now = tiredness(&fold(&history, instant));
            prop_assert!(now.iter().zip(&before).all(|(now, before)| now <= before), "{instant}: {now:?} {before:?}");
            before = now;
        }
    }

    #[test]
    fn order_and_repetition_of_events_change_nothing(
        (member, events) in member().prop_flat_map(|member| {
            let mut events = member.diary().events;
            events.extend(events.iter().step_by(3).cloned().collect::<Vec<Event>>());
            (Just(member), Just(events).prop_shuffle())
        }),
    ) {
        let in_time = member.diary().history();
        let as_it_came = History::new(in_time.profile().clone(), events);
        prop_assert_eq!(&in_time, &as_it_came);
        let engine = with_rules(member.level, rules(usual_rules()));
        let (a, b) = (engine.readiness(&in_time, member.now()), engine.readiness(&as_it_came, member.now()));
        prop_assert_eq!(bits(&a), bits(&b));
    }

    #[test]
    fn what_comes_later_is_not_looked_at(member in member(), back in 0..20_i32, hour in 0.0..23.0_f64) {
        let diary = member.diary();
        let at = diary.at((member.today() - back).max(0), hour);
        let until_then: Vec<Event> = diary.events.iter().filter(|event| event.at <= at).cloned().collect();
        let (all, past) = (diary.history(), History::new(diary.profile.clone(), until_then));
        let engine = with_rules(member.level, rules(usual_rules()));
        prop_assert_eq!(bits(&fold(&all, at)), bits(&fold(&past, at)));
        prop_assert_eq!(bits(&engine.readiness(&all, at)), bits(&engine.readiness(&past, at)));
    }

    #[test]
    fn more_sleep_never_hurts(member in member(), extra in prop::collection::vec(0.0..4.0_f64, 50)) {
        let mut slept_more = member.clone();
        for (day, extra) in slept_more.days.iter_mut().zip(extra) {
            day.night_h = day.night_h.map(|hours| hours + extra);
        }
        let now = member.now();
        let (less, more) = (fold(&member.diary().history(), now), fold(&slept_more.diary().history(), now));
        prop_assert!(more.sleep.debt_h <= less.sleep.debt_h);
        prop_assert!(more.sleep.adaptation_factor() >= less.sleep.adaptation_factor());
        let factor = |folded: &Folded| day_factor(folded.sleep.debt_h, folded.energy_availability);
        prop_assert!(factor(&more) <= factor(&less));
        prop_assert!(tiredness(&more).iter().zip(tiredness(&less)).all(|(more, less)| *more <= less + 1e-12));
        for muscle in Muscle::ALL {
            let (more, less) = (&more.body.muscles[*muscle], &less.body.muscles[*muscle]);
            prop_assert!(more.size >= less.size - 1e-12 && more.strength >= less.strength - 1e-12);
        }

        let engine = with_rules(member.level, rules(usual_rules()));
        let (less, more) = (member.diary().history(), slept_more.diary().history());
        let (tight, loose) = (asked_today(&engine, &less, &member), asked_today(&engine, &more, &member));
        prop_assert!(is_at_least_as_tight(&tight, &loose), "{tight:?} {loose:?}");
        let balance = |history| engine.readiness(history, now).whole.recovery_balance.map(|(balance, _)| balance);
        prop_assert!(balance(&more) >= balance(&less));
    }

    #[test]
    fn another_rule_never_loosens_a_limit(member in member(), which in 0..16_u8) {
        let history = member.diary().history();
        let some: Vec<OwnRule> =
            usual_rules().into_iter().enumerate().filter(|(index, _)| which >> index & 1 == 1).map(|(_, rule)| rule).collect();
        let (with_some, with_all) =
            (with_rules(member.level, rules(some)), with_rules(member.level, rules(usual_rules())));
        let (alone, some, all) = (
            asked_today(&engine(member.level), &history, &member),
            asked_today(&with_some, &history, &member),
            asked_today(&with_all, &history, &member),
        );
        prop_assert!(is_at_least_as_tight(&some, &alone) && is_at_least_as_tight(&all, &some));
        let worth = |engine: &Engine| engine.plan(&history, member.now(), 4).expect("a plan").objective;
        let (alone, some, all) = (worth(&engine(member.level)), worth(&with_some), worth(&with_all));
        prop_assert!(all <= some + OBJECTIVE_TOLERANCE && some <= alone + OBJECTIVE_TOLERANCE, "{alone} {some} {all}");
    }

    #[test]
    fn the_same_question_has_the_same_answer(member in member()) {
        let engine = with_rules(member.level, rules(usual_rules()));
        let ask = || {
            let history = member.diary().history();
            (bits(&engine.readiness(&history, member.now())), bits(&engine.plan(&history, member.now(), 5)))
        };
        prop_assert_eq!(ask(), ask());
    }
}

/// What rules see of a member.
fn seen_by_rules(diary: &Diary, at: jiff::Timestamp) -> Snapshot {
    let (history, profile) = (diary.history(), &diary.profile);
    let folded = fold(&history, at);
    let situation = Situation::new(profile.level, &folded, signals(&history, at, folded.today));
    snapshot(&folded.body, &situation, &folded.sleep, 0.0)
}

/// What a rule may see only if somebody logged a night, a check-in or a measurement.
const LOGGED_BY_HAND: &[&str] = &[
    "joint_pain",
    "sleep_last_night_h",
    "sleep_debt_h",
    "sleep_irregularity_h",
    "hrv_z",
    "resting_hr_delta",
    "energy_availability",
    "mental_freshness",
];

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn what_nobody_logged_is_unknown_to_every_rule(member in member()) {
        let mut silent = member.clone();
        silent.energy = None;
        for day in &mut silent.days {
            (day.night_h, day.feeling, day.heart) = (None, None, None);
        }
        let diary = silent.diary();
        let snapshot = seen_by_rules(&diary, silent.now());
        for field in LOGGED_BY_HAND {
            prop_assert_eq!(snapshot.field(field, Joint::Knee.slot()).or(snapshot.field(field, 0)), None, "{}", field);
        }
        // A zero that was logged is a zero.
        let mut said = diary;
        said.sleep(silent.today(), 0.0).tell(silent.today(), pain(Joint::Knee, 0.0));
        let snapshot = seen_by_rules(&said, silent.now());
        prop_assert_eq!(snapshot.field("sleep_last_night_h", 0), Some(0.0));
        prop_assert_eq!(snapshot.field("joint_pain", Joint::Knee.slot()), Some(0.0));
    }

    #[test]
    fn an_unknown_night_is_neither_sleepless_nor_endless(member in member(), which in any::<prop::sample::Index>()) {
        prop_assume!(!member.days.is_empty());
        let day = which.index(member.days.len());
        let debt = |hours| {
            let mut member = member.clone();
            member.days[day].night_h = hours;
            fold(&member.diary().history(), member.now()).sleep.debt_h
        };
        let (sleepless, unknown, endless) = (debt(Some(0.0)), debt(None), debt(Some(16.0)));
        // With too few nights the debt is unknown, and that is no number to compare.
        if let Some(unknown) = unknown {
            prop_assert!(sleepless.is_some_and(|sleepless| sleepless >= unknown), "{sleepless:?} {unknown}");
            prop_assert!(endless.is_some_and(|endless| endless <= unknown), "{endless:?} {unknown}");
        }
    }

    #[test]
    fn silence_tires_no_less_than_rest_and_builds_no_more(mut member in member()) {
        // Both logs begin on the same day.
        member.days.truncate(49);
        member.days.insert(0, Day { training: Training::Rest, night_h: None, feeling: None, heart: None });
        let told = member.clone().who_tells_everything();
        let look = |member: &Member| fold(&member.diary().history(), member.now());
        let (silent, told) = (look(&member), look(&told));
        // The whole body is left out: who is known to have rested for weeks is known to begin steeply.
        let local = |folded: &Folded| tiredness(folded)[..Muscle::COUNT + Joint::COUNT].to_vec();
        prop_assert!(local(&silent).iter().zip(local(&told)).all(|(silent, told)| *silent >= told - 1e-12));
        for &muscle in Muscle::ALL {
            let (silent, told) = (&silent.body.muscles[muscle], &told.body.muscles[muscle]);
            prop_assert!(silent.size <= told.size + 1e-12 && silent.strength <= told.strength + 1e-12);
        }
    }

    #[test]
    fn knowing_less_never_makes_more_certain(member in member(), which in any::<prop::sample::Index>(), kind in 0..3_u8) {
        prop_assume!(!member.days.is_empty());
        let mut less = member.clone();
        let day = &mut less.days[which.index(member.days.len())];
        match kind {
            0 => day.night_h = None,
            1 => day.feeling = None,
            _ => day.heart = None,
        }
        // A value may be what another is doubted by: without it more may be believed.
        let doubted = |member: &Member| member.diary().history().doubts().all().next().is_some();
        prop_assume!(!doubted(&member) && !doubted(&less));
        let engine = engine(member.level);
        let confidence = |member: &Member| engine.readiness(&member.diary().history(), member.now()).confidence;
        prop_assert!(confidence(&less) <= confidence(&member) + 1e-12);
    }
}

/// Walks a plan day by day and holds every session against the limits of its day, written out here once more.
fn walk(horizon: &Horizon<'_>, engine: &Engine, plan: &Plan) -> Result<(), TestCaseError> {
    let mut body = horizon.body.clone();
    let mut worth = 0.0;
    for (index, day) in plan.days.iter().enumerate() {
        prop_assert_eq!(day.date, horizon.days[index].date);
        prop_assert!(!day.reasons.is_empty(), "{} gives no reason", day.date);
        let Asked { limits, .. } = horizon.ask(&body, index);
        let mut dose: Option<&Dose> = None;
        if let Some(session) = day.session.as_ref().filter(|_| day.kind == DayKind::Training) {
            let template = engine.templates().iter().position(|template| template.id == session.template);
            let action = horizon.actions.iter().find(|action| Some(action.template) == template);
            let found = &action.expect("one of the templates").doses[eased_to(&limits).min(4)];
            prop_assert_eq!((session.load, session.minutes), (found.load, found.minutes));
            prop_assert!(limits.flags & Flags::MUST_REST == 0);
            let time = horizon.profile.available_on(day.date.weekday());
            prop_assert!(time.is_some_and(|time| found.minutes <= time.get()));
            let within = |asked: f64, most: f32| asked <= f64::from(most) * 1.0001 + 0.0001;
            prop_assert!(within(found.load, limits.session_load_max) && within(found.minutes, limits.minutes_max));
            prop_assert!(within(found.intensity, limits.intensity_max));
            for exercise in &session.exercises {
                prop_assert!(exercise.rir + 1e-6 >= f64::from(limits.rir_min));
            }
            for &muscle in Muscle::ALL {
                let most = limits.muscle_sets_max[muscle.slot()];
                prop_assert!(within(found.hard_sets[muscle], most), "{}: {}", day.date, muscle.slug());
                prop_assert!(most > 0.0 || found.fatigue[muscle] == 0.0);
            }
            for &joint in Joint::ALL {
                prop_assert!(within(found.joints[joint], limits.joint_load_max[joint.slot()]));
            }
            dose = Some(found);
        }
        let (next, day_worth) = horizon.step(&body, index, dose);
        (body, worth) = (next, worth + day_worth);
    }
    let total = worth + horizon.terminal(&body);
    prop_assert!((total - plan.objective).abs() <= OBJECTIVE_TOLERANCE, "{total} {}", plan.objective);
    prop_assert!(plan.objective <= plan.bound + OBJECTIVE_TOLERANCE);
    Ok(())
}

/// The diary of a member with everything that may stand in the way.
fn troubled(member: &Member, trouble: &Trouble) -> Diary {
    let mut diary = member.diary();
    trouble.befall(&mut diary, member.today());
    diary
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn there_is_always_a_week_within_the_limits(member in member(), trouble in trouble(), days in 1..=SEARCHED_DAYS_MAX) {
        let engine = with_rules(member.level, rules(usual_rules()));
        let history = troubled(&member, &trouble).history();
        let plan = engine.plan(&history, member.now(), days).expect("resting is always possible");
        prop_assert_eq!(plan.days.len(), days as usize);
        let horizon = engine.horizon(&history, member.now(), days).expect("the same days");
        walk(&horizon, &engine, &plan)?;
        let rested = horizon.days.iter().enumerate().fold(horizon.body.clone(), |body, (day, _)| {
            horizon.step(&body, day, None).0
        });
        prop_assert!(rested.systemic <= horizon.body.systemic);
        let readiness = engine.readiness(&history, member.now());
        prop_assert!(readiness.load_today.0 <= readiness.load_today.1 && readiness.load_today.0 >= 0.0);
        prop_assert!(readiness.light != Light::Red || !readiness.reasons.is_empty());
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn the_search_finds_what_trying_everything_finds(member in member(), trouble in trouble(), from in 0..12_usize) {
        let templates: Vec<_> = engine(member.level).templates().iter().cycle().skip(from).step_by(3).take(5).cloned().collect();
        // A rule may fail about a body that no plan leads to, and must not tighten the bound by that.
        let moody = OwnRule::fails_where("moody", |snapshot| snapshot.systemic_fatigue().is_some_and(|fatigue| fatigue < 0.01));
        let with_moody = usual_rules().into_iter().chain([moody.in_order()]);
        for rules in [RuleSet::default(), rules(usual_rules()), rules(with_moody)] {
            let engine = Engine::new(rules, templates.clone());
            let history = troubled(&member, &trouble).history();
            let horizon = engine.horizon(&history, member.now(), 5).expect("five days");
            let (found, oracle) = (search::best_plan(&horizon), exhaustive::best_plan(&horizon));
            prop_assert!((found.objective - oracle.objective).abs() <= OBJECTIVE_TOLERANCE, "{found:?} {oracle:?}");
            prop_assert!(found.bound <= found.objective + OBJECTIVE_TOLERANCE, "{found:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn no_plan_is_worth_more_than_its_bound_on_any_of_its_days(
        member in member(), trouble in trouble(), dice in prop::collection::vec(any::<prop::sample::Index>(), 21), days in 8..22_u32,
    ) {
        let engine = with_rules(member.level, rules(usual_rules()));
        let history = troubled(&member, &trouble).history();
        let horizon = engine.horizon(&history, member.now(), days).expect("some weeks");
        let mut branching = search::bounds(&horizon).0;
        let (mut body, mut standing, mut place) = (horizon.body.clone(), Standing::START, REST);
        let mut bounds = Vec::new();
        while standing.day < horizon.days.len() {
            bounds.push(branching.most(Measure::AsItIs, &body, place, standing));
            // Mostly the best, so that the plan comes near its bound.
            let branches = branching.branches(Measure::AsItIs, &body, standing);
            let branch = &branches[dice[standing.day].index(20).saturating_sub(17).min(branches.len() - 1)];
            bounds.push(branch.upper);
            let (next, worth) = horizon.step(&body, standing.day, branch.dose);
            standing = standing.after(worth, branch.choice.is_some());
            (body, place) = (next, branch.place);
        }
        let total = standing.worth + horizon.terminal(&body);
        let least = bounds.into_iter().fold(f64::INFINITY, f64::min);
        prop_assert!(total <= least + OBJECTIVE_TOLERANCE, "{total} {least}");
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn no_plan_beyond_a_week_exceeds_its_bound(member in member(), trouble in trouble(), from in 0..12_usize) {
        let templates: Vec<_> = engine(member.level).templates().iter().cycle().skip(from).step_by(5).take(2).cloned().collect();
        let unordered = OwnRule::says("unordered", |_, limits| limits.keep_in_reserve(1.0, rustdag_rule_abi::Reason::whole(1, 0.0, 1.0)));
        let with_unordered = usual_rules().into_iter().chain([unordered]);
        for rules in [rules(usual_rules()), rules(with_unordered)] {
            let engine = Engine::new(rules, templates.clone());
            let history = troubled(&member, &trouble).history();
            let horizon = engine.horizon(&history, member.now(), 10).expect("ten days");
            let (found, oracle) = (search::best_plan(&horizon), exhaustive::best_plan(&horizon));
            prop_assert!(found.objective <= oracle.objective + OBJECTIVE_TOLERANCE, "{found:?} {oracle:?}");
            prop_assert!(oracle.objective <= found.bound + OBJECTIVE_TOLERANCE, "{found:?} {oracle:?}");
        }
    }
}

#[test]
fn a_rule_reads_only_what_is_known() {
    // The rules of this file must say nothing of a member of whom nothing is known: they are honest examples.
    let unknown = rustdag_rule_abi::SnapshotPage::new(Snapshot::unknown());
    for rule in rules(usual_rules()).rules() {
        let mut page = rustdag_rule_abi::LimitsPage::no_opinion();
        rule.limits(&unknown, &mut page).expect("an answer");
        assert_eq!(page.limits, rustdag_rule_abi::Limits::no_opinion());
    }
}
