//! What the mental-freshness rule says, case by case.

use rustdag_rule::abi::Flags;
use rustdag_rule::testkit::{Given, Tested};
use rustdag_rule::{Limits, Parameters};
use rustdag_rule_mental_freshness::{Config, MANIFEST, limits};

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

fn with(field: &str, value: f32) -> Limits {
    rule().answer(&Given::a_good_day().value(field, value).snapshot())
}

#[test]
fn a_fresh_mind_says_nothing() {
    assert_eq!(with("mental_freshness", 60.0), Limits::no_opinion());
    assert_eq!(rule().answer(&Given::a_good_day().without("mental_freshness").snapshot()), Limits::no_opinion());
}

#[test]
fn below_sixty_two_repetitions_stay_in_reserve() {
    let answer = with("mental_freshness", 59.0);
    assert_eq!((answer.rir_min, answer.session_load_max), (2.0, f32::INFINITY));
}

#[test]
fn below_forty_is_a_technique_day() {
    let answer = with("mental_freshness", 39.0);
    assert_eq!((answer.intensity_max, answer.rir_min), (0.7, 4.0));
    assert_eq!((answer.session_load_max, answer.flags), (0.6_f32 * 300.0, Flags::PREFER_ACTIVE));
}

#[test]
fn work_that_feels_harder_for_two_weeks_keeps_two_in_reserve() {
    assert_eq!(with("effort_drift", 1.5).rir_min, 2.0);
    assert_eq!(with("effort_drift", -2.0), Limits::no_opinion());
}
