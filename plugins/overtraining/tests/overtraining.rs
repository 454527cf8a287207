//! What the overtraining rule says, case by case.

use rustdag_rule::abi::Flags;
use rustdag_rule::testkit::{Given, Tested};
use rustdag_rule::{Limits, Parameters};
use rustdag_rule_overtraining::{Config, MANIFEST, limits};

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
fn the_fatigue_of_usual_training_says_nothing() {
    assert_eq!(with("systemic_fatigue", 0.023), Limits::no_opinion());
}

#[test]
fn a_tired_body_does_no_more_than_usual_and_then_rests() {
    let amber = with("systemic_fatigue", 0.035);
    assert_eq!((amber.session_load_max, amber.flags), (300.0, 0));
    assert_eq!(with("systemic_fatigue", 0.05).flags, Flags::MUST_REST | Flags::PREFER_ACTIVE);
}

#[test]
fn days_in_a_row_are_counted_by_level() {
    for (level, most) in [(0.0, 3.0), (1.0, 4.0), (2.0, 6.0)] {
        let after = |days| {
            let given = Given::a_good_day().value("member_level", level).value("days_training_in_a_row", days);
            rule().answer(&given.snapshot()).flags
        };
        assert_eq!((after(most - 1.0), after(most)), (0, Flags::MUST_REST), "level {level}");
    }
    let level_unknown = Given::a_good_day().without("member_level").value("days_training_in_a_row", 5.0);
    assert_eq!(rule().answer(&level_unknown.snapshot()), Limits::no_opinion());
}

#[test]
fn monotony_asks_for_a_lighter_day() {
    assert_eq!(with("load_monotony", 1.5), Limits::no_opinion());
    assert_eq!(with("load_monotony", 1.6).session_load_max, 0.85_f32 * 300.0);
    assert_eq!(with("load_monotony", 2.1).session_load_max, 0.7_f32 * 300.0);
}

#[test]
fn signs_of_overreaching_soften_then_deload_then_pause() {
    let watch = with("overreaching_state", 1.0);
    assert_eq!((watch.session_load_max, watch.rir_min, watch.flags), (0.9_f32 * 300.0, 2.0, 0));
    let suspected = with("overreaching_state", 2.0);
    assert_eq!((suspected.session_load_max, suspected.rir_min, suspected.extra_rest_days), (150.0, 4.0, 1.0));
    assert_eq!(suspected.flags, 0);
    assert_eq!(with("overreaching_state", 3.0).flags, Flags::MUST_REST | Flags::SEE_PROFESSIONAL);
}
