//! Control charts: how long a chart runs until it alarms, with and without something to find.
//!
//! One-sided cumulative sum (Page 1954) and exponentially weighted mean (Roberts 1959), both textbook; run lengths by
//! the Markov chain of Brook and Evans 1972 (method from memory, checked against the textbook's two-sided 168 and 465).
//! Observations are taken as independent and standard normal: real check-ins are correlated from day to day, and then
//! false alarms come sooner. For evidence only: no chart watches a member yet, and nothing here enters a decision.
//!
//! Symbols: observations, reference `k`, threshold `h` and shift `δ` in standard deviations; run length in observations.

/// Cells that the chart's range is cut into; twice as many change none of the tested lengths by a thousandth.
const CELLS: usize = 201;

/// Mean observations until the sum `C ← max(0, C + z − k)` exceeds `h`, begun at 0, where `z` has mean `shift`.
#[must_use]
pub fn cumulative_sum_run_length(reference: f64, threshold: f64, shift: f64) -> f64 {
    // The lowest cell's middle is 0 and stands for all that falls below; the others are whole.
    let width = 2.0 * threshold / (2.0 * CELLS as f64 - 1.0);
    let below = |from: usize, to: usize| {
        let step = (to as f64 - from as f64 + 0.5) * width;
        normal_below(step + reference - shift)
    };
    let chance = |from, to| if to == 0 { below(from, 0) } else { below(from, to) - below(from, to - 1) };
    run_lengths(chance)[0]
}

/// Mean observations until `E ← (1 − λ)·E + λ·z` leaves `±limit` times its own standard deviation in the long run,
/// begun at 0, where `z` has mean `shift`.
#[must_use]
pub fn weighted_mean_run_length(gain: f64, limit: f64, shift: f64) -> f64 {
    let threshold = limit * (gain / (2.0 - gain)).sqrt();
    let width = 2.0 * threshold / CELLS as f64;
    let middle = |cell: usize| (cell as f64 + 0.5) * width - threshold;
    let below = |from: usize, edge: f64| normal_below((edge - (1.0 - gain) * middle(from)) / gain - shift);
    let chance = |from, to| below(from, middle(to) + width / 2.0) - below(from, middle(to) - width / 2.0);
    run_lengths(chance)[CELLS / 2]
}

fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / core::f64::consts::SQRT_2)
}

/// Mean steps until a chain leaves its cells, by the cell it begins in: one step, and then what is left from each cell it
/// may come to. Elimination needs no exchange of rows, as what leaves keeps every diagonal dominant.
fn run_lengths(chance: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut rows: Vec<Vec<f64>> = (0..CELLS)
        .map(|from| (0..CELLS).map(|to| f64::from(u8::from(from == to)) - chance(from, to)).chain([1.0]).collect())
        .collect();
    for pivot in 0..CELLS {
        let (above, below) = rows.split_at_mut(pivot + 1);
        let solved = &above[pivot];
        for row in below {
            let factor = row[pivot] / solved[pivot];
            for (value, solved) in row[pivot..].iter_mut().zip(&solved[pivot..]) {
                *value -= factor * solved;
            }
        }
    }
    let mut lengths = vec![0.0; CELLS];
    for cell in (0..CELLS).rev() {
        let row = &rows[cell];
        let known: f64 = (cell + 1..CELLS).map(|later| row[later] * lengths[later]).sum();
        lengths[cell] = (row[CELLS] - known) / row[cell];
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(a: f64, b: f64, tolerance: f64) {
        assert!((a - b).abs() <= tolerance, "{a} is not {b}");
    }

    #[test]
    fn the_textbooks_lengths() {
        for (threshold, alone, found) in [(4.0, 335.0, 8.38), (5.0, 930.0, 10.38)] {
            close(cumulative_sum_run_length(0.5, threshold, 0.0), alone, alone / 150.0);
            close(cumulative_sum_run_length(0.5, threshold, 1.0), found, 0.01);
        }
        // Two sums, one each way, alarm twice as often.
        close(cumulative_sum_run_length(0.5, 4.0, 0.0) / 2.0, 168.0, 0.5);
        close(cumulative_sum_run_length(0.5, 5.0, 0.0) / 2.0, 465.0, 1.0);
        close(weighted_mean_run_length(0.2, 2.962, 0.0), 499.0, 3.0);
        close(weighted_mean_run_length(0.2, 2.962, 1.0), 10.5, 0.1);
    }

    #[test]
    fn without_memory_a_mean_is_one_observation() {
        let outside = 2.0 * normal_below(-3.0);
        close(weighted_mean_run_length(1.0, 3.0, 0.0), 1.0 / outside, 1e-6);
    }
}
