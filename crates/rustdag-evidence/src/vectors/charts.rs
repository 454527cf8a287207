//! Control charts: how long they run.

use crate::group::Group;
use crate::row::Certainty::PublishedFormula;
use rustdag_core::model::control_chart::{cumulative_sum_run_length, weighted_mean_run_length};

pub(crate) fn vectors() -> Vec<Group> {
    vec![cumulative_sum(), weighted_mean()]
}

fn cumulative_sum() -> Group {
    let length = |threshold, shift| Some(cumulative_sum_run_length(0.5, threshold, shift));
    Group::vector(
        27,
        PublishedFormula,
        "One-sided CUSUM, k 0.5: computed independently; the textbook's two-sided 168 and 465",
    )
    .within("run length without a shift, h 4", 335.0, 2.0, length(4.0, 0.0))
    .rounded("run length at a shift of 1 SD, h 4", 8.38, 2, length(4.0, 1.0))
    .within("run length without a shift, h 5", 930.0, 5.0, length(5.0, 0.0))
    .rounded("run length at a shift of 1 SD, h 5", 10.38, 2, length(5.0, 1.0))
}

fn weighted_mean() -> Group {
    let length = |shift| Some(weighted_mean_run_length(0.2, 2.962, shift));
    Group::vector(28, PublishedFormula, "EWMA chart, λ 0.2, limits ±2.962 SD: computed independently")
        .within("run length without a shift", 499.0, 3.0, length(0.0))
        .rounded("run length at a shift of 1 SD", 10.5, 1, length(1.0))
}
