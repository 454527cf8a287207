//! A better body stays better after the same day: what the planner's bounds rest on.
//!
//! Better is: less slow fatigue, novelty, acute and recent joint load, systemic fatigue and acute load; more protection,
//! weekly sets, quality, size, strength, capacity and chronic load. What is counted rather than compared (days, hard
//! sets of the week) is the same in both.

mod member;

use member::random::member;
use member::{OwnRule, engine, rules, with_rules};
use proptest::prelude::*;
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::body::{Body, DayRecord, RECENT_DAYS};
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::planner::horizon::Horizon;
use rustdag_rule_abi::Reason;

/// Where values lie between a better and a worse body, each 0 to 1.
type Shares = Vec<f64>;

/// Values of a body that may differ; one for each, and how much better the better body is.
fn shares() -> impl Strategy<Value = (Shares, Shares)> {
    let values = 10 * Muscle::COUNT + 3 * Joint::COUNT + 3;
    (prop::collection::vec(0.0..1.0_f64, values), prop::collection::vec(0.0..1.0_f64, values))
}

/// Known days, the last days (trained, load) and the week's hard sets per muscle.
type Counted = (u32, Vec<(bool, Option<f64>)>, Vec<f64>);

/// What both bodies have counted.
fn counted() -> impl Strategy<Value = Counted> {
    let days = prop::collection::vec((any::<bool>(), prop::option::weighted(0.8, 0.0..600.0_f64)), RECENT_DAYS);
    (0..60_u32, days, prop::collection::vec(0.0..12.0_f64, Muscle::COUNT))
}

/// A worse and a better body, where `low` says how good the worse one is and `gain` how much better the other.
fn pair(like: &Body, (low, gain): &(Shares, Shares), (known_days, recent, hard_sets): &Counted) -> (Body, Body) {
    let mut bodies = [like.clone(), like.clone()];
    for (better, body) in bodies.iter_mut().enumerate() {
        let mut places = low.iter().zip(gain);
        // A share of the way from the worst value to the best.
        let mut between = |worst: f64, best: f64| {
            let (low, gain) = places.next().expect("a share for every value");
            let share = low + if better == 1 { (1.0 - low) * gain } else { 0.0 };
            worst + share * (best - worst)
        };
        for (slot, state) in body.muscles.0.iter_mut().enumerate() {
            (state.fatigue.fast, state.fatigue.slow) = (0.0, between(0.4, 0.0));
            state.novelty_last = between(1.0, 0.0);
            state.protection = between(0.0, 1.0);
            state.weekly = between(0.0, 25.0);
            state.weekly_strength = between(0.0, 25.0);
            state.quality = between(0.1, 1.0);
            state.size = between(0.01, 15.0);
            state.strength = between(0.0, 30.0);
            state.today = (between(0.0, 8.0), between(0.0, 8.0));
            state.loaded_today = false;
            state.week_hard_sets = hard_sets[slot];
        }
        for state in &mut body.joints.0 {
            (state.acute, state.recent, state.capacity) = (between(4.0, 0.0), between(3.0, 0.0), between(0.1, 3.0));
        }
        (body.systemic, body.acute, body.chronic) = (between(0.1, 0.0), between(400.0, 0.0), between(1.0, 300.0));
        body.known_days = *known_days;
        for (record, &(trained, load)) in body.recent.iter_mut().zip(recent) {
            *record = DayRecord { load, trained: trained && load.is_some() };
        }
    }
    let [worse, better] = bodies;
    (worse, better)
}

/// Rounding of two computations that differ in their last digits.
const ROUNDING: f64 = 1e-12;

fn assert_better(better: &Body, worse: &Body) -> Result<(), TestCaseError> {
    let no_more = |a: f64, b: f64| a <= b + ROUNDING;
    for &muscle in Muscle::ALL {
        let (a, b) = (&better.muscles[muscle], &worse.muscles[muscle]);
        prop_assert!(no_more(a.fatigue.total(), b.fatigue.total()), "fatigue of {}", muscle.slug());
        prop_assert!(no_more(a.novelty_last, b.novelty_last), "novelty of {}", muscle.slug());
        for (what, better, worse) in [
            ("protection", a.protection, b.protection),
            ("weekly sets", a.weekly, b.weekly),
            ("weekly sets for strength", a.weekly_strength, b.weekly_strength),
            ("quality", a.quality, b.quality),
            ("size", a.size, b.size),
            ("strength", a.strength, b.strength),
        ] {
            prop_assert!(no_more(worse, better), "{what} of {}: {worse} {better}", muscle.slug());
        }
    }
    for &joint in Joint::ALL {
        let (a, b) = (&better.joints[joint], &worse.joints[joint]);
        prop_assert!(no_more(a.acute, b.acute) && no_more(a.recent, b.recent) && no_more(b.capacity, a.capacity));
    }
    prop_assert!(no_more(better.systemic, worse.systemic), "systemic {} {}", better.systemic, worse.systemic);
    prop_assert!(no_more(better.acute, worse.acute) && no_more(worse.chronic, better.chronic));
    Ok(())
}

/// Every single day from a body: rest, or any session eased in any way.
fn after_any_day(horizon: &Horizon<'_>, worse: &Body, better: &Body) -> Result<(), TestCaseError> {
    let doses = horizon.actions.iter().flat_map(|action| &action.doses).map(Some);
    for dose in doses.step_by(3).chain([None]) {
        let ((after_worse, worth_of_worse), (after_better, worth_of_better)) =
            (horizon.step(worse, 0, dose), horizon.step(better, 0, dose));
        assert_better(&after_better, &after_worse)?;
        prop_assert!(worth_of_better >= worth_of_worse - ROUNDING);
        prop_assert!(horizon.terminal(&after_better) >= horizon.terminal(&after_worse) - ROUNDING);
    }
    Ok(())
}

fn first_day<'a>(engine: &'a Engine, history: &'a History, at: jiff::Timestamp) -> Horizon<'a> {
    engine.horizon(history, at, 2).expect("two days")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_better_body_is_better_after_the_same_day(
        member in member(),
        values in shares(),
        counted in counted(),
    ) {
        let (engine, history) = (engine(member.level), member.diary().history());
        let horizon = first_day(&engine, &history, member.now());
        let (worse, better) = pair(&horizon.body, &values, &counted);
        assert_better(&better, &worse)?;
        after_any_day(&horizon, &worse, &better)?;
    }

    #[test]
    fn a_better_body_gets_no_tighter_limits(member in member(), values in shares(), counted in counted()) {
        let why = Reason::whole(1, 0.0, 0.0);
        let ramp = OwnRule::says("ramp", move |snapshot, limits| {
            for slot in 0..Joint::COUNT {
                if let (Some(ramp), Some(usual)) = (snapshot.joint_ramp(slot), snapshot.joint_usual_load(slot)) {
                    limits.cap_joint_load(slot, usual * (2.0 - ramp).max(0.0), why);
                }
            }
        });
        let tired = OwnRule::says("tired", move |snapshot, limits| {
            if let Some(fatigue) = snapshot.systemic_fatigue() {
                limits.cap_session_load(500.0 * (1.0 - fatigue), why);
            }
        });
        let (engine, history) = (with_rules(member.level, rules([ramp, tired])), member.diary().history());
        let horizon = first_day(&engine, &history, member.now());
        let (worse, better) = pair(&horizon.body, &values, &counted);
        let (tight, loose) = (horizon.ask(&worse, 1).limits, horizon.ask(&better, 1).limits);
        let no_more = |a: &[f32], b: &[f32]| a.iter().zip(b).all(|(a, b)| a <= b);
        prop_assert!(no_more(&tight.muscle_sets_max, &loose.muscle_sets_max));
        prop_assert!(no_more(&tight.joint_load_max, &loose.joint_load_max));
        prop_assert!(tight.session_load_max <= loose.session_load_max);
        prop_assert_eq!(tight.flags, loose.flags);
    }
}
