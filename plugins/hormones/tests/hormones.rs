//! What the hormones rule says, case by case.

use rustdag_rule::abi::Flags;
use rustdag_rule::testkit::{Given, Tested};
use rustdag_rule::{Limits, Parameters};
use rustdag_rule_hormones::{Config, MANIFEST, limits};

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
fn a_good_day_says_nothing() {
    assert_eq!(rule().answer(&Given::a_good_day().snapshot()), Limits::no_opinion());
}

#[test]
fn a_fair_balance_lightens_the_day_and_a_low_one_asks_for_a_rest_day() {
    assert_eq!(with("recovery_balance", 80.0), Limits::no_opinion());
    let fair = with("recovery_balance", 70.0);
    assert_eq!((fair.session_load_max, fair.extra_rest_days), (0.9_f32 * 300.0, 0.0));
    let low = with("recovery_balance", 59.0);
    assert_eq!((low.session_load_max, low.extra_rest_days), (0.7_f32 * 300.0, 1.0));
}

#[test]
fn heart_rate_signs_are_mild() {
    for (field, value) in [("hrv_z", -0.6), ("resting_hr_delta", 5.0)] {
        let answer = with(field, value);
        assert_eq!((answer.rir_min, answer.session_load_max, answer.flags), (1.0, f32::INFINITY, 0), "{field}");
    }
    assert_eq!(with("hrv_z", -0.5), Limits::no_opinion());
}

#[test]
fn a_fever_is_rest_and_a_professional() {
    assert_eq!(with("illness", 2.0).flags, Flags::MUST_REST | Flags::SEE_PROFESSIONAL);
    let cold = with("illness", 1.0);
    assert_eq!((cold.flags, cold.session_load_max, cold.rir_min), (0, 150.0, 3.0));
}

#[test]
fn little_energy_stops_the_rise_of_load_and_no_more() {
    let answer = with("energy_availability", 28.0);
    assert_eq!((answer.session_load_max, answer.rir_min, answer.extra_rest_days), (300.0, 0.0, 0.0));
    assert_eq!(rule().answer(&Given::a_good_day().without("energy_availability").snapshot()), Limits::no_opinion());
}

#[test]
fn no_text_names_a_hormone_or_a_calorie() {
    let texts = rustdag_rule_hormones::MANIFEST.to_lowercase();
    let texts: String = texts.split("[[reason]]").skip(1).collect();
    for word in ["testoster", "cortisol", "hormo", "kcal", "calor"] {
        assert!(!texts.contains(word), "{word}");
    }
}
