//! What the sleep rule says, case by case.

use rustdag_rule::abi::Flags;
use rustdag_rule::testkit::{Given, Tested};
use rustdag_rule::{Limits, Parameters};
use rustdag_rule_sleep::{Config, MANIFEST, limits};

fn rule() -> Tested<Config> {
    Tested::new(MANIFEST, Config::default(), limits)
}

fn slept(hours: f32) -> Given {
    Given::a_good_day().value("sleep_last_night_h", hours)
}

fn in_debt(hours: f32) -> Given {
    Given::a_good_day().value("sleep_debt_h", hours)
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

#[test]
fn a_good_night_says_nothing() {
    assert_eq!(rule().answer(&Given::a_good_day().snapshot()), Limits::no_opinion());
    assert_eq!(rule().answer(&slept(6.1).snapshot()), Limits::no_opinion());
}

#[test]
fn two_hours_under_the_need_is_four_fifths_and_two_in_reserve() {
    let snapshot = slept(6.0).snapshot();
    let answer = rule().answer(&snapshot);
    assert_eq!((answer.session_load_max, answer.rir_min, answer.flags), (240.0, 2.0, 0));
    assert_eq!(rule().reasons(&snapshot), ["short-night-load", "short-night-reserve"]);
}

#[test]
fn the_need_is_the_members_own() {
    let long_sleeper = slept(6.8).value("sleep_need_h", 9.0).snapshot();
    assert_eq!(rule().answer(&long_sleeper).session_load_max, 240.0);
    let need_unknown = slept(5.0).without("sleep_need_h").snapshot();
    assert_eq!(rule().answer(&need_unknown), Limits::no_opinion());
}

#[test]
fn under_four_hours_is_rest_or_gentle_movement() {
    let answer = rule().answer(&slept(3.9).snapshot());
    assert_eq!(answer.flags, Flags::MUST_REST | Flags::PREFER_ACTIVE);
    assert_eq!(rule().answer(&slept(4.0).snapshot()).flags, 0);
}

#[test]
fn debt_first_lightens_the_day_then_asks_for_a_rest_day() {
    assert_eq!(rule().answer(&in_debt(9.9).snapshot()), Limits::no_opinion());
    let amber = rule().answer(&in_debt(10.0).snapshot());
    assert_eq!((amber.session_load_max, amber.extra_rest_days), (240.0, 0.0));
    let red = rule().answer(&in_debt(15.0).snapshot());
    assert!((red.session_load_max - 180.0).abs() < 1e-3);
    assert_eq!(red.extra_rest_days, 1.0);
}

#[test]
fn irregular_sleep_is_mild() {
    let snapshot = Given::a_good_day().value("sleep_irregularity_h", 2.0).snapshot();
    let answer = rule().answer(&snapshot);
    assert_eq!((answer.rir_min, answer.session_load_max), (1.0, f32::INFINITY));
    assert_eq!(rule().reasons(&snapshot), ["irregular-sleep"]);
}

#[test]
fn an_unknown_night_is_not_a_bad_night() {
    assert_eq!(rule().answer(&Given::a_good_day().without("sleep_last_night_h").snapshot()), Limits::no_opinion());
}
