//! What the injury-prevention rule says, case by case.

use rustdag_rule::abi::Flags;
use rustdag_rule::testkit::{Given, Tested};
use rustdag_rule::{Limits, Parameters};
use rustdag_rule_injury_prevention::{Config, MANIFEST, limits};

fn rule() -> Tested<Config> {
    Tested::new(MANIFEST, Config::default(), limits)
}

#[test]
fn keeps_the_contract() {
    rule().manifest_agrees_with_code();
    rule().keeps_the_contract(1, 300);
}

#[test]
fn keeps_the_contract_at_the_ends_of_its_ranges() {
    for end in [|p: &rustdag_rule::Parameter| p.min, |p: &rustdag_rule::Parameter| p.max] {
        let mut config = Config::default();
        for (position, parameter) in Config::LIST.iter().enumerate() {
            config.set(position, end(parameter));
        }
        Tested::new(MANIFEST, config, limits).keeps_the_contract(2, 100);
    }
}

const KNEE: usize = 5;
const HIP: usize = 4;

fn knee(field: &str, value: f32) -> Given {
    Given::nothing().slot("joint_usual_load", KNEE, 4.0).slot(field, KNEE, value)
}

fn load_max(given: Given) -> f32 {
    rule().answer(&given.snapshot()).joint_load_max[KNEE]
}

#[test]
fn what_is_undigested_leaves_the_rest_of_two_usual_sessions() {
    assert_eq!(load_max(knee("joint_acute", 0.0)), 8.0);
    assert_eq!(load_max(knee("joint_acute", 1.0)), 4.0);
    assert_eq!(load_max(knee("joint_acute", 2.6)), 0.0);
}

#[test]
fn after_a_hard_session_there_is_room_for_a_usual_one_a_day_later_and_for_more_after_36_hours() {
    let room = |hours: f32| load_max(knee("joint_acute", 1.5 * (-hours / 60.0).exp())) / 4.0;
    assert!((room(24.0) - 0.995).abs() < 0.001);
    assert!((room(36.0) - 1.177).abs() < 0.001);
    assert!(room(6.0) < 0.7);
}

#[test]
fn load_that_rises_fast_is_held_at_the_usual_and_then_at_half() {
    assert_eq!(load_max(knee("joint_ramp", 1.29)), f32::INFINITY);
    assert_eq!(load_max(knee("joint_ramp", 1.3)), 4.0);
    assert_eq!(load_max(knee("joint_ramp", 1.5)), 2.0);
}

#[test]
fn pain_of_four_unloads_the_joint_whatever_else_is_known() {
    let answer = rule().answer(&Given::nothing().slot("joint_pain", KNEE, 4.0).snapshot());
    assert_eq!((answer.joint_load_max[KNEE], answer.flags), (0.0, Flags::SEE_PROFESSIONAL));
    assert_eq!(answer.joint_load_max[HIP], f32::INFINITY);
}

#[test]
fn pain_that_rises_three_sessions_halves_the_load() {
    assert_eq!(load_max(knee("joint_pain", 2.0).slot("joint_pain_rising", KNEE, 3.0)), 2.0);
    assert_eq!(load_max(knee("joint_pain", 2.0).slot("joint_pain_rising", KNEE, 2.0)), f32::INFINITY);
    assert_eq!(load_max(knee("joint_pain", 3.0)), f32::INFINITY);
}

#[test]
fn each_joint_gives_its_tightest_reason() {
    let given = knee("joint_acute", 0.4).slot("joint_ramp", KNEE, 1.6).slot("joint_pain", HIP, 5.0);
    assert_eq!(rule().reasons(&given.snapshot()), ["pain", "pain-professional", "ramp-red"]);
}

#[test]
fn room_for_nothing_is_not_told_as_a_share_of_a_session() {
    let rule = rule();
    let said = |acute: f32| rule.reasons(&knee("joint_acute", acute).snapshot());
    assert_eq!((said(1.7), said(1.99)), (vec!["acute"], vec!["acute"]));
    assert_eq!((said(1.996), said(2.6)), (vec!["acute-full"], vec!["acute-full"]));
}

#[test]
fn unknown_pain_is_no_opinion() {
    let answer = rule().answer(&Given::nothing().slot("joint_usual_load", KNEE, 4.0).snapshot());
    assert_eq!(answer, Limits::no_opinion());
}

#[test]
fn all_seven_joints_in_pain_all_get_their_reasons() {
    let given = (0..7).fold(Given::nothing(), |given, joint| given.slot("joint_pain", joint, 7.0));
    assert_eq!(rule().reasons(&given.snapshot()).len(), 14);
}
