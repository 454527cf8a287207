//! Recovery: heart-rate variability, sleep, muscle fatigue, learning, and the recovery balance.

use crate::group::Group;
use crate::row::Certainty::{FormulaSeen, OwnRegression, PublishedFormula};
use rustdag_core::anatomy::Region;
use rustdag_core::model::balance::{Inputs, recovery_balance};
use rustdag_core::model::belief::Belief;
use rustdag_core::model::hrv::Week;
use rustdag_core::model::load::{region_weight, set_fatigue, size_effect};
use rustdag_core::model::local_muscle::{Fatigue, region_tau_h};
use rustdag_core::model::sleep::{adaptation_factor, debt_after};
use rustdag_core::model::sleep_regularity::index;

pub(crate) fn vectors() -> Vec<Group> {
    vec![variability(), sleep(), regularity(), sets(), muscles(), learning(), balance()]
}

fn variability() -> Group {
    let week = Week::of(&[4.10, 4.05, 4.20, 4.15, 4.00, 4.10, 4.10]);
    Group::vector(
        23,
        PublishedFormula,
        "Plews 2014's formulas, computed independently: 4.10 4.05 4.20 4.15 4.00 4.10 4.10",
    )
    .rounded("mean of a week's lnRMSSD", 4.100, 3, week.map(|week| week.mean))
    .rounded("its sample SD", 0.06455, 5, week.map(|week| week.deviation))
    .rounded("smallest worthwhile change, ±", 0.03227, 5, week.map(|week| week.smallest_worthwhile_change()))
    .rounded("coefficient of variation, percent", 1.57, 2, week.and_then(|week| week.variation()))
}

fn sleep() -> Group {
    const NEED_H: f64 = 8.0;
    let debt = |nights, slept_h| (0..nights).fold(0.0, |debt, _| debt_after(debt, NEED_H - slept_h));
    let week = debt(7, 4.8);
    let factor = |slept_h, debt| Some(adaptation_factor(Some(NEED_H - slept_h), debt));
    Group::vector(
        25,
        OwnRegression,
        "Our design, anchored at Lamon 2021's lost night (protein synthesis −18 %) and on Leproult 2011",
    )
    .rounded("factor on adaptation after a lost night", 0.82, 2, factor(0.0, None))
    .rounded("debt after 7 nights of 4.8 h, h", 15.19, 2, Some(week))
    .rounded("factor on adaptation then", 0.88, 2, factor(4.8, Some(week)))
    .rounded("debt after 14 nights of 6 h, h", 12.99, 2, Some(debt(14, 6.0)))
}

fn regularity() -> Group {
    let of = |night: &dyn Fn(usize) -> (f64, f64)| index((0..8).map(|day| Some(night(day))));
    let sides = |day: usize| if day.is_multiple_of(2) { 1.0 } else { -1.0 };
    Group::vector(35, FormulaSeen, "Phillips 2017's sleep regularity index, worked by hand (median 81 in Windred 2024)")
        .rounded("the same night every day", 100.0, 1, of(&|_| (-1.0, 7.0)))
        .rounded(
            "an hour later every other day",
            83.33,
            2,
            of(&|day| (-1.5 + 0.5 * sides(day), 6.5 + 0.5 * sides(day))),
        )
        .rounded("an hour longer every other day", 91.67, 2, of(&|day| (-0.5, 7.0 + 0.5 * sides(day))))
        .rounded(
            "twelve hours that change sides every day",
            -100.0,
            1,
            of(&|day| (-6.0 + 6.0 * sides(day), 6.0 + 6.0 * sides(day))),
        )
}

fn sets() -> Group {
    let vector =
        Group::vector(29, OwnRegression, "Our design, fitted to Refalo 2023 (fatigue) and after Robinson 2024 (size)");
    let fatigue = [(0.0, 1.0, 3), (1.0, 0.517, 3), (2.0, 0.358, 3), (3.0, 0.3057, 4)];
    let vector = fatigue.into_iter().fold(vector, |vector, (rir, expected, decimals)| {
        vector.rounded(format!("fatigue of a set with {rir} in reserve"), expected, decimals, Some(set_fatigue(rir)))
    });
    let size = [(0.0, 1.0), (2.0, 0.8948), (4.0, 0.6412)];
    size.into_iter().fold(vector, |vector, (rir, expected)| {
        vector.rounded(format!("effect on size of a set with {rir} in reserve"), expected, 4, Some(size_effect(rir)))
    })
}

fn muscles() -> Group {
    let vector =
        Group::vector(30, OwnRegression, "Our design, computed independently, without the engine's reset at midnight");
    [
        (Region::Lower, "3 sets to failure, legs", 3.0, [0.1291, 0.0393, 0.0237, 0.0144]),
        (Region::Upper, "6 sets to failure, upper body", 6.0, [0.1354, 0.0271, 0.0107, 0.0042]),
    ]
    .into_iter()
    .fold(vector, |vector, (region, what, sets, expected)| {
        let dose = sets * set_fatigue(0.0) * region_weight(region);
        let after = Fatigue::default().after_bout(dose, 0.0, 1.0);
        expected.into_iter().zip([0.0, 24.0, 48.0, 72.0]).fold(vector, |vector, (expected, hours)| {
            let left = after.after_rest(hours, region_tau_h(region)).total();
            vector.rounded(format!("{what}: fatigue after {hours} h"), expected, 4, Some(left))
        })
    })
}

fn learning() -> Group {
    let prior = Belief { mean: 0.0, deviation: 0.25 };
    let after = prior.after(Belief { mean: 0.40, deviation: 0.35 });
    Group::vector(31, PublishedFormula, "The textbook's normal update: prior 0 ± .25, observed .40 ± .35")
        .rounded("mean afterwards", 0.1351, 4, Some(after.mean))
        .rounded("SD afterwards", 0.2034, 4, Some(after.deviation))
}

/// The inputs are those whose shares of the best are .9 1 1 1 .8 and .3 .7 .6 .65 .4.
fn balance() -> Group {
    let good = Inputs {
        sleep_debt_h: Some(2.0),
        energy_availability: Some(45.0),
        hrv_z: Some(0.0),
        resting_hr_delta: None,
        monotony: Some(1.0),
        wellness: Some(0.8),
    };
    let poor = Inputs {
        sleep_debt_h: Some(14.0),
        energy_availability: Some(31.5),
        hrv_z: Some(-1.5),
        resting_hr_delta: None,
        monotony: Some(2.5),
        wellness: Some(0.4),
    };
    let index = |inputs| recovery_balance(inputs).map(|(index, _)| index);
    Group::vector(32, OwnRegression, "Our design, computed independently")
        .rounded("recovery balance of a good day", 93.70, 2, index(&good))
        .rounded("recovery balance of a poor one", 47.87, 2, index(&poor))
}
