//! Explanations: parts that add up, limits that name what they come from, and changes that really are enough.

mod member;

use jiff::{SignedDuration, ToSpan};
use member::random::member;
use member::{
    Diary, FIRST_DAY, OwnRule, bout, engine, feeling, full_body, pain, rules, sets, squats, template, with_rules,
};
use proptest::prelude::*;
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::answer::{Fit, Light, Quantity, Readiness, Ready};
use rustdag_core::engine::Engine;
use rustdag_core::event::{Activity, EventKind, Illness};
use rustdag_core::explain::{Breakdown, Cause, Change, Explanation, Way};
use rustdag_core::history::History;
use rustdag_core::model::{balance, local_muscle};
use rustdag_core::number::Number;
use rustdag_core::profile::Level;
use rustdag_core::quantity::{Minutes, Rir, Rpe};
use rustdag_core::reason::{EngineCode, Subject};
use rustdag_core::rule::RuleSet;
use rustdag_core::template::Template;
use rustdag_rule_abi::Reason;

const TODAY: i32 = 28;

fn diary() -> Diary {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(4, &[0, 2, 4], &full_body());
    diary
}

fn explain(diary: &Diary, day: i32, hour: f64, session: Option<&Template>) -> Explanation {
    engine(Level::Intermediate).explain(&diary.history(), diary.at(day, hour), session)
}

fn number(explanation: &Explanation, number: Number) -> &Breakdown {
    explanation.numbers.iter().find(|breakdown| breakdown.number == number).expect("it is known")
}

fn sum(breakdown: &Breakdown) -> f64 {
    breakdown.from + breakdown.parts.iter().map(|part| part.amount).sum::<f64>()
}

fn event_id(cause: &Cause) -> Option<&str> {
    match cause {
        Cause::Session { event, .. } | Cause::Night { event, .. } | Cause::CheckIn { event } => Some(&event.id),
        _ => None,
    }
}

/// The number as readiness shows it; `None` where it does not.
fn shown(readiness: &Readiness, number: Number) -> Option<f64> {
    let muscle = |wanted| readiness.muscles.iter().find(|one| one.muscle == wanted).unwrap();
    let joint = |wanted| readiness.joints.iter().find(|one| one.joint == wanted).unwrap();
    let whole = &readiness.whole;
    match number {
        Number::MuscleFatigue(wanted) => Some(muscle(wanted).fatigue),
        Number::WeeklyHardSets(wanted) => Some(muscle(wanted).weekly_hard_sets),
        Number::JointAcute(wanted) => Some(joint(wanted).acute),
        Number::JointRamp(wanted) => Some(joint(wanted).ramp),
        Number::JointPain(wanted) => joint(wanted).pain,
        Number::Systemic => Some(whole.systemic_fatigue),
        Number::LastNight => whole.sleep_last_night_h,
        Number::SleepDebt => whole.sleep_debt_h,
        Number::RecoveryBalance => whole.recovery_balance.map(|(value, _)| value),
        Number::MentalFreshness => whole.mental_freshness,
        Number::Monotony => whole.monotony,
        Number::TrainingDaysInARow | Number::RestDaysInLast6 | Number::Illness | Number::WarningSigns => None,
    }
}

fn adds_up(engine: &Engine, history: &History, at: jiff::Timestamp) -> Result<(), String> {
    let readiness = engine.readiness(history, at);
    let explanation = engine.explain(history, at, None);
    for breakdown in &explanation.numbers {
        let off = sum(breakdown) - breakdown.value;
        if off.abs() > 1e-12 {
            return Err(format!("{:?} is off by {off:e}: {breakdown:?}", breakdown.number));
        }
        let shown = shown(&readiness, breakdown.number);
        if shown.is_some_and(|shown| (shown - breakdown.value).abs() > 1e-12) {
            return Err(format!("{:?} is {shown:?} in readiness: {breakdown:?}", breakdown.number));
        }
    }
    let known: Vec<Number> = explanation.numbers.iter().map(|breakdown| breakdown.number).collect();
    for number in [Number::SleepDebt, Number::RecoveryBalance, Number::MentalFreshness, Number::LastNight] {
        if shown(&readiness, number).is_some() != known.contains(&number) {
            return Err(format!("{number:?} is known to one of the two only"));
        }
    }
    if explanation.light != readiness.light || explanation.monotony != readiness.whole.monotony {
        return Err("light or monotony differ".to_owned());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_is_the_sum_of_its_parts(member in member(), hours in 0..48_i64) {
        let engine = engine(member.level);
        let at = member.now() - SignedDuration::from_hours(hours);
        let outcome = adds_up(&engine, &member.diary().history(), at);
        prop_assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    }
}

#[test]
fn what_is_left_of_two_workouts_is_what_each_left() {
    let mut diary = diary();
    diary.sleep(TODAY, 8.0).train(TODAY, &[squats(5, 8.0, 1.0)]);
    let first = diary.events.last().unwrap().id.clone();
    diary.sleep(TODAY + 1, 8.0).rest(TODAY + 1).sleep(TODAY + 2, 8.0).train(TODAY + 2, &[squats(4, 8.0, 0.0)]);
    let second = diary.events.last().unwrap().id.clone();
    let explanation = explain(&diary, TODAY + 3, 18.0, None);
    let fatigue = number(&explanation, Number::MuscleFatigue(Muscle::Quadriceps));
    assert_eq!(event_id(&fatigue.parts[0].cause), Some(second.as_str()));
    assert_eq!(event_id(&fatigue.parts[1].cause), Some(first.as_str()));
    assert!(matches!(fatigue.parts[0].cause, Cause::Session { dose, .. } if dose == 4.0));
    // The first has faded for two days longer. Nights are as needed, so the clock runs at its own pace.
    let without_first = {
        let mut diary = diary.clone();
        diary.events.retain(|event| event.id != first);
        explain(&diary, TODAY + 3, 18.0, None)
    };
    let alone = number(&without_first, Number::MuscleFatigue(Muscle::Quadriceps));
    // Alone it would have left a little more: a tired muscle has less left to tire.
    assert!(alone.value > fatigue.parts[0].amount && alone.value < fatigue.value);
    // Within a day nothing but time passes: every part fades alike.
    let later = explain(&diary, TODAY + 3, 22.0, None);
    let faded = number(&later, Number::MuscleFatigue(Muscle::Quadriceps));
    let pace = faded.value / fatigue.value;
    assert!(pace < 1.0);
    for (before, after) in fatigue.parts.iter().zip(&faded.parts).take(2) {
        assert!((after.amount / before.amount - pace).abs() < 1e-9);
    }
    // One workout after long rest, against the clock's own equation.
    let mut fresh = Diary::of(Level::Intermediate);
    fresh.sleep(0, 8.0).train(0, &[squats(3, 8.0, 0.0)]);
    let at_once = explain(&fresh, 0, 18.0, None);
    let next_day = explain(&fresh, 1, 18.0, None);
    let slow = number(&at_once, Number::MuscleFatigue(Muscle::Quadriceps)).value;
    let left = number(&next_day, Number::MuscleFatigue(Muscle::Quadriceps)).parts[0].amount;
    assert!(
        left < slow && left > slow * 0.5 * libm_exp(-24.0 / local_muscle::region_tau_h(Muscle::Quadriceps.region()))
    );
}

/// The equation's exponential, for a bound.
fn libm_exp(x: f64) -> f64 {
    (0..40).rev().fold(1.0, |sum, n| 1.0 + sum * x / f64::from(n + 1))
}

#[test]
fn an_assumed_day_is_named_as_such() {
    let mut diary = diary();
    // Mondays are training days; this week nobody said anything.
    let explanation = explain(&diary, TODAY + 4, 9.0, None);
    let unknown = |explanation: &Explanation| {
        let parts = number(explanation, Number::MuscleFatigue(Muscle::Quadriceps)).parts.clone();
        parts.iter().any(|part| matches!(part.cause, Cause::UnknownDay { .. }))
    };
    assert!(unknown(&explanation));
    for day in TODAY..TODAY + 4 {
        diary.rest(day);
    }
    assert!(!unknown(&explain(&diary, TODAY + 4, 9.0, None)));
}

#[test]
fn a_debt_is_its_nights() {
    let mut diary = diary();
    diary.sleep(TODAY, 4.0).rest(TODAY).sleep(TODAY + 1, 6.0).rest(TODAY + 1).sleep(TODAY + 2, 9.5);
    let explanation = explain(&diary, TODAY + 2, 9.0, None);
    let debt = number(&explanation, Number::SleepDebt);
    let told: Vec<(f64, f64)> = debt
        .parts
        .iter()
        .map(|part| match part.cause {
            Cause::Night { asleep_h, .. } => (asleep_h, part.amount),
            _ => panic!("{part:?}"),
        })
        .collect();
    let day = libm_exp(-1.0 / 7.0);
    for ((asleep, amount), expected) in told.into_iter().zip([(4.0, 4.0 * day * day), (6.0, 2.0 * day), (9.5, -1.5)]) {
        assert_eq!(asleep, expected.0);
        assert!((amount - expected.1).abs() < 1e-12);
    }
    // A debt that is paid is nobody's; one at its ceiling holds only what fits.
    diary.sleep(TODAY + 3, 14.0);
    assert!(number(&explain(&diary, TODAY + 3, 9.0, None), Number::SleepDebt).parts.is_empty());
    for day in TODAY + 4..TODAY + 9 {
        diary.sleep(day, 0.0);
    }
    let full = explain(&diary, TODAY + 8, 9.0, None);
    let full = number(&full, Number::SleepDebt);
    assert_eq!(full.value, 20.0);
    assert!((sum(full) - 20.0).abs() < 1e-12);
}

#[test]
fn an_index_is_a_hundred_less_what_each_input_takes() {
    let mut diary = diary();
    for day in TODAY..TODAY + 6 {
        diary.sleep(day, 5.0).rest(day).tell(day, feeling(2.0));
    }
    let explanation = explain(&diary, TODAY + 5, 9.0, None);
    let balance = number(&explanation, Number::RecoveryBalance);
    assert_eq!(balance.from, 100.0);
    assert_eq!(balance.parts[0].cause, Cause::Balance(balance::Part::Sleep));
    assert!(balance.parts.iter().all(|part| part.amount < 0.0));
    assert_eq!(explanation.days.len(), 7);
    assert_eq!(explanation.days[6].date, FIRST_DAY.checked_add((TODAY + 4).days()).unwrap());
}

fn sleepy() -> OwnRule {
    OwnRule::says("sleepy", |snapshot, limits| {
        if let (Some(balance), Some(usual)) = (snapshot.recovery_balance(), snapshot.load_usual_session()) {
            limits.cap_session_load(0.5 * usual, Reason::whole(1, balance, 0.5));
        }
    })
    .about(1, Quantity::SessionLoad, "recovery_balance")
}

#[test]
fn a_limit_names_rule_part_value_and_events() {
    let mut diary = diary();
    for day in TODAY..TODAY + 3 {
        diary.sleep(day, 5.0);
    }
    diary.rest(TODAY).rest(TODAY + 1).tell(TODAY + 2, feeling(3.0));
    diary.train_at(TODAY + 2, 6.0, &[squats(8, 8.0, 0.0)]);
    let squat_day = diary.events.last().unwrap().id.clone();
    let engine = with_rules(Level::Intermediate, rules([sleepy()]));
    let session = template("legs", &full_body());
    let explanation = engine.explain(&diary.history(), diary.at(TODAY + 3, 7.0), Some(&session));
    let find = |quantity, subject| {
        let limit = explanation.limits.iter().find(|limit| (limit.quantity, limit.subject) == (quantity, subject));
        limit.unwrap_or_else(|| panic!("{quantity:?} {subject:?}: {:?}", explanation.limits))
    };
    let quads = find(Quantity::HardSets, Subject::Muscle(Muscle::Quadriceps));
    assert_eq!(quads.reason.rule, "engine");
    assert_eq!(quads.because[0].number, Number::MuscleFatigue(Muscle::Quadriceps));
    assert_eq!(event_id(&quads.because[0].parts[0].cause), Some(squat_day.as_str()));
    assert!(matches!(quads.until, Ready::From(_)));
    let load = find(Quantity::SessionLoad, Subject::Whole);
    assert_eq!((load.reason.rule.as_str(), load.reason.code), ("sleepy", 1));
    assert_eq!(load.because[0].number, Number::RecoveryBalance);
    // What is behind the index is told too: the nights.
    assert_eq!(load.because[1].number, Number::SleepDebt);
    assert!(matches!(load.because[1].parts[0].cause, Cause::Night { asleep_h, .. } if asleep_h == 5.0));
    assert!((load.reason.value - load.because[0].value).abs() < 1e-4);
}

#[test]
fn pain_and_rest_days_name_their_events() {
    let mut diary = diary();
    diary.sleep(TODAY, 8.0).tell(TODAY, pain(Joint::Knee, 6.0));
    let told = diary.events.last().unwrap().id.clone();
    let session = template("legs", &full_body());
    let explanation = explain(&diary, TODAY, 9.0, Some(&session));
    let knee = explanation.limits.iter().find(|limit| limit.subject == Subject::Joint(Joint::Knee)).unwrap();
    assert_eq!(knee.reason.engine_code(), Some(EngineCode::JointPain));
    assert_eq!(event_id(&knee.because[0].parts[0].cause), Some(told.as_str()));
    // Five days of training in six: the sixth is for rest, and these are the days.
    let mut busy = self::diary();
    for day in TODAY..TODAY + 5 {
        busy.train(day, &[sets("dumbbell-curl", 2, 10.0, 4.0)]);
    }
    let explanation = explain(&busy, TODAY + 5, 9.0, Some(&template("curls", &[sets("dumbbell-curl", 2, 10.0, 4.0)])));
    let rest = &explanation.limits[0];
    assert_eq!((rest.quantity, rest.reason.engine_code()), (Quantity::Training, Some(EngineCode::RestNeeded)));
    assert_eq!(rest.because[0].parts.len(), 5);
    assert_eq!(rest.because[0].from, 6.0);
    assert!(explanation.ways.iter().all(|way| matches!(way.changes[..], [Change::Later { .. }])));
    assert_eq!(explanation.ways.len(), 1);
}

/// The asked session with the changes of a way.
fn changed(session: &Template, way: &Way) -> Template {
    let mut session = session.clone();
    for change in &way.changes {
        match change {
            Change::FewerSets { place, from, to, exercise } => {
                let asked = &mut session.exercises[*place];
                assert_eq!((&asked.exercise.id, asked.sets), (exercise, *from));
                asked.sets = *to;
            }
            Change::MoreInReserve { to, .. } => {
                for exercise in &mut session.exercises {
                    exercise.rir = Rir::new(exercise.rir.get().max(*to)).unwrap();
                }
            }
            Change::ShorterCardio { place, to, .. } => {
                session.cardio[*place].duration = Minutes::new(*to).unwrap();
            }
            Change::EasierCardio { place, to, .. } => session.cardio[*place].effort = Some(Rpe::new(*to).unwrap()),
            Change::Later { .. } => {}
        }
    }
    session
}

fn is_later(way: &Way) -> bool {
    matches!(way.changes[..], [Change::Later { .. }])
}

fn sets_of(session: &Template) -> u32 {
    session.exercises.iter().map(|exercise| exercise.sets).sum()
}

/// The most sets of a session that fit, by trying everything.
fn most_sets(engine: &Engine, history: &History, at: jiff::Timestamp, session: &Template, place: usize) -> u32 {
    if place == session.exercises.len() {
        let fits = sets_of(session) > 0 && engine.check(history, at, session).fit == Fit::Fits;
        return if fits { sets_of(session) } else { 0 };
    }
    let mut session = session.clone();
    let mut most = 0;
    for sets in (0..=session.exercises[place].sets).rev() {
        session.exercises[place].sets = sets;
        most = most.max(most_sets(engine, history, at, &session, place + 1));
    }
    most
}

#[test]
fn the_fewest_sets_are_left_out() {
    let mut diary = diary();
    diary.train_at(TODAY, 6.0, &[squats(4, 8.0, 2.0)]).sleep(TODAY + 1, 8.0).rest(TODAY + 1).sleep(TODAY + 2, 8.0);
    let session = template(
        "upper and lower",
        &[squats(3, 8.0, 0.0), sets("barbell-bench-press", 3, 8.0, 2.0), sets("seated-cable-row", 2, 8.0, 2.0)],
    );
    let heavy = OwnRule::says("joints", |_, limits| {
        limits.cap_joint_load(Joint::Shoulder.slot(), 1.2, Reason::joint(1, Joint::Shoulder.slot(), 1.0, 1.2));
        limits.cap_joint_load(Joint::Elbow.slot(), 1.0, Reason::joint(1, Joint::Elbow.slot(), 1.0, 1.0));
    })
    .about(1, Quantity::JointLoad, "joint_acute");
    let engine = with_rules(Level::Intermediate, rules([heavy]));
    let (history, at) = (diary.history(), diary.at(TODAY + 2, 9.0));
    let explanation = engine.explain(&history, at, Some(&session));
    let way =
        explanation.ways.iter().find(|way| way.changes.iter().all(|change| matches!(change, Change::FewerSets { .. })));
    let way = way.expect("with fewer sets it fits");
    assert!(way.smallest);
    let reduced = changed(&session, way);
    assert_eq!(sets_of(&reduced), most_sets(&engine, &history, at, &session, 0));
    assert!(sets_of(&reduced) < sets_of(&session));
}

#[test]
fn a_run_fits_shorter_or_easier() {
    let short = OwnRule::says("short", |_, limits| limits.cap_session_load(150.0, Reason::whole(1, 0.0, 150.0))).about(
        1,
        Quantity::SessionLoad,
        "load_usual_session",
    );
    let engine = with_rules(Level::Intermediate, rules([short]));
    let diary = diary();
    let (history, at) = (diary.history(), diary.at(TODAY, 18.0));
    let mut run = template("run", &[]);
    run.cardio.push(bout(Activity::Cycle, 45.0, 5.0));
    let ways = engine.explain(&history, at, Some(&run)).ways;
    assert_eq!(ways.len(), 2, "{ways:?}");
    let found: Vec<&Change> = ways.iter().flat_map(|way| &way.changes).collect();
    assert!(found.contains(&&Change::ShorterCardio { activity: Activity::Cycle, place: 0, from: 45.0, to: 30.0 }));
    assert!(found.contains(&&Change::EasierCardio { activity: Activity::Cycle, place: 0, from: 5.0, to: 3.0 }));
    assert!((ways[0].load - 150.0).abs() < 1e-9 && (ways[0].kept - 150.0 / 225.0).abs() < 1e-9);
}

#[test]
fn too_close_to_failure_asks_for_reserve_alone() {
    let careful = OwnRule::says("careful", |_, limits| limits.keep_in_reserve(3.0, Reason::whole(4, 0.0, 3.0))).about(
        4,
        Quantity::Rir,
        "mental_freshness",
    );
    let engine = with_rules(Level::Intermediate, rules([careful]));
    let diary = diary();
    let session = template("hard", &[squats(4, 6.0, 1.0)]);
    let ways = engine.explain(&diary.history(), diary.at(TODAY, 18.0), Some(&session)).ways;
    assert_eq!(ways[0].changes, [Change::MoreInReserve { from: 1.0, to: 3.0 }]);
}

/// The member rests from `at` on, and says so.
fn resting_until(diary: &Diary, at: jiff::Timestamp, then: jiff::Timestamp) -> History {
    let mut diary = diary.clone();
    let zone = diary.profile.zone.clone();
    let mut day = zone.to_datetime(at).date();
    while day <= zone.to_datetime(then).date() {
        diary.log(FIRST_DAY.until(day).unwrap().get_days(), 23.0, EventKind::Rest);
        day = day.checked_add(1.days()).unwrap();
    }
    diary.history()
}

#[test]
fn a_better_light_comes_when_it_is_said_to() {
    let mut diary = diary();
    diary.sleep(TODAY, 8.0).train_at(TODAY, 17.0, &[squats(8, 8.0, 0.0)]);
    let engine = engine(Level::Intermediate);
    let at = diary.at(TODAY, 20.0);
    let explanation = engine.explain(&diary.history(), at, None);
    assert_eq!(explanation.light, Light::Amber);
    assert_eq!(explanation.lights.len(), 1);
    let green = explanation.lights[0];
    assert_eq!(green.light, Light::Green);
    let history = resting_until(&diary, at, green.at);
    assert_eq!(engine.readiness(&history, green.at).light, Light::Green);
    assert_eq!(engine.readiness(&history, green.at - SignedDuration::from_hours(1)).light, Light::Amber);
    let latest = explanation.limits.iter().map(|limit| limit.until).map(|until| until.instant().unwrap()).max();
    assert_eq!(latest, Some(green.at));
}

#[test]
fn nothing_but_the_stop_is_said_when_something_stops() {
    let mut diary = diary();
    let mut told = feeling(3.0);
    told.illness = Some(Illness::Fever);
    diary.sleep(TODAY, 8.0).tell(TODAY, told);
    let explanation = explain(&diary, TODAY, 9.0, Some(&template("legs", &full_body())));
    assert!(explanation.ways.is_empty() && explanation.limits.len() == 1, "{:?}", explanation.limits);
    assert_eq!(explanation.limits[0].reason.engine_code(), Some(EngineCode::Fever));
    let told = diary.events.last().unwrap().id.clone();
    assert_eq!(event_id(&explanation.limits[0].because[0].parts[0].cause), Some(told.as_str()));
    assert!(explain(&diary, TODAY, 9.0, None).lights.is_empty());
}

/// A rule of many limits, so that random sessions run into all kinds of them.
fn strict() -> RuleSet {
    let rule = OwnRule::says("strict", |snapshot, limits| {
        let usual = snapshot.load_usual_session().unwrap_or(300.0);
        limits.cap_session_load(0.7 * usual, Reason::whole(1, 1.0, 0.7));
        limits.keep_in_reserve(1.0, Reason::whole(2, 1.0, 1.0));
        for slot in 0..Joint::COUNT {
            if let Some(load) = snapshot.joint_usual_load(slot) {
                limits.cap_joint_load(slot, 0.8 * load, Reason::joint(3, slot, 1.0, 0.8));
            }
        }
    });
    rules([rule.about(1, Quantity::SessionLoad, "load_usual_session").about(2, Quantity::Rir, "confidence").about(
        3,
        Quantity::JointLoad,
        "joint_usual_load",
    )])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_way_is_a_way(member in member(), which in 0..16_usize, minutes in 0..3_u8, strictly in any::<bool>()) {
        let engine = if strictly { with_rules(member.level, strict()) } else { engine(member.level) };
        let mut session = engine.templates()[which].clone();
        if minutes > 0 && session.cardio.is_empty() {
            session.cardio.push(bout(Activity::Run, 20.0 * f64::from(minutes), 6.0));
        }
        let (history, at) = (member.diary().history(), member.now());
        let explanation = engine.explain(&history, at, Some(&session));
        let check = engine.check(&history, at, &session);
        prop_assert_eq!(Some(&check), explanation.check.as_ref());
        prop_assert_eq!(check.fit == Fit::Fits, explanation.limits.is_empty());
        for way in &explanation.ways {
            if is_later(way) {
                prop_assert_eq!(&way.changes[0], &Change::Later { from: check.fits_from.unwrap() });
            } else {
                let changed = changed(&session, way);
                prop_assert_eq!(engine.check(&history, at, &changed).fit, Fit::Fits, "{:?}", way);
                prop_assert!(!way.changes.is_empty() && way.kept <= 1.0 + 1e-9, "{:?}", way);
            }
        }
        // Where leaving out sets is enough there is a way, and it leaves out no more than the check does.
        if check.fit == Fit::FitsReduced && session.cardio.is_empty() {
            let kept: u32 = check.reduced.iter().map(|exercise| exercise.sets).sum();
            let best = explanation.ways.iter().filter(|way| !is_later(way)).map(|way| sets_of(&changed(&session, way)));
            prop_assert!(best.max().is_some_and(|best| best >= kept), "{} {:?}", kept, explanation.ways);
        }
        for limit in &explanation.limits {
            prop_assert!(!limit.reason.rule.is_empty());
            // A muscle that may have no sets may not be loaded in other ways either: then no sets were asked.
            prop_assert!(limit.asked != limit.allowed || (limit.quantity, limit.allowed) == (Quantity::HardSets, 0.0));
        }
    }
}

#[test]
fn a_large_session_is_answered_with_what_can_be_proven() {
    let many: Vec<_> = full_body()
        .into_iter()
        .cycle()
        .take(24)
        .map(|mut sets| {
            sets.count = 4;
            sets
        })
        .collect();
    let session = template("everything", &many);
    let explanation = explain(&diary(), TODAY, 18.0, Some(&session));
    let way = explanation.ways.iter().find(|way| !is_later(way)).expect("some of it fits");
    let fits = engine(Level::Intermediate).check(&diary().history(), diary().at(TODAY, 18.0), &changed(&session, way));
    assert_eq!(fits.fit, Fit::Fits);
    assert!(!way.smallest, "too many ways to try them all");
}
