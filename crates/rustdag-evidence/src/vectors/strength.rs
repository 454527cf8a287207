//! Repetitions, intensity and the estimated maximum.

use crate::group::Group;
use crate::row::Certainty::PublishedFormula;
use rustdag_core::model::e1rm::{brzycki, epley, intensity, rts};

pub(crate) fn vectors() -> Vec<Group> {
    vec![formulas(), chart()]
}

fn formulas() -> Group {
    let vector = Group::vector(18, PublishedFormula, "Epley's and Brzycki's formulas, by arithmetic");
    let vector = [(5.0, 116.67), (10.0, 133.33)].into_iter().fold(vector, |vector, (reps, expected)| {
        vector.rounded(format!("Epley's e1RM of 100 kg × {reps}"), expected, 2, Some(epley(100.0, reps)))
    });
    let brzyckis = [(5.0, 112.5), (10.0, 133.33), (3.0, 105.88), (12.0, 144.0)];
    brzyckis.into_iter().fold(vector, |vector, (reps, expected)| {
        vector.rounded(format!("Brzycki's e1RM of 100 kg × {reps}"), expected, 2, brzycki(100.0, reps))
    })
}

fn chart() -> Group {
    let cells =
        [(5.0, 8.0, 81.1), (3.0, 8.0, 86.3), (1.0, 9.0, 95.5), (8.0, 7.0, 70.7), (12.0, 7.0, 59.9), (12.0, 6.0, 57.2)];
    let vector = Group::vector(19, PublishedFormula, "The RTS chart, the same in ten independent copies");
    let vector = cells.into_iter().fold(vector, |vector, (reps, effort, expected)| {
        let ours = 100.0 * intensity(reps, 10.0 - effort);
        vector.rounded(format!("{reps} × at RPE {effort}, % of 1RM"), expected, 1, Some(ours))
    });
    vector.rounded("e1RM of 100 kg × 5 at RPE 8", 123.30, 2, Some(rts(100.0, 5.0, 2.0)))
}
