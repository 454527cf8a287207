//! Impulse and response: Banister, Morton, Busso.

use crate::group::Group;
use crate::row::Certainty::{FromMemory, PublishedFormula};
use rustdag_core::model::impulse_response::{Banister, Response, VariableDose};

/// Days after which the slowest part has forgotten its beginning to the last bit.
const LONG_D: usize = 3000;

/// Parameters that Clarke and Skiba use as their example.
const CLARKE_SKIBA: Banister =
    Banister { baseline: 0.0, fitness_gain: 0.18, fatigue_gain: 0.23, fitness_d: 36.0, fatigue_d: 21.0 };

pub(crate) fn vectors() -> Vec<Group> {
    vec![
        times(
            Group::vector(1, PublishedFormula, "Morton 1990's formulas by arithmetic; he gives about 16 and 40 d"),
            Banister::MORTON,
            "τ 45/15 d, k 1/2",
            [15.596, 40.315],
        ),
        steady(),
        times(
            Group::vector(4, PublishedFormula, "Parameters of Clarke & Skiba 2013, formulas by arithmetic"),
            CLARKE_SKIBA,
            "τ 36/21 d, k .18/.23",
            [12.354, 39.520],
        ),
        busso(),
    ]
}

fn times(vector: Group, model: Banister, with: &str, expected: [f64; 2]) -> Group {
    vector.rounded(format!("days for which a load lowers p, {with}"), expected[0], 3, model.days_of_loss()).rounded(
        format!("days until it raises p most, {with}"),
        expected[1],
        3,
        model.days_to_peak(),
    )
}

fn steady() -> Group {
    let model = Banister::MORTON;
    let step = |response, _| model.after_load(model.after_day(response), 100.0);
    let performance = model.performance((0..LONG_D).fold(Response::default(), step));
    Group::vector(3, PublishedFormula, "The recursion, computed independently").rounded(
        "p after 100 a day for ever, τ 45/15 d, k 1/2",
        1449.07,
        2,
        Some(performance),
    )
}

fn busso() -> Group {
    let model = VariableDose::BUSSO;
    let loads = [100.0, 100.0, 0.0, 0.0, 100.0];
    let mut response = Response::default();
    let mut before = Vec::new();
    for day in 0..30 {
        before.push(model.performance(response));
        response = model.after_day(model.after_load(response, loads.get(day).copied().unwrap_or(0.0)));
    }
    let expected = [(2, 2.6712), (3, 5.0521), (6, 7.1674), (10, 6.4018), (30, 3.5492)];
    let vector =
        Group::vector(22, FromMemory, "Busso 2003's form (seen), mean parameters from memory; computed independently");
    expected.into_iter().fold(vector, |vector, (day, expected)| {
        let ours = before.get(day - 1).copied();
        vector.rounded(format!("p before day {day}, loads 100 100 0 0 100"), expected, 4, ours)
    })
}
